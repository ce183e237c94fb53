//! Which statement that was found is which of the labelled.
use super::case::{Case, Labelled};
use super::names;
use crate::actor::Actor;
use crate::reading::Reading;
use crate::span::Span;
use crate::statement::{Evidence, Statement};

/// Labelled and found contents are the same where they share at least this part of the characters that they cover together.
pub const SHARED: f64 = 0.5;

/// The statements of one case beside those that were found.
pub struct Matched<'a> {
    /// The case.
    pub case: &'a Case,
    /// What was found in it.
    pub reading: &'a Reading,
    /// The statements found, without mentions.
    pub found: Vec<&'a Statement>,
    /// Indices into the labelled and the found ones; none twice.
    pub pairs: Vec<(usize, usize)>,
}

/// A labelled and a found statement that can be the same.
struct Candidate {
    /// The part of the characters that both cover.
    shared: f64,
    /// Whether the speaker is right, and the source.
    right: (bool, bool),
    pair: (usize, usize),
}

impl<'a> Matched<'a> {
    /// Pairs them one to one, those that share most first; where that is equal, those whose speaker is right.
    pub fn new(case: &'a Case, reading: &'a Reading) -> Matched<'a> {
        let told = |statement: &&Statement| statement.evidence != Evidence::Mention && !place(statement).is_empty();
        let found = reading.statements.iter().filter(told).collect();
        let mut matched = Matched { case, reading, found, pairs: Vec::new() };
        let mut candidates = matched.candidates();
        candidates.sort_by(|a, b| b.shared.total_cmp(&a.shared).then_with(|| b.right.cmp(&a.right)));
        for Candidate { pair, .. } in candidates {
            if !matched.pairs.iter().any(|(labelled, found)| *labelled == pair.0 || *found == pair.1) {
                matched.pairs.push(pair);
            }
        }
        matched.pairs.sort();
        matched
    }

    /// The pairs that share enough.
    fn candidates(&self) -> Vec<Candidate> {
        let all = (0..self.case.statements.len()).flat_map(|one| (0..self.found.len()).map(move |other| (one, other)));
        let candidate = |pair: (usize, usize)| {
            let (labelled, found) = self.both(pair);
            let shared = iou(&labelled.place(), place(found), &self.case.article.body);
            Candidate { shared, right: (self.speaker_is_right(pair), self.source_is_right(pair)), pair }
        };
        all.map(candidate).filter(|candidate| candidate.shared >= SHARED).collect()
    }

    /// The two of a pair.
    pub fn both(&self, (one, other): (usize, usize)) -> (&'a Labelled, &'a Statement) {
        (&self.case.statements[one], self.found[other])
    }

    /// Whether the speaker is resolved to the labelled one, or unknown in both.
    pub fn speaker_is_right(&self, pair: (usize, usize)) -> bool {
        let (labelled, found) = self.both(pair);
        names::fits(self.case, &labelled.speaker, self.actor(found.speaker))
    }

    /// Whether both have a source and these overlap, or neither has one.
    pub fn source_is_right(&self, pair: (usize, usize)) -> bool {
        let (labelled, found) = self.both(pair);
        match labelled.source {
            Some(source) => found.source.iter().any(|span| span.overlaps(source)),
            None => found.source.is_empty(),
        }
    }

    /// Whether the speaker speaks for the same one, or for nobody in both.
    pub fn principal_is_right(&self, pair: (usize, usize)) -> bool {
        let (labelled, found) = self.both(pair);
        names::fits(self.case, &labelled.speaks_for, self.actor(found.speaks_for))
    }

    /// Whether both are relayed, and by the same.
    pub fn relayer_is_right(&self, pair: (usize, usize)) -> bool {
        let (labelled, found) = self.both(pair);
        found.evidence == Evidence::Relayed && names::fits(self.case, &labelled.relayed_by, self.actor(found.relayed_by))
    }

    /// An actor that was found.
    pub fn actor(&self, index: Option<usize>) -> Option<&'a Actor> {
        index.and_then(|actor| self.reading.actors.get(actor))
    }
}

/// What places a found statement: its content, else its cue.
pub fn place(statement: &Statement) -> &[Span] {
    if statement.content.is_empty() { &statement.cue } else { &statement.content }
}

/// The characters in both, divided by those in either; in [0, 1].
fn iou(a: &[Span], b: &[Span], text: &str) -> f64 {
    let chars = |spans: &[Span]| spans.iter().map(|span| span.of(text).chars().count()).sum::<usize>();
    let overlap = |a: &Span, b: &Span| Span { start: a.start.max(b.start), end: a.end.min(b.end) };
    let both: Vec<Span> = a.iter().flat_map(|a| b.iter().filter(|b| a.overlaps(**b)).map(move |b| overlap(a, b))).collect();
    let both = chars(&both);
    both as f64 / (chars(a) + chars(b) - both).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_shared_and_not_bytes() {
        let spans = |all: &[[usize; 2]]| all.iter().copied().map(Span::from).collect::<Vec<_>>();
        let text = "ééab cd";
        assert_eq!(iou(&spans(&[[0, 6]]), &spans(&[[4, 6]]), text), 0.5);
        assert_eq!(iou(&spans(&[[0, 2], [4, 6]]), &spans(&[[2, 5]]), text), 0.25);
        assert_eq!(iou(&spans(&[[0, 2]]), &[], text), 0.0);
    }
}
