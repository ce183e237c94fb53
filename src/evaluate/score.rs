//! Precision, recall and F1 out of a confusion matrix.
use super::share;
use crate::round::round;
use serde::Serialize;

/// Precision, recall and F1 of one label, each in [0, 1], and how many items carry it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Score {
    /// Precision.
    pub p: f64,
    /// Recall.
    pub r: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// Items with this label.
    pub n: usize,
}

impl Score {
    /// Of `right` ones among those found and those labelled.
    pub fn of_counts(right: usize, found: usize, labelled: usize) -> Score {
        Score { p: share(right, found), r: share(right, labelled), f1: share(2 * right, found + labelled), n: labelled }
    }

    /// That of one label, from counts by gold label, then verdict.
    pub(super) fn of<const N: usize>(confusion: &[[usize; N]; N], label: usize) -> Score {
        let right = confusion[label][label];
        let (given, n) = (confusion.iter().map(|gold| gold[label]).sum::<usize>(), confusion[label].iter().sum());
        Score::of_counts(right, given, n)
    }
}

/// Mean F1 of the labels that occur.
pub fn macro_f1<const N: usize>(confusion: &[[usize; N]; N]) -> f64 {
    let scores = (0..N).map(|label| Score::of(confusion, label));
    let used: Vec<f64> = scores.filter(|score| score.n > 0).map(|score| score.f1).collect();
    round(used.iter().sum::<f64>() / used.len().max(1) as f64)
}
