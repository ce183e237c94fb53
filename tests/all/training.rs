//! The trainer, on a tiny network over our own statements.
use crate::{model, root, torch};
use standpoint::encoder::arithmetic::device;
use standpoint::encoder::config::Config;
use standpoint::encoder::network::StanceNetwork;
use standpoint::encoder::train::{Event, Places, train};
use standpoint::encoder::weights::{self, Precision};
use standpoint::encoder::{Arithmetic, Model};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

const CONFIG: &str = r#"{"hidden_act": "gelu", "attention_probs_dropout_prob": 0.1, "hidden_dropout_prob": 0.1, "hidden_size": 32,
"initializer_range": 0.02, "intermediate_size": 64, "max_position_embeddings": 128, "num_attention_heads": 2, "num_hidden_layers": 2,
"type_vocab_size": 2, "vocab_size": 30522, "layer_norm_eps": 1e-12}"#;

const RECIPE: &str = r#"
name = "tiny"
base = "base"
base_name = "random"
licence = "Apache-2.0"
seed = 7
epochs = 2
batch_tokens = 512
max_tokens = 128
rate = 1e-3
head_rate = 1e-3
warmup = 0.1
decay = 0.01
clip = 1.0
freeze = ["embeddings.word_embeddings"]
drop_description = 0.5
class_weights = [1.0, 1.0, 1.0, 1.0]
side_weight = 0.3
weights = "fp16"
checkpoint_every = 5
evaluate_every = 6
evaluate_pairs = 20

[[data]]
file = "pairs.jsonl"

[calibration]
file = "pairs.jsonl"
one_in = 4
keep = 0.9
lose = 0.01
"#;

/// A folder with a random base, a recipe and pairs that come from a few made-up articles.
pub fn bench() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let base = folder.path().join("base");
    fs::create_dir(&base).unwrap();
    fs::write(base.join("config.json"), CONFIG).unwrap();
    fs::copy(model().join("tokenizer.json"), base.join("tokenizer.json")).unwrap();
    tch_seed(1);
    let network = StanceNetwork::new(&Config::read(&base.join("config.json")).unwrap(), device());
    weights::write(&base.join("model.safetensors"), &weights::variables(&network), Precision::Fp32).unwrap();
    fs::write(folder.path().join("recipe.toml"), RECIPE).unwrap();
    let statements = fs::read_to_string(root().join("datasets/statements/train.jsonl")).unwrap();
    let lines: String = statements
        .lines()
        .enumerate()
        .map(|(index, line)| line.replacen('{', &format!("{{\"article\": \"a{}\", ", index / 5), 1) + "\n")
        .collect();
    fs::write(folder.path().join("pairs.jsonl"), lines).unwrap();
    lend_attribution(folder.path());
    folder
}

/// Puts the attribution model that ships where a program running in this folder finds it.
fn lend_attribution(folder: &Path) {
    let (from, to) = (root().join("models/attribution"), folder.join("models/attribution"));
    fs::create_dir_all(&to).unwrap();
    for file in fs::read_dir(from).unwrap().flatten() {
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

fn tch_seed(seed: i64) {
    tch::manual_seed(seed);
}

/// The same bench with a tiny MPNet as its base.
fn mpnet_bench() -> tempfile::TempDir {
    let bench = bench();
    let base = bench.path().join("base");
    let config = CONFIG.replace("\"type_vocab_size\": 2", "\"model_type\": \"mpnet\", \"relative_attention_num_buckets\": 32");
    let config = config.replace("30522", "30527").replace("\"max_position_embeddings\": 128", "\"max_position_embeddings\": 130");
    fs::write(base.join("config.json"), config).unwrap();
    fs::copy(root().join("models/accurate/tokenizer.json"), base.join("tokenizer.json")).unwrap();
    let network = StanceNetwork::new(&Config::read(&base.join("config.json")).unwrap(), device());
    let drawn = weights::variables(&network);
    tch::no_grad(|| drawn.values().for_each(|variable| drop(variable.shallow_clone().normal_(0.0, 0.1))));
    weights::write(&base.join("model.safetensors"), &drawn, Precision::Fp32).unwrap();
    bench
}

pub fn places(folder: &Path, out: &str) -> Places {
    Places { recipe: folder.join("recipe.toml"), data: folder.into(), out: folder.join(out) }
}

fn weights_of(folder: &Path, out: &str) -> Vec<u8> {
    fs::read(folder.join(out).join("model/weights.safetensors")).unwrap()
}

#[test]
fn a_training_repeats_and_resumes_to_the_bit() {
    let _torch = torch();
    let bench = bench();
    let folder = bench.path();
    let mut steps = 0;
    train(&places(folder, "whole"), Arithmetic::Fp32, &mut |event| {
        if let Event::Step { step, .. } = event {
            steps = step
        }
    })
    .unwrap();
    assert!(steps > 12, "{steps}");
    train(&places(folder, "again"), Arithmetic::Fp32, &mut |_| ()).unwrap();
    assert!(weights_of(folder, "whole") == weights_of(folder, "again"));

    let killed = catch_unwind(AssertUnwindSafe(|| {
        train(&places(folder, "killed"), Arithmetic::Fp32, &mut |event| {
            if let Event::Step { step: 12, .. } = event {
                panic!("killed")
            }
        })
    }));
    assert!(killed.is_err());
    let mut after = 0;
    train(&places(folder, "killed"), Arithmetic::Fp32, &mut |event| {
        if let Event::Start { after: step, .. } = event {
            after = step
        }
    })
    .unwrap();
    assert_eq!(after, 10);
    assert!(weights_of(folder, "whole") == weights_of(folder, "killed"));

    let seeded = RECIPE.replace("seed = 7", "seed = 8");
    fs::write(folder.join("recipe.toml"), seeded).unwrap();
    let error = train(&places(folder, "whole"), Arithmetic::Fp32, &mut |_| ()).unwrap_err();
    assert!(error.to_string().contains("another recipe"), "{error}");
    train(&places(folder, "seeded"), Arithmetic::Fp32, &mut |_| ()).unwrap();
    assert!(weights_of(folder, "whole") != weights_of(folder, "seeded"));
}

#[test]
fn averaged_weights_and_layer_wise_rates_repeat_and_resume_too() {
    let _torch = torch();
    let bench = bench();
    let folder = bench.path();
    train(&places(folder, "plain"), Arithmetic::Fp32, &mut |_| ()).unwrap();
    fs::write(
        folder.join("recipe.toml"),
        format!("layer_decay = 0.5\naverage_from = 0.0\n{}", RECIPE.replace("rate = 1e-3", "rate = 2e-2")),
    )
    .unwrap();
    train(&places(folder, "whole"), Arithmetic::Fp32, &mut |_| ()).unwrap();
    let killed = catch_unwind(AssertUnwindSafe(|| {
        train(&places(folder, "killed"), Arithmetic::Fp32, &mut |event| {
            if let Event::Step { step: 12, .. } = event {
                panic!("killed")
            }
        })
    }));
    assert!(killed.is_err());
    train(&places(folder, "killed"), Arithmetic::Fp32, &mut |_| ()).unwrap();
    let state = |out: &str| fs::read_to_string(folder.join(out).join("last/state.toml")).unwrap();
    assert!(state("whole").contains("averaged = ") && !state("whole").contains("averaged = 0"), "{}", state("whole"));
    assert_eq!(state("whole"), state("killed"));
    assert!(weights_of(folder, "whole") == weights_of(folder, "killed"));
    assert!(weights_of(folder, "whole") != weights_of(folder, "plain"));
}

#[test]
fn an_mpnet_trains_from_several_kinds_of_data_and_ships_in_eight_bits() {
    let _torch = torch();
    let bench = mpnet_bench();
    let folder = bench.path();
    let pairs = fs::read_to_string(folder.join("pairs.jsonl")).unwrap();
    let poles = pairs.lines().filter(|line| line.contains(r#""label": "supportive""#) || line.contains(r#""label": "opposed""#));
    fs::write(folder.join("poles.jsonl"), poles.map(|line| format!("{line}\n")).collect::<String>()).unwrap();
    let taught = r#"{"text": "Lund rejected the toll.", "issue": "the toll", "speaker": "Lund",
        "probabilities": {"supportive": 0.1, "cautious": 0.1, "opposed": 0.7, "none": 0.1}}"#;
    fs::write(folder.join("taught.jsonl"), taught.replace('\n', "")).unwrap();
    let more = "[[data]]\nfile = \"poles.jsonl\"\nlabels = [\"supportive\", \"opposed\"]\nweight = 0.5\n
        [[data]]\nfile = \"taught.jsonl\"\nteacher = 1.0\n\n[calibration]";
    let recipe = RECIPE.replace("[calibration]", more).replace("\"fp16\"", "\"int8\"").replace("decay =", "reword = 0.5\ndecay =");
    fs::write(folder.join("recipe.toml"), recipe.replace("max_tokens = 128", "max_tokens = 129")).unwrap();
    let error = train(&places(folder, "run"), Arithmetic::Fp32, &mut |_| ()).unwrap_err();
    assert!(error.to_string().contains("max_tokens is 129, but the base takes 128"), "{error}");
    for (before, after, wrong) in [
        ("reword = 0.5", "reword = 1.5", "drop_description or reword lies outside of 0 to 1"),
        ("teacher = 1.0", "teacher = nan", "a teacher lies outside of 0 to 1"),
        ("labels = [\"supportive\", ", "labels = [", "a pair labelled supportive"),
    ] {
        fs::write(folder.join("recipe.toml"), recipe.replace(before, after)).unwrap();
        let error = train(&places(folder, "run"), Arithmetic::Fp32, &mut |_| ()).unwrap_err();
        assert!(error.to_string().contains(wrong), "{error}");
    }
    fs::write(folder.join("recipe.toml"), recipe).unwrap();
    train(&places(folder, "run"), Arithmetic::Fp32, &mut |_| ()).unwrap();

    let model = Model::load(&folder.join("run/model"), Arithmetic::Fp32).unwrap();
    let pairs = standpoint::dataset::read_labelled(&folder.join("pairs.jsonl")).unwrap();
    let queries: Vec<_> = pairs.iter().take(9).map(standpoint::dataset::Pair::query).collect();
    assert_eq!(model.classify(&queries, &mut |_| ()).len(), 9);
    let size = |name: &str| fs::metadata(folder.join(name)).unwrap().len();
    assert!(size("run/model/weights.safetensors") * 3 < size("base/model.safetensors"));
}

#[test]
fn a_training_that_gets_no_better_loses_patience() {
    let _torch = torch();
    let bench = bench();
    let folder = bench.path();
    let still = RECIPE.replace("rate = 1e-3", "rate = 1e-12").replace("evaluate_pairs", "patience = 1\nevaluate_pairs");
    fs::write(folder.join("recipe.toml"), still).unwrap();
    let mut last = 0;
    train(&places(folder, "run"), Arithmetic::Fp32, &mut |event| {
        if let Event::Step { step, .. } = event {
            last = step
        }
    })
    .unwrap();
    assert_eq!(last, 12, "the second evaluation is no better than the first");
    assert!(Model::load(&folder.join("run/model"), Arithmetic::Fp32).is_ok());
}

#[test]
fn a_broken_model_folder_is_an_error_and_no_panic() {
    let _torch = torch();
    let bench = bench();
    let folder = bench.path();
    train(&places(folder, "run"), Arithmetic::Fp32, &mut |_| ()).unwrap();
    let made = folder.join("run/model");
    assert!(Model::load(&made, Arithmetic::Fp32).is_ok());

    let spoil = |name: &str, change: &dyn Fn(Vec<u8>) -> Vec<u8>| {
        let path: PathBuf = made.join(name);
        let whole = fs::read(&path).unwrap();
        fs::write(&path, change(whole.clone())).unwrap();
        let error = Model::load(&made, Arithmetic::Fp32).err().map(|error| error.to_string());
        fs::write(&path, whole).unwrap();
        error.unwrap_or_else(|| panic!("{name}: no error"))
    };
    assert!(spoil("weights.safetensors", &|mut bytes| bytes.split_off(bytes.len() / 2)).contains("weights.safetensors"));
    assert!(
        spoil("config.json", &|bytes| String::from_utf8(bytes).unwrap().replace("\"hidden_size\": 32", "\"hidden_size\": 64").into_bytes())
            .contains("expected [")
    );
    assert!(spoil("config.json", &|_| b"{".to_vec()).contains("config.json"));
    assert!(spoil("tokenizer.json", &|_| b"{}".to_vec()).contains("tokenizer.json"));
    assert!(
        spoil("model.toml", &|mut bytes| {
            bytes.extend(b"\nfoo = 1\n");
            bytes
        })
        .contains("model.toml")
    );
    assert!(Model::load(&made, Arithmetic::Fp32).is_ok());
}
