//! Labelling by hand: what a run found is drawn, given to coders, and read back.
//!
//! ```text
//! ScoredArticles -sample-> Units -sheet, label_studio-> files for coders
//! files that coders filled -read-> Records -merge-> Coded -figures-> agreement; -resolve-> labelled pairs
//! ScoredArticles -blind-> whole articles and an empty sheet, for coding that knows nothing of the machine's
//! ```
pub mod blind;
mod fields;
pub mod figures;
pub mod label_studio;
pub mod merge;
pub mod read;
pub mod sample;
pub mod sheet;
mod tool;
mod unit;

pub use tool::{Given, Tool};
pub use unit::{Slice, Unit};
