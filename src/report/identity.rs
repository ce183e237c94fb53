//! Who an actor is, in words.
use super::Corpus;
use super::wording::day;
use crate::actor::Kind;
use crate::scorecard::{Affiliation, Scorecard};

/// What an actor is: the kind, what it belongs to, and for one without a name in which article.
pub fn description(card: &Scorecard, corpus: &Corpus) -> String {
    let place = card.only_in.iter().map(|article| format!("in {article}"));
    let parts = std::iter::once(kind(card.actor.kind).to_string()).chain(belongs(card, corpus).map(str::to_string)).chain(place);
    parts.collect::<Vec<_>>().join(", ")
}

/// What stands under a name in a table whose parts have headings: the article of one without a name, else what the heading leaves open.
pub fn beneath(card: &Scorecard, corpus: &Corpus) -> String {
    let what = match (&card.only_in, card.actor.kind) {
        (Some(article), _) => Some(format!("in {article}")),
        (None, Kind::Group) => None,
        (None, kind) => Some(self::kind(kind).to_string()),
    };
    what.into_iter().chain(belongs(card, corpus).map(str::to_string)).collect::<Vec<_>>().join(", ")
}

/// What an actor is, and what a reader must know of it.
pub fn with_note(what: String, card: &Scorecard) -> String {
    std::iter::once(what).filter(|what| !what.is_empty()).chain(card.note.clone()).collect::<Vec<_>>().join("; ")
}

/// What the actor belonged to at some time between the first and the last article, each named once.
fn belongs<'a>(card: &'a Scorecard, corpus: &Corpus) -> impl Iterator<Item = &'a str> {
    let began = |affiliation: &&Affiliation| affiliation.period.from.zip(corpus.to).is_none_or(|(from, last)| from <= last);
    let holds = |affiliation: &&Affiliation| affiliation.period.to.zip(corpus.from).is_none_or(|(to, first)| first <= to);
    let mut names: Vec<&str> = Vec::new();
    for affiliation in card.affiliations.iter().filter(|affiliation| began(affiliation) && holds(affiliation)) {
        if !names.contains(&affiliation.name.as_str()) {
            names.push(&affiliation.name);
        }
    }
    names.into_iter()
}

/// All it belongs to, with the days that are known: "Harbour Party (until 3 March 2025)".
pub fn affiliations(card: &Scorecard) -> Vec<String> {
    let dated = |Affiliation { name, period, .. }: &Affiliation| match (period.from.map(day), period.to.map(day)) {
        (None, None) => name.clone(),
        (Some(from), None) => format!("{name} (from {from})"),
        (None, Some(to)) => format!("{name} (until {to})"),
        (Some(from), Some(to)) => format!("{name} ({from} to {to})"),
    };
    card.affiliations.iter().map(dated).collect()
}

/// The word for a kind of actor.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Organisation => "organisation",
        Kind::Government => "government",
        Kind::Group => "group",
        Kind::Document => "document",
        Kind::Author => "author",
        Kind::Anonymous => "anonymous",
        Kind::Unknown => "unknown",
    }
}
