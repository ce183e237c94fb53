//! How sure an attribution is: a logistic regression on what the two passes say, fitted on articles that trained nothing.
use super::decode::Signs;
use crate::round::round;
use serde::{Deserialize, Serialize};

/// Turns signs into the chance that a coder finds the same content, and the same source.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confidence {
    /// Of the four signs and of one.
    pub weights: [f64; 5],
    /// An attribution under this is dropped.
    pub keep_above: f64,
}

const STEPS: usize = 30;
const RIDGE: f64 = 1e-3;

impl Confidence {
    /// In [0, 1].
    pub fn of(&self, signs: &Signs) -> f64 {
        logistic(dot(&self.weights, &extended(signs)))
    }

    /// The likeliest weights for these signs, each beside whether its attribution was right; `keep_above` stays 0. Newton's method with a
    /// small ridge.
    pub fn fit(cases: &[(Signs, bool)]) -> Confidence {
        let mut weights = [0.0; 5];
        for _ in 0..STEPS {
            let mut slope = weights.map(|weight| RIDGE * weight);
            let mut curve = [[0.0; 5]; 5];
            for (at, row) in curve.iter_mut().enumerate() {
                row[at] = RIDGE;
            }
            for (signs, right) in cases {
                let signs = extended(signs);
                let chance = logistic(dot(&weights, &signs));
                let share = 1.0 / cases.len() as f64;
                for (at, row) in curve.iter_mut().enumerate() {
                    slope[at] += share * (chance - f64::from(u8::from(*right))) * signs[at];
                    row.iter_mut().zip(&signs).for_each(|(cell, sign)| *cell += share * chance * (1.0 - chance) * signs[at] * sign);
                }
            }
            let step = solve(curve, slope);
            weights.iter_mut().zip(step).for_each(|(weight, step)| *weight -= step.clamp(-1.0, 1.0));
        }
        Confidence { weights: weights.map(round), keep_above: 0.0 }
    }
}

fn extended(signs: &Signs) -> [f64; 5] {
    [signs[0], signs[1], signs[2], signs[3], 1.0]
}

fn dot(weights: &[f64; 5], signs: &[f64; 5]) -> f64 {
    weights.iter().zip(signs).map(|(weight, sign)| weight * sign).sum()
}

fn logistic(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}

/// The solution of `matrix` x = `right`, of a positive definite matrix: Gaussian elimination.
fn solve(mut matrix: [[f64; 5]; 5], mut right: [f64; 5]) -> [f64; 5] {
    for at in 0..5 {
        for below in at + 1..5 {
            let share = matrix[below][at] / matrix[at][at];
            let (above, rest) = matrix.split_at_mut(below);
            rest[0].iter_mut().zip(above[at]).for_each(|(cell, over)| *cell -= share * over);
            right[below] -= share * right[at];
        }
    }
    for at in (0..5).rev() {
        let known: f64 = (at + 1..5).map(|later| matrix[at][later] * right[later]).sum();
        right[at] = (right[at] - known) / matrix[at][at];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fit_finds_the_share_of_right_ones() {
        let cases: Vec<(Signs, bool)> = (0..4000)
            .map(|at| {
                let sign = f64::from(at % 40) / 10.0 - 2.0;
                let chance = logistic(1.5 * sign - 0.5);
                ([sign, 0.0, 0.0, 0.0], f64::from(at / 40) / 100.0 < chance)
            })
            .collect();
        let fitted = Confidence::fit(&cases);
        assert!((fitted.of(&[1.0, 0.0, 0.0, 0.0]) - logistic(1.0)).abs() < 0.03, "{fitted:?}");
        assert!((fitted.of(&[-1.0, 0.0, 0.0, 0.0]) - logistic(-2.0)).abs() < 0.03, "{fitted:?}");
    }
}
