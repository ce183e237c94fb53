//! Articles whose stances people coded.
mod dense;
mod folder;

use super::names::Names;
use crate::article::Article;
use crate::error::{Error, Result};
use crate::issue::{Codebook, Issue};
use crate::span::Span;
use crate::stance::Stance;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// One coded article, with issues of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Gold {
    /// The article.
    pub article: Article,
    /// Its issues.
    pub codebook: Codebook,
    /// Everyone who was coded; no two have the same name.
    pub actors: Vec<GoldActor>,
    /// Who stands where in the whole article; no two of the same actor and issue.
    pub pairs: Vec<GoldPair>,
    /// Its sentences, in order.
    pub sentences: Vec<Span>,
    /// The sentences that show it; no two of the same sentence, actor and issue.
    pub rows: Vec<Row>,
    /// Where actors are mentioned, where that was coded.
    pub mentions: Vec<GoldMention>,
    /// Who speaks in which sentence (sentence, then actor, as indices), where that was coded.
    pub speech: Vec<(usize, usize)>,
}

/// A coded mention: a name, a description or a pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoldMention {
    /// Index into the sentences.
    pub sentence: usize,
    /// Index into the actors.
    pub actor: usize,
    /// Where, in bytes of the body.
    pub span: Span,
}

/// A coded actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldActor {
    /// As coded.
    pub name: String,
    /// Name and aliases.
    pub names: Names,
}

/// An actor's stance on an issue in a whole article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldPair {
    /// Index into the actors.
    pub actor: usize,
    /// Index into the issues.
    pub issue: usize,
    /// Those accepted, the first one preferred. Never empty.
    pub stances: Vec<Stance>,
    /// Whether it must be found; one that is not sure may be.
    pub sure: bool,
}

/// A sentence that shows an actor's stance on an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Index into the sentences.
    pub sentence: usize,
    /// Index into the actors.
    pub actor: usize,
    /// Index into the issues.
    pub issue: usize,
    /// Where the sentence mentions the actor, in bytes of the body; `None` where it does not.
    pub mention: Option<Span>,
    /// What this sentence was coded as, where sentences were.
    pub coded: Option<Coded>,
}

/// The code of one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coded {
    /// The stance it shows.
    pub label: Stance,
    /// How.
    pub how: How,
    /// Whether it tells of an earlier stance.
    pub past: bool,
}

/// How a sentence shows a stance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// The actor says so.
    Said,
    /// The reporter tells it.
    Told,
    /// Another actor says so.
    Relayed,
}

/// Reads a folder that holds `<id>.txt` beside `<id>.gold.json` (a table of actors and issues), or a file with one densely coded article
/// a line. Errors: what cannot be read, breaks off, or points outside its text or lists.
pub fn read(path: &Path) -> Result<Vec<Gold>> {
    let gold = if path.is_dir() { folder::read(path)? } else { dense::read(path)? };
    if gold.is_empty() {
        return Err(Error::new(
            path,
            "no coded article",
            "expected a folder of <id>.txt with <id>.gold.json, or a .jsonl file of coded articles",
        ));
    }
    Ok(gold)
}

/// An issue as coded.
#[derive(Deserialize)]
struct CodedIssue {
    id: String,
    name: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    keywords: Vec<String>,
}

fn codebook(issues: Vec<CodedIssue>) -> Codebook {
    let issue = |CodedIssue { id, name, description, keywords }| Issue { id, name, description, keywords, examples: Vec::new() };
    Codebook { issues: issues.into_iter().map(issue).collect() }
}

impl Gold {
    /// An article in which nothing is coded yet.
    fn new(article: Article, codebook: Codebook, sentences: Vec<Span>) -> Gold {
        let (actors, pairs, rows) = (Vec::new(), Vec::new(), Vec::new());
        Gold { article, codebook, actors, pairs, sentences, rows, mentions: Vec::new(), speech: Vec::new() }
    }

    /// The index of the issue with this id.
    fn issue(&self, id: &str) -> std::result::Result<usize, String> {
        self.codebook.issues.iter().position(|issue| issue.id == id).ok_or_else(|| format!("{id:?} is none of its issues"))
    }

    /// Enters an actor, in the place of an earlier one of that name; gives the index.
    fn enter(&mut self, name: &str, aliases: &[String]) -> usize {
        let actor = GoldActor { name: name.to_string(), names: Names::new(name, aliases) };
        let known = self.actors.iter().position(|other| other.name == name);
        match known {
            Some(index) => self.actors[index] = actor,
            None => self.actors.push(actor),
        }
        known.unwrap_or(self.actors.len() - 1)
    }

    /// Adds a pair, in the place of an earlier one of that actor and issue.
    fn add_pair(&mut self, pair: GoldPair) {
        match self.pairs.iter_mut().find(|other| (other.actor, other.issue) == (pair.actor, pair.issue)) {
            Some(other) => *other = pair,
            None => self.pairs.push(pair),
        }
    }

    /// Adds a row; of two that differ in time the current one stays.
    fn add_row(&mut self, row: Row) {
        let key = |row: &Row| (row.sentence, row.actor, row.issue);
        let past = |row: &Row| row.coded.is_some_and(|coded| coded.past);
        match self.rows.iter_mut().find(|other| key(other) == key(&row)) {
            Some(other) if past(other) && !past(&row) => *other = row,
            Some(_) => (),
            None => self.rows.push(row),
        }
    }

    /// The rows of a pair.
    pub fn rows_of(&self, pair: &GoldPair) -> impl Iterator<Item = usize> + use<'_> {
        let (actor, issue) = (pair.actor, pair.issue);
        (0..self.rows.len()).filter(move |at| self.rows[*at].actor == actor && self.rows[*at].issue == issue)
    }
}
