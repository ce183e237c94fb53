//! What a stance model learns: the stance of each pair, and beside it lean, relayed and past.
use super::batch::Batch;
use super::calibrate::{Calibration, Labelled, Scaling, outcomes};
use super::input::{Encoder, Input};
use super::loss::{Target, loss};
use super::model::{Description, logits};
use super::network::{StanceHead, StanceNetwork};
use super::recipe::Recipe;
use super::sample::{Example, Item, gather, sample};
use super::train::{Measured, Origin, Places, Task};
use crate::error::{Error, Result};
use crate::evaluate::Figures;
use crate::hash::sha256;
use crate::stance::Stance;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use tch::Tensor;

/// The pairs of a recipe.
pub(super) struct Stances<'a> {
    recipe: &'a Recipe,
    places: &'a Places,
    encoder: Encoder,
    items: Vec<Item>,
    calibration: Vec<(Input, Stance)>,
}

impl<'a> Stances<'a> {
    /// Draws the sample.
    pub(super) fn new(recipe: &'a Recipe, base: &Path, places: &'a Places) -> Result<Stances<'a>> {
        let encoder = Encoder::load(&base.join("tokenizer.json"), recipe.max_tokens)?;
        let (items, calibration) = sample(recipe, places)?;
        let calibration = calibration.par_iter().filter_map(|pair| Some((encoder.encode(&pair.query()), pair.label?))).collect();
        Ok(Stances { recipe, places, encoder, items, calibration })
    }

    /// Stance logits of each input beside its label.
    fn judge(&self, network: &StanceNetwork, pairs: &[(Input, Stance)]) -> Vec<Labelled> {
        let inputs: Vec<Input> = pairs.iter().map(|(input, _)| input.clone()).collect();
        let stances = logits(network, &inputs, &mut |_| ()).into_iter().map(|logits| std::array::from_fn(|index| logits[index]));
        stances.zip(pairs.iter().map(|(_, label)| *label)).collect()
    }
}

impl Task for Stances<'_> {
    type Head = StanceHead;
    type Example = Example;
    type Fit = Calibration;
    type Description = Description;

    fn rows(&self) -> usize {
        self.items.len()
    }

    fn held_out(&self) -> usize {
        self.calibration.len()
    }

    fn order(&self, epoch: usize) -> Vec<Vec<usize>> {
        let length = |(row, item): (usize, &Item)| item.varied(&self.encoder, self.recipe, epoch, row).input.ids.len();
        let lengths: Vec<usize> = self.items.par_iter().enumerate().map(length).collect();
        gather(&lengths, self.recipe.batch_tokens, self.recipe.seed, epoch)
    }

    fn draw(&self, epoch: usize, rows: &[usize]) -> Vec<Example> {
        rows.par_iter().map(|row| self.items[*row].varied(&self.encoder, self.recipe, epoch, *row)).collect()
    }

    fn loss(&self, network: &StanceNetwork, examples: &[Example]) -> Tensor {
        let (inputs, targets): (Vec<&Input>, Vec<Target>) = examples.iter().map(|example| (&example.input, example.target)).unzip();
        let logits = network.forward(&Batch::new(&inputs, network.device()), true);
        loss(&logits, &targets, &self.recipe.class_weights, self.recipe.side_weight)
    }

    fn watch(&self, network: &StanceNetwork) -> Measured {
        let watched = &self.calibration[..self.recipe.evaluate_pairs.min(self.calibration.len())];
        Measured::Stance(Figures::of(&outcomes(&self.judge(network, watched), &Scaling::NONE, 0.0)))
    }

    fn fit(&self, network: &StanceNetwork) -> (Calibration, Measured) {
        let labelled = self.judge(network, &self.calibration);
        let (fit, figures) = Calibration::fit(&labelled, self.recipe.calibration.keep, self.recipe.calibration.lose);
        (fit, Measured::Stance(figures))
    }

    fn describe(&self, fit: Calibration, origin: Origin) -> Description {
        Description {
            name: self.recipe.name.clone(),
            base: self.recipe.base_name.clone(),
            licence: self.recipe.licence.clone(),
            labels: Stance::ALL.map(|stance| stance.word().to_string()),
            max_tokens: self.recipe.max_tokens,
            unsure_below: fit.unsure_below,
            sure_none_above: fit.sure_none_above,
            arithmetic: origin.arithmetic,
            recipe_sha256: origin.recipe_sha256,
            scaling: fit.scaling,
            pooling: None,
            data_sha256: origin.data_sha256,
        }
    }

    fn data_sha256(&self) -> Result<BTreeMap<String, String>> {
        let files: BTreeSet<&PathBuf> = self.recipe.data.iter().map(|part| &part.file).chain([&self.recipe.calibration.file]).collect();
        let hash = |file: &PathBuf| {
            let path = self.places.data.join(file);
            let bytes = std::fs::read(&path).map_err(|error| Error::new(&path, error, "expected the recipe's data"))?;
            Ok((file.display().to_string(), sha256(&bytes)))
        };
        files.into_iter().map(hash).collect()
    }
}
