//! Actors: whom the mentions of an article stand for.
mod bearer;
pub mod byline;
pub mod capitals;
pub mod census;
pub mod group;
pub mod name;
pub mod person;
pub mod registry;
pub mod resolve;
pub mod table;

use crate::span::Span;
use serde::{Deserialize, Serialize};

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A named human being.
    Person,
    /// A named organisation: party, company, union, court, committee.
    Organisation,
    /// A country or its government, whatever seat or capital stands for it.
    Government,
    /// A collective without an organisation ("critics", "Democrats").
    Group,
    /// A report, law, poll or letter that is cited.
    Document,
    /// The author of an opinion piece.
    Author,
    /// Someone whose name is withheld ("a senior official").
    Anonymous,
    /// Not known.
    Unknown,
}

/// Kinds that can be one actor when the name is the same: rules may call a party now an organisation, now a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Persons, and authors of opinion pieces.
    Human,
    /// Organisations, governments and groups.
    Body,
    /// Documents.
    Document,
}

impl Kind {
    /// `None` for the anonymous and the unknown, who are nobody else.
    pub fn family(self) -> Option<Family> {
        match self {
            Kind::Person | Kind::Author => Some(Family::Human),
            Kind::Organisation | Kind::Government | Kind::Group => Some(Family::Body),
            Kind::Document => Some(Family::Document),
            Kind::Anonymous | Kind::Unknown => None,
        }
    }
}

/// Someone or something that can hold a stance, as one article knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Actor {
    /// The fullest form without titles ("Joe Biden").
    pub name: String,
    /// Every other form in the article, titles and surnames included, sorted, without `name`.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: Kind,
    /// Of a person, the titles and offices that the article gives, in lower case, sorted ("senator", "prime minister").
    pub roles: Vec<String>,
}

/// A place where an article mentions an actor: by name, description or pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where, in the body.
    pub span: Span,
    /// Index of the sentence that holds it.
    pub sentence: usize,
    /// Index into the article's actors.
    pub actor: usize,
}
