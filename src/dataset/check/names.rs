//! Names: issues that are written in two ways, and actors whom nobody can see.
use super::super::last_name;
use super::super::same::normal;
use super::{Coded, Finding, Kind};
use crate::dataset::Pair;
use std::collections::HashMap;

/// Issues that differ in white space, case or marks only: each spelling but the first one, where it stands first.
pub(super) fn spellings(train: &[Coded], dev: &[Coded]) -> Vec<Finding> {
    let mut known: HashMap<String, Vec<&str>> = HashMap::new();
    let mut findings = Vec::new();
    for coded in train.iter().chain(dev) {
        for (at, row) in coded.rows.iter().enumerate() {
            let issue = row.pair.issue.as_str();
            let spellings = known.entry(normal(issue)).or_default();
            if !spellings.contains(&issue) {
                spellings.push(issue);
                if spellings.len() > 1 {
                    let wrong = format!("the issue {issue:?} is elsewhere written {:?}", spellings[0]);
                    findings.push(Finding::at(Kind::Spelling, coded.place(at), wrong, "write it in one way"));
                }
            }
        }
    }
    findings
}

/// Rows whose speaker neither the text nor the context names.
pub(super) fn unseen(coded: &Coded) -> Vec<Finding> {
    let found = |at: usize| {
        let wrong = format!("the speaker {:?} stands neither in the text nor in the context", coded.rows[at].pair.speaker);
        let remedy = "give the words of the text that mean the speaker as mention (He, the minister), or the sentences before as context";
        Finding::at(Kind::Unseen, coded.place(at), wrong, remedy)
    };
    coded.rows.iter().enumerate().filter(|(_, row)| is_unseen(&row.pair)).map(|(at, _)| found(at)).collect()
}

fn is_unseen(pair: &Pair) -> bool {
    let speaker = pair.speaker.trim();
    let names = [Some(speaker), last_name(speaker)];
    let is_told = names.into_iter().flatten().any(|name| normal(&pair.context).contains(&normal(name)));
    !speaker.is_empty() && pair.mention.is_none() && !is_told
}
