//! Pairs to label: what scoring would ask the classifier about an article, all of it or some drawn by chance.
use crate::chance::chance;
use crate::issue::Issue;
use crate::pipeline::{Candidate, Prepared};
use crate::span::Span;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use serde::Serialize;

/// A sentence, an actor and an issue, as [`crate::dataset`] reads them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unlabelled<'a> {
    /// Unique: the article, the sentence, the actor and the issue.
    pub id: String,
    /// The article's id.
    pub article: &'a str,
    /// The sentence.
    pub text: &'a str,
    /// The actor's name.
    pub speaker: &'a str,
    /// The words of `text` that mention the actor.
    pub mention: Option<&'a str>,
    /// Where they stand, in bytes of `text`.
    pub mention_span: Option<Span>,
    /// What stands before the sentence.
    pub context: &'a str,
    /// The issue's name.
    pub issue: &'a str,
    /// What being for the issue means.
    pub description: &'a str,
    /// Whether the sentence reports words of the actor.
    pub speaks: bool,
}

/// How many pairs to take. The same draw takes the same pairs of an article whatever other articles there are.
#[derive(Clone, Copy, Debug)]
pub struct Draw {
    /// At most so many of an article: half of them the best match of an actor in a sentence, the others from all that are left.
    pub per_article: usize,
    /// At most so many of an actor in a sentence: the issue that matches best, and others.
    pub per_actor: usize,
    /// What chance depends on, beside the article's id.
    pub seed: u64,
}

impl Draw {
    /// The pairs drawn of an article, in the order of scoring.
    pub fn pairs<'a>(&self, prepared: &'a Prepared, issues: &'a [Issue]) -> Vec<Unlabelled<'a>> {
        let drawn = self.choose(&prepared.candidates, &mut chance(self.seed, prepared.article.id.as_bytes()));
        drawn.into_iter().map(|at| unlabelled(prepared, issues, &prepared.candidates[at])).collect()
    }

    /// Indices into `candidates`, ascending.
    fn choose(&self, candidates: &[Candidate], generator: &mut ChaCha8Rng) -> Vec<usize> {
        let place = |at: &usize| (candidates[*at].sentence, candidates[*at].statement);
        let mut all: Vec<usize> = (0..candidates.len()).collect();
        let (mut best, mut others) = (Vec::new(), Vec::new());
        for actor in all.chunk_by_mut(|one, next| place(one) == place(next)) {
            best_first(actor, candidates, generator);
            best.extend(actor.first());
            others.extend(actor.iter().take(self.per_actor).skip(1));
        }
        best.shuffle(generator);
        others.extend(best.split_off(best.len().min(self.per_article.div_ceil(2))));
        others.shuffle(generator);
        best.extend(others.iter().take(self.per_article - best.len()));
        best.sort_unstable();
        best
    }
}

/// Brings one actor's pairs in a sentence into an order by chance, but for one of the best matches in front.
fn best_first(pairs: &mut [usize], candidates: &[Candidate], generator: &mut ChaCha8Rng) {
    pairs.shuffle(generator);
    if let Some(best) = (0..pairs.len()).max_by_key(|at| candidates[pairs[*at]].weight) {
        pairs.swap(0, best);
    }
}

fn unlabelled<'a>(prepared: &'a Prepared, issues: &'a [Issue], candidate: &Candidate) -> Unlabelled<'a> {
    let query = prepared.query(issues, candidate);
    let statement = &prepared.reading.statements[candidate.statement];
    let (article, issue) = (&prepared.article.id, &issues[candidate.issue].id);
    let actor = statement.speaker.map_or(String::new(), |actor| actor.to_string());
    Unlabelled {
        id: format!("{article}-{}-a{actor}-{issue}", candidate.sentence),
        article,
        text: query.text,
        speaker: query.speaker,
        mention: query.mention.map(|span| span.of(query.text)),
        mention_span: query.mention,
        context: query.context,
        issue: query.issue,
        description: query.description,
        speaks: statement.evidence.speaks(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Two actors in each of ten sentences, and five issues that each sentence touches, the fourth most.
    fn candidates() -> Vec<Candidate> {
        let place =
            |at: usize| Candidate { sentence: at / 10, statement: at / 5, issue: at % 5, weight: if at % 5 == 3 { 20 } else { 16 } };
        (0..100).map(place).collect()
    }

    fn choose(per_article: usize, per_actor: usize, seed: u64) -> Vec<usize> {
        Draw { per_article, per_actor, seed }.choose(&candidates(), &mut chance(seed, b"a"))
    }

    #[test]
    fn without_limits_everything_is_taken_in_order() {
        assert_eq!(choose(usize::MAX, usize::MAX, 1), (0..100).collect::<Vec<_>>());
    }

    #[test]
    fn an_actor_keeps_the_best_match_and_some_others() {
        let drawn = choose(usize::MAX, 3, 1);
        let of = |actor: usize| drawn.iter().filter(move |at| *at / 5 == actor).map(|at| at % 5);
        assert_eq!(drawn.len(), 60);
        assert!((0..20).all(|actor| of(actor).count() == 3 && of(actor).any(|issue| issue == 3)));
        assert_eq!(drawn.iter().map(|at| at % 5).collect::<BTreeSet<_>>().len(), 5);
        assert_eq!(choose(usize::MAX, 1, 1), (0..20).map(|actor| 5 * actor + 3).collect::<Vec<_>>());
    }

    #[test]
    fn half_of_an_article_are_best_matches() {
        let drawn = choose(10, 3, 1);
        assert_eq!(drawn.len(), 10);
        assert!(drawn.is_sorted() && drawn.iter().filter(|at| *at % 5 == 3).count() >= 5);
        assert_eq!((choose(1, 1, 1).len(), choose(0, 1, 1).len()), (1, 0));
    }

    #[test]
    fn chance_is_the_seed_and_the_article() {
        assert_eq!(choose(10, 3, 1), choose(10, 3, 1));
        assert_ne!(choose(10, 3, 1), choose(10, 3, 2));
        let draw = Draw { per_article: 10, per_actor: 3, seed: 1 };
        assert_ne!(choose(10, 3, 1), draw.choose(&candidates(), &mut chance(1, b"b")));
    }
}
