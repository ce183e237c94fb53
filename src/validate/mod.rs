//! Validation: a run held against what people coded of its articles, as a file of statements or codes tells it.
//!
//! ```text
//! file -sheet, map-> rows -place, coded-> codes of each article -trial-> gold beside what the run found, on the coded issues alone
//!      -cell, stage, coders, correlation-> figures -appendix-> text to paste
//! ```
//!
//! No model is asked. The figures of tables are counted by `evaluate`, so that the same codes give the same figures there and here.
mod appendix;
#[cfg(test)]
mod by_hand;
mod cell;
mod coded;
mod coders;
mod correlation;
mod figures;
mod map;
mod place;
mod sheet;
mod stage;
mod trial;

pub use appendix::{About, appendix, cells_csv};
pub use cell::{Checked, Verdict};
pub use coded::{CodedActor, CodedArticle, Coding};
pub use coders::Agreement;
pub use correlation::{Correlation, pearson, spearman};
pub use figures::{Figure, IssueFigures, Taken, Validation, validate};
pub use map::{ActorColumn, Claim, Columns, Concept, Documents, Map, USUAL};
pub use sheet::{Code, Row, Sheet};
pub use stage::{Stage, Step};
