//! Who is who across articles. What could be several is left to its article, with a note. One likelihood is taken for a fact and noted: a
//! bare surname that nearly always means one person (see `surnames`).
mod bodies;
mod group;
mod listed;
mod persons;
mod proper;
mod roll_up;
mod split;
mod surnames;
#[cfg(test)]
mod tests;

use super::Options;
use crate::actor::registry::{Affiliation, Belonging, Registry};
use crate::actor::{Actor, Kind};
use crate::pipeline::ScoredArticle;
use crate::statement::Statement;
use group::{Group, Member};
use jiff::civil::Date;
use roll_up::{Body, RollUp};
use std::collections::{BTreeMap, BTreeSet};

/// What makes two speakers the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// Someone whom more than one article can know.
    Known(usize),
    /// Someone whom only the article of this rank can know: anonymous, unknown, described without a name, or of a surname that several
    /// bear; the index of the actor there, where there is one. All speakers without an actor are one unknown there.
    Only(usize, Option<usize>),
    /// What others belong to in this way, of which no article speaks as an actor.
    Body(Belonging, Body),
}

/// Every actor of all articles.
pub struct Roster<'a> {
    articles: &'a [&'a ScoredArticle],
    registry: &'a Registry,
    /// For each article and each of its actors, whom it stands for.
    known: Vec<Vec<Option<usize>>>,
    groups: Vec<Group<'a>>,
    /// Of the groups.
    names: Vec<String>,
    /// The groups that others can belong to.
    bodies: BTreeMap<Body, usize>,
    /// What a reader must know of those who are known to one article only.
    notes: BTreeMap<Key, String>,
}

/// Who stands behind a key.
pub struct Identity {
    /// Name, kind, and all other forms.
    pub actor: Actor,
    /// The article's id, where only one article can know the actor.
    pub only_in: Option<String>,
    /// What it belongs to, from the registry.
    pub affiliations: Vec<Affiliation>,
    /// How it was told from others, where that is not plain.
    pub note: Option<String>,
}

impl<'a> Roster<'a> {
    /// The actors of articles in their final order, joined with the registry and with each other.
    pub fn of(articles: &'a [&'a ScoredArticle], registry: &'a Registry) -> Roster<'a> {
        let named = listed::groups(articles, registry);
        let (told_apart, of_two) = split::split(named);
        let one_name_each = persons::join(told_apart);
        let (with_surnames, of_several) = surnames::join(one_name_each);
        let groups = bodies::join(with_surnames);
        let mut known: Vec<Vec<Option<usize>>> = articles.iter().map(|scored| vec![None; scored.reading.actors.len()]).collect();
        for (at, group) in groups.iter().enumerate() {
            for member in &group.members {
                known[member.rank][member.index] = Some(at);
            }
        }
        let notes = of_two.into_iter().chain(of_several).map(|(member, note)| (Key::Only(member.rank, Some(member.index)), note)).collect();
        let names: Vec<String> = groups.iter().map(|group| group.identity(registry).actor.name).collect();
        let body = |(at, group): (usize, &Group)| Some((group.body(&names[at])?, at));
        let bodies = groups.iter().enumerate().rev().filter_map(body).collect();
        Roster { articles, registry, known, groups, names, bodies, notes }
    }

    /// The names of the actors of the article with this rank, as all articles together have them.
    pub fn names(&self, rank: usize) -> Vec<&str> {
        let of_article = self.articles[rank].reading.actors.iter().zip(&self.known[rank]);
        of_article.map(|(actor, group)| group.map_or(&actor.name, |group| &self.names[group]).as_str()).collect()
    }

    /// The key of whom a statement of the article with this rank counts for.
    pub fn holder(&self, rank: usize, statement: &Statement, options: &Options) -> Key {
        let key = self.key(rank, options.holder.of(statement));
        let date = self.articles[rank].article.date;
        options.roll_up.and_then(|level| self.rolled_up(&key, level, date)).unwrap_or(key)
    }

    /// What an actor belongs to on a day at a level; `None` where it counts alone.
    fn rolled_up(&self, key: &Key, level: Belonging, date: Option<Date>) -> Option<Key> {
        let mut bodies = RollUp { registry: self.registry, level }.bodies(self.listed(key)?, date);
        let body = bodies.pop_first().filter(|_| bodies.is_empty())?;
        Some(self.bodies.get(&body).copied().map_or(Key::Body(level, body), Key::Known))
    }

    /// Why someone who belongs to something at a level counts alone all the same in articles of these days.
    pub fn why_alone(&self, key: &Key, level: Belonging, dates: BTreeSet<Option<Date>>) -> Option<String> {
        RollUp { registry: self.registry, level }.why_alone(self.listed(key)?, dates)
    }

    /// Which actor of the list it is.
    pub fn listed(&self, key: &Key) -> Option<usize> {
        match key {
            Key::Known(at) => self.groups[*at].listed,
            _ => None,
        }
    }

    /// The key of a speaker of the article with this rank.
    pub fn key(&self, rank: usize, speaker: Option<usize>) -> Key {
        let of_article = self.known.get(rank).zip(speaker);
        match of_article.and_then(|(known, index)| known.get(index)) {
            Some(Some(group)) => Key::Known(*group),
            Some(None) => Key::Only(rank, speaker),
            None => Key::Only(rank, None),
        }
    }

    /// Whether another of the same name is somebody else.
    pub fn is_shared(&self, key: &Key) -> bool {
        matches!(key, Key::Known(at) if self.groups[*at].shared)
    }

    /// Who stands behind a key.
    pub fn look_up(&self, key: &Key) -> Identity {
        match key {
            Key::Body(level, body) => RollUp { registry: self.registry, level: *level }.identity(body),
            Key::Known(at) => self.groups[*at].identity(self.registry),
            Key::Only(rank, index) => {
                let scored = self.articles[*rank];
                let actor = index.and_then(|index| scored.reading.actors.get(index)).cloned().unwrap_or_else(unknown);
                let byline = || (actor.kind == Kind::Author).then(|| "the byline does not name one person".to_string());
                let note = self.notes.get(key).cloned().or_else(byline);
                Identity { actor, only_in: Some(scored.article.id.clone()), affiliations: Vec::new(), note }
            }
        }
    }
}

fn members<'a>(articles: &'a [&'a ScoredArticle]) -> impl Iterator<Item = Member<'a>> {
    let of = |(rank, scored): (usize, &&'a ScoredArticle)| {
        let actors: &'a [Actor] = &scored.reading.actors;
        actors.iter().enumerate().map(move |(index, actor)| Member { rank, index, actor })
    };
    articles.iter().enumerate().flat_map(of)
}

fn unknown() -> Actor {
    Actor { name: "Unknown speaker".into(), aliases: Vec::new(), kind: Kind::Unknown, roles: Vec::new() }
}
