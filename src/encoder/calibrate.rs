//! From logits to probabilities one can count with: scaling and the threshold for `unsure`, fitted on pairs that trained nothing.
use crate::evaluate::{Figures, Outcome};
use crate::round::round;
use crate::stance::{Probabilities, Stance};
use serde::{Deserialize, Serialize};

/// Logits of one pair beside its label.
pub type Labelled = ([f64; 4], Stance);

/// Logits are divided by the temperature, then the bias of each outcome is added. The bias makes up for a training mix in which the
/// outcomes are not as common as in articles; that of `none` is 0.
///
/// Vector scaling with one temperature: Guo et al., On Calibration of Modern Neural Networks, 2017.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scaling {
    /// Above 0; higher is less sure.
    pub temperature: f64,
    /// In the order of [`Stance::ALL`].
    pub bias: [f64; 4],
}

/// Rounds over the four numbers that are fitted one after the other.
const ROUNDS: usize = 12;

impl Scaling {
    /// Leaves logits as they are.
    pub const NONE: Scaling = Scaling { temperature: 1.0, bias: [0.0; 4] };

    /// Probabilities of the four outcomes.
    pub fn apply(&self, logits: [f64; 4]) -> Probabilities {
        Probabilities::softmax(std::array::from_fn(|outcome| logits[outcome] / self.temperature + self.bias[outcome]))
    }

    /// The scaling of the least negative log likelihood, with its biases shortened to the share of them under which macro-F1 is highest:
    /// the full ones make the rare outcomes too rare to be found. Temperature in [0.25, 8], biases in [-3, 3].
    pub fn fit(pairs: &[Labelled]) -> Scaling {
        let likeliest = Scaling::likeliest(pairs);
        let shortened =
            |tenths: u8| Scaling { bias: likeliest.bias.map(|bias| bias * f64::from(tenths) / 10.0), ..likeliest }.with_temperature(pairs);
        let tried: Vec<(f64, Scaling)> = (0..=10).map(shortened).map(|scaling| (macro_f1(pairs, &scaling), scaling)).collect();
        let (_, best) = tried.into_iter().max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((0.0, likeliest));
        Scaling { temperature: round(best.temperature), bias: best.bias.map(|bias| round(bias) + 0.0) }
    }

    fn likeliest(pairs: &[Labelled]) -> Scaling {
        let mut scaling = Scaling::NONE;
        for _ in 0..ROUNDS {
            scaling = scaling.with_temperature(pairs);
            for outcome in 0..3 {
                scaling.bias[outcome] = least(-3.0, 3.0, |bias| {
                    let mut tried = scaling;
                    tried.bias[outcome] = bias;
                    loss(pairs, &tried)
                });
            }
        }
        scaling
    }

    /// These biases with their likeliest temperature.
    fn with_temperature(self, pairs: &[Labelled]) -> Scaling {
        let log = least(0.25f64.ln(), 8f64.ln(), |log| loss(pairs, &Scaling { temperature: log.exp(), ..self }));
        Scaling { temperature: log.exp(), ..self }
    }
}

fn macro_f1(pairs: &[Labelled], scaling: &Scaling) -> f64 {
    Figures::of(&outcomes(pairs, scaling, 0.0)).macro_f1
}

/// What turns the logits of a model into verdicts, fitted on pairs that trained nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Calibration {
    /// How logits become probabilities.
    pub scaling: Scaling,
    /// A verdict under this probability is unsure.
    pub unsure_below: f64,
    /// P(none) above this is sure enough for a cascade not to ask a better model.
    pub sure_none_above: f64,
}

impl Calibration {
    /// The scaling, the highest threshold under which `keep` of the pairs that carry a stance stay sure, and the P(none) above which at
    /// most `lose` of them lie. With the figures that come out.
    pub fn fit(pairs: &[Labelled], keep: f64, lose: f64) -> (Calibration, Figures) {
        let scaling = Scaling::fit(pairs);
        let (unsure_below, sure_none_above) = (threshold(pairs, &scaling, keep), sure_none(pairs, &scaling, lose));
        (Calibration { scaling, unsure_below, sure_none_above }, Figures::of(&outcomes(pairs, &scaling, unsure_below)))
    }
}

/// Each pair as it comes out under a scaling and a threshold for `unsure`.
pub fn outcomes(pairs: &[Labelled], scaling: &Scaling, unsure_below: f64) -> Vec<Outcome> {
    let outcome = |(logits, label): &Labelled| {
        let probabilities = scaling.apply(*logits);
        Outcome { label: *label, unsure: probabilities.confidence() < unsure_below, probabilities }
    };
    pairs.iter().map(outcome).collect()
}

fn loss(pairs: &[Labelled], scaling: &Scaling) -> f64 {
    pairs.iter().map(|(logits, label)| -scaling.apply(*logits).of(*label).max(1e-12).ln()).sum()
}

/// Where a function with one valley is least, by golden-section search.
fn least(mut low: f64, mut high: f64, function: impl Fn(f64) -> f64) -> f64 {
    let golden = (5f64.sqrt() - 1.0) / 2.0;
    while high - low > 1e-4 {
        let (left, right) = (high - golden * (high - low), low + golden * (high - low));
        if function(left) < function(right) { high = right } else { low = left }
    }
    (low + high) / 2.0
}

/// The highest threshold in steps of 0.01 under which at least `keep` of the pairs that carry a stance stay sure.
pub fn threshold(pairs: &[Labelled], scaling: &Scaling, keep: f64) -> f64 {
    let stances = pairs.iter().filter(|(_, label)| *label != Stance::None);
    let mut sure: Vec<f64> = stances.map(|(logits, _)| scaling.apply(*logits).confidence()).collect();
    sure.sort_by(f64::total_cmp);
    let dropped = ((1.0 - keep) * sure.len() as f64).floor() as usize;
    sure.get(dropped).map_or(0.0, |lowest| (lowest * 100.0).floor() / 100.0)
}

/// The lowest P(none) above which at most a `loss` share of the pairs that carry a stance lies: what is surer than this to be `none`
/// need not be judged again.
pub fn sure_none(pairs: &[Labelled], scaling: &Scaling, loss: f64) -> f64 {
    let stances = pairs.iter().filter(|(_, label)| *label != Stance::None);
    let mut none: Vec<f64> = stances.map(|(logits, _)| scaling.apply(*logits).of(Stance::None)).collect();
    none.sort_by(|a, b| b.total_cmp(a));
    let lost = (loss * none.len() as f64).floor() as usize;
    none.get(lost).map_or(1.0, |highest| (highest * 1e4).ceil() / 1e4)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `right` of 100 pairs that claim `claimed` are labelled so, the others `otherwise`.
    fn pairs(claimed: [f64; 4], label: Stance, right: usize, otherwise: Stance) -> Vec<Labelled> {
        (0..100).map(|index| (claimed, if index < right { label } else { otherwise })).collect()
    }

    #[test]
    fn overconfident_logits_are_cooled_and_a_rare_outcome_is_made_rare() {
        let claims = [5.0, 0.0, 0.0, 0.0];
        let other = [0.0, 0.0, 0.0, 5.0];
        let mut all = pairs(claims, Stance::Supportive, 60, Stance::None);
        all.extend(pairs(other, Stance::None, 95, Stance::Supportive));
        let scaling = Scaling::fit(&all);
        assert!(scaling.temperature > 1.1 && scaling.bias[3] == 0.0, "{scaling:?}");
        let full = Scaling::likeliest(&all);
        assert!((full.apply(claims).of(Stance::Supportive) - 0.6).abs() < 0.03, "{full:?}");
        assert!((full.apply(other).of(Stance::None) - 0.95).abs() < 0.03, "{full:?}");
    }

    #[test]
    fn the_threshold_keeps_the_share_it_was_told_to() {
        let pairs: Vec<Labelled> = (1..=100).map(|index| ([f64::from(index) / 20.0, 0.0, 0.0, 0.0], Stance::Supportive)).collect();
        let threshold = threshold(&pairs, &Scaling::NONE, 0.9);
        let sure = pairs.iter().filter(|(logits, _)| Scaling::NONE.apply(*logits).confidence() >= threshold).count();
        assert!((90..=92).contains(&sure), "{sure}");
    }
}
