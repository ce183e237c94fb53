//! Writing a report's files, each whole or not at all.
use super::{Report, dna, drawing, html, json, markdown, network, tables};
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
    /// Everything, `report.json`, with its shape in `report.schema.json`.
    Json,
    /// Everything in five tables, `actors.csv`, `positions.csv`, `sayings.csv`, `statements.csv` and `run.csv`.
    Csv,
    /// The first four of these with typed columns, `actors.parquet` and so on.
    Parquet,
    /// Drawings for a paper in the folder `charts`.
    Svg,
    /// The networks for Gephi, in the folder `networks`.
    Gexf,
    /// The same for any other program that reads networks.
    GraphMl,
    /// What Discourse Network Analyzer takes, with a script for R that imports it, in the folder `dna`.
    Dna,
}

/// A file's path within the report's folder, and what is in it.
pub(super) type File = (String, Vec<u8>);

impl Format {
    /// All of them.
    pub const ALL: [Format; 9] = [
        Format::Html,
        Format::Markdown,
        Format::Json,
        Format::Csv,
        Format::Parquet,
        Format::Svg,
        Format::Gexf,
        Format::GraphMl,
        Format::Dna,
    ];

    /// The word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Format::Html => "html",
            Format::Markdown => "md",
            Format::Json => "json",
            Format::Csv => "csv",
            Format::Parquet => "parquet",
            Format::Svg => "svg",
            Format::Gexf => "gexf",
            Format::GraphMl => "graphml",
            Format::Dna => "dna",
        }
    }

    fn render(self, report: &Report) -> Result<Vec<File>> {
        Ok(match self {
            Format::Html => html::pages(report)?.into_iter().map(|page| (page.name, page.html.into_bytes())).collect(),
            Format::Markdown => vec![("report.md".into(), markdown::render(report).into_bytes())],
            Format::Json => vec![
                ("report.json".into(), format!("{:#}\n", json::render(report)).into_bytes()),
                ("report.schema.json".into(), json::SCHEMA.into()),
            ],
            Format::Csv => vec![
                ("actors.csv".into(), tables::actors(report).csv()?),
                ("positions.csv".into(), tables::positions(report).csv()?),
                ("sayings.csv".into(), tables::sayings(report).csv()?),
                ("statements.csv".into(), tables::statements(report).csv()?),
                ("run.csv".into(), tables::run(report)?),
            ],
            Format::Parquet => vec![
                ("actors.parquet".into(), tables::actors(report).parquet()?),
                ("positions.parquet".into(), tables::positions(report).parquet()?),
                ("sayings.parquet".into(), tables::sayings(report).parquet()?),
                ("statements.parquet".into(), tables::statements(report).parquet()?),
            ],
            Format::Svg => drawing::files(report)?,
            Format::Gexf => network::files(report, network::Language::Gexf)?,
            Format::GraphMl => network::files(report, network::Language::GraphMl)?,
            Format::Dna => dna::files(report)?,
        })
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(word: &str) -> std::result::Result<Format, String> {
        Format::ALL.into_iter().find(|format| format.word() == word).ok_or_else(|| {
            let words = Format::ALL.map(Format::word).join(", ");
            format!("unknown format {word:?}: expected one of {words}, or several with commas between them")
        })
    }
}

/// Writes the report into a folder, made where it is missing, and returns the files. Fails where the folder cannot be made or written to;
/// a file that was there before is then as it was.
pub fn write(folder: &Path, formats: &[Format], report: &Report) -> Result<Vec<PathBuf>> {
    make_folder(folder)?;
    let mut written = Vec::new();
    for (name, bytes) in formats.iter().map(|format| format.render(report)).collect::<Result<Vec<_>>>()?.into_iter().flatten() {
        let path = folder.join(name);
        path.parent().map_or(Ok(()), make_folder)?;
        write_whole(&path, &bytes)?;
        written.push(path);
    }
    Ok(written)
}
