//! Leaks: what a model is measured on and has been trained with.
use super::Pair;
use super::same::normal;
use serde::Serialize;
use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

/// A row that is held out and known from the training, and the row there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leak {
    /// Index into the rows trained on; the first of several.
    pub train: usize,
    /// Index into the rows held out.
    pub dev: usize,
    /// What both share.
    pub shared: Shared,
}

/// What two rows may share that no split should part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Shared {
    /// Text, speaker and issue: the model has been told the answer.
    Question,
    /// The article: its sentences are the context of one another, and its actors say the same again.
    Article,
}

/// The rows of `dev` that no model trained on `train` may be measured on, in their order, each once: the same question before the same
/// article. Texts, speakers and issues are compared without white space, case and kinds of quotation marks, articles by their ids, where
/// both have one. That a text alone is the same is no leak: with another actor or issue it is another question.
pub fn leaks<T: Borrow<Pair>, D: Borrow<Pair>>(train: &[T], dev: &[D]) -> Vec<Leak> {
    let questions = first_of(train.iter().map(|pair| Some(question(pair.borrow()))));
    let articles = first_of(train.iter().map(|pair| article(pair.borrow())));
    let leak = |(dev, pair): (usize, &D)| {
        let pair = pair.borrow();
        let known = questions.get(&question(pair)).map(|train| (*train, Shared::Question));
        let (train, shared) = known.or_else(|| Some((*articles.get(article(pair)?)?, Shared::Article)))?;
        Some(Leak { train, dev, shared })
    };
    dev.iter().enumerate().filter_map(leak).collect()
}

/// What is asked, without what does not tell questions apart.
pub(super) fn question(pair: &Pair) -> [String; 3] {
    [&pair.text, &pair.speaker, &pair.issue].map(|part| normal(part))
}

fn article(pair: &Pair) -> Option<&str> {
    Some(pair.article.trim()).filter(|id| !id.is_empty())
}

/// Where each thing stands first.
fn first_of<T: Hash + Eq>(things: impl Iterator<Item = Option<T>>) -> HashMap<T, usize> {
    let mut first = HashMap::new();
    for (at, thing) in things.enumerate() {
        thing.map(|thing| first.entry(thing).or_insert(at));
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::parse;

    fn pair(text: &str, speaker: &str, issue: &str, article: &str) -> Pair {
        parse(&serde_json::json!({"text": text, "speaker": speaker, "issue": issue, "article": article}).to_string()).unwrap().1
    }

    #[test]
    fn a_question_and_an_article_are_on_one_side_only() {
        let train = [pair("It’s  too dear.", "Ann Lund", "Toll", "a"), pair("Yes.", "", "Toll", ""), pair("Yes.", "", "Toll", "b")];
        let dev = [
            pair("it's too dear.", "ann lund", "toll", "c"),
            pair("It's too dear.", "Olav Berg", "Toll", "c"),
            pair("It's too dear.", "Ann Lund", "Port", ""),
            pair("No.", "", "Toll", " b"),
            pair("Yes.", "", "Toll", "b"),
        ];
        let found: Vec<_> = leaks(&train, &dev).iter().map(|leak| (leak.train, leak.dev, leak.shared)).collect();
        assert_eq!(found, [(0, 0, Shared::Question), (2, 3, Shared::Article), (1, 4, Shared::Question)]);
    }
}
