//! `standpoint check-data` as a user runs it, on files as spreadsheets write them.
use crate::command_line::{command, text};
use crate::root;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// As Excel saves in Europe: semicolons, a byte order mark, Windows line ends, a line break in a cell, blank rows at the end.
const MESSY: &str = "\u{feff}Satz;Sprecher;Thema;Wertung;Artikel\r\n\
    \"Lund called the toll \"\"a mistake\"\";\r\nshe would fight it.\";Ann Lund;the toll;Contra;p1\r\n\
    Berg praised the toll.;Olav Berg;the toll; PRO ;p1\r\n\
    Berg praised the  toll.;Olav Berg;The toll;contra;p2\r\n\
    Rain fell on the harbour.;;the toll;unklar;p2\r\n\
    ;Ann Lund;the toll;pro;p3\r\n\
    Lund waits.;the toll\r\n\
    ;;;;\r\n";

const DEV: &str = "Satz;Sprecher;Thema;Wertung;Artikel\n\
    Berg praised the toll.;Olav Berg;the toll;pro;p8\n\
    Lund spoke.;Ann Lund;the toll;none;p1\n";

const MAP: [&str; 7] =
    ["text=Satz", "speaker=Sprecher", "issue=Thema", "label=Wertung", "article=Artikel", "label:supportive=pro", "label:opposed=contra"];

/// Exit code, stdout and stderr in a folder, with the mappings of the file.
fn check(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let maps = MAP.iter().flat_map(|map| ["--map", map]);
    let arguments: Vec<&str> = arguments.iter().copied().chain(maps).collect();
    let output = command(folder, &arguments).output().unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("messy.csv"), MESSY).unwrap();
    fs::write(folder.path().join("dev.csv"), DEV).unwrap();
    folder
}

#[test]
fn a_messy_spreadsheet_is_told_line_by_line() {
    let folder = folder();
    let (code, told, wrong) = check(folder.path(), &["check-data", "messy.csv", "--dev", "dev.csv"]);
    assert_eq!(code, 1, "{told}{wrong}");
    for part in [
        "messy.csv:8: 2 fields, where the header has 5",
        "messy.csv:7: nothing in \"Satz\", which is to be text",
        "messy.csv:6: label is `unklar`, expected supportive, cautious, opposed or none",
        "--map \"label:WORD=unklar\"",
        "messy.csv:5: opposed here, supportive there: the text, speaker and issue of messy.csv:4",
        "messy.csv:5: the issue \"The toll\" is elsewhere written \"the toll\"",
        "dev.csv:2: text, speaker and issue are those of messy.csv:4, which is trained on",
        "dev.csv:3: its article \"p1\" is also that of messy.csv:2, which is trained on",
        "5 errors, ",
    ] {
        assert!(told.contains(part), "{part} not in {told}");
    }
    assert_eq!(told, check(folder.path(), &["check-data", "messy.csv", "--dev", "dev.csv"]).1);
}

#[test]
fn json_holds_every_finding() {
    let folder = folder();
    let (code, told, _) = check(folder.path(), &["check-data", "messy.csv", "--json"]);
    let json: Value = serde_json::from_str(&told).unwrap();
    assert_eq!((code, &json["files"][0]["rows"], &json["files"][0]["broken"]), (1, &3.into(), &3.into()), "{told}");
    assert_eq!(json["train"]["opposed"], 2);
    let findings = json["findings"].as_array().unwrap();
    let kinds: Vec<&str> = findings.iter().map(|finding| finding["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds[..5], ["broken", "missing", "unknown", "contradiction", "spelling"]);
    assert!(findings.iter().all(|finding| finding["file"] == "messy.csv" && !finding["remedy"].as_str().unwrap().is_empty()));
}

#[test]
fn our_own_statements_have_no_errors_and_what_cannot_be_read_fails() {
    let data = root().join("datasets/statements");
    let file = |name: &str| data.join(name).to_str().unwrap().to_string();
    let output = command(root(), &["check-data", &file("train.jsonl"), "--dev", &file("test.jsonl"), "--json"]).output().unwrap();
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(json["findings"].as_array().unwrap().iter().all(|finding| finding["severity"] != "error"), "{json}");
    assert_eq!(json["model"], "small");
    let folder = folder();
    for (arguments, part) in
        [(["check-data", "nowhere.csv"], "nowhere.csv: cannot be read"), (["evaluate", "messy.csv"], "messy.csv:6: label is `unklar`")]
    {
        let (code, _, wrong) = check(folder.path(), &arguments);
        assert!(code == 2 && wrong.contains(part), "{part} not in {wrong}");
    }
    let output = command(folder.path(), &["check-data", "messy.csv"]).output().unwrap();
    let wrong = text(&output.stderr);
    assert!(
        output.status.code() == Some(2) && wrong.contains("messy.csv:1: no column text, no column issue; the columns are \"Satz\""),
        "{wrong}"
    );
}
