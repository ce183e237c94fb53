//! One question coded twice: the same text, speaker and issue.
use super::super::leak::question;
use super::{Coded, Finding, Kind};
use crate::stance::Stance;
use std::collections::HashMap;
use std::path::Path;

/// Every row of files that are used together which asks what an earlier one asks.
pub(super) fn repeats(files: &[Coded]) -> Vec<Finding> {
    let mut first: HashMap<[String; 3], (&Path, usize, Option<Stance>)> = HashMap::new();
    let mut findings = Vec::new();
    for coded in files {
        for (at, row) in coded.rows.iter().enumerate() {
            let (file, line) = coded.place(at);
            let asked = *first.entry(question(&row.pair)).or_insert((file, line, row.pair.label));
            if (asked.0, asked.1) != (file, line) {
                findings.push(repeat((file, line), row.pair.label, asked));
            }
        }
    }
    findings
}

fn repeat(place: (&Path, usize), label: Option<Stance>, (file, line, before): (&Path, usize, Option<Stance>)) -> Finding {
    let (label, before) = [label, before].map(|label| label.map_or("unlabelled", Stance::word)).into();
    let same = format!("the text, speaker and issue of {}:{line}", file.display());
    if label == before {
        Finding::at(Kind::Duplicate, place, same, "keep one of the two, else it counts twice")
    } else {
        let wrong = format!("{label} here, {before} there: {same}");
        Finding::at(Kind::Contradiction, place, wrong, "read the sentence again, settle on one label and keep one row")
    }
}
