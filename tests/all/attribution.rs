//! The attribution model: a tiny one trained here, and the one that ships.
use crate::{model, root, torch};
use proptest::prelude::*;
use standpoint::article::Article;
use standpoint::encoder::Arithmetic;
use standpoint::encoder::arithmetic::device;
use standpoint::encoder::attribution::Attributor;
use standpoint::encoder::config::Config;
use standpoint::encoder::network::StanceNetwork;
use standpoint::encoder::train::{Event, Measured, Places, train};
use standpoint::encoder::weights::{self, Precision};
use standpoint::reader::Reader;
use standpoint::reading::{Reading, Text};
use standpoint::span::Span;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

const CONFIG: &str = r#"{"hidden_act": "gelu", "attention_probs_dropout_prob": 0.1, "hidden_dropout_prob": 0.1, "hidden_size": 32,
"initializer_range": 0.02, "intermediate_size": 64, "max_position_embeddings": 128, "num_attention_heads": 2, "num_hidden_layers": 1,
"type_vocab_size": 2, "vocab_size": 30522, "layer_norm_eps": 1e-12}"#;

const RECIPE: &str = r#"
task = "attribution"
name = "tiny"
base = "base"
base_name = "random"
licence = "Apache-2.0"
seed = 7
epochs = 30
batch_tokens = 512
max_tokens = 96
rate = 3e-3
head_rate = 3e-3
warmup = 0.1
decay = 0.01
clip = 1.0
weights = "int8"
checkpoint_every = 5
evaluate_every = 10
around_tokens = 64
before = 1
behind = 1
false_cues = 0.5
data = ["annotated"]
held_out_one_in = 4
"#;

/// An article of invented reports, and its annotation with code points.
fn annotated(number: usize) -> (String, String) {
    let sources = ["Ada Hale", "The minister", "Tom Réed"];
    let cues = ["said", "warned that", "opposes"];
    let contents = ["the bridge must wait", "“nobody” will pay for it", "a toll on every lorry"];
    let (mut text, mut notes, mut key) = (String::new(), String::new(), 0);
    for line in 0..6 {
        let parts = [("Source", sources[(number + line) % 3]), ("Cue", cues[line % 3]), ("Content", contents[(number * 2 + line) % 3])];
        let mut roles = Vec::new();
        for (role, words) in parts {
            let start = text.chars().count();
            text += words;
            key += 1;
            notes += &format!("T{key}\t{role} {start} {}\t{words}\n", text.chars().count());
            roles.push(format!("{role}:T{key}"));
            text += if role == "Content" { ".\n" } else { " " };
        }
        notes += &format!("E{line}\tAttribution:T0 {}\n", roles.join(" "));
        text += "The council met in the old hall.\n\n";
    }
    (text, notes)
}

fn bench() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let base = folder.path().join("base");
    fs::create_dir(&base).unwrap();
    fs::write(base.join("config.json"), CONFIG).unwrap();
    fs::copy(model().join("tokenizer.json"), base.join("tokenizer.json")).unwrap();
    tch::manual_seed(1);
    let network = StanceNetwork::new(&Config::read(&base.join("config.json")).unwrap(), device());
    let drawn = weights::variables(&network);
    tch::no_grad(|| drawn.values().for_each(|variable| drop(variable.shallow_clone().normal_(0.0, 0.1))));
    weights::write(&base.join("model.safetensors"), &drawn, Precision::Fp32).unwrap();
    fs::write(folder.path().join("recipe.toml"), RECIPE).unwrap();
    let data = folder.path().join("annotated");
    for name in ["text", "attributions"] {
        fs::create_dir_all(data.join(name)).unwrap();
    }
    for number in 0..12 {
        let (text, notes) = annotated(number);
        fs::write(data.join(format!("text/article-{number}.txt")), text).unwrap();
        fs::write(data.join(format!("attributions/article-{number}_ab12.ann")), notes).unwrap();
    }
    folder
}

fn places(folder: &Path, out: &str) -> Places {
    Places { recipe: folder.join("recipe.toml"), data: folder.into(), out: folder.join(out) }
}

#[test]
fn a_training_learns_repeats_and_resumes_to_the_bit() {
    let _torch = torch();
    let bench = bench();
    let folder = bench.path();
    let bytes = |out: &str| fs::read(folder.join(out).join("model/weights.safetensors")).unwrap();
    let measured = train(&places(folder, "whole"), Arithmetic::Fp32, &mut |_| ()).unwrap();
    let Measured::Attribution(figures) = measured else { panic!("{measured:?}") };
    assert!(figures.content.f1 > 0.5, "{figures:?}");
    train(&places(folder, "again"), Arithmetic::Fp32, &mut |_| ()).unwrap();
    assert!(bytes("whole") == bytes("again"));

    let killed = catch_unwind(AssertUnwindSafe(|| {
        train(&places(folder, "killed"), Arithmetic::Fp32, &mut |event| {
            if let Event::Step { step: 12, .. } = event {
                panic!("killed")
            }
        })
    }));
    assert!(killed.is_err());
    train(&places(folder, "killed"), Arithmetic::Fp32, &mut |_| ()).unwrap();
    assert!(bytes("whole") == bytes("killed"));
}

/// A model that finds an attribution at nearly every word: nothing was learned, and nothing is dropped.
fn babbling(folder: &Path) -> Reader {
    fs::write(folder.join("recipe.toml"), RECIPE.replace("epochs = 30", "epochs = 1")).unwrap();
    train(&places(folder, "babbling"), Arithmetic::Fp32, &mut |_| ()).unwrap();
    let mut drawn = weights::read(&folder.join("babbling/model/weights.safetensors")).unwrap();
    for (name, spread) in
        [("embeddings.LayerNorm.weight", 1.0), ("encoder.layer.0.output.LayerNorm.weight", 1.0), ("tagger.out.weight", 0.5)]
    {
        let _ = tch::no_grad(|| drawn.get_mut(name).unwrap().normal_(0.0, spread));
    }
    let bias = tch::Tensor::from_slice(&[0.0f32, 1.0, 0.0, 0.0, 0.0, 4.0, 0.0]);
    tch::no_grad(|| drawn.get_mut("tagger.out.bias").unwrap().copy_(&bias));
    weights::write_model(&folder.join("babbling/model"), &drawn, Precision::Fp32).unwrap();
    let file = folder.join("babbling/model/model.toml");
    let text = fs::read_to_string(&file).unwrap();
    let lines = text.lines().map(|line| if line.starts_with("keep_above") { "keep_above = 0.0" } else { line });
    fs::write(&file, lines.collect::<Vec<_>>().join("\n")).unwrap();
    Reader::Model(Box::new(Attributor::load(&folder.join("babbling/model"), Arithmetic::Fp32).unwrap()))
}

fn check(body: &str, reading: &Reading) -> Result<(), TestCaseError> {
    let sound = |span: &Span| span.start < span.end && body.get(span.start..span.end).is_some();
    for statement in &reading.statements {
        let mut all: Vec<Span> = Vec::new();
        for spans in [&statement.source, &statement.cue, &statement.content] {
            prop_assert!(spans.iter().all(sound), "{statement:?}");
            prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{statement:?}");
            prop_assert!(all.iter().all(|one| spans.iter().all(|other| !one.overlaps(*other))), "{statement:?}");
            all.extend(spans);
        }
        prop_assert!((0.0..=1.0).contains(&statement.confidence));
        prop_assert!(statement.speaker.is_none_or(|actor| actor < reading.actors.len()));
    }
    Ok(())
}

fn article(body: &str) -> Article {
    Article { body: body.into(), ..Article::default() }
}

/// Pieces of news and odd characters, in any order.
fn newsish() -> impl Strategy<Value = String> {
    let pieces = [
        "Ada Hale",
        "Mr. Réed",
        "said",
        "that",
        "“",
        "”",
        "\"",
        "’s",
        ",",
        ".",
        ":",
        "who",
        "the U.S.",
        "opposes",
        "\n\n",
        "é",
        "日本",
        "\u{200b}",
        "Sen.",
        "ﬁ",
        "İ",
        "ß",
        "\u{301}",
        "\u{a0}",
        "…",
        "👩‍🌾",
        "2016",
        "!",
        "?",
    ];
    proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..80).prop_map(|parts| parts.join(" "))
}

#[test]
fn any_text_gives_sound_spans() {
    let _torch = torch();
    let bench = bench();
    let reader = babbling(bench.path());
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig { cases: 60, ..ProptestConfig::default() });
    let texts = (proptest::collection::vec("\\PC{0,300}", 3), proptest::collection::vec(newsish(), 3));
    let checked = runner.run(&texts, |(any, news)| {
        let articles: Vec<Article> = any.iter().chain(&news).map(|body| article(body)).collect();
        let readings = reader.read(&articles);
        articles.iter().zip(&readings).try_for_each(|(article, reading)| check(&article.body, reading))
    });
    checked.unwrap();
    let reading = reader.read(&[article("Ada Hale said the bridge must wait. “Nobody will pay,” the minister warned.")]).remove(0);
    assert!(reading.statements.iter().filter(|statement| !statement.cue.is_empty()).count() > 1, "{:?}", reading.statements);
}

#[test]
fn an_article_of_two_hundred_thousand_words_is_read() {
    let _torch = torch();
    let bench = bench();
    let reader = babbling(bench.path());
    let paragraph = "Ada Hale said the bridge must wait. The council met in the old hall and nobody came to speak.\n\n";
    let body = paragraph.repeat(200_000 / paragraph.split_whitespace().count());
    let reading = reader.read(&[article(&body)]).remove(0);
    assert!(reading.sentences.len() > 20_000 && reading.statements.len() > 20_000, "{}", reading.statements.len());
}

fn shipped(arithmetic: Arithmetic) -> Attributor {
    Attributor::load(&root().join("models/attribution"), arithmetic).unwrap()
}

fn samples() -> Vec<Article> {
    standpoint::article::read(&[root().join("datasets/sample/articles")]).into_iter().map(Result::unwrap).collect()
}

fn assert_batched_equals_single(arithmetic: Arithmetic) {
    let (model, articles) = (shipped(arithmetic), samples());
    let texts: Vec<Text> = articles.iter().map(Text::of).collect();
    let together = model.attribute(&texts);
    assert!(together.iter().flatten().flatten().count() > 50);
    for (text, found) in texts.iter().zip(together) {
        assert!(
            model.attribute(std::slice::from_ref(text)) == [found],
            "{arithmetic:?}: {} differs when it is read alone",
            text.article.id
        );
    }
}

#[test]
fn batched_equals_single_to_the_bit_in_fp32() {
    let _torch = torch();
    assert_batched_equals_single(Arithmetic::Fp32);
}

#[test]
fn batched_equals_single_to_the_bit_in_bf16() {
    let _torch = torch();
    if Arithmetic::fastest() == Arithmetic::Bf16 {
        assert_batched_equals_single(Arithmetic::Bf16);
    } else {
        eprintln!("skipped: this machine is not fast at bf16");
    }
}
