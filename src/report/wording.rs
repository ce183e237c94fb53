//! The words that the table and the page share.
use super::Report;
use crate::actor::Kind;
use crate::scorecard::{Headline, Position, Scorecard};
use crate::stance::{Lean, Stance};
use jiff::civil::Date;

/// The number and its noun, with an `s` unless it is one.
pub fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// What stands under the word of a cell: the number of sayings, and for a thin position what they are.
pub fn note(position: &Position) -> String {
    match position.headline {
        Headline::TooFew => by_verdict(position),
        Headline::Unsure => count(position.n_unsure, position.unit.word()),
        Headline::Cautious | Headline::Changed => {
            let (sayings, way) = (count(position.counts.total(), position.unit.word()), way(position));
            if way.is_empty() { sayings } else { format!("{sayings}, {way}") }
        }
        _ => count(position.counts.total(), position.unit.word()),
    }
}

/// Which way a cautious position leans or a changed one turned; empty where there is nothing to say.
pub fn way(position: &Position) -> &'static str {
    match (position.lean, position.turned_to) {
        (_, Some(Stance::Supportive)) => "now supportive",
        (_, Some(_)) => "now opposed",
        (Some(Lean::For), _) => "leaning for",
        (Some(Lean::Against), _) => "leaning against",
        (Some(Lean::Even), _) => "no lean",
        _ => "",
    }
}

/// "2 supportive, 1 cautious"; empty without sure sayings.
pub fn by_verdict(position: &Position) -> String {
    let told = position.counts.by_word().into_iter().filter(|(_, count)| *count > 0);
    told.map(|(word, count)| format!("{count} {word}")).collect::<Vec<_>>().join(", ")
}

/// What an actor is, in a word, and for one without a name in which article.
pub fn description(card: &Scorecard) -> String {
    match &card.only_in {
        Some(article) => format!("{}, in {article}", kind(card.actor.kind)),
        None => kind(card.actor.kind).to_string(),
    }
}

/// What stands under a name in a table whose parts have headings: the article of one without a name, else what the heading leaves open.
pub fn beneath(card: &Scorecard) -> String {
    match (&card.only_in, card.actor.kind) {
        (Some(article), _) => format!("in {article}"),
        (None, Kind::Group) => String::new(),
        (None, kind) => self::kind(kind).to_string(),
    }
}

/// The ids or names of issues nobody has a position on, in a sentence; empty where there are none.
pub fn silence<'a>(issues: impl Iterator<Item = &'a str>) -> String {
    let issues: Vec<&str> = issues.collect();
    if issues.is_empty() { String::new() } else { format!("No position on: {}.", issues.join(", ")) }
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

/// "3 March 2025".
pub fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// From the first to the last day of publication; empty where no article is dated.
pub fn period(report: &Report) -> String {
    match (report.run.corpus.from, report.run.corpus.to) {
        (Some(from), Some(to)) if from != to => format!("{} to {}", day(from), day(to)),
        (Some(from), _) => day(from),
        _ => String::new(),
    }
}
