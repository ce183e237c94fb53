//! Ids: each article has one of its own.
use super::{Article, Source};
use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

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

impl Source {
    /// The ids that an article may have: its own, or else the file's stem and, where another has that, its path from the folder asked for.
    pub(super) fn ids(&self, own: Option<String>, line: Option<usize>) -> Vec<String> {
        let numbered = |name: String| line.map_or_else(|| name.clone(), |line| format!("{name}:{line}"));
        own.map_or_else(|| [self.stem(), self.name.clone()].map(numbered).into(), |id| vec![id])
    }
}

/// Where an article was read.
#[derive(Clone, Debug)]
struct Place {
    file: PathBuf,
    line: Option<usize>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        self.line.map_or(Ok(()), |line| write!(f, ", line {line}"))
    }
}

/// The ids given so far, and to what.
#[derive(Default)]
pub(super) struct Ids {
    taken: BTreeMap<String, Place>,
}

impl Ids {
    /// The article with the first of its ids that is free; an error that names who has them where none is.
    pub(super) fn give(&mut self, source: &Source, draft: Draft) -> Result<Article> {
        let place = Place { file: source.path.clone(), line: draft.line };
        match draft.ids.iter().find(|id| !self.taken.contains_key(*id)) {
            Some(id) => {
                self.taken.insert(id.clone(), place);
                Ok(Article { id: id.clone(), ..draft.article })
            }
            None => Err(self.refuse(&place, &draft)),
        }
    }

    fn refuse(&self, place: &Place, draft: &Draft) -> Error {
        let (id, first) = draft.ids.iter().find_map(|id| Some((id, self.taken.get(id)?))).unzip();
        let first = first.map(Place::to_string).unwrap_or_default();
        let wrong = format!("the id {:?} is already that of {first}", id.map_or("", |id| id));
        let error = Error::new(&place.file, wrong, "give each article an id of its own; the first one was read, this one was left out");
        Error { line: place.line, ..error }
    }
}
