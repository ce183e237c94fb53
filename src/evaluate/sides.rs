//! What the classifier tells beside the stance: the lean of the cautious, what is only relayed, what is past.
use super::score::{Score, macro_f1};
use super::{Judged, share};
use crate::dataset::Role;
use crate::round::round;
use crate::stance::{Lean, Stance};
use crate::statement::Time;
use serde::Serialize;
use std::collections::BTreeMap;

/// How the leans agree with the coded ones, over the pairs labelled cautious that have one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Leans {
    /// Pairs.
    pub n: usize,
    /// Share of right leans, in [0, 1].
    pub accuracy: f64,
    /// Mean F1 of the leans that occur.
    pub macro_f1: f64,
    /// By lean.
    pub per_lean: BTreeMap<&'static str, Score>,
    /// Coded lean, then the classifier's: counts in the order for, against, even.
    pub confusion: [[usize; 3]; 3],
}

/// How a yes-or-no property of the coded stances is told, yes being a probability of at least 0.5.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Side {
    /// Pairs that carry a stance and tell the property.
    pub stances: usize,
    /// Precision, recall and F1 of yes, and how many have it.
    #[serde(flatten)]
    pub score: Score,
    /// Mean precision over the recalls reached from the most probable down, in [0, 1]; 0 where none has the property.
    pub average_precision: f64,
}

impl Leans {
    /// `None` where no cautious pair has a lean.
    pub fn of(judged: &[Judged]) -> Option<Leans> {
        let mut confusion = [[0; 3]; 3];
        for one in judged.iter().filter(|one| one.label == Stance::Cautious) {
            if let Some(lean) = one.pair.lean {
                confusion[lean as usize][one.answer.lean as usize] += 1;
            }
        }
        let n = confusion.iter().flatten().sum();
        let right = (0..3).map(|lean| confusion[lean][lean]).sum();
        let per_lean = Lean::ALL.into_iter().map(|lean| (lean.word(), Score::of(&confusion, lean as usize))).collect();
        (n > 0).then(|| Leans { n, accuracy: share(right, n), macro_f1: macro_f1(&confusion), per_lean, confusion })
    }
}

/// How stances that another actor relays are told; `None` where no stance has a role.
pub fn relayed(judged: &[Judged]) -> Option<Side> {
    Side::of(judged, |one| Some((one.answer.relayed, one.pair.role? == Role::Relayed)))
}

/// How stances of a time past are told; `None` where no stance has a time.
pub fn past(judged: &[Judged]) -> Option<Side> {
    Side::of(judged, |one| Some((one.answer.past, one.pair.time? == Time::Past)))
}

impl Side {
    fn of(judged: &[Judged], told: impl Fn(&Judged) -> Option<(f64, bool)>) -> Option<Side> {
        let stances = judged.iter().filter(|one| one.label != Stance::None);
        let told: Vec<(f64, bool)> = stances.filter_map(told).collect();
        let mut confusion = [[0; 2]; 2];
        for (probability, coded) in &told {
            confusion[usize::from(*coded)][usize::from(*probability >= 0.5)] += 1;
        }
        let score = Score::of(&confusion, 1);
        (!told.is_empty()).then(|| Side { stances: told.len(), score, average_precision: average_precision(told) })
    }
}

/// The sum of precision times the gain in recall at each distinct probability.
fn average_precision(mut told: Vec<(f64, bool)>) -> f64 {
    told.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut seen, mut found, mut sum) = (0, 0, 0.0);
    for equal in told.chunk_by(|a, b| a.0 == b.0) {
        let gained = equal.iter().filter(|(_, coded)| *coded).count();
        (seen, found) = (seen + equal.len(), found + gained);
        sum += gained as f64 * found as f64 / seen as f64;
    }
    round(sum / found.max(1) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::example::{judged, pairs};

    #[test]
    fn leans_are_counted_by_hand() {
        let pairs = pairs(&[
            r#""text": "a", "label": "cautious", "lean": "for""#,
            r#""text": "b", "label": "cautious", "lean": "against""#,
            r#""text": "c", "label": "cautious", "lean": "against""#,
            r#""text": "d", "label": "cautious""#,
            r#""text": "e", "label": "opposed", "lean": "against""#,
        ]);
        let mut judged = judged(&pairs, &[(Stance::None, 0.9); 5]);
        judged[0].answer.lean = Lean::Against;
        judged[1].answer.lean = Lean::Against;
        let leans = Leans::of(&judged).unwrap();
        assert_eq!(leans.confusion, [[0, 1, 0], [0, 1, 1], [0, 0, 0]]);
        assert_eq!((leans.n, leans.accuracy, leans.macro_f1), (3, 0.3333, 0.25));
        assert_eq!(leans.per_lean["against"], Score { p: 0.5, r: 0.5, f1: 0.5, n: 2 });
        assert_eq!(Leans::of(&judged[3..]), None);
    }

    #[test]
    fn relayed_and_past_are_counted_by_hand() {
        let pairs = pairs(&[
            r#""text": "a", "label": "opposed", "role": "relayed", "time": "now""#,
            r#""text": "b", "label": "opposed", "role": "said", "time": "now""#,
            r#""text": "c", "label": "cautious", "role": "relayed""#,
            r#""text": "d", "label": "opposed", "role": "told""#,
            r#""text": "e", "label": "none", "role": "relayed", "time": "past""#,
        ]);
        let mut judged = judged(&pairs, &[(Stance::Opposed, 0.9); 5]);
        for (one, relayed) in judged.iter_mut().zip([0.9, 0.5, 0.4, 0.1, 1.0]) {
            one.answer.relayed = relayed;
        }
        let side = relayed(&judged).unwrap();
        assert_eq!((side.stances, side.score), (4, Score { p: 0.5, r: 0.5, f1: 0.5, n: 2 }));
        assert_eq!(side.average_precision, round((1.0 + 2.0 / 3.0) / 2.0));
        assert_eq!(past(&judged).map(|side| (side.stances, side.score.n, side.average_precision)), Some((2, 0, 0.0)));
        assert_eq!(past(&judged[2..]), None);
    }

    #[test]
    fn equal_probabilities_count_as_one_step() {
        assert_eq!(average_precision(vec![(0.5, false), (0.5, true), (0.5, true), (0.2, true)]), round((2.0 / 3.0 * 2.0 + 0.75) / 3.0));
    }
}
