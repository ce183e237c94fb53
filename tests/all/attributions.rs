//! The statements of our own test set are found as its card says.
use crate::command_line::{command, text};
use crate::root;
use serde_json::Value;
use standpoint::evaluate::attributions::{Case, read};
use standpoint::statement::{Evidence, Time};
use std::collections::BTreeMap;

const FILE: &str = "datasets/attribution/test.jsonl";

fn cases() -> Vec<Case> {
    read(&root().join(FILE)).unwrap()
}

/// Cases and statements by kind, as the first three columns of the card's table have them.
fn told() -> BTreeMap<String, (usize, usize)> {
    let card = std::fs::read_to_string(root().join("datasets/attribution/README.md")).unwrap();
    let rows = card.lines().filter_map(|line| line.strip_prefix("| `")).map(|row| row.split('|').map(str::trim).collect::<Vec<_>>());
    let row = |row: Vec<&str>| Some((row[0].trim_end_matches('`').to_string(), (row.get(1)?.parse().ok()?, row.get(2)?.parse().ok()?)));
    rows.filter_map(row).collect()
}

#[test]
fn the_card_counts_what_is_in_the_file() {
    let mut counted: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for case in cases() {
        let (cases, statements) = counted.entry(case.kind.clone()).or_default();
        (*cases, *statements) = (*cases + 1, *statements + case.statements.len());
    }
    assert_eq!(told(), counted);
}

#[test]
fn sixty_cases_and_more_are_relayed_or_past() {
    let cases = cases();
    let second_hand = |case: &&Case| case.statements.iter().any(|of| of.evidence == Evidence::Relayed || of.time == Time::Past);
    assert!(cases.len() >= 220 && cases.iter().filter(second_hand).count() >= 60);
    assert!(cases.iter().filter(|case| case.statements.is_empty()).count() >= 10);
}

#[test]
fn no_text_is_there_twice() {
    let mut texts: Vec<String> = cases().into_iter().map(|case| case.article.body).collect();
    let all = texts.len();
    texts.sort();
    texts.dedup();
    assert_eq!(texts.len(), all);
}

/// Full F1 of the rules, rounded down from the card's.
const FLOOR: f64 = 0.62;

#[test]
fn the_rules_find_what_the_card_says() {
    let output = command(root(), &["evaluate", "--statements", FILE, "--attribution", "rules", "--json", "-v"]).output().unwrap();
    let errors = text(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{errors}");
    let figures: Value = serde_json::from_slice(&output.stdout).unwrap();
    let full = figures["all"]["full"]["f1"].as_f64().unwrap();
    assert!(full >= FLOOR, "{full}\n{errors}");
    let missed = errors.lines().filter(|line| line.split('\t').nth(2) == Some("missed")).count();
    let recall = figures["all"]["content"]["r"].as_f64().unwrap();
    let labelled = figures["all"]["content"]["n"].as_u64().unwrap() as f64;
    assert_eq!(missed as f64, (labelled * (1.0 - recall)).round());
}

#[test]
fn a_bad_line_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("cases.jsonl"), "{\"id\": 1}\n").unwrap();
    let output = command(folder.path(), &["evaluate", "--statements", "cases.jsonl", "--attribution", "rules"]).output().unwrap();
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("cases.jsonl:1: ") && said.contains("expected one case a line"), "{said}");
}
