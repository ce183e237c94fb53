//! How many rows have which label and issue.
use super::Coded;
use crate::stance::Stance;
use serde::Serialize;
use std::collections::BTreeMap;

/// Rows by label, in the order of [`Stance::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LabelCounts {
    /// For it.
    pub supportive: usize,
    /// Neither.
    pub cautious: usize,
    /// Against it.
    pub opposed: usize,
    /// No stance.
    pub none: usize,
}

impl LabelCounts {
    /// The count of one label.
    pub fn of(&self, label: Stance) -> usize {
        [self.supportive, self.cautious, self.opposed, self.none][label as usize]
    }

    /// Of all labels.
    pub fn total(&self) -> usize {
        Stance::ALL.into_iter().map(|label| self.of(label)).sum()
    }

    fn count(&mut self, label: Stance) {
        let one = match label {
            Stance::Supportive => &mut self.supportive,
            Stance::Cautious => &mut self.cautious,
            Stance::Opposed => &mut self.opposed,
            Stance::None => &mut self.none,
        };
        *one += 1;
    }
}

/// An issue's rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct IssueCounts {
    /// Trained on.
    pub train: LabelCounts,
    /// Held out.
    pub dev: LabelCounts,
}

/// The rows of files to be trained on and of files that are held out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Trained on.
    pub train: LabelCounts,
    /// Held out.
    pub dev: LabelCounts,
    /// Both, by the issue's name.
    pub issues: BTreeMap<String, IssueCounts>,
}

impl Tally {
    /// Counts all rows.
    pub fn of(train: &[Coded], dev: &[Coded]) -> Tally {
        let mut tally = Tally::default();
        for (issue, label) in rows(train) {
            tally.train.count(label);
            tally.issues.entry(issue.into()).or_default().train.count(label);
        }
        for (issue, label) in rows(dev) {
            tally.dev.count(label);
            tally.issues.entry(issue.into()).or_default().dev.count(label);
        }
        tally
    }
}

fn rows(files: &[Coded]) -> impl Iterator<Item = (&str, Stance)> {
    files.iter().flat_map(|coded| &coded.rows).filter_map(|row| Some((row.pair.issue.as_str(), row.pair.label?)))
}
