//! Articles: what is read, never altered.
mod date;
mod find;
mod jsonl;
mod read;
mod text;

pub use find::{Format, Source, find};
pub use jsonl::Fields;
pub use read::{read, read_with};

use jiff::civil::Date;

/// One text with what is known about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The file's stem, or the `id` field.
    pub id: String,
    /// The title field, or a text file's first line where a blank one follows; in the latter case it is part of the body too.
    pub title: Option<String>,
    /// The day of publication, where the input tells one that exists.
    pub date: Option<Date>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The text as read; all spans point into it. For a text file it is the whole file.
    pub body: String,
}
