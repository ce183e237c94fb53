//! A network that learns: steps down the gradient, whatever its task is and whoever keeps what comes out.
use super::arithmetic::{Arithmetic, device};
use super::config::Config;
use super::network::{Head, Network};
use super::optimiser::{AdamW, Group, clip, flat};
use super::recipe::Plan;
use super::sample::chance;
use super::train::{Event, Places, Task};
use super::weights;
use crate::error::{Error, Result};
use rand::Rng;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use tch::Tensor;

const OPTIMISER: AdamW = AdamW { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, decay: 0.0 };

/// A network that learns.
pub(super) struct Learner<'a, T: Task> {
    pub(super) plan: &'a Plan,
    pub(super) task: &'a T,
    pub(super) base: &'a Path,
    pub(super) network: Network<T::Head>,
    /// Each with its peak rate.
    pub(super) groups: Vec<(Group, f64)>,
}

impl<'a, T: Task> Learner<'a, T> {
    /// From the base's weights, in fp32; the head too where the task goes on from a model.
    pub(super) fn new(plan: &'a Plan, base: &'a Path, task: &'a T, places: &Places) -> Result<Learner<'a, T>> {
        tch::manual_seed(plan.seed as i64);
        let config = Config::read(&base.join("config.json"))?;
        if plan.max_tokens > config.sizes().tokens as usize {
            let wrong = format!("max_tokens is {}, but the base takes {}", plan.max_tokens, config.sizes().tokens);
            return Err(Error::new(&places.recipe, wrong, "lower max_tokens, or choose another base"));
        }
        let network = Network::new(&config, device());
        if task.keeps_head() {
            weights::load_model(&network, base)?
        } else {
            weights::load_base(&network, base)?
        }
        let groups = groups(plan, &network);
        if groups.is_empty() {
            return Err(Error::new(&places.recipe, "freeze leaves nothing to train", "name fewer prefixes there"));
        }
        Ok(Learner { plan, task, base, network, groups })
    }

    /// Casts the network to what it computes in; the groups keep the exact values.
    pub(super) fn begin(&mut self, arithmetic: Arithmetic) {
        self.network.set_arithmetic(arithmetic);
        self.groups.iter_mut().for_each(|(group, _)| group.publish());
    }

    /// Trains to the end in memory: nothing is evaluated, chosen or written.
    pub(super) fn learn(mut self, arithmetic: Arithmetic, tell: &mut dyn FnMut(Event)) -> Network<T::Head> {
        self.begin(arithmetic);
        let batches = batches(self.plan, self.task);
        tell(Event::Start { rows: self.task.rows(), held_out: self.task.held_out(), steps: batches.len(), after: 0 });
        for (at, (epoch, rows)) in batches.iter().enumerate() {
            let (loss, _) = self.step(at + 1, batches.len(), &self.task.draw(*epoch, rows));
            tell(Event::Step { step: at + 1, loss });
        }
        self.network
    }

    /// One step: loss and gradient norm.
    pub(super) fn step(&mut self, step: usize, steps: usize, examples: &[T::Example]) -> (f64, f64) {
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

    /// The exact values of all that is trained, as views.
    pub(super) fn masters(&self) -> weights::Named {
        self.groups.iter().flat_map(|(group, _)| group.masters()).collect()
    }
}

/// Every batch of a training with its epoch. A single row is doubled, as in scoring.
pub(super) fn batches<T: Task>(plan: &Plan, task: &T) -> Vec<(usize, Vec<usize>)> {
    let doubled = |rows: Vec<usize>| if rows.len() == 1 { [rows.clone(), rows].concat() } else { rows };
    (0..plan.epochs).flat_map(|epoch| task.order(epoch).into_iter().map(move |rows| (epoch, doubled(rows)))).collect()
}

/// The share of the peak rate at a step: up over the warm-up, then down to zero, both linear.
pub(super) fn schedule(step: usize, steps: usize, warmup: f64) -> f64 {
    let (at, peak) = (step as f64 / steps as f64, warmup.max(1e-9));
    if at < peak { at / peak } else { (1.0 - at) / (1.0 - peak) }
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

/// The variables that are trained; the others stop asking for gradients.
fn trained(variables: HashMap<String, Tensor>, freeze: &[String]) -> BTreeMap<String, Tensor> {
    let (frozen, trained): (BTreeMap<_, _>, BTreeMap<_, _>) =
        variables.into_iter().partition(|(name, _)| freeze.iter().any(|prefix| name.starts_with(prefix)));
    frozen.into_values().for_each(|variable| drop(variable.set_requires_grad(false)));
    trained
}
