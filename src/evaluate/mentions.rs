//! Who is mentioned, who speaks, whose word it is and of when, against articles that people coded sentence by sentence.
mod agreement;
mod fault;
mod form;
mod speech;

pub use agreement::{Agreement, EvidenceFigures};
pub use fault::{Fault, Wrong};
pub use form::Form;
pub use speech::SpeechFigures;

use super::gold::{Gold, GoldMention};
use super::names::{Names, match_names};
use super::share;
use crate::actor::Mention;
use crate::reading::Reading;
use crate::span::Span;
use serde::Serialize;
use std::collections::BTreeMap;

/// A coded article beside what was read in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// What people coded.
    pub gold: Gold,
    /// What the text stages found.
    pub reading: Reading,
    /// For each actor that was found the coded one, by name.
    coded: Vec<Option<usize>>,
}

/// Figures over articles; shares are in [0, 1], rounded to four decimals.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MentionFigures {
    /// Articles.
    pub articles: usize,
    /// Coded mentions: all, and by form.
    pub mentions: BTreeMap<&'static str, Resolved>,
    /// Who speaks in which sentence.
    pub speech: SpeechFigures,
    /// Whose word it is.
    pub evidence: EvidenceFigures,
    /// Of when: the coded time and the one found, as [`Agreement`] of now and past.
    pub time: Agreement<2>,
}

/// How many coded mentions are seen, and how many of these are resolved right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Resolved {
    /// Coded mentions.
    pub n: usize,
    /// Share of them that a mention which was found overlaps.
    pub recall: f64,
    /// Share of those overlapped that are resolved to the coded actor.
    pub accuracy: f64,
    /// Share of those overlapped that are resolved to nobody who was coded.
    pub foreign: f64,
}

impl Compared {
    /// Matches the actors of both by their names.
    pub fn new(gold: Gold, reading: Reading) -> Compared {
        let found: Vec<Names> = reading.actors.iter().map(|actor| Names::new(&actor.name, &actor.aliases)).collect();
        let known: Vec<Names> = gold.actors.iter().map(|actor| actor.names.clone()).collect();
        let coded = match_names(&found, &known);
        Compared { gold, reading, coded }
    }

    /// The mentions found that overlap a coded one.
    fn overlapping(&self, mention: &GoldMention) -> impl Iterator<Item = &Mention> {
        let span = mention.span;
        self.reading.mentions.iter().filter(move |found| found.span.overlaps(span))
    }

    /// What became of a coded mention.
    fn fate(&self, mention: &GoldMention) -> Fate {
        let actors: Vec<Option<usize>> = self.overlapping(mention).map(|found| self.coded[found.actor]).collect();
        match () {
            () if actors.is_empty() => Fate::Unseen,
            () if actors.contains(&Some(mention.actor)) => Fate::Right,
            () if actors.iter().all(Option::is_none) => Fate::Foreign,
            () => Fate::Wrong,
        }
    }

    /// The coded sentences that some spans overlap.
    fn sentences(&self, spans: &[Span]) -> Vec<usize> {
        let sentences = &self.gold.sentences;
        (0..sentences.len()).filter(|at| spans.iter().any(|span| span.overlaps(sentences[*at]))).collect()
    }
}

/// What became of a coded mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// Nothing was found there.
    Unseen,
    /// The coded actor.
    Right,
    /// Another one who was coded.
    Wrong,
    /// Somebody who was not coded.
    Foreign,
}

/// The figures of all articles.
pub fn figures(all: &[Compared]) -> MentionFigures {
    let mut fates: BTreeMap<&'static str, Vec<Fate>> = BTreeMap::new();
    for compared in all {
        for mention in &compared.gold.mentions {
            for group in ["all", Form::of(&compared.gold, mention).word()] {
                fates.entry(group).or_default().push(compared.fate(mention));
            }
        }
    }
    let (evidence, time) = agreement::agreements(all);
    MentionFigures {
        articles: all.len(),
        mentions: fates.into_iter().map(|(group, fates)| (group, resolved(&fates))).collect(),
        speech: speech::figures(all),
        evidence,
        time,
    }
}

fn resolved(fates: &[Fate]) -> Resolved {
    let count = |fate: Fate| fates.iter().filter(|other| **other == fate).count();
    let seen = fates.len() - count(Fate::Unseen);
    Resolved {
        n: fates.len(),
        recall: share(seen, fates.len()),
        accuracy: share(count(Fate::Right), seen),
        foreign: share(count(Fate::Foreign), seen),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::reading;

    /// Three sentences: what Ada Hale says, what a lighthouse does, which is nobody to the rules, and what she did in 2016, coded as now.
    const CODED: &str = include_str!("mentions/coded.jsonl");

    fn compared() -> Compared {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("coded.jsonl");
        std::fs::write(&path, CODED).unwrap();
        let gold = super::super::gold::read(&path).unwrap().remove(0);
        let reading = reading::read(&Article { body: gold.article.body.clone(), ..Article::default() });
        Compared::new(gold, reading)
    }

    #[test]
    fn mentions_are_counted_by_form() {
        let figures = figures(&[compared()]);
        let all = |group: &str| figures.mentions[group];
        assert_eq!(all("name"), Resolved { n: 1, recall: 1.0, accuracy: 1.0, foreign: 0.0 });
        assert_eq!(all("pronoun"), Resolved { n: 1, recall: 1.0, accuracy: 1.0, foreign: 0.0 });
        assert_eq!(all("description"), Resolved { n: 1, recall: 0.0, accuracy: 0.0, foreign: 0.0 });
        assert_eq!(all("all").n, 3);
    }

    #[test]
    fn speech_is_counted_by_sentence_and_actor() {
        let speech = figures(&[compared()]).speech;
        assert_eq!((speech.pairs, speech.precision, speech.recall), (3, 1.0, 0.6667));
        assert_eq!((speech.f1, speech.speech_recall, speech.unknown), (0.8, 0.5, 0.0));
    }

    #[test]
    fn evidence_and_time_agree_by_cell() {
        let figures = figures(&[compared()]);
        assert_eq!(figures.evidence.confusion, [[1, 0, 0], [0, 1, 0], [0, 0, 0]]);
        assert_eq!(figures.evidence.agreement, 1.0);
        assert_eq!(figures.time.confusion, [[1, 1], [0, 0]]);
        assert_eq!(figures.time.agreement, 0.5);
    }

    #[test]
    fn faults_name_what_is_wrong() {
        let compared = compared();
        let faults: Vec<(&str, &str)> = compared.faults().iter().map(|fault| (fault.wrong.word(), fault.actor)).collect();
        assert_eq!(faults, [("unseen", "Bay Lighthouse"), ("time", "Ada Hale"), ("missed", "Bay Lighthouse")]);
    }
}
