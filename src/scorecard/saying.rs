//! Sayings: what an actor said on an issue in one text, counted once.
use super::pooling::mean;
use super::text::Text;
use super::{Options, Reason, TextHash, Unit};
use crate::pipeline::ScoredArticle;
use crate::stance::{Judgement, Lean, Probabilities, Stance};
use crate::statement::Statement;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What counts as one: all that an actor said on an issue in one text, or with [`Unit::Statement`] one statement of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Saying {
    /// The text that it stands in.
    pub text: TextHash,
    /// The day the text first appeared.
    pub date: Option<Date>,
    /// Known outlets that printed it, all articles with the text together.
    pub outlets: BTreeSet<String>,
    /// Pooled from all its judgements.
    pub probabilities: Probabilities,
    /// Whether the verdict's probability is under the threshold.
    pub unsure: bool,
    /// Which way it leans, where a model told and the verdict is cautious.
    pub lean: Option<Lean>,
    /// How sure it is that the actor said it, in [0, 1]: of its statements with a stance, the surest attribution. It holds if any of them
    /// does, and they stand or fall together too often for more.
    pub confidence: f64,
    /// How many statements with a stance it is pooled from.
    pub n_statements: usize,
}

impl Saying {
    /// The sayings of an actor's judgements on one issue in one text, each with its judgements: one saying, or one for each statement.
    pub fn all<'a>(text: &Text, judgements: Vec<&'a Judgement>, options: &Options) -> Vec<(Saying, Vec<&'a Judgement>)> {
        let mut units: BTreeMap<usize, Vec<&Judgement>> = BTreeMap::new();
        for judgement in judgements {
            let unit = if options.unit == Unit::Statement { judgement.statement } else { 0 };
            units.entry(unit).or_default().push(judgement);
        }
        units.into_values().map(|judgements| (Saying::pooled(text, &judgements, options), judgements)).collect()
    }

    fn pooled(text: &Text, judgements: &[&Judgement], options: &Options) -> Saying {
        let (probabilities, unsure) = verdict(judgements, options);
        let told: Vec<&Judgement> =
            judgements.iter().copied().filter(|judgement| judgement.probabilities.verdict() != Stance::None).collect();
        let leans = told.iter().filter(|judgement| judgement.probabilities.verdict() == Stance::Cautious);
        Saying {
            text: text.hash,
            date: text.date(),
            outlets: text.outlets(options.period),
            probabilities,
            unsure,
            lean: commonest(leans.map(|judgement| judgement.lean)).filter(|_| probabilities.verdict() == Stance::Cautious),
            confidence: attribution(text.first, if told.is_empty() { judgements } else { &told }),
            n_statements: told.iter().map(|judgement| judgement.statement).collect::<BTreeSet<_>>().len(),
        }
    }

    /// The most probable of the four outcomes.
    pub fn verdict(&self) -> Stance {
        self.probabilities.verdict()
    }

    /// Whether it says anything on the issue, sure or not.
    pub fn has_stance(&self) -> bool {
        self.verdict() != Stance::None
    }

    /// Whether it counts: a stance, and not unsure.
    pub fn is_sure(&self) -> bool {
        self.left_out().is_none()
    }

    /// Why it does not count; `None` where it does.
    pub fn left_out(&self) -> Option<Reason> {
        match () {
            _ if !self.has_stance() => Some(Reason::Outweighed),
            _ => self.unsure.then_some(Reason::Unsure),
        }
    }
}

/// The probabilities of a unit, and whether its verdict is unsure. A saying is pooled, and measured by the threshold of the pooling. A
/// statement has its own, over several sentences the mean, and is unsure unless a sentence with its verdict is sure.
fn verdict(judgements: &[&Judgement], options: &Options) -> (Probabilities, bool) {
    let judged: Vec<Probabilities> = judgements.iter().map(|judgement| judgement.probabilities).collect();
    match options.unit {
        Unit::Saying => {
            let pooled = options.pooling.pool(&judged);
            (pooled, pooled.confidence() < options.pooling.unsure_below)
        }
        Unit::Statement => {
            let own = mean(&judged);
            let mut agreeing = judgements.iter().filter(|judgement| judgement.probabilities.verdict() == own.verdict());
            (own, agreeing.all(|judgement| judgement.unsure))
        }
    }
}

fn attribution(scored: &ScoredArticle, judgements: &[&Judgement]) -> f64 {
    let statements = judgements.iter().filter_map(|judgement| scored.reading.statements.get(judgement.statement));
    statements.map(|statement| statement.confidence).fold(0.0, f64::max)
}

/// The judgements of one article by issue and by whom each statement counts for, each in the article's order.
pub fn by_speaker<K: Ord>(scored: &ScoredArticle, n_issues: usize, who: impl Fn(&Statement) -> K) -> BTreeMap<(K, usize), Vec<&Judgement>> {
    let mut groups: BTreeMap<(K, usize), Vec<&Judgement>> = BTreeMap::new();
    for judgement in &scored.judgements {
        let Some(statement) = scored.reading.statements.get(judgement.statement) else { continue };
        if judgement.issue < n_issues && judgement.sentence < scored.reading.sentences.len() {
            groups.entry((who(statement), judgement.issue)).or_default().push(judgement);
        }
    }
    groups
}

/// The lean told most often; even on a tie; `None` where none is told.
pub fn commonest(leans: impl Iterator<Item = Option<Lean>>) -> Option<Lean> {
    let told: Vec<Lean> = leans.flatten().collect();
    let count = |lean| told.iter().filter(|other| **other == lean).count();
    let most = [Lean::For, Lean::Against, Lean::Even].into_iter().map(count).max().filter(|most| *most > 0)?;
    let mut tops = [Lean::For, Lean::Against, Lean::Even].into_iter().filter(|lean| count(*lean) == most);
    let first = tops.next();
    if tops.next().is_some() { Some(Lean::Even) } else { first }
}
