//! The errors one by one: pairs lost or wrong, and cells that should not be there.
use super::cells::{Cell, Table};
use super::gold::{Gold, GoldPair};
use super::losses::{Findings, PairFate, RowFate, Stage};
use super::trial::Trial;
use crate::scorecard::{Evidence, Options};
use crate::stance::{Probabilities, Stance};
use crate::statement;

/// A pair that the chain loses or gives a wrong stance, or a cell of no coded pair.
#[derive(Clone, Debug, PartialEq)]
pub struct Mistake {
    /// The article's id.
    pub article: String,
    /// Where a pair is lost; `None` for a cell that should not be there.
    pub lost: Option<Stage>,
    /// The actor's name, as coded where that is known.
    pub actor: String,
    /// The issue's id.
    pub issue: String,
    /// The accepted stances; empty for a cell that should not be there.
    pub gold: Vec<Stance>,
    /// The cell's stance, else `unsure`, `hidden` (relayed or past) or `none`.
    pub predicted: &'static str,
    /// The sentence that shows it: the one judged where there is one, else the coded one.
    pub sentence: String,
    /// How the statement judged there reached the reader.
    pub how: Option<statement::Evidence>,
    /// What the classifier made of that sentence; `None` where it was not asked.
    pub probabilities: Option<Probabilities>,
}

/// The mistakes in one article: the pairs in their order, then the cells. Pairs that are not sure count where they are wrong.
pub fn mistakes(trial: &Trial, options: &Options) -> Vec<Mistake> {
    let table = Table::of(trial, options);
    let (cells, findings) = (table.cells(), Findings::of(trial));
    let rows = findings.rows();
    let fates = findings.pairs(&rows, &cells, options);
    let lost = trial.gold.pairs.iter().zip(&fates).filter_map(|(pair, fate)| lost(trial, pair, fate, &rows, &table, &cells));
    let coded = |cell: &Cell| trial.gold.pairs.iter().any(|pair| cell.is_of(pair));
    let extra = cells.iter().filter(|cell| !coded(cell)).map(|cell| of_cell(&trial.gold, cell));
    lost.chain(extra).collect()
}

fn lost(trial: &Trial, pair: &GoldPair, fate: &PairFate, rows: &[RowFate], table: &Table, cells: &[Cell]) -> Option<Mistake> {
    let mistake = match (fate.cell, fate.lost) {
        (Some(stance), _) if pair.stances.contains(&stance) => return None,
        (Some(_), _) => Mistake { lost: Some(Stage::Label), ..of_cell(&trial.gold, cells.iter().find(|cell| cell.is_of(pair))?) },
        (None, _) if !pair.sure => return None,
        (None, stage) => Mistake { lost: stage, predicted: table.silence(pair), ..of_rows(trial, pair, stage, rows) },
    };
    let actor = trial.gold.actors[pair.actor].name.clone();
    Some(Mistake { actor, gold: pair.stances.clone(), ..mistake })
}

fn of_cell(gold: &Gold, cell: &Cell) -> Mistake {
    let shown = cell.shown_by();
    Mistake {
        lost: None,
        actor: cell.actor.map_or(&cell.card.actor.name, |actor| &gold.actors[actor].name).clone(),
        gold: Vec::new(),
        predicted: cell.stance.word(),
        sentence: shown.map_or("", |shown: &Evidence| &shown.sentence.text).to_string(),
        how: shown.map(|shown| shown.how),
        probabilities: shown.map(|shown| shown.probabilities),
        ..blank(gold, cell.position.issue)
    }
}

/// Shown by the row that came farthest; of those judged the surest of a stance.
fn of_rows(trial: &Trial, pair: &GoldPair, stage: Option<Stage>, rows: &[RowFate]) -> Mistake {
    let gold = &trial.gold;
    let none = |at: &usize| rows[*at].judgement.map_or(1.0, |judgement| judgement.probabilities.of(Stance::None));
    let far = gold.rows_of(pair).filter(|at| rows[*at].judgement.is_some() || rows[*at].lost == stage);
    let row = far.min_by(|a, b| none(a).total_cmp(&none(b)));
    let judgement = row.and_then(|at| rows[at].judgement);
    let statement = judgement.and_then(|judgement| trial.scored.reading.statements.get(judgement.statement));
    Mistake {
        sentence: row.map_or("", |at| gold.sentences[gold.rows[at].sentence].of(&gold.article.body)).to_string(),
        how: statement.map(|statement| statement.evidence),
        probabilities: judgement.map(|judgement| judgement.probabilities),
        ..blank(gold, pair.issue)
    }
}

fn blank(gold: &Gold, issue: usize) -> Mistake {
    Mistake {
        article: gold.article.id.clone(),
        lost: None,
        actor: String::new(),
        issue: gold.codebook.issues[issue].id.clone(),
        gold: Vec::new(),
        predicted: Stance::None.word(),
        sentence: String::new(),
        how: None,
        probabilities: None,
    }
}
