//! The user's own list of actors, from `actors.toml`: their names, when they bear them, and what they belong to.
mod check;
mod read;
#[cfg(test)]
mod tests;

use crate::actor::Kind;
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Actors a user knows, in the order of the file. No two of them bear one name at one time, unless their kinds tell them apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registry {
    actors: Vec<Listed>,
    /// Folded names and aliases: whose, and when.
    forms: BTreeMap<String, Vec<(usize, Tenure)>>,
}

/// One actor of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The canonical name, without titles.
    pub name: String,
    /// Other names.
    pub aliases: Vec<Alias>,
    /// What it is; `None` where the list leaves it to the articles.
    pub kind: Option<Kind>,
    /// What it belongs to, of any time, sorted.
    pub affiliations: Vec<Affiliation>,
}

/// Another name of an actor, and when it bears it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The name.
    pub name: String,
    /// When.
    pub period: Tenure,
}

/// Something an actor belongs to, and when.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Affiliation {
    /// In which way.
    pub kind: Belonging,
    /// Its name.
    pub name: String,
    /// When.
    #[serde(flatten)]
    pub period: Tenure,
}

/// What an actor can belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Belonging {
    /// An organisation, ministry or company.
    Organisation,
    /// A political party.
    Party,
    /// A country.
    Country,
}

impl Belonging {
    /// The noun, which is the key in the file.
    pub fn word(self) -> &'static str {
        match self {
            Belonging::Organisation => "organisation",
            Belonging::Party => "party",
            Belonging::Country => "country",
        }
    }
}

/// Days from a first to a last one, both included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Tenure {
    /// The first day; `None` where it has no known beginning.
    #[serde(serialize_with = "day")]
    pub from: Option<Date>,
    /// The last day; `None` where it has no known end.
    #[serde(serialize_with = "day")]
    pub to: Option<Date>,
}

impl Tenure {
    /// Whether it holds on the day of an article; for an undated article only where it has neither beginning nor end.
    pub fn holds(self, date: Option<Date>) -> bool {
        match date {
            Some(date) => self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to),
            None => self == Tenure::default(),
        }
    }

    /// Whether both hold on some day.
    pub fn overlaps(self, other: Tenure) -> bool {
        let before = |one: Tenure, next: Tenure| one.to.zip(next.from).is_some_and(|(to, from)| to < from);
        !before(self, other) && !before(other, self)
    }
}

impl Registry {
    fn new(actors: Vec<Listed>) -> Registry {
        let mut forms: BTreeMap<String, Vec<(usize, Tenure)>> = BTreeMap::new();
        for (at, actor) in actors.iter().enumerate() {
            for (name, period) in actor.forms() {
                forms.entry(fold(name)).or_default().push((at, period));
            }
        }
        Registry { actors, forms }
    }

    /// All of them, in the order of the file.
    pub fn actors(&self) -> &[Listed] {
        &self.actors
    }

    /// Indices of those who bear a name on the day of an article and can be of a kind.
    pub fn find(&self, name: &str, date: Option<Date>, kind: Kind) -> BTreeSet<usize> {
        let bearers = self.forms.get(&fold(name)).into_iter().flatten();
        bearers.filter(|(at, period)| period.holds(date) && self.actors[*at].can_be(kind)).map(|(at, _)| *at).collect()
    }
}

impl Listed {
    /// The name, which holds at any time, and the aliases.
    fn forms(&self) -> impl Iterator<Item = (&str, Tenure)> {
        let aliases = self.aliases.iter().map(|alias| (alias.name.as_str(), alias.period));
        std::iter::once((self.name.as_str(), Tenure::default())).chain(aliases)
    }

    /// Whether an article's actor of this kind can be this one. Whom the article cannot tell may be anyone, whom it describes without a
    /// name may be any person.
    fn can_be(&self, kind: Kind) -> bool {
        let Some(own) = self.kind else { return true };
        match kind {
            Kind::Unknown => true,
            Kind::Anonymous => own.family() == Kind::Person.family(),
            _ => own.family() == kind.family(),
        }
    }
}

/// A name without what makes no difference: case, accents, white space, the shape of apostrophes, and "the" before it.
pub fn fold(name: &str) -> String {
    let lower: String = name.to_lowercase().replace('’', "'").nfd().filter(|c| !is_combining_mark(*c)).collect();
    let words: Vec<&str> = lower.split_whitespace().collect();
    match words.as_slice() {
        ["the", rest @ ..] if !rest.is_empty() => rest.join(" "),
        all => all.join(" "),
    }
}

fn day<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    date.map(|date| date.to_string()).serialize(serializer)
}
