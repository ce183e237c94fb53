//! Figures of the pairs that share a coded property.
use super::{Figures, Judged, pairs::figures, share};
use crate::dataset::Pair;
use crate::stance::Stance;
use serde::Serialize;
use std::collections::BTreeMap;

/// The main figures of some of the pairs; see [`super::Figures`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Subset {
    /// Pairs.
    pub n: usize,
    /// Share of right verdicts.
    pub accuracy: f64,
    /// Mean F1 of the labels that occur.
    pub macro_f1: f64,
    /// Of the pairs whose label and verdict are both poles, the share where they differ.
    pub reversed: f64,
    /// Expected calibration error of the verdict's probability.
    pub ece: f64,
}

/// How many of the coded stances are found. Shares are in [0, 1].
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Recall {
    /// Pairs labelled with a stance.
    pub n: usize,
    /// Share of them whose verdict is a stance.
    pub found: f64,
    /// Share of them whose verdict is the label.
    pub recall: f64,
}

impl Subset {
    /// Counts over `judged`.
    pub fn of(judged: &[Judged]) -> Subset {
        let Figures { n, accuracy, macro_f1, reversed, ece, .. } = figures(judged);
        Subset { n, accuracy, macro_f1, reversed, ece }
    }
}

impl Recall {
    pub(super) fn of(judged: &[Judged]) -> Recall {
        let stances = judged.iter().filter(|one| one.label != Stance::None);
        let (n, found, right) = stances.fold((0, 0, 0), |(n, found, right), one| {
            (n + 1, found + usize::from(one.verdict() != Stance::None), right + usize::from(one.is_right()))
        });
        Recall { n, found: share(found, n), recall: share(right, n) }
    }
}

/// The figures of the pairs of each group; pairs without one are left out.
pub fn by<K: Ord, F>(judged: &[Judged], group: impl Fn(&Pair) -> Option<K>, figures: impl Fn(&[Judged]) -> F) -> BTreeMap<K, F> {
    let mut groups: BTreeMap<K, Vec<Judged>> = BTreeMap::new();
    for one in judged {
        if let Some(key) = group(one.pair) {
            groups.entry(key).or_default().push(*one);
        }
    }
    groups.into_iter().map(|(key, judged)| (key, figures(&judged))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Rewording, Role};
    use crate::evaluate::example::{judged, pairs};
    use Stance::{Cautious, None, Opposed, Supportive};

    #[test]
    fn recall_by_role_is_counted_by_hand() {
        let pairs = pairs(&[
            r#""text": "a", "label": "supportive", "role": "said""#,
            r#""text": "b", "label": "opposed", "role": "said""#,
            r#""text": "c", "label": "cautious", "role": "said""#,
            r#""text": "d", "label": "opposed", "role": "told""#,
            r#""text": "e", "label": "none", "role": null"#,
        ]);
        let judged = judged(&pairs, &[(Supportive, 0.9), (Cautious, 0.9), (None, 0.9), (Opposed, 0.9), (Supportive, 0.9)]);
        let by_role = by(&judged, |pair| pair.role, Recall::of);
        assert_eq!(by_role[&Role::Said], Recall { n: 3, found: 0.6667, recall: 0.3333 });
        assert_eq!(by_role[&Role::Told], Recall { n: 1, found: 1.0, recall: 1.0 });
        assert_eq!(by_role.len(), 2);
    }

    #[test]
    fn subsets_are_counted_by_hand() {
        let pairs = pairs(&[
            r#""text": "a", "label": "opposed", "how": "reversed""#,
            r#""text": "b", "label": "supportive", "how": "reversed""#,
            r#""text": "c", "label": "supportive", "how": "paraphrased""#,
        ]);
        let judged = judged(&pairs, &[(Supportive, 0.9), (Supportive, 0.9), (Supportive, 0.9)]);
        let by_how = by(&judged, |pair| pair.how, Subset::of);
        assert_eq!(by_how[&Rewording::Reversed], Subset { n: 2, accuracy: 0.5, macro_f1: 0.3334, reversed: 0.5, ece: 0.4 });
        assert_eq!(by_how[&Rewording::Paraphrased], Subset { n: 1, accuracy: 1.0, macro_f1: 1.0, reversed: 0.0, ece: 0.1 });
    }
}
