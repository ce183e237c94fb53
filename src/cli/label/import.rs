//! `standpoint label import`: what coders labelled, and how far they agree.
use super::super::{Done, complain, print, shown};
use super::text;
use anyhow::{Result, ensure};
use clap::Args;
use standpoint::file::write_whole;
use standpoint::labelling::figures::figures;
use standpoint::labelling::merge::{Merged, merge};
use standpoint::labelling::read::{Filled, coders, read};
use std::path::PathBuf;

/// Read what coders labelled, tell how far they agree, and write labelled pairs for `train` and `evaluate`
///
/// Reads sheets and JSON lines by `standpoint label export`, and exports of Label Studio (JSON, JSON-MIN, CSV), doccano and Prodigy (JSON
/// lines), told by their content. Who labelled is said in the file, by `coder`, `completed_by`, `_annotator_id` or `_session_id`, else by
/// its name: give each coder a file. An unfilled export among the files helps where texts were changed by accident.
///
/// Prints percent agreement and Krippendorff's alpha over all coders, Cohen's kappa and a table for each two, and how far the classifier
/// agrees with each of them on the slice that was drawn by chance; intervals (95%) come from 2,000 draws of the units. A label counts
/// where more than half of a unit's coders gave it; the others are disagreements: decide them in the column `label` of the file that
/// --disagreements writes, and give that file with --adjudicated.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  standpoint label import ann.csv bea.csv --disagreements decide.csv\n  standpoint label import ann.csv bea.csv --adjudicated decide.csv --out labelled.jsonl\n  standpoint label import project-3.json --out labelled.jsonl # all annotators of a Label Studio project"
)]
pub struct Arguments {
    /// Files that coders filled
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Write the labelled pairs into this file, as JSON lines
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write the units on which coders disagree into this file, as CSV
    #[arg(long, value_name = "FILE")]
    disagreements: Option<PathBuf>,
    /// A file of disagreements with labels decided; they count instead of the coders'
    #[arg(long, value_name = "FILE")]
    adjudicated: Option<PathBuf>,
}

pub fn run(arguments: &Arguments) -> Result<Done> {
    let mut skipped = 0;
    let mut files = Vec::new();
    for (path, coder) in arguments.files.iter().zip(coders(&arguments.files)) {
        match read(path, &coder) {
            Ok(filled) => files.push((shown(path), told(filled, &mut skipped))),
            Err(error) => {
                complain(error);
                skipped += 1;
            }
        }
    }
    let read_files = text::files(&files);
    let mut merged = merge(files.into_iter().flat_map(|(_, filled)| filled.records).collect());
    merged.errors.iter().for_each(complain);
    skipped += merged.errors.len();
    ensure!(!merged.coded.is_empty(), "nothing is labelled in these files; see `standpoint label import --help` for what is read");
    if let Some(path) = &arguments.adjudicated {
        merged.decide(&told(read(path, "decided")?, &mut skipped).records);
    }
    print(read_files + &text::render(&merged, &figures(&merged), arguments.disagreements.is_none()))?;
    write(arguments, &merged)?;
    Ok(Done::skipping(skipped))
}

fn told(filled: Filled, skipped: &mut usize) -> Filled {
    filled.errors.iter().for_each(complain);
    *skipped += filled.errors.len();
    filled
}

fn write(arguments: &Arguments, merged: &Merged) -> Result<()> {
    if let Some(file) = &arguments.disagreements {
        write_whole(file, &merged.disagreement_sheet()?)?;
        print(format_args!("\n{}: {} disagreements\n", shown(file), merged.disagreements().count()))?;
    }
    if let Some(file) = &arguments.out {
        let lines = merged.lines();
        write_whole(file, lines.as_bytes())?;
        print(format_args!("\n{}: {} labelled pairs\n", shown(file), lines.lines().count()))?;
    }
    Ok(())
}
