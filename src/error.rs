//! What can be wrong with what a user gives us, said so that it can be mended.
use serde::Serialize;
use std::fmt;
use std::path::{Path, PathBuf};

/// Something wrong with one file, or one line of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Error {
    /// The file; `-` for standard input.
    pub file: PathBuf,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// What is wrong.
    pub wrong: String,
    /// What was expected, and what to do.
    pub hint: String,
}

/// What everything in this crate returns that can fail.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error about a whole file.
    pub fn new(file: impl AsRef<Path>, wrong: impl ToString, hint: impl ToString) -> Error {
        Error { file: file.as_ref().into(), line: None, wrong: wrong.to_string(), hint: hint.to_string() }
    }

    /// The same, at a line counted from 1.
    pub fn at(self, line: usize) -> Error {
        Error { line: Some(line), ..self }
    }

    /// Where and what, without what to do.
    pub fn place_and_wrong(&self) -> String {
        let line = self.line.map_or(String::new(), |line| format!(":{line}"));
        format!("{}{line}: {}", self.file.display(), self.wrong)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.place_and_wrong(), self.hint)
    }
}

impl std::error::Error for Error {}
