//! What a list of actors could say, to be confirmed by its user: names that mean one actor, seats and houses that stand for a body, and
//! what people belong to.
//!
//! Each suggestion comes from a rule of thumb that sees names, titles and a few words around them. A wrong merge hides an actor in another
//! one, so what is doubtful is left out.
mod around;
mod belonging;
mod bodies;
mod collect;
mod likeness;
mod metonyms;
mod persons;
mod same;
#[cfg(test)]
mod tests;
mod toml;

pub use collect::suggest;
pub use toml::render;

use crate::actor::Kind;
use crate::scorecard::Belonging;

/// How sure a suggestion is. In a sample of news read by hand nearly all sure ones and four in five of the likely ones were right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// Right but for mistakes in the texts.
    Sure,
    /// Right more often than not: look at the example.
    Likely,
}

impl Sureness {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Sureness::Sure => "sure",
            Sureness::Likely => "likely",
        }
    }
}

/// What kind of thing is suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Proposal {
    /// Another name of the actor.
    Alias,
    /// A seat or house that stands for the actor.
    Metonym,
    /// What the actor belongs to.
    Belonging(Belonging),
}

/// One line for the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What it is.
    pub proposal: Proposal,
    /// The alias, or the body that the actor belongs to.
    pub name: String,
    /// How sure.
    pub sureness: Sureness,
    /// What speaks for it.
    pub why: String,
    /// Sayings that it would move.
    pub n_sayings: usize,
    /// Articles that speak for it, or that hold the other name.
    pub n_articles: usize,
    /// The id of one of them.
    pub article: String,
}

/// One actor of the list, with what is suggested for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The actor's name.
    pub name: String,
    /// What it is; `None` leaves it to the articles.
    pub kind: Option<Kind>,
    /// Whether the list that was given holds it already.
    pub listed: bool,
    /// What is suggested, names first, then by sayings. Never empty.
    pub suggestions: Vec<Suggestion>,
}

impl Entry {
    /// Sayings that all of it would move.
    pub fn n_sayings(&self) -> usize {
        let of = |alias: bool| self.suggestions.iter().filter(move |one| matches!(one.proposal, Proposal::Belonging(_)) != alias);
        of(true).map(|one| one.n_sayings).sum::<usize>().max(of(false).map(|one| one.n_sayings).max().unwrap_or_default())
    }
}
