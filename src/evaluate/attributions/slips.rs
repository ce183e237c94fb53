//! What is wrong, one by one.
use super::case::Labelled;
use super::matching::Matched;
use crate::span::Span;
use crate::statement::{Evidence, Statement, Time};

/// In which way a statement is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Labelled and not found.
    Missed,
    /// Found and not labelled.
    False,
    /// Found, with a source that the labelled one does not overlap.
    Source,
    /// Found, with another speaker.
    Speaker,
    /// Found, with another principal.
    Principal,
    /// Found, with another kind of evidence.
    Evidence,
    /// Found as relayed, by another.
    RelayedBy,
    /// Found, with another time.
    Time,
}

impl Wrong {
    /// One word for it.
    pub fn word(self) -> &'static str {
        match self {
            Wrong::Missed => "missed",
            Wrong::False => "false",
            Wrong::Source => "source",
            Wrong::Speaker => "speaker",
            Wrong::Principal => "speaks_for",
            Wrong::Evidence => "evidence",
            Wrong::RelayedBy => "relayed_by",
            Wrong::Time => "time",
        }
    }
}

/// One thing wrong with one statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The case's id.
    pub case: String,
    /// The case's kind.
    pub kind: String,
    /// What is wrong.
    pub wrong: Wrong,
    /// What was labelled: of what is missed source, cue and content, else the part that is wrong; empty for what should not be there.
    pub labelled: String,
    /// What was found, in the same way; empty for what is missed.
    pub found: String,
}

/// All that is wrong with a case: missed statements, then wrong parts, then false statements.
pub fn slips(matched: &Matched) -> Vec<Slip> {
    let slip = |wrong, labelled: String, found: String| {
        let (case, kind) = (matched.case.article.id.clone(), matched.case.kind.clone());
        Slip { case, kind, wrong, labelled, found }
    };
    let (one, other) =
        (|at: &usize| matched.pairs.iter().any(|pair| pair.0 == *at), |at: &usize| matched.pairs.iter().any(|pair| pair.1 == *at));
    let missed = (0..matched.case.statements.len()).filter(|at| !one(at)).map(|at| labelled_text(matched, &matched.case.statements[at]));
    let falses = (0..matched.found.len()).filter(|at| !other(at)).map(|at| found_text(matched, matched.found[at]));
    let parts = matched.pairs.iter().flat_map(|pair| parts(matched, *pair));
    let missed = missed.map(|text| slip(Wrong::Missed, text, String::new()));
    let parts = parts.map(|(wrong, labelled, found)| slip(wrong, labelled, found));
    missed.chain(parts).chain(falses.map(|text| slip(Wrong::False, String::new(), text))).collect()
}

/// The parts of a matched statement that are wrong, as labelled and as found.
fn parts(matched: &Matched, pair: (usize, usize)) -> Vec<(Wrong, String, String)> {
    let (labelled, found) = matched.both(pair);
    let body = &matched.case.article.body;
    let name = |actor| matched.actor(actor).map_or(String::new(), |actor| actor.name.clone());
    let is_relayed = [labelled.evidence, found.evidence] == [Evidence::Relayed; 2];
    let parts = [
        (
            matched.source_is_right(pair) || labelled.source.is_none(),
            Wrong::Source,
            text(labelled.source.as_slice(), body),
            text(&found.source, body),
        ),
        (matched.speaker_is_right(pair), Wrong::Speaker, labelled.speaker.join(" or "), name(found.speaker)),
        (matched.principal_is_right(pair), Wrong::Principal, labelled.speaks_for.join(" or "), name(found.speaks_for)),
        (labelled.evidence == found.evidence, Wrong::Evidence, evidence(labelled.evidence), evidence(found.evidence)),
        (!is_relayed || matched.relayer_is_right(pair), Wrong::RelayedBy, labelled.relayed_by.join(" or "), name(found.relayed_by)),
        (labelled.time == found.time, Wrong::Time, time(labelled.time), time(found.time)),
    ];
    parts.into_iter().filter(|(right, ..)| !right).map(|(_, wrong, labelled, found)| (wrong, labelled, found)).collect()
}

fn evidence(evidence: Evidence) -> String {
    format!("{evidence:?}").to_lowercase()
}

fn time(time: Time) -> String {
    format!("{time:?}").to_lowercase()
}

fn labelled_text(matched: &Matched, labelled: &Labelled) -> String {
    whole(labelled.source.as_slice(), labelled.cue.as_slice(), &labelled.content, &matched.case.article.body)
}

fn found_text(matched: &Matched, found: &Statement) -> String {
    whole(&found.source, &found.cue, &found.content, &matched.case.article.body)
}

fn whole(source: &[Span], cue: &[Span], content: &[Span], body: &str) -> String {
    [source, cue, content].map(|spans| text(spans, body)).join(" | ")
}

/// Their words in one line.
fn text(spans: &[Span], body: &str) -> String {
    let words = |span: &Span| span.of(body).split_whitespace().collect::<Vec<_>>().join(" ");
    spans.iter().map(words).collect::<Vec<_>>().join(" .. ")
}
