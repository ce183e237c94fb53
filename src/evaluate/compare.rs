//! Two classifiers on the same pairs: is one better, or can this file not tell?
mod bootstrap;
mod mcnemar;
#[cfg(test)]
mod tests;

pub use mcnemar::McNemar;

use super::tally::{Place, Tally};
use super::{Judged, Outcome};
use crate::round::round;
use crate::stance::Stance;
use bootstrap::{DRAWS, Units, draws};
use serde::Serialize;
use std::collections::BTreeMap;

/// Fewer units than this are drawn as if they told of no others: no verdict rests on them.
const ENOUGH: usize = 10;

/// One classifier, "ours", beside another, "theirs", on the same labelled pairs. Differences are ours less theirs.
///
/// Intervals and p are those of a paired bootstrap of 2,000 draws: Efron and Tibshirani, An Introduction to the Bootstrap, 1993; Koehn,
/// Statistical Significance Tests for Machine Translation Evaluation, 2004; Berg-Kirkpatrick, Burkett and Klein, An Empirical
/// Investigation of Statistical Significance in NLP, 2012. Pairs of one article are not independent: whole articles are drawn where there
/// are ten of them, else pairs. The draws are the same at every call.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// Pairs.
    pub n: usize,
    /// What was drawn.
    pub drawn: Drawn,
    /// How many of these there are.
    pub n_drawn: usize,
    /// Whether ours is better, by the interval of macro-F1.
    pub verdict: Verdict,
    /// Mean F1 of the labels that occur.
    pub macro_f1: Difference,
    /// Share of right verdicts.
    pub accuracy: Difference,
    /// Share of differing poles among the pairs whose label and verdict are poles: less is better.
    pub reversed: Difference,
    /// Expected calibration error: less is better.
    pub ece: Difference,
    /// F1 of each label that occurs.
    pub per_label: BTreeMap<&'static str, Difference>,
    /// How many only one of them has right.
    pub mcnemar: McNemar,
}

/// What a draw of the bootstrap draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Drawn {
    /// Whole articles.
    Articles,
    /// Single pairs.
    Pairs,
}

impl Drawn {
    /// The word used in every file.
    pub fn word(self) -> &'static str {
        ["articles", "pairs"][self as usize]
    }
}

/// One statistic of both classifiers. Numbers are rounded to four decimals.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// Of ours.
    pub ours: f64,
    /// Of theirs.
    pub theirs: f64,
    /// Ours less theirs.
    pub difference: f64,
    /// The middle 95% of the drawn differences.
    pub interval: [f64; 2],
    /// Two-sided: twice the share of draws on the other side of 0, which is under 0.05 where the interval excludes 0. At least 0.001.
    pub p: f64,
}

/// Whether the interval of the difference in macro-F1 lies above 0, below it, or neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Verdict {
    /// Above.
    #[serde(rename = "better")]
    Better,
    /// Below.
    #[serde(rename = "worse")]
    Worse,
    /// Neither, or fewer than ten articles or pairs were drawn.
    #[serde(rename = "no difference that this file can show")]
    NotShown,
}

impl Comparison {
    /// Of what two classifiers gave for the same pairs in the same order; the articles are those of the pairs, and a pair without one
    /// stands alone.
    pub fn of(ours: &[Judged], theirs: &[Judged]) -> Comparison {
        let article = |(index, one): (usize, &Judged)| {
            let article = one.pair.article.clone();
            if article.is_empty() { (article, index) } else { (article, 0) }
        };
        let articles: Vec<(String, usize)> = ours.iter().enumerate().map(article).collect();
        let [ours, theirs] = [ours, theirs].map(|judged| judged.iter().map(Judged::outcome).collect::<Vec<Outcome>>());
        Comparison::between(&articles, &ours, &theirs)
    }

    /// Of outcomes for the same items in the same order, each with the article, or whatever else they come in, that it belongs to. All
    /// three are of the same length; what goes beyond the shortest does not count.
    pub fn between<K: Ord>(articles: &[K], ours: &[Outcome], theirs: &[Outcome]) -> Comparison {
        let n = articles.len().min(ours.len()).min(theirs.len());
        let units = Units::of(&articles[..n]);
        let (ours, theirs) = (&ours[..n], &theirs[..n]);
        let places = [ours, theirs].map(|outcomes| outcomes.iter().map(Place::from).collect::<Vec<Place>>());
        let drawn = draws(&units, &places);
        let [own, other] = [ours, theirs].map(Tally::of);
        let difference = |at: usize| Difference::of([own.statistic(at), other.statistic(at)], drawn.iter().map(|draw| draw[at]).collect());
        let occurring = Stance::ALL.into_iter().filter(|label| own.score(*label as usize).n > 0);
        let macro_f1 = difference(0);
        Comparison {
            n,
            drawn: units.drawn,
            n_drawn: units.n,
            verdict: if units.n < ENOUGH { Verdict::NotShown } else { macro_f1.verdict() },
            macro_f1,
            accuracy: difference(1),
            reversed: difference(2),
            ece: difference(3),
            per_label: occurring.map(|label| (label.word(), difference(4 + label as usize))).collect(),
            mcnemar: McNemar::of(ours, theirs),
        }
    }

    /// The verdict in a sentence, with the names of both.
    pub fn sentence(&self, ours: &str, theirs: &str) -> String {
        let Difference { ours: own, theirs: other, difference, interval: [low, high], p } = self.macro_f1;
        let verdict = match self.verdict {
            Verdict::Better => format!("{ours} is better than {theirs}"),
            Verdict::Worse => format!("{ours} is worse than {theirs}"),
            Verdict::NotShown => format!("{ours} and {theirs}: no difference that this file can show"),
        };
        format!("{verdict}: macro-F1 {own:.4} and {other:.4}, {difference:+.4} (95% interval {low:+.4} to {high:+.4}, p {p:.3})")
    }
}

impl Difference {
    fn of([ours, theirs]: [f64; 2], mut drawn: Vec<f64>) -> Difference {
        drawn.sort_by(f64::total_cmp);
        let tail = DRAWS / 40;
        let below = drawn.iter().filter(|drawn| **drawn <= 0.0).count();
        let above = drawn.iter().filter(|drawn| **drawn >= 0.0).count();
        // The draws and what was seen, so that p is never 0: Davison and Hinkley, Bootstrap Methods and their Application, 1997.
        let p = 2.0 * (1 + below.min(above)) as f64 / (1 + DRAWS) as f64;
        let interval = [drawn[tail - 1], drawn[DRAWS - tail]].map(round);
        Difference { ours, theirs, difference: round(ours - theirs), interval, p: round(p.min(1.0)) }
    }

    fn verdict(&self) -> Verdict {
        let [low, high] = self.interval;
        match (low > 0.0, high < 0.0) {
            (true, _) => Verdict::Better,
            (_, true) => Verdict::Worse,
            _ => Verdict::NotShown,
        }
    }
}
