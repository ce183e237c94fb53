//! What people coded of each article of a run.
use super::map::Map;
use super::place::{self, Places};
use super::sheet::{Code, Row, Sheet};
use crate::article::Article;
use crate::error::Error;
use crate::evaluate::names::Names;
use crate::issue::Codebook;
use crate::span::Span;
use crate::stance::Stance;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A whole file of codes, sorted by the articles of a run.
#[derive(Clone, Debug, Default)]
pub struct Coding {
    /// The articles that were coded, in the order of the run.
    pub articles: Vec<CodedArticle>,
    /// Who coded, sorted; one without a name where the file does not tell.
    pub coders: Vec<String>,
    /// Rows that were taken.
    pub n_rows: usize,
    /// Rows whose concept is no issue of the run, by concept.
    pub left_out: BTreeMap<String, usize>,
    /// Quoted words that do not stand in their article.
    pub n_lost: usize,
    /// Rows that were skipped, each with its line; one for each document that the run lacks.
    pub faults: Vec<Error>,
}

/// What people coded of one article.
#[derive(Clone, Debug, Default)]
pub struct CodedArticle {
    /// Index of the article.
    pub article: usize,
    /// Indices of the issues that were looked for.
    pub issues: BTreeSet<usize>,
    /// Who coded it, as indices into the coders.
    pub coders: BTreeSet<usize>,
    /// Who was coded, in the order of the file.
    pub actors: Vec<CodedActor>,
    /// By actor, issue and coder: the stances of all rows.
    pub stances: BTreeMap<(usize, usize, usize), BTreeSet<Stance>>,
    /// Where the coded words stand: actor, issue, place.
    pub places: Vec<(usize, usize, Span)>,
}

/// Someone who was coded in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodedActor {
    /// As the file first calls it.
    pub name: String,
    /// Other forms, of all rows.
    pub aliases: Vec<String>,
    coders: BTreeSet<usize>,
}

impl Coding {
    /// Sorts the rows of a file by articles, and each article's by actor, issue and coder; `path` is what faults call the file.
    pub fn of(sheet: Sheet, path: &Path, map: &Map, articles: &[&Article], codebook: &Codebook) -> Coding {
        let places = Places::of(articles);
        let coders: BTreeSet<&str> = sheet.rows.iter().map(|row| row.coder.as_str()).collect();
        let coders: Vec<String> = coders.into_iter().map(String::from).collect();
        let mut coding = Coding { coders, faults: sheet.faults, ..Coding::default() };
        let mut coded: BTreeMap<usize, CodedArticle> = BTreeMap::new();
        let mut unknown: BTreeMap<&str, (usize, Error)> = BTreeMap::new();
        for row in &sheet.rows {
            let Some((issue, reversed)) = place::issue(map, &row.concept, codebook) else {
                *coding.left_out.entry(row.concept.clone()).or_default() += 1;
                continue;
            };
            match places.find(row, map.documents) {
                Err((wrong, hint)) => {
                    unknown.entry(&row.document).or_insert_with(|| (0, Error::new(path, wrong, hint).at(row.line))).0 += 1;
                }
                Ok(at) => {
                    let article = coded.entry(at).or_insert_with(|| CodedArticle { article: at, ..CodedArticle::default() });
                    let coder = coding.coders.iter().position(|coder| *coder == row.coder).unwrap_or_default();
                    coding.n_rows += 1;
                    coding.n_lost += usize::from(!article.take(row, coder, (issue, reversed), &articles[at].body));
                }
            }
        }
        coding
            .faults
            .extend(unknown.into_values().map(|(n, error)| Error { wrong: format!("{}; rows skipped: {n}", error.wrong), ..error }));
        coding.faults.sort_by_key(|fault| fault.line);
        coding.articles = coded.into_values().collect();
        coding
    }

    /// Actors and issues to which one coder gave several stances in one article: they count as cautious.
    pub fn n_mixed(&self) -> usize {
        let all = self.articles.iter().flat_map(|article| article.stances.values());
        all.filter(|stances| stances.iter().filter(|stance| **stance != Stance::None).count() > 1).count()
    }
}

impl CodedArticle {
    /// Takes a row; tells whether its quoted words, where it has any, stand in the body.
    fn take(&mut self, row: &Row, coder: usize, (issue, reversed): (usize, bool), body: &str) -> bool {
        self.issues.insert(issue);
        self.coders.insert(coder);
        let Some(code) = &row.code else { return true };
        let actor = self.enter(code, coder);
        let stance = if reversed { opposite(code.stance) } else { code.stance };
        self.stances.entry((actor, issue, coder)).or_default().insert(stance);
        let place = place::words(body, code.text.as_deref(), code.chars);
        self.places.extend(place.filter(|_| stance != Stance::None).map(|span| (actor, issue, span)));
        place.is_some() || (code.text.is_none() && code.chars.is_none())
    }

    /// The index of an actor: the one of this name, or one whom only other coders coded and whose names agree in more than a surname.
    fn enter(&mut self, code: &Code, coder: usize) -> usize {
        let known = self.actors.iter().position(|actor| actor.name == code.actor).or_else(|| self.alike(code, coder));
        let at = known.unwrap_or(self.actors.len());
        if known.is_none() {
            self.actors.push(CodedActor { name: code.actor.clone(), aliases: Vec::new(), coders: BTreeSet::new() });
        }
        let actor = &mut self.actors[at];
        actor.coders.insert(coder);
        for alias in std::iter::once(&code.actor).chain(&code.aliases) {
            if *alias != actor.name && !actor.aliases.contains(alias) {
                actor.aliases.push(alias.clone());
            }
        }
        at
    }

    fn alike(&self, code: &Code, coder: usize) -> Option<usize> {
        let names = Names::new(&code.actor, &code.aliases);
        let rank = |actor: &CodedActor| names.rank(&Names::new(&actor.name, &actor.aliases));
        let others = self.actors.iter().enumerate().filter(|(_, actor)| !actor.coders.contains(&coder));
        others.map(|(at, actor)| (at, rank(actor))).filter(|(_, rank)| *rank > 1).rev().max_by_key(|(_, rank)| *rank).map(|(at, _)| at)
    }

    /// What one coder found of an actor on an issue: none where that is nothing, cautious where it is several.
    pub fn found(&self, actor: usize, issue: usize, coder: usize) -> Stance {
        let told = self.stances.get(&(actor, issue, coder)).into_iter().flatten().copied().filter(|stance| *stance != Stance::None);
        told.reduce(|_, _| Stance::Cautious).unwrap_or(Stance::None)
    }

    /// All actors and issues to which someone gave a stance, or none.
    pub fn pairs(&self) -> BTreeSet<(usize, usize)> {
        self.stances.keys().map(|(actor, issue, _)| (*actor, *issue)).collect()
    }
}

fn opposite(stance: Stance) -> Stance {
    match stance {
        Stance::Supportive => Stance::Opposed,
        Stance::Opposed => Stance::Supportive,
        other => other,
    }
}
