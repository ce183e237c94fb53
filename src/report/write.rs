//! Writing a report's files, each whole or not at all.
use super::{Report, html, json, markdown, tables};
use crate::error::Result;
use crate::file::{make_folder, write_whole};
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// What a report can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// A self-contained page, `index.html`.
    Html,
    /// A memo, `report.md`.
    Markdown,
    /// Everything, `report.json`.
    Json,
    /// Everything in four tables, `actors.csv`, `positions.csv`, `statements.csv` and `run.csv`.
    Csv,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 4] = [Format::Html, Format::Markdown, Format::Json, Format::Csv];

    /// The files with their names.
    fn render(self, report: &Report) -> Result<Vec<(String, Vec<u8>)>> {
        Ok(match self {
            Format::Html => html::pages(report)?.into_iter().map(|page| (page.name, page.html.into_bytes())).collect(),
            Format::Markdown => vec![("report.md".into(), markdown::render(report).into_bytes())],
            Format::Json => vec![("report.json".into(), format!("{:#}\n", json::render(report)).into_bytes())],
            Format::Csv => vec![
                ("actors.csv".into(), tables::actors(report)?),
                ("positions.csv".into(), tables::positions(report)?),
                ("statements.csv".into(), tables::statements(report)?),
                ("run.csv".into(), tables::run(report)?),
            ],
        })
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(word: &str) -> std::result::Result<Format, String> {
        match word {
            "html" => Ok(Format::Html),
            "md" => Ok(Format::Markdown),
            "json" => Ok(Format::Json),
            "csv" => Ok(Format::Csv),
            other => Err(format!("unknown format {other:?}: expected html, md, json or csv, or several with commas between them")),
        }
    }
}

/// Writes the report into a folder, made where it is missing, and returns the files. Fails where the folder cannot be made or written to;
/// a file that was there before is then as it was.
pub fn write(folder: &Path, formats: &[Format], report: &Report) -> Result<Vec<PathBuf>> {
    make_folder(folder)?;
    let mut written = Vec::new();
    for (name, bytes) in formats.iter().map(|format| format.render(report)).collect::<Result<Vec<_>>>()?.into_iter().flatten() {
        let path = folder.join(&name);
        write_whole(&path, &bytes)?;
        written.push(path);
    }
    Ok(written)
}
