//! What each stage loses of what people coded: by pair of actor and issue, and by coded sentence.
use super::cells::{Cell, match_gold};
use super::gold::{GoldPair, How, Row};
use super::names::Names;
use super::share;
use super::trial::Trial;
use crate::issue::Agenda;
use crate::scorecard::Options;
use crate::span::Span;
use crate::stance::{Judgement, Probabilities, Stance};
use serde::Serialize;
use std::collections::BTreeMap;

/// What a coded stance must pass, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Its sentence yields a statement or a mention of someone.
    Someone,
    /// One of these is the coded actor's.
    Actor,
    /// The gate lets sentence and issue through.
    Gate,
    /// The classifier finds a stance; of a pair: its cell has one.
    Stance,
    /// It is the coded one.
    Label,
}

impl Stage {
    /// All stages, in order.
    pub const ALL: [Stage; 5] = [Stage::Someone, Stage::Actor, Stage::Gate, Stage::Stance, Stage::Label];

    /// The word used in every file.
    pub fn word(self) -> &'static str {
        ["someone", "actor", "gate", "stance", "label"][self as usize]
    }
}

/// For each stage whether it was passed; `None` where it was not reached, or cannot be told.
pub type Path = [Option<bool>; 5];

/// The path of what is lost at this stage; of `None`: nowhere.
pub fn path_to(lost: Option<Stage>) -> Path {
    Stage::ALL.map(|stage| match lost {
        Some(lost) if stage > lost => None,
        lost => Some(lost != Some(stage)),
    })
}

/// One coded row's way.
pub struct RowFate<'a> {
    /// Where the chain loses it.
    pub lost: Option<Stage>,
    /// The judgement of its sentence, actor and issue that is surest of a stance.
    pub judgement: Option<&'a Judgement>,
    /// The stages with the earlier ones perfect.
    pub alone: Path,
}

/// One coded pair's way.
pub struct PairFate {
    /// Where the chain loses it, by the rows that show it.
    pub lost: Option<Stage>,
    /// The stance of its cell, however it came about.
    pub cell: Option<Stance>,
    /// The stages with the earlier ones perfect.
    pub alone: Path,
}

/// What the chain found, by our sentences and the coded actors.
pub struct Findings<'a> {
    trial: &'a Trial,
    /// By sentence: whose statements and mentions it holds.
    heard: BTreeMap<usize, Vec<Option<usize>>>,
    /// What points to someone, and to whom.
    pointers: Vec<(Span, Option<usize>)>,
    /// By sentence, actor and issue.
    judged: BTreeMap<(usize, usize, usize), Vec<&'a Judgement>>,
    /// By coded sentence: the issues the gate lets through there.
    touches: Vec<Vec<usize>>,
}

impl<'a> Findings<'a> {
    /// Sorts what a trial found.
    pub fn of(trial: &'a Trial) -> Findings<'a> {
        let (gold, reading) = (&trial.gold, &trial.scored.reading);
        let names: Vec<Names> = reading.actors.iter().map(|actor| Names::new(&actor.name, &actor.aliases)).collect();
        let known = match_gold(&names, gold);
        let coded = |speaker: Option<usize>| speaker.and_then(|index| known.get(index).copied().flatten());
        let mut heard: BTreeMap<usize, Vec<Option<usize>>> = BTreeMap::new();
        let mut pointers: Vec<_> = reading.mentions.iter().map(|mention| (mention.span, coded(Some(mention.actor)))).collect();
        for statement in &reading.statements {
            pointers.extend(statement.source.iter().map(|span| (*span, coded(statement.speaker))));
            for sentence in reading.sentences_of(statement) {
                heard.entry(sentence).or_default().push(coded(statement.speaker));
            }
        }
        let mut judged: BTreeMap<_, Vec<&Judgement>> = BTreeMap::new();
        for judgement in &trial.scored.judgements {
            if let Some(actor) = coded(reading.statements[judgement.statement].speaker) {
                judged.entry((judgement.sentence, actor, judgement.issue)).or_default().push(judgement);
            }
        }
        let touches = Agenda::new(&gold.codebook).touches(&gold.article.body, &gold.sentences);
        Findings { trial, heard, pointers, judged, touches }
    }

    /// The way of each row.
    pub fn rows(&self) -> Vec<RowFate<'a>> {
        let rows = self.trial.gold.rows.iter().zip(&self.trial.given);
        rows.map(|(row, given)| self.row(row, &given.probabilities)).collect()
    }

    /// The way of each pair, from those of the rows and the table.
    pub fn pairs(&self, rows: &[RowFate], cells: &[Cell], options: &Options) -> Vec<PairFate> {
        self.trial.gold.pairs.iter().map(|pair| self.pair(pair, rows, cells, options)).collect()
    }

    fn row(&self, row: &Row, given: &Probabilities) -> RowFate<'a> {
        let ours = self.ours(self.trial.gold.sentences[row.sentence]);
        let heard: Vec<Option<usize>> = ours.iter().filter_map(|at| self.heard.get(at)).flatten().copied().collect();
        let judged = ours.iter().filter_map(|at| self.judged.get(&(*at, row.actor, row.issue))).flatten().copied();
        let judgement = judged.min_by(|a, b| none(a).total_cmp(&none(b)));
        let verdict = judgement.map(|judgement| judgement.probabilities.verdict());
        let lost = match verdict {
            None if heard.is_empty() => Some(Stage::Someone),
            None if !heard.contains(&Some(row.actor)) => Some(Stage::Actor),
            None => Some(Stage::Gate),
            Some(Stance::None) => Some(Stage::Stance),
            verdict => row.coded.filter(|coded| Some(coded.label) != verdict).map(|_| Stage::Label),
        };
        RowFate { lost, judgement, alone: self.alone(row, given, !heard.is_empty()) }
    }

    fn alone(&self, row: &Row, given: &Probabilities, someone: bool) -> Path {
        let pointed: Vec<_> = self.pointers.iter().filter(|(span, _)| row.mention.is_some_and(|mention| mention.overlaps(*span))).collect();
        let actor = (!pointed.is_empty()).then(|| pointed.iter().any(|(_, actor)| *actor == Some(row.actor)));
        let found = given.verdict() != Stance::None;
        let label = row.coded.filter(|_| found).map(|coded| coded.label == given.verdict());
        [Some(someone), actor, Some(self.touches[row.sentence].contains(&row.issue)), Some(found), label]
    }

    /// Our sentences that share text with a coded one.
    fn ours(&self, sentence: Span) -> Vec<usize> {
        let sentences = &self.trial.scored.reading.sentences;
        let first = sentences.partition_point(|ours| ours.end <= sentence.start);
        (first..sentences.len()).take_while(|at| sentences[*at].start < sentence.end).collect()
    }

    fn pair(&self, pair: &GoldPair, rows: &[RowFate], cells: &[Cell], options: &Options) -> PairFate {
        let cell = cells.iter().find(|cell| cell.is_of(pair)).map(|cell| cell.stance);
        let of_pair: Vec<usize> = self.trial.gold.rows_of(pair).collect();
        let judged = of_pair.iter().any(|at| rows[*at].judgement.is_some());
        let lost = match cell {
            _ if !judged => Some(of_pair.iter().filter_map(|at| rows[*at].lost).max().unwrap_or(Stage::Someone)),
            None => Some(Stage::Stance),
            Some(stance) => (!pair.stances.contains(&stance)).then_some(Stage::Label),
        };
        let any = |stage: Stage| of_pair.iter().filter_map(|at| rows[*at].alone[stage as usize]).reduce(|one, other| one || other);
        let given = pooled(self.trial, &of_pair, options);
        let found = given.verdict() != Stance::None && given.confidence() >= options.pooling.unsure_below;
        let label = found.then(|| pair.stances.contains(&given.verdict()));
        let someone = any(Stage::Someone).or(Some(false));
        PairFate { lost, cell, alone: [someone, any(Stage::Actor), any(Stage::Gate), (!of_pair.is_empty()).then_some(found), label] }
    }
}

fn none(judgement: &Judgement) -> f64 {
    judgement.probabilities.of(Stance::None)
}

/// What the given rows of a pair come to, first-hand and current ones alone where there are any.
fn pooled(trial: &Trial, rows: &[usize], options: &Options) -> Probabilities {
    let makes = |row: &Row| row.coded.is_none_or(|coded| !coded.past && coded.how != How::Relayed);
    let own: Vec<usize> = rows.iter().copied().filter(|at| makes(&trial.gold.rows[*at])).collect();
    let rows = if own.is_empty() { rows } else { &own };
    options.pooling.pool(&rows.iter().map(|at| trial.given[*at].probabilities).collect::<Vec<_>>())
}

/// How many reach a stage and how many pass it, in the chain and with the earlier stages perfect.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Loss {
    /// Which stage.
    pub stage: Stage,
    /// How many reach it.
    pub reach: usize,
    /// How many of them pass.
    pub pass: usize,
    /// The share of them that does not, in [0, 1].
    pub lost: f64,
    /// How many there are to try it on alone.
    pub alone: usize,
    /// How many of these pass.
    pub alone_pass: usize,
    /// The share of these that does not, in [0, 1].
    pub alone_lost: f64,
}

/// Adds ways up: each is one in the chain and one with the earlier stages perfect.
pub fn losses(paths: &[(Path, Path)]) -> Vec<Loss> {
    let count = |which: &dyn Fn(&(Path, Path)) -> Option<bool>| {
        let tried = paths.iter().filter_map(which);
        tried.fold((0, 0), |(all, passed), pass| (all + 1, passed + usize::from(pass)))
    };
    let loss = |stage: Stage| {
        let (reach, pass) = count(&|(chain, _)| chain[stage as usize]);
        let (alone, alone_pass) = count(&|(_, alone)| alone[stage as usize]);
        let (lost, alone_lost) = (share(reach - pass, reach), share(alone - alone_pass, alone));
        Loss { stage, reach, pass, lost, alone, alone_pass, alone_lost }
    };
    Stage::ALL.map(loss).to_vec()
}
