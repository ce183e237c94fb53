//! Who judges, and what it was asked before: nothing is judged twice.
use super::arithmetic::Arithmetic;
use super::classifier::Classifier;
use super::input::Query;
use super::key::Key;
use crate::scorecard::{Confusion, Pooling};
use crate::stance::Answer;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What one must know of a classifier to use its answers without it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Identity {
    /// The name of its only model, else `cascade`.
    pub name: String,
    /// SHA-256 over models and arithmetic: the same hash gives the same answers.
    pub hash: String,
    /// What it computes in.
    pub arithmetic: Arithmetic,
    /// Its models, in the order in which judgements count them.
    pub models: Vec<ModelIdentity>,
    /// How its answers on one article become a saying, and when that is unsure.
    pub pooling: Pooling,
    /// How such sayings are known to err, where that was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confusion: Option<Confusion>,
}

/// A model by name and content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelIdentity {
    /// What it calls itself.
    pub name: String,
    /// SHA-256 over everything in its folder that its answers depend on.
    pub sha256: String,
}

/// What answers questions: one answer for each, in order; it tells after every batch how many are done.
pub type Ask<'a> = dyn Fn(&[Query], &mut dyn FnMut(usize)) -> Vec<Answer> + 'a;

/// A classifier with all the answers it gave.
pub struct Judge<'a> {
    identity: Identity,
    ask: Box<Ask<'a>>,
    known: HashMap<Key, Answer>,
    judged: usize,
}

impl<'a> Judge<'a> {
    /// One that knows nothing yet.
    pub fn new(classifier: &'a Classifier) -> Judge<'a> {
        Judge::asking(classifier.identity(), Box::new(|queries, progress| classifier.classify(queries, progress)))
    }

    /// The same with anything that answers.
    pub fn asking(identity: Identity, ask: Box<Ask<'a>>) -> Judge<'a> {
        Judge { identity, ask, known: HashMap::new(), judged: 0 }
    }

    /// Who answers.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Takes in an answer that was given before.
    pub fn learn(&mut self, key: Key, answer: Answer) {
        self.known.insert(key, answer);
    }

    /// One answer for each question, in order. Only what is not known is asked, and once; `progress` is told how many of that are done.
    pub fn answer(&mut self, asked: &[(Key, Query)], progress: &mut dyn FnMut(usize)) -> Vec<Answer> {
        let mut fresh: HashMap<Key, usize> = HashMap::new();
        let mut queries = Vec::new();
        for (key, query) in asked.iter().filter(|(key, _)| !self.known.contains_key(key)) {
            fresh.entry(*key).or_insert_with(|| {
                queries.push(*query);
                queries.len() - 1
            });
        }
        let answers = if queries.is_empty() { Vec::new() } else { (self.ask)(&queries, progress) };
        self.judged += queries.len();
        self.known.extend(fresh.into_iter().filter_map(|(key, at)| Some((key, *answers.get(at)?))));
        asked.iter().filter_map(|(key, _)| self.known.get(key).copied()).collect()
    }

    /// How many questions the classifier was asked.
    pub fn judged(&self) -> usize {
        self.judged
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stance::{Lean, Probabilities};
    use std::cell::Cell;

    #[test]
    fn nothing_is_asked_twice() {
        let asked = Cell::new(0);
        let answer = |query: &Query| Answer {
            judge: query.text.len(),
            probabilities: Probabilities([0.0, 0.0, 0.0, 1.0]),
            unsure: false,
            lean: Lean::Even,
            relayed: 0.0,
            past: 0.0,
        };
        let ask = |queries: &[Query], _: &mut dyn FnMut(usize)| {
            asked.set(asked.get() + queries.len());
            queries.iter().map(answer).collect()
        };
        let query = |text| Query { speaker: "", text, mention: None, context: "", issue: "The toll", description: "" };
        let questions: Vec<_> = ["a", "bb", "a", "ccc", "bb"].map(|text| (Key::of(&query(text), "fake"), query(text))).into();
        let mut judge = Judge::asking(fake(), Box::new(ask));
        judge.learn(questions[3].0, Answer { judge: 7, ..answer(&questions[3].1) });
        let judges = |judge: &mut Judge| judge.answer(&questions, &mut |_| ()).iter().map(|answer| answer.judge).collect::<Vec<_>>();
        assert_eq!(judges(&mut judge), [1, 2, 1, 7, 2]);
        assert_eq!(judges(&mut judge), [1, 2, 1, 7, 2]);
        assert_eq!((judge.judged(), asked.get()), (2, 2));
    }

    fn fake() -> Identity {
        Identity {
            name: "fake".into(),
            hash: "fake".into(),
            arithmetic: Arithmetic::Fp32,
            models: Vec::new(),
            pooling: Pooling::default(),
            confusion: None,
        }
    }
}
