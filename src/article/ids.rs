//! Ids: each article has one of its own.
use super::{Article, Source};
use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::fmt;

/// The ids of the articles that a run holds, each with the name of its input ([`super::Input::name`]).
pub type Held = BTreeMap<String, String>;

/// An article before it has its id.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    /// The ids it may have: the first that is free is taken.
    pub ids: Vec<String>,
    /// Its line, where a file holds several.
    pub line: Option<usize>,
    /// All the rest of it.
    pub article: Article,
}

/// A file with the articles in it.
pub(super) type Drafts = (Source, Vec<Result<Draft>>);

impl Source {
    /// As [`super::Input::name`].
    pub(super) fn input(&self) -> String {
        let Source { path, name, .. } = self;
        let parts = || path.iter().filter(|part| *part != ".").map(|part| part.to_string_lossy());
        if path.is_relative() { parts().collect::<Vec<_>>().join("/") } else { name.clone() }
    }

    /// The ids that an article may have: its own, or else the file's stem and, where another has that, its path from the folder asked for.
    pub(super) fn ids(&self, own: Option<String>, line: Option<usize>) -> Vec<String> {
        let numbered = |name: String| line.map_or_else(|| name.clone(), |line| format!("{name}:{line}"));
        own.map_or_else(|| [self.stem(), self.name.clone()].map(numbered).into(), |id| vec![id])
    }
}

/// Where an article was read.
#[derive(Clone, Debug)]
struct Place {
    input: String,
    line: Option<usize>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.input)?;
        self.line.map_or(Ok(()), |line| write!(f, ", line {line}"))
    }
}

/// The ids given so far, and to what; and those that a run holds.
pub(super) struct Ids<'a> {
    taken: BTreeMap<String, Place>,
    /// Those that articles name themselves: they are for no file's name.
    own: BTreeMap<String, Place>,
    held: &'a Held,
}

impl<'a> Ids<'a> {
    /// For the articles of these files, where a run holds others.
    pub(super) fn of(files: &[Result<Drafts>], held: &'a Held) -> Ids<'a> {
        let mut own = BTreeMap::new();
        for (source, drafts) in files.iter().flatten() {
            for draft in drafts.iter().flatten().filter(|draft| draft.ids.len() == 1) {
                own.entry(draft.ids[0].clone()).or_insert_with(|| Place { input: source.input(), line: draft.line });
            }
        }
        Ids { taken: BTreeMap::new(), own, held }
    }

    /// The article with the first of its ids that is free, or that its input has in the run; an error that names who has them where none is.
    pub(super) fn give(&mut self, source: &Source, draft: Draft) -> Result<Article> {
        let place = Place { input: source.input(), line: draft.line };
        let names_itself = draft.ids.len() == 1;
        let is_free = |id: &&String| !self.taken.contains_key(*id) && (names_itself || !self.own.contains_key(*id));
        let is_its = |id: &&String| self.held.get(*id) == Some(&place.input);
        let is_new = |id: &&String| !self.held.contains_key(*id);
        let free = || draft.ids.iter().filter(is_free);
        match free().find(is_its).or_else(|| free().find(is_new)) {
            Some(id) => {
                self.taken.insert(id.clone(), place);
                Ok(Article { id: id.clone(), ..draft.article })
            }
            None => Err(self.refuse(source, &draft)),
        }
    }

    fn refuse(&self, source: &Source, draft: &Draft) -> Error {
        let (id, first) = draft.ids.iter().find_map(|id| Some((id, self.holder(id)?))).unzip();
        let wrong = format!("the id {:?} is already that of {}", id.map_or("", |id| id), first.unwrap_or_default());
        let error = Error::new(&source.path, wrong, "give each article an id of its own; the first one was read, this one was left out");
        Error { line: draft.line, ..error }
    }

    fn holder(&self, id: &str) -> Option<String> {
        let place = |places: &BTreeMap<String, Place>| places.get(id).map(Place::to_string);
        place(&self.taken).or_else(|| self.held.get(id).cloned()).or_else(|| place(&self.own))
    }
}
