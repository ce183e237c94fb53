//! Where a model named on the command line lies.
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};

/// A folder given as it is; else a name in `models/` here, beside or above the executable, then in the user's data folder.
pub fn find(model: &str) -> Result<PathBuf> {
    let places = places(model);
    match places.iter().find(|folder| folder.join("model.toml").is_file()) {
        Some(folder) => Ok(folder.clone()),
        None => {
            bail!("no model {model}: looked for model.toml in {}; name a folder made by `standpoint train` with --model", list(&places))
        }
    }
}

fn places(model: &str) -> Vec<PathBuf> {
    let executable = std::env::current_exe().and_then(|path| path.canonicalize()).unwrap_or_default();
    let above = executable.ancestors().skip(1).map(|folder| folder.join("models"));
    let data = std::env::var_os("XDG_DATA_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".local/share")));
    let user = data.map(|folder| folder.join("standpoint/models"));
    let named = std::iter::once(PathBuf::from("models")).chain(above).chain(user).map(|folder| folder.join(model));
    let named: Vec<PathBuf> = if Path::new(model).components().count() == 1 { named.collect() } else { Vec::new() };
    std::iter::once(PathBuf::from(model)).chain(named).collect()
}

fn list(places: &[PathBuf]) -> String {
    places.iter().map(|place| place.display().to_string()).collect::<Vec<_>>().join(", ")
}
