//! Which of two classifiers is right where only one of them is.
use super::Outcome;
use crate::round::round;
use serde::Serialize;

/// McNemar, Note on the Sampling Error of the Difference Between Correlated Proportions or Percentages, 1947; the exact test, which takes
/// every pair to be independent of the others.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct McNemar {
    /// Pairs that only ours has right.
    pub only_ours: usize,
    /// Pairs that only theirs has right.
    pub only_theirs: usize,
    /// Two-sided: how probable a split at least so uneven is where neither is better.
    pub p: f64,
}

impl McNemar {
    /// Its p in words, which are never "0".
    pub fn told(&self) -> String {
        if self.p < 0.0001 { "under 0.0001".to_string() } else { format!("{:.4}", self.p) }
    }

    pub(super) fn of(ours: &[Outcome], theirs: &[Outcome]) -> McNemar {
        let is_right = |outcome: &Outcome| outcome.probabilities.verdict() == outcome.label;
        let right: Vec<(bool, bool)> = ours.iter().map(is_right).zip(theirs.iter().map(is_right)).collect();
        let count = |wanted| right.iter().filter(|both| **both == wanted).count();
        let (only_ours, only_theirs) = (count((true, false)), count((false, true)));
        McNemar { only_ours, only_theirs, p: round(exact(only_ours.min(only_theirs), only_ours + only_theirs)) }
    }
}

/// Twice the chance of at most `fewer` heads in `n` throws of a coin, at most 1; by logarithms, since 2^-n may be too small for a number.
fn exact(fewer: usize, n: usize) -> f64 {
    let mut term = -(n as f64) * std::f64::consts::LN_2;
    let mut chance = term.exp();
    for heads in 1..=fewer {
        term += ((n - heads + 1) as f64 / heads as f64).ln();
        chance += term.exp();
    }
    (2.0 * chance).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::exact;

    #[test]
    fn the_exact_test_is_that_of_a_coin() {
        // (1 + 10 + 45) / 1024 twice
        assert!((exact(2, 10) - 0.109375).abs() < 1e-12);
        assert!((exact(0, 5) - 0.0625).abs() < 1e-12);
        assert_eq!((exact(0, 0), exact(5, 10)), (1.0, 1.0));
        // Agresti, Categorical Data Analysis: 86 against 150 approvals lost and won, z^2 = 17.36
        let p = exact(86, 236);
        assert!((3e-5..4e-5).contains(&p), "{p}");
    }
}
