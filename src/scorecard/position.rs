//! Positions: an actor's stance on an issue over its sayings.
use super::interval::Intervals;
use super::saying::{Said, commonest, together};
use super::text::Text;
use super::weights::{mean, shares, sums};
use super::{Evidence, Fragile, Headline, Options, Reason, Saying, TextHash, Unit};
use crate::issue::Issue;
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
    /// Mean, by their weights, over the sure units of (P(supportive) - P(opposed)) / (1 - P(none)), in [-1, 1]; `None` without any.
    pub net: Option<f64>,
    /// Where the net lies with a probability of 95%, lower end first, in [-1, 1]; it holds the net. `None` without sure units.
    pub interval: Option<[f64; 2]>,
    /// What counts as one in `counts`, `net`, `headline` and `n_unsure`.
    pub unit: Unit,
    /// Sure units by verdict, whatever they weigh.
    pub counts: Counts,
    /// What the sure units weigh by verdict under a Dirichlet prior of 0.5 per label, in the order supportive, cautious, opposed; they sum to
    /// one. Without weights it is what [`Counts::shares`] gives.
    pub shares: [f64; 3],
    /// Which outlets the headline hangs on.
    pub fragile: Fragile,
    /// Sayings that hold a sure unit: with [`Unit::Saying`] the total of `counts`, else at most that.
    pub n_sayings: usize,
    /// Statements with a stance in the sure units: with [`Unit::Statement`] the total of `counts`.
    pub n_statements: usize,
    /// Articles of the sure units; those with the same text, or with nearly the same, are one.
    pub n_articles: usize,
    /// Known outlets that printed the sure units.
    pub n_outlets: usize,
    /// Units with a stance that are unsure, and count nowhere else.
    pub n_unsure: usize,
    /// Why it is in no table, where it is in none; its evidence can still be read.
    pub hidden: Option<&'static str>,
    /// The units with a stance, sure or not, in the order of their appearance, undated ones last.
    pub sayings: Vec<Saying>,
    /// First-hand and current first, the most confident first.
    pub evidence: Vec<Evidence>,
}

/// Sure units by verdict: sayings, or with [`Unit::Statement`] statements, of which one article may have many.
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
    pub fn of<'a>(sayings: impl IntoIterator<Item = &'a Saying>) -> Counts {
        let sure: Vec<Stance> = sayings.into_iter().filter(|saying| saying.is_sure()).map(Saying::verdict).collect();
        let count = |stance| sure.iter().filter(|verdict| **verdict == stance).count();
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
pub struct Gathered<'a> {
    said: Vec<Said<'a>>,
    left_out: Vec<Evidence>,
}

impl<'a> Gathered<'a> {
    /// Adds the actor's judgements on the issue in one text, texts in their order; `names` are those of the article's actors.
    pub fn add(&mut self, text: &'a Text<'a>, names: &[&str], judgements: &[&'a Judgement], options: &Options) {
        let mut joining = Vec::new();
        for judgement in judgements {
            let statement = text.first.reading.statements.get(judgement.statement);
            match statement.and_then(|statement| options.bar(statement, judgement)) {
                None => joining.push((*judgement, Evidence::of(text.first, names, judgement, None))),
                reason => self.left_out.extend(Evidence::of(text.first, names, judgement, reason)),
            }
        }
        self.said.extend(Said::all(text, joining, options.unit));
    }

    /// The position it comes to; `None` where no saying has a stance and nothing with one was left out. `name` is the actor's, and with
    /// the issue's id decides what the interval draws.
    pub fn position(self, (index, issue): (usize, &Issue), name: &str, options: &Options, intervals: &Intervals) -> Option<Position> {
        let (mut sayings, mut evidence) = (Vec::new(), self.left_out);
        let pooled = |said: Vec<Said<'a>>| (Saying::pooled(&said, options), said);
        let mut units: Vec<(Saying, Vec<Said>)> = together(self.said, options.unit).into_iter().map(pooled).collect();
        // By day and text, so that the ids of articles of one day decide nothing.
        units.sort_by_key(|(saying, _)| (saying.date.is_none(), saying.date, saying.text()));
        for (saying, said) in units {
            let barred = options.period.bar(saying.date);
            let left_out = barred.or(saying.left_out());
            let of_saying = (barred.is_none() && saying.has_stance()).then_some(sayings.len());
            evidence.extend(said.into_iter().flat_map(|said| said.evidence).map(|evidence| Evidence { left_out, of_saying, ..evidence }));
            sayings.extend(of_saying.map(|_| saying));
        }
        let hidden = if sayings.is_empty() { Some(why_hidden(&evidence)?) } else { None };
        evidence.sort_by_cached_key(Evidence::rank);
        let all: Vec<&Saying> = sayings.iter().collect();
        let (headline, turned_to) = Headline::under(&all, options);
        let mut sure: Vec<&Saying> = sayings.iter().filter(|saying| saying.is_sure()).collect();
        sure.sort_by_key(|saying| saying.text());
        let weighed = options.weighting.weigh(&sure);
        let count = |texts: BTreeSet<TextHash>| texts.len();
        let net = mean(&weighed, |saying| saying.probabilities.net());
        Some(Position {
            issue: index,
            headline,
            turned_to,
            lean: commonest(sure.iter().map(|saying| saying.lean)).filter(|_| headline == Headline::Cautious),
            net,
            interval: net.map(|net| intervals.of(&weighed, net, name, &issue.id)),
            unit: options.unit,
            counts: Counts::of(&sayings),
            shares: shares(sums(&weighed)),
            fragile: Fragile::of(&all, options),
            n_sayings: count(sure.iter().filter_map(|saying| saying.text()).collect()),
            n_statements: sure.iter().map(|saying| saying.n_statements).sum(),
            n_articles: count(sure.iter().flat_map(|saying| &saying.texts).copied().collect()),
            n_outlets: sure.iter().flat_map(|saying| &saying.outlets).collect::<BTreeSet<_>>().len(),
            n_unsure: sayings.iter().filter(|saying| saying.unsure).count(),
            hidden,
            sayings,
            evidence,
        })
    }
}

/// Why a position without a saying that has a stance is hidden: what was asked for comes before what its evidence is; `None` without
/// evidence that was left out.
fn why_hidden(evidence: &[Evidence]) -> Option<&'static str> {
    let reasons = evidence.iter().filter_map(|evidence| evidence.left_out);
    reasons.filter(|reason| reason.hides().is_some()).max().and_then(Reason::hides)
}
