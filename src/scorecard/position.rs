//! Positions: an actor's stance on an issue over its sayings.
use super::evidence::makes_position;
use super::headline::turned_to;
use super::saying::commonest;
use super::{Evidence, Headline, Options, Saying};
use crate::pipeline::ScoredArticle;
use crate::stance::{Judgement, Lean, Stance};
use std::collections::BTreeSet;

/// An actor's stance on one issue.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// Index into the codebook's issues.
    pub issue: usize,
    /// The word for it.
    pub headline: Headline,
    /// The later pole of a changed position.
    pub turned_to: Option<Stance>,
    /// Which way a cautious position leans, where a model told.
    pub lean: Option<Lean>,
    /// Mean over the sure sayings of (P(supportive) - P(opposed)) / (1 - P(none)), in [-1, 1]; `None` without any.
    pub net: Option<f64>,
    /// Where the net lies with a probability of 95%, lower end first, in [-1, 1]; `None` without sure sayings.
    pub interval: Option<[f64; 2]>,
    /// Sure sayings by verdict.
    pub counts: Counts,
    /// Statements with a stance in the sure sayings.
    pub n_statements: usize,
    /// Articles of the sure sayings.
    pub n_articles: usize,
    /// Known outlets of the sure sayings.
    pub n_outlets: usize,
    /// Sayings with a stance that are unsure, and count nowhere else.
    pub n_unsure: usize,
    /// Why it is in no table, where it is in none; its evidence can still be read.
    pub hidden: Option<&'static str>,
    /// First-hand and current first, the most confident first.
    pub evidence: Vec<Evidence>,
}

/// Sure sayings by verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Supportive ones.
    pub supportive: usize,
    /// Cautious ones.
    pub cautious: usize,
    /// Opposed ones.
    pub opposed: usize,
}

impl Counts {
    /// Counts the sure ones.
    pub fn of(sayings: &[Saying]) -> Counts {
        let count = |stance| sayings.iter().filter(|saying| saying.is_sure() && saying.verdict() == stance).count();
        Counts { supportive: count(Stance::Supportive), cautious: count(Stance::Cautious), opposed: count(Stance::Opposed) }
    }

    /// All of them.
    pub fn total(self) -> usize {
        self.supportive + self.cautious + self.opposed
    }

    /// With the word of each, in the order supportive, cautious, opposed.
    pub fn by_word(self) -> [(&'static str, usize); 3] {
        [("supportive", self.supportive), ("cautious", self.cautious), ("opposed", self.opposed)]
    }

    /// Shares under a Dirichlet prior of 0.5 per label, in the order supportive, cautious, opposed; they sum to one.
    pub fn shares(self) -> [f64; 3] {
        self.by_word().map(|(_, count)| (count as f64 + 0.5) / (self.total() as f64 + 1.5))
    }
}

/// What was found of one actor on one issue, before it is a position.
#[derive(Default)]
pub struct Gathered {
    sayings: Vec<Saying>,
    evidence: Vec<Evidence>,
}

impl Gathered {
    /// Adds one article's judgements of the actor on the issue; articles must come in their final order.
    pub fn add(&mut self, rank: usize, scored: &ScoredArticle, judgements: &[&Judgement], options: &Options) {
        let (own, apart): (Vec<&Judgement>, Vec<&Judgement>) = judgements.iter().partition(|judgement| makes_position(judgement));
        let saying = (!own.is_empty()).then(|| Saying::pooled(rank, scored, &own, options));
        let counted = saying.as_ref().is_some_and(Saying::is_sure);
        self.sayings.extend(saying);
        self.evidence.extend(own.iter().filter_map(|judgement| Some(Evidence { counted, ..Evidence::of(scored, judgement)? })));
        self.evidence.extend(apart.iter().filter_map(|judgement| Evidence::of(scored, judgement)));
    }

    /// The position it comes to; `None` where no saying has a stance and nobody relays or recalls one.
    pub fn position(mut self, issue: usize, options: &Options) -> Option<Position> {
        let stance_apart = self.evidence.iter().any(|evidence| !evidence.makes_position());
        let hidden = if self.sayings.iter().any(Saying::has_stance) { None } else { Some("only relayed or past statements") };
        if hidden.is_some() && !stance_apart {
            return None;
        }
        self.evidence.sort_by_cached_key(Evidence::rank);
        let headline = Headline::of(&self.sayings, options.min_sayings);
        let sure: Vec<&Saying> = self.sayings.iter().filter(|saying| saying.is_sure()).collect();
        Some(Position {
            issue,
            headline,
            turned_to: turned_to(&self.sayings).filter(|_| headline == Headline::Changed),
            lean: commonest(sure.iter().map(|saying| saying.lean)).filter(|_| headline == Headline::Cautious),
            net: mean(sure.iter().map(|saying| saying.probabilities.net())),
            interval: None,
            counts: Counts::of(&self.sayings),
            n_statements: sure.iter().map(|saying| saying.n_statements).sum(),
            n_articles: sure.iter().map(|saying| saying.article).collect::<BTreeSet<_>>().len(),
            n_outlets: sure.iter().filter_map(|saying| saying.outlet.as_deref()).collect::<BTreeSet<_>>().len(),
            n_unsure: self.sayings.iter().filter(|saying| saying.has_stance() && saying.unsure).count(),
            hidden,
            evidence: self.evidence,
        })
    }
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> Option<f64> {
    let count = values.len();
    (count > 0).then(|| values.sum::<f64>() / count as f64)
}
