//! Training: from a recipe and its data to a model folder, whatever the model is to do.
//!
//! Everything random comes from the recipe's seed: the sample from (seed), an epoch's order from (seed, epoch), a step's dropout from
//! (seed, step). So the same recipe on the same machine with the same threads gives the same weights to the bit, and a training that
//! was stopped goes on from `last/` as if it had not been.
use super::arithmetic::Arithmetic;
use super::attribution;
use super::learner::{Learner, batches, schedule};
use super::model::write_toml;
use super::network::{Head, Network};
use super::optimiser::Group;
use super::recipe::{Aim, AttributionRecipe, Plan, Recipe, aim};
use super::stances::Stances;
use super::weights::{self, Precision};
use crate::error::{Error, Result};
use crate::evaluate::Figures;
use crate::file::{make_folder, write_whole};
use crate::hash::sha256;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
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
    /// One part of a cross-validation begins.
    Fold {
        /// Counted from 1.
        fold: usize,
        /// How many there are.
        of: usize,
    },
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

    /// Whether the base is a model of this task, whose head is kept.
    fn keeps_head(&self) -> bool {
        false
    }
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
    #[serde(default)]
    data_sha256: BTreeMap<String, String>,
}

const METRICS_EVERY: usize = 20;
const OTHER: &str = "name another --out, or remove this folder";
const NO_BASE: &str = "get a base with scripts/base-model minilm or scripts/base-model mpnet, or correct `base` in the recipe";

/// Runs a recipe to its end and returns the figures on all that is held out. A folder with `last/` of the same recipe goes on from there.
/// A recipe for finetune is for [`finetune`](super::finetune::finetune).
pub fn train(places: &Places, arithmetic: Arithmetic, tell: &mut dyn FnMut(Event)) -> Result<Measured> {
    match aim(&places.recipe)? {
        Aim::Stance => {
            let recipe = Recipe::load(&places.recipe)?;
            let base = base_of(&recipe.plan(), places)?;
            run(Learner::new(&recipe.plan(), &base, &Stances::of_recipe(&recipe, &base, places)?, places)?, places, arithmetic, tell)
        }
        Aim::Attribution => {
            let recipe = AttributionRecipe::load(&places.recipe)?;
            let base = base_of(&recipe.plan(), places)?;
            run(Learner::new(&recipe.plan(), &base, &attribution::Lessons::new(&recipe, &base, places)?, places)?, places, arithmetic, tell)
        }
        Aim::Finetune => Err(Error::new(
            &places.recipe,
            "a recipe that adapts a model, and no sentences to adapt it to",
            "name a file of them with --data",
        )),
    }
}

pub(super) fn base_of(plan: &Plan, places: &Places) -> Result<PathBuf> {
    let base = places.recipe.parent().unwrap_or(Path::new(".")).join(&plan.base);
    if base.is_dir() { Ok(base) } else { Err(Error::new(&base, "no such folder, and the recipe's base is to lie there", NO_BASE)) }
}

/// Trains to the end and writes the model.
pub(super) fn run<T: Task>(learner: Learner<T>, places: &Places, arithmetic: Arithmetic, tell: &mut dyn FnMut(Event)) -> Result<Measured> {
    let Learner { plan, task, .. } = learner;
    let batches = batches(plan, task);
    let mut run = Run::start(learner, places, arithmetic)?;
    let after = run.checkpoint.step;
    tell(Event::Start { rows: task.rows(), held_out: task.held_out(), steps: batches.len(), after });

    let drawn = |at: usize| batches.get(at).map(|(epoch, rows)| task.draw(*epoch, rows));
    let mut next = drawn(after);
    for step in after + 1..=batches.len() {
        let Some(examples) = next.take().filter(|_| !run.has_lost_patience()) else { break };
        // the next batch is tokenised while this one is computed
        let (loss, norm) = thread::scope(|scope| {
            let coming = scope.spawn(|| drawn(step));
            let done = run.learner.step(step, batches.len(), &examples);
            next = coming.join().unwrap_or_else(|panic| resume_unwind(panic));
            done
        });
        tell(Event::Step { step, loss });
        if step % METRICS_EVERY == 0 {
            let rate = schedule(step, batches.len(), plan.warmup) * plan.rate;
            run.note(&serde_json::json!({"step": step, "loss": loss, "gradient_norm": norm, "rate": rate}))?;
        }
        if step % plan.evaluate_every == 0 && step < batches.len() && task.held_out() > 0 {
            let measured = task.watch(&run.learner.network);
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
    let measured = run.finish()?;
    tell(Event::Evaluated { step: batches.len(), measured: &measured });
    Ok(measured)
}

/// A training that is written down as it goes.
struct Run<'a, T: Task> {
    learner: Learner<'a, T>,
    places: &'a Places,
    /// The mean of the weights at some evaluations, for `average_from`; else nothing.
    mean: weights::Named,
    checkpoint: Checkpoint,
    metrics: File,
}

impl<'a, T: Task> Run<'a, T> {
    /// From the beginning, or from `last/` where that belongs to the same recipe and data.
    fn start(mut learner: Learner<'a, T>, places: &'a Places, arithmetic: Arithmetic) -> Result<Run<'a, T>> {
        let zeros = |(name, master): (String, Tensor)| (name, master.zeros_like());
        let averages = learner.plan.average_from.is_some();
        let mean = if averages { learner.masters().into_iter().map(zeros).collect() } else { weights::Named::new() };

        let last = places.out.join("last");
        let recipe = std::fs::read(&places.recipe).map_err(|error| Error::new(&places.recipe, error, "expected a recipe"))?;
        let fresh = Checkpoint {
            step: 0,
            best: -1.0,
            worse: 0,
            averaged: 0,
            recipe_sha256: sha256(&recipe),
            arithmetic,
            data_sha256: learner.task.data_sha256()?,
        };
        let checkpoint = match read_checkpoint(&last.join("state.toml"))? {
            Some(found) if found.recipe_sha256 != fresh.recipe_sha256 => {
                return Err(Error::new(&last, "a training of another recipe", OTHER));
            }
            Some(found) if found.data_sha256 != fresh.data_sha256 => return Err(Error::new(&last, "a training on other data", OTHER)),
            Some(found) => found,
            None => fresh,
        };
        if checkpoint.step > 0 {
            let file = last.join(format!("step-{}.safetensors", checkpoint.step));
            weights::copy(&state(&learner.groups, &mean), &weights::read(&file)?, &file, true)?;
        }
        learner.begin(checkpoint.arithmetic);

        for folder in [&places.out, &last, &places.out.join("best")] {
            make_folder(folder)?;
        }
        let metrics = places.out.join("metrics.jsonl");
        let metrics = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&metrics)
            .map_err(|error| Error::new(&metrics, error, "expected a place that can be written to"))?;
        Ok(Run { learner, places, mean, checkpoint, metrics })
    }

    fn has_lost_patience(&self) -> bool {
        self.learner.plan.patience.is_some_and(|patience| self.checkpoint.worse >= patience)
    }

    fn keep_best(&mut self, step: usize, measured: &Measured) -> Result<()> {
        self.note(&serde_json::json!({"step": step, "calibration": measured}))?;
        if measured.score() <= self.checkpoint.best {
            self.checkpoint.worse += 1;
            return Ok(());
        }
        (self.checkpoint.best, self.checkpoint.worse) = (measured.score(), 0);
        weights::write(&self.places.out.join("best/weights.safetensors"), &self.variables(), Precision::Fp32)
    }

    /// Izmailov et al., Averaging Weights Leads to Wider Optima and Better Generalization, 2018.
    fn add_to_mean(&mut self) {
        self.checkpoint.averaged += 1;
        let share = 1.0 / self.checkpoint.averaged as f64;
        let masters = self.learner.masters();
        tch::no_grad(|| self.mean.iter_mut().for_each(|(name, mean)| drop(mean.lerp_(&masters[name], share))));
    }

    /// Goes on with the mean in the place of the last weights.
    fn take_mean(&mut self) {
        let masters = self.learner.masters();
        tch::no_grad(|| masters.into_iter().for_each(|(name, mut master)| master.copy_(&self.mean[&name])));
        self.learner.groups.iter_mut().for_each(|(group, _)| group.publish());
    }

    /// Every variable at its exact value.
    fn variables(&self) -> weights::Named {
        weights::variables(&self.learner.network).into_iter().chain(self.learner.masters()).collect()
    }

    /// Masters and moments first, then the small file that points to them: whatever is killed between leaves the checkpoint before.
    fn save_last(&mut self, step: usize) -> Result<()> {
        let last = self.places.out.join("last");
        let before = self.checkpoint.step;
        weights::write(&last.join(format!("step-{step}.safetensors")), &state(&self.learner.groups, &self.mean), Precision::Fp32)?;
        self.checkpoint.step = step;
        write_toml(&last.join("state.toml"), &self.checkpoint)?;
        if before != step {
            let _ = std::fs::remove_file(last.join(format!("step-{before}.safetensors")));
        }
        Ok(())
    }

    /// Takes the best of the last weights, their mean and `best/`, writes them as they ship, fits what was written, and describes it.
    fn finish(mut self) -> Result<Measured> {
        let step = self.checkpoint.step;
        let measured = self.learner.task.watch(&self.learner.network);
        self.keep_best(step, &measured)?;
        if self.checkpoint.averaged > 0 {
            self.take_mean();
            let measured = self.learner.task.watch(&self.learner.network);
            self.keep_best(step, &measured)?;
        }
        let Learner { plan, task, base, network, .. } = &self.learner;
        let folder = self.places.out.join("model");
        make_folder(&folder)?;
        for name in ["tokenizer.json", "config.json"] {
            let file = base.join(name);
            let bytes = std::fs::read(&file).map_err(|error| Error::new(&file, error, "expected the base model's file"))?;
            write_whole(&folder.join(name), &bytes)?;
        }
        let file = self.places.out.join("best/weights.safetensors");
        let best = weights::read(&file)?;
        weights::copy(&weights::variables(network), &best, &file, true)?;
        let (_, exact) = task.fit(network);
        weights::write_model(&folder, &best, plan.weights)?;
        weights::load_model(network, &folder)?;

        let (fit, measured) = task.fit(network);
        let Checkpoint { arithmetic, recipe_sha256, data_sha256, .. } = self.checkpoint.clone();
        write_toml(&folder.join("model.toml"), &task.describe(fit, Origin { arithmetic, recipe_sha256, data_sha256 }))?;
        self.note(&serde_json::json!({"step": step, "calibration": &measured, "calibration_before_rounding": exact}))?;
        Ok(measured)
    }

    fn note(&mut self, line: &serde_json::Value) -> Result<()> {
        let path = self.places.out.join("metrics.jsonl");
        writeln!(self.metrics, "{line}").map_err(|error| Error::new(path, error, "expected a place that can be written to"))
    }
}

/// Masters and moments of all that is trained, and the mean.
fn state(groups: &[(Group, f64)], mean: &weights::Named) -> weights::Named {
    let mean = mean.iter().map(|(name, mean)| (format!("mean.{name}"), mean.shallow_clone()));
    groups.iter().flat_map(|(group, _)| group.state()).chain(mean).collect()
}

fn read_checkpoint(path: &Path) -> Result<Option<Checkpoint>> {
    let Ok(text) = std::fs::read_to_string(path) else { return Ok(None) };
    toml::from_str(&text).map(Some).map_err(|error| Error::new(path, error.message(), "remove the folder to start anew"))
}
