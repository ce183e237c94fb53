//! All figures of one file of labelled pairs.
use super::consistency::Consistency;
use super::coverage::Coverage;
use super::groups::{self, Recall, Subset};
use super::mask::Masked;
use super::reliability::Bin;
use super::sides::{self, Leans, Side};
use super::speakers::SameSentence;
use super::{Figures, Outcome};
use crate::dataset::{Pair, Rewording, Role};
use crate::stance::{Answer, Stance};
use serde::Serialize;
use std::collections::BTreeMap;

/// A labelled pair beside what the classifier gave.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'a> {
    /// The pair.
    pub pair: &'a Pair,
    /// Its label.
    pub label: Stance,
    /// What the classifier gave.
    pub answer: Answer,
}

impl Judged<'_> {
    /// The most probable stance.
    pub fn verdict(&self) -> Stance {
        self.answer.probabilities.verdict()
    }

    /// Whether the verdict is the label.
    pub fn is_right(&self) -> bool {
        self.verdict() == self.label
    }

    /// Label and stance alone.
    pub fn outcome(&self) -> Outcome {
        Outcome { label: self.label, probabilities: self.answer.probabilities, unsure: self.answer.unsure }
    }
}

/// What else a classifier gave for a file, and what else is asked.
#[derive(Clone, Debug, Default)]
pub struct Beside<'a> {
    /// The same pairs with masked speakers, in the same order.
    pub masked: Option<Vec<Judged<'a>>>,
    /// Reworded pairs, and the same with their original issues.
    pub originals: Vec<(Judged<'a>, Judged<'a>)>,
    /// Figures by the values of fields, under the fields' names.
    pub by: BTreeMap<String, BTreeMap<String, Subset>>,
}

/// The figures of a classifier on a file of labelled pairs. What depends on a field that the file has not is left out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PairFigures {
    /// Over all pairs.
    #[serde(flatten)]
    pub all: Figures,
    /// How well the surest verdicts do.
    pub coverage: Coverage,
    /// How often verdicts of a probability are right.
    pub reliability: Vec<Bin>,
    /// Actors of one sentence whose stances on one issue differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_sentence: Option<SameSentence>,
    /// By whether the sentence reports the actor's words: "true", "false".
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub by_speaks: BTreeMap<bool, Subset>,
    /// Stances by how they reached the reader: "said", "told", "relayed".
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub by_role: BTreeMap<Role, Recall>,
    /// By how the issue was worded anew: "reversed", "paraphrased".
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub reworded: BTreeMap<Rewording, Subset>,
    /// The same beside the verdicts on the original issues.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub consistency: BTreeMap<Rewording, Consistency>,
    /// Which way the cautious lean.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lean: Option<Leans>,
    /// Which stances are only relayed by another actor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relayed: Option<Side>,
    /// Which stances are of a time past.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub past: Option<Side>,
    /// The same pairs with the speaker's name masked, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub masked_speaker: Option<Masked>,
    /// By the values of fields that were asked for.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub by: BTreeMap<String, BTreeMap<String, Subset>>,
}

impl PairFigures {
    /// Counts over `judged` and what is beside it; everything is rounded to four decimals.
    pub fn of(judged: &[Judged], beside: Beside) -> PairFigures {
        PairFigures {
            all: figures(judged),
            coverage: Coverage::of(judged),
            reliability: Bin::all(judged),
            same_sentence: SameSentence::of(judged),
            by_speaks: groups::by(judged, |pair| pair.speaks, Subset::of),
            by_role: groups::by(judged, |pair| pair.role, Recall::of),
            reworded: groups::by(judged, |pair| pair.how, Subset::of),
            consistency: Consistency::by_rewording(&beside.originals),
            lean: Leans::of(judged),
            relayed: sides::relayed(judged),
            past: sides::past(judged),
            masked_speaker: beside.masked.map(|masked| Masked::of(judged, &masked)),
            by: beside.by,
        }
    }
}

/// The figures that need no field but the label.
pub fn figures(judged: &[Judged]) -> Figures {
    Figures::of(&judged.iter().map(Judged::outcome).collect::<Vec<Outcome>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::example::{judged, pairs};

    #[test]
    fn what_the_file_does_not_tell_is_left_out() {
        let pairs = pairs(&[r#""speaker": "Ann Lund", "text": "a", "label": "opposed""#]);
        let figures = PairFigures::of(&judged(&pairs, &[(Stance::Opposed, 0.9)]), Beside::default());
        let json = serde_json::to_value(figures).unwrap();
        assert_eq!((&json["n"], &json["coverage"]["aurc"]), (&1.into(), &0.0.into()));
        for field in ["same_sentence", "by_speaks", "by_role", "reworded", "consistency", "by", "lean", "relayed", "past", "masked_speaker"]
        {
            assert!(json.get(field).is_none(), "{field}");
        }
    }

    #[test]
    fn groups_are_keyed_by_the_words_of_the_file() {
        let pairs = pairs(&[
            r#""text": "a", "label": "opposed", "speaks": true, "role": "told", "time": "now""#,
            r#""text": "b", "label": "cautious", "speaks": false, "role": "relayed", "time": "past", "lean": "for""#,
            r#""text": "c", "label": "none", "how": "paraphrased""#,
        ]);
        let judged = judged(&pairs, &[(Stance::Opposed, 0.9), (Stance::None, 0.8), (Stance::None, 0.9)]);
        let json = serde_json::to_value(PairFigures::of(&judged, Beside::default())).unwrap();
        assert_eq!(json["by_speaks"]["true"]["n"], 1);
        assert_eq!(json["by_role"]["relayed"]["recall"], 0.0);
        assert_eq!(json["reworded"]["paraphrased"]["accuracy"], 1.0);
        assert_eq!((&json["lean"]["n"], &json["relayed"]["n"], &json["past"]["stances"]), (&1.into(), &1.into(), &2.into()));
    }
}
