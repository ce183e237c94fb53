//! How far the net of a position can be trusted.
use super::posterior::Posterior;
use super::{Confusion, Weighed};
use crate::chance::chance;
use rand::Rng;
use rand_distr::{Distribution, Gamma};

/// How often a position is drawn.
pub const DRAWS: usize = 2_000;
/// How many draws lie beyond each end: 2.5%.
const BEYOND: usize = DRAWS / 40;
/// What is counted of each stance before anything is said, where it is not known how sayings err.
const PRIOR: f64 = 0.5;
const SEED: u64 = 0x5ca1ab1e;

/// What computes the intervals of a report.
pub struct Intervals(Option<Posterior>);

impl Intervals {
    /// From how sayings err. Where that is not known, what they claim is believed.
    pub fn new(confusion: Option<&Confusion>) -> Intervals {
        Intervals(confusion.map(Posterior::new))
    }

    /// The 95% interval of the net of sure units, lower end first, in [-1, 1], from 2,000 draws, and on to the net where that lies beyond.
    /// With a confusion they are of the actor's true shares, as [`Posterior`] has them. Without one a draw is
    ///
    /// ```text
    /// each unit:  has the stance y with a chance of what it claims of y; none drops out
    /// counts[y] = sum of the weights of the units that have stance y
    /// shares    ~ Dirichlet(0.5 + counts)
    /// net       = shares[supportive] - shares[opposed]
    /// ```
    ///
    /// The units of one text share its weight. The draws follow from the actor's name, the issue's id and the units in their order,
    /// which is that of their texts' hashes: never from the order of the input, the ids of articles, or copies of them.
    pub fn of(&self, units: &[Weighed], net: f64, name: &str, issue: &str) -> [f64; 2] {
        let mut chance = chance(SEED, format!("interval\0{name}\0{issue}").as_bytes());
        let of_one_text = units.chunk_by(|one, next| one.unit.text() == next.unit.text());
        let shared: Vec<([f64; 4], f64)> =
            of_one_text.flat_map(|same| same.iter().map(|weighed| (weighed.unit.claims(), weighed.weight / same.len() as f64))).collect();
        let [low, high] = match &self.0 {
            Some(posterior) => posterior.ends(&shared, &mut chance),
            None => believed(&shared, &mut chance),
        };
        [low.min(net), high.max(net)]
    }
}

/// The ends where claims are believed.
fn believed(units: &[([f64; 4], f64)], chance: &mut impl Rng) -> [f64; 2] {
    let dice: Vec<Die> = units.iter().map(|(claims, weight)| Die::of(claims, *weight)).collect();
    let mut nets: Vec<f64> = (0..DRAWS).map(|_| draw(&dice, chance)).collect();
    nets.sort_unstable_by(f64::total_cmp);
    [nets[BEYOND - 1], nets[DRAWS - BEYOND]]
}

/// One unit, ready to be drawn often.
struct Die {
    /// Under which of these a number in [0, 1) falls first is its stance; beyond the last it drops out.
    bounds: [f64; 3],
    weight: f64,
}

impl Die {
    fn of([supportive, cautious, opposed, _]: &[f64; 4], weight: f64) -> Die {
        Die { bounds: [*supportive, supportive + cautious, supportive + cautious + opposed], weight }
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
    let [supportive, _, opposed] = shares(counts, chance);
    supportive - opposed
}

/// Drawn from a Dirichlet distribution: gamma variates over their sum.
pub fn shares<const N: usize>(counts: [f64; N], chance: &mut impl Rng) -> [f64; N] {
    let drawn = counts.map(|shape| Gamma::new(shape, 1.0).map_or(shape, |gamma| gamma.sample(chance)));
    let sum: f64 = drawn.iter().sum();
    drawn.map(|variate| variate / sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scorecard::{Saying, TextHash};
    use crate::stance::Probabilities;
    use std::collections::BTreeSet;

    /// The interval of `n` equal sayings, around the net 0.4.
    fn of(n: usize, probabilities: [f64; 4], confidence: f64) -> [f64; 2] {
        let said = |at: usize| {
            let (texts, outlets, probabilities) = (vec![TextHash::of(&at.to_string())], BTreeSet::new(), Probabilities(probabilities));
            Saying { texts, date: None, outlets, probabilities, unsure: false, lean: None, confidence, n_statements: 1 }
        };
        let sayings: Vec<Saying> = (0..n).map(said).collect();
        let units: Vec<Weighed> = sayings.iter().map(|unit| Weighed { unit, weight: 1.0 }).collect();
        Intervals::new(None).of(&units, 0.4, "Ada", "ferry")
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
