//! Model folders: `weights.safetensors`, `tokenizer.json`, `config.json`, `model.toml`.
use super::arithmetic::Arithmetic;
use super::batch::{self, Batch};
use super::calibrate::Scaling;
use super::input::{Encoder, Input, Query};
use super::network::{Network, read_config};
use super::weights;
use crate::error::{Error, Result};
use crate::stance::Probabilities;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

/// `model.toml`: what one must know to use the weights, and where they come from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Description {
    /// The model's name.
    pub name: String,
    /// The base it was fine-tuned from, with its licence.
    pub base: String,
    /// Licence of the weights.
    pub licence: String,
    /// The outcomes, in the order of the logits.
    pub labels: [String; 4],
    /// Longest input in tokens.
    pub max_tokens: usize,
    /// A verdict under this probability is unsure.
    pub unsure_below: f64,
    /// Arithmetic it was trained in.
    pub arithmetic: Arithmetic,
    /// SHA-256 of the recipe's text.
    pub recipe_sha256: String,
    /// How logits become probabilities.
    pub scaling: Scaling,
    /// SHA-256 of every file it was trained on, by its name in the recipe.
    pub data_sha256: BTreeMap<String, String>,
}

/// A classifier ready for use.
pub struct Model {
    /// What `model.toml` says.
    pub description: Description,
    /// SHA-256 over weights, tokenizer, config and description: the same hash gives the same judgements in the same arithmetic.
    pub sha256: String,
    /// What it computes in.
    pub arithmetic: Arithmetic,
    encoder: Encoder,
    network: Network,
}

/// Tokens in one batch of inference.
const BATCH_TOKENS: usize = 4096;

impl Model {
    /// Loads a model folder and casts it to `arithmetic`.
    pub fn load(folder: &Path, arithmetic: Arithmetic) -> Result<Model> {
        let description = read_description(&folder.join("model.toml"))?;
        let config = read_config(&folder.join("config.json"))?;
        let encoder = Encoder::load(&folder.join("tokenizer.json"), description.max_tokens)?;
        if encoder.vocabulary() > config.vocab_size as usize || description.max_tokens > config.max_position_embeddings as usize {
            return Err(Error::new(folder, "tokenizer.json and model.toml do not fit config.json", "get the model folder anew"));
        }
        let mut network = Network::new(&config);
        weights::load(&mut network, &folder.join("weights.safetensors"), true)?;
        network.set_arithmetic(arithmetic);
        let sha256 = hash_files(folder, &["weights.safetensors", "tokenizer.json", "config.json", "model.toml"])?;
        Ok(Model { description, sha256, arithmetic, encoder, network })
    }

    /// Calibrated probabilities, one for each query in order; `progress` is told after every batch how many are done.
    pub fn classify(&self, queries: &[Query], progress: &mut dyn FnMut(usize)) -> Vec<Probabilities> {
        let encoder = &self.encoder;
        let inputs: Vec<Input> = queries.par_iter().map(|query| encoder.encode(query)).collect();
        let logits = logits(&self.network, &inputs, progress);
        logits.into_iter().map(|logits| self.description.scaling.apply(logits)).collect()
    }

    /// Whether a verdict of this confidence is to be flagged.
    pub fn is_unsure(&self, probabilities: &Probabilities) -> bool {
        probabilities.confidence() < self.description.unsure_below
    }

    /// The token ids of a query, and what was cut.
    pub fn encode(&self, query: &Query) -> Input {
        self.encoder.encode(query)
    }
}

/// Logits of each input in order, computed in batches that cannot change them.
pub(crate) fn logits(network: &Network, inputs: &[Input], progress: &mut dyn FnMut(usize)) -> Vec<[f64; 4]> {
    let mut logits = vec![[0.0; 4]; inputs.len()];
    let mut done = 0;
    for rows in batch::plan(inputs, BATCH_TOKENS) {
        let batch = Batch::new(&rows.iter().map(|row| &inputs[*row]).collect::<Vec<_>>());
        let output = tch::no_grad(|| network.forward(&batch, false)).contiguous();
        let mut values = vec![0f32; output.numel()];
        output.copy_data(&mut values, output.numel());
        for (row, four) in rows.iter().zip(values.chunks_exact(4)) {
            logits[*row] = [four[0], four[1], four[2], four[3]].map(f64::from);
        }
        done += rows.len();
        progress(done);
    }
    logits
}

fn read_description(path: &Path) -> Result<Description> {
    let hint = "expected a model folder's model.toml; name a folder made by `standpoint train`, or a model under models/";
    let text = std::fs::read_to_string(path).map_err(|error| Error::new(path, error, hint))?;
    toml::from_str(&text).map_err(|error| Error::new(path, error.message(), hint))
}

fn hash_files(folder: &Path, names: &[&str]) -> Result<String> {
    let mut hasher = Sha256::new();
    for name in names {
        let path = folder.join(name);
        hasher.update(std::fs::read(&path).map_err(|error| Error::new(&path, error, "expected a whole model folder"))?);
    }
    Ok(hex(&hasher.finalize()))
}

/// SHA-256 of bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
