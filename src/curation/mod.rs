//! The user's own lists of actors and issues: what could be added to them, and what is wrong with them, also seen against a run.
//!
//! All of this is advice by rule of thumb. Nothing here changes what is scored or counted.
pub mod actors;
mod finding;
pub mod issues;
mod lines;
pub mod suggest;

pub use finding::{Finding, Severity};
