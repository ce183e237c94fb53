//! Training: from a recipe and labelled pairs to a model folder.
//!
//! Everything random comes from the recipe's seed: the sample from (seed), an epoch's order from (seed, epoch), a step's dropout from
//! (seed, step). So the same recipe on the same machine with the same threads gives the same weights to the bit, and a training that
//! was stopped goes on from `last/` as if it had not been.
use super::arithmetic::{Arithmetic, device};
use super::batch::Batch;
use super::calibrate::{Calibration, Labelled, Scaling, outcomes};
use super::config::Config;
use super::input::{Encoder, Input};
use super::loss::{Target, loss};
use super::model::{Description, logits, sha256, write_toml};
use super::network::Network;
use super::optimiser::{AdamW, Group, clip, flat};
use super::recipe::Recipe;
use super::sample::{Example, Item, chance, order, sample};
use super::weights::{self, Precision};
use crate::error::{Error, Result};
use crate::evaluate::Figures;
use crate::file::{make_folder, write_whole};
use crate::stance::Stance;
use rand::Rng;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread;
use tch::Tensor;

/// Where a training reads and writes.
#[derive(Clone, Debug)]
pub struct Places {
    /// The recipe's file.
    pub recipe: PathBuf,
    /// What the recipe's data files are relative to.
    pub data: PathBuf,
    /// Gets `metrics.jsonl`, `last/`, `best/` and, at the end, `model/`.
    pub out: PathBuf,
}

/// What a training tells while it runs.
#[derive(Clone, Copy, Debug)]
pub enum Event<'a> {
    /// The sample is drawn.
    Start {
        /// Pairs trained on in an epoch.
        pairs: usize,
        /// Pairs that calibrate.
        calibration: usize,
        /// Steps of the whole training.
        steps: usize,
        /// The step it goes on after; 0 when it starts.
        after: usize,
    },
    /// One step is done.
    Step {
        /// Counted from 1.
        step: usize,
        /// Mean weighted cross-entropy of its pairs.
        loss: f64,
    },
    /// Calibration pairs were evaluated.
    Evaluated {
        /// After this step.
        step: usize,
        /// What came out.
        figures: &'a Figures,
    },
}

/// Where a checkpoint stands: `last/state.toml`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Checkpoint {
    step: usize,
    best: f64,
    worse: usize,
    recipe_sha256: String,
    arithmetic: Arithmetic,
}

const OPTIMISER: AdamW = AdamW { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, decay: 0.0 };
const METRICS_EVERY: usize = 20;
const NO_BASE: &str = "get a base with scripts/base-model minilm or scripts/base-model mpnet, or correct `base` in the recipe";

/// Runs a recipe to its end and returns the figures on all calibration pairs. A folder with `last/` of the same recipe goes on from there.
pub fn train(places: &Places, arithmetic: Arithmetic, tell: &mut dyn FnMut(Event)) -> Result<Figures> {
    let recipe = Recipe::load(&places.recipe)?;
    let recipe_sha256 = sha256(&std::fs::read(&places.recipe).map_err(|error| Error::new(&places.recipe, error, "expected a recipe"))?);
    let base = places.recipe.parent().unwrap_or(Path::new(".")).join(&recipe.base);
    if !base.is_dir() {
        return Err(Error::new(&base, "no such folder, and the recipe's base is to lie there", NO_BASE));
    }
    let encoder = Encoder::load(&base.join("tokenizer.json"), recipe.max_tokens)?;
    let (items, calibration) = sample(&recipe, places)?;
    let calibration: Vec<(Input, Stance)> =
        calibration.par_iter().filter_map(|pair| Some((encoder.encode(&pair.query()), pair.label?))).collect();
    let batches: Vec<(usize, Vec<usize>)> =
        (0..recipe.epochs).flat_map(|epoch| order(&items, &encoder, &recipe, epoch).into_iter().map(move |rows| (epoch, rows))).collect();

    let mut run = Run::start(&recipe, &base, places, arithmetic, recipe_sha256)?;
    let after = run.checkpoint.step;
    tell(Event::Start { pairs: items.len(), calibration: calibration.len(), steps: batches.len(), after });

    let drawn = |at: usize| batches.get(at).map(|(epoch, rows)| draw(&items, &encoder, &recipe, *epoch, rows));
    let mut next = drawn(after);
    for step in after + 1..=batches.len() {
        let Some(examples) = next.take().filter(|_| !run.has_lost_patience()) else { break };
        // the next batch is tokenised while this one is computed
        let (loss, norm) = thread::scope(|scope| {
            let coming = scope.spawn(|| drawn(step));
            let done = run.step(step, batches.len(), &examples);
            next = coming.join().unwrap_or_else(|panic| resume_unwind(panic));
            done
        });
        tell(Event::Step { step, loss });
        if step % METRICS_EVERY == 0 {
            run.note(&serde_json::json!({"step": step, "loss": loss, "gradient_norm": norm, "rate": schedule(step, batches.len(), recipe.warmup) * recipe.rate}))?;
        }
        if step % recipe.evaluate_every == 0 && step < batches.len() {
            let figures = run.watch(&calibration);
            run.keep_best(step, &figures)?;
            tell(Event::Evaluated { step, figures: &figures });
        }
        if step % recipe.checkpoint_every == 0 || step == batches.len() {
            run.save_last(step)?;
        }
    }
    let figures = run.finish(&encoder_files(&base), &calibration)?;
    tell(Event::Evaluated { step: batches.len(), figures: &figures });
    Ok(figures)
}

/// The rows of a batch as they are in one epoch; a single row is doubled, as in its batch.
fn draw(items: &[Item], encoder: &Encoder, recipe: &Recipe, epoch: usize, rows: &[usize]) -> Vec<Example> {
    let rows = if rows.len() == 1 { [rows, rows].concat() } else { rows.to_vec() };
    rows.par_iter().map(|row| items[*row].varied(encoder, recipe, epoch, *row)).collect()
}

/// The share of the peak rate at a step: up over the warm-up, then down to zero, both linear.
fn schedule(step: usize, steps: usize, warmup: f64) -> f64 {
    let (at, peak) = (step as f64 / steps as f64, warmup.max(1e-9));
    if at < peak { at / peak } else { (1.0 - at) / (1.0 - peak) }
}

/// A training under way.
struct Run<'a> {
    recipe: &'a Recipe,
    places: &'a Places,
    network: Network,
    base: Group,
    head: Group,
    data_sha256: BTreeMap<String, String>,
    checkpoint: Checkpoint,
    metrics: File,
}

impl<'a> Run<'a> {
    /// From the base's weights, or from `last/` where that belongs to the same recipe.
    fn start(recipe: &'a Recipe, base: &Path, places: &'a Places, arithmetic: Arithmetic, recipe_sha256: String) -> Result<Run<'a>> {
        tch::manual_seed(recipe.seed as i64);
        let config = Config::read(&base.join("config.json"))?;
        if recipe.max_tokens > config.sizes().tokens as usize {
            let wrong = format!("max_tokens is {}, but the base takes {}", recipe.max_tokens, config.sizes().tokens);
            return Err(Error::new(&places.recipe, wrong, "lower max_tokens, or choose another base"));
        }
        let mut network = Network::new(&config, device());
        weights::load_base(&network, &base.join("model.safetensors"))?;
        let mut base = Group::new(trained(network.base_variables.variables(), &recipe.freeze, &places.recipe)?);
        let mut head = Group::new(trained(network.head_variables.variables(), &recipe.freeze, &places.recipe)?);

        let last = places.out.join("last");
        let fresh = Checkpoint { step: 0, best: -1.0, worse: 0, recipe_sha256, arithmetic };
        let checkpoint = match read_checkpoint(&last.join("state.toml"))? {
            Some(found) if found.recipe_sha256 == fresh.recipe_sha256 => found,
            Some(_) => return Err(Error::new(&last, "a training of another recipe", "name another --out, or remove this folder")),
            None => fresh,
        };
        if checkpoint.step > 0 {
            let file = last.join(format!("step-{}.safetensors", checkpoint.step));
            let wanted = base.state().into_iter().chain(head.state()).collect();
            weights::copy(&wanted, &weights::read(&file)?, &file, true)?;
        }
        network.set_arithmetic(checkpoint.arithmetic);
        base.publish();
        head.publish();

        for folder in [&places.out, &last, &places.out.join("best")] {
            make_folder(folder)?;
        }
        let metrics = places.out.join("metrics.jsonl");
        let metrics = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&metrics)
            .map_err(|error| Error::new(&metrics, error, "expected a place that can be written to"))?;
        let data_sha256 = hash_data(recipe, places)?;
        Ok(Run { recipe, places, network, base, head, data_sha256, checkpoint, metrics })
    }

    /// One step: loss and gradient norm.
    fn step(&mut self, step: usize, steps: usize, examples: &[Example]) -> (f64, f64) {
        tch::manual_seed(chance(self.recipe.seed, &[5, step as u64]).random::<i64>());
        let (inputs, targets): (Vec<&Input>, Vec<Target>) = examples.iter().map(|example| (&example.input, example.target)).unzip();
        let logits = self.network.forward(&Batch::new(&inputs, self.network.device()), true);
        let loss = loss(&logits, &targets, &self.recipe.class_weights, self.recipe.side_weight);
        let wanted: Vec<&Tensor> = self.base.variables().iter().chain(self.head.variables()).collect();
        let gradients = Tensor::run_backward(&[&loss], &wanted, false, false);
        let (base, head) = gradients.split_at(self.base.variables().len());
        let mut gradients = [flat(base), flat(head)];
        let norm = clip(&mut gradients, self.recipe.clip);
        let share = schedule(step, steps, self.recipe.warmup);
        let optimiser = AdamW { decay: self.recipe.decay, ..OPTIMISER };
        self.base.step(&optimiser, &gradients[0], step, share * self.recipe.rate);
        self.head.step(&optimiser, &gradients[1], step, share * self.recipe.head_rate);
        (loss.double_value(&[]), norm.double_value(&[]))
    }

    fn has_lost_patience(&self) -> bool {
        self.recipe.patience.is_some_and(|patience| self.checkpoint.worse >= patience)
    }

    /// Stance logits of each input beside its label.
    fn judge(&self, pairs: &[(Input, Stance)]) -> Vec<Labelled> {
        let inputs: Vec<Input> = pairs.iter().map(|(input, _)| input.clone()).collect();
        let stances = logits(&self.network, &inputs, &mut |_| ()).into_iter().map(|logits| std::array::from_fn(|index| logits[index]));
        stances.zip(pairs.iter().map(|(_, label)| *label)).collect()
    }

    /// Figures on as many calibration pairs as are evaluated during training.
    fn watch(&self, calibration: &[(Input, Stance)]) -> Figures {
        let watched = &calibration[..self.recipe.evaluate_pairs.min(calibration.len())];
        Figures::of(&outcomes(&self.judge(watched), &Scaling::NONE, 0.0))
    }

    fn keep_best(&mut self, step: usize, figures: &Figures) -> Result<()> {
        self.note(&serde_json::json!({"step": step, "calibration": figures}))?;
        if figures.macro_f1 <= self.checkpoint.best {
            self.checkpoint.worse += 1;
            return Ok(());
        }
        (self.checkpoint.best, self.checkpoint.worse) = (figures.macro_f1, 0);
        weights::write(&self.places.out.join("best/weights.safetensors"), &self.masters(), Precision::Fp32)
    }

    /// Every variable at its exact value.
    fn masters(&self) -> weights::Named {
        weights::variables(&self.network).into_iter().chain(self.base.masters()).chain(self.head.masters()).collect()
    }

    /// Masters and moments first, then the small file that points to them: whatever is killed between leaves the checkpoint before.
    fn save_last(&mut self, step: usize) -> Result<()> {
        let last = self.places.out.join("last");
        let before = self.checkpoint.step;
        let tensors = self.base.state().into_iter().chain(self.head.state()).collect();
        weights::write(&last.join(format!("step-{step}.safetensors")), &tensors, Precision::Fp32)?;
        self.checkpoint.step = step;
        write_toml(&last.join("state.toml"), &self.checkpoint)?;
        if before != step {
            let _ = std::fs::remove_file(last.join(format!("step-{before}.safetensors")));
        }
        Ok(())
    }

    /// Takes the better of the last weights and `best/`, writes them as they ship, calibrates what was written, and describes it.
    fn finish(mut self, base_files: &[PathBuf], calibration: &[(Input, Stance)]) -> Result<Figures> {
        let step = self.checkpoint.step;
        let figures = self.watch(calibration);
        self.keep_best(step, &figures)?;
        let folder = self.places.out.join("model");
        make_folder(&folder)?;
        for file in base_files {
            let bytes = std::fs::read(file).map_err(|error| Error::new(file, error, "expected the base model's file"))?;
            write_whole(&folder.join(file.file_name().unwrap_or_default()), &bytes)?;
        }
        let file = self.places.out.join("best/weights.safetensors");
        let best = weights::read(&file)?;
        weights::copy(&weights::variables(&self.network), &best, &file, true)?;
        let exact = self.calibrate(calibration).1;
        weights::write_model(&folder, &best, self.recipe.weights)?;
        weights::load_model(&self.network, &folder)?;

        let (fitted, figures) = self.calibrate(calibration);
        write_toml(&folder.join("model.toml"), &self.describe(fitted))?;
        self.note(
            &serde_json::json!({"step": step, "scaling": fitted.scaling, "calibration": &figures, "calibration_before_rounding": exact}),
        )?;
        Ok(figures)
    }

    fn calibrate(&self, calibration: &[(Input, Stance)]) -> (Calibration, Figures) {
        Calibration::fit(&self.judge(calibration), self.recipe.calibration.keep, self.recipe.calibration.lose)
    }

    fn describe(&self, fitted: Calibration) -> Description {
        Description {
            name: self.recipe.name.clone(),
            base: self.recipe.base_name.clone(),
            licence: self.recipe.licence.clone(),
            labels: Stance::ALL.map(|stance| stance.word().to_string()),
            max_tokens: self.recipe.max_tokens,
            unsure_below: fitted.unsure_below,
            sure_none_above: fitted.sure_none_above,
            arithmetic: self.checkpoint.arithmetic,
            recipe_sha256: self.checkpoint.recipe_sha256.clone(),
            scaling: fitted.scaling,
            pooling: None,
            data_sha256: self.data_sha256.clone(),
        }
    }

    fn note(&mut self, line: &serde_json::Value) -> Result<()> {
        let path = self.places.out.join("metrics.jsonl");
        writeln!(self.metrics, "{line}").map_err(|error| Error::new(path, error, "expected a place that can be written to"))
    }
}

/// The variables that are trained; the others stop asking for gradients.
fn trained(variables: HashMap<String, Tensor>, freeze: &[String], recipe: &Path) -> Result<BTreeMap<String, Tensor>> {
    let (frozen, trained): (BTreeMap<_, _>, BTreeMap<_, _>) =
        variables.into_iter().partition(|(name, _)| freeze.iter().any(|prefix| name.starts_with(prefix)));
    frozen.into_values().for_each(|variable| drop(variable.set_requires_grad(false)));
    if trained.is_empty() {
        return Err(Error::new(recipe, "freeze leaves nothing to train", "name fewer prefixes there"));
    }
    Ok(trained)
}

/// SHA-256 of every file of the recipe, as it is when the training starts.
fn hash_data(recipe: &Recipe, places: &Places) -> Result<BTreeMap<String, String>> {
    let files: BTreeSet<&PathBuf> = recipe.data.iter().map(|part| &part.file).chain([&recipe.calibration.file]).collect();
    let hash = |file: &PathBuf| {
        let path = places.data.join(file);
        let bytes = std::fs::read(&path).map_err(|error| Error::new(&path, error, "expected the recipe's data"))?;
        Ok((file.display().to_string(), sha256(&bytes)))
    };
    files.into_iter().map(hash).collect()
}

fn encoder_files(base: &Path) -> [PathBuf; 2] {
    ["tokenizer.json", "config.json"].map(|name| base.join(name))
}

fn read_checkpoint(path: &Path) -> Result<Option<Checkpoint>> {
    let Ok(text) = std::fs::read_to_string(path) else { return Ok(None) };
    toml::from_str(&text).map(Some).map_err(|error| Error::new(path, error.message(), "remove the folder to start anew"))
}
