//! The report: what a reader sees of positions, as a table, a page and a file.
mod changes;
mod dna;
mod drawing;
pub mod explain;
mod highlight;
pub mod html;
mod identity;
pub mod json;
pub mod lookup;
pub mod markdown;
mod network;
mod plain;
mod run;
mod sheet;
pub(crate) mod spreadsheet;
pub mod tables;
pub mod terminal;
#[cfg(test)]
mod tests;
mod wording;
mod write;

pub(crate) use markdown::escape;
pub(crate) use spreadsheet::{Cell, table};

pub use run::{Corpus, Model, Run, Skipped};
pub use write::{Format, write};

use crate::article::Article;
use crate::issue::Issue;
use crate::scorecard::{Headline, Position, Reason, Scorecard};

/// Everything a report shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// What was read, and with what.
    pub run: Run,
    /// The codebook.
    pub issues: Vec<Issue>,
    /// From [`crate::scorecard::tally`], with these issues.
    pub scorecards: Vec<Scorecard>,
    /// What was scored, in any order.
    pub articles: Vec<Article>,
}

/// What positions leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct LeftOut {
    /// Sayings.
    unsure: usize,
    /// Judgements with a stance.
    relayed: usize,
    /// Judgements with a stance that are not relayed.
    past: usize,
    /// Judgements with a stance whose attribution is not as sure as was asked for.
    attribution: usize,
    /// Judgements with a stance of texts from outside the days asked for, undated ones among them.
    outside: usize,
}

impl Report {
    fn left_out(&self) -> LeftOut {
        let positions = || self.scorecards.iter().flat_map(|card| &card.positions);
        let evidence = || positions().flat_map(|position| &position.evidence);
        let count = |reason| evidence().filter(|evidence| evidence.left_out == Some(reason)).count();
        let unsure = positions().map(|position| position.n_unsure).sum();
        LeftOut {
            unsure,
            relayed: count(Reason::Relayed),
            past: count(Reason::Past),
            attribution: count(Reason::Attribution),
            outside: count(Reason::OutsidePeriod) + count(Reason::Undated),
        }
    }

    /// The issues on which someone has a position to show, by index, and those on which nobody has.
    fn issues_by_use(&self) -> (Vec<usize>, Vec<usize>) {
        let shown = |issue: usize| self.scorecards.iter().any(|card| card.on(issue).is_some_and(is_shown));
        (0..self.issues.len()).partition(|issue| shown(*issue))
    }

    /// The cards with something to show in a table, in the four parts named, groups, anonymous, unknown; empty parts left out.
    fn parts(&self) -> Vec<(&'static str, Vec<&Scorecard>)> {
        let headings = ["Named", "Groups", "Anonymous", "Unknown"];
        let part = |part: usize| {
            let shown = |card: &&Scorecard| crate::scorecard::apart(card.actor.kind) == part && card.positions.iter().any(is_shown);
            (headings[part], self.scorecards.iter().filter(shown).collect::<Vec<_>>())
        };
        (0..headings.len()).map(part).filter(|(_, cards)| !cards.is_empty()).collect()
    }
}

fn is_shown(position: &Position) -> bool {
    position.hidden.is_none()
}

/// Whether a table shows it with a stance: neither too few nor unsure.
fn is_told(position: &Position) -> bool {
    is_shown(position) && !matches!(position.headline, Headline::TooFew | Headline::Unsure)
}
