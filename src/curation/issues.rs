//! What is wrong with a codebook, by itself and seen against a run. What makes it unreadable is for [`Codebook::load`] to say.
//!
//! Rules of thumb over words: they can take a good name for a bad one, and pass over a bad one.
mod pairs;
mod reading;
mod seen;
#[cfg(test)]
mod tests;
mod words;

use super::finding::Place;
use super::{Finding, lines};
use crate::issue::{Codebook, Issue};
use crate::pipeline::ScoredArticle;
use serde::Serialize;
use std::path::Path;

/// What is wrong with an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A topic, a question or a fact: nothing that one can be for or against.
    Unarguable,
    /// It holds many issues.
    TooWide,
    /// Another issue the other way round.
    Mirrored,
    /// Nearly another issue.
    Overlapping,
    /// No description.
    NoDescription,
    /// A description that does not say what being for it means.
    UnclearDescription,
    /// A keyword that brings sentences on other matters.
    GreedyKeyword,
    /// A keyword that is passed over, since it tells no issue from another.
    IdleKeyword,
    /// The run was not scored on it.
    NotInRun,
}

/// A run, as its issues are seen.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    /// Its articles.
    pub articles: &'a [ScoredArticle],
    /// Its issues, which judgements point to.
    pub issues: &'a [Issue],
}

/// Everything that is wrong with a codebook that was read from `text`, with a run also what the run shows: warnings first, then in the
/// order of the codebook.
pub fn check(file: &Path, text: &str, codebook: &Codebook, run: Option<Run>) -> Vec<Finding<Kind>> {
    let lines = lines::of_tables(text, "issue");
    let issues = &codebook.issues;
    let places: Vec<Place> =
        issues.iter().enumerate().map(|(at, issue)| Place { file, line: lines.get(at).copied(), id: &issue.id }).collect();
    let alone = issues.iter().zip(&places).flat_map(|(issue, place)| reading::findings(issue, *place));
    let mut findings: Vec<Finding<Kind>> = alone.chain(pairs::findings(issues, &places)).collect();
    if let Some(run) = run {
        findings.extend(seen::findings(issues, &places, run));
    }
    findings.sort_by_key(|finding| (finding.severity, finding.line, finding.kind));
    findings.dedup_by(|one, other| one.kind == other.kind && one.id == other.id && one.wrong == other.wrong);
    findings
}
