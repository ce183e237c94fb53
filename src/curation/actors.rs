//! What is wrong with a list of actors, by itself and seen against a run. What makes it unreadable is for [`Registry::load`] to say.
mod days;
mod general;
mod seen;
#[cfg(test)]
mod tests;

use super::finding::Place;
use super::{Finding, Severity, lines};
use crate::actor::registry::Registry;
use crate::issue::Issue;
use crate::pipeline::ScoredArticle;
use crate::scorecard::Options;
use serde::Serialize;
use std::path::Path;

/// What is wrong with an actor of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A name that several of the list bear, or that is another's surname.
    Ambiguous,
    /// A name that could be anybody's: a forename, "the minister".
    TooGeneral,
    /// An office without the days in which it was held.
    OfficeWithoutDays,
    /// It belongs to several at once.
    Overlap,
    /// What it belongs to has another name on those days, is a person, or belongs to it.
    Contradiction,
    /// A name that several in the run bear.
    SeveralInRun,
    /// Nobody in the run bears any of its names.
    NobodyInRun,
    /// An alias that nobody in the run bears.
    UnusedAlias,
    /// Someone who says much and is not in the list.
    NotListed,
}

/// The articles of a run, and what it asked about.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    /// Its articles.
    pub articles: &'a [ScoredArticle],
    /// Its issues.
    pub issues: &'a [Issue],
    /// What counts.
    pub options: &'a Options,
}

/// Everything that is wrong with a list that was read from `text`, with a run also what the run shows: warnings first, then in the order of
/// the list.
pub fn check(file: &Path, text: &str, registry: &Registry, run: Option<Run>) -> Vec<Finding<Kind>> {
    let lines = lines::of_tables(text, "actor");
    let places: Vec<Place> =
        registry.actors().iter().enumerate().map(|(at, actor)| Place { file, line: lines.get(at).copied(), id: &actor.name }).collect();
    let list = List { registry, places: &places };
    let mut findings: Vec<Finding<Kind>> = general::names(list).into_iter().chain(days::belongings(list)).collect();
    if let Some(run) = run {
        findings.extend(seen::names(list, run).into_iter().chain(seen::missing(file, registry, run)));
    }
    findings.sort_by_key(|finding| (finding.severity, finding.line.is_none(), finding.line, finding.kind));
    findings
}

/// A list, and where each of its actors stands.
#[derive(Clone, Copy)]
struct List<'a> {
    registry: &'a Registry,
    places: &'a [Place<'a>],
}

/// How many of a list of findings are more than a note.
pub fn n_warnings<K>(findings: &[Finding<K>]) -> usize {
    findings.iter().filter(|finding| finding.severity == Severity::Warning).count()
}
