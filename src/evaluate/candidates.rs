//! What it brings and costs to ask the classifier about those who are merely mentioned.
use super::articles::figures;
use super::tables::Tables;
use super::trial::Trial;
use crate::round::round;
use crate::scorecard::Options;
use crate::span::Span;
use crate::stance::{Judgement, Stance};
use crate::statement::{Evidence, phrase};
use crate::token::tokenise;
use serde::Serialize;

/// Who is asked about beside those who say, think or do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Width {
    /// Nobody.
    Speakers,
    /// Whoever is mentioned first in a sentence, or right before a verb.
    Subjects,
    /// Whoever is mentioned.
    Mentions,
}

impl Width {
    /// The word used in tables.
    pub fn word(self) -> &'static str {
        ["speakers", "subjects", "mentions"][self as usize]
    }
}

/// The chain's tables where some candidates are left out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Price {
    /// Who is asked about.
    pub width: Width,
    /// What is merely mentioned counts only where the probability of a stance is this at least.
    pub at_least: f64,
    /// Questions to the classifier in an article.
    pub asked_per_article: f64,
    /// What comes out.
    pub tables: Tables,
}

const WIDTHS: [Width; 3] = [Width::Speakers, Width::Subjects, Width::Mentions];
const THRESHOLDS: [f64; 5] = [0.0, 0.5, 0.7, 0.8, 0.9];

/// The tables at each width, and for the wider ones at several thresholds, from the narrowest to the widest.
pub fn prices(trials: &[Trial], options: &Options) -> Vec<Price> {
    let thresholds = |width| if width == Width::Speakers { &THRESHOLDS[..1] } else { &THRESHOLDS[..] };
    WIDTHS
        .into_iter()
        .flat_map(|width| thresholds(width).iter().map(move |at_least| (width, *at_least)))
        .map(|(width, at_least)| {
            let (mut asked, mut left) = (0, Vec::with_capacity(trials.len()));
            for trial in trials {
                let mut trial = trial.clone();
                let scored = &trial.scored;
                let wide = |judgement: &&Judgement| is_within(trial_width(&trial, judgement), width);
                asked += scored.judgements.iter().filter(wide).count();
                let counts = |judgement: &&Judgement| {
                    let mere = trial_width(&trial, judgement) != Width::Speakers;
                    wide(judgement) && (!mere || 1.0 - judgement.probabilities.of(Stance::None) >= at_least)
                };
                let kept: Vec<Judgement> = scored.judgements.iter().filter(counts).cloned().collect();
                trial.scored.judgements = kept;
                left.push(trial);
            }
            let asked_per_article = round(asked as f64 / trials.len().max(1) as f64);
            Price { width, at_least, asked_per_article, tables: figures(&left, &Options { min_mentioned: 0.0, ..options.clone() }).tables }
        })
        .collect()
}

fn is_within(needed: Width, width: Width) -> bool {
    needed as usize <= width as usize
}

/// The narrowest width that asks for this judgement.
fn trial_width(trial: &Trial, judgement: &Judgement) -> Width {
    let reading = &trial.scored.reading;
    let statement = &reading.statements[judgement.statement];
    match (statement.evidence, statement.source.first()) {
        (Evidence::Mention, Some(mention)) if is_subject(trial, reading.sentences[judgement.sentence], *mention) => Width::Subjects,
        (Evidence::Mention, _) => Width::Mentions,
        _ => Width::Speakers,
    }
}

fn is_subject(trial: &Trial, sentence: Span, mention: Span) -> bool {
    let (body, reading) = (&trial.scored.article.body, &trial.scored.reading);
    let first = reading.mentions.iter().filter(|mention| sentence.contains(mention.span)).map(|mention| mention.span).min();
    let tokens = tokenise(body, sentence, &[]);
    let next = tokens.iter().find(|token| token.span.start >= mention.end);
    first == Some(mention) || next.is_some_and(|token| phrase::verb(token) || phrase::auxiliary(token))
}
