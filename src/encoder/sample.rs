//! What a training sees and in which order: the sample of pairs, the pairs held out to calibrate, an epoch's batches.
use super::batch::padded;
use super::input::{Encoder, Input, Query};
use super::recipe::{Part, Recipe};
use super::train::Places;
use crate::dataset::{Pair, read_labelled};
use crate::error::{Error, Result};
use crate::stance::Stance;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// A labelled pair as the network reads it, with and without its issue's description.
pub(super) struct Item {
    pub(super) input: Input,
    without_description: Input,
    pub(super) label: Stance,
}

impl Item {
    fn new(encoder: &Encoder, pair: &Pair) -> Item {
        let query = pair.query();
        Item {
            input: encoder.encode(&query),
            without_description: encoder.encode(&Query { description: "", ..query }),
            label: pair.label.unwrap_or(Stance::None),
        }
    }

    /// The input of this item in one epoch: with or without its issue's description, by chance.
    pub(super) fn at(&self, recipe: &Recipe, epoch: usize, row: usize) -> &Input {
        let drops = recipe.drop_description > 0.0
            && chance(recipe.seed, &[2, epoch as u64, row as u64]).random_bool(recipe.drop_description.min(1.0));
        if drops { &self.without_description } else { &self.input }
    }
}

/// A generator for one purpose: the same numbers for the same seed and purpose, whatever was drawn before.
pub(super) fn chance(seed: u64, purpose: &[u64]) -> ChaCha8Rng {
    let mut hasher = Sha256::new();
    hasher.update(seed.to_le_bytes());
    purpose.iter().for_each(|part| hasher.update(part.to_le_bytes()));
    ChaCha8Rng::from_seed(hasher.finalize().into())
}

/// Whether an article is left out of training, to calibrate: one in `one_in`, by a hash of its id.
pub fn calibrates(article: &str, one_in: u64) -> bool {
    let hash = Sha256::digest(article.as_bytes());
    let head = hash.iter().take(8).fold(0u64, |value, byte| value << 8 | u64::from(*byte));
    !article.is_empty() && head % one_in == 0
}

/// The pairs trained on and the pairs that calibrate, as inputs.
pub(super) fn sample(recipe: &Recipe, places: &Places, encoder: &Encoder) -> Result<(Vec<Item>, Vec<Item>)> {
    let one_in = recipe.calibration.one_in;
    let mut items = Vec::new();
    for (index, part) in recipe.data.iter().enumerate() {
        let mut pairs = read_labelled(&places.data.join(&part.file))?;
        pairs.retain(|pair| part.file != recipe.calibration.file || !calibrates(&pair.article, one_in));
        let mut generator = chance(recipe.seed, &[1, index as u64]);
        items.par_extend(thin(pairs, part, &mut generator).par_iter().map(|pair| Item::new(encoder, pair)));
    }
    let mut held_out = read_labelled(&places.data.join(&recipe.calibration.file))?;
    held_out.retain(|pair| calibrates(&pair.article, one_in));
    held_out.shuffle(&mut chance(recipe.seed, &[4]));
    let calibration: Vec<Item> = held_out.par_iter().map(|pair| Item::new(encoder, pair)).collect();
    if items.is_empty() || calibration.is_empty() {
        let wrong = format!("{} pairs to train on and {} to calibrate with", items.len(), calibration.len());
        return Err(Error::new(&places.recipe, wrong, "expected some of both; calibration pairs need a field article"));
    }
    Ok((items, calibration))
}

fn thin(mut pairs: Vec<Pair>, part: &Part, generator: &mut ChaCha8Rng) -> Vec<Pair> {
    if let Some(ratio) = part.none_per_stance {
        let nones = pairs.iter().filter(|pair| pair.label == Some(Stance::None)).count();
        let keep = ((pairs.len() - nones) as f64 * ratio / nones.max(1) as f64).clamp(0.0, 1.0);
        pairs.retain(|pair| pair.label != Some(Stance::None) || generator.random_bool(keep));
    }
    if let Some(most) = part.at_most {
        pairs.shuffle(generator);
        pairs.truncate(most);
    }
    pairs
}

/// One epoch's batches: shuffled rows gathered by padded length; what is left over comes last.
pub(super) fn order(items: &[Item], batch: usize, seed: u64, epoch: usize) -> Vec<Vec<usize>> {
    let mut rows: Vec<usize> = (0..items.len()).collect();
    rows.shuffle(&mut chance(seed, &[3, epoch as u64]));
    let mut waiting: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut batches = Vec::new();
    for row in rows {
        let bucket = waiting.entry(padded(&items[row].input)).or_default();
        bucket.push(row);
        if bucket.len() == batch {
            batches.push(std::mem::take(bucket));
        }
    }
    batches.extend(waiting.into_values().filter(|bucket| !bucket.is_empty()));
    batches
}
