//! How often verdicts of a probability are right: the points of a reliability diagram.
//!
//! DeGroot and Fienberg, The Comparison and Evaluation of Forecasters, 1983; Guo, Pleiss, Sun and Weinberger, On Calibration of Modern
//! Neural Networks, 2017.
use super::tally::bin;
use super::{BINS, Judged, share};
use crate::round::round;
use serde::Serialize;

/// The verdicts whose probability lies in one of 15 bins of equal width, those on which the expected calibration error is counted.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bin {
    /// The bin: `from` to `from` + 1/15.
    pub from: f64,
    /// Verdicts in it.
    pub n: usize,
    /// Their mean probability; 0 of none.
    pub confidence: f64,
    /// Share of right ones; 0 of none.
    pub accuracy: f64,
    /// The 95% interval of that share: Wilson, Probable Inference, the Law of Succession, and Statistical Inference, 1927.
    pub interval: [f64; 2],
}

impl Bin {
    /// All 15.
    pub(super) fn all(judged: &[Judged]) -> Vec<Bin> {
        let mut sums = [(0, 0.0, 0); BINS];
        for one in judged {
            let confidence = one.answer.probabilities.confidence();
            let (n, sum, right) = &mut sums[bin(confidence)];
            *n += 1;
            *sum += confidence;
            *right += usize::from(one.is_right());
        }
        let of = |(at, (n, sum, right)): (usize, (usize, f64, usize))| Bin {
            from: share(at, BINS),
            n,
            confidence: round(sum / n.max(1) as f64),
            accuracy: share(right, n),
            interval: wilson(right, n).map(round),
        };
        sums.into_iter().enumerate().map(of).collect()
    }
}

fn wilson(right: usize, n: usize) -> [f64; 2] {
    let (z, n) = (1.959964, n as f64);
    if n == 0.0 {
        return [0.0, 1.0];
    }
    let share = right as f64 / n;
    let middle = (share + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z / (1.0 + z * z / n) * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
    [(middle - half).max(0.0), (middle + half).min(1.0)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::example::{judged, pairs};
    use crate::stance::Stance::{Opposed, Supportive};

    #[test]
    fn bins_are_counted_by_hand() {
        let lines = [r#""text": "a", "label": "opposed""#; 3];
        let pairs = pairs(&lines);
        let bins = Bin::all(&judged(&pairs, &[(Opposed, 0.61), (Supportive, 0.65), (Opposed, 1.0)]));
        assert_eq!(bins.len(), 15);
        assert_eq!((bins[9].n, bins[9].confidence, bins[9].accuracy, bins[9].from), (2, 0.63, 0.5, 0.6));
        assert_eq!((bins[14].n, bins[14].accuracy), (1, 1.0));
        assert_eq!((bins[0].n, bins[0].interval), (0, [0.0, 1.0]));
    }

    #[test]
    fn intervals_are_those_of_wilson() {
        // Newcombe, Two-sided Confidence Intervals for the Single Proportion, 1998, table I: 81 of 263, and 0 of 20
        assert_eq!(wilson(81, 263).map(round), [0.2553, 0.3662]);
        assert_eq!(wilson(0, 20).map(round), [0.0, 0.1611]);
    }
}
