//! How good the chain's tables are: pairs found, stances right, cells that should not be there.
use super::gold::GoldPair;
use super::share;
use crate::round::round;
use crate::stance::Stance;
use serde::Serialize;
use std::collections::BTreeSet;

/// The figures of all cells of all articles. Shares are in [0, 1], rounded to four decimals.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Tables {
    /// Sure pairs.
    pub gold_pairs: usize,
    /// Cells with a stance.
    pub pred_pairs: usize,
    /// Cells that are of a coded pair, sure or not, among all cells.
    pub pair_p: f64,
    /// Sure pairs that have a cell.
    pub pair_r: f64,
    /// Their harmonic mean.
    pub pair_f1: f64,
    /// Cells with an accepted stance among those of a coded pair.
    pub stance_accuracy: f64,
    /// Mean F1 of the three stances over the cells of a coded pair.
    pub stance_macro_f1: f64,
    /// As `pair_f1`, for cells with an accepted stance.
    pub triple_f1: f64,
    /// As `pair_p`.
    pub triple_precision: f64,
    /// As `pair_r`.
    pub triple_recall: f64,
    /// Sure pairs whose cell has an accepted stance.
    pub right_sure: usize,
    /// Cells with the opposite pole among those of a coded pair.
    pub reversed: f64,
    /// Further cells of a pair that has one.
    pub split_duplicates: usize,
    /// Cells of no coded pair.
    pub false_cells: usize,
    /// The same for an article.
    pub false_cells_per_article: f64,
    /// Coded stance, then the cell's: counts in the order supportive, cautious, opposed.
    pub confusion: [[usize; 3]; 3],
}

/// A cell with a stance that is not unsure.
#[derive(Clone, Copy)]
pub struct Found {
    /// Index of the coded actor.
    pub actor: Option<usize>,
    /// Index of the issue.
    pub issue: usize,
    /// What it came to.
    pub stance: Stance,
}

/// Counts of cells.
#[derive(Clone, Default)]
pub struct Counts {
    articles: usize,
    gold: usize,
    cells: usize,
    again: usize,
    /// Cells of a coded pair, and those of a sure one.
    found: (usize, usize),
    /// Those of them with an accepted stance.
    right: (usize, usize),
    reversed: usize,
    confusion: [[usize; 3]; 3],
}

/// The stance a cell is held against: its own where that is accepted, else the preferred one.
pub fn expected(pair: &GoldPair, given: Stance) -> Stance {
    if pair.stances.contains(&given) { given } else { pair.stances.first().copied().unwrap_or(Stance::None) }
}

impl Counts {
    /// Adds the coded pairs and the cells of one article; of several of one coded actor and issue, as when an actor is taken for two, the
    /// first counts.
    pub fn add(&mut self, pairs: &[GoldPair], cells: impl Iterator<Item = Found>) {
        self.articles += 1;
        self.gold += pairs.iter().filter(|pair| pair.sure).count();
        let mut seen = BTreeSet::new();
        for Found { actor, issue, stance } in cells {
            self.cells += 1;
            if actor.is_some() && !seen.insert((actor, issue)) {
                self.again += 1;
            } else if let Some(pair) = pairs.iter().find(|pair| (Some(pair.actor), pair.issue) == (actor, issue)) {
                self.add_found(pair, stance);
            }
        }
    }

    /// Adds what others counted.
    pub fn merge(&mut self, other: &Counts) {
        self.articles += other.articles;
        self.gold += other.gold;
        self.cells += other.cells;
        self.again += other.again;
        self.found = (self.found.0 + other.found.0, self.found.1 + other.found.1);
        self.right = (self.right.0 + other.right.0, self.right.1 + other.right.1);
        self.reversed += other.reversed;
        for (count, more) in self.confusion.iter_mut().flatten().zip(other.confusion.iter().flatten()) {
            *count += more;
        }
    }

    /// Sure pairs without a cell.
    pub fn missed(&self) -> usize {
        self.gold - self.found.1
    }

    /// Cells with a stance; those with an accepted one; those with the opposite pole.
    pub fn checked(&self) -> [usize; 3] {
        [self.cells, self.right.0, self.reversed]
    }

    fn add_found(&mut self, pair: &GoldPair, stance: Stance) {
        let expected = expected(pair, stance);
        let right = expected == stance;
        self.found = (self.found.0 + 1, self.found.1 + usize::from(pair.sure));
        self.right = (self.right.0 + usize::from(right), self.right.1 + usize::from(right && pair.sure));
        self.reversed += usize::from(!right && expected.is_pole() && stance.is_pole());
        if let Some(count) = self.confusion.get_mut(expected as usize).and_then(|row| row.get_mut(stance as usize)) {
            *count += 1;
        }
    }

    /// The figures.
    pub fn figures(&self) -> Tables {
        let of = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let (p, r) = (of(self.found.0, self.cells), of(self.found.1, self.gold));
        let (right_p, right_r) = (of(self.right.0, self.cells), of(self.right.1, self.gold));
        let false_cells = self.cells - self.found.0 - self.again;
        Tables {
            gold_pairs: self.gold,
            pred_pairs: self.cells,
            pair_p: round(p),
            pair_r: round(r),
            pair_f1: f1(p, r),
            stance_accuracy: share(self.right.0, self.found.0),
            stance_macro_f1: round((0..3).map(|label| self.label_f1(label)).sum::<f64>() / 3.0),
            triple_f1: f1(right_p, right_r),
            triple_precision: round(right_p),
            triple_recall: round(right_r),
            right_sure: self.right.1,
            reversed: share(self.reversed, self.found.0),
            split_duplicates: self.again,
            false_cells,
            false_cells_per_article: share(false_cells, self.articles),
            confusion: self.confusion,
        }
    }

    fn label_f1(&self, label: usize) -> f64 {
        let given: usize = (0..3).map(|gold| self.confusion[gold][label]).sum();
        let coded: usize = self.confusion[label].iter().sum();
        2.0 * self.confusion[label][label] as f64 / (given + coded).max(1) as f64
    }
}

fn f1(p: f64, r: f64) -> f64 {
    round(2.0 * p * r / (p + r).max(1e-9))
}
