//! The sentences behind a position.
use super::fill::wrapped;
use super::ink::{Ink, Line, Piece, dim, piece};
use crate::report::explain::id_of;
use crate::report::highlight::pieces;
use crate::report::wording::{day, flags};
use crate::round::percent;
use crate::scorecard::{Evidence, Position};
use crate::stance::Stance;
use std::collections::BTreeSet;

/// At most `most` sentences, each with what is to be known of it, and how many more there are; the `name` is that of the actor.
pub fn lines(position: &Position, name: &str, most: usize, width: usize) -> (Vec<Line>, usize) {
    let best = best(position, most);
    let lines = best.iter().flat_map(|evidence| [sentence(evidence, width), about(evidence, name, width)].concat());
    (lines.collect(), position.evidence.len() - best.len())
}

/// The best sentence of each saying that counts, then what else there is, in the order of the evidence; no sentence twice.
fn best(position: &Position, most: usize) -> Vec<&Evidence> {
    let mut seen = BTreeSet::new();
    let firsts: Vec<&Evidence> =
        position.evidence.iter().filter(|evidence| evidence.counted() && seen.insert(evidence.of_saying)).collect();
    let is_first = |evidence: &Evidence| firsts.iter().any(|first| std::ptr::eq(*first, evidence));
    let rest = position.evidence.iter().filter(|evidence| !is_first(evidence));
    let mut texts = BTreeSet::new();
    let all = firsts.iter().copied().chain(rest).filter(|evidence| texts.insert(evidence.sentence.text.as_str()));
    all.take(most).collect()
}

/// The sentence, with its source, cue and content in their inks.
fn sentence(evidence: &Evidence, width: usize) -> Vec<Line> {
    let line: Line = pieces(evidence).into_iter().map(|part| piece(part.text, ink(part.role, evidence.stance))).collect();
    indented(&line, 2, width)
}

/// The ink of a part of a sentence whose speaker takes this stance.
pub fn ink(role: &str, stance: Stance) -> Ink {
    match (role, stance) {
        ("source", _) => Ink::Bold,
        ("cue", _) => Ink::Underlined,
        ("content", Stance::Supportive) => Ink::Supportive,
        ("content", Stance::Opposed) => Ink::Opposed,
        _ => Ink::Plain,
    }
}

/// "supportive 95% · quoted · Harbour Herald, 9 March 2025 · harbour-plan:120".
fn about(evidence: &Evidence, name: &str, width: usize) -> Vec<Line> {
    let stance = format!("{} {}", evidence.stance.word(), percent(evidence.probabilities.confidence()));
    let place: Vec<String> = evidence.outlet.clone().into_iter().chain(evidence.date.map(day)).collect();
    let place = Some(place.join(", ")).filter(|place| !place.is_empty());
    let parts = std::iter::once(stance).chain(flags(evidence, name)).chain(place).chain([id_of(evidence)]);
    indented(&[dim(&parts.collect::<Vec<_>>().join(" · "))], 6, width)
}

fn indented(line: &[Piece], indent: usize, width: usize) -> Vec<Line> {
    let start = piece(&" ".repeat(indent), Ink::Plain);
    wrapped(line, width - indent).into_iter().map(|line| [vec![start.clone()], line].concat()).collect()
}
