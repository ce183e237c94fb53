//! The labelling loop: what a run found is labelled by two coders in two programs and read back.
use crate::command_line::{command, text};
use crate::{model, root};
use serde_json::{Value, json};
use standpoint::dataset::read_labelled;
use std::fs;
use std::path::Path;

const ISSUES: &str = "datasets/sample/issues.toml";

/// What it prints and says; the exit code must be this.
fn done(arguments: &[&str], code: i32) -> (String, String) {
    let output = command(root(), arguments).output().unwrap();
    let (out, said) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{said}");
    (out, said)
}

/// A run of two articles.
fn scored(folder: &Path) -> String {
    let run = folder.join("run").to_str().unwrap().to_string();
    let inputs = ["datasets/sample/articles/charge-plan.txt", "datasets/sample/articles/harbour-plan.txt"];
    let model = model();
    let rest = ["--issues", ISSUES, "--attribution", "rules", "--model", model.to_str().unwrap(), "--arithmetic", "fp32", "--out", &run];
    done(&[&["score"], &inputs[..], &rest].concat(), 0);
    run
}

/// The sheet with a label in each row, by what it holds.
fn fill(sheet: &str, label: impl Fn(usize, &csv::StringRecord, &dyn Fn(&str) -> usize) -> String) -> Vec<u8> {
    let mut reader = csv::Reader::from_reader(sheet.trim_start_matches('\u{feff}').as_bytes());
    let head = reader.headers().unwrap().clone();
    let column = |name: &str| head.iter().position(|column| column == name).unwrap();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&head).unwrap();
    for (at, row) in reader.records().map(|row| row.unwrap()).enumerate() {
        let given = label(at, &row, &column);
        writer
            .write_record(row.iter().enumerate().map(|(cell, text)| if cell == column("label") { given.as_str() } else { text }))
            .unwrap();
    }
    writer.into_inner().unwrap()
}

#[test]
fn two_coders_label_a_run_in_two_programs() {
    let folder = tempfile::tempdir().unwrap();
    let run = scored(folder.path());
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_string();
    let (sheet, tasks, ann, bea) = (path("sheet.csv"), path("tasks.json"), path("ann.csv"), path("project.json"));
    let said = done(&["label", "export", &run, "--size", "12", "--out", &sheet], 0).1;
    assert!(said.contains("4 uncertain, 4 diverse, 4 for the audit, drawn by chance"), "{said}");
    let exported = fs::read_to_string(&sheet).unwrap();
    assert_eq!(done(&["label", "export", &run, "--size", "12"], 0).0, exported);

    // Ann agrees with the machine but skips the second row; Bea, in Label Studio, says none of the first.
    let word = |at: usize, row: &csv::StringRecord, column: &dyn Fn(&str) -> usize| {
        if at == 1 { "skip".into() } else { row[column("predicted")].to_string() }
    };
    fs::write(&ann, fill(&exported, word)).unwrap();
    done(&["label", "export", &run, "--size", "12", "--format", "label-studio", "--out", &tasks], 0);
    assert!(fs::read_to_string(path("tasks.json.xml")).unwrap().contains("name=\"stance\""));
    let mut project: Vec<Value> = serde_json::from_slice(&fs::read(&tasks).unwrap()).unwrap();
    for (at, task) in project.iter_mut().enumerate() {
        let predicted = task["data"]["predicted"].as_str().unwrap();
        let chosen = if at == 0 { ["opposed", "supportive"][usize::from(predicted == "opposed")] } else { predicted };
        let result = json!({"from_name": "stance", "to_name": "text", "type": "choices", "value": {"choices": [chosen]}});
        task["id"] = (at + 1).into();
        task["annotations"] =
            json!([{"id": at, "completed_by": {"id": 3, "email": "bea@example.org"}, "was_cancelled": false, "result": [result]}]);
    }
    fs::write(&bea, Value::from(project).to_string()).unwrap();

    let (decide, labelled) = (path("decide.csv"), path("labelled.jsonl"));
    let (out, _) = done(&["label", "import", &ann, &bea, "--disagreements", &decide, "--out", &labelled], 0);
    for line in [
        "ann.csv: 12 rows (sheet)",
        "project.json: 12 rows (Label Studio)",
        "percent agreement",
        "0.91 [",
        "ann, bea@example.org",
        "decide.csv: 1 disagreements",
        "labelled.jsonl: 11 labelled pairs",
    ] {
        assert!(out.contains(line), "{line}\n{out}");
    }
    let audit = out.lines().find(|line| line.starts_with("machine, all")).unwrap();
    assert!(audit.contains("1.00 [1.00, 1.00]"), "{out}");
    let pairs = read_labelled(Path::new(&labelled)).unwrap();
    assert!(pairs.len() == 11 && pairs.iter().all(|pair| pair.label.is_some() && !pair.article.is_empty() && !pair.description.is_empty()));

    fs::write(path("decided.csv"), fill(&fs::read_to_string(&decide).unwrap(), |_, _, _| "c".into())).unwrap();
    let (out, _) = done(&["label", "import", &ann, &bea, "--adjudicated", &path("decided.csv"), "--out", &labelled], 0);
    assert!(out.contains("1 of them were decided afterwards") && read_labelled(Path::new(&labelled)).unwrap().len() == 12, "{out}");

    fs::write(&ann, fill(&exported, |at, _, _| if at == 2 { "maybe".into() } else { "n".into() })).unwrap();
    let (out, said) = done(&["label", "import", &ann], 1);
    assert!(
        said.contains("ann.csv:4: the label is \"maybe\", expected supportive") && out.contains("11 units have a label: 0 supportive"),
        "{said}{out}"
    );
    assert!(done(&["label", "import", &sheet], 2).1.contains("nothing is labelled"));
}

#[test]
fn articles_are_drawn_blind() {
    let folder = tempfile::tempdir().unwrap();
    let run = scored(folder.path());
    let coding = folder.path().join("coding").to_str().unwrap().to_string();
    let export = ["label", "export", &run, "--articles", "5", "--blind", "--out", &coding];
    assert!(done(&export, 0).0.contains("2 articles, all there are where 5 were asked for"));
    let body = |file: &str| done(&["text", file], 0).0;
    assert_eq!(body(&format!("{coding}/articles/charge-plan.txt")), body("datasets/sample/articles/charge-plan.txt"));
    assert!(done(&export, 2).1.contains("codes.csv is there already"));
    let again = format!("{coding}-again");
    assert!(done(&["label", "export", &run, "--articles", "5", "--out", &again], 0).0.contains("2 articles"), "never with findings");
}

#[test]
fn a_blind_sheet_holds_nothing_that_the_machine_found() {
    let folder = tempfile::tempdir().unwrap();
    let run = scored(folder.path());
    let sheet = done(&["label", "export", &run, "--size", "12", "--blind"], 0).0;
    let mut reader = csv::Reader::from_reader(sheet.trim_start_matches('\u{feff}').as_bytes());
    let head = reader.headers().unwrap().clone();
    let machine: Vec<usize> =
        (0..head.len()).filter(|at| head[*at].starts_with("p_") || ["predicted", "unsure"].contains(&&head[*at])).collect();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!((machine.len(), rows.len()), (6, 12));
    assert!(rows.iter().all(|row| machine.iter().all(|at| row[*at].is_empty())), "{sheet}");
    let filled = folder.path().join("ann.csv");
    fs::write(&filled, fill(&sheet, |_, _, _| "none".into())).unwrap();
    assert!(done(&["label", "import", filled.to_str().unwrap()], 0).0.contains("is not known"));
}
