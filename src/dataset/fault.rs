//! Why a record is no labelled pair.
use super::{Column, Columns};
use std::fmt;

/// What is wrong with one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing where something is required.
    Missing(Column),
    /// A word that is none of the column's.
    Unknown {
        /// Where it stands.
        column: Column,
        /// The word.
        found: String,
    },
    /// Anything else.
    Other(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Missing(column) => write!(f, "no field {}", column.key()),
            Fault::Unknown { column, found } => write!(f, "{} is `{found}`, expected {}", column.key(), list(column.words())),
            Fault::Other(wrong) => f.write_str(wrong),
        }
    }
}

impl Fault {
    /// What is wrong, in the file's own names, and what to do; `form` says what a record should be, where nothing better can be said.
    pub fn explain(&self, columns: &Columns, form: &str) -> (String, String) {
        match self {
            Fault::Missing(column) => {
                let hint = format!("fill it in or leave the row out; a column of yours is named as in --map {}=NAME", column.key());
                (self.missing(*column, columns), hint)
            }
            Fault::Unknown { column, found } => {
                let (key, words) = (column.key(), list(column.words()));
                let hint = format!("correct it, or say what it means: --map \"{key}:WORD={found}\" with {words} for WORD");
                (self.to_string(), hint)
            }
            Fault::Other(wrong) => (wrong.clone(), form.into()),
        }
    }

    fn missing(&self, column: Column, columns: &Columns) -> String {
        columns.name(column).map_or_else(|| self.to_string(), |name| format!("nothing in {name:?}, which is to be {}", column.key()))
    }
}

/// Words with commas and an `or`.
fn list(words: &[&str]) -> String {
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => words.concat(),
    }
}
