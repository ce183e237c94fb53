//! An actor's true shares of stances, from sayings of which it is known how they err.
use super::Confusion;
use super::confusion::verdict;
use super::interval::{DRAWS, shares};
use super::population::POPULATION;
use crate::chance::chance;
use rand::Rng;

/// How often the confusion is drawn; each serves many draws of all positions.
const CONFUSIONS: usize = 64;
/// What is counted of each outcome of a coded stance before any is.
const PRIOR: f64 = 0.5;
/// What a claim, or the mean of such claims, is at least: nothing is impossible.
const FLOOR: f64 = 1e-3;
const SEED: u64 = 0xd15ea5e;

/// Bayes' rule with a confusion. With `theta` the shares of supportive, cautious and opposed among all that the actor says on the issue,
///
/// ```text
/// theta          ~ Dirichlet(POPULATION)
/// P(v | y)       ~ Dirichlet(0.5 + counts of coded stance y): the verdicts v, and missed
/// false(v)       ~ sayings with verdict v where nothing was coded, for each coded stance
/// tells(y)       = claims(y) / mean claims(y) of the sayings with that verdict, as far as they say more than it
/// P(unit)        = (sum over y of theta[y] P(v | y) tells(y) + false(v) tells(none)) / P(counts)
/// P(counts)      = sum over y of theta[y] P(not missed | y) + false
/// P(theta | all) ~ P(theta) times the product over the units of P(unit) ^ weight
/// ```
///
/// That a verdict errs as known from coded items is the correction of Rogan and Gladen (1978), *Estimating prevalence from the results of a
/// screening test*; with the uncertainty of the confusion itself it is that of Gelman et al., *Bayesian Data Analysis*, by importance sampling
/// (section 10.4): half of the 2,000 draws are from the prior, half from where the units point, and each weighs the density over that of
/// both. The prior is the population's own, as in Efron and Morris (1973), *Stein's estimation rule and its competitors*: an interval then
/// covers as often as it says over that population, and not for each actor in it.
pub struct Posterior {
    confusions: Vec<Chances>,
    /// For each verdict what its sayings claim on average.
    claimed: [[f64; 4]; 3],
    /// Of each stance the share among those coded.
    common: [f64; 3],
}

/// One draw of how sayings err.
struct Chances {
    /// For each verdict: its chance of each stance, and how many false ones there are for each that was coded.
    of: [[f64; 4]; 3],
    /// For each stance the chance that a saying counts, and how many false ones count for each that was coded.
    counts: [f64; 4],
}

/// A unit as the draws need it.
struct Unit {
    verdict: usize,
    tells: [f64; 4],
    weight: f64,
}

impl Posterior {
    /// The same confusion gives the same draws of it.
    pub fn new(confusion: &Confusion) -> Posterior {
        let mut chance = chance(SEED, b"confusion");
        let coded = [0, 1, 2].map(|stance| confusion.coded(stance) as f64);
        let all: f64 = coded.iter().sum();
        Posterior {
            confusions: (0..CONFUSIONS).map(|_| Chances::draw(confusion, all, &mut chance)).collect(),
            claimed: confusion.claimed.map(|claims| claims.map(|claim| claim.max(FLOOR))),
            common: coded.map(|coded| coded / all),
        }
    }

    /// The ends of the shortest interval that holds the net with a probability of 95%, from units with these claims and weights.
    pub fn ends(&self, units: &[([f64; 4], f64)], chance: &mut impl Rng) -> [f64; 2] {
        let units: Vec<Unit> = units.iter().map(|(claims, weight)| self.unit(claims, *weight)).collect();
        let more = self.pointed_to(&units);
        let wider: [f64; 3] = std::array::from_fn(|stance| POPULATION[stance] + f64::from(more[stance]));
        let scale = log_ratio(more);
        let drawn = (0..DRAWS).map(|at| {
            let theta = shares(if at % 2 == 0 { POPULATION } else { wider }, chance);
            let density = 0.5 + 0.5 * (scale + power(theta, more)).exp();
            (theta[0] - theta[2], self.confusions[at / 2 % CONFUSIONS].log_likelihood(theta, &units) - density.ln())
        });
        shortest(drawn.collect())
    }

    fn unit(&self, claims: &[f64; 4], weight: f64) -> Unit {
        let verdict = verdict(claims);
        let tells = std::array::from_fn(|stance| claims[stance].max(FLOOR) / self.claimed[verdict][stance]);
        Unit { verdict, tells, weight }
    }

    /// About half as many sayings of each stance as the units seem to hold: draws with these are near the truth, and wider.
    fn pointed_to(&self, units: &[Unit]) -> [u32; 3] {
        let chances = &self.confusions[0];
        let mut theta = self.common;
        for _ in 0..10 {
            let mut counts = POPULATION;
            for unit in units {
                let parts = chances.parts(theta, unit);
                let sum: f64 = parts.iter().sum();
                (0..3).for_each(|stance| counts[stance] += unit.weight * parts[stance] / sum);
            }
            let found: [f64; 3] = std::array::from_fn(|stance| counts[stance] / chances.counts[stance]);
            theta = found.map(|count| count / found.iter().sum::<f64>());
        }
        let weight: f64 = units.iter().map(|unit| unit.weight).sum();
        theta.map(|share| (share * weight / 2.0) as u32)
    }
}

impl Chances {
    fn draw(confusion: &Confusion, all: f64, chance: &mut impl Rng) -> Chances {
        let rows = [0, 1, 2].map(|stance| {
            let [supportive, cautious, opposed] = confusion.counted[stance].map(|count| count as f64 + PRIOR);
            shares([supportive, cautious, opposed, confusion.missed[stance] as f64 + PRIOR], chance)
        });
        let [supportive, cautious, opposed] = confusion.counted[3].map(|count| count as f64 + PRIOR);
        // Of all coded stances and false ones together, the false ones with each verdict, over the rest.
        let drawn = shares([supportive, cautious, opposed, all], chance);
        let of = [0, 1, 2].map(|verdict| [rows[0][verdict], rows[1][verdict], rows[2][verdict], drawn[verdict] / drawn[3]]);
        let counts = std::array::from_fn(|stance| of.iter().map(|row| row[stance]).sum());
        Chances { of, counts }
    }

    /// How probable a unit is by a true saying of each stance, and by a false one.
    fn parts(&self, theta: [f64; 3], unit: &Unit) -> [f64; 4] {
        let of = &self.of[unit.verdict];
        let [supportive, cautious, opposed, none]: [f64; 4] = std::array::from_fn(|stance| of[stance] * unit.tells[stance]);
        [theta[0] * supportive, theta[1] * cautious, theta[2] * opposed, none]
    }

    fn log_likelihood(&self, theta: [f64; 3], units: &[Unit]) -> f64 {
        let counts = (0..3).map(|stance| theta[stance] * self.counts[stance]).sum::<f64>() + self.counts[3];
        units.iter().map(|unit| unit.weight * (self.parts(theta, unit).iter().sum::<f64>() / counts).ln()).sum()
    }
}

/// Logarithm of what the density of Dirichlet(POPULATION + more) has over that of Dirichlet(POPULATION), but for the powers of the shares.
fn log_ratio(more: [u32; 3]) -> f64 {
    let rising = |from: f64, steps: u32| (0..steps).map(|step| (from + f64::from(step)).ln()).sum::<f64>();
    let parts: f64 = (0..3).map(|stance| rising(POPULATION[stance], more[stance])).sum();
    rising(POPULATION.iter().sum(), more.iter().sum()) - parts
}

/// Logarithm of the product of the shares, each to its power.
fn power(theta: [f64; 3], powers: [u32; 3]) -> f64 {
    let powered = theta.into_iter().zip(powers).filter(|(_, power)| *power > 0);
    powered.map(|(share, power)| f64::from(power) * share.max(f64::MIN_POSITIVE).ln()).sum()
}

/// The ends of the shortest stretch that holds 95% of the weight, the first of equals, from values with logarithms of weights. Many actors
/// are wholly for or against: quantiles would leave out the very end at which those lie.
fn shortest(mut drawn: Vec<(f64, f64)>) -> [f64; 2] {
    drawn.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
    let top = drawn.iter().map(|(_, log)| *log).fold(f64::NEG_INFINITY, f64::max);
    let weights: Vec<f64> = drawn.iter().map(|(_, log)| (log - top).exp()).collect();
    let enough = 0.95 * weights.iter().sum::<f64>();
    let (mut held, mut last, mut ends) = (0.0, 0, [-1.0, 1.0]);
    for first in 0..drawn.len() {
        while held < enough && last < drawn.len() {
            held += weights[last];
            last += 1;
        }
        if held < enough {
            break;
        }
        let [low, high] = [drawn[first].0, drawn[last - 1].0];
        if high - low < ends[1] - ends[0] {
            ends = [low, high];
        }
        held -= weights[first];
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOR: [f64; 4] = [0.8, 0.05, 0.05, 0.1];
    const AGAINST: [f64; 4] = [0.05, 0.05, 0.8, 0.1];

    /// Rows of counts so large that they are as good as certain; all claims are as they are on average.
    fn known(counted: [[usize; 3]; 4], missed: [usize; 3]) -> Posterior {
        let many = |count: usize| count * 100_000;
        let claimed = [FOR, [0.05, 0.8, 0.05, 0.1], AGAINST];
        Posterior::new(&Confusion { counted: counted.map(|row| row.map(many)), missed: missed.map(many), claimed })
    }

    fn ends(posterior: &Posterior, n_for: usize, n_against: usize) -> [f64; 2] {
        let units: Vec<([f64; 4], f64)> = [vec![(FOR, 1.0); n_for], vec![(AGAINST, 1.0); n_against]].concat();
        posterior.ends(&units, &mut chance(1, b"test"))
    }

    fn near([low, high]: [f64; 2], [expected_low, expected_high]: [f64; 2], by: f64) -> bool {
        (low - expected_low).abs() < by && (high - expected_high).abs() < by
    }

    #[test]
    fn the_shortest_stretch_with_enough_weight_is_taken() {
        let drawn = |weights: [f64; 5]| [0.0, 0.1, 0.3, 0.6, 1.0].into_iter().zip(weights.map(f64::ln)).collect::<Vec<_>>();
        assert_eq!(shortest(drawn([0.5, 0.25, 0.21, 0.02, 0.02])), [0.0, 0.3]);
        assert_eq!(shortest(drawn([0.02, 0.02, 0.2, 0.25, 0.51])), [0.3, 1.0]);
        assert_eq!(shortest(drawn([0.2; 5])), [0.0, 1.0]);
        assert_eq!(shortest(drawn([0.0, 0.0, 0.0, 0.0, 1.0])), [1.0, 1.0]);
    }

    #[test]
    fn without_errors_it_is_the_dirichlet_distribution() {
        // Of Dirichlet(10.31, 0.06, 10.19) the net has the mean 0.006 and the variance (0.997 - 0.006 ^ 2) / 21.56.
        let perfect = known([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 0]], [0; 3]);
        let found = ends(&perfect, 10, 10);
        assert!(near(found, [-0.416, 0.428], 0.06), "{found:?}");
    }

    #[test]
    fn verdicts_that_err_are_corrected() {
        // One in five of each pole is taken for the other: 0.7 of the verdicts mean a share of (0.7 - 0.2) / (0.8 - 0.2), a net of 0.667,
        // whose standard deviation is 2 sqrt(0.7 * 0.3 / 400) / 0.6 = 0.076.
        let reversing = known([[8, 0, 2], [0, 10, 0], [2, 0, 8], [0, 0, 0]], [0; 3]);
        let found = ends(&reversing, 280, 120);
        assert!(near(found, [0.517, 0.816], 0.05), "{found:?}");
    }

    #[test]
    fn what_is_missed_more_often_counts_for_more() {
        // Four in five supportive sayings are found and two in five opposed ones: twice as many verdicts are as many sayings.
        let missing = known([[8, 0, 0], [0, 10, 0], [0, 0, 4], [0, 0, 0]], [2, 0, 6]);
        let [low, high] = ends(&missing, 200, 100);
        assert!((low + high).abs() < 0.06 && high < 0.2, "{low} {high}");
    }

    #[test]
    fn false_sayings_are_taken_off() {
        // Of 5 verdicts for a pole that the actor never takes 4 are false ones on average: they tell next to nothing.
        let inventing = known([[10, 0, 0], [0, 10, 0], [0, 0, 10], [30, 0, 30]], [0; 3]);
        let sober = known([[10, 0, 0], [0, 10, 0], [0, 0, 10], [0, 0, 0]], [0; 3]);
        let (inventing, sober) = (ends(&inventing, 12, 6), ends(&sober, 12, 6));
        assert!(sober[1] - sober[0] < 0.9 && inventing[1] - inventing[0] > sober[1] - sober[0] + 0.1, "{inventing:?} {sober:?}");
    }

    #[test]
    fn half_the_weight_is_half_the_sayings() {
        let perfect = known([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 0]], [0; 3]);
        let halved = [vec![(FOR, 0.5); 20], vec![(AGAINST, 0.5); 20]].concat();
        let found = perfect.ends(&halved, &mut chance(1, b"test"));
        assert!(near(found, ends(&perfect, 10, 10), 0.06), "{found:?}");
    }
}
