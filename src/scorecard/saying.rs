//! Sayings: what an actor said on an issue in one article, counted once.
use super::Options;
use super::actor::Key;
use crate::pipeline::ScoredArticle;
use crate::stance::{Judgement, Lean, Probabilities, Stance};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What one actor said on one issue in one article.
#[derive(Clone, Debug, PartialEq)]
pub struct Saying {
    /// The article's rank in the order of all articles.
    pub article: usize,
    /// The article's day of publication.
    pub date: Option<Date>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Pooled from all its judgements.
    pub probabilities: Probabilities,
    /// Whether the verdict's probability is under the threshold.
    pub unsure: bool,
    /// Which way it leans, where a model told and the verdict is cautious.
    pub lean: Option<Lean>,
    /// How many statements with a stance it is pooled from.
    pub n_statements: usize,
}

impl Saying {
    /// Pools an actor's judgements on one issue in one article.
    pub fn pooled(article: usize, scored: &ScoredArticle, judgements: &[&Judgement], options: &Options) -> Saying {
        let probabilities = options.pooling.pool(&judgements.iter().map(|judgement| judgement.probabilities).collect::<Vec<_>>());
        let told = judgements.iter().filter(|judgement| judgement.probabilities.verdict() != Stance::None);
        let leans = judgements.iter().filter(|judgement| judgement.probabilities.verdict() == Stance::Cautious);
        Saying {
            article,
            date: scored.article.date,
            outlet: scored.article.outlet.clone(),
            probabilities,
            unsure: probabilities.confidence() < options.pooling.unsure_below,
            lean: commonest(leans.map(|judgement| judgement.lean)).filter(|_| probabilities.verdict() == Stance::Cautious),
            n_statements: told.map(|judgement| judgement.statement).collect::<BTreeSet<_>>().len(),
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
        self.has_stance() && !self.unsure
    }
}

/// The judgements of one article by speaker and issue, each in the article's order.
pub fn by_speaker(rank: usize, scored: &ScoredArticle, n_issues: usize) -> BTreeMap<(Key, usize), Vec<&Judgement>> {
    let mut groups: BTreeMap<(Key, usize), Vec<&Judgement>> = BTreeMap::new();
    for judgement in &scored.judgements {
        let Some(statement) = scored.reading.statements.get(judgement.statement) else { continue };
        if judgement.issue < n_issues && judgement.sentence < scored.reading.sentences.len() {
            groups.entry((Key::of(rank, scored, statement.speaker), judgement.issue)).or_default().push(judgement);
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
