//! Sayings: what an actor said on an issue in one text, counted once however often it is quoted in others.
use super::pooling::mean;
use super::repeated::{Quoted, firsts};
use super::text::Text;
use super::{Evidence, Options, Reason, TextHash, Unit};
use crate::pipeline::ScoredArticle;
use crate::stance::{Judgement, Lean, Probabilities, Stance};
use crate::statement::Statement;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What counts as one: all that an actor said on an issue in one text, and in others that quote the same; with [`Unit::Statement`] one
/// statement of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Saying {
    /// The texts that it stands in, in the order of their appearance; never empty.
    pub texts: Vec<TextHash>,
    /// The day it first appeared.
    pub date: Option<Date>,
    /// Known outlets that printed it, all articles with the texts together.
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

/// The part of a saying that stands in one text.
pub struct Said<'a> {
    text: &'a Text<'a>,
    judgements: Vec<&'a Judgement>,
    /// What can be read of it; nothing says yet why it would not count.
    pub evidence: Vec<Evidence>,
}

impl<'a> Said<'a> {
    /// From an actor's judgements on one issue in one text, each with its evidence: one part, or one for each statement.
    pub fn all(text: &'a Text<'a>, judged: Vec<(&'a Judgement, Option<Evidence>)>, unit: Unit) -> impl Iterator<Item = Said<'a>> {
        let mut parts: BTreeMap<usize, Said> = BTreeMap::new();
        for (judgement, evidence) in judged {
            let part = if unit == Unit::Statement { judgement.statement } else { 0 };
            let said = parts.entry(part).or_insert_with(|| Said { text, judgements: Vec::new(), evidence: Vec::new() });
            said.judgements.push(judgement);
            said.evidence.extend(evidence);
        }
        parts.into_values()
    }

    /// The judgements with a stance; all where none has one.
    fn telling(&self) -> Vec<&'a Judgement> {
        let telling: Vec<&Judgement> = self.judgements.iter().copied().filter(|judgement| tells(judgement)).collect();
        if telling.is_empty() { self.judgements.clone() } else { telling }
    }

    /// The words of what is said, where a stance is told; of an act those of the sentence.
    fn quoted(&self) -> Quoted {
        let passage = |evidence: &Evidence| match evidence.content.is_empty() {
            true => evidence.sentence.text.clone(),
            false => evidence.content.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" "),
        };
        Quoted::of(self.evidence.iter().map(passage).collect::<BTreeSet<_>>().iter().map(String::as_str))
    }
}

/// The parts of each saying: those that quote the same together, in their order. Statements stay each by itself.
pub fn together(said: Vec<Said>, unit: Unit) -> Vec<Vec<Said>> {
    let firsts = match unit {
        Unit::Saying => firsts(&said.iter().map(Said::quoted).collect::<Vec<_>>()),
        Unit::Statement => (0..said.len()).collect(),
    };
    let mut sayings: BTreeMap<usize, Vec<Said>> = BTreeMap::new();
    said.into_iter().zip(firsts).for_each(|(said, first)| sayings.entry(first).or_default().push(said));
    sayings.into_values().collect()
}

impl Saying {
    /// From its parts, in the order of appearance.
    pub fn pooled(said: &[Said], options: &Options) -> Saying {
        let judgements: Vec<&Judgement> = said.iter().flat_map(|said| said.judgements.iter().copied()).collect();
        let (probabilities, unsure) = verdict(&judgements, options);
        let leans = judgements.iter().filter(|judgement| judgement.probabilities.verdict() == Stance::Cautious);
        Saying {
            texts: said.iter().map(|said| said.text.hash).collect(),
            date: said.iter().find_map(|said| said.text.date()),
            outlets: said.iter().flat_map(|said| said.text.outlets(options.period)).collect(),
            probabilities,
            unsure,
            lean: commonest(leans.map(|judgement| judgement.lean)).filter(|_| probabilities.verdict() == Stance::Cautious),
            confidence: said.iter().map(|said| attribution(said.text.first, &said.telling())).fold(0.0, f64::max),
            n_statements: said.iter().map(n_statements).sum(),
        }
    }

    /// The text that it first appeared in.
    pub fn text(&self) -> Option<TextHash> {
        self.texts.first().copied()
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

/// How many statements with a stance a part has.
fn n_statements(said: &Said) -> usize {
    let told = said.judgements.iter().filter(|judgement| tells(judgement));
    told.map(|judgement| judgement.statement).collect::<BTreeSet<_>>().len()
}

fn tells(judgement: &Judgement) -> bool {
    judgement.probabilities.verdict() != Stance::None
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
