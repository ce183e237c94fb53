//! `confusion.toml`: how the sayings that a model's judgements make are known to err, where it was measured.
//!
//! It lies beside `model.toml` and not in it, since no judgement depends on it.
use super::model::write_toml;
use super::read;
use crate::error::{Error, Result};
use crate::scorecard::Confusion;
use std::path::{Path, PathBuf};

fn path(folder: &Path) -> PathBuf {
    folder.join("confusion.toml")
}

/// That of a model folder; `None` where there is none. An error where it cannot be used.
pub fn read(folder: &Path) -> Result<Option<Confusion>> {
    let path = path(folder);
    if !path.exists() {
        return Ok(None);
    }
    let hint = "expected the confusion.toml that `standpoint calibrate --articles` writes; give that again, or delete the file";
    let confusion: Confusion = read::toml(&path, hint)?;
    match confusion.wrong() {
        Some(wrong) => Err(Error::new(&path, wrong, hint)),
        None => Ok(Some(confusion)),
    }
}

/// Writes that of a model folder, in the place of what was there.
pub fn write(folder: &Path, confusion: &Confusion) -> Result<()> {
    write_toml(&path(folder), confusion)
}
