//! `standpoint calibrate`, with a tiny model and a few made-up coded articles.
use crate::command_line::{command, text};
use crate::torch;
use crate::training::{bench, places};
use standpoint::encoder::train::train;
use standpoint::encoder::{Arithmetic, calibrates};
use std::fs;
use std::path::Path;
use std::process::Output;

/// One article of this id in which Ann Lund rejects a toll.
fn coded(id: &str) -> String {
    format!(
        r#"{{"id": "{id}", "body": "Mayor Ann Lund rejects the harbour toll.", "sentences": [[0, 40]],
"issues": [{{"id": "toll", "name": "The harbour toll"}}], "overall": [{{"actor": "1", "issue": "toll", "stance": "opposed"}}],
"actors": [{{"id": "1", "name": "Ann Lund", "aliases": [], "mentions": [{{"sentence": 0, "start": 6, "end": 14}}]}}],
"stances": [{{"sentence": 0, "actor": "1", "issue": "toll", "label": "opposed", "how": "told", "time": "now"}}]}}"#
    )
    .replace('\n', " ")
}

fn calibrate(folder: &Path, more: &[&str]) -> Output {
    command(folder, &[&["calibrate", "--articles", "coded.jsonl", "--model", "run/model", "--arithmetic", "fp32"], more].concat())
        .output()
        .unwrap()
}

#[test]
fn a_pooling_is_written_into_the_model_and_nothing_else_changes() {
    let _torch = torch();
    let bench = bench();
    train(&places(bench.path(), "run"), Arithmetic::Fp32, &mut |_| ()).unwrap();
    let ids: Vec<String> = (0..30).map(|number| format!("a{number}")).collect();
    fs::write(bench.path().join("coded.jsonl"), ids.iter().map(|id| coded(id) + "\n").collect::<String>()).unwrap();
    let description = bench.path().join("run/model/model.toml");
    let before = fs::read_to_string(&description).unwrap();
    let output = calibrate(bench.path(), &["--one-in", "3"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let taken = ids.iter().filter(|id| calibrates(id, 3)).count();
    assert!(text(&output.stdout).starts_with(&format!("{taken} articles, tiny, fp32\n")), "{}", text(&output.stdout));
    let after: toml::Table = fs::read_to_string(&description).unwrap().parse().unwrap();
    assert!(after["pooling"]["unsure_below"].is_float());
    let rest: toml::Table = after.into_iter().filter(|(key, _)| key != "pooling").collect();
    assert_eq!(rest, before.parse::<toml::Table>().unwrap());

    let output = calibrate(bench.path(), &["--one-in", "1000000"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("leaves 0 articles"), "{}", text(&output.stderr));
}

#[test]
fn scaling_and_thresholds_are_fitted_anew_on_labelled_pairs() {
    let _torch = torch();
    let bench = bench();
    train(&places(bench.path(), "run"), Arithmetic::Fp32, &mut |_| ()).unwrap();
    let description = || fs::read_to_string(bench.path().join("run/model/model.toml")).unwrap().parse::<toml::Table>().unwrap();
    let run = |keep: &str| {
        let arguments = ["calibrate", "--pairs", "pairs.jsonl", "--keep", keep, "--model", "run/model", "--arithmetic", "fp32"];
        let output = command(bench.path(), &arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        description()["unsure_below"].as_float().unwrap()
    };
    let (strict, lenient) = (run("0.5"), run("0.95"));
    assert!(strict > lenient, "{strict} {lenient}");
    assert_eq!(description()["name"].as_str(), Some("tiny"));
}
