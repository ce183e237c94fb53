//! Draws with replacement, the same ones for both classifiers.
use super::super::tally::{Place, Tally};
use super::{Drawn, ENOUGH};
use crate::chance::chance;
use rand::Rng;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// How often the pairs are drawn.
pub const DRAWS: usize = 2000;
/// Macro-F1, accuracy, reversed, ECE and the F1 of each of the four labels.
const STATISTICS: usize = 8;

/// What is drawn as a whole.
pub struct Units {
    /// Their kind.
    pub drawn: Drawn,
    /// How many there are.
    pub n: usize,
    /// Of each item its unit, under `n`.
    of: Vec<usize>,
}

impl Units {
    /// The articles, where some hold several items and there are enough of them; else the items.
    pub fn of<K: Ord>(articles: &[K]) -> Units {
        let distinct: Vec<&K> = articles.iter().collect::<BTreeSet<_>>().into_iter().collect();
        if (ENOUGH..articles.len()).contains(&distinct.len()) {
            let of = articles.iter().map(|article| distinct.partition_point(|other| *other < article));
            return Units { drawn: Drawn::Articles, n: distinct.len(), of: of.collect() };
        }
        Units { drawn: Drawn::Pairs, n: articles.len(), of: (0..articles.len()).collect() }
    }

    /// How many times a draw of as many units as there are holds each.
    fn drawn(&self, draw: u64) -> Vec<usize> {
        let mut chance = chance(draw, b"paired bootstrap");
        let mut times = vec![0; self.n];
        for _ in 0..self.n {
            times[chance.random_range(0..self.n)] += 1;
        }
        times
    }
}

/// By draw the difference of every statistic, ours less theirs.
pub fn draws(units: &Units, both: &[Vec<Place>; 2]) -> Vec<[f64; STATISTICS]> {
    let draw = |draw: u64| {
        let times = units.drawn(draw);
        let of = |places: &Vec<Place>| Tally::weighed(places.iter().zip(&units.of).map(|(place, unit)| (*place, times[*unit])));
        let [ours, theirs] = both.each_ref().map(of);
        std::array::from_fn(|at| ours.statistic(at) - theirs.statistic(at))
    };
    (0..DRAWS as u64).into_par_iter().map(draw).collect()
}

impl Tally {
    /// One of the statistics, by its place.
    pub(super) fn statistic(&self, at: usize) -> f64 {
        match at {
            0 => self.macro_f1(),
            1 => self.accuracy(),
            2 => self.reversed(),
            3 => self.ece(),
            label => self.score(label - 4).f1,
        }
    }
}
