//! Model folders: `weights.safetensors`, `tokenizer.json`, `config.json`, `model.toml`.
use super::arithmetic::{Arithmetic, device};
use super::batch::{self, Batch};
use super::calibrate::{Calibration, Scaling};
use super::config::Config;
use super::confusion;
use super::input::{Encoder, Input, Query};
use super::network::{LOGITS, StanceNetwork};
use super::recipe::{Aim, aim};
use super::{read, weights};
use crate::error::{Error, Result};
use crate::file::write_whole;
use crate::hash::hex;
pub use crate::hash::sha256;
use crate::scorecard::{Confusion, Pooling};
use crate::stance::{Answer, Lean, Stance};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tch::Device;

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
    /// P(none) above this is sure enough for a cascade not to ask a better model.
    pub sure_none_above: f64,
    /// Arithmetic it was trained in.
    pub arithmetic: Arithmetic,
    /// SHA-256 of the recipe's text.
    pub recipe_sha256: String,
    /// How logits become probabilities.
    pub scaling: Scaling,
    /// How the answers on one article become a saying, where that was fitted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pooling: Option<Pooling>,
    /// SHA-256 of every file it was trained on, by its name in the recipe.
    pub data_sha256: BTreeMap<String, String>,
}

impl Description {
    /// What turns logits into verdicts.
    pub fn calibration(&self) -> Calibration {
        let Description { scaling, unsure_below, sure_none_above, .. } = *self;
        Calibration { scaling, unsure_below, sure_none_above }
    }

    fn wrong(&self) -> Option<&'static str> {
        let is_scaling = |scaling: &Scaling| {
            scaling.temperature > 0.0 && scaling.bias.iter().chain([&scaling.temperature]).all(|number| number.is_finite())
        };
        let scalings = || self.pooling.iter().filter_map(|pooling| pooling.scaling.as_ref()).chain([&self.scaling]);
        let mut thresholds = [self.unsure_below, self.sure_none_above].into_iter().chain(self.pooling.map(|pooling| pooling.unsure_below));
        let rules = [
            (self.labels != Stance::ALL.map(|stance| stance.word()), "labels are not supportive, cautious, opposed, none"),
            (!(96..=512).contains(&self.max_tokens), "max_tokens lies outside of 96 to 512"),
            (thresholds.any(f64::is_nan), "a threshold is no number"),
            (!scalings().all(is_scaling), "a temperature is not above 0, or a bias is no number"),
        ];
        rules.into_iter().find(|(broken, _)| *broken).map(|(_, wrong)| wrong)
    }
}

/// A classifier ready for use.
pub struct Model {
    /// What `model.toml` says.
    pub description: Description,
    /// SHA-256 over weights, tokenizer, config and description: the same hash gives the same judgements in the same arithmetic.
    pub sha256: String,
    /// What it computes in.
    pub arithmetic: Arithmetic,
    /// How its sayings are known to err, where that was measured.
    pub confusion: Option<Confusion>,
    encoder: Encoder,
    network: StanceNetwork,
}

/// Tokens in one batch of inference.
const BATCH_TOKENS: usize = 4096;

impl Model {
    /// Loads a model folder and casts it to `arithmetic`.
    pub fn load(folder: &Path, arithmetic: Arithmetic) -> Result<Model> {
        let description = read_description(&folder.join("model.toml"))?;
        let config = Config::read(&folder.join("config.json"))?;
        let sizes = config.sizes();
        let encoder = Encoder::load(&folder.join("tokenizer.json"), description.max_tokens)?;
        if encoder.vocabulary() > sizes.vocabulary as usize || description.max_tokens > sizes.tokens as usize {
            return Err(Error::new(folder, "tokenizer.json and model.toml do not fit config.json", "get the model folder anew"));
        }
        let mut network = StanceNetwork::new(&config, device());
        weights::load_model(&network, folder)?;
        network.set_arithmetic(arithmetic);
        let rest = ["tokenizer.json", "config.json", "model.toml"].map(|name| folder.join(name));
        let sha256 = hash_files(weights::files(folder).into_iter().chain(rest))?;
        let confusion = confusion::read(folder)?;
        Ok(Model { description, sha256, arithmetic, confusion, encoder, network })
    }

    /// One answer for each query, in order; `progress` is told after every batch how many are done.
    pub fn classify(&self, queries: &[Query], progress: &mut dyn FnMut(usize)) -> Vec<Answer> {
        self.logits(queries, progress).iter().map(|logits| self.answer(logits)).collect()
    }

    /// The logits of the stances, one row for each query, in order; `progress` as for [`Model::classify`].
    pub fn stance_logits(&self, queries: &[Query], progress: &mut dyn FnMut(usize)) -> Vec<[f64; 4]> {
        self.logits(queries, progress).iter().map(|logits| std::array::from_fn(|stance| logits[stance])).collect()
    }

    fn logits(&self, queries: &[Query], progress: &mut dyn FnMut(usize)) -> Vec<Logits> {
        let encoder = &self.encoder;
        let inputs: Vec<Input> = queries.par_iter().map(|query| encoder.encode(query)).collect();
        logits(&self.network, &inputs, progress)
    }

    fn answer(&self, logits: &Logits) -> Answer {
        let [supportive, cautious, opposed, none, for_it, against, even, relayed, past] = *logits;
        let leans = [(for_it, Lean::For), (against, Lean::Against), (even, Lean::Even)];
        let lean = leans.into_iter().max_by(|a, b| a.0.total_cmp(&b.0)).map_or(Lean::Even, |(_, lean)| lean);
        let probabilities = self.description.scaling.apply([supportive, cautious, opposed, none]);
        let unsure = probabilities.confidence() < self.description.unsure_below;
        Answer { judge: 0, probabilities, unsure, lean, relayed: logistic(relayed), past: logistic(past) }
    }

    /// The token ids of a query, and what was cut.
    pub fn encode(&self, query: &Query) -> Input {
        self.encoder.encode(query)
    }
}

/// What turns queries into the inputs of the model in a folder, without loading its weights.
pub fn encoder(folder: &Path) -> Result<Encoder> {
    Encoder::load(&folder.join("tokenizer.json"), read_description(&folder.join("model.toml"))?.max_tokens)
}

/// What the head gives for one input.
pub(crate) type Logits = [f64; LOGITS];

/// Logits of each input in order, computed in batches that cannot change them.
pub(crate) fn logits(network: &StanceNetwork, inputs: &[Input], progress: &mut dyn FnMut(usize)) -> Vec<Logits> {
    let mut logits = vec![[0.0; LOGITS]; inputs.len()];
    let mut done = 0;
    for rows in batch::plan(inputs, BATCH_TOKENS) {
        let batch = Batch::new(&rows.iter().map(|row| &inputs[*row]).collect::<Vec<_>>(), network.device());
        let output = tch::no_grad(|| network.forward(&batch, false)).to_device(Device::Cpu).contiguous();
        let mut values = vec![0f32; output.numel()];
        output.copy_data(&mut values, output.numel());
        for (row, given) in rows.iter().zip(values.chunks_exact(LOGITS)) {
            logits[*row] = std::array::from_fn(|index| f64::from(given[index]));
        }
        done += rows.len();
        progress(done);
    }
    logits
}

fn logistic(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}

/// Changes the `model.toml` of a model folder.
pub fn describe_anew(folder: &Path, change: impl FnOnce(&mut Description)) -> Result<()> {
    let path = folder.join("model.toml");
    let mut description = read_description(&path)?;
    change(&mut description);
    write_toml(&path, &description)
}

/// Writes a table whole or not at all.
pub(super) fn write_toml<T: Serialize>(path: &Path, value: &T) -> Result<()> {
    let text = toml::to_string(value).map_err(|error| Error::new(path, error, "this is a mistake of the program; report it"))?;
    write_whole(path, text.as_bytes())
}

pub(super) fn read_description(path: &Path) -> Result<Description> {
    let hint = "expected a model folder's model.toml; name a folder made by `standpoint train`, or a model under models/";
    if aim(path)? == Aim::Attribution {
        return Err(Error::new(
            path,
            "a model that finds attributions, where one that tells stances is wanted",
            "name another with --model",
        ));
    }
    let description: Description = read::toml(path, hint)?;
    match description.wrong() {
        Some(wrong) => Err(Error::new(path, wrong, hint)),
        None => Ok(description),
    }
}

fn hash_files(files: impl Iterator<Item = PathBuf>) -> Result<String> {
    let mut hasher = Sha256::new();
    for path in files {
        hasher.update(std::fs::read(&path).map_err(|error| Error::new(&path, error, "expected a whole model folder"))?);
    }
    Ok(hex(&hasher.finalize()))
}
