//! Whose word a stance is and of when, where a sentence and actor was both coded and found.
use super::super::gold::{Coded, How};
use super::super::score::Score;
use super::super::share;
use super::Compared;
use crate::statement::{Evidence, Statement, Time};
use serde::Serialize;
use serde::ser::SerializeStruct;
use std::collections::{BTreeMap, BTreeSet};

/// How well coded classes and those found agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement<const N: usize> {
    /// Cells.
    pub n: usize,
    /// Share of them of one class, in [0, 1].
    pub agreement: f64,
    /// Precision, recall and F1 by class, in the order of `classes`.
    pub scores: Vec<(&'static str, Score)>,
    /// Coded class, then the one found.
    pub confusion: [[usize; N]; N],
}

/// Evidence as what is said, told and relayed: direct, paraphrase and act are said, told and mention told.
pub type EvidenceFigures = Agreement<3>;

impl<const N: usize> Agreement<N> {
    fn of(classes: [&'static str; N], confusion: [[usize; N]; N]) -> Self {
        let n = confusion.iter().flatten().sum();
        let same = (0..N).map(|class| confusion[class][class]).sum();
        let scores = classes.into_iter().enumerate().map(|(class, word)| (word, Score::of(&confusion, class))).collect();
        Agreement { n, agreement: share(same, n), scores, confusion }
    }
}

impl<const N: usize> Serialize for Agreement<N> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut all = serializer.serialize_struct("Agreement", 4)?;
        all.serialize_field("n", &self.n)?;
        all.serialize_field("agreement", &self.agreement)?;
        all.serialize_field("scores", &self.scores.iter().copied().collect::<BTreeMap<_, _>>())?;
        all.serialize_field("confusion", &self.confusion.map(Vec::from).to_vec())?;
        all.end()
    }
}

/// One sentence and actor that was coded with a stance and has a statement.
pub(super) struct Cell<'a> {
    pub(super) sentence: usize,
    pub(super) actor: usize,
    pub(super) coded: Coded,
    pub(super) statement: &'a Statement,
}

impl Cell<'_> {
    pub(super) fn found_how(&self) -> How {
        match (self.statement.evidence, self.statement.relayed_by) {
            (Evidence::Relayed, _) | (Evidence::Mention, Some(_)) => How::Relayed,
            (Evidence::Direct | Evidence::Paraphrase, _) => How::Said,
            (Evidence::Act | Evidence::Told | Evidence::Mention, _) => How::Told,
        }
    }

    pub(super) fn found_past(&self) -> bool {
        self.statement.time == Time::Past
    }
}

pub(super) fn agreements(all: &[Compared]) -> (EvidenceFigures, Agreement<2>) {
    let (mut evidence, mut time) = ([[0; 3]; 3], [[0; 2]; 2]);
    for cell in all.iter().flat_map(Compared::cells) {
        evidence[cell.coded.how as usize][cell.found_how() as usize] += 1;
        time[usize::from(cell.coded.past)][usize::from(cell.found_past())] += 1;
    }
    (Agreement::of(["said", "told", "relayed"], evidence), Agreement::of(["now", "past"], time))
}

impl Compared {
    /// Each sentence and actor with both, once for every way and time it was coded in. Of several statements the most direct one counts,
    /// as in the pipeline.
    pub(super) fn cells(&self) -> Vec<Cell<'_>> {
        let mut found: BTreeMap<(usize, usize), &Statement> = BTreeMap::new();
        for statement in &self.reading.statements {
            let Some(actor) = statement.speaker.and_then(|speaker| self.coded[speaker]) else { continue };
            for sentence in self.sentences(statement.place()) {
                let best = found.entry((sentence, actor)).or_insert(statement);
                if statement.evidence < best.evidence {
                    *best = statement;
                }
            }
        }
        let coded =
            self.gold.rows.iter().filter_map(|row| row.coded.map(|coded| ((row.sentence, row.actor), (coded.how, coded.past), coded)));
        let mut seen = BTreeSet::new();
        let new = coded.filter(|(place, way, _)| seen.insert((*place, *way)));
        let cell =
            |((sentence, actor), _, coded)| found.get(&(sentence, actor)).map(|statement| Cell { sentence, actor, coded, statement });
        new.filter_map(cell).collect()
    }
}
