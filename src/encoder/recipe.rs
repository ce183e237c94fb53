//! Recipes: everything a training depends on besides the data itself.
mod reference;

pub use reference::reference;

use super::read;
use super::weights::Precision;
use crate::error::{Error, Result};
use crate::stance::Stance;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// What a training makes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Aim {
    /// A model that tells stances.
    #[default]
    Stance,
    /// A model that finds attributions.
    Attribution,
    /// A stance model adapted to some labelled sentences.
    Finetune,
}

/// A key of a recipe, as its reference tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecipeKey {
    /// As written.
    pub name: &'static str,
    /// Its type in Rust.
    pub kind: &'static str,
    /// The function that gives its default, empty where that is the type's own; `None` where it must be given.
    pub default: Option<&'static str>,
    /// Its docstring, one line an item.
    pub effect: &'static [&'static str],
}

/// A table of TOML with the reference of its keys.
macro_rules! table {
    ($(#[$about:meta])* $name:ident { $($(#[doc = $effect:literal])* $(#[serde(default $(= $default:literal)?)])? pub $field:ident: $kind:ty,)* }) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[doc = $effect])* $(#[serde(default $(= $default)?)])? pub $field: $kind,)*
        }

        impl $name {
            /// Every key, in the order of the reference.
            pub const KEYS: &'static [RecipeKey] = &[$(RecipeKey {
                name: stringify!($field),
                kind: stringify!($kind),
                default: { const DEFAULT: &[&str] = &[$(concat!("" $(, $default)?),)?]; DEFAULT.first().copied() },
                effect: &[$($effect),*],
            }),*];
        }
    };
}

/// A table that has the keys of every training beside its own.
macro_rules! recipe {
    ($(#[$about:meta])* $name:ident { $($own:tt)* }) => {
        table! {
            $(#[$about])*
            $name {
                /// What it makes: stance where not given, attribution, or finetune.
                #[serde(default)]
                pub task: Aim,
                /// The name of the model it makes.
                pub name: String,
                /// Folder of the base model, relative to the recipe's own folder; for finetune that of a stance model.
                pub base: PathBuf,
                /// What the base is and under which licence, for the model's card.
                pub base_name: String,
                /// Licence of the weights made.
                pub licence: String,
                /// Seed of everything random: sampling, order, dropout, the head's first weights.
                pub seed: u64,
                /// Passes over the sample.
                pub epochs: usize,
                /// Tokens a step, padding included.
                pub batch_tokens: usize,
                /// Longest input in tokens.
                pub max_tokens: usize,
                /// Peak learning rate of the encoder.
                pub rate: f64,
                /// Peak learning rate of the head.
                pub head_rate: f64,
                /// Share of the steps over which the rate rises from zero; then it falls to zero linearly.
                pub warmup: f64,
                /// Weight decay.
                pub decay: f64,
                /// Largest norm of the gradient.
                pub clip: f64,
                /// Each layer of the encoder learns at this share of the rate of the layer above it, the embeddings under the first.
                #[serde(default = "one")]
                pub layer_decay: f64,
                /// From this share of the steps on the weights at every evaluation are averaged, and the mean is tried at the end beside the
                /// last and the best weights; never where not given.
                pub average_from: Option<f64>,
                /// Variables whose name starts with one of these keep the base's weights.
                #[serde(default)]
                pub freeze: Vec<String>,
                /// How the weights are written.
                pub weights: Precision,
                /// Steps between checkpoints.
                pub checkpoint_every: usize,
                /// Steps between evaluations on what is held out.
                pub evaluate_every: usize,
                /// The training ends after so many evaluations that were not better than the best; never where not given.
                pub patience: Option<usize>,
                $($own)*
            }
        }

        impl $name {
            /// The keys of every training.
            pub fn plan(&self) -> Plan {
                let from = self.clone();
                Plan {
                    task: from.task,
                    name: from.name,
                    base: from.base,
                    base_name: from.base_name,
                    licence: from.licence,
                    seed: from.seed,
                    epochs: from.epochs,
                    batch_tokens: from.batch_tokens,
                    max_tokens: from.max_tokens,
                    rate: from.rate,
                    head_rate: from.head_rate,
                    warmup: from.warmup,
                    decay: from.decay,
                    clip: from.clip,
                    layer_decay: from.layer_decay,
                    average_from: from.average_from,
                    freeze: from.freeze,
                    weights: from.weights,
                    checkpoint_every: from.checkpoint_every,
                    evaluate_every: from.evaluate_every,
                    patience: from.patience,
                }
            }
        }
    };
}

/// A recipe that has the keys of learning stances too.
macro_rules! stance_recipe {
    ($(#[$about:meta])* $name:ident { $($own:tt)* }) => {
        recipe! {
            $(#[$about])*
            $name {
                /// Chance that a pair's description is left out in an epoch.
                #[serde(default)]
                pub drop_description: f64,
                /// Chance that a pair's issue is worded the other way round in an epoch, where that can be done, with its label turned.
                #[serde(default)]
                pub reword: f64,
                /// Weights of supportive, cautious, opposed and none in the loss.
                pub class_weights: [f64; 4],
                /// Weight of the losses of lean, relayed and past beside that of the stance.
                pub side_weight: f64,
                $($own)*
            }
        }

        impl $name {
            /// How it learns stances.
            pub fn manner(&self) -> Manner {
                let $name { drop_description, reword, class_weights, side_weight, .. } = *self;
                Manner { drop_description, reword, class_weights, side_weight }
            }
        }
    };
}

recipe! {
    /// What every training has, whatever it makes.
    Plan {}
}

stance_recipe! {
    /// The training of a stance model, as written in `recipes/*.toml`. Unknown keys are errors.
    Recipe {
        /// At most this many calibration pairs are evaluated during training; the end takes all.
        pub evaluate_pairs: usize,
        /// The training mix.
        pub data: Vec<Part>,
        /// The pairs that train nothing and fit scaling and threshold.
        pub calibration: Calibration,
    }
}

recipe! {
    /// The training of an attribution model, with `task = "attribution"`. Unknown keys are errors.
    AttributionRecipe {
        /// Longest input of the second pass in tokens.
        pub around_tokens: usize,
        /// Sentences of the paragraph that stand before a marked cue's own, where they fit.
        pub before: usize,
        /// Sentences of the paragraph that stand behind it, where they fit.
        pub behind: usize,
        /// Words that are cues elsewhere and none here, marked as if they were, for each true cue of an epoch.
        pub false_cues: f64,
        /// Folders of annotated articles, relative to `--data-dir`: `text/*.txt` beside `attributions/*.ann` in brat's stand-off format.
        pub data: Vec<PathBuf>,
        /// One article in so many, by a hash of its id, trains nothing and fits confidence and thresholds.
        pub held_out_one_in: u64,
    }
}

stance_recipe! {
    /// The adapting of a stance model to some labelled sentences, with `task = "finetune"`: head, scaling and thresholds of the model are
    /// kept, and the sentences are given to `standpoint train` with `--data`. Unknown keys are errors.
    FinetuneRecipe {
        /// Without `--dev` the sentences are split into so many parts by article, and each part is judged by a model that learned from the
        /// others.
        pub folds: usize,
    }
}

/// How stances are learned from a pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Manner {
    /// See [`Recipe::drop_description`].
    pub drop_description: f64,
    /// See [`Recipe::reword`].
    pub reword: f64,
    /// See [`Recipe::class_weights`].
    pub class_weights: [f64; 4],
    /// See [`Recipe::side_weight`].
    pub side_weight: f64,
}

impl Manner {
    fn wrong(&self) -> Vec<&'static str> {
        broken(&[
            (!is_share(self.drop_description) || !is_share(self.reword), "drop_description or reword lies outside of 0 to 1"),
            (self.side_weight < 0.0 || self.side_weight.is_nan(), "side_weight is negative"),
            (self.class_weights.iter().any(|weight| *weight < 0.0 || !weight.is_finite()), "a class weight is negative"),
        ])
    }
}

table! {
    /// One file of the mix.
    Part {
        /// Labelled pairs, relative to `--data-dir`.
        pub file: PathBuf,
        /// How many pairs labelled `none` are kept for each that carries a stance; all where not given.
        pub none_per_stance: Option<f64>,
        /// At most this many pairs are taken, by chance.
        pub at_most: Option<usize>,
        /// How much a pair of this file counts in the loss.
        #[serde(default = "one")]
        pub weight: f64,
        /// The labels its coders could give, where these are not all four: the others are left out of the softmax.
        pub labels: Option<Vec<Stance>>,
        /// So many texts for each pair of this file are given the issue of another pair too, of which they hold no word, labelled `none`: for
        /// coders who were shown no text that does not touch its issue.
        #[serde(default)]
        pub unrelated: f64,
        /// The share of a teacher's `probabilities` in what is wanted of a pair; the label is the rest. A pair without a label is all
        /// teacher's.
        pub teacher: Option<f64>,
    }
}

fn is_share(number: f64) -> bool {
    (0.0..=1.0).contains(&number)
}

fn one() -> f64 {
    1.0
}

table! {
    /// Which pairs are left out of training and calibrate.
    Calibration {
        /// Labelled pairs, relative to `--data-dir`.
        pub file: PathBuf,
        /// One article in so many, by a hash of its id; of pairs without an article one text in so many.
        pub one_in: u64,
        /// Share of the coded stances that must stay sure under the threshold for `unsure`.
        pub keep: f64,
        /// Share of the coded stances that a cascade may lose by believing this model's surest `none`.
        pub lose: f64,
    }
}

const HINT: &str = "expected a recipe as in recipes/small.toml, recipes/finetune.toml or recipes/attribution.toml";

/// What the recipe, or the `model.toml`, at `path` is for.
pub fn aim(path: &Path) -> Result<Aim> {
    #[derive(Deserialize)]
    struct Peek {
        #[serde(default)]
        task: Aim,
    }
    Ok(read::toml::<Peek>(path, HINT)?.task)
}

impl Plan {
    fn wrong(&self) -> Vec<&'static str> {
        broken(&[
            (self.epochs == 0, "epochs is 0"),
            (self.batch_tokens < 256, "batch_tokens is under 256"),
            (!(96..=512).contains(&self.max_tokens), "max_tokens lies outside of 96 to 512"),
            (!(self.rate > 0.0 && self.head_rate > 0.0), "a rate is not above 0"),
            (!(0.0..1.0).contains(&self.warmup), "warmup lies outside of 0 to 1"),
            (!(self.layer_decay > 0.0 && self.layer_decay <= 1.0), "layer_decay is not above 0 and at most 1"),
            (self.average_from.is_some_and(|from| !(0.0..1.0).contains(&from)), "average_from lies outside of 0 to 1"),
            (self.checkpoint_every == 0 || self.evaluate_every == 0, "checkpoint_every or evaluate_every is 0"),
        ])
    }
}

impl Recipe {
    /// Reads a recipe; the error names the line.
    pub fn load(path: &Path) -> Result<Recipe> {
        let recipe: Recipe = read::toml(path, HINT)?;
        sound(path, [recipe.plan().wrong(), recipe.manner().wrong(), recipe.wrong()].concat())?;
        Ok(recipe)
    }

    fn wrong(&self) -> Vec<&'static str> {
        broken(&[
            (self.data.iter().any(|part| part.weight <= 0.0 || part.weight.is_nan()), "the weight of a file is not above 0"),
            (self.data.iter().any(|part| part.teacher.is_some_and(|share| !is_share(share))), "a teacher lies outside of 0 to 1"),
            (self.data.iter().any(|part| !(0.0..=10.0).contains(&part.unrelated)), "an unrelated lies outside of 0 to 10"),
            (self.data.is_empty(), "no [[data]]"),
            (self.calibration.one_in < 2, "calibration.one_in is under 2"),
        ])
    }
}

impl FinetuneRecipe {
    /// Reads a recipe; the error names the line.
    pub fn load(path: &Path) -> Result<FinetuneRecipe> {
        let recipe: FinetuneRecipe = read::toml(path, HINT)?;
        let folds = broken(&[(recipe.folds < 2, "folds is under 2")]);
        sound(path, [recipe.plan().wrong(), recipe.manner().wrong(), folds].concat())?;
        Ok(recipe)
    }
}

impl AttributionRecipe {
    /// Reads a recipe; the error names the line.
    pub fn load(path: &Path) -> Result<AttributionRecipe> {
        let recipe: AttributionRecipe = read::toml(path, HINT)?;
        sound(path, [recipe.plan().wrong(), recipe.wrong()].concat())?;
        Ok(recipe)
    }

    fn wrong(&self) -> Vec<&'static str> {
        broken(&[
            (!(32..=self.max_tokens).contains(&self.around_tokens), "around_tokens lies outside of 32 to max_tokens"),
            (!(0.0..=10.0).contains(&self.false_cues), "false_cues lies outside of 0 to 10"),
            (self.data.is_empty(), "data names no folder"),
            (self.held_out_one_in < 2, "held_out_one_in is under 2"),
        ])
    }
}

fn broken(rules: &[(bool, &'static str)]) -> Vec<&'static str> {
    rules.iter().filter(|(broken, _)| *broken).map(|(_, wrong)| *wrong).collect()
}

fn sound(path: &Path, wrong: Vec<&'static str>) -> Result<()> {
    if wrong.is_empty() { Ok(()) } else { Err(Error::new(path, wrong.join(", "), HINT)) }
}
