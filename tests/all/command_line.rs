//! The program as a user runs it: outputs, messages, exit codes.
use crate::{model, root, torch};
use serde_json::Value;
use standpoint::article::read;
use standpoint::dataset::parse;
use standpoint::encoder::Query;
use standpoint::issue::Codebook;
use standpoint::pipeline::score_one;
use standpoint::stance::{Answer, Lean, Probabilities};
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn standpoint(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_standpoint"));
    command.current_dir(folder).args(arguments).env_remove("LD_LIBRARY_PATH");
    command
}

fn classify(lines: &str) -> Output {
    let model = model();
    let mut child = command(root(), &["classify", "--arithmetic", "fp32", "--model", model.to_str().unwrap()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn report(inputs: &[&str], out: &Path) -> Output {
    let (model, issues) = (model(), root().join("datasets/sample/issues.toml"));
    let (model, issues, out) = (model.to_str().unwrap(), issues.to_str().unwrap(), out.to_str().unwrap());
    let rest = ["--issues", issues, "--out", out, "--model", model, "--arithmetic", "fp32", "--min-sayings", "1"];
    standpoint(root(), &[&["report"], inputs, &rest].concat())
}

#[test]
fn a_report_of_the_sample_points_into_the_articles_and_is_the_same_twice() {
    let folder = tempfile::tempdir().unwrap();
    let outs = ["one", "two"].map(|name| folder.path().join(name));
    for out in &outs {
        let output = report(&["datasets/sample/articles"], out);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert!(text(&output.stdout).contains("Ruth Callender"));
    }
    for name in ["report.json", "index.html"] {
        assert_eq!(fs::read(outs[0].join(name)).unwrap(), fs::read(outs[1].join(name)).unwrap(), "{name}");
    }
    let json: Value = serde_json::from_slice(&fs::read(outs[0].join("report.json")).unwrap()).unwrap();
    let actors = json["actors"].as_array().unwrap();
    let evidence: Vec<&Value> = actors
        .iter()
        .flat_map(|actor| actor["positions"].as_array().unwrap())
        .flat_map(|position| position["evidence"].as_array().unwrap())
        .collect();
    assert!(evidence.len() > 10);
    let articles: Vec<_> = read(&[root().join("datasets/sample/articles")]).into_iter().map(Result::unwrap).collect();
    for entry in evidence {
        let body = &articles.iter().find(|article| entry["article"] == article.id.as_str()).unwrap().body;
        let parts = ["source", "cue", "content"].iter().flat_map(|part| entry[*part].as_array().unwrap());
        for quote in parts.chain([&entry["sentence"]]) {
            let [start, end] = [0, 1].map(|at| quote["span"][at].as_u64().unwrap() as usize);
            assert_eq!(&body[start..end], quote["text"].as_str().unwrap());
        }
    }
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("good.txt", "The mayor said the harbour expansion must begin.\n".as_bytes());
    write("empty.txt", b"");
    write("binary.txt", b"a\0b\xff");
    write("lines.jsonl", b"{\"id\": \"x\", \"body\": \"Mayor Lund opposes the harbour expansion.\"}\n{broken\n{\"id\": \"y\"}\n");
    let output = report(&[folder.path().to_str().unwrap(), "missing.txt"], &folder.path().join("out"));
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    for part in ["empty.txt", "binary.txt", "lines.jsonl:2", "lines.jsonl:3", "missing.txt"] {
        assert!(said.contains(part), "{part} not in {said}");
    }
    let json: Value = serde_json::from_slice(&fs::read(folder.path().join("out/report.json")).unwrap()).unwrap();
    assert_eq!(json["run"]["skipped"].as_array().unwrap().len(), 5, "{}", json["run"]);
}

#[test]
fn rolling_up_needs_to_know_who_belongs_to_what() {
    let folder = tempfile::tempdir().unwrap();
    let output = standpoint(folder.path(), &["report", "articles", "--issues", "issues.toml", "--roll-up", "party"]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("--roll-up") && said.contains("--actors"), "{said}");
}

#[test]
fn nothing_to_do_fails() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("empty.txt"), "").unwrap();
    fs::write(folder.path().join("bad.toml"), "[[issue]]\nid = \"x\"\nname = \"X\"\ncolour = \"red\"\n").unwrap();
    assert_eq!(report(&[folder.path().join("empty.txt").to_str().unwrap()], &folder.path().join("out")).status.code(), Some(2));
    let output = standpoint(folder.path(), &["report", "empty.txt", "--issues", "bad.toml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("bad.toml:4"), "{}", text(&output.stderr));
    let output = standpoint(folder.path(), &["classify", "--model", "nowhere"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("no model nowhere"));
}

#[test]
fn classify_passes_other_fields_through_and_names_bad_lines() {
    let lines = "{\"text\": \"Mayor Lund rejected the toll.\", \"issue\": \"the toll\", \"speaker\": \"Lund\", \"row\": 7}\n\nnot json\n{\"text\": \"no issue\"}\n{\"text\": \"He.\", \"issue\": \"x\", \"mention\": null, \"mention_span\": [1, 99]}\n";
    let output = classify(lines);
    let (out, said) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(1), "{said}");
    let rows: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["row"], 7);
    let total: f64 =
        ["supportive", "cautious", "opposed", "none"].iter().map(|label| rows[0]["probabilities"][label].as_f64().unwrap()).sum();
    assert!((total - 1.0).abs() < 1e-3);
    for part in ["-:3", "-:4", "-:5"] {
        assert!(said.contains(part), "{part} not in {said}");
    }
}

#[test]
fn statements_are_found_by_a_model_or_by_rule() {
    let _torch = torch();
    let by_model = standpoint(root(), &["statements", "datasets/sample/articles"]);
    assert_eq!(by_model.status.code(), Some(0), "{}", text(&by_model.stderr));
    let nowhere = tempfile::tempdir().unwrap();
    let sample = root().join("datasets/sample/articles");
    let moved = standpoint(nowhere.path(), &["statements", sample.to_str().unwrap(), "--attribution", "mine"]);
    assert!(text(&moved.stderr).contains("--attribution rules needs none"), "{}", text(&moved.stderr));
    let stances = standpoint(root(), &["statements", "datasets/sample/articles", "--attribution", model().to_str().unwrap()]);
    assert!(text(&stances.stderr).contains("no attribution model"), "{}", text(&stances.stderr));
    let output = standpoint(nowhere.path(), &["statements", sample.to_str().unwrap(), "--attribution", "rules"]);
    assert!(output.stdout != by_model.stdout);
    assert_eq!(output.status.code(), Some(0));
    let first: Value = serde_json::from_str(text(&output.stdout).lines().next().unwrap()).unwrap();
    assert_eq!(first["id"], "flights-petition");
    assert!(first["statements"].as_array().unwrap().iter().any(|statement| statement["evidence"] == "direct"));
}

/// The lines that `standpoint pairs` prints about sample articles.
fn pairs(inputs: &[&str], draw: &[&str]) -> Vec<String> {
    let output =
        standpoint(root(), &[&["pairs", "--attribution", "rules", "--issues", "datasets/sample/issues.toml"], inputs, draw].concat());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    text(&output.stdout).lines().map(str::to_string).collect()
}

#[test]
fn pairs_are_what_scoring_asks() {
    let asked = std::cell::RefCell::new(Vec::new());
    let classify = |queries: &[Query]| {
        asked.borrow_mut().extend(queries.iter().map(|query| format!("{query:?}")));
        let probabilities = Probabilities([0.0, 0.0, 0.0, 1.0]);
        vec![Answer { judge: 0, probabilities, unsure: false, lean: Lean::Even, relayed: 0.0, past: 0.0 }; queries.len()]
    };
    let codebook = Codebook::load(root().join("datasets/sample/issues.toml")).unwrap();
    for article in read(&[root().join("datasets/sample/articles")]) {
        let article = article.unwrap();
        let reading = standpoint::reading::read(&article);
        score_one(article, reading, &codebook, &classify);
    }
    let printed: Vec<_> = pairs(&["datasets/sample/articles"], &[]).iter().map(|line| parse(line).unwrap()).collect();
    assert_eq!(printed.iter().map(|(_, pair)| format!("{:?}", pair.query())).collect::<Vec<_>>(), *asked.borrow());
    let ids: BTreeSet<_> = printed.iter().map(|(fields, _)| fields["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), printed.len());
    assert!(printed.iter().any(|(fields, _)| fields["speaks"] == true) && printed.iter().any(|(fields, _)| fields["speaks"] == false));
    assert!(printed.iter().any(|(_, pair)| pair.mention.is_none()));
    for (fields, pair) in &printed {
        assert_eq!(fields["mention"].as_str(), pair.mention.map(|span| span.of(&pair.text)), "{}", fields["id"]);
    }
}

#[test]
fn a_draw_of_pairs_is_free_of_the_other_articles() {
    let draw = ["--per-article", "5", "--per-actor", "1", "--seed", "7"];
    let all = pairs(&["datasets/sample/articles"], &draw);
    let one = pairs(&["datasets/sample/articles/harbour-plan.txt"], &draw);
    let of_one: Vec<_> = all.iter().filter(|line| line.contains("\"article\":\"harbour-plan\"")).cloned().collect();
    assert!((50..=60).contains(&all.len()) && one.len() == 5, "{} {}", all.len(), one.len());
    assert_eq!(of_one, one);
    let every = pairs(&["datasets/sample/articles"], &[]);
    let places: Vec<_> = all.iter().map(|line| every.iter().position(|other| other == line).unwrap()).collect();
    assert!(places.is_sorted());
    assert_ne!(all, pairs(&["datasets/sample/articles"], &["--per-article", "5", "--per-actor", "1"]));
}

#[test]
fn pairs_of_nothing_fail() {
    let output = standpoint(root(), &["pairs", "missing.txt", "--issues", "datasets/sample/issues.toml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("missing.txt"), "{}", text(&output.stderr));
    let output = standpoint(root(), &["pairs", "datasets/sample/articles", "missing.txt", "--issues", "datasets/sample/issues.toml"]);
    assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(1), false));
}

#[test]
fn evaluate_counts_as_documented() {
    let model = model();
    let output = standpoint(
        root(),
        &["evaluate", "datasets/statements/test.jsonl", "--json", "--arithmetic", "fp32", "--model", model.to_str().unwrap()],
    );
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let figures: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(figures["n"], 83);
    assert_eq!(figures["per_label"]["cautious"]["n"], 20);
    assert!(figures["same_sentence"]["n"].as_u64() >= figures["same_sentence"]["stances"]["n"].as_u64());
}

#[test]
fn evaluate_takes_pairs_or_articles() {
    let said = |arguments: &[&str]| {
        let output = standpoint(root(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        text(&output.stderr)
    };
    assert!(said(&["evaluate"]).contains("<FILE|--articles <PATH>|--statements <FILE>|--mentions <FILE>|--intervals <FILE>>"));
    assert!(said(&["evaluate", "pairs.jsonl", "--articles", "coded"]).contains("cannot be used with"));
    assert!(said(&["evaluate", "pairs.jsonl", "-v"]).contains("cannot be used with"));
    assert!(said(&["evaluate", "--articles", "coded", "--mask-speaker"]).contains("cannot be used with"));
    assert!(said(&["evaluate", "--articles", "datasets/sample/articles"]).contains("no coded article"));
    assert!(said(&["evaluate", "--articles", "nowhere.jsonl"]).contains("nowhere.jsonl"));
}
