//! Where a coded stance that a run lacks was lost, and where one that it should not have came from.
use crate::evaluate::gold::GoldPair;
use crate::evaluate::names::Names;
use crate::evaluate::{Trial, match_gold};
use crate::issue::Agenda;
use crate::stance::Stance;
use serde::Serialize;
use std::collections::BTreeSet;

/// What a coded stance must pass, in order. Codes of whole documents do not tell in which sentence it stands; each stage is what can be
/// told all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// The actor is found in the article; where the coded words are known: is credited with their sentence.
    Attribution,
    /// A sentence of the actor touches the issue, so that the classifier is asked about both.
    Issue,
    /// A stance is found, first-hand, current and not unsure.
    Stance,
    /// It is an accepted one.
    Label,
}

impl Stage {
    /// All stages, in order.
    pub const ALL: [Stage; 4] = [Stage::Attribution, Stage::Issue, Stage::Stance, Stage::Label];

    /// The word used in every file.
    pub fn word(self) -> &'static str {
        ["attribution", "issue", "stance", "label"][self as usize]
    }
}

/// What one article's scoring holds of the coded actors.
pub struct Traces<'a> {
    trial: &'a Trial,
    /// Coded actors who are known in the article.
    known: BTreeSet<usize>,
    /// Sentence, coded actor and issue of what was judged.
    judged: BTreeSet<(usize, usize, usize)>,
    /// By sentence, the issues that the gate lets through.
    touches: Vec<Vec<usize>>,
}

impl<'a> Traces<'a> {
    /// Of an article. A run keeps no mentions: who is known is told by the article's actors.
    pub fn of(trial: &'a Trial) -> Traces<'a> {
        let (gold, reading) = (&trial.gold, &trial.scored.reading);
        let names: Vec<Names> = reading.actors.iter().map(|actor| Names::new(&actor.name, &actor.aliases)).collect();
        let known = match_gold(&names, gold);
        let speaker = |statement: usize| known.get(reading.statements.get(statement)?.speaker?).copied().flatten();
        let judged = trial.scored.judgements.iter();
        let judged = judged.filter_map(|judgement| Some((judgement.sentence, speaker(judgement.statement)?, judgement.issue))).collect();
        let touches = Agenda::new(&gold.codebook).touches(&gold.article.body, &reading.sentences);
        Traces { trial, known: known.iter().flatten().copied().collect(), judged, touches }
    }

    /// Where a pair without a cell was lost.
    pub fn lost(&self, pair: &GoldPair) -> Stage {
        let coded: Vec<usize> = self.trial.gold.rows_of(pair).map(|row| self.trial.gold.rows[row].sentence).collect();
        let judged = |sentence: usize| self.judged.contains(&(sentence, pair.actor, pair.issue));
        let touched = |sentence: &usize| self.touches.get(*sentence).is_some_and(|issues| issues.contains(&pair.issue));
        match () {
            _ if coded.iter().copied().any(judged) => Stage::Stance,
            _ if coded.is_empty() && (0..self.touches.len()).any(judged) => Stage::Stance,
            _ if !self.known.contains(&pair.actor) || coded.iter().any(touched) => Stage::Attribution,
            _ => Stage::Issue,
        }
    }

    /// Where a cell of no coded pair came from: from attribution where nobody coded the actor, from the issue where the actor has coded
    /// stances on others only, else from the stance.
    pub fn invented(&self, actor: Option<usize>) -> Stage {
        match actor {
            None => Stage::Attribution,
            Some(actor) if self.trial.gold.pairs.iter().any(|pair| pair.actor == actor) => Stage::Issue,
            Some(_) => Stage::Stance,
        }
    }
}

/// How a stage did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Which.
    pub stage: Stage,
    /// Coded stances that reach it.
    pub reach: usize,
    /// Those of them that pass.
    pub found: usize,
    /// Those that do not.
    pub missed: usize,
    /// Cells that should not be there, or not so, that come from it.
    pub invented: usize,
}

impl Step {
    /// The steps, from where sure pairs were lost (`None`: nowhere) and where false and wrong cells came from.
    pub fn all(lost: &[Option<Stage>], invented: &[Stage]) -> Vec<Step> {
        let step = |stage: Stage| {
            let reach = lost.iter().filter(|lost| lost.is_none_or(|lost| lost >= stage)).count();
            let missed = lost.iter().filter(|lost| **lost == Some(stage)).count();
            let invented = invented.iter().filter(|from| **from == stage).count();
            Step { stage, reach, found: reach - missed, missed, invented }
        };
        Stage::ALL.map(step).to_vec()
    }
}

/// Whether both are poles and differ.
pub fn is_reversed(coded: Stance, found: Stance) -> bool {
    coded.is_pole() && found.is_pole() && coded != found
}
