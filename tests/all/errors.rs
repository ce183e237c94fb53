//! Whatever is wrong with what a user gives: a message that says what and where, the right exit code, and never a panic.
use crate::command_line::{command, text};
use crate::training::bench;
use crate::{root, torch};
use standpoint::encoder::arithmetic::device;
use standpoint::encoder::config::Config;
use standpoint::encoder::network::StanceNetwork;
use standpoint::encoder::weights::{self, Precision};
use standpoint::encoder::{Arithmetic, Model};
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A command line, what stands on stdin, the exit code, and what stderr must hold.
type Case = (&'static str, &'static str, i32, &'static [&'static str]);

const PAIR: &str = r#"{"text": "Lund rejected it.", "issue": "the toll", "speaker": "Lund", "label": "opposed", "article": "a"}"#;
const ISSUE: &str = "[[issue]]\nid = \"toll\"\nname = \"The toll\"\n";

const CASES: &[Case] = &[
    // codebooks
    ("pairs good.txt --issues issues.toml", "", 0, &[]),
    ("pairs good.txt --issues nowhere.toml", "", 2, &["nowhere.toml", "cannot be read"]),
    ("pairs good.txt --issues broken.toml", "", 2, &["broken.toml:3", "expected one [[issue]]"]),
    ("pairs good.txt --issues unknown.toml", "", 2, &["unknown.toml:4", "unknown field `colour`"]),
    ("pairs good.txt --issues double.toml", "", 2, &["double.toml:4", "already that of the issue in line 1"]),
    ("pairs good.txt --issues empty.toml", "", 2, &["empty.toml", "no issue in it"]),
    ("pairs good.txt --issues latin.toml", "", 2, &["latin.toml:3", "not UTF-8", "save it as UTF-8"]),
    ("pairs good.txt --issues .", "", 2, &["cannot be read"]),
    // inputs
    ("statements missing.txt", "", 2, &["missing.txt", "no article could be read"]),
    ("statements good.txt missing.txt", "", 1, &["skipped missing.txt"]),
    ("report good.txt --issues issues.toml --model tiny --out good.txt", "", 2, &["good.txt", "cannot make this folder"]),
    // pairs
    ("classify --model tiny", "", 0, &[]),
    ("classify --model tiny", "no JSON\n", 2, &["-:1", "expected a JSON object with text and issue", "no line could be classified"]),
    (
        "classify --model tiny",
        "{\"text\": \"He.\", \"issue\": \"x\"}\n[1]\n{\"text\": 7}\n",
        1,
        &["-:2", "-:3: text is 7, expected a string"],
    ),
    ("evaluate pairs.jsonl --model nowhere", "", 2, &["no model nowhere", "standpoint doctor"]),
    ("evaluate nowhere.jsonl --model tiny", "", 2, &["nowhere.jsonl"]),
    ("evaluate empty.toml --model tiny", "", 2, &["empty.toml", "no pairs", "expected one JSON object a line"]),
    ("evaluate broken.jsonl --model tiny", "", 2, &["broken.jsonl:2", "expected one JSON object a line"]),
    ("evaluate unlabelled.jsonl --model tiny", "", 2, &["unlabelled.jsonl:1", "no field label"]),
    ("evaluate mislabelled.jsonl --model tiny", "", 2, &["mislabelled.jsonl:1", "`maybe`", "supportive"]),
    ("evaluate latin.toml --model tiny", "", 2, &["latin.toml:1"]),
    ("calibrate --pairs broken.jsonl --model tiny", "", 2, &["broken.jsonl:2"]),
    ("calibrate --pairs one.jsonl --model tiny", "", 2, &["leaves 1 pairs"]),
    // coded articles
    ("evaluate --articles broken.jsonl --model tiny", "", 2, &["broken.jsonl:1", "expected one coded article a line"]),
    ("evaluate --mentions broken.jsonl --attribution rules", "", 2, &["broken.jsonl:1", "expected one coded article a line"]),
    ("evaluate --articles empty.jsonl --model tiny", "", 2, &["empty.jsonl", "no coded article"]),
    ("evaluate --articles coded --model tiny", "", 2, &["a.gold.json", "line 1"]),
    ("calibrate --articles coded --model tiny", "", 2, &["a.gold.json"]),
    // recipes
    ("train nowhere.toml", "", 2, &["nowhere.toml", "cannot be read", "recipes/small.toml"]),
    ("train issues.toml", "", 2, &["issues.toml:1", "unknown field `issue`"]),
    ("train unknown-recipe.toml", "", 2, &["unknown-recipe.toml:3", "unknown field `colour`"]),
    ("train baseless.toml", "", 2, &["elsewhere", "scripts/base-model"]),
    ("train recipe.toml --data-dir coded", "", 2, &["pairs.jsonl", "No such file"]),
    ("train recipe.toml --data-dir broken", "", 2, &["pairs.jsonl:2", "expected one JSON object a line"]),
    ("train recipe.toml --out good.txt", "", 2, &["good.txt", "cannot make this folder"]),
];

/// A folder with everything that the cases name.
fn lay_out() -> TempDir {
    let folder = bench();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    ["coded", "broken"].iter().for_each(|name| fs::create_dir(folder.path().join(name)).unwrap());
    write("good.txt", b"Mayor Lund opposes the toll.\n");
    write("issues.toml", ISSUE.as_bytes());
    write("broken.toml", ISSUE.replace("toll\"\n", "toll\n").replacen("toll\n", "toll\"\n", 1).as_bytes());
    write("unknown.toml", format!("{ISSUE}colour = \"red\"\n").as_bytes());
    write("double.toml", [ISSUE, ISSUE].concat().as_bytes());
    write("empty.toml", b"");
    write("empty.jsonl", b"\n");
    write("latin.toml", b"[[issue]]\nid = \"caf\"\nname = \"caf\xe9\"\n");
    write("one.jsonl", format!("{PAIR}\n").as_bytes());
    let broken = format!("{PAIR}\n{}\n", &PAIR[..40]);
    write("broken.jsonl", broken.as_bytes());
    write("broken/pairs.jsonl", broken.as_bytes());
    write("unlabelled.jsonl", PAIR.replace("label", "lable").as_bytes());
    write("mislabelled.jsonl", PAIR.replace("opposed", "maybe").as_bytes());
    write("coded/a.txt", b"Mayor Lund opposes the toll.\n");
    write("coded/a.gold.json", b"{\"issues\": [");
    let recipe = fs::read_to_string(folder.path().join("recipe.toml")).unwrap();
    write("unknown-recipe.toml", recipe.replacen("name = \"tiny\"\n", "name = \"tiny\"\ncolour = \"red\"\n", 1).as_bytes());
    write("baseless.toml", recipe.replace("base = \"base\"", "base = \"elsewhere\"").as_bytes());
    tiny(&folder.path().join("base"), &folder.path().join("tiny"));
    folder
}

/// A model folder of random weights, of the shape of a base.
pub fn tiny(base: &Path, folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    for file in ["config.json", "tokenizer.json"] {
        fs::copy(base.join(file), folder.join(file)).unwrap();
    }
    let network = StanceNetwork::new(&Config::read(&base.join("config.json")).unwrap(), device());
    weights::write_model(folder, &weights::variables(&network), Precision::Fp16).unwrap();
    let description = fs::read_to_string(root().join("models/small/model.toml")).unwrap();
    fs::write(folder.join("model.toml"), description.replace("max_tokens = 160", "max_tokens = 128")).unwrap();
}

fn run(mut command: Command, stdin: &str) -> Output {
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // whoever fails early does not read it
    let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    child.wait_with_output().unwrap()
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let _torch = torch();
    let folder = lay_out();
    for (line, stdin, code, words) in CASES {
        let mut command = command(folder.path(), &line.split(' ').collect::<Vec<_>>());
        command.stdout(Stdio::piped());
        let output = run(command, stdin);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(*code), "{line}: {said}");
        assert_eq!(said.is_empty(), *code == 0, "{line}: {said}");
        for word in *words {
            assert!(said.contains(word), "{line}: {word} not in {said}");
        }
    }
}

/// Command lines that print a lot, a little, or JSON.
const PRINTING: [(&str, &str); 6] = [
    ("statements good.txt", ""),
    ("pairs good.txt --issues issues.toml", ""),
    ("report good.txt --issues issues.toml --model tiny", ""),
    ("classify --model tiny", PAIR),
    ("evaluate one.jsonl --model tiny", ""),
    ("evaluate one.jsonl --model tiny --json", ""),
];

#[test]
fn a_full_disk_behind_stdout_is_an_error() {
    if !Path::new("/dev/full").exists() {
        return eprintln!("skipped: there is no /dev/full here");
    }
    let _torch = torch();
    let folder = lay_out();
    for (line, stdin) in PRINTING {
        let mut command = command(folder.path(), &line.split(' ').collect::<Vec<_>>());
        command.stdout(File::options().write(true).open("/dev/full").unwrap());
        let output = run(command, stdin);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{line}: {said}");
        assert!(said.contains("cannot write to standard output") && !said.contains("panicked"), "{line}: {said}");
    }
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let _torch = torch();
    let folder = lay_out();
    for (line, stdin) in PRINTING {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = command(folder.path(), &line.split(' ').collect::<Vec<_>>());
        command.stdout(writer);
        let output = run(command, stdin);
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()), "{line}");
    }
}

/// What is done to a file of a model folder, and words of the error.
type Fault = (&'static str, fn(Vec<u8>) -> Vec<u8>, &'static [&'static str]);

fn replaced(bytes: Vec<u8>, from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains(from), "{from}");
    text.replace(from, to).into_bytes()
}

const FAULTS: &[Fault] = &[
    ("weights.safetensors", |_| Vec::new(), &["an empty file"]),
    ("weights.safetensors", |bytes| bytes[..bytes.len() / 2].to_vec(), &["no whole weight file", "get it anew"]),
    ("weights.safetensors", |bytes| bytes[..5].to_vec(), &["no whole weight file"]),
    ("weights.safetensors", |bytes| [b"garbage ", &bytes[8..]].concat(), &["no whole weight file"]),
    ("weights.safetensors", |_| b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n".to_vec(), &["Git LFS pointer"]),
    ("weights.safetensors", |_| b"\n<!DOCTYPE html>\n<html>".to_vec(), &["a web page"]),
    ("weights.safetensors", spoil, &["holds what is no number"]),
    ("tokenizer.json", |bytes| bytes[..1000].to_vec(), &["line", "tokenizer.json of the model's base"]),
    ("tokenizer.json", |_| b"{}".to_vec(), &["tokenizer.json of the model's base"]),
    ("tokenizer.json", |bytes| replaced(bytes, "[unused1]", "[unused0001]"), &["no token [unused1]"]),
    ("tokenizer.json", |_| b"<html>".to_vec(), &["a web page"]),
    ("tokenizer.json", |_| fs::read(root().join("models/accurate/tokenizer.json")).unwrap(), &["do not fit config.json"]),
    ("config.json", |bytes| bytes[..40].to_vec(), &["config.json:1", "BERT or MPNet"]),
    ("config.json", |bytes| replaced(bytes, "{\"hidden", "{\"model_type\": \"gpt2\", \"hidden"), &["model_type gpt2"]),
    ("config.json", |bytes| replaced(bytes, "\"hidden_size\": 32", "\"hidden_size\": 64"), &["is [", "expected [", "do not belong"]),
    ("config.json", |bytes| replaced(bytes, "\"hidden_size\": 32", "\"hidden_size\": 32000000"), &["fit no such model"]),
    ("config.json", |bytes| replaced(bytes, "\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3"), &["no tensor encoder.layer.2"]),
    ("config.json", |bytes| replaced(bytes, "\"num_hidden_layers\": 2", "\"num_hidden_layers\": 1"), &["has no place for"]),
    ("config.json", |bytes| replaced(bytes, "\"num_attention_heads\": 2", "\"num_attention_heads\": 0"), &["fit no such model"]),
    ("config.json", |bytes| replaced(bytes, "\"hidden_dropout_prob\": 0.1", "\"hidden_dropout_prob\": 7"), &["fit no such model"]),
    ("config.json", |bytes| replaced(bytes, "\"vocab_size\": 30522", "\"vocab_size\": 100"), &["do not fit config.json"]),
    ("model.toml", |bytes| bytes[..30].to_vec(), &["model.toml:2"]),
    ("model.toml", |bytes| [b"colour = \"red\"\n", &bytes[..]].concat(), &["model.toml:1", "unknown field `colour`"]),
    ("model.toml", |bytes| replaced(bytes, "\"opposed\", \"none\"", "\"none\", \"opposed\""), &["labels are not supportive"]),
    ("model.toml", |bytes| replaced(bytes, "max_tokens = 128", "max_tokens = 500"), &["do not fit config.json"]),
    ("model.toml", |bytes| replaced(bytes, "max_tokens = 128", "max_tokens = 5000"), &["max_tokens lies outside"]),
    ("model.toml", |bytes| replaced(bytes, "unsure_below = 0.", "unsure_below = nan # 0."), &["a threshold is no number"]),
    ("model.toml", |bytes| replaced(bytes, "temperature = 0.", "temperature = -0."), &["temperature is not above 0"]),
];

/// Makes the last number of the last tensor infinite.
fn spoil(mut bytes: Vec<u8>) -> Vec<u8> {
    let end = bytes.len();
    bytes[end - 2..].copy_from_slice(&half::f16::INFINITY.to_le_bytes());
    bytes
}

#[test]
fn models_that_cannot_be_used_are_told_apart() {
    let _torch = torch();
    let bench = bench();
    let folder = bench.path().join("tiny");
    tiny(&bench.path().join("base"), &folder);
    let load = || Model::load(&folder, Arithmetic::Fp32).map(|_| ()).map_err(|error| error.to_string());
    assert_eq!(load(), Ok(()));
    for (file, change, words) in FAULTS {
        let path = folder.join(file);
        let whole = fs::read(&path).unwrap();
        fs::write(&path, change(whole.clone())).unwrap();
        let said = load().expect_err(file);
        fs::write(&path, whole).unwrap();
        assert!(said.contains(folder.to_str().unwrap()), "{file}: {said}");
        for word in *words {
            assert!(said.contains(word), "{file}: {word} not in {said}");
        }
    }
    for file in ["weights.safetensors", "tokenizer.json", "config.json", "model.toml"] {
        let path = folder.join(file);
        let whole = fs::read(&path).unwrap();
        fs::remove_file(&path).unwrap();
        assert!(load().expect_err(file).contains(&format!("{file}: cannot be read")), "{file}");
        fs::write(&path, whole).unwrap();
    }
}
