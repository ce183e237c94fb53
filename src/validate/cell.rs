//! Every cell that was checked: what people coded beside what the run has.
use super::stage::{Stage, Traces, is_reversed};
use crate::evaluate::gold::GoldPair;
use crate::evaluate::{Cell, Table, Trial};
use crate::scorecard::Options;
use crate::stance::Stance;
use serde::{Serialize, Serializer};

/// How what was found compares with what was coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// An accepted stance.
    Right,
    /// Another stance, though not the opposite one.
    Wrong,
    /// The opposite pole.
    Reversed,
    /// Coded and not found, lost here.
    Missed(Stage),
    /// Coded by some of the coders only, and not found.
    Doubtful,
    /// Found and not coded; it comes from here.
    False(Stage),
    /// A further cell of a coded actor and issue that has one.
    Further,
}

impl Verdict {
    /// The words used in every file.
    pub fn words(self) -> String {
        match self {
            Verdict::Right => "right".into(),
            Verdict::Wrong => "wrong stance".into(),
            Verdict::Reversed => "reversed".into(),
            Verdict::Missed(stage) => format!("missed at {}", stage.word()),
            Verdict::Doubtful => "coders differ, not found".into(),
            Verdict::False(stage) => format!("false at {}", stage.word()),
            Verdict::Further => "found twice".into(),
        }
    }
}

impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.words().serialize(serializer)
    }
}

/// One actor and issue of one article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Checked {
    /// The article's id.
    pub document: String,
    /// The actor, as coded where coded.
    pub actor: String,
    /// The issue's id.
    pub issue: String,
    /// The accepted stances, the preferred one first; empty where none was coded.
    pub coded: Vec<Stance>,
    /// Whether all coders have it.
    pub sure: bool,
    /// The run's stance.
    pub found: Option<Stance>,
    /// Mean of supportive less opposed that the run has, in [-1, 1].
    #[serde(skip)]
    pub net: Option<f64>,
    /// How both compare.
    pub verdict: Verdict,
    /// The sentence that shows it: the one judged, else the coded one; empty where neither is known.
    pub sentence: String,
}

/// All cells of an article: the coded ones in their order, then those that nobody coded.
pub fn checked(trial: &Trial, options: &Options) -> Vec<Checked> {
    let (table, traces) = (Table::of(trial, options), Traces::of(trial));
    let cells = table.cells();
    let mut all: Vec<Checked> = trial.gold.pairs.iter().map(|pair| coded(trial, &traces, pair, &cells)).collect();
    for (at, cell) in cells.iter().enumerate() {
        let is_again = cell.actor.is_some() && cells[..at].iter().any(|earlier| same(earlier, cell));
        match trial.gold.pairs.iter().any(|pair| cell.is_of(pair)) {
            _ if is_again => all.push(found(trial, cell, Verdict::Further)),
            true => {}
            false => all.push(found(trial, cell, Verdict::False(traces.invented(cell.actor)))),
        }
    }
    all
}

fn same(one: &Cell, other: &Cell) -> bool {
    (one.actor, one.position.issue) == (other.actor, other.position.issue)
}

fn coded(trial: &Trial, traces: &Traces, pair: &GoldPair, cells: &[Cell]) -> Checked {
    let cell = cells.iter().find(|cell| cell.is_of(pair));
    let preferred = pair.stances.first().copied().unwrap_or(Stance::None);
    let verdict = match cell.map(|cell| cell.stance) {
        None if !pair.sure => Verdict::Doubtful,
        None => Verdict::Missed(traces.lost(pair)),
        Some(stance) if pair.stances.contains(&stance) => Verdict::Right,
        Some(stance) if is_reversed(preferred, stance) => Verdict::Reversed,
        Some(_) => Verdict::Wrong,
    };
    let row = || trial.gold.rows_of(pair).next().map(|row| trial.gold.sentences[trial.gold.rows[row].sentence]);
    let silent = || row().map_or("", |span| span.of(&trial.gold.article.body)).to_string();
    Checked {
        actor: trial.gold.actors[pair.actor].name.clone(),
        coded: pair.stances.clone(),
        sure: pair.sure,
        found: cell.map(|cell| cell.stance),
        net: cell.and_then(|cell| cell.position.net),
        sentence: cell.map_or_else(silent, shown),
        ..blank(trial, pair.issue, verdict)
    }
}

fn found(trial: &Trial, cell: &Cell, verdict: Verdict) -> Checked {
    Checked {
        actor: cell.actor.map_or(&cell.card.actor.name, |actor| &trial.gold.actors[actor].name).clone(),
        found: Some(cell.stance),
        net: cell.position.net,
        sentence: shown(cell),
        ..blank(trial, cell.position.issue, verdict)
    }
}

fn shown(cell: &Cell) -> String {
    cell.shown_by().map_or(String::new(), |shown| shown.sentence.text.clone())
}

fn blank(trial: &Trial, issue: usize, verdict: Verdict) -> Checked {
    let issue = trial.gold.codebook.issues.get(issue).map_or(String::new(), |issue| issue.id.clone());
    let (document, actor, sentence) = (trial.gold.article.id.clone(), String::new(), String::new());
    Checked { document, actor, issue, coded: Vec::new(), sure: false, found: None, net: None, verdict, sentence }
}
