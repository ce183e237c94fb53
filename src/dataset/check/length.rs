//! Texts that a model does not read to their end.
use super::{Coded, Finding, Kind};
use crate::encoder::input::{Cut, Encoder};
use rayon::prelude::*;

/// Rows of which a model leaves out words of the sentence or of the description. The context is made to be cut and not told.
pub fn lengths(files: &[Coded], encoder: &Encoder) -> Vec<Finding> {
    files.iter().flat_map(|coded| of_file(coded, encoder)).collect()
}

fn of_file(coded: &Coded, encoder: &Encoder) -> Vec<Finding> {
    let cuts: Vec<Cut> = coded.rows.par_iter().map(|row| encoder.encode(&row.pair.query()).cut).collect();
    cuts.iter().enumerate().flat_map(|(at, cut)| told(coded, at, cut)).collect()
}

fn told(coded: &Coded, at: usize, cut: &Cut) -> Vec<Finding> {
    let parts = [
        (Kind::TooLong, cut.sentence, "text", "give one sentence as text, and those before it as context"),
        (Kind::LongDescription, cut.description, "description", "say in one sentence what being for the issue means"),
    ];
    let found = |(kind, tokens, part, remedy): (Kind, usize, &str, &str)| {
        let wrong = format!("the {part} is too long for the model: {tokens} tokens of it are not read");
        (tokens > 0).then(|| Finding::at(kind, coded.place(at), wrong, remedy))
    };
    parts.into_iter().filter_map(found).collect()
}
