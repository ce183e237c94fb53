//! What the two passes read: stretches of the article for the first, the surroundings of a marked cue for the second.
//!
//! ```text
//! [CLS] sentence sentence sentence ... [SEP]                                                    every piece stands in one such row
//! [CLS] sentence before  words [unused1] cue [unused2] words  sentence behind [SEP]             one such row a cue
//! ```
//! Segment 1 holds the words that begin with a capital letter, since the base's token ids are of lower case.
use super::super::batch::Row;
use super::pieces::{Pieces, Special};
use std::ops::Range;

/// A row of pieces.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    ids: Vec<i64>,
    capital: Vec<bool>,
    /// Which pieces of the article stand in it.
    pub pieces: Range<usize>,
    /// The marked cue among them.
    pub cue: Option<Range<usize>>,
}

impl Row for Stretch {
    fn ids(&self) -> &[i64] {
        &self.ids
    }

    fn segment(&self, at: usize) -> i64 {
        i64::from(self.capital[at])
    }

    fn mark(&self) -> usize {
        self.cue.as_ref().map_or(0, |cue| self.place(cue.start) - 1)
    }
}

impl Stretch {
    /// Pieces in order, and marks around `cue`.
    pub fn new(article: &Pieces, pieces: Range<usize>, cue: Option<Range<usize>>, special: Special) -> Stretch {
        let mut stretch = Stretch { ids: Vec::with_capacity(pieces.len() + 4), capital: Vec::new(), pieces, cue };
        stretch.push(special.cls, false);
        for at in stretch.pieces.clone() {
            if stretch.cue.as_ref().is_some_and(|cue| cue.start == at) {
                stretch.push(special.open, false);
            }
            stretch.push(article.pieces[at].id, article.pieces[at].capital);
            if stretch.cue.as_ref().is_some_and(|cue| cue.end == at + 1) {
                stretch.push(special.close, false);
            }
        }
        stretch.push(special.sep, false);
        stretch
    }

    fn push(&mut self, id: i64, capital: bool) {
        self.ids.push(id);
        self.capital.push(capital);
    }

    /// The position in the row of a piece of the article, which must stand in it.
    pub fn place(&self, piece: usize) -> usize {
        let marks = self.cue.as_ref().map_or(0, |cue| usize::from(piece >= cue.start) + usize::from(piece >= cue.end));
        1 + piece - self.pieces.start + marks
    }
}

/// Divides an article into stretches of whole sentences, `room` pieces at most; a longer sentence is cut.
pub fn stretches(article: &Pieces, room: usize) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    for sentence in article.sentences.iter().filter(|sentence| !sentence.is_empty()) {
        match all.last_mut() {
            Some(last) if sentence.end - last.start <= room => last.end = sentence.end,
            _ => all.extend(sentence.clone().step_by(room).map(|start| start..sentence.end.min(start + room))),
        }
    }
    all
}

/// How much stands around a cue.
#[derive(Clone, Copy, Debug)]
pub struct Reach {
    /// Pieces at most.
    pub room: usize,
    /// Sentences of the paragraph before the cue's.
    pub before: usize,
    /// Sentences of the paragraph behind it.
    pub behind: usize,
}

/// The pieces around a cue: its sentence, and those beside it in its paragraph as far as they fit, the nearest first.
pub fn around(article: &Pieces, cue: &Range<usize>, reach: Reach) -> Range<usize> {
    let home = article.sentence_of(cue.start);
    let sentence = article.sentences[home].clone();
    if sentence.len() > reach.room {
        let start = cue.start.saturating_sub(reach.room / 2).clamp(sentence.start, sentence.end - reach.room);
        return start..start + reach.room;
    }
    let mut pieces = sentence;
    for step in 1..=reach.before.max(reach.behind) {
        let before = home.checked_sub(step).filter(|_| step <= reach.before);
        let behind = Some(home + step).filter(|at| step <= reach.behind && *at < article.sentences.len());
        for at in [before, behind].into_iter().flatten().filter(|at| article.paragraphs[*at] == article.paragraphs[home]) {
            let more = &article.sentences[at];
            let (start, end) = (pieces.start.min(more.start), pieces.end.max(more.end));
            let touches = more.end == pieces.start || more.start == pieces.end;
            if touches && end - start <= reach.room {
                pieces = start..end;
            }
        }
    }
    pieces
}
