//! Drawings for a paper: the table of actors and issues, who stands where on an issue, and how it went over time. On white, with a sign
//! beside every colour, so that they can be read in grey.
mod line;
mod mark;
mod matrix;
mod measure;
mod trend;

use super::write::File;
use super::{Report, wording};
use crate::error::Result;

/// How many actors one drawing has at most.
const MOST: usize = 60;

/// The files of the folder `charts`: `matrix.svg`, and for each issue `issue-ID.svg` and `trend-ID.svg`, each where there is something to
/// draw. An id has a dash for every character that a file name should not have.
pub fn files(report: &Report) -> Result<Vec<File>> {
    let mut drawn: Vec<(String, String)> = Vec::new();
    drawn.extend(matrix::draw(report)?.map(|svg| ("matrix".into(), svg)));
    for (issue, id) in names(report).iter().enumerate() {
        drawn.extend(line::draw(report, issue)?.map(|svg| (format!("issue-{id}"), svg)));
        drawn.extend(trend::draw(report, issue)?.map(|svg| (format!("trend-{id}"), svg)));
    }
    Ok(drawn.into_iter().map(|(name, svg)| (format!("charts/{name}.svg"), svg.into_bytes())).collect())
}

/// The part of a file's name that tells the issue: its id, numbered where another issue has the same.
fn names(report: &Report) -> Vec<String> {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c.to_ascii_lowercase() } else { '-' };
    let mut names: Vec<String> = Vec::new();
    for (at, issue) in report.issues.iter().enumerate() {
        let name: String = issue.id.chars().take(60).map(plain).collect();
        let taken = names.contains(&name);
        names.push(if taken { format!("{name}-{}", at + 1) } else { name });
    }
    names
}

/// "1 March 2025 to 2 April 2025, 3 articles of 2 outlets".
fn corpus(report: &Report) -> String {
    let (articles, outlets) = (report.run.corpus.n_articles, report.run.corpus.n_outlets);
    let read = format!("{} of {}", wording::count(articles, "article"), wording::count(outlets, "outlet"));
    Some(wording::period(report)).into_iter().filter(|period| !period.is_empty()).chain([read]).collect::<Vec<_>>().join(", ")
}

/// What a reader of a drawing must know: what was checked, and by what it was coded.
fn caution(report: &Report) -> String {
    format!("Coded by machine (Standpoint {}, {}). {}", report.run.version, report.run.model, wording::checked(&report.run.check))
}

fn tenth(value: f64) -> String {
    format!("{:.1}", value + 0.0)
}
