//! Writing a report's files, each whole or not at all.
use super::{Report, html, json};
use crate::error::{Error, Result};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// A file that a report can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// A self-contained page, `index.html`.
    Html,
    /// Everything, `report.json`.
    Json,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 2] = [Format::Html, Format::Json];

    /// The name of the file.
    pub fn file_name(self) -> &'static str {
        match self {
            Format::Html => "index.html",
            Format::Json => "report.json",
        }
    }

    fn render(self, report: &Report) -> Result<String> {
        match self {
            Format::Html => html::render(report),
            Format::Json => Ok(format!("{:#}\n", json::render(report))),
        }
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(word: &str) -> std::result::Result<Format, String> {
        match word {
            "html" => Ok(Format::Html),
            "json" => Ok(Format::Json),
            other => Err(format!("unknown format {other:?}: expected html or json")),
        }
    }
}

/// Writes the report into a folder, made where it is missing, and returns the files. Fails where the folder cannot be made or written to;
/// a file that was there before is then as it was.
pub fn write(folder: &Path, formats: &[Format], report: &Report) -> Result<Vec<PathBuf>> {
    let hint = "choose a folder that can be written to with --out";
    fs::create_dir_all(folder).map_err(|error| Error::new(folder, format!("cannot make this folder: {error}"), hint))?;
    let written = formats.iter().map(|format| {
        let path = folder.join(format.file_name());
        write_whole(&path, &format.render(report)?).map_err(|error| Error::new(&path, format!("cannot write: {error}"), hint))?;
        Ok(path)
    });
    written.collect()
}

/// Into a temporary file beside it, which then takes its name.
fn write_whole(path: &Path, text: &str) -> std::io::Result<()> {
    let part = path.with_extension(format!("part-{}", std::process::id()));
    let written = fs::File::create(&part).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    let moved = written.and_then(|()| fs::rename(&part, path));
    if moved.is_err() {
        // The first error is the one to tell; what is left of the part is only in the way.
        let _ = fs::remove_file(&part);
    }
    moved
}
