//! What was read, with what, and what was left out: the facts of a run that are the same whenever it is repeated.
use crate::actor::Kind;
use crate::article::Genre;
use crate::error::Error;
use crate::file::without_root;
use crate::pipeline::ScoredArticle;
use crate::run::Check;
use crate::scorecard::{Options, n_copies};
use crate::statement::{Evidence, Statement};
use jiff::civil::Date;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// One run of the program. It holds no time of running and no absolute path.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Of this program.
    pub version: String,
    /// The classifier's name.
    pub model: String,
    /// What it is made of, in the order in which judgements count them.
    pub models: Vec<Model>,
    /// `fp32` or `bf16`.
    pub arithmetic: String,
    /// What was read.
    pub corpus: Corpus,
    /// What decides which sayings make a position.
    pub options: Options,
    /// What could not be read.
    pub skipped: Vec<Skipped>,
    /// What is known of it by hand.
    pub check: Check,
}

impl Run {
    /// What was skipped, by reason: the commonest first. A reason is what was wrong up to a colon or bracket, since what follows is about one file.
    pub fn reasons(&self) -> Vec<(&str, Vec<&Skipped>)> {
        let mut by_reason: BTreeMap<&str, Vec<&Skipped>> = BTreeMap::new();
        for skipped in &self.skipped {
            let end = [": ", " ("].iter().filter_map(|mark| skipped.why.find(mark)).min();
            let reason = &skipped.why[..end.unwrap_or(skipped.why.len())];
            by_reason.entry(reason).or_default().push(skipped);
        }
        let mut reasons: Vec<_> = by_reason.into_iter().collect();
        reasons.sort_by_key(|(_, skipped)| Reverse(skipped.len()));
        reasons
    }
}

/// A model that judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Model {
    /// What it calls itself.
    pub name: String,
    /// Of everything in its folder that its judgements depend on.
    pub hash: String,
}

/// An input, or a line of one, that was left out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Skipped {
    /// The file, as given when that was a relative path, else its name.
    pub file: String,
    /// The line, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// What was wrong.
    pub why: String,
}

impl From<&Error> for Skipped {
    fn from(error: &Error) -> Skipped {
        Skipped { file: without_root(&error.file).display().to_string(), line: error.line, why: error.wrong.clone() }
    }
}

/// How much was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corpus {
    /// Articles scored.
    pub n_articles: usize,
    /// Articles that only print again what another one does.
    pub n_copies: usize,
    /// Opinion pieces.
    pub n_opinion: usize,
    /// Articles without a day of publication.
    pub n_undated: usize,
    /// Known outlets.
    pub n_outlets: usize,
    /// Statements, mere mentions left out.
    pub n_statements: usize,
    /// Those of them whose speaker is unknown.
    pub n_unknown: usize,
    /// Judgements of statements and mentions.
    pub n_judgements: usize,
    /// The first day of publication.
    pub from: Option<Date>,
    /// The last day of publication.
    pub to: Option<Date>,
}

impl Corpus {
    /// Counts what the articles hold.
    pub fn of(articles: &[ScoredArticle]) -> Corpus {
        let dates = || articles.iter().filter_map(|scored| scored.article.date);
        Corpus {
            n_articles: articles.len(),
            n_copies: n_copies(articles),
            n_opinion: articles.iter().filter(|scored| scored.article.genre == Genre::Opinion).count(),
            n_undated: articles.len() - dates().count(),
            n_outlets: articles.iter().filter_map(|scored| scored.article.outlet.as_deref()).collect::<BTreeSet<_>>().len(),
            n_statements: articles.iter().map(|scored| statements(scored).count()).sum(),
            n_unknown: articles.iter().map(|scored| statements(scored).filter(|statement| is_unknown(scored, statement)).count()).sum(),
            n_judgements: articles.iter().map(|scored| scored.judgements.len()).sum(),
            from: dates().min(),
            to: dates().max(),
        }
    }

    /// Which share of the statements is by unknown speakers, in [0, 1]; 0 without statements.
    pub fn unknown_share(&self) -> f64 {
        self.n_unknown as f64 / self.n_statements.max(1) as f64
    }
}

fn statements(scored: &ScoredArticle) -> impl Iterator<Item = &Statement> {
    scored.reading.statements.iter().filter(|statement| statement.evidence != Evidence::Mention)
}

fn is_unknown(scored: &ScoredArticle, statement: &Statement) -> bool {
    let speaker = statement.speaker.and_then(|index| scored.reading.actors.get(index));
    speaker.is_none_or(|actor| actor.kind == Kind::Unknown)
}
