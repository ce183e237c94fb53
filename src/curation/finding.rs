//! One thing that is wrong with a list, where, why that matters, and what to do.
use serde::Serialize;
use std::path::{Path, PathBuf};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It makes a report wrong, or hard to read.
    Warning,
    /// It is good to know.
    Note,
}

/// Something wrong with an actor or an issue of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding<K> {
    /// How much it matters.
    pub severity: Severity,
    /// What it is.
    pub kind: K,
    /// The file.
    pub file: PathBuf,
    /// The line, counted from 1, in which the actor or issue begins; `None` where the whole file is meant.
    pub line: Option<usize>,
    /// The actor's name or the id; empty where the whole file is meant.
    pub id: String,
    /// What is wrong.
    pub wrong: String,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub remedy: String,
}

/// What is said of something: what is wrong, why it matters, and what to do.
pub(super) struct Said {
    pub wrong: String,
    pub why: &'static str,
    pub remedy: String,
}

/// An actor or an issue, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub file: &'a Path,
    pub line: Option<usize>,
    pub id: &'a str,
}

impl Place<'_> {
    pub fn finding<K>(self, severity: Severity, kind: K, said: Said) -> Finding<K> {
        let Said { wrong, why, remedy } = said;
        Finding { severity, kind, file: self.file.into(), line: self.line, id: self.id.into(), wrong, why: why.into(), remedy }
    }

    pub fn warning<K>(self, kind: K, said: Said) -> Finding<K> {
        self.finding(Severity::Warning, kind, said)
    }

    pub fn note<K>(self, kind: K, said: Said) -> Finding<K> {
        self.finding(Severity::Note, kind, said)
    }
}
