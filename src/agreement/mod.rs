//! How far coders agree: percent agreement, Cohen's kappa and Krippendorff's alpha, with intervals.
//!
//! A code is the index of a category; where categories have an order, the index is the rank. A unit is what was coded once or several
//! times, with the codes that it was given; a coder who did not code it is simply not there.
//!
//! ```
//! use standpoint::agreement::{Estimate, Level, alpha};
//! let units = [vec![0, 0], vec![1, 1, 1], vec![2, 1], vec![0, 0], vec![2]]; // the last was coded once and does not count
//! let nominal = Estimate::of(&units, "example", |drawn| alpha(drawn, Level::Nominal)).unwrap();
//! assert!(nominal.low < nominal.value && nominal.value < nominal.high && nominal.n == 5);
//! ```
mod alpha;
mod estimate;
mod kappa;

pub use alpha::{Level, alpha, percent};
pub use estimate::Estimate;
pub use kappa::{Pairwise, kappa};
