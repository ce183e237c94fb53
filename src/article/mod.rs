//! Articles: what is read, never altered.
mod byline;
mod caps;
mod date;
mod decode;
mod depth;
mod fields;
mod find;
mod format;
mod front_matter;
mod genre;
mod ids;
mod jsonl;
mod language;
mod lines;
mod markdown;
mod meta;
mod open;
mod page;
mod read;
mod record;
mod records;
mod row;
mod table;
mod text;

pub(crate) use decode::decode;
pub use fields::{Field, Fields, Naming};
pub use find::{Found, PassedOver, Source, find};
pub use format::Format;
pub use ids::Held;
pub use read::{Files, Input, Options, read, read_files};
pub(crate) use records::Records;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a text is meant to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Genre {
    /// A report, whose writer takes no side.
    #[default]
    News,
    /// A piece in which its author argues.
    Opinion,
}

/// One text with what is known about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// The `id` field, or the file's stem; where the file holds several articles, with a colon and the line.
    pub id: String,
    /// The title that the input tells, or a text file's first line where a blank one follows; in the latter case it is part of the body too.
    pub title: Option<String>,
    /// The day of publication, where the input tells one that exists.
    pub date: Option<Date>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where it can be found.
    pub url: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Its language as an ISO 639-1 code, where the input tells it or the text shows it; only articles in English are scored.
    pub language: Option<String>,
    /// News, unless the input says that it is an opinion piece.
    pub genre: Genre,
    /// The text as read, without byte order mark; all spans point into it. For a text file it is the whole file below its front matter,
    /// for Markdown and HTML the text that a reader sees, in paragraphs between blank lines.
    pub body: String,
}
