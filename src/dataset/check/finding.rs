//! One thing that is wrong, where, and what to do.
use serde::Serialize;
use std::path::{Path, PathBuf};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Training refuses it.
    Error,
    /// It spoils what is learned or measured.
    Warning,
    /// It is good to know.
    Note,
}

/// What is wrong, the worse the earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A record that cannot be read.
    Broken,
    /// Nothing where something is required.
    Missing,
    /// A word that is none of the column's.
    Unknown,
    /// A row that is held out and known from the training.
    Leak,
    /// One question with two labels.
    Contradiction,
    /// One question twice.
    Duplicate,
    /// A text on both sides, with another actor or issue.
    SameText,
    /// Nearly a text of the other side.
    NearText,
    /// One issue written in two ways.
    Spelling,
    /// A label that no row has.
    NoLabel,
    /// An issue with a single label.
    OneLabel,
    /// A sentence longer than the model reads.
    TooLong,
    /// An actor whom neither text nor context names.
    Unseen,
    /// A label that few rows have.
    FewLabelled,
    /// An issue with few rows.
    FewOfIssue,
    /// A description longer than the model reads.
    LongDescription,
    /// Rows without an article.
    NoArticle,
}

/// Something wrong, at a line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// The file.
    pub file: PathBuf,
    /// The line, counted from 1; where several are meant, the first.
    pub line: Option<usize>,
    /// What is wrong.
    pub wrong: String,
    /// What to do.
    pub remedy: String,
}

impl Finding {
    /// At a line.
    pub(super) fn at(kind: Kind, (file, line): (&Path, usize), wrong: impl Into<String>, remedy: impl Into<String>) -> Finding {
        Finding { kind, file: file.into(), line: Some(line), wrong: wrong.into(), remedy: remedy.into() }
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        match self.kind {
            Kind::Broken | Kind::Missing | Kind::Unknown | Kind::Leak => Severity::Error,
            Kind::FewLabelled | Kind::FewOfIssue | Kind::LongDescription | Kind::NoArticle => Severity::Note,
            _ => Severity::Warning,
        }
    }
}
