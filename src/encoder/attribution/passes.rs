//! The two passes over articles: first cues, then for each cue who and what.
use super::super::batch::{self, Batch};
use super::super::network::{AttributionNetwork, TAGS};
use super::decode::{self, Cue, Found};
use super::pieces::{Pieces, Special};
use super::rows::{Reach, Stretch, around, stretches};
use rayon::prelude::*;
use std::ops::Range;
use tch::Device;

/// What the rows of the two passes look like.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Tokens of a row of the first pass at most.
    pub max_tokens: usize,
    /// What the second pass sees around a cue, in tokens, special ones included.
    pub reach: Reach,
    /// Ids of special tokens.
    pub special: Special,
}

/// `[CLS]`, `[SEP]` and two marks.
const SPECIAL: usize = 4;
/// Tokens in one batch.
const BATCH_TOKENS: usize = 4096;

/// Cues read at once at most: what bounds the memory of the second pass.
const CUES_AT_ONCE: usize = 2048;
/// Where the logit of an attribution standing there is among the tags.
const HOLDS: usize = 6;

/// What the network gives for a token.
pub type Tags = [f32; TAGS];

impl Shape {
    /// The stretches of the first pass.
    pub fn first(&self, article: &Pieces) -> Vec<Stretch> {
        stretches(article, self.max_tokens - SPECIAL).into_iter().map(|pieces| Stretch::new(article, pieces, None, self.special)).collect()
    }

    /// The row of the second pass for a cue.
    pub fn second(&self, article: &Pieces, cue: &Range<usize>) -> Stretch {
        let reach = Reach { room: self.reach.room - SPECIAL, ..self.reach };
        let pieces = around(article, cue, reach);
        let cue = cue.start..cue.end.min(pieces.end);
        Stretch::new(article, pieces, Some(cue), self.special)
    }
}

/// The attributions of each article in the order of their cues: every one that a cue gives rise to, probable or not.
pub fn find(network: &AttributionNetwork, shape: &Shape, articles: &[Pieces]) -> Vec<Vec<Found>> {
    let cues = find_cues(network, shape, articles);
    let places: Vec<(usize, &Cue)> =
        cues.iter().enumerate().flat_map(|(article, cues)| cues.iter().map(move |cue| (article, cue))).collect();
    let mut found = vec![Vec::new(); articles.len()];
    for places in places.chunks(CUES_AT_ONCE) {
        let rows: Vec<Stretch> = places.par_iter().map(|(article, cue)| shape.second(&articles[*article], &cue.pieces)).collect();
        for ((article, cue), (row, tags)) in places.iter().zip(rows.iter().zip(tags(network, &rows))) {
            let parts: Vec<[f32; 3]> = row.pieces.clone().map(|piece| part(&tags[row.place(piece)], 3)).collect();
            let holds = tags[batch::Row::mark(row)][HOLDS];
            found[*article].extend(decode::parts(&articles[*article], row, cue, &parts, holds));
        }
    }
    found
}

/// The cues of each article, which is what the first pass gives.
pub fn find_cues(network: &AttributionNetwork, shape: &Shape, articles: &[Pieces]) -> Vec<Vec<Cue>> {
    let rows: Vec<(usize, Stretch)> =
        articles.par_iter().enumerate().flat_map_iter(|(at, article)| shape.first(article).into_iter().map(move |row| (at, row))).collect();
    let (owners, rows): (Vec<usize>, Vec<Stretch>) = rows.into_iter().unzip();
    let mut logits: Vec<Vec<[f32; 3]>> = articles.iter().map(|article| vec![[0.0; 3]; article.pieces.len()]).collect();
    for ((owner, row), tags) in owners.iter().zip(&rows).zip(tags(network, &rows)) {
        row.pieces.clone().for_each(|piece| logits[*owner][piece] = part(&tags[row.place(piece)], 0));
    }
    articles.iter().zip(logits).map(|(article, logits)| decode::cues(article, &logits)).collect()
}

fn part(tags: &Tags, from: usize) -> [f32; 3] {
    [tags[from], tags[from + 1], tags[from + 2]]
}

/// The logits of every token of each row, in order.
fn tags(network: &AttributionNetwork, rows: &[Stretch]) -> Vec<Vec<Tags>> {
    let mut all = vec![Vec::new(); rows.len()];
    for batch in batch::plan(rows, BATCH_TOKENS) {
        let members: Vec<&Stretch> = batch.iter().map(|row| &rows[*row]).collect();
        let input = Batch::new(&members, network.device());
        let output = tch::no_grad(|| network.forward(&input, false)).to_device(Device::Cpu).contiguous();
        let mut values = vec![0f32; output.numel()];
        output.copy_data(&mut values, output.numel());
        let length = output.size()[1] as usize;
        for (row, values) in batch.iter().zip(values.chunks_exact(length * TAGS)) {
            all[*row] = values.chunks_exact(TAGS).map(|tags| std::array::from_fn(|tag| tags[tag])).collect();
        }
    }
    all
}
