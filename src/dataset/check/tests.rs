//! Everything that is found in small files.
use super::*;
use crate::dataset::{Columns, Mapping};
use std::path::Path;

/// A file of this name; its findings name it by that.
fn coded(name: &str, lines: &[&str], mappings: &[&str]) -> Coded {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, lines.join("\n")).unwrap();
    let mappings: Vec<Mapping> = mappings.iter().map(|text| text.parse().unwrap()).collect();
    let columns = Columns::new(&mappings).unwrap();
    let mut coded = read(&path, &columns).unwrap();
    coded.file = name.into();
    coded
}

fn table(name: &str, rows: &[&str]) -> Coded {
    coded(name, &[&["text,speaker,issue,label,article,context"], rows].concat(), &[])
}

/// Those of some kinds as `file:line what is wrong`.
fn found(train: &[Coded], dev: &[Coded], kinds: &[Kind]) -> Vec<String> {
    let line = |finding: &Finding| {
        let line = finding.line.map_or("-".into(), |line| line.to_string());
        format!("{}:{line} {}", finding.file.display(), finding.wrong)
    };
    check(train, dev).iter().filter(|finding| kinds.contains(&finding.kind)).map(line).collect()
}

#[test]
fn broken_rows_are_told_and_an_unknown_label_once() {
    let lines = ["text;issue;Haltung", "a;x;pro", "b;x;dagegen", "c;x;pro", ";x;none", "d;x", "e;;none"];
    let file = coded("a.csv", &lines, &["label=Haltung", "label:opposed=dagegen"]);
    assert_eq!((file.rows.len(), file.n_broken()), (1, 5));
    let findings = check(std::slice::from_ref(&file), &[]);
    let errors: Vec<_> = findings.iter().filter(|finding| finding.severity() == Severity::Error).map(|finding| finding.line).collect();
    assert_eq!(errors, [Some(6), Some(5), Some(7), Some(2)]);
    assert_eq!(findings[3].wrong, "label is `pro`, expected supportive, cautious, opposed or none; so in 2 rows");
    assert!(findings[3].remedy.contains("--map \"label:WORD=pro\""), "{}", findings[3].remedy);
    assert!(findings.is_sorted_by_key(|finding| (finding.severity(), finding.kind)));
}

#[test]
fn one_question_twice_is_a_duplicate_or_a_contradiction() {
    let files = [
        table(
            "a.csv",
            &["Lund said “no”.,Lund,toll,opposed,a,", "lund said  'no'.,Lund,toll,opposed,a,", "Lund said \"\"no\"\".,,toll,none,a,"],
        ),
        table("b.csv", &["LUND SAID “NO”.,Lund,Toll,none,a,", "Lund said “no”.,Lund,toll,opposed,b,"]),
    ];
    let contradictions = ["b.csv:2 none here, opposed there: the text, speaker and issue of a.csv:2"];
    assert_eq!(found(&files, &[], &[Kind::Contradiction]), contradictions);
    assert_eq!(found(&files, &[], &[Kind::Duplicate]), ["b.csv:3 the text, speaker and issue of a.csv:2"]);
    let apart = ["b.csv:3 opposed here, none there: the text, speaker and issue of b.csv:2"];
    assert_eq!(found(&files[..1], &files[1..], &[Kind::Contradiction, Kind::Duplicate]), apart);
}

#[test]
fn what_is_on_both_sides_is_told_once_a_row() {
    let long = "The mayor of the harbour town said on Monday that the new toll would hurt every shop in it";
    let near = long.replace("Monday", "Friday");
    let train = [table("t.csv", &["Lund rejected it.,Lund,toll,opposed,a,", &format!("{long},,toll,opposed,b,")])];
    let rows = [
        "Lund rejected it.,Lund,toll,opposed,a,".to_string(),
        "Berg laughed.,Berg,toll,none,b,".into(),
        "Lund rejected it.,Berg,toll,none,c,".into(),
        format!("{near},,toll,opposed,d,"),
        "Rain fell.,,toll,none,e,".into(),
    ];
    let dev = [table("d.csv", &rows.each_ref().map(String::as_str))];
    assert_eq!(
        found(&train, &dev, &[Kind::Leak]),
        [
            "d.csv:2 text, speaker and issue are those of t.csv:2, which is trained on",
            "d.csv:3 its article \"b\" is also that of t.csv:3, which is trained on",
        ]
    );
    assert_eq!(found(&train, &dev, &[Kind::SameText]), ["d.csv:4 its text is also that of t.csv:2, with another speaker or issue"]);
    assert_eq!(found(&train, &dev, &[Kind::NearText]), ["d.csv:5 its text is nearly that of t.csv:3"]);
}

#[test]
fn issues_and_labels_of_which_there_are_too_few() {
    let mut rows: Vec<String> = (0..30).map(|at| format!("Row {at}.,,toll,{},a,", ["supportive", "opposed"][at % 2])).collect();
    rows.extend((0..5).map(|at| format!("Row {at}.,,port,none,a,")));
    rows.extend(["One.,,Toll ,none,a,".into(), "Two.,,rail,cautious,,".into()]);
    let file = [table("a.csv", &rows.iter().map(String::as_str).collect::<Vec<_>>())];
    assert_eq!(found(&file, &[], &[Kind::Spelling]), ["a.csv:37 the issue \"Toll \" is elsewhere written \"toll\""]);
    assert_eq!(found(&file, &[], &[Kind::OneLabel]), ["a.csv:32 all 5 rows of \"port\" are none"]);
    assert_eq!(found(&file, &[], &[Kind::FewOfIssue]), ["a.csv:37 \"Toll \" has 1 row", "a.csv:38 \"rail\" has 1 row"]);
    assert_eq!(found(&file, &[], &[Kind::NoLabel, Kind::FewLabelled]), ["a.csv:- 1 of 37 rows are cautious"]);
    assert_eq!(found(&file, &[], &[Kind::NoArticle]), ["a.csv:38 1 of 37 rows name no article"]);
    let counts = Tally::of(&file, &file[..0]);
    assert_eq!((counts.train.total(), counts.dev.total(), counts.issues["port"].train.none), (37, 0, 5));
}

#[test]
fn a_speaker_is_to_be_seen_in_the_text_or_before_it() {
    let rows =
        ["She waits.,Ann Lund,toll,none,a,Mayor Lund came.", "She waits.,Ann Lund,port,none,a,Rain.", "Lund waits.,Ann Lund,rail,none,a,"];
    let file = [table("a.csv", &rows)];
    assert_eq!(found(&file, &[], &[Kind::Unseen]), ["a.csv:3 the speaker \"Ann Lund\" stands neither in the text nor in the context"]);
    let coded =
        [coded("a.jsonl", &[r#"{"text": "She waits.", "speaker": "Ann Lund", "mention": "She", "issue": "x", "label": "none"}"#], &[])];
    assert_eq!(found(&coded, &[], &[Kind::Unseen]), [""; 0]);
}

#[test]
fn a_text_is_too_long_where_the_model_leaves_words_out() {
    let encoder = crate::encoder::model::encoder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("models/small")).unwrap();
    let (text, description) = ("word ".repeat(400), "word ".repeat(300));
    let lines = [
        format!(r#"{{"text": "{text}", "issue": "x", "label": "none"}}"#),
        format!(r#"{{"text": "Yes.", "issue": "x", "description": "{description}", "context": "{text}", "label": "none"}}"#),
        r#"{"text": "Yes.", "issue": "x", "label": "none"}"#.into(),
    ];
    let file = [coded("a.jsonl", &lines.each_ref().map(String::as_str), &[])];
    let found: Vec<_> = lengths(&file, &encoder).into_iter().map(|finding| (finding.line, finding.kind)).collect();
    assert_eq!(found, [(Some(1), Kind::TooLong), (Some(2), Kind::LongDescription)]);
}
