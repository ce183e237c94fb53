//! Who is who across articles.
use crate::actor::{Actor, Kind};
use crate::pipeline::ScoredArticle;
use std::collections::{BTreeMap, BTreeSet};

/// Kinds that can be one actor when the name is the same: rules may call a party now an organisation, now a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    Human,
    Body,
    Document,
}

/// What makes two speakers the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// The same name, white space apart, and compatible kinds.
    Named(String, Family),
    /// Someone anonymous or unknown: known to one article only, by its rank; the index of the actor there, where there is one.
    Only(usize, Option<usize>),
}

impl Key {
    /// The key of a speaker of the article with this rank; all speakers without an actor are one unknown there.
    pub fn of(rank: usize, scored: &ScoredArticle, speaker: Option<usize>) -> Key {
        let named = speaker.and_then(|index| scored.reading.actors.get(index));
        match named.and_then(|actor| Some(Key::Named(plain(&actor.name), family(actor.kind)?))) {
            Some(key) => key,
            None => Key::Only(rank, named.and(speaker)),
        }
    }
}

fn family(kind: Kind) -> Option<Family> {
    match kind {
        Kind::Person | Kind::Author => Some(Family::Human),
        Kind::Organisation | Kind::Government | Kind::Group => Some(Family::Body),
        Kind::Document => Some(Family::Document),
        Kind::Anonymous | Kind::Unknown => None,
    }
}

fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every actor of all articles.
pub struct Registry<'a> {
    articles: &'a [&'a ScoredArticle],
    named: BTreeMap<Key, Forms>,
}

#[derive(Default)]
struct Forms {
    aliases: BTreeSet<String>,
    /// In how many articles the actor is of a kind.
    kinds: BTreeMap<Kind, usize>,
}

impl<'a> Registry<'a> {
    /// The actors of articles in their final order.
    pub fn of(articles: &'a [&'a ScoredArticle]) -> Registry<'a> {
        let mut named: BTreeMap<Key, Forms> = BTreeMap::new();
        for (rank, scored) in articles.iter().enumerate() {
            for (index, actor) in scored.reading.actors.iter().enumerate() {
                let forms = named.entry(Key::of(rank, scored, Some(index))).or_default();
                forms.aliases.extend(actor.aliases.iter().map(|alias| plain(alias)));
                *forms.kinds.entry(actor.kind).or_default() += 1;
            }
        }
        Registry { articles, named }
    }

    /// The actor behind a key, and the article's id where only one article knows it.
    pub fn look_up(&self, key: &Key) -> (Actor, Option<String>) {
        match key {
            Key::Named(name, _) => (self.canonical(key, name), None),
            Key::Only(rank, index) => {
                let scored = self.articles[*rank];
                let known = index.and_then(|index| scored.reading.actors.get(index));
                (known.cloned().unwrap_or_else(unknown), Some(scored.article.id.clone()))
            }
        }
    }

    fn canonical(&self, key: &Key, name: &str) -> Actor {
        let forms = self.named.get(key);
        let aliases = forms.iter().flat_map(|forms| &forms.aliases).filter(|alias| *alias != name).cloned().collect();
        Actor { name: name.to_string(), aliases, kind: forms.map_or(Kind::Unknown, Forms::kind), roles: Vec::new() }
    }
}

impl Forms {
    /// The commonest kind; the first in the order of [`Kind`] on a tie.
    fn kind(&self) -> Kind {
        self.kinds.iter().rev().max_by_key(|(_, count)| **count).map_or(Kind::Unknown, |(kind, _)| *kind)
    }
}

fn unknown() -> Actor {
    Actor { name: "Unknown speaker".into(), aliases: Vec::new(), kind: Kind::Unknown, roles: Vec::new() }
}
