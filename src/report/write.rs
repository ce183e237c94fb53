//! Writing a report's files, each whole or not at all.
use super::{Report, html, json};
use crate::error::Result;
use crate::file::{make_folder, write_whole};
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
    make_folder(folder)?;
    let written = formats.iter().map(|format| {
        let path = folder.join(format.file_name());
        write_whole(&path, format.render(report)?.as_bytes())?;
        Ok(path)
    });
    written.collect()
}
