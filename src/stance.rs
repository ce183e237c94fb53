//! Stances, the probabilities of the four outcomes, and the verdict they give.
use crate::round::round;
use serde::{Deserialize, Serialize};

/// The stance of a speaker towards an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// Endorses, defends, promises, votes for.
    Supportive,
    /// Takes it up but holds back from both sides.
    Cautious,
    /// Rejects, criticises, blocks.
    Opposed,
    /// No stance of this speaker on this issue.
    None,
}

impl Stance {
    /// All outcomes, in the order of the classifier's logits.
    pub const ALL: [Stance; 4] = [Stance::Supportive, Stance::Cautious, Stance::Opposed, Stance::None];

    /// The word used in every file.
    pub fn word(self) -> &'static str {
        ["supportive", "cautious", "opposed", "none"][self as usize]
    }

    /// Whether it is supportive or opposed.
    pub fn is_pole(self) -> bool {
        matches!(self, Stance::Supportive | Stance::Opposed)
    }
}

/// Which way a cautious stance leans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lean {
    /// Conditional or qualified support.
    For,
    /// Sceptical, worried, reserved.
    Against,
    /// Undecided, non-committal, balanced.
    Even,
}

impl Lean {
    /// All leans, in the order of the classifier's logits.
    pub const ALL: [Lean; 3] = [Lean::For, Lean::Against, Lean::Even];

    /// The word used in every file.
    pub fn word(self) -> &'static str {
        ["for", "against", "even"][self as usize]
    }
}

/// Calibrated probabilities of the four outcomes, in the order of [`Stance::ALL`]; they sum to one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Probabilities(pub [f64; 4]);

impl Probabilities {
    /// From logits, by softmax.
    pub fn softmax(logits: [f64; 4]) -> Probabilities {
        let top = logits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let weights = logits.map(|logit| (logit - top).exp());
        let total: f64 = weights.iter().sum();
        Probabilities(weights.map(|weight| weight / total))
    }

    /// The probability of one outcome.
    pub fn of(&self, stance: Stance) -> f64 {
        self.0[stance as usize]
    }

    /// The most probable outcome; the first in the order of [`Stance::ALL`] on a tie.
    pub fn verdict(&self) -> Stance {
        Stance::ALL.into_iter().rev().max_by(|a, b| self.of(*a).total_cmp(&self.of(*b))).unwrap_or(Stance::None)
    }

    /// The probability of the verdict.
    pub fn confidence(&self) -> f64 {
        self.of(self.verdict())
    }

    /// (P(supportive) - P(opposed)) / (1 - P(none)), in [-1, 1].
    pub fn net(&self) -> f64 {
        let some = (1.0 - self.of(Stance::None)).max(1e-9);
        ((self.of(Stance::Supportive) - self.of(Stance::Opposed)) / some).clamp(-1.0, 1.0)
    }
}

/// What the classifier tells of one actor, sentence and issue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    /// Index of the model that answered, among those of the classifier.
    pub judge: usize,
    /// Calibrated probabilities of the stances.
    pub probabilities: Probabilities,
    /// Whether the verdict's probability is under the threshold of the model that answered.
    pub unsure: bool,
    /// Which way the actor leans, if cautious.
    pub lean: Lean,
    /// The probability, in [0, 1], that the stance, if there is one, is only relayed by another actor.
    pub relayed: f64,
    /// The probability, in [0, 1], that the stance, if there is one, is of a time past.
    pub past: f64,
}

#[derive(Serialize, Deserialize)]
struct ByName {
    supportive: f64,
    cautious: f64,
    opposed: f64,
    none: f64,
}

impl Serialize for Probabilities {
    /// By name, rounded to four decimals: numbers are rounded once, at the edge.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let [supportive, cautious, opposed, none] = self.0.map(round);
        ByName { supportive, cautious, opposed, none }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Probabilities {
    /// By name; made to sum to one, which rounded numbers miss by a little.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let ByName { supportive, cautious, opposed, none } = ByName::deserialize(deserializer)?;
        let four = [supportive, cautious, opposed, none];
        let sum: f64 = four.iter().sum();
        let sound = four.iter().all(|share| (0.0..=1.0).contains(share)) && (sum - 1.0).abs() < 0.01;
        if sound { Ok(Probabilities(four.map(|share| share / sum))) } else { Err(serde::de::Error::custom("no probabilities")) }
    }
}

/// The stance of one statement's speaker towards one issue, in one sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// Index into the article's statements.
    pub statement: usize,
    /// Index of the sentence judged (a statement may run over several).
    pub sentence: usize,
    /// Index into the codebook's issues.
    pub issue: usize,
    /// Index of the model that judged, among those of the classifier.
    pub judge: usize,
    /// Calibrated probabilities.
    pub probabilities: Probabilities,
    /// Whether the verdict's probability is under the threshold of the model that judged.
    pub unsure: bool,
    /// Which way a cautious verdict leans; `None` for other verdicts.
    pub lean: Option<Lean>,
    /// The probability, in [0, 1], that the stance is only relayed by another actor.
    pub relayed: f64,
    /// The probability, in [0, 1], that the stance is of a time past.
    pub past: f64,
}
