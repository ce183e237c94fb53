//! Who speaks in which sentence.
use super::super::gold::How;
use super::super::share;
use super::Compared;
use crate::actor::Kind;
use crate::statement::{Evidence, Statement};
use serde::Serialize;
use std::collections::BTreeSet;

/// Pairs of sentence and actor: those found are of every statement that is no mere mention, at the sentences of its content, or of its
/// cue where it has none; those coded are of speech and of stances that are said or told.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SpeechFigures {
    /// Coded pairs.
    pub pairs: usize,
    /// Share of the pairs found that were coded.
    pub precision: f64,
    /// Share of the coded pairs that are found.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// Share of the coded pairs of speech that are found.
    pub speech_recall: f64,
    /// Share of the statements whose speaker is unknown.
    pub unknown: f64,
}

/// A sentence and a coded actor, or one who was found and not coded.
pub(super) type Pair = (usize, Who);

/// Whom a pair is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    /// Index into the coded actors.
    Coded(usize),
    /// Index into those found.
    Foreign(usize),
}

#[derive(Default)]
struct Counts {
    found: usize,
    coded: usize,
    both: usize,
    speech: usize,
    speech_found: usize,
    statements: usize,
    unknown: usize,
}

/// Over all articles.
pub(super) fn figures(all: &[Compared]) -> SpeechFigures {
    let mut counts = Counts::default();
    for compared in all {
        counts.add(compared);
    }
    let Counts { found, coded, both, speech, speech_found, statements, unknown } = counts;
    SpeechFigures {
        pairs: coded,
        precision: share(both, found),
        recall: share(both, coded),
        f1: share(2 * both, found + coded),
        speech_recall: share(speech_found, speech),
        unknown: share(unknown, statements),
    }
}

impl Counts {
    fn add(&mut self, compared: &Compared) {
        let (found, coded, speech) = (compared.spoken(), compared.coded_as_spoken(), compared.speech());
        self.found += found.len();
        self.coded += coded.len();
        self.both += found.intersection(&coded).count();
        self.speech += speech.len();
        self.speech_found += speech.intersection(&found).count();
        let statements = compared.reading.statements.iter().filter(|statement| statement.evidence != Evidence::Mention);
        let (known, unknown): (Vec<_>, Vec<_>) = statements.partition(|statement| compared.is_known(statement));
        self.statements += known.len() + unknown.len();
        self.unknown += unknown.len();
    }
}

impl Compared {
    fn is_known(&self, statement: &Statement) -> bool {
        statement.speaker.is_some_and(|speaker| self.reading.actors[speaker].kind != Kind::Unknown)
    }

    pub(super) fn who(&self, actor: usize) -> Who {
        self.coded[actor].map_or(Who::Foreign(actor), Who::Coded)
    }

    /// The pairs that were found.
    pub(super) fn spoken(&self) -> BTreeSet<Pair> {
        let told = self.reading.statements.iter().filter(|statement| statement.evidence != Evidence::Mention);
        let pairs = told.filter_map(|statement| {
            let speaker = statement.speaker.filter(|_| self.is_known(statement))?;
            let place = if statement.content.is_empty() { &statement.cue } else { &statement.content };
            Some(self.sentences(place).into_iter().map(move |sentence| (sentence, self.who(speaker))))
        });
        pairs.flatten().collect()
    }

    pub(super) fn speech(&self) -> BTreeSet<Pair> {
        self.gold.speech.iter().map(|(sentence, actor)| (*sentence, Who::Coded(*actor))).collect()
    }

    fn coded_as_spoken(&self) -> BTreeSet<Pair> {
        let own = self.gold.rows.iter().filter(|row| row.coded.is_some_and(|coded| coded.how != How::Relayed));
        self.speech().into_iter().chain(own.map(|row| (row.sentence, Who::Coded(row.actor)))).collect()
    }

    /// Pairs found that were not coded.
    pub(super) fn too_much(&self) -> Vec<Pair> {
        self.spoken().difference(&self.coded_as_spoken()).copied().collect()
    }

    /// Pairs of speech that were not found.
    pub(super) fn missed(&self) -> Vec<Pair> {
        self.speech().difference(&self.spoken()).copied().collect()
    }
}
