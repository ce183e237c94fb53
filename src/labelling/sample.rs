//! What to label: statements where a label teaches most, and some by chance, which alone tell how good the run is.
use super::{Slice, Unit};
use crate::dataset::{Pair, find_speaker};
use crate::hash::Sum;
use crate::issue::Issue;
use crate::pipeline::{Candidate, ScoredArticle, context, mention};
use crate::scorecard::texts;
use crate::span::Span;
use crate::stance::{Judgement, Stance};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// How many units of each slice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Of [`Slice::Uncertain`].
    pub uncertain: usize,
    /// Of [`Slice::Diverse`].
    pub diverse: usize,
    /// Of [`Slice::Audit`].
    pub audit: usize,
}

impl Sizes {
    /// A third each; what is left over goes to the audit.
    pub fn thirds(size: usize) -> Sizes {
        Sizes { uncertain: size / 3, diverse: size / 3, audit: size - 2 * (size / 3) }
    }
}

/// Everything that was judged: of articles with the same text the first one, and never the same sentence, speaker and issue twice.
pub fn frame(articles: &[ScoredArticle], issues: &[Issue]) -> Vec<Unit> {
    let mut seen = BTreeSet::new();
    let firsts = texts(articles);
    let units = firsts.iter().flat_map(|text| text.first.judgements.iter().filter_map(|judgement| unit(text.first, judgement, issues)));
    units.filter(|unit| seen.insert((unit.pair.text.clone(), unit.pair.speaker.clone(), unit.issue_id.clone()))).collect()
}

fn unit(scored: &ScoredArticle, judgement: &Judgement, issues: &[Issue]) -> Option<Unit> {
    let ScoredArticle { article, reading, .. } = scored;
    let (body, issue) = (&article.body, issues.get(judgement.issue)?);
    let sentence = *reading.sentences.get(judgement.sentence)?;
    let speaker = reading.statements.get(judgement.statement)?.speaker.and_then(|actor| reading.actors.get(actor))?;
    let candidate = Candidate { statement: judgement.statement, sentence: judgement.sentence, issue: judgement.issue, weight: 0 };
    let within = |span: Span| Span::new(span.start - sentence.start, span.end - sentence.start);
    let text = sentence.of(body).to_string();
    let pair = Pair {
        mention: mention(body, reading, &candidate).map(within).or_else(|| find_speaker(&text, &speaker.name)),
        speaker: speaker.name.clone(),
        context: context(body, &reading.sentences, judgement.sentence).to_string(),
        issue: issue.name.clone(),
        description: issue.description.clone(),
        probabilities: Some(judgement.probabilities),
        article: article.id.clone(),
        text,
        ..Pair::default()
    };
    Some(Unit {
        pair,
        issue_id: issue.id.clone(),
        outlet: article.outlet.clone(),
        date: article.date.map(|date| date.to_string()),
        title: article.title.clone(),
        unsure: Some(judgement.unsure),
        slice: None,
    })
}

/// Draws units, and says of each why. The audit is drawn from all, before the others; what it took they do not take. The same seed draws
/// the same units in the same order, which is that of chance, whatever the order of the articles.
pub fn draw(mut frame: Vec<Unit>, sizes: Sizes, seed: u64) -> Vec<Unit> {
    frame.sort_by_cached_key(|unit| by_chance(seed, "draw", &unit.id()));
    let rest = frame.split_off(sizes.audit.min(frame.len()));
    let mut drawn = marked(frame, Slice::Audit);
    let (uncertain, rest) = most_uncertain(rest, sizes.uncertain);
    drawn.extend(marked(uncertain, Slice::Uncertain));
    drawn.extend(marked(most_diverse(rest, sizes.diverse), Slice::Diverse));
    drawn.sort_by_cached_key(|unit| by_chance(seed, "order", &unit.id()));
    drawn
}

/// An order that depends on the seed, what it is for and the thing's own name only.
pub(super) fn by_chance(seed: u64, purpose: &str, name: &str) -> [u8; 32] {
    let mut sum = Sum::of(purpose);
    sum.number(seed as usize);
    sum.add(name);
    sum.bytes()
}

fn marked(units: Vec<Unit>, slice: Slice) -> Vec<Unit> {
    units.into_iter().map(|unit| Unit { slice: Some(slice), ..unit }).collect()
}

/// Those with the smallest margin between the two most probable labels, and the others in the order they came.
fn most_uncertain(units: Vec<Unit>, size: usize) -> (Vec<Unit>, Vec<Unit>) {
    let mut order: Vec<usize> = (0..units.len()).collect();
    order.sort_by(|one, other| margin(&units[*one]).total_cmp(&margin(&units[*other])));
    let taken: BTreeSet<usize> = order.into_iter().take(size).collect();
    let (taken, others): (Vec<_>, Vec<_>) = units.into_iter().enumerate().partition(|(at, _)| taken.contains(at));
    let units = |numbered: Vec<(usize, Unit)>| numbered.into_iter().map(|(_, unit)| unit).collect();
    (units(taken), units(others))
}

/// Between the two most probable labels, in [0, 1].
fn margin(unit: &Unit) -> f64 {
    let Some(mut four) = unit.pair.probabilities.map(|probabilities| probabilities.0) else { return 1.0 };
    four.sort_by(f64::total_cmp);
    four[3] - four[2]
}

/// What sets units apart: issue, outlet and predicted label.
type Stratum = (String, Option<String>, Option<Stance>);

/// One after the other from the stratum whose issue, outlet and predicted label were taken least so far.
fn most_diverse(units: Vec<Unit>, size: usize) -> Vec<Unit> {
    let mut strata: BTreeMap<Stratum, VecDeque<Unit>> = BTreeMap::new();
    for unit in units {
        strata.entry((unit.issue_id.clone(), unit.outlet.clone(), unit.predicted())).or_default().push_back(unit);
    }
    let (mut issues, mut outlets, mut labels) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let mut taken = Vec::new();
    while taken.len() < size {
        let count = |(issue, outlet, label): &Stratum| {
            issues.get(issue).unwrap_or(&0) + outlets.get(outlet).unwrap_or(&0) + labels.get(label).unwrap_or(&0_usize)
        };
        let Some(least) = strata.keys().min_by_key(|stratum| count(stratum)).cloned() else { break };
        let Some(left) = strata.get_mut(&least) else { break };
        taken.extend(left.pop_front());
        if left.is_empty() {
            strata.remove(&least);
        }
        *issues.entry(least.0).or_insert(0) += 1;
        *outlets.entry(least.1).or_insert(0) += 1;
        *labels.entry(least.2).or_insert(0) += 1;
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::super::unit::tests::unit;
    use super::*;

    /// Ninety units of three issues, two outlets and two predicted labels, most of one kind; every tenth is a close call.
    fn units() -> Vec<Unit> {
        let made = |at: usize| {
            let sure = if at.is_multiple_of(10) { 0.41 } else { 0.6 };
            let four = if at.is_multiple_of(9) { [sure, 0.2, 0.2, 0.6 - sure] } else { [0.6 - sure, 0.2, 0.2, sure] };
            let mut unit = unit(&format!("a{at}"), &format!("Ada said {at}."), "Ada", four);
            unit.issue_id = ["toll", "toll", "ferry", "toll", "port"][at % 5].into();
            unit.outlet = Some(if at.is_multiple_of(7) { "Herald" } else { "Post" }.into());
            unit.slice = None;
            unit
        };
        (0..90).map(made).collect()
    }

    fn count(units: &[Unit], wanted: impl Fn(&Unit) -> bool) -> usize {
        units.iter().filter(|unit| wanted(unit)).count()
    }

    #[test]
    fn three_slices_without_a_unit_twice_whatever_the_order() {
        let drawn = draw(units(), Sizes::thirds(31), 1);
        let of = |slice| count(&drawn, |unit| unit.slice == Some(slice));
        assert_eq!([Slice::Uncertain, Slice::Diverse, Slice::Audit].map(of), [10, 10, 11]);
        assert_eq!(drawn.iter().map(Unit::id).collect::<BTreeSet<_>>().len(), 31);
        let mut turned = units();
        turned.reverse();
        assert_eq!(draw(turned, Sizes::thirds(31), 1), drawn);
        assert_ne!(draw(units(), Sizes::thirds(31), 2), drawn);
        assert_eq!(draw(units(), Sizes::thirds(900), 1).len(), 90);
    }

    #[test]
    fn the_uncertain_are_the_close_calls_and_the_diverse_are_spread() {
        let drawn = draw(units(), Sizes { uncertain: 7, diverse: 12, audit: 0 }, 1);
        let uncertain: Vec<Unit> = drawn.iter().filter(|unit| unit.slice == Some(Slice::Uncertain)).cloned().collect();
        assert!(uncertain.iter().all(|unit| margin(unit) < 0.25), "{:?}", uncertain.iter().map(margin).collect::<Vec<_>>());
        let diverse: Vec<Unit> = drawn.into_iter().filter(|unit| unit.slice == Some(Slice::Diverse)).collect();
        for issue in ["toll", "ferry", "port"] {
            assert!((3..=5).contains(&count(&diverse, |unit| unit.issue_id == issue)), "{issue}");
        }
        assert!((5..=7).contains(&count(&diverse, |unit| unit.outlet.as_deref() == Some("Herald"))));
        assert!((5..=7).contains(&count(&diverse, |unit| unit.predicted() == Some(Stance::Supportive))));
    }

    #[test]
    fn the_audit_takes_each_unit_as_often() {
        let mut taken = BTreeMap::new();
        for seed in 0..300 {
            let audit = draw(units(), Sizes { uncertain: 20, diverse: 20, audit: 30 }, seed)
                .into_iter()
                .filter(|unit| unit.slice == Some(Slice::Audit));
            audit.for_each(|unit| *taken.entry(unit.id()).or_insert(0) += 1);
        }
        // A third of 300 draws each, give or take four standard deviations of 8.2.
        assert!(taken.len() == 90 && taken.values().all(|count| (67..=133).contains(count)), "{taken:?}");
    }
}
