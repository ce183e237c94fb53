//! Fits on coded articles: how judgements are pooled, and under which probability a pooled verdict is unsure.
use super::cells::match_gold;
use super::gold::Gold;
use super::names::Names;
use super::tables::{Counts, Found, Tables};
use super::trial::Trial;
use crate::scorecard::{Pooling, by_speaker, makes_position};
use crate::stance::{Judgement, Probabilities, Stance};
use std::cmp::Ordering;

/// The pooling that does better on articles it was not fitted on, and how well both do there.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// The better one, fitted on all articles, with its threshold.
    pub pooling: Pooling,
    /// The weighted mean, on articles that its threshold was not chosen on.
    pub mean: Tables,
    /// The learned pooling, on articles that it was not fitted on.
    pub learned: Tables,
}

impl Fit {
    /// Whether the learned pooling is the better one.
    pub fn is_learned(&self) -> bool {
        self.learned.triple_f1 > self.mean.triple_f1
    }
}

/// All cells that the chain finds in a coded article, with a stance or without.
struct Article<'a> {
    gold: &'a Gold,
    cells: Vec<Cell>,
}

/// One actor on one issue: the first-hand, current judgements, and the coded stance.
struct Cell {
    actor: Option<usize>,
    issue: usize,
    coded: (Vec<Probabilities>, Stance),
}

/// Parts of the articles, each of which is counted by what was fitted on the others.
const FOLDS: usize = 13;

/// Fits the learned pooling and keeps it where its triple F1 in cross-validation by article is above that of the weighted mean.
pub fn fit(trials: &[Trial]) -> Fit {
    let articles: Vec<Article> = trials.iter().map(Article::of).collect();
    let (mean, learned) = (cross_validated(&articles, of_mean), cross_validated(&articles, of_learned));
    let fit = Fit { pooling: Pooling::default(), mean, learned };
    let fitter = if fit.is_learned() { of_learned } else { of_mean };
    Fit { pooling: fitter(&articles.iter().collect::<Vec<_>>()), ..fit }
}

fn cross_validated(articles: &[Article], fitter: fn(&[&Article]) -> Pooling) -> Tables {
    let mut counts = Counts::default();
    for fold in 0..FOLDS {
        let part = |inside: bool| {
            let part = articles.iter().enumerate().filter(|(at, _)| (at % FOLDS == fold) == inside);
            part.map(|(_, article)| article).collect::<Vec<_>>()
        };
        let pooling = fitter(&part(false));
        part(true).iter().for_each(|article| article.count(&pooling, &mut counts));
    }
    counts.figures()
}

fn of_mean(articles: &[&Article]) -> Pooling {
    with_threshold(articles, Pooling::default())
}

fn of_learned(articles: &[&Article]) -> Pooling {
    let coded: Vec<_> = articles.iter().flat_map(|article| &article.cells).map(|cell| cell.coded.clone()).collect();
    with_threshold(articles, Pooling::fit(&coded))
}

/// With the threshold, in steps of 0.01, of the highest triple F1; of equals with the fewest reversed; of those the lowest.
fn with_threshold(articles: &[&Article], pooling: Pooling) -> Pooling {
    let tried = (0..=90).rev().map(|hundredths| Pooling { unsure_below: f64::from(hundredths) / 100.0, ..pooling });
    let worth = |pooling: &Pooling| {
        let mut counts = Counts::default();
        articles.iter().for_each(|article| article.count(pooling, &mut counts));
        let Tables { triple_f1, reversed, .. } = counts.figures();
        (triple_f1, -reversed)
    };
    let worths = tried.map(|pooling| (worth(&pooling), pooling));
    let best = worths.max_by(|(one, _), (other, _)| one.partial_cmp(other).unwrap_or(Ordering::Equal));
    best.map_or(pooling, |(_, pooling)| pooling)
}

impl Article<'_> {
    fn of(trial: &Trial) -> Article<'_> {
        let Trial { gold, scored, .. } = trial;
        let names: Vec<Names> = scored.reading.actors.iter().map(|actor| Names::new(&actor.name, &actor.aliases)).collect();
        let known = match_gold(&names, gold);
        let cell = |issue: usize, judgements: Vec<&Judgement>| {
            let own: Vec<&Judgement> = judgements.into_iter().filter(|judgement| makes_position(judgement)).collect();
            let speaker = scored.reading.statements.get(own.first()?.statement)?.speaker;
            let actor = speaker.and_then(|speaker| known.get(speaker).copied().flatten());
            let pair = gold.pairs.iter().find(|pair| (Some(pair.actor), pair.issue) == (actor, issue));
            let label = pair.and_then(|pair| pair.stances.first().copied()).unwrap_or(Stance::None);
            Some(Cell { actor, issue, coded: (own.iter().map(|judgement| judgement.probabilities).collect(), label) })
        };
        let groups = by_speaker(scored, gold.codebook.issues.len(), |statement| statement.speaker);
        Article { gold, cells: groups.into_iter().filter_map(|((_, issue), judgements)| cell(issue, judgements)).collect() }
    }

    fn count(&self, pooling: &Pooling, counts: &mut Counts) {
        let found = self.cells.iter().filter_map(|cell| {
            let pooled = pooling.pool(&cell.coded.0);
            let stance = Some(pooled.verdict()).filter(|_| pooled.confidence() >= pooling.unsure_below)?;
            (stance != Stance::None).then_some(Found { actor: cell.actor, issue: cell.issue, stance })
        });
        counts.add(&self.gold.pairs, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article as Text;
    use crate::evaluate::gold::GoldPair;
    use crate::issue::Codebook;

    const SILENT: Probabilities = Probabilities([0.02, 0.01, 0.02, 0.95]);
    const CLEAR: Probabilities = Probabilities([0.7, 0.1, 0.1, 0.1]);
    const DOUBTFUL: Probabilities = Probabilities([0.5, 0.0, 0.2, 0.3]);

    /// Actor 0 supports issue 0; nothing else is coded.
    fn gold() -> Gold {
        let article = Text { id: "a".into(), ..Text::default() };
        let pair = GoldPair { actor: 0, issue: 0, stances: vec![Stance::Supportive], sure: true };
        let codebook = Codebook { issues: Vec::new() };
        Gold {
            article,
            codebook,
            actors: Vec::new(),
            pairs: vec![pair],
            sentences: Vec::new(),
            rows: Vec::new(),
            mentions: Vec::new(),
            speech: Vec::new(),
        }
    }

    fn cell(actor: usize, issue: usize, judged: &[Probabilities]) -> Cell {
        let label = if (actor, issue) == (0, 0) { Stance::Supportive } else { Stance::None };
        Cell { actor: Some(actor), issue, coded: (judged.to_vec(), label) }
    }

    #[test]
    fn the_threshold_leaves_out_what_is_wrong_and_no_more() {
        let gold = gold();
        let article = Article { gold: &gold, cells: vec![cell(0, 0, &[CLEAR]), cell(1, 0, &[DOUBTFUL])] };
        assert_eq!(of_mean(&[&article]).unsure_below, 0.51);
        let right = Article { gold: &gold, cells: vec![cell(0, 0, &[CLEAR])] };
        assert_eq!(of_mean(&[&right]).unsure_below, 0.0);
    }

    #[test]
    fn every_article_is_counted_by_what_was_fitted_on_others() {
        let gold = gold();
        let buried = [vec![CLEAR], vec![SILENT; 40]].concat();
        let article = || Article { gold: &gold, cells: vec![cell(0, 0, &buried), cell(1, 0, &[SILENT; 20]), cell(1, 1, &[SILENT])] };
        let articles: Vec<Article> = (0..15).map(|_| article()).collect();
        let (mean, learned) = (cross_validated(&articles, of_mean), cross_validated(&articles, of_learned));
        assert_eq!((mean.gold_pairs, mean.pred_pairs), (15, 0));
        assert_eq!((learned.gold_pairs, learned.pred_pairs, learned.triple_f1), (15, 15, 1.0));
        assert!(Fit { pooling: Pooling::default(), mean, learned }.is_learned());
    }
}
