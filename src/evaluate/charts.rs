//! What `standpoint evaluate --out` draws, one panel for each model.
mod confusion;
mod reliability;

pub use confusion::confusion;
pub use reliability::reliability;

use super::PairFigures;

/// A model's name and its figures.
pub type Panel<'a> = (&'a str, &'a PairFigures);

fn one_decimal(value: f64) -> String {
    format!("{value:.1}")
}
