//! Recipes: everything a training depends on besides the data itself.
use super::read;
use super::weights::Precision;
use crate::error::{Error, Result};
use crate::stance::Stance;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// One training, as written in `recipes/*.toml`. Unknown keys are errors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// The name of the model it makes.
    pub name: String,
    /// Folder of the base model, relative to the recipe's own folder.
    pub base: PathBuf,
    /// What the base is and under which licence, for the model's card.
    pub base_name: String,
    /// Licence of the weights made.
    pub licence: String,
    /// Seed of everything random: sampling, order, dropout, the head's first weights.
    pub seed: u64,
    /// Passes over the sampled pairs.
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
    /// Variables whose name starts with one of these keep the base's weights.
    #[serde(default)]
    pub freeze: Vec<String>,
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
    /// How the weights are written.
    pub weights: Precision,
    /// Steps between checkpoints.
    pub checkpoint_every: usize,
    /// Steps between evaluations on the calibration pairs.
    pub evaluate_every: usize,
    /// At most this many calibration pairs are evaluated during training; the end takes all.
    pub evaluate_pairs: usize,
    /// The training ends after so many evaluations that were not better than the best; never where not given.
    pub patience: Option<usize>,
    /// The training mix.
    pub data: Vec<Part>,
    /// The pairs that train nothing and fit scaling and threshold.
    pub calibration: Calibration,
}

/// One file of the mix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
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
    /// The share of a teacher's `probabilities` in what is wanted of a pair; the label is the rest. A pair without a label is all
    /// teacher's.
    pub teacher: Option<f64>,
}

fn is_share(number: f64) -> bool {
    (0.0..=1.0).contains(&number)
}

fn one() -> f64 {
    1.0
}

/// Which pairs are left out of training and calibrate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calibration {
    /// Labelled pairs, relative to `--data-dir`.
    pub file: PathBuf,
    /// One article in so many, by a hash of its id.
    pub one_in: u64,
    /// Share of the coded stances that must stay sure under the threshold for `unsure`.
    pub keep: f64,
    /// Share of the coded stances that a cascade may lose by believing this model's surest `none`.
    pub lose: f64,
}

impl Recipe {
    /// Reads a recipe; the error names the line.
    pub fn load(path: &Path) -> Result<Recipe> {
        let hint = "expected a recipe as in recipes/small.toml";
        let recipe: Recipe = read::toml(path, hint)?;
        let wrong = recipe.wrong();
        if wrong.is_empty() { Ok(recipe) } else { Err(Error::new(path, wrong.join(", "), hint)) }
    }

    fn wrong(&self) -> Vec<&'static str> {
        let rules = [
            (self.epochs == 0, "epochs is 0"),
            (self.batch_tokens < 256, "batch_tokens is under 256"),
            (!(96..=512).contains(&self.max_tokens), "max_tokens lies outside of 96 to 512"),
            (!(self.rate > 0.0 && self.head_rate > 0.0), "a rate is not above 0"),
            (!(0.0..1.0).contains(&self.warmup), "warmup lies outside of 0 to 1"),
            (self.checkpoint_every == 0 || self.evaluate_every == 0, "checkpoint_every or evaluate_every is 0"),
            (!is_share(self.drop_description) || !is_share(self.reword), "drop_description or reword lies outside of 0 to 1"),
            (self.side_weight < 0.0 || self.side_weight.is_nan(), "side_weight is negative"),
            (self.data.iter().any(|part| part.weight <= 0.0 || part.weight.is_nan()), "the weight of a file is not above 0"),
            (self.data.iter().any(|part| part.teacher.is_some_and(|share| !is_share(share))), "a teacher lies outside of 0 to 1"),
            (self.class_weights.iter().any(|weight| *weight < 0.0 || !weight.is_finite()), "a class weight is negative"),
            (self.data.is_empty(), "no [[data]]"),
            (self.calibration.one_in < 2, "calibration.one_in is under 2"),
        ];
        rules.into_iter().filter(|(broken, _)| *broken).map(|(_, wrong)| wrong).collect()
    }
}
