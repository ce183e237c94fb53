//! What a stance model learns: the stance of each pair, and beside it lean, relayed and past.
use super::batch::Batch;
use super::calibrate::{Calibration, Labelled, Scaling, outcomes};
use super::input::{Encoder, Input};
use super::loss::{Target, loss};
use super::model::{Description, logits};
use super::network::{StanceHead, StanceNetwork};
use super::recipe::{FinetuneRecipe, Manner, Plan, Recipe};
use super::sample::{Example, Item, gather, sample};
use super::train::{Measured, Origin, Places, Task};
use crate::dataset::Pair;
use crate::error::{Error, Result};
use crate::evaluate::Figures;
use crate::hash::sha256;
use crate::stance::Stance;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tch::Tensor;

/// Pairs to learn from, and pairs held out.
pub(super) struct Stances {
    plan: Plan,
    manner: Manner,
    encoder: Encoder,
    items: Vec<Item>,
    held_out: Vec<(Input, Stance)>,
    /// At most so many of them are evaluated during training.
    watched: usize,
    fitting: Fitting,
    /// What the pairs were read from, by name.
    files: BTreeMap<String, PathBuf>,
}

/// Where scaling and thresholds come from.
enum Fitting {
    /// They are fitted on what is held out, keeping and losing these shares.
    Anew { keep: f64, lose: f64 },
    /// They are those of the model that is adapted.
    Kept(Box<Description>),
}

impl Stances {
    /// Draws the sample of a recipe.
    pub(super) fn of_recipe(recipe: &Recipe, base: &Path, places: &Places) -> Result<Stances> {
        let encoder = Encoder::load(&base.join("tokenizer.json"), recipe.max_tokens)?;
        let (items, held_out) = sample(recipe, places)?;
        let files = recipe.data.iter().map(|part| &part.file).chain([&recipe.calibration.file]);
        Ok(Stances {
            plan: recipe.plan(),
            manner: recipe.manner(),
            held_out: inputs(&encoder, &held_out),
            encoder,
            items,
            watched: recipe.evaluate_pairs,
            fitting: Fitting::Anew { keep: recipe.calibration.keep, lose: recipe.calibration.lose },
            files: files.map(|file| (file.display().to_string(), places.data.join(file))).collect(),
        })
    }

    /// Some labelled pairs for the model at `base`, whose description is `adapted`; what is held out is never fitted on.
    pub(super) fn of_pairs(
        recipe: &FinetuneRecipe,
        base: &Path,
        adapted: &Description,
        trained: &[&Pair],
        held_out: &[Pair],
        files: &[PathBuf],
    ) -> Result<Stances> {
        let encoder = Encoder::load(&base.join("tokenizer.json"), recipe.max_tokens)?;
        let name = |file: &PathBuf| file.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
        Ok(Stances {
            plan: recipe.plan(),
            manner: recipe.manner(),
            held_out: inputs(&encoder, held_out),
            encoder,
            items: trained.iter().map(|pair| Item::labelled((*pair).clone())).collect(),
            watched: 0,
            fitting: Fitting::Kept(Box::new(adapted.clone())),
            files: files.iter().map(|file| (name(file), file.clone())).collect(),
        })
    }

    /// Stance logits of each pair held out beside its label.
    pub(super) fn judge_held_out(&self, network: &StanceNetwork) -> Vec<Labelled> {
        self.judge(network, &self.held_out)
    }

    fn judge(&self, network: &StanceNetwork, pairs: &[(Input, Stance)]) -> Vec<Labelled> {
        let inputs: Vec<Input> = pairs.iter().map(|(input, _)| input.clone()).collect();
        let stances = logits(network, &inputs, &mut |_| ()).into_iter().map(|logits| std::array::from_fn(|index| logits[index]));
        stances.zip(pairs.iter().map(|(_, label)| *label)).collect()
    }

    fn varied(&self, epoch: usize, row: usize) -> Example {
        self.items[row].varied(&self.encoder, &self.manner, self.plan.seed, epoch, row)
    }
}

fn inputs(encoder: &Encoder, pairs: &[Pair]) -> Vec<(Input, Stance)> {
    pairs.par_iter().filter_map(|pair| Some((encoder.encode(&pair.query()), pair.label?))).collect()
}

impl Task for Stances {
    type Head = StanceHead;
    type Example = Example;
    type Fit = Calibration;
    type Description = Description;

    fn keeps_head(&self) -> bool {
        matches!(self.fitting, Fitting::Kept(_))
    }

    fn rows(&self) -> usize {
        self.items.len()
    }

    fn held_out(&self) -> usize {
        self.held_out.len()
    }

    fn order(&self, epoch: usize) -> Vec<Vec<usize>> {
        let rows: Vec<usize> = (0..self.items.len()).collect();
        let lengths: Vec<usize> = rows.par_iter().map(|row| self.varied(epoch, *row).input.ids.len()).collect();
        gather(&lengths, self.plan.batch_tokens, self.plan.seed, epoch)
    }

    fn draw(&self, epoch: usize, rows: &[usize]) -> Vec<Example> {
        rows.par_iter().map(|row| self.varied(epoch, *row)).collect()
    }

    fn loss(&self, network: &StanceNetwork, examples: &[Example]) -> Tensor {
        let (inputs, targets): (Vec<&Input>, Vec<Target>) = examples.iter().map(|example| (&example.input, example.target)).unzip();
        let logits = network.forward(&Batch::new(&inputs, network.device()), true);
        loss(&logits, &targets, &self.manner.class_weights, self.manner.side_weight)
    }

    fn watch(&self, network: &StanceNetwork) -> Measured {
        let watched = &self.held_out[..self.watched.min(self.held_out.len())];
        Measured::Stance(Figures::of(&outcomes(&self.judge(network, watched), &Scaling::NONE, 0.0)))
    }

    fn fit(&self, network: &StanceNetwork) -> (Calibration, Measured) {
        let labelled = self.judge_held_out(network);
        let (fit, figures) = match &self.fitting {
            Fitting::Anew { keep, lose } => Calibration::fit(&labelled, *keep, *lose),
            Fitting::Kept(adapted) => {
                let fit = adapted.calibration();
                (fit, Figures::of(&outcomes(&labelled, &fit.scaling, fit.unsure_below)))
            }
        };
        (fit, Measured::Stance(figures))
    }

    fn describe(&self, fit: Calibration, origin: Origin) -> Description {
        Description {
            name: self.plan.name.clone(),
            base: self.plan.base_name.clone(),
            licence: self.plan.licence.clone(),
            labels: Stance::ALL.map(|stance| stance.word().to_string()),
            max_tokens: self.plan.max_tokens,
            unsure_below: fit.unsure_below,
            sure_none_above: fit.sure_none_above,
            arithmetic: origin.arithmetic,
            recipe_sha256: origin.recipe_sha256,
            scaling: fit.scaling,
            pooling: match &self.fitting {
                Fitting::Anew { .. } => None,
                Fitting::Kept(adapted) => adapted.pooling,
            },
            data_sha256: origin.data_sha256,
        }
    }

    fn data_sha256(&self) -> Result<BTreeMap<String, String>> {
        let hash = |(name, path): (&String, &PathBuf)| {
            let bytes = std::fs::read(path).map_err(|error| Error::new(path, error, "expected the recipe's data"))?;
            Ok((name.clone(), sha256(&bytes)))
        };
        self.files.iter().map(hash).collect()
    }
}
