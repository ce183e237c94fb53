//! How far the net of a position can be trusted.
use super::Saying;
use crate::chance::chance;
use crate::stance::Stance;
use rand::Rng;
use rand_distr::{Distribution, Gamma};

/// How often a position is drawn.
const DRAWS: usize = 2_000;
/// How many draws lie beyond each end: 2.5%.
const BEYOND: usize = DRAWS / 40;
/// What is counted of each stance before anything is said.
const PRIOR: f64 = 0.5;
const SEED: u64 = 0x5ca1ab1e;

/// The 95% interval of the net of sure units, lower end first, in [-1, 1]: from the 50th lowest to the 50th highest of 2,000 draws, and on
/// to the net where that lies beyond. One draw is
///
/// ```text
/// each unit:  holds with a chance of its confidence, and then has the stance y with a chance of P(y); none drops out
/// counts[y] = sum over the units that hold with stance y of weight, which is one over the units of the same text
/// shares    ~ Dirichlet(0.5 + counts)
/// net       = shares[supportive] - shares[opposed]
/// ```
///
/// The draws follow from the actor's name, the issue's id and the units in their order, which is that of their texts' hashes: never from
/// the order of the input, the ids of articles, or copies of them.
pub fn interval(units: &[&Saying], net: f64, name: &str, issue: &str) -> [f64; 2] {
    let mut chance = chance(SEED, format!("interval\0{name}\0{issue}").as_bytes());
    let of_one_text = units.chunk_by(|unit, next| unit.text() == next.text());
    let dice: Vec<Die> = of_one_text.flat_map(|same| same.iter().map(|unit| Die::of(unit, 1.0 / same.len() as f64))).collect();
    let mut nets: Vec<f64> = (0..DRAWS).map(|_| draw(&dice, &mut chance)).collect();
    nets.sort_unstable_by(f64::total_cmp);
    [nets[BEYOND - 1].min(net), nets[DRAWS - BEYOND].max(net)]
}

/// One unit, ready to be drawn often.
struct Die {
    /// Under which of these a number in [0, 1) falls first is its stance; beyond the last it drops out.
    bounds: [f64; 3],
    weight: f64,
}

impl Die {
    fn of(unit: &Saying, weight: f64) -> Die {
        let mut bound = 0.0;
        let bounds = [Stance::Supportive, Stance::Cautious, Stance::Opposed].map(|stance| {
            bound += unit.confidence * unit.probabilities.of(stance);
            bound
        });
        Die { bounds, weight }
    }
}

fn draw(dice: &[Die], chance: &mut impl Rng) -> f64 {
    let mut counts = [PRIOR; 3];
    for die in dice {
        let number: f64 = chance.random();
        if let Some(stance) = die.bounds.iter().position(|bound| number < *bound) {
            counts[stance] += die.weight;
        }
    }
    // Shares of a Dirichlet distribution are gamma variates over their sum.
    let [supportive, cautious, opposed] = counts.map(|shape| Gamma::new(shape, 1.0).map_or(shape, |gamma| gamma.sample(chance)));
    (supportive - opposed) / (supportive + cautious + opposed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scorecard::TextHash;
    use crate::stance::Probabilities;
    use std::collections::BTreeSet;

    /// The interval of `n` equal sayings, around the net 0.4.
    fn of(n: usize, probabilities: [f64; 4], confidence: f64) -> [f64; 2] {
        let said = |at: usize| {
            let (texts, outlets, probabilities) = (vec![TextHash::of(&at.to_string())], BTreeSet::new(), Probabilities(probabilities));
            Saying { texts, date: None, outlets, probabilities, unsure: false, lean: None, confidence, n_statements: 1 }
        };
        let sayings: Vec<Saying> = (0..n).map(said).collect();
        interval(&sayings.iter().collect::<Vec<_>>(), 0.4, "Ada", "ferry")
    }

    #[test]
    fn many_sayings_give_what_the_normal_distribution_does() {
        // Labels and shares each add a variance of (1 - 0.4 * 0.4) / 400: 0.4 and 1.96 times 0.0648 to both sides.
        let [low, high] = of(400, [0.7, 0.0, 0.3, 0.0], 1.0);
        assert!((low - 0.273).abs() < 0.02 && (high - 0.527).abs() < 0.02, "{low} {high}");
        // Half of them hold, a fifth of which has no stance: 160 are left, and 1.96 times 0.1025.
        let [low, high] = of(400, [0.56, 0.0, 0.24, 0.2], 0.5);
        assert!((low - 0.199).abs() < 0.03 && (high - 0.601).abs() < 0.03, "{low} {high}");
    }

    #[test]
    fn what_nobody_said_leaves_the_prior() {
        // One saying that does not hold: shares of (0.5, 0.5, 0.5), whose net has no side.
        let [low, high] = of(1, [1.0, 0.0, 0.0, 0.0], 0.0);
        assert!((low + high).abs() < 0.05 && low < -0.8, "{low} {high}");
    }

    #[test]
    fn the_interval_reaches_to_the_net() {
        assert_eq!(of(400, [0.0, 1.0, 0.0, 0.0], 1.0)[1], 0.4);
    }
}
