//! Training: from a recipe and its data to a model folder, whatever the model is to do.
//!
//! Everything random comes from the recipe's seed: the sample from (seed), an epoch's order from (seed, epoch), a step's dropout from
//! (seed, step). So the same recipe on the same machine with the same threads gives the same weights to the bit, and a training that
//! was stopped goes on from `last/` as if it had not been.
use super::arithmetic::{Arithmetic, device};
use super::attribution;
use super::config::Config;
use super::model::write_toml;
use super::network::{Head, Network};
use super::optimiser::{AdamW, Group, clip, flat};
use super::recipe::{Aim, AttributionRecipe, Plan, Recipe, aim};
use super::sample::chance;
use super::stances::Stances;
use super::weights::{self, Precision};
use crate::error::{Error, Result};
use crate::evaluate::Figures;
use crate::file::{make_folder, write_whole};
use crate::hash::sha256;
use rand::Rng;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
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
        /// Rows trained on in an epoch.
        rows: usize,
        /// Rows held out to measure and to calibrate.
        held_out: usize,
        /// Steps of the whole training.
        steps: usize,
        /// The step it goes on after; 0 when it starts.
        after: usize,
    },
    /// One step is done.
    Step {
        /// Counted from 1.
        step: usize,
        /// Mean weighted cross-entropy of its rows.
        loss: f64,
    },
    /// What is held out was evaluated.
    Evaluated {
        /// After this step.
        step: usize,
        /// What came out.
        measured: &'a Measured,
    },
}

/// How good a network is on what is held out.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Measured {
    /// At stances.
    Stance(Figures),
    /// At attributions.
    Attribution(attribution::Figures),
}

impl Measured {
    /// What the best weights are chosen by, in [0, 1]: macro-F1 of stances, full F1 of attributions.
    pub fn score(&self) -> f64 {
        match self {
            Measured::Stance(figures) => figures.macro_f1,
            Measured::Attribution(figures) => figures.full.f1,
        }
    }
}

/// What a network is to learn.
pub(super) trait Task: Sync {
    /// What it learns it with.
    type Head: Head;
    /// A row as the network reads it, with what is wanted of it.
    type Example: Send;
    /// What is fitted after the training, on what is held out.
    type Fit;
    /// What `model.toml` says.
    type Description: Serialize;

    /// Rows trained on in an epoch.
    fn rows(&self) -> usize;
    /// Rows held out.
    fn held_out(&self) -> usize;
    /// The rows of each batch of an epoch.
    fn order(&self, epoch: usize) -> Vec<Vec<usize>>;
    /// The rows of a batch as they are in an epoch.
    fn draw(&self, epoch: usize, rows: &[usize]) -> Vec<Self::Example>;
    /// How far the network is from what is wanted: a tensor of one number.
    fn loss(&self, network: &Network<Self::Head>, examples: &[Self::Example]) -> Tensor;
    /// Figures on as much of what is held out as is evaluated during training.
    fn watch(&self, network: &Network<Self::Head>) -> Measured;
    /// Fits what turns logits into answers, on all that is held out, with the figures that come out.
    fn fit(&self, network: &Network<Self::Head>) -> (Self::Fit, Measured);
    /// Describes the model.
    fn describe(&self, fit: Self::Fit, origin: Origin) -> Self::Description;
    /// SHA-256 of everything it was drawn from, by its name in the recipe.
    fn data_sha256(&self) -> Result<BTreeMap<String, String>>;
}

/// What a model comes from.
pub(super) struct Origin {
    /// Arithmetic it was trained in.
    pub(super) arithmetic: Arithmetic,
    /// SHA-256 of the recipe's text.
    pub(super) recipe_sha256: String,
    /// SHA-256 of the data.
    pub(super) data_sha256: BTreeMap<String, String>,
}

/// Where a checkpoint stands: `last/state.toml`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Checkpoint {
    step: usize,
    best: f64,
    worse: usize,
    /// How many weights the mean is of.
    #[serde(default)]
    averaged: usize,
    recipe_sha256: String,
    arithmetic: Arithmetic,
}

const OPTIMISER: AdamW = AdamW { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, decay: 0.0 };
const METRICS_EVERY: usize = 20;
const NO_BASE: &str = "get a base with scripts/base-model minilm or scripts/base-model mpnet, or correct `base` in the recipe";

/// Runs a recipe to its end and returns the figures on all that is held out. A folder with `last/` of the same recipe goes on from there.
pub fn train(places: &Places, arithmetic: Arithmetic, tell: &mut dyn FnMut(Event)) -> Result<Measured> {
    match aim(&places.recipe)? {
        Aim::Stance => {
            let recipe = Recipe::load(&places.recipe)?;
            let base = base_of(&recipe.plan(), places)?;
            run(&recipe.plan(), &base, &Stances::new(&recipe, &base, places)?, places, arithmetic, tell)
        }
        Aim::Attribution => {
            let recipe = AttributionRecipe::load(&places.recipe)?;
            let base = base_of(&recipe.plan(), places)?;
            run(&recipe.plan(), &base, &attribution::Lessons::new(&recipe, &base, places)?, places, arithmetic, tell)
        }
    }
}

fn base_of(plan: &Plan, places: &Places) -> Result<PathBuf> {
    let base = places.recipe.parent().unwrap_or(Path::new(".")).join(&plan.base);
    if base.is_dir() { Ok(base) } else { Err(Error::new(&base, "no such folder, and the recipe's base is to lie there", NO_BASE)) }
}

fn run<T: Task>(
    plan: &Plan,
    base: &Path,
    task: &T,
    places: &Places,
    arithmetic: Arithmetic,
    tell: &mut dyn FnMut(Event),
) -> Result<Measured> {
    let epochs = 0..plan.epochs;
    let batches: Vec<(usize, Vec<usize>)> = epochs.flat_map(|epoch| task.order(epoch).into_iter().map(move |rows| (epoch, rows))).collect();
    let mut run = Run::start(plan, base, task, places, arithmetic)?;
    let after = run.checkpoint.step;
    tell(Event::Start { rows: task.rows(), held_out: task.held_out(), steps: batches.len(), after });

    // a single row is doubled, as in its batch
    let doubled = |rows: &[usize]| if rows.len() == 1 { [rows, rows].concat() } else { rows.to_vec() };
    let drawn = |at: usize| batches.get(at).map(|(epoch, rows)| task.draw(*epoch, &doubled(rows)));
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
            let rate = schedule(step, batches.len(), plan.warmup) * plan.rate;
            run.note(&serde_json::json!({"step": step, "loss": loss, "gradient_norm": norm, "rate": rate}))?;
        }
        if step % plan.evaluate_every == 0 && step < batches.len() {
            let measured = task.watch(&run.network);
            run.keep_best(step, &measured)?;
            if plan.average_from.is_some_and(|from| step as f64 >= from * batches.len() as f64) {
                run.add_to_mean();
            }
            tell(Event::Evaluated { step, measured: &measured });
        }
        if step % plan.checkpoint_every == 0 || step == batches.len() {
            run.save_last(step)?;
        }
    }
    let measured = run.finish(base)?;
    tell(Event::Evaluated { step: batches.len(), measured: &measured });
    Ok(measured)
}

/// The share of the peak rate at a step: up over the warm-up, then down to zero, both linear.
fn schedule(step: usize, steps: usize, warmup: f64) -> f64 {
    let (at, peak) = (step as f64 / steps as f64, warmup.max(1e-9));
    if at < peak { at / peak } else { (1.0 - at) / (1.0 - peak) }
}

/// A training under way.
struct Run<'a, T: Task> {
    plan: &'a Plan,
    task: &'a T,
    places: &'a Places,
    network: Network<T::Head>,
    /// Each with its peak rate.
    groups: Vec<(Group, f64)>,
    /// The mean of the weights at some evaluations, for `average_from`; else nothing.
    mean: weights::Named,
    data_sha256: BTreeMap<String, String>,
    checkpoint: Checkpoint,
    metrics: File,
}

impl<'a, T: Task> Run<'a, T> {
    /// From the base's weights, or from `last/` where that belongs to the same recipe.
    fn start(plan: &'a Plan, base: &Path, task: &'a T, places: &'a Places, arithmetic: Arithmetic) -> Result<Run<'a, T>> {
        tch::manual_seed(plan.seed as i64);
        let config = Config::read(&base.join("config.json"))?;
        if plan.max_tokens > config.sizes().tokens as usize {
            let wrong = format!("max_tokens is {}, but the base takes {}", plan.max_tokens, config.sizes().tokens);
            return Err(Error::new(&places.recipe, wrong, "lower max_tokens, or choose another base"));
        }
        let mut network = Network::new(&config, device());
        weights::load_base(&network, base)?;
        let groups = groups(plan, &network);
        if groups.is_empty() {
            return Err(Error::new(&places.recipe, "freeze leaves nothing to train", "name fewer prefixes there"));
        }

        let zeros =
            |(group, _): &(Group, f64)| group.masters().into_iter().map(|(name, master)| (name, master.zeros_like())).collect::<Vec<_>>();
        let mean = if plan.average_from.is_some() { groups.iter().flat_map(zeros).collect() } else { weights::Named::new() };

        let last = places.out.join("last");
        let recipe = std::fs::read(&places.recipe).map_err(|error| Error::new(&places.recipe, error, "expected a recipe"))?;
        let fresh = Checkpoint { step: 0, best: -1.0, worse: 0, averaged: 0, recipe_sha256: sha256(&recipe), arithmetic };
        let checkpoint = match read_checkpoint(&last.join("state.toml"))? {
            Some(found) if found.recipe_sha256 == fresh.recipe_sha256 => found,
            Some(_) => return Err(Error::new(&last, "a training of another recipe", "name another --out, or remove this folder")),
            None => fresh,
        };
        if checkpoint.step > 0 {
            let file = last.join(format!("step-{}.safetensors", checkpoint.step));
            weights::copy(&state(&groups, &mean), &weights::read(&file)?, &file, true)?;
        }
        network.set_arithmetic(checkpoint.arithmetic);
        let mut groups = groups;
        groups.iter_mut().for_each(|(group, _)| group.publish());

        for folder in [&places.out, &last, &places.out.join("best")] {
            make_folder(folder)?;
        }
        let metrics = places.out.join("metrics.jsonl");
        let metrics = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&metrics)
            .map_err(|error| Error::new(&metrics, error, "expected a place that can be written to"))?;
        let data_sha256 = task.data_sha256()?;
        Ok(Run { plan, task, places, network, groups, mean, data_sha256, checkpoint, metrics })
    }

    /// One step: loss and gradient norm.
    fn step(&mut self, step: usize, steps: usize, examples: &[T::Example]) -> (f64, f64) {
        tch::manual_seed(chance(self.plan.seed, &[5, step as u64]).random::<i64>());
        let loss = self.task.loss(&self.network, examples);
        let wanted: Vec<&Tensor> = self.groups.iter().flat_map(|(group, _)| group.variables()).collect();
        let mut rest = Tensor::run_backward(&[&loss], &wanted, false, false);
        let mut gradients: Vec<Tensor> = Vec::new();
        for (group, _) in &self.groups {
            let behind = rest.split_off(group.variables().len());
            gradients.push(flat(&rest));
            rest = behind;
        }
        let norm = clip(&mut gradients, self.plan.clip);
        let share = schedule(step, steps, self.plan.warmup);
        let optimiser = AdamW { decay: self.plan.decay, ..OPTIMISER };
        for ((group, rate), gradient) in self.groups.iter_mut().zip(&gradients) {
            group.step(&optimiser, gradient, step, share * *rate);
        }
        (loss.double_value(&[]), norm.double_value(&[]))
    }

    fn has_lost_patience(&self) -> bool {
        self.plan.patience.is_some_and(|patience| self.checkpoint.worse >= patience)
    }

    fn keep_best(&mut self, step: usize, measured: &Measured) -> Result<()> {
        self.note(&serde_json::json!({"step": step, "calibration": measured}))?;
        if measured.score() <= self.checkpoint.best {
            self.checkpoint.worse += 1;
            return Ok(());
        }
        (self.checkpoint.best, self.checkpoint.worse) = (measured.score(), 0);
        weights::write(&self.places.out.join("best/weights.safetensors"), &self.masters(), Precision::Fp32)
    }

    /// Izmailov et al., Averaging Weights Leads to Wider Optima and Better Generalization, 2018.
    fn add_to_mean(&mut self) {
        self.checkpoint.averaged += 1;
        let share = 1.0 / self.checkpoint.averaged as f64;
        let masters: weights::Named = self.groups.iter().flat_map(|(group, _)| group.masters()).collect();
        tch::no_grad(|| self.mean.iter_mut().for_each(|(name, mean)| drop(mean.lerp_(&masters[name], share))));
    }

    /// Goes on with the mean in the place of the last weights.
    fn take_mean(&mut self) {
        let masters: weights::Named = self.groups.iter().flat_map(|(group, _)| group.masters()).collect();
        tch::no_grad(|| masters.into_iter().for_each(|(name, mut master)| master.copy_(&self.mean[&name])));
        self.groups.iter_mut().for_each(|(group, _)| group.publish());
    }

    /// Every variable at its exact value.
    fn masters(&self) -> weights::Named {
        weights::variables(&self.network).into_iter().chain(self.groups.iter().flat_map(|(group, _)| group.masters())).collect()
    }

    /// Masters and moments first, then the small file that points to them: whatever is killed between leaves the checkpoint before.
    fn save_last(&mut self, step: usize) -> Result<()> {
        let last = self.places.out.join("last");
        let before = self.checkpoint.step;
        weights::write(&last.join(format!("step-{step}.safetensors")), &state(&self.groups, &self.mean), Precision::Fp32)?;
        self.checkpoint.step = step;
        write_toml(&last.join("state.toml"), &self.checkpoint)?;
        if before != step {
            let _ = std::fs::remove_file(last.join(format!("step-{before}.safetensors")));
        }
        Ok(())
    }

    /// Takes the better of the last weights and `best/`, writes them as they ship, fits what was written, and describes it.
    fn finish(mut self, base: &Path) -> Result<Measured> {
        let step = self.checkpoint.step;
        let measured = self.task.watch(&self.network);
        self.keep_best(step, &measured)?;
        if self.checkpoint.averaged > 0 {
            self.take_mean();
            let measured = self.task.watch(&self.network);
            self.keep_best(step, &measured)?;
        }
        let folder = self.places.out.join("model");
        make_folder(&folder)?;
        for name in ["tokenizer.json", "config.json"] {
            let file = base.join(name);
            let bytes = std::fs::read(&file).map_err(|error| Error::new(&file, error, "expected the base model's file"))?;
            write_whole(&folder.join(name), &bytes)?;
        }
        let file = self.places.out.join("best/weights.safetensors");
        let best = weights::read(&file)?;
        weights::copy(&weights::variables(&self.network), &best, &file, true)?;
        let (_, exact) = self.task.fit(&self.network);
        weights::write_model(&folder, &best, self.plan.weights)?;
        weights::load_model(&self.network, &folder)?;

        let (fit, measured) = self.task.fit(&self.network);
        let Checkpoint { arithmetic, recipe_sha256, .. } = self.checkpoint.clone();
        let origin = Origin { arithmetic, recipe_sha256, data_sha256: self.data_sha256.clone() };
        write_toml(&folder.join("model.toml"), &self.task.describe(fit, origin))?;
        self.note(&serde_json::json!({"step": step, "calibration": &measured, "calibration_before_rounding": exact}))?;
        Ok(measured)
    }

    fn note(&mut self, line: &serde_json::Value) -> Result<()> {
        let path = self.places.out.join("metrics.jsonl");
        writeln!(self.metrics, "{line}").map_err(|error| Error::new(path, error, "expected a place that can be written to"))
    }
}

/// What is trained, by learning rate: the head, and the layers of the base, all at one rate where `layer_decay` is 1.
fn groups<H: Head>(plan: &Plan, network: &Network<H>) -> Vec<(Group, f64)> {
    let base = trained(network.base_variables.variables(), &plan.freeze);
    let layers = base.keys().filter_map(|name| layer(name)).max().map_or(0, |last| last + 1);
    let mut by_height: BTreeMap<i32, BTreeMap<String, Tensor>> = BTreeMap::new();
    for (name, variable) in base {
        // where all layers learn alike they are one group, since a step over one long vector is faster
        let below = if plan.layer_decay == 1.0 { 0 } else { layers - layer(&name).map_or(0, |layer| layer + 1) };
        by_height.entry(below).or_default().insert(name, variable);
    }
    let head = (trained(network.head_variables.variables(), &plan.freeze), plan.head_rate);
    let base = by_height.into_iter().map(|(below, variables)| (variables, plan.rate * plan.layer_decay.powi(below)));
    base.chain([head]).filter(|(variables, _)| !variables.is_empty()).map(|(variables, rate)| (Group::new(variables), rate)).collect()
}

/// Which layer of the encoder a variable of the base belongs to, counted from 0.
fn layer(name: &str) -> Option<i32> {
    name.strip_prefix("encoder.layer.")?.split('.').next()?.parse().ok()
}

/// Masters and moments of all that is trained, and the mean.
fn state(groups: &[(Group, f64)], mean: &weights::Named) -> weights::Named {
    let mean = mean.iter().map(|(name, mean)| (format!("mean.{name}"), mean.shallow_clone()));
    groups.iter().flat_map(|(group, _)| group.state()).chain(mean).collect()
}

/// The variables that are trained; the others stop asking for gradients.
fn trained(variables: HashMap<String, Tensor>, freeze: &[String]) -> BTreeMap<String, Tensor> {
    let (frozen, trained): (BTreeMap<_, _>, BTreeMap<_, _>) =
        variables.into_iter().partition(|(name, _)| freeze.iter().any(|prefix| name.starts_with(prefix)));
    frozen.into_values().for_each(|variable| drop(variable.set_requires_grad(false)));
    trained
}

fn read_checkpoint(path: &Path) -> Result<Option<Checkpoint>> {
    let Ok(text) = std::fs::read_to_string(path) else { return Ok(None) };
    toml::from_str(&text).map(Some).map_err(|error| Error::new(path, error.message(), "remove the folder to start anew"))
}
