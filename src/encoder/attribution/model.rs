//! An attribution model ready for use.
use super::super::arithmetic::{Arithmetic, device};
use super::super::config::Config;
use super::super::network::AttributionNetwork;
use super::super::recipe::{Aim, aim};
use super::super::{read, weights};
use super::confidence::Confidence;
use super::decode::Found;
use super::figures::{Claim, shared};
use super::passes::{Shape, find, find_cues};
use super::pieces::{Pieces, Reader};
use super::rows::Reach;
use crate::error::{Error, Result};
use crate::hash::{Sum, sha256_of};
use crate::reading::{LONGEST, Text};
use crate::span::Span;
use crate::statement::attribution::{self, Attribution};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// `model.toml` of an attribution model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Description {
    /// What it does: attribution.
    pub task: Aim,
    /// The model's name.
    pub name: String,
    /// The base it was fine-tuned from, with its licence.
    pub base: String,
    /// Licence of the weights.
    pub licence: String,
    /// Longest input of the first pass in tokens.
    pub max_tokens: usize,
    /// Longest input of the second pass in tokens.
    pub around_tokens: usize,
    /// Sentences of the paragraph that stand before a marked cue's own, where they fit.
    pub before: usize,
    /// Sentences of the paragraph that stand behind it, where they fit.
    pub behind: usize,
    /// Arithmetic it was trained in.
    pub arithmetic: Arithmetic,
    /// SHA-256 of the recipe's text.
    pub recipe_sha256: String,
    /// How sure an attribution is, and from when on it is kept.
    pub confidence: Confidence,
    /// SHA-256 of every folder it was trained on, by its name in the recipe.
    pub data_sha256: BTreeMap<String, String>,
}

impl Description {
    /// Reads a `model.toml`.
    pub fn read(file: &Path) -> Result<Description> {
        if aim(file)? != Aim::Attribution {
            return Err(Error::new(file, "no attribution model", HINT));
        }
        let description: Description = read::toml(file, HINT)?;
        description.wrong().map_or(Ok(()), |wrong| Err(Error::new(file, wrong, HINT)))?;
        Ok(description)
    }

    fn wrong(&self) -> Option<&'static str> {
        let rules = [
            (!(96..=512).contains(&self.max_tokens), "max_tokens lies outside of 96 to 512"),
            (!(32..=self.max_tokens).contains(&self.around_tokens), "around_tokens lies outside of 32 to max_tokens"),
            (
                !self.confidence.weights.iter().chain([&self.confidence.keep_above]).all(|weight| weight.is_finite()),
                "a weight is no number",
            ),
        ];
        rules.into_iter().find(|(broken, _)| *broken).map(|(_, wrong)| wrong)
    }
}

/// Finds who says what by a network.
pub struct Attributor {
    /// What `model.toml` says.
    pub description: Description,
    /// SHA-256 over weights, tokenizer, config and description.
    pub sha256: String,
    /// What it computes in.
    pub arithmetic: Arithmetic,
    reader: Reader,
    shape: Shape,
    network: AttributionNetwork,
}

const HINT: &str = "expected a folder made by `standpoint train` with an attribution recipe, as models/attribution is";

impl Attributor {
    /// Loads a model folder and casts it to `arithmetic`.
    pub fn load(folder: &Path, arithmetic: Arithmetic) -> Result<Attributor> {
        let file = folder.join("model.toml");
        let description = Description::read(&file)?;
        let config = Config::read(&folder.join("config.json"))?;
        let sizes = config.sizes();
        let reader = Reader::load(&folder.join("tokenizer.json"))?;
        if reader.vocabulary() > sizes.vocabulary as usize || description.max_tokens > sizes.tokens as usize {
            return Err(Error::new(folder, "tokenizer.json and model.toml do not fit config.json", "get the model folder anew"));
        }
        let mut network = AttributionNetwork::new(&config, device());
        weights::load_model(&network, folder)?;
        network.set_arithmetic(arithmetic);
        let Description { max_tokens, around_tokens, before, behind, .. } = description;
        let shape = Shape { max_tokens, reach: Reach { room: around_tokens, before, behind }, special: reader.special };
        let mut sum = Sum::of("standpoint attribution model 1");
        let rest = ["tokenizer.json", "config.json", "model.toml"].map(|name| folder.join(name));
        for path in weights::files(folder).into_iter().chain(rest) {
            sum.add(sha256_of(&path).map_err(|error| Error::new(&path, error, "expected a whole model folder"))?);
        }
        Ok(Attributor { description, sha256: sum.hex(), arithmetic, reader, shape, network })
    }

    /// The attributions of each sentence of each text, in the order of their cues; texts share batches, which changes nothing.
    pub fn attribute(&self, texts: &[Text]) -> Vec<Vec<Vec<Attribution>>> {
        let confidence = &self.description.confidence;
        let pieces = self.pieces(texts);
        let found = find(&self.network, &self.shape, &pieces);
        (texts, &pieces, found).into_par_iter().map(|(text, pieces, found)| in_sentences(text, pieces, &found, confidence)).collect()
    }

    /// How many cues the first pass alone finds: one plain pass of the encoder over the texts, which the time of both is measured by.
    pub fn count_cues(&self, texts: &[Text]) -> usize {
        find_cues(&self.network, &self.shape, &self.pieces(texts)).iter().map(Vec::len).sum()
    }

    fn pieces(&self, texts: &[Text]) -> Vec<Pieces> {
        let reader = &self.reader;
        texts.par_iter().map(|text| reader.pieces(&text.article.body, &text.sentences, LONGEST)).collect()
    }
}

fn in_sentences(text: &Text, pieces: &Pieces, found: &[Found], confidence: &Confidence) -> Vec<Vec<Attribution>> {
    let mut all = vec![Vec::new(); text.sentences.len()];
    let (kept, claims) = claims(pieces, found, confidence);
    for (at, (source, content, confidence)) in kept.into_iter().zip(claims) {
        let cue = pieces.span(&found[at].cue);
        let home = pieces.sentence_of(found[at].source.as_ref().map_or(found[at].cue.start, |source| source.start));
        all[home].push(attribution::of_spans(&text.tokens[home], &text.quotes, source, cue, content, confidence));
    }
    all
}

/// What is kept of the attributions found in an article, as indices and as claims. Of two that say the same the surer one is.
pub fn claims(article: &Pieces, found: &[Found], confidence: &Confidence) -> (Vec<usize>, Vec<Claim>) {
    let content = |found: &Found| found.content.iter().map(|range| article.span(range)).collect::<Vec<Span>>();
    let claim = |found: &Found| (found.source.as_ref().map(|range| article.span(range)), content(found), confidence.of(&found.signs));
    let all: Vec<Claim> = found.iter().map(claim).collect();
    let surer = |a: usize, b: usize| all[a].2 > all[b].2 || all[a].2 == all[b].2 && a < b;
    let said_better = |at: usize| {
        let near = at.saturating_sub(NEAR)..(at + NEAR + 1).min(all.len());
        near.into_iter().any(|other| other != at && surer(other, at) && shared(&all[other].1, &all[at].1) > SAME)
    };
    let kept: Vec<usize> = (0..all.len()).filter(|at| all[*at].2 >= confidence.keep_above && !said_better(*at)).collect();
    let claims = kept.iter().map(|at| all[*at].clone()).collect();
    (kept, claims)
}

/// Attributions that may say the same stand at most so many cues apart.
const NEAR: usize = 4;
/// Contents that share more than this say the same.
const SAME: f64 = 0.7;
