//! What every figure of a set of outcomes is counted from, so that sets can be weighed without counting them anew.
use super::score::macro_f1;
use super::{BINS, Outcome, Score, share};
use crate::round::round;

/// Counts of outcomes, each of which may count several times.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// By gold label, then verdict.
    pub confusion: [[usize; 4]; 4],
    /// By bin of the verdict's probability: the sum of that probability less the number of right verdicts.
    gaps: [f64; BINS],
}

/// Where one outcome is counted.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    label: usize,
    verdict: usize,
    bin: usize,
    gap: f64,
}

impl From<&Outcome> for Place {
    fn from(outcome: &Outcome) -> Place {
        let (verdict, confidence) = (outcome.probabilities.verdict(), outcome.probabilities.confidence());
        let right = f64::from(u8::from(verdict == outcome.label));
        Place { label: outcome.label as usize, verdict: verdict as usize, bin: bin(confidence), gap: confidence - right }
    }
}

/// The bin of equal width in which a probability lies.
pub fn bin(confidence: f64) -> usize {
    ((confidence * BINS as f64) as usize).min(BINS - 1)
}

impl Tally {
    /// Every outcome once.
    pub fn of(outcomes: &[Outcome]) -> Tally {
        Tally::weighed(outcomes.iter().map(|outcome| (Place::from(outcome), 1)))
    }

    /// Every outcome so many times.
    pub fn weighed(places: impl Iterator<Item = (Place, usize)>) -> Tally {
        let mut tally = Tally::default();
        for (place, times) in places {
            tally.confusion[place.label][place.verdict] += times;
            tally.gaps[place.bin] += place.gap * times as f64;
        }
        tally
    }

    /// How many there are.
    pub fn n(&self) -> usize {
        self.confusion.as_flattened().iter().sum()
    }

    /// Share of right verdicts.
    pub fn accuracy(&self) -> f64 {
        share((0..4).map(|label| self.confusion[label][label]).sum(), self.n())
    }

    /// Mean F1 of the labels that occur.
    pub fn macro_f1(&self) -> f64 {
        macro_f1(&self.confusion)
    }

    /// Precision, recall and F1 of one label.
    pub fn score(&self, label: usize) -> Score {
        Score::of(&self.confusion, label)
    }

    /// Of the items whose label and verdict are both poles, the share where they differ.
    pub fn reversed(&self) -> f64 {
        let [[for_for, _, for_against, _], _, [against_for, _, against_against, _], _] = self.confusion;
        let differ = for_against + against_for;
        share(differ, differ + for_for + against_against)
    }

    /// Expected calibration error: Naeini et al., Obtaining well calibrated probabilities using Bayesian binning, 2015.
    pub fn ece(&self) -> f64 {
        round(self.gaps.iter().map(|gap| gap.abs()).sum::<f64>() / self.n().max(1) as f64)
    }
}
