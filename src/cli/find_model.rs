//! Where a model named on the command line lies.
use anyhow::{Result, bail};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A folder given as it is; else a name in `models/` here, beside or above the executable, then in the user's data folder.
pub fn find(model: &str) -> Result<PathBuf> {
    let places = places(model);
    match places.iter().find(|folder| folder.join("model.toml").is_file()) {
        Some(folder) => Ok(folder.clone()),
        None => {
            bail!(
                "no model {model}: looked for model.toml in {}; name a folder made by `standpoint train` with --model, \
                 or ask `standpoint doctor` what is missing",
                list(&places)
            )
        }
    }
}

/// The folders in which a model is looked for by its name, in order.
pub fn roots() -> Vec<PathBuf> {
    let executable = std::env::current_exe().and_then(|path| path.canonicalize()).unwrap_or_default();
    let above = executable.ancestors().skip(1).map(|folder| folder.join("models"));
    let data = std::env::var_os("XDG_DATA_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".local/share")));
    let user = data.map(|folder| folder.join("standpoint/models"));
    std::iter::once(PathBuf::from("models")).chain(above).chain(user).collect()
}

/// Every folder in the roots that has a file of a model, each once, in the order in which they are found.
pub fn all() -> Vec<PathBuf> {
    let mut seen = BTreeSet::new();
    let new = |folder: &PathBuf| seen.insert(folder.canonicalize().unwrap_or_else(|_| folder.clone()));
    roots().iter().flat_map(|root| inside(root)).filter(new).collect()
}

fn inside(root: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root).into_iter().flatten().flatten();
    let is_model = |folder: &PathBuf| ["model.toml", "weights.safetensors", "tokenizer.json"].iter().any(|file| folder.join(file).exists());
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_model).collect();
    folders.sort();
    folders
}

fn places(model: &str) -> Vec<PathBuf> {
    let roots = if Path::new(model).components().count() == 1 { roots() } else { Vec::new() };
    std::iter::once(PathBuf::from(model)).chain(roots.into_iter().map(|root| root.join(model))).collect()
}

fn list(places: &[PathBuf]) -> String {
    places.iter().map(|place| place.display().to_string()).collect::<Vec<_>>().join(", ")
}
