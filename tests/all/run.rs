//! Runs: scored once, reported without a model, scored on where something is new.
use crate::command_line::{command, text};
use crate::{model, root};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;

const ISSUES: &str = "datasets/sample/issues.toml";
const PLANS: [&str; 2] = ["datasets/sample/articles/charge-plan.txt", "datasets/sample/articles/harbour-plan.txt"];

fn standpoint(arguments: &[&str]) -> Output {
    command(root(), arguments).output().unwrap()
}

/// Runs it with the small model; the exit code must be this.
fn judging(arguments: &[&str], code: i32) -> (String, String) {
    let model = model();
    done(&[arguments, &["--issues", ISSUES, "--model", model.to_str().unwrap(), "--arithmetic", "fp32"]].concat(), code)
}

/// What it prints and what it says.
fn done(arguments: &[&str], code: i32) -> (String, String) {
    let output = standpoint(arguments);
    let (out, said) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{said}");
    (out, said)
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name().into_string().unwrap())).unwrap();
        if path.is_dir() {
            files.extend(self::files(&path).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            files.insert(name, fs::read(path).unwrap());
        }
    }
    files
}

#[test]
fn a_run_is_reported_as_its_inputs_are_and_scored_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_string();
    let (run, bad) = (path("run"), path("bad.txt"));
    fs::write(&bad, "a\0b").unwrap();
    let inputs = [&PLANS[..], &[bad.as_str()]].concat();

    let (_, said) = judging(&[&["score"], &inputs[..], &["--out", &run]].concat(), 1);
    assert!(said.contains("2 new, 0 changed, 0 unchanged articles") && said.contains(" judged, 0 known"), "{said}");
    let names =
        ["articles/part-00000.parquet", "judgements/part-00000.parquet", "run.json", "skipped.jsonl", "statements/part-00000.parquet"];
    assert_eq!(files(Path::new(&run)).keys().map(String::as_str).collect::<Vec<_>>(), names);
    let json: Value = serde_json::from_slice(&fs::read(format!("{run}/run.json")).unwrap()).unwrap();
    let named = |input: &Value| input["name"] == PLANS[0] && input["n_articles"] == 1;
    assert!(json["inputs"].as_array().unwrap().iter().any(named) && json["classifier"]["arithmetic"] == "fp32", "{json}");
    assert!(!files(Path::new(&run)).values().any(|bytes| text_of(bytes).contains(folder.path().to_str().unwrap())));

    let (direct, loaded) = (path("direct"), path("loaded"));
    let (printed, _) = judging(&[&["report"], &inputs[..], &["--out", &direct]].concat(), 1);
    let (reported, _) = done(&["report", &run, "--out", &loaded], 0);
    assert_eq!(reported.replace(&loaded, &direct), printed);
    assert_eq!(files(Path::new(&loaded)), files(Path::new(&direct)));
    let report: Value = serde_json::from_slice(&fs::read(format!("{loaded}/report.json")).unwrap()).unwrap();
    assert_eq!((&report["run"]["n_articles"], &report["run"]["skipped"][0]["line"]), (&2.into(), &Value::Null));

    let before = files(Path::new(&run));
    let (_, said) = judging(&[&["score"], &inputs[..], &["--out", &run]].concat(), 1);
    assert!(said.contains("0 new, 0 changed, 2 unchanged articles") && said.contains(": 0 judged"), "{said}");
    assert_eq!(files(Path::new(&run)), before);

    let (kept, said) = judging(&["report", PLANS[1], "datasets/sample/articles/harbour-vote.txt", "--run", &run], 0);
    assert!(said.contains("1 new, 0 changed, 1 unchanged articles"), "{said}");
    assert_eq!(kept, judging(&["report", PLANS[1], "datasets/sample/articles/harbour-vote.txt"], 0).0);
    assert!(files(Path::new(&run)).contains_key("articles/part-00001.parquet"));
    assert!(done(&["report", &run], 0).0.contains("\n3 articles"));
}

#[test]
fn what_was_checked_by_hand_comes_first_in_every_report_until_another_model_judges() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_string();
    let (run, gold, out, report) = (path("run"), path("coded.csv"), path("out"), path("report"));
    judging(&["score", PLANS[0], PLANS[1], "--out", &run], 0);
    let coded = "document,person,organization,concept,agreement\n\
                 in/harbour-plan.txt,Ruth Callender,Council,harbour-expansion,yes\nmissing,Ruth Callender,,harbour-expansion,no\n";
    fs::write(&gold, coded).unwrap();
    let (printed, said) = done(&["validate", &run, "--gold", &gold, "--out", &out], 1);
    assert!(said.contains("coded.csv:3: the run holds no article \"missing\"; rows skipped: 1"), "{said}");
    let headline = printed.lines().next().unwrap();
    assert!(headline.contains("checked by hand: ") && headline.ends_with(" of 1 coded ones missed"), "{headline}");
    assert_eq!(files(Path::new(&out)).keys().collect::<Vec<_>>(), ["cells.csv", "validation.json", "validation.md"]);
    let first = |expected: &str| {
        let (printed, _) = done(&["report", &run, "--out", &report], 0);
        assert!(printed.starts_with(expected), "{printed}");
        let read = |name: &str| text_of(&fs::read(format!("{report}/{name}")).unwrap());
        assert!(["index.html", "report.md", "run.csv"].iter().all(|name| read(name).contains(expected)), "{expected}");
        serde_json::from_str::<Value>(&read("report.json")).unwrap()["validation"].clone()
    };
    assert_eq!(first(headline)["holds"], true);
    judging(&["score", PLANS[0], "--out", &run], 0);
    assert_eq!(first(headline)["n_articles"], 1);
    let checked = fs::read_to_string(format!("{run}/validation.json")).unwrap();
    fs::write(format!("{run}/validation.json"), checked.replace("\"classifier\": \"", "\"classifier\": \"0")).unwrap();
    assert_eq!(first("No cell checked by hand yet as it is now")["holds"], false);
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn what_a_run_cannot_do_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let run = folder.path().to_str().unwrap();
    let said = |arguments: &[&str]| done(arguments, 2).1;
    assert!(said(&["report", PLANS[0]]).contains("--issues"));
    assert!(said(&["score", "--issues", ISSUES, "--out", run]).contains("no articles"));
    fs::write(folder.path().join("run.json"), "{\"schema_version\": 9}").unwrap();
    assert!(said(&["report", run]).contains("schema_version 9"));
    assert!(said(&["report", run, PLANS[0], "--issues", ISSUES]).contains("is a run, which is reported alone"));
    assert!(said(&["report", run, "--model", "small"]).contains("judged already"));
    assert!(said(&["score", run, "--issues", ISSUES, "--out", "elsewhere"]).contains("is a run and not articles"));
    fs::remove_file(folder.path().join("run.json")).unwrap();
    fs::write(folder.path().join("notes"), "").unwrap();
    assert!(judging(&["score", PLANS[0], "--out", run], 2).1.contains("no run, and not empty"));
}

#[test]
fn a_model_of_the_same_name_is_not_taken_for_that_of_the_run() {
    let folder = tempfile::tempdir().unwrap();
    let run = folder.path().to_str().unwrap();
    judging(&["score", PLANS[0], "--out", run], 0);
    let json = folder.path().join("run.json");
    let mut manifest: Value = serde_json::from_slice(&fs::read(&json).unwrap()).unwrap();
    manifest["classifier"]["models"][0]["sha256"] = "0".into();
    fs::write(&json, manifest.to_string()).unwrap();
    let said = done(&["score", "--issues", ISSUES, "--out", run], 2).1;
    assert!(said.contains("the model small found here is not the one that judged the run"), "{said}");
}
