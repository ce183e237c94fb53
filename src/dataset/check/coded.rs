//! A file of labelled pairs as it is, with what is wrong in it.
use super::super::read::{LABELLED, check_header, labelled};
use super::super::{Columns, Fault, Located};
use super::{Finding, Kind};
use crate::article::Records;
use crate::error::Result;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// A file's labelled pairs, and what else it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Coded {
    /// The file.
    pub file: PathBuf,
    /// The records that are labelled pairs, in the order of the file.
    pub rows: Vec<Located>,
    /// What is wrong with the others.
    broken: Vec<Broken>,
}

#[derive(Clone, Debug, PartialEq)]
struct Broken {
    line: usize,
    kind: Kind,
    wrong: String,
    remedy: String,
}

impl Coded {
    /// How many records are no labelled pairs.
    pub fn n_broken(&self) -> usize {
        self.broken.len()
    }

    /// Where a row stands.
    pub(super) fn place(&self, row: usize) -> (&Path, usize) {
        (&self.file, self.rows[row].line)
    }
}

/// Reads a file under other names. Only a file that cannot be read or whose header lacks a column is an error.
pub fn read(path: &Path, columns: &Columns) -> Result<Coded> {
    let records = Records::open(path, LABELLED)?;
    check_header(path, records.columns(), columns, LABELLED)?;
    let mut coded = Coded { file: path.into(), rows: Vec::new(), broken: Vec::new() };
    for record in records {
        let (line, record) = record?;
        match record.map(|record| (labelled(&columns.read(&record)), record)) {
            Ok((Ok(pair), record)) => coded.rows.push(Located { line, pair, record }),
            Ok((Err(fault), _)) => {
                let (wrong, remedy) = fault.explain(columns, LABELLED);
                coded.broken.push(Broken { line, kind: kind(&fault), wrong, remedy });
            }
            Err((wrong, remedy)) => coded.broken.push(Broken { line, kind: Kind::Broken, wrong, remedy }),
        }
    }
    Ok(coded)
}

fn kind(fault: &Fault) -> Kind {
    match fault {
        Fault::Missing(_) => Kind::Missing,
        Fault::Unknown { .. } => Kind::Unknown,
        Fault::Other(_) => Kind::Broken,
    }
}

/// What is wrong with its records; a word that is unknown is told once, with how many rows have it.
pub(super) fn faults(coded: &Coded) -> Vec<Finding> {
    let mut with: HashMap<&str, usize> = HashMap::new();
    coded.broken.iter().for_each(|broken| *with.entry(&broken.wrong).or_default() += 1);
    let found = |broken: &Broken| {
        let rows = if broken.kind == Kind::Unknown { with.remove(broken.wrong.as_str())? } else { 1 };
        let wrong = if rows == 1 { broken.wrong.clone() } else { format!("{}; so in {rows} rows", broken.wrong) };
        Some(Finding::at(broken.kind, (&coded.file, broken.line), wrong, &broken.remedy))
    };
    coded.broken.iter().filter_map(found).collect()
}
