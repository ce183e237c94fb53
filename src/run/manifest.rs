//! `run.json`: what was scored, with what, and how much.
use super::version;
use crate::encoder::Identity;
use crate::encoder::judge::ModelIdentity;
use crate::error::{Error, Result};
use crate::file::write_whole;
use crate::issue::{Codebook, Issue};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The version of the run's files; it grows when a reader of the old ones would misread the new ones.
pub const SCHEMA_VERSION: u64 = 2;

/// What `run.json` says. It holds no time, no duration and no absolute path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`SCHEMA_VERSION`] of the program that wrote it.
    pub schema_version: u64,
    /// Version of the program that wrote it.
    pub version: String,
    /// Whether the scoring came to its end.
    pub state: State,
    /// The files that were read, by name.
    pub inputs: Vec<Input>,
    /// The codebook.
    pub issues: Vec<RunIssue>,
    /// The model that found who says what; `None` for the rules.
    #[serde(default)]
    pub attribution: Option<ModelIdentity>,
    /// What judged.
    pub classifier: Identity,
    /// How much there is.
    pub counts: Counts,
    /// Parts that must be there.
    #[serde(default)]
    pub n_parts: usize,
    /// Names of inputs of which articles may be missing, or be there in an older version: a scoring of them was stopped, or a part was
    /// lost. They are to be given again.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub unfinished: BTreeSet<String>,
}

/// How far the scoring came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// To its end.
    Complete,
    /// Some articles are not there, since it was stopped or a part was lost; those that are there are whole.
    ArticlesMissing,
    /// It was stopped while articles that are there were judged anew: some lack judgements.
    JudgementsMissing,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Input {
    /// As given, when that was a relative path, else its name from the folder asked for.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal; `None` for standard input, which can be read only once.
    pub sha256: Option<String>,
    /// Articles read from it.
    pub n_articles: usize,
}

/// An issue of the codebook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunIssue {
    /// What its judgements are marked with.
    pub version: String,
    /// The issue.
    #[serde(flatten)]
    pub issue: Issue,
}

/// How much a run holds, what no longer counts left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Articles.
    pub n_articles: usize,
    /// Statements, mere mentions left out.
    pub n_statements: usize,
    /// Judgements.
    pub n_judgements: usize,
    /// Inputs and lines that were left out.
    pub n_skipped: usize,
}

impl RunIssue {
    /// The issues of a codebook with their versions.
    pub fn all(codebook: &Codebook) -> Vec<RunIssue> {
        codebook.issues.iter().map(|issue| RunIssue { version: version::of_issue(issue), issue: issue.clone() }).collect()
    }
}

/// Whether this folder holds a run.
pub fn is_run(folder: &Path) -> bool {
    path(folder).is_file()
}

fn path(folder: &Path) -> PathBuf {
    folder.join("run.json")
}

const HINT: &str = "expected the run.json that `standpoint score` writes; restore it, or score into a new folder";

impl Manifest {
    /// Reads the `run.json` of a run. An error where it is missing, broken, or newer than this program.
    pub fn read(folder: &Path) -> Result<Manifest> {
        let path = path(folder);
        let text = std::fs::read_to_string(&path).map_err(|error| Error::new(&path, error, HINT))?;
        let value: Value = serde_json::from_str(&text).map_err(|error| Error::new(&path, &error, HINT).at(error.line().max(1)))?;
        match value.get("schema_version").and_then(Value::as_u64) {
            Some(SCHEMA_VERSION) => serde_json::from_value(value).map_err(|error| Error::new(&path, error, HINT)),
            Some(other) => Err(Error::new(
                &path,
                format!("schema_version {other}, where this program knows {SCHEMA_VERSION}"),
                "use the version of standpoint that made the run, or score into a new folder",
            )),
            None => Err(Error::new(&path, "no schema_version", HINT)),
        }
    }

    /// An error where a part is missing.
    pub fn check_parts(&self, folder: &Path, found: usize) -> Result<()> {
        if found >= self.n_parts {
            return Ok(());
        }
        let hint = format!("score its inputs again: `standpoint score INPUT... --issues FILE --out {}` with all of them", folder.display());
        Err(Error::new(folder, format!("{} of the {} parts of this run are missing", self.n_parts - found, self.n_parts), hint))
    }

    /// Writes it, where it is not there already.
    pub fn write(&self, folder: &Path) -> Result<()> {
        let path = path(folder);
        let text =
            serde_json::to_string_pretty(self).map_err(|error| Error::new(&path, error, "this is a mistake of the program; report it"))?;
        write_where_new(&path, &(text + "\n"))
    }
}

/// Writes a file, unless it holds this text already.
pub fn write_where_new(path: &Path, text: &str) -> Result<()> {
    if std::fs::read(path).is_ok_and(|held| held == text.as_bytes()) { Ok(()) } else { write_whole(path, text.as_bytes()) }
}
