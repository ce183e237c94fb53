//! Adapting a tiny model to a few sentences.
use crate::command_line::{command, text};
use crate::torch;
use crate::training::{bench, places};
use serde_json::Value;
use standpoint::dataset::read_labelled;
use standpoint::encoder::Arithmetic;
use standpoint::encoder::finetune::{Sentences, finetune};
use standpoint::encoder::train::{Event, Places, train};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::Output;

/// A bench with a trained tiny model, a recipe that adapts it, and forty sentences of eight articles as CSV.
fn adapting() -> tempfile::TempDir {
    let bench = bench();
    let folder = bench.path();
    train(&places(folder, "shipped"), Arithmetic::Fp32, &mut |_| ()).unwrap();
    let recipe = fs::read_to_string(folder.join("recipe.toml")).unwrap();
    let keys = recipe.split("[[data]]").next().unwrap();
    let keys =
        keys.replace("base = \"base\"", "base = \"shipped/model\"\ntask = \"finetune\"\nfolds = 3").replace("evaluate_pairs = 20\n", "");
    fs::write(folder.join("finetune.toml"), keys).unwrap();
    sheet(folder, "mine.csv", 0, 40);
    sheet(folder, "held-out.csv", 40, 60);
    bench
}

/// Some of the bench's pairs in a spreadsheet of other columns and words.
fn sheet(folder: &Path, name: &str, from: usize, to: usize) {
    let mut sheet = csv::Writer::from_path(folder.join(name)).unwrap();
    sheet.write_record(["Sentence", "speaker", "issue", "Stance", "article"]).unwrap();
    for line in fs::read_to_string(folder.join("pairs.jsonl")).unwrap().lines().take(to).skip(from) {
        let pair: Value = serde_json::from_str(line).unwrap();
        let field = |name: &str| pair[name].as_str().unwrap_or("").replace("supportive", "Pro");
        sheet.write_record(["text", "speaker", "issue", "label", "article"].map(field)).unwrap();
    }
    sheet.flush().unwrap();
}

fn adapt(folder: &Path, more: &[&str]) -> Output {
    let first = ["train", "finetune.toml", "--arithmetic", "fp32", "--map", "text=Sentence", "--map", "label=Stance"];
    command(folder, &[&first, &["--map", "label:supportive=Pro"][..], more].concat()).output().unwrap()
}

#[test]
fn a_csv_adapts_a_model_and_says_whether_that_helped() {
    let _torch = torch();
    let bench = adapting();
    let folder = bench.path();
    let done = adapt(folder, &["--data", "mine.csv", "--out", "mine"]);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let told = text(&done.stdout);
    assert!(told.contains("40 sentences by cross-validation: ") && told.contains("the shipped model"), "{told}");
    let comparison: Value = serde_json::from_str(&fs::read_to_string(folder.join("mine/comparison.json")).unwrap()).unwrap();
    assert_eq!((&comparison["n"], &comparison["drawn"]), (&40.into(), &"pairs".into()));
    let description = |model: &str| fs::read_to_string(folder.join(model).join("model.toml")).unwrap();
    let unsure = |model: &str| description(model).lines().find(|line| line.starts_with("unsure_below")).unwrap().to_string();
    assert_eq!(unsure("mine/model"), unsure("shipped/model"));
    assert!(description("mine/model").contains("\"mine.csv\" ="));
    let weights = |model: &str| fs::read(folder.join(model).join("weights.safetensors")).unwrap();
    assert_ne!(weights("mine/model"), weights("shipped/model"));

    let done = adapt(folder, &["--data", "mine.csv", "--dev", "held-out.csv", "--out", "judged"]);
    assert!(text(&done.stdout).contains("20 sentences by those of --dev: "), "{}{}", text(&done.stdout), text(&done.stderr));
    assert_eq!(weights("mine/model"), weights("judged/model"));
}

#[test]
fn sentences_on_both_sides_and_other_data_are_refused() {
    let _torch = torch();
    let bench = adapting();
    let folder = bench.path();
    sheet(folder, "leaking.csv", 39, 60);
    let leak = adapt(folder, &["--data", "mine.csv", "--dev", "leaking.csv"]);
    assert_eq!(leak.status.code(), Some(2));
    let told = text(&leak.stderr);
    assert!(told.contains("leaking.csv:2 holds the same sentence, speaker and issue as mine.csv:41"), "{told}");
    assert!(adapt(folder, &["--data", "mine.csv", "--dev", "held-out.csv", "--out", "mine"]).status.success());
    sheet(folder, "mine.csv", 0, 35);
    let other = adapt(folder, &["--data", "mine.csv", "--dev", "held-out.csv", "--out", "mine"]);
    assert!(text(&other.stderr).contains("a training on other data"), "{}", text(&other.stderr));
    let none = command(folder, &["train", "finetune.toml"]).output().unwrap();
    assert!(text(&none.stderr).contains("name a file of them with --data"), "{}", text(&none.stderr));
    let own = command(folder, &["train", "recipe.toml", "--data", "mine.csv"]).output().unwrap();
    assert!(text(&own.stderr).contains("--data is for recipes with task"), "{}", text(&own.stderr));
}

#[test]
fn a_stopped_cross_validation_goes_on() {
    let _torch = torch();
    let bench = adapting();
    let folder = bench.path();
    let sentences = || {
        let pairs: Vec<_> = read_labelled(&folder.join("pairs.jsonl")).unwrap().into_iter().take(30).collect();
        Sentences { trained: pairs, held_out: None, files: vec![folder.join("pairs.jsonl")] }
    };
    let places = |out: &str| Places { recipe: folder.join("finetune.toml"), data: PathBuf::new(), out: folder.join(out) };
    let whole = finetune(&places("whole"), sentences(), Arithmetic::Fp32, &mut |_| ()).unwrap();
    let stopped = catch_unwind(AssertUnwindSafe(|| {
        finetune(&places("stopped"), sentences(), Arithmetic::Fp32, &mut |event| {
            if let Event::Fold { fold: 3, .. } = event {
                panic!("killed")
            }
        })
    }));
    assert!(stopped.is_err());
    let mut trainings = 0;
    let went_on = finetune(&places("stopped"), sentences(), Arithmetic::Fp32, &mut |event| {
        trainings += usize::from(matches!(event, Event::Start { .. }));
    });
    assert_eq!(trainings, 2, "the third part, and all of it");
    let after = |verdicts: &standpoint::encoder::finetune::Verdicts| {
        verdicts.after.iter().map(|outcome| outcome.probabilities.0).collect::<Vec<_>>()
    };
    let (whole, went_on) = (after(&whole), after(&went_on.unwrap()));
    assert!(whole.iter().flatten().zip(went_on.iter().flatten()).all(|(one, other)| (one - other).abs() < 1e-12));
}
