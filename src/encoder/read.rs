//! Reading a model's files, and telling what stands in their place.
use crate::error::{Error, Result};
use std::path::Path;

/// The bytes of a file that is none of the things which are often downloaded in a file's place.
pub(super) fn bytes(path: &Path, hint: &str) -> Result<Vec<u8>> {
    let bytes = std::fs::read(path).map_err(|error| Error::new(path, format!("cannot be read: {error}"), hint))?;
    match stand_in(&bytes) {
        Some((wrong, remedy)) => Err(Error::new(path, wrong, remedy)),
        None => Ok(bytes),
    }
}

/// The same as text.
pub(super) fn text(path: &Path, hint: &str) -> Result<String> {
    String::from_utf8(bytes(path, hint)?).map_err(|_| Error::new(path, "not UTF-8", hint))
}

/// A table of a TOML file; errors name the line.
pub(super) fn toml<T: serde::de::DeserializeOwned>(path: &Path, hint: &str) -> Result<T> {
    let text = text(path, hint)?;
    toml::from_str(&text).map_err(|error| {
        let line = error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1);
        Error::new(path, error.message().trim().replace('\n', ", "), hint).at(line)
    })
}

/// What stands in a file's place, and what to do.
fn stand_in(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).trim_start().to_lowercase();
    if bytes.is_empty() {
        Some(("an empty file", "get the file anew"))
    } else if start.starts_with("version https://git-lfs") {
        Some(("a Git LFS pointer, not the file itself", "run `git lfs pull` where it comes from, or get the file itself"))
    } else if start.starts_with("<!doctype") || start.starts_with("<html") {
        Some(("a web page, not the file itself", "download the file itself, not the page that shows it"))
    } else {
        None
    }
}
