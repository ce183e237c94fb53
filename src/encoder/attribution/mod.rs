//! Attributions by a network: who says what, found in two passes.
//!
//! The first pass reads an article in stretches and tags the words that begin a cue ("said", "is expected to back"). The second reads each
//! cue once more, marked in its sentence with those beside it, and tags the words of its source and of its content; so one sentence may
//! hold attributions inside of others. Both are heads on one encoder, trained together.
pub mod confidence;
pub mod decode;
pub mod figures;
pub(super) mod lessons;
pub mod model;
pub mod passes;
pub mod pieces;
pub mod rows;

pub use figures::Figures;
pub(super) use lessons::Lessons;
pub use model::{Attributor, Description};
