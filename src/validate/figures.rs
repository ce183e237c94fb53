//! Everything a validation tells.
use super::cell::{Checked, Verdict, checked};
use super::coded::Coding;
use super::coders::{Agreement, agreements};
use super::correlation::{Correlation, correlations};
use super::stage::{Stage, Step};
use super::trial::trial;
use crate::agreement::Estimate;
use crate::evaluate::{Cell, Counts, Table, Tables, Trial};
use crate::issue::Codebook;
use crate::pipeline::ScoredArticle;
use crate::scorecard::Options;
use serde::Serialize;
use std::collections::BTreeMap;

/// How a run compares with hand-coded documents.
#[derive(Clone, Debug, Serialize)]
pub struct Validation {
    /// What was taken in.
    pub taken: Taken,
    /// The figures of all cells, as `standpoint evaluate --articles` has them.
    pub tables: Tables,
    /// The chief ones with intervals over articles, in the order in which they are shown.
    pub figures: Vec<Figure>,
    /// What each stage finds, misses and invents.
    pub stages: Vec<Step>,
    /// Each issue that was coded, in the order of the codebook.
    pub issues: Vec<IssueFigures>,
    /// Coders with coders, and the machine with coders.
    pub agreement: Vec<Agreement>,
    /// Aggregated positions, over all issues and by issue.
    pub positions: Vec<Correlation>,
    /// Cells with a stance, those with an accepted one, those with the opposite pole.
    pub checked: [usize; 3],
    /// Coded stances that the run lacks.
    pub missed: usize,
    /// Every cell, article by article.
    #[serde(skip)]
    pub cells: Vec<Checked>,
}

/// What was taken in and left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Taken {
    /// Articles that were coded.
    pub n_articles: usize,
    /// Articles of the run that were not.
    pub n_uncoded: usize,
    /// Rows.
    pub n_rows: usize,
    /// Coders.
    pub n_coders: usize,
    /// Actors and issues with several stances of one coder in one article.
    pub n_mixed: usize,
    /// Quoted words that do not stand in their article.
    pub n_lost: usize,
    /// Rows whose concept is no issue of the run, by concept.
    pub left_out: BTreeMap<String, usize>,
}

/// A figure with its name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// What it tells.
    pub name: &'static str,
    /// It; `None` where there is nothing to tell it from.
    pub estimate: Option<Estimate>,
}

/// The figures of one issue.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct IssueFigures {
    /// Its id.
    pub issue: String,
    /// Articles in which it was looked for.
    pub n_articles: usize,
    /// The figures of its cells.
    pub tables: Tables,
    /// F1 of cells with an accepted stance, with its interval over these articles.
    pub triple_f1: Option<Estimate>,
    /// Cells with a stance, those with an accepted one, those with the opposite pole.
    pub checked: [usize; 3],
    /// Coded stances that the run lacks.
    pub missed: usize,
}

/// Holds the articles of a run against what people coded of them. `options` are those of the run's classifier; thin positions count.
pub fn validate(coding: &Coding, articles: &[ScoredArticle], codebook: &Codebook, options: &Options) -> Validation {
    let options = Options { min_sayings: 1, ..options.clone() };
    let trials: Vec<Trial> = coding.articles.iter().map(|coded| trial(coded, &articles[coded.article], codebook)).collect();
    let counts: Vec<Counts> = trials.iter().map(|trial| count(trial, &options, None)).collect();
    let cells: Vec<Vec<Checked>> = trials.iter().map(|trial| checked(trial, &options)).collect();
    let whole = sum(counts.iter());
    Validation {
        taken: taken(coding, articles.len()),
        tables: whole.figures(),
        figures: FIGURES.map(|(name, figure)| Figure { name, estimate: estimate(&counts, name, figure) }).to_vec(),
        stages: steps(&cells),
        issues: (0..codebook.issues.len()).filter_map(|issue| of_issue(issue, coding, &trials, codebook, &options)).collect(),
        agreement: agreements(coding, &trials, &options),
        positions: correlations(&cells),
        checked: whole.checked(),
        missed: whole.missed(),
        cells: cells.into_iter().flatten().collect(),
    }
}

fn taken(coding: &Coding, n_articles: usize) -> Taken {
    Taken {
        n_articles: coding.articles.len(),
        n_uncoded: n_articles - coding.articles.len(),
        n_rows: coding.n_rows,
        n_coders: coding.coders.len(),
        n_mixed: coding.n_mixed(),
        n_lost: coding.n_lost,
        left_out: coding.left_out.clone(),
    }
}

/// Counts the cells of an article, of one of its issues or of all.
fn count(trial: &Trial, options: &Options, issue: Option<usize>) -> Counts {
    let table = Table::of(trial, options);
    let is_wanted = |other: usize| issue.is_none_or(|issue| issue == other);
    let pairs: Vec<_> = trial.gold.pairs.iter().filter(|pair| is_wanted(pair.issue)).cloned().collect();
    let mut counts = Counts::default();
    counts.add(&pairs, table.cells().iter().filter(|cell| is_wanted(cell.position.issue)).map(Cell::found));
    counts
}

fn sum<'a>(all: impl Iterator<Item = &'a Counts>) -> Counts {
    let mut whole = Counts::default();
    all.for_each(|counts| whole.merge(counts));
    whole
}

/// A figure of counts; `None` where they have nothing to tell it from.
type Of = fn(&Counts) -> Option<f64>;

const FIGURES: [(&str, Of); 10] = [
    ("pairs, precision", |counts| found_any(counts, |tables| tables.pair_p)),
    ("pairs, recall", |counts| coded_any(counts, |tables| tables.pair_r)),
    ("pairs, F1", |counts| coded_any(counts, |tables| tables.pair_f1)),
    ("stance right, of the pairs found", |counts| found_any(counts, |tables| tables.stance_accuracy)),
    ("reversed, of the pairs found", |counts| found_any(counts, |tables| tables.reversed)),
    ("triples, precision", |counts| found_any(counts, |tables| tables.triple_precision)),
    ("triples, recall", |counts| coded_any(counts, |tables| tables.triple_recall)),
    ("triples, F1", triple_f1),
    ("false cells an article", |counts| Some(counts.figures().false_cells_per_article)),
    ("reversed, of all cells", |counts| found_any(counts, |_| 0.0).map(|_| counts.checked()[2] as f64 / counts.checked()[0] as f64)),
];

fn found_any(counts: &Counts, figure: fn(&Tables) -> f64) -> Option<f64> {
    let tables = counts.figures();
    (tables.pred_pairs > 0).then(|| figure(&tables))
}

fn coded_any(counts: &Counts, figure: fn(&Tables) -> f64) -> Option<f64> {
    let tables = counts.figures();
    (tables.gold_pairs > 0).then(|| figure(&tables))
}

fn triple_f1(counts: &Counts) -> Option<f64> {
    coded_any(counts, |tables| tables.triple_f1)
}

fn estimate(counts: &[Counts], purpose: &str, figure: Of) -> Option<Estimate> {
    Estimate::of(counts, purpose, |drawn| figure(&sum(drawn.iter().copied())))
}

fn of_issue(issue: usize, coding: &Coding, trials: &[Trial], codebook: &Codebook, options: &Options) -> Option<IssueFigures> {
    let local = |coded: &super::coded::CodedArticle| coded.issues.iter().position(|other| *other == issue);
    let of = coding.articles.iter().zip(trials).filter_map(|(coded, trial)| Some(count(trial, options, Some(local(coded)?))));
    let counts: Vec<Counts> = of.collect();
    let (whole, id) = (sum(counts.iter()), codebook.issues[issue].id.clone());
    let triple_f1 = estimate(&counts, &id, triple_f1);
    (!counts.is_empty()).then(|| IssueFigures {
        issue: id,
        n_articles: counts.len(),
        tables: whole.figures(),
        triple_f1,
        checked: whole.checked(),
        missed: whole.missed(),
    })
}

fn steps(cells: &[Vec<Checked>]) -> Vec<Step> {
    let all = || cells.iter().flatten();
    let lost = |cell: &Checked| match cell.verdict {
        Verdict::Missed(stage) => Some(stage),
        Verdict::Wrong | Verdict::Reversed => Some(Stage::Label),
        _ => None,
    };
    let invented = |cell: &Checked| match cell.verdict {
        Verdict::False(stage) => Some(stage),
        Verdict::Wrong | Verdict::Reversed => Some(Stage::Label),
        _ => None,
    };
    let lost: Vec<Option<Stage>> = all().filter(|cell| cell.sure).map(lost).collect();
    Step::all(&lost, &all().filter_map(invented).collect::<Vec<_>>())
}
