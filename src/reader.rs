//! Reading articles: attributions by rule, or by a model.
use crate::article::Article;
use crate::encoder::attribution::Attributor;
use crate::encoder::judge::ModelIdentity;
use crate::reading::{self, Reading, Text};
use crate::span::Span;
use crate::statement::attribution::Attribution;
use rayon::prelude::*;

/// What finds who says what.
pub enum Reader {
    /// The rules, which need no model.
    Rules,
    /// A network.
    Model(Box<Attributor>),
}

impl Reader {
    /// Reads articles, in order: each by itself, however many there are.
    pub fn read(&self, articles: &[Article]) -> Vec<Reading> {
        match self {
            Reader::Rules => articles.par_iter().map(reading::read).collect(),
            Reader::Model(model) => {
                let texts: Vec<Text> = articles.par_iter().map(Text::of).collect();
                let found = model.attribute(&texts);
                let told = |(text, found): (Text, Vec<Vec<Attribution>>)| {
                    let within = with_words_within(&text, found);
                    reading::tell(text, within)
                };
                texts.into_par_iter().zip(found).map(told).collect()
            }
        }
    }

    /// Who it is; `None` for the rules, which belong to the program.
    pub fn identity(&self) -> Option<ModelIdentity> {
        match self {
            Reader::Rules => None,
            Reader::Model(model) => Some(ModelIdentity { name: model.description.name.clone(), sha256: model.sha256.clone() }),
        }
    }
}

/// Rules are as sure as this of words and attitudes, and not of deeds: of those that somebody tells in passing coders make no statement.
const SURE: f64 = 0.65;

/// What a speaker says of another's words and attitudes ("Moscow says Kyiv refuses"): the model was taught by coders who do not look into
/// what is said, so there the rules do.
fn with_words_within(text: &Text, mut found: Vec<Vec<Attribution>>) -> Vec<Vec<Attribution>> {
    let contents: Vec<Span> = found.iter().flatten().flat_map(|attribution| attribution.content.iter().copied()).collect();
    let cues: Vec<Span> = found.iter().flatten().flat_map(|attribution| attribution.cue.iter().copied()).collect();
    for (tokens, (found, by_rule)) in text.tokens.iter().zip(found.iter_mut().zip(text.attributions_by_rule())) {
        let within = |attribution: &Attribution| {
            let (Some(cue), Some(source)) = (attribution.cue.first(), &attribution.source) else { return false };
            let source = Span::new(tokens[source.start].span.start, tokens[source.end - 1].span.end);
            contents.iter().any(|content| content.contains(*cue) && content.contains(source))
        };
        let new = |attribution: &Attribution| !attribution.cue.iter().any(|cue| cues.iter().any(|known| known.overlaps(*cue)));
        let sure = |attribution: &Attribution| attribution.confidence >= SURE;
        found.extend(by_rule.into_iter().filter(|found| sure(found) && new(found) && within(found)));
        found.sort_by_key(|attribution| attribution.cue.first().copied());
    }
    found
}
