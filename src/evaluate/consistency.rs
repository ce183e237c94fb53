//! Whether the verdict stays the same where the issue is put in other words, and turns where it is put the other way round.
//!
//! Ribeiro, Wu, Guestrin and Singh, Beyond Accuracy: Behavioral Testing of NLP Models with CheckList, 2020, for tests of invariance and
//! of directed change.
use super::{Judged, share};
use crate::dataset::{Located, Pair, Rewording};
use crate::stance::Stance;
use serde::Serialize;
use std::collections::BTreeMap;

/// Verdicts on reworded issues beside those on the issues as they were first worded. Shares are in [0, 1], and 0 of none.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Consistency {
    /// Pairs whose original issue is known.
    pub n: usize,
    /// Share of right verdicts on the reworded issue.
    pub right: f64,
    /// Share of right verdicts on the original issue.
    pub original_right: f64,
    /// Share whose verdict is that on the original issue, turned where the issue is.
    pub consistent: f64,
    /// Share of right verdicts among those that are right on the original issue.
    pub right_of_right: f64,
    /// Pairs with a pole as verdict on both.
    pub both_poles: usize,
    /// Share of them that is consistent.
    pub poles_agree: f64,
}

/// The pair as it was before its issue was worded anew, with the label of then: its issue is the field `original_issue`, and it has no
/// description. `None` where nothing was reworded or the original is unknown.
pub fn original(row: &Located) -> Option<Pair> {
    let how = row.pair.how?;
    let issue = row.record.get("original_issue")?.as_str()?.trim();
    let label = row.pair.label.map(|label| turned(label, how));
    (!issue.is_empty()).then(|| Pair { issue: issue.to_string(), description: String::new(), label, ..row.pair.clone() })
}

/// The stance on a reworded issue of who has this one on the original, or the other way round.
fn turned(stance: Stance, how: Rewording) -> Stance {
    match (how, stance) {
        (Rewording::Reversed, Stance::Supportive) => Stance::Opposed,
        (Rewording::Reversed, Stance::Opposed) => Stance::Supportive,
        _ => stance,
    }
}

impl Consistency {
    /// By how the issue was worded anew, from pairs judged on the reworded and on the original issue.
    pub(super) fn by_rewording(judged: &[(Judged, Judged)]) -> BTreeMap<Rewording, Consistency> {
        let mut groups: BTreeMap<Rewording, Vec<(Judged, Judged)>> = BTreeMap::new();
        for both in judged {
            if let Some(how) = both.0.pair.how {
                groups.entry(how).or_default().push(*both);
            }
        }
        groups.into_iter().map(|(how, judged)| (how, Consistency::of(how, &judged))).collect()
    }

    fn of(how: Rewording, judged: &[(Judged, Judged)]) -> Consistency {
        let agrees = |(reworded, original): &&(Judged, Judged)| reworded.verdict() == turned(original.verdict(), how);
        let right: Vec<_> = judged.iter().filter(|(_, original)| original.is_right()).collect();
        let poles: Vec<_> =
            judged.iter().filter(|(reworded, original)| reworded.verdict().is_pole() && original.verdict().is_pole()).collect();
        Consistency {
            n: judged.len(),
            right: share(judged.iter().filter(|(reworded, _)| reworded.is_right()).count(), judged.len()),
            original_right: share(right.len(), judged.len()),
            consistent: share(judged.iter().filter(agrees).count(), judged.len()),
            right_of_right: share(right.iter().filter(|(reworded, _)| reworded.is_right()).count(), right.len()),
            both_poles: poles.len(),
            poles_agree: share(poles.iter().filter(|both| agrees(both)).count(), poles.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::example::{judged, pairs};
    use Stance::{Cautious, None, Opposed, Supportive};

    fn located(fields: &str) -> Located {
        let (record, pair) = crate::dataset::parse(&format!(r#"{{"text": "a", "issue": "ending a toll", {fields}}}"#)).unwrap();
        Located { line: 1, pair, record }
    }

    #[test]
    fn the_original_has_its_own_issue_and_label() {
        let row = located(r#""label": "opposed", "how": "reversed", "original_issue": "a toll", "description": "No toll.""#);
        let pair = original(&row).unwrap();
        assert_eq!((pair.issue.as_str(), pair.description.as_str(), pair.label), ("a toll", "", Some(Supportive)));
        let same = located(r#""label": "opposed", "how": "paraphrased", "original_issue": "a toll""#);
        assert_eq!(original(&same).unwrap().label, Some(Opposed));
        assert_eq!(original(&located(r#""label": "opposed", "original_issue": "a toll""#)), Option::None);
        assert_eq!(original(&located(r#""label": "opposed", "how": "reversed""#)), Option::None);
    }

    #[test]
    fn consistency_is_counted_by_hand() {
        let labels = ["opposed", "supportive", "cautious", "none"];
        let reworded = pairs(
            &labels.map(|label| format!(r#""text": "a", "label": "{label}", "how": "reversed""#)).each_ref().map(|line| line.as_str()),
        );
        let originals = pairs(&[
            r#""text": "a", "label": "supportive""#,
            r#""text": "a", "label": "opposed""#,
            r#""text": "a", "label": "cautious""#,
            r#""text": "a", "label": "none""#,
        ]);
        // turned and right; not turned, so now wrong; the same and right; wrong as before
        let new = judged(&reworded, &[(Opposed, 0.9), (Opposed, 0.9), (Cautious, 0.9), (Cautious, 0.9)]);
        let old = judged(&originals, &[(Supportive, 0.9), (Opposed, 0.9), (Cautious, 0.9), (Cautious, 0.9)]);
        let both: Vec<_> = new.into_iter().zip(old).collect();
        let found = Consistency::by_rewording(&both);
        let expected = Consistency {
            n: 4,
            right: 0.5,
            original_right: 0.75,
            consistent: 0.75,
            right_of_right: 0.6667,
            both_poles: 2,
            poles_agree: 0.5,
        };
        assert_eq!(found, BTreeMap::from([(Rewording::Reversed, expected)]));
        assert_eq!(turned(None, Rewording::Reversed), None);
    }
}
