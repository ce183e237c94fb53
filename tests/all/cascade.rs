//! A cascade, of two models that differ only in what their `model.toml` says.
use crate::command_line::{command, text};
use crate::training::{bench, places};
use crate::{root, torch};
use serde_json::Value;
use standpoint::dataset::{Pair, read_labelled};
use standpoint::encoder::model::Description;
use standpoint::encoder::train::train;
use standpoint::encoder::{Arithmetic, Classifier, Query};
use standpoint::stance::{Answer, Stance};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A folder with a tiny model `small` and one `accurate` that is less sure of everything.
fn models() -> TempDir {
    let bench = bench();
    train(&places(bench.path(), "run"), Arithmetic::Fp32, &mut |_| ()).unwrap();
    let made = bench.path().join("run/model");
    for (name, cooler) in [("small", 1.0), ("accurate", 1.5)] {
        let folder = bench.path().join(name);
        fs::create_dir(&folder).unwrap();
        for file in ["weights.safetensors", "tokenizer.json", "config.json", "model.toml"] {
            fs::copy(made.join(file), folder.join(file)).unwrap();
        }
        describe(&folder, |description| {
            description.name = name.into();
            description.scaling.temperature *= cooler;
        });
    }
    bench
}

fn describe(folder: &Path, change: impl FnOnce(&mut Description)) {
    let path = folder.join("model.toml");
    let mut description: Description = toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    change(&mut description);
    fs::write(&path, toml::to_string(&description).unwrap()).unwrap();
}

fn believe_none_above(folder: &Path, threshold: f64) {
    describe(&folder.join("small"), |description| description.sure_none_above = threshold);
}

fn pairs() -> Vec<Pair> {
    read_labelled(&root().join("datasets/statements/train.jsonl")).unwrap().into_iter().take(40).collect()
}

/// The answers, and what was told of the progress.
fn answers(classifier: &Classifier) -> (Vec<Answer>, Vec<usize>) {
    let (pairs, mut told) = (pairs(), Vec::new());
    let queries: Vec<Query> = pairs.iter().map(Pair::query).collect();
    (classifier.classify(&queries, &mut |done| told.push(done)), told)
}

fn single(folder: &Path, name: &str) -> Vec<Answer> {
    answers(&Classifier::single(&folder.join(name), Arithmetic::Fp32).unwrap()).0
}

fn cascade(folder: &Path, threshold: f64) -> (Vec<Answer>, Vec<usize>) {
    believe_none_above(folder, threshold);
    answers(&Classifier::cascade(&folder.join("small"), &folder.join("accurate"), Arithmetic::Fp32).unwrap())
}

fn judged_by(judge: usize) -> impl Fn(&Answer) -> Answer {
    move |answer| Answer { judge, ..*answer }
}

#[test]
fn the_second_model_answers_what_the_first_is_not_sure_of() {
    let _torch = torch();
    let bench = models();
    let folder = bench.path();
    let (small, accurate) = (single(folder, "small"), single(folder, "accurate"));
    let accurate: Vec<Answer> = accurate.iter().map(judged_by(1)).collect();
    assert!(small.iter().zip(&accurate).all(|(one, other)| one.probabilities != other.probabilities));
    assert_eq!(cascade(folder, 0.0).0, small);
    assert_eq!(cascade(folder, 1.1).0, accurate);

    let none = |answer: &Answer| answer.probabilities.of(Stance::None);
    let mut sorted: Vec<f64> = small.iter().map(none).collect();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted[20];
    let expected: Vec<Answer> = small.iter().zip(&accurate).map(|(one, other)| if none(one) > middle { *one } else { *other }).collect();
    let (mixed, told) = cascade(folder, middle);
    assert_eq!(mixed, expected);
    assert!((1..40).contains(&mixed.iter().filter(|answer| answer.judge == 1).count()));
    assert!(told.is_sorted() && told.last() == Some(&40), "{told:?}");
}

#[test]
fn each_answer_is_unsure_by_the_threshold_of_its_model() {
    let _torch = torch();
    let bench = models();
    describe(&bench.path().join("small"), |description| description.unsure_below = 0.0);
    describe(&bench.path().join("accurate"), |description| description.unsure_below = 1.1);
    assert!(cascade(bench.path(), 0.0).0.iter().all(|answer| !answer.unsure));
    assert!(cascade(bench.path(), 1.1).0.iter().all(|answer| answer.unsure));
    let both = Classifier::cascade(&bench.path().join("small"), &bench.path().join("accurate"), Arithmetic::Fp32).unwrap();
    assert_eq!((both.name(), both.pooling().unsure_below, both.models().count()), ("cascade", 1.1, 2));
}

const CODED: &str = r#"{"id": "a", "body": "Mayor Ann Lund rejects the harbour toll.", "sentences": [[0, 40]],
"issues": [{"id": "toll", "name": "The harbour toll"}], "overall": [{"actor": "1", "issue": "toll", "stance": "opposed"}],
"actors": [{"id": "1", "name": "Ann Lund", "aliases": [], "mentions": [{"sentence": 0, "start": 6, "end": 14}]}],
"stances": [{"sentence": 0, "actor": "1", "issue": "toll", "label": "opposed", "how": "told", "time": "now"}]}"#;

/// Runs the program where `small` and `accurate` lie.
fn standpoint(folder: &Path, arguments: &[&str]) -> String {
    let output = command(folder, &[arguments, &["--model", "cascade", "--arithmetic", "fp32"]].concat()).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn every_command_takes_a_cascade_and_names_its_models() {
    let _torch = torch();
    let bench = models();
    believe_none_above(bench.path(), 1.1);
    fs::write(bench.path().join("coded.jsonl"), CODED.replace('\n', " ")).unwrap();
    assert!(standpoint(bench.path(), &["evaluate", "pairs.jsonl"]).contains("model cascade, fp32"));
    assert!(standpoint(bench.path(), &["evaluate", "--articles", "coded.jsonl"]).contains("model cascade, fp32"));

    let sample = |name: &str| root().join("datasets").join(name).to_str().unwrap().to_string();
    let (articles, issues, out) = (sample("sample"), sample("sample/issues.toml"), bench.path().join("out"));
    standpoint(bench.path(), &["report", &articles, "--issues", &issues, "--out", out.to_str().unwrap()]);
    let json: Value = serde_json::from_slice(&fs::read(out.join("report.json")).unwrap()).unwrap();
    assert_eq!(json["run"]["model"], "cascade");
    let hash = |at: usize| json["run"]["models"][at]["hash"].as_str().unwrap().len();
    assert_eq!((&json["run"]["models"][0]["name"], &json["run"]["models"][1]["name"]), (&"small".into(), &"accurate".into()));
    assert_eq!((hash(0), hash(1)), (64, 64));

    assert_eq!(judges(bench.path()), ["accurate"; 40]);
    believe_none_above(bench.path(), 0.0);
    assert_eq!(judges(bench.path()), ["small"; 40]);
}

/// Who judged the first forty pairs, as `classify` tells.
fn judges(folder: &Path) -> Vec<String> {
    let asked: String =
        fs::read_to_string(folder.join("pairs.jsonl")).unwrap().lines().take(40).map(|line| line.to_string() + "\n").collect();
    fs::write(folder.join("asked.jsonl"), asked).unwrap();
    let mut classify = command(folder, &["classify", "--model", "cascade", "--arithmetic", "fp32"]);
    let output = classify.stdin(fs::File::open(folder.join("asked.jsonl")).unwrap()).output().unwrap();
    let judge = |line: &str| serde_json::from_str::<Value>(line).unwrap()["model"].as_str().unwrap().to_string();
    text(&output.stdout).lines().map(judge).collect()
}
