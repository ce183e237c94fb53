//! `standpoint evaluate FILE` with a tiny model: held against itself, by field, and written into a folder.
use crate::command_line::{command, text};
use crate::torch;
use crate::training::{bench, places};
use serde_json::Value;
use standpoint::encoder::Arithmetic;
use standpoint::encoder::train::train;
use std::fs;
use std::path::Path;
use std::process::Output;

fn evaluate(folder: &Path, more: &[&str]) -> Output {
    let first = ["evaluate", "few.jsonl", "--model", "run/model", "--arithmetic", "fp32"];
    command(folder, &[&first, more].concat()).output().unwrap()
}

/// Twenty of the bench's pairs, the first of them reworded, with topics and dates.
fn few(folder: &Path) {
    let pairs = fs::read_to_string(folder.join("pairs.jsonl")).unwrap();
    let line = |(at, line): (usize, &str)| {
        let mut record: serde_json::Map<String, Value> = serde_json::from_str(line).unwrap();
        record.insert("topic".into(), ["ports", "a | b"][at % 2].into());
        record.insert("date".into(), format!("202{}-05-01", at % 3).into());
        if at < 4 {
            record.insert("how".into(), "reversed".into());
            record.insert("original_issue".into(), "keeping things as they are".into());
        }
        serde_json::to_string(&record).unwrap() + "\n"
    };
    fs::write(folder.join("few.jsonl"), pairs.lines().take(20).enumerate().map(line).collect::<String>()).unwrap();
}

#[test]
fn a_model_held_against_itself_does_not_differ_and_is_written_the_same_twice() {
    let _torch = torch();
    let bench = bench();
    let folder = bench.path();
    train(&places(folder, "run"), Arithmetic::Fp32, &mut |_| ()).unwrap();
    few(folder);
    let more = ["--against", "run/model", "--by", "topic", "--by", "year", "--mask-speaker", "--out"];
    let outputs = ["one", "two"].map(|out| evaluate(folder, &[&more[..], &[out]].concat()));
    assert_eq!(outputs[0].status.code(), Some(0), "{}", text(&outputs[0].stderr));
    let told = text(&outputs[0].stdout);
    for part in ["no difference that this file can show", "\ntopic ", "\n2020 ", "\nand before ", "one/reliability.svg\n"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let read = |out: &str, name: &str| fs::read_to_string(folder.join(out).join(name)).unwrap();
    for name in ["evaluation.md", "evaluation.json", "reliability.svg", "confusion.svg"] {
        assert_eq!(read("one", name), read("two", name), "{name}");
    }
    let json: Value = serde_json::from_str(&read("one", "evaluation.json")).unwrap();
    assert_eq!((&json["file"], &json["figures"]["consistency"]["reversed"]["n"]), (&"few.jsonl".into(), &4.into()));
    let macro_f1 = &json["against"]["comparison"]["macro_f1"];
    assert_eq!((&macro_f1["difference"], &macro_f1["p"]), (&0.0.into(), &1.0.into()));
    assert!(read("one", "evaluation.md").contains("| a \\| b | 10 |"));

    let wrong = evaluate(folder, &["--by", "colour"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(text(&wrong.stderr).contains("no line of few.jsonl has such a field; the fields are article, "), "{}", text(&wrong.stderr));
    let wrong = evaluate(folder, &["--labels", "none"]);
    assert!(text(&wrong.stderr).contains("is not among --labels"), "{}", text(&wrong.stderr));
}
