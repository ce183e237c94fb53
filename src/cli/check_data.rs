//! `standpoint check-data`: what is wrong with labelled pairs, before they train or measure anything.
mod text;

use super::columns::ColumnOptions;
use super::{Done, find_model, print, shown};
use anyhow::{Result, ensure};
use clap::Args;
use serde::Serialize;
use standpoint::dataset::Columns;
use standpoint::dataset::check::{self, Coded, Finding, Kind, Severity, Tally};
use standpoint::encoder::model::encoder;
use std::path::PathBuf;

/// Look for what is wrong with labelled sentences before anything is trained on them or measured with them
///
/// Counts labels and issues, and names file, line and remedy of what is wrong:
///
/// Errors, which training refuses: rows that cannot be read, without text, issue or label, with a label of other words; and
/// leaks, which are rows of --dev whose text, speaker and issue, or whose article, are also in FILE.
///
/// Warnings: one question with two labels, or coded twice; texts of --dev that are also in FILE with another speaker or issue, or nearly
/// are (of all runs of five words in either text at least half are in both); an issue written in two ways; a label that no row has; an
/// issue with one label only; texts longer than the model reads; speakers whom neither text nor context names.
///
/// Notes: rare labels, issues with fewer than five rows, long descriptions, rows without an article.
///
/// Two texts are the same where white space, capital letters and the kinds of quotation marks and dashes are all that differs.
///
/// Exit codes: 0 nothing is wrong (but for notes), 1 errors or warnings, 2 failed.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  standpoint check-data coded.jsonl\n  standpoint check-data train.csv --dev dev.csv\n  standpoint check-data coded.csv --map text=Sentence --map label=Stance --map label:supportive=pro --map label:opposed=contra\n\nA file for train and evaluate has at least text, issue and label:\n  text,speaker,issue,label,article\n  \"Lund called the toll \"\"a mistake\"\".\",Ann Lund,the toll,opposed,post-17"
)]
pub struct Arguments {
    /// Labelled sentences to train on, as .csv, .tsv or JSON lines (each also gzipped); several are taken together
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Labelled sentences that are held out to measure; once for each file
    #[arg(long, value_name = "FILE")]
    dev: Vec<PathBuf>,
    #[command(flatten)]
    columns: ColumnOptions,
    /// The model that texts must not be too long for: its folder, or its name as for evaluate [default: small]
    #[arg(long, value_name = "small|accurate|PATH")]
    model: Option<String>,
    /// Print all counts and findings as JSON
    #[arg(long)]
    json: bool,
}

/// Everything that is told.
#[derive(Serialize)]
struct Checked {
    files: Vec<File>,
    #[serde(flatten)]
    tally: Tally,
    /// The model whose tokens were counted; lengths were not looked at where there is none.
    model: Option<String>,
    findings: Vec<Told>,
}

#[derive(Serialize)]
struct File {
    file: String,
    held_out: bool,
    /// Labelled pairs.
    rows: usize,
    /// Rows that are none.
    broken: usize,
}

/// A finding with how bad it is.
#[derive(Serialize)]
struct Told {
    severity: Severity,
    kind: Kind,
    file: String,
    line: Option<usize>,
    wrong: String,
    remedy: String,
}

const DEFAULT: &str = "small";

pub fn run(arguments: &Arguments) -> Result<Done> {
    let checked = Checked::make(arguments)?;
    if arguments.json {
        print(serde_json::to_string_pretty(&checked)? + "\n")?;
    } else {
        print(text::render(&checked))?;
    }
    Ok(Done::skipping(checked.findings.iter().filter(|finding| finding.severity != Severity::Note).count()))
}

impl Checked {
    fn make(arguments: &Arguments) -> Result<Checked> {
        let columns = arguments.columns.columns()?;
        let (train, dev) = (read(&arguments.files, &columns)?, read(&arguments.dev, &columns)?);
        let mut findings = check::check(&train, &dev);
        let model = measure(arguments, &[&train, &dev], &mut findings)?;
        check::sort(&mut findings);
        let held_out = [(&train, false), (&dev, true)];
        let files = held_out.into_iter().flat_map(|(files, held_out)| files.iter().map(move |coded| File::of(coded, held_out)));
        Ok(Checked {
            files: files.collect(),
            tally: Tally::of(&train, &dev),
            model,
            findings: findings.into_iter().map(Told::of).collect(),
        })
    }
}

impl File {
    fn of(coded: &Coded, held_out: bool) -> File {
        File { file: shown(&coded.file), held_out, rows: coded.rows.len(), broken: coded.n_broken() }
    }
}

impl Told {
    fn of(finding: Finding) -> Told {
        let severity = finding.severity();
        let Finding { kind, file, line, wrong, remedy } = finding;
        Told { severity, kind, file: shown(&file), line, wrong, remedy }
    }
}

fn read(files: &[PathBuf], columns: &Columns) -> Result<Vec<Coded>> {
    let coded = files.iter().map(|file| check::read(file, columns)).collect::<Result<Vec<_>, _>>()?;
    for file in &coded {
        ensure!(file.rows.len() + file.n_broken() > 0, "{}: no rows; give one labelled sentence a row", shown(&file.file));
    }
    Ok(coded)
}

/// Adds what is too long for the model, and tells its name; only one that was asked for has to be there.
fn measure(arguments: &Arguments, sides: &[&[Coded]], findings: &mut Vec<Finding>) -> Result<Option<String>> {
    let name = arguments.model.as_deref().unwrap_or(DEFAULT);
    let folder = match find_model::find(name) {
        Err(_) if arguments.model.is_none() => return Ok(None),
        folder => folder?,
    };
    let encoder = encoder(&folder)?;
    sides.iter().for_each(|files| findings.extend(check::lengths(files, &encoder)));
    Ok(Some(name.into()))
}
