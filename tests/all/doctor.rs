//! `standpoint doctor`, of a copy of the program that has tiny models beside it.
use crate::command_line::text;
use crate::errors::tiny;
use crate::torch;
use crate::training::bench;
use serde_json::Value;
use standpoint::encoder::{Arithmetic, Model};
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// The program by itself, away from the models of this checkout, with tiny models of these names beside it.
fn alone(names: &[&str]) -> TempDir {
    let folder = bench();
    fs::copy(env!("CARGO_BIN_EXE_standpoint"), folder.path().join("standpoint")).unwrap();
    for name in names {
        tiny(&folder.path().join("base"), &folder.path().join("models").join(name));
    }
    folder
}

fn doctor(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(folder.join("standpoint"));
    command.arg("doctor").args(arguments).current_dir(folder).env("HOME", folder).env("OMP_NUM_THREADS", "1").env_remove("XDG_DATA_HOME");
    let output = command.output().unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn doctor_finds_everything_there() {
    let _torch = torch();
    let folder = alone(&["accurate", "small"]);
    let (code, out, said) = doctor(folder.path(), &["--json"]);
    assert_eq!(code, Some(0), "{out}{said}");
    let told: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(told["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(told["libtorch"]["threads"], 1);
    assert_eq!(told["threads"]["omp_num_threads"], "1");
    assert!(told["speed"]["fp32"].as_f64() > Some(0.0) && told["machine"]["cores"].as_u64() > Some(0));
    let models = told["models"].as_array().unwrap();
    assert_eq!(models.iter().map(|model| model["name"].as_str().unwrap()).collect::<Vec<_>>(), ["accurate", "attribution", "small"]);
    let sha256 = Model::load(&folder.path().join("models/small"), Arithmetic::Fp32).unwrap().sha256;
    assert_eq!((&models[2]["chosen"], models[2]["sha256"].as_str()), (&Value::Bool(true), Some(sha256.as_str())));
    assert_eq!(models[2]["description"]["licence"], "Apache-2.0");
    let (code, out, _) = doctor(folder.path(), &[]);
    assert_eq!(code, Some(0), "{out}");
    for word in [
        "libtorch",
        "GFLOP/s",
        "small: loads and answers",
        "attribution: loads and answers",
        &sha256[..12],
        "Nothing is wrong: the default, cascade",
    ] {
        assert!(out.contains(word), "{word} not in {out}");
    }
}

#[test]
fn doctor_says_what_to_do() {
    let _torch = torch();
    let folder = alone(&["small", "town"]);
    let weights = folder.path().join("models/town/weights.safetensors");
    let whole = fs::read(&weights).unwrap();
    fs::write(&weights, &whole[..whole.len() / 2]).unwrap();
    let (code, out, said) = doctor(folder.path(), &[]);
    assert_eq!(code, Some(1), "{out}{said}");
    for word in [
        "1. there is no model accurate",
        "git checkout -- models/accurate",
        "2. the model town cannot be used",
        "models/town/weights.safetensors: no whole weight file",
        "standpoint train",
    ] {
        assert!(out.contains(word), "{word} not in {out}");
    }
    fs::remove_dir_all(folder.path().join("models/small")).unwrap();
    let (code, out, said) = doctor(folder.path(), &[]);
    assert_eq!(code, Some(2), "{out}");
    assert!(said.contains("nothing can be scored") && !said.contains("panicked"), "{said}");
}
