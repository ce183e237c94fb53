//! How much better a classifier does where it may leave out what it is least sure of.
//!
//! El-Yaniv and Wiener, On the Foundations of Noise-free Selective Classification, 2010, for risk and coverage; Geifman, Uziel and
//! El-Yaniv, Bias-Reduced Uncertainty Estimation for Deep Neural Classifiers, 2019, for the area under their curve.
use super::{Judged, pairs::figures, share};
use crate::round::round;
use serde::Serialize;

/// The curve of risk over coverage.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Coverage {
    /// Area under the risk-coverage curve over all pairs: the mean, over all numbers of surest verdicts, of the share of wrong ones among
    /// them, in [0, 1].
    pub aurc: f64,
    /// Over the pairs labelled supportive or opposed, from all of them to the surest half; empty where there are none.
    pub poles: Vec<Covered>,
}

/// The surest verdicts on pairs labelled with a pole.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Covered {
    /// The share of the pairs that is to be kept, in [0, 1].
    pub coverage: f64,
    /// How many that are, rounded up.
    pub n: usize,
    /// The least probability of a verdict among them.
    pub confidence: f64,
    /// Of those whose verdict is a pole, the share with the opposite one.
    pub reversed: f64,
    /// The share of wrong verdicts.
    pub error: f64,
}

const PERCENT: [usize; 6] = [100, 90, 80, 70, 60, 50];

impl Coverage {
    pub(super) fn of(judged: &[Judged]) -> Coverage {
        let surest = surest_first(judged);
        let poles: Vec<Judged> = surest.iter().filter(|one| one.label.is_pole()).copied().collect();
        let percent = PERCENT.iter().filter(|_| !poles.is_empty());
        Coverage { aurc: area(&surest), poles: percent.map(|percent| Covered::of(&poles, *percent)).collect() }
    }
}

impl Covered {
    fn of(surest: &[Judged], percent: usize) -> Covered {
        let kept = &surest[..(surest.len() * percent).div_ceil(100)];
        let wrong = kept.iter().filter(|one| !one.is_right()).count();
        Covered {
            coverage: share(percent, 100),
            n: kept.len(),
            confidence: kept.last().map_or(0.0, |last| round(last.answer.probabilities.confidence())),
            reversed: figures(kept).reversed,
            error: share(wrong, kept.len()),
        }
    }
}

/// By the verdict's probability; equal ones stay in the file's order.
fn surest_first<'a>(judged: &[Judged<'a>]) -> Vec<Judged<'a>> {
    let mut sorted = judged.to_vec();
    sorted.sort_by(|a, b| b.answer.probabilities.confidence().total_cmp(&a.answer.probabilities.confidence()));
    sorted
}

fn area(surest: &[Judged]) -> f64 {
    let mut wrong = 0;
    let risks = surest.iter().enumerate().map(|(before, one)| {
        wrong += usize::from(!one.is_right());
        wrong as f64 / (before + 1) as f64
    });
    round(risks.sum::<f64>() / surest.len().max(1) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::example::{judged, pairs};
    use crate::stance::Stance::{None, Opposed, Supportive};

    #[test]
    fn the_curve_is_counted_by_hand() {
        let pairs = pairs(&[
            r#""text": "a", "label": "supportive""#,
            r#""text": "b", "label": "supportive""#,
            r#""text": "c", "label": "opposed""#,
            r#""text": "d", "label": "opposed""#,
            r#""text": "e", "label": "none""#,
        ]);
        let judged = judged(&pairs, &[(Supportive, 0.9), (Opposed, 0.5), (None, 0.6), (Opposed, 0.8), (None, 0.7)]);
        let coverage = Coverage::of(&judged);
        // surest first: right, right, right (none), wrong, wrong
        assert_eq!(coverage.aurc, round((0.0 + 0.0 + 0.0 + 0.25 + 0.4) / 5.0));
        let all = Covered { coverage: 1.0, n: 4, confidence: 0.5, reversed: 0.3333, error: 0.5 };
        assert_eq!(coverage.poles[0], all);
        assert_eq!(coverage.poles[3], Covered { coverage: 0.7, n: 3, confidence: 0.6, reversed: 0.0, error: 0.3333 });
        assert_eq!(coverage.poles[5], Covered { coverage: 0.5, n: 2, confidence: 0.8, reversed: 0.0, error: 0.0 });
    }

    #[test]
    fn without_poles_there_is_no_curve() {
        let pairs = pairs(&[r#""text": "a", "label": "none""#]);
        assert_eq!(Coverage::of(&judged(&pairs, &[(Opposed, 0.9)])), Coverage { aurc: 1.0, poles: vec![] });
    }
}
