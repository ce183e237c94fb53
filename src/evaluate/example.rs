//! Pairs and answers made up for tests.
use super::Judged;
use crate::dataset::{Pair, parse};
use crate::stance::{Answer, Lean, Probabilities, Stance};

/// Pairs on one issue from the other fields of each, as JSON without braces.
pub fn pairs(fields: &[&str]) -> Vec<Pair> {
    fields.iter().map(|fields| parse(&format!(r#"{{"issue": "a toll", {fields}}}"#)).unwrap().1).collect()
}

/// Each pair with a verdict of this probability, the rest of it spread evenly.
pub fn judged<'a>(pairs: &'a [Pair], verdicts: &[(Stance, f64)]) -> Vec<Judged<'a>> {
    let of = |(pair, (verdict, confidence)): (&'a Pair, &(Stance, f64))| {
        let mut four = [(1.0 - confidence) / 3.0; 4];
        four[*verdict as usize] = *confidence;
        let answer = Answer { judge: 0, unsure: false, probabilities: Probabilities(four), lean: Lean::Even, relayed: 0.0, past: 0.0 };
        Judged { pair, label: pair.label.unwrap(), answer }
    };
    assert_eq!(pairs.len(), verdicts.len());
    pairs.iter().zip(verdicts).map(of).collect()
}
