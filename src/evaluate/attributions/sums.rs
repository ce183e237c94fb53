//! Counts over cases, and the figures they come to.
use super::matching::Matched;
use crate::evaluate::score::Score;
use crate::evaluate::share;
use crate::statement::Evidence;
use serde::Serialize;

/// How good the statements found in some cases are. Shares are in [0, 1], rounded to four decimals.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AttributionFigures {
    /// Cases.
    pub cases: usize,
    /// Statements found.
    pub found: usize,
    /// Contents found: the same where labelled and found one share at least half of the characters that they cover together; a statement
    /// without content goes by its cue.
    pub content: Score,
    /// The same where the speaker, too, is right, or unknown in both.
    pub full: Score,
    /// Of the matched statements with a source: those where it overlaps the one found.
    pub source: Right,
    /// Of the matched statements whose speaker the text tells: those resolved to the right one.
    pub speaker: Right,
    /// Of the matched statements whose speaker speaks for somebody: those with the right one.
    pub speaks_for: Right,
    /// Of the matched statements: those with the right evidence.
    pub evidence: Right,
    /// Of the matched statements that are relayed: those that are found to be, by the right one.
    pub relayed_by: Right,
    /// Of the matched statements: those with the right time.
    pub time: Right,
}

/// How many there are and the share that is right.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Right {
    /// Statements.
    pub n: usize,
    /// Share of them, in [0, 1]; 0 of none.
    pub share: f64,
}

/// Right ones and all.
#[derive(Clone, Copy, Default)]
struct Count {
    right: usize,
    n: usize,
}

impl Count {
    fn add(&mut self, right: bool) {
        self.n += 1;
        self.right += usize::from(right);
    }

    fn figure(self) -> Right {
        Right { n: self.n, share: share(self.right, self.n) }
    }
}

/// Counts of cases.
#[derive(Default)]
pub struct Sums {
    cases: usize,
    labelled: usize,
    found: usize,
    matched: usize,
    full: usize,
    source: Count,
    speaker: Count,
    speaks_for: Count,
    evidence: Count,
    relayed_by: Count,
    time: Count,
}

impl Sums {
    /// Adds a case.
    pub fn add(&mut self, matched: &Matched) {
        self.cases += 1;
        self.labelled += matched.case.statements.len();
        self.found += matched.found.len();
        matched.pairs.iter().for_each(|pair| self.add_pair(matched, *pair));
    }

    fn add_pair(&mut self, matched: &Matched, pair: (usize, usize)) {
        let (labelled, found) = matched.both(pair);
        let right = matched.speaker_is_right(pair);
        self.matched += 1;
        self.full += usize::from(right);
        if labelled.source.is_some() {
            self.source.add(matched.source_is_right(pair));
        }
        if !labelled.speaker.is_empty() {
            self.speaker.add(right);
        }
        if !labelled.speaks_for.is_empty() {
            self.speaks_for.add(matched.principal_is_right(pair));
        }
        self.evidence.add(labelled.evidence == found.evidence);
        if labelled.evidence == Evidence::Relayed {
            self.relayed_by.add(matched.relayer_is_right(pair));
        }
        self.time.add(labelled.time == found.time);
    }

    /// The figures.
    pub fn figures(&self) -> AttributionFigures {
        let score = |right: usize| Score::of_counts(right, self.found, self.labelled);
        AttributionFigures {
            cases: self.cases,
            found: self.found,
            content: score(self.matched),
            full: score(self.full),
            source: self.source.figure(),
            speaker: self.speaker.figure(),
            speaks_for: self.speaks_for.figure(),
            evidence: self.evidence.figure(),
            relayed_by: self.relayed_by.figure(),
            time: self.time.figure(),
        }
    }
}
