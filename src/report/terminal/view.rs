//! What of a report is shown.
use crate::report::lookup::{self, Unclear};
use crate::report::{Report, is_shown};
use crate::scorecard::{Grouping, Position, Scorecard};
use std::cmp::Reverse;

/// What a reader asks to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Names of actors, as [`lookup::actor`] takes them; none: the busiest.
    pub actors: Vec<String>,
    /// Ids of issues, as [`lookup::issue`] takes them; none: all.
    pub issues: Vec<String>,
    /// In which parts.
    pub by: Option<Grouping>,
    /// How many actors.
    pub top: Top,
}

/// How many actors are shown where none is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Top {
    /// All of them.
    All,
    /// Those with most sayings.
    Busiest(usize),
}

impl Default for Top {
    fn default() -> Top {
        Top::Busiest(30)
    }
}

/// The same, looked up.
#[derive(Default)]
pub struct Chosen<'a> {
    /// Those named, each once.
    pub cards: Vec<&'a Scorecard>,
    /// Indices of those asked for, in the order of the codebook; `None` for all.
    pub issues: Option<Vec<usize>>,
    pub top: Top,
}

impl<'a> Chosen<'a> {
    pub fn of(report: &'a Report, view: &View) -> Result<Chosen<'a>, Unclear> {
        let mut cards: Vec<&Scorecard> = Vec::new();
        for name in &view.actors {
            let card = lookup::actor(&report.scorecards, name)?;
            if !cards.iter().any(|known| std::ptr::eq(*known, card)) {
                cards.push(card);
            }
        }
        let mut issues = view.issues.iter().map(|id| lookup::issue(&report.issues, id)).collect::<Result<Vec<_>, _>>()?;
        issues.sort_unstable();
        issues.dedup();
        Ok(Chosen { cards, issues: Some(issues).filter(|issues| !issues.is_empty()), top: view.top })
    }

    /// Whether an issue is shown.
    pub fn holds(&self, issue: usize) -> bool {
        self.issues.as_ref().is_none_or(|issues| issues.contains(&issue))
    }

    /// A card's positions to show, of the issues asked for.
    pub fn positions<'b>(&self, card: &'b Scorecard) -> impl Iterator<Item = &'b Position> {
        card.positions.iter().filter(|position| is_shown(position) && self.holds(position.issue))
    }

    /// Those of some cards with most sayings on the issues asked for, in the order of the cards, and how many there are in all.
    pub fn busiest(&self, cards: &[&'a Scorecard]) -> (Vec<&'a Scorecard>, usize) {
        let Top::Busiest(most) = self.top else { return (cards.to_vec(), cards.len()) };
        let n_sayings = |at: &usize| Reverse(self.positions(cards[*at]).map(|position| position.n_sayings).sum::<usize>());
        let mut kept: Vec<usize> = (0..cards.len()).collect();
        kept.sort_by_key(n_sayings);
        kept.truncate(most);
        kept.sort_unstable();
        (kept.into_iter().map(|at| cards[at]).collect(), cards.len())
    }
}
