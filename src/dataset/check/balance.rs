//! Labels and issues of which there are too few.
use super::tally::Tally;
use super::{Coded, Finding, Kind};
use crate::stance::Stance;
use std::collections::HashMap;
use std::path::Path;

/// An issue with fewer rows than this teaches and tells little.
const FEW: usize = 5;

/// A label of fewer than one row in so many is rare.
const RARE: usize = 20;

/// Labels that few rows of the training have, or none.
pub(super) fn labels(train: &[Coded]) -> Vec<Finding> {
    let (Some(first), counts) = (train.first(), Tally::of(train, &[]).train) else { return Vec::new() };
    let found = |label: Stance| {
        let (n, total, word) = (counts.of(label), counts.total(), label.word());
        let (kind, wrong, remedy) = match n {
            _ if total == 0 || n * RARE >= total => return None,
            0 => (Kind::NoLabel, format!("no row is {word}"), "code some, or expect that a model trained on this forgets the label"),
            _ => (Kind::FewLabelled, format!("{n} of {total} rows are {word}"), "code some more if the label matters to you"),
        };
        Some(Finding { kind, file: first.file.clone(), line: None, wrong, remedy: remedy.into() })
    };
    Stance::ALL.into_iter().filter_map(found).collect()
}

/// Issues of the training that have few rows, or enough of them with one label only.
pub(super) fn issues(train: &[Coded]) -> Vec<Finding> {
    let first = first_lines(train);
    let tally = Tally::of(train, &[]);
    let found = |(issue, counts): (&String, &super::IssueCounts)| {
        let (place, total) = (*first.get(issue.as_str())?, counts.train.total());
        let only = Stance::ALL.into_iter().find(|label| counts.train.of(*label) == total);
        match only {
            _ if total < FEW => {
                let remedy = "code some more of it, or expect nothing of figures for it alone";
                Some(Finding::at(Kind::FewOfIssue, place, format!("{issue:?} has {}", rows(total)), remedy))
            }
            Some(label) => {
                let wrong = format!("all {total} rows of {issue:?} are {}", label.word());
                Some(Finding::at(Kind::OneLabel, place, wrong, "code some with another label, else the issue alone gives the answer away"))
            }
            None => None,
        }
    };
    tally.issues.iter().filter_map(found).collect()
}

fn rows(n: usize) -> String {
    if n == 1 { "1 row".into() } else { format!("{n} rows") }
}

/// Where each issue stands first.
fn first_lines(files: &[Coded]) -> HashMap<&str, (&Path, usize)> {
    let mut first = HashMap::new();
    for coded in files {
        for (at, row) in coded.rows.iter().enumerate() {
            first.entry(row.pair.issue.as_str()).or_insert(coded.place(at));
        }
    }
    first
}
