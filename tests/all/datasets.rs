//! Our own data sets are what their cards say.
use serde_json::Value;
use standpoint::article::{Article, read};
use standpoint::issue::{Agenda, Codebook};
use standpoint::span::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn datasets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets")
}

fn sample() -> (Vec<Article>, Codebook, Value) {
    let folder = datasets().join("sample");
    let articles = read(std::slice::from_ref(&folder)).into_iter().collect::<Result<_, _>>().unwrap();
    let expected = serde_json::from_str(&std::fs::read_to_string(folder.join("expected.json")).unwrap()).unwrap();
    (articles, Codebook::load(folder.join("issues.toml")).unwrap(), expected)
}

fn statements() -> Vec<Value> {
    let text = std::fs::read_to_string(datasets().join("statements/statements.jsonl")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The byte spans of the lines that are not blank.
fn paragraphs(body: &str) -> Vec<Span> {
    let starts = body.split_inclusive('\n').scan(0, |at, line| {
        *at += line.len();
        Some(Span::new(*at - line.len(), *at).trim(body))
    });
    starts.filter(|span| !span.is_empty()).collect()
}

#[test]
fn the_sample_has_four_articles_with_titles() {
    let (articles, book, expected) = sample();
    let ids: Vec<_> = articles.iter().map(|article| article.id.as_str()).collect();
    assert_eq!(ids, ["charge-plan", "charge-vote", "harbour-plan", "harbour-vote"]);
    assert_eq!(expected["articles"].as_array().unwrap().iter().map(|article| article["id"].as_str().unwrap()).collect::<Vec<_>>(), ids);
    assert_eq!(book.issues.len(), 2);
    for article in &articles {
        assert!(article.title.as_ref().is_some_and(|title| article.body.starts_with(title)));
        assert!((200..=400).contains(&article.body.split_whitespace().count()), "{}", article.id);
    }
}

#[test]
fn the_gate_opens_every_expected_pair_of_article_and_issue() {
    let (articles, book, expected) = sample();
    let agenda = Agenda::new(&book);
    for (article, gold) in articles.iter().zip(expected["articles"].as_array().unwrap()) {
        let touched: BTreeSet<_> = agenda.touches(&article.body, &paragraphs(&article.body)).into_iter().flatten().collect();
        let touched: BTreeSet<_> = touched.into_iter().map(|issue| book.issues[issue].id.as_str()).collect();
        let wanted: BTreeSet<_> = gold["triples"].as_array().unwrap().iter().map(|triple| triple["issue"].as_str().unwrap()).collect();
        assert_eq!(touched, wanted, "{}", article.id);
    }
}

#[test]
fn the_expected_actors_are_in_the_text_and_in_the_table() {
    let (articles, _, expected) = sample();
    let mut sayings: BTreeMap<(String, String), Vec<Value>> = BTreeMap::new();
    for (article, gold) in articles.iter().zip(expected["articles"].as_array().unwrap()) {
        for actor in gold["actors"].as_array().unwrap() {
            let forms = actor["aliases"].as_array().unwrap().iter().chain([&actor["name"]]);
            assert!(forms.clone().any(|form| article.body.contains(form.as_str().unwrap())), "{actor}");
        }
        for triple in gold["triples"].as_array().unwrap() {
            assert!(gold["actors"].as_array().unwrap().iter().any(|actor| actor["name"] == triple["actor"]), "{triple}");
            let cell = ["actor", "issue"].map(|key| triple[key].as_str().unwrap().to_string());
            sayings.entry(cell.into()).or_default().push(triple["stances"][0].clone());
        }
    }
    let table = expected["table"].as_array().unwrap();
    assert_eq!(table.len(), sayings.len());
    for row in table {
        let cell = ["actor", "issue"].map(|key| row[key].as_str().unwrap().to_string());
        assert_eq!(row["stances"].as_array(), sayings.get(&cell.into()), "{row}");
        assert_eq!(row["n_sayings"], row["stances"].as_array().unwrap().len(), "{row}");
    }
}

#[test]
fn statements_are_spread_over_the_labels_and_their_mentions_are_where_they_say() {
    let rows = statements();
    let mut labels = BTreeMap::new();
    for row in &rows {
        let (text, label) = (row["text"].as_str().unwrap(), row["label"].as_str().unwrap());
        *labels.entry(label).or_insert(0) += 1;
        match row["mention"].as_str() {
            Some(mention) => assert_eq!(serde_json::from_value::<Span>(row["mention_span"].clone()).unwrap().of(text), mention),
            None => assert!(row["mention_span"].is_null()),
        }
        assert_eq!(label == "cautious", ["for", "against", "even"].contains(&row["lean"].as_str().unwrap_or("")), "{row}");
        assert!(["issue", "speaker"].iter().all(|field| !row[field].as_str().unwrap().is_empty()), "{row}");
        assert!(row["description"].is_string(), "{row}");
    }
    assert_eq!(labels, BTreeMap::from([("cautious", 49), ("none", 53), ("opposed", 49), ("supportive", 49)]));
}

#[test]
fn many_statements_have_two_actors_who_differ() {
    let mut labels: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for row in statements() {
        let [text, issue, label] = ["text", "issue", "label"].map(|key| row[key].as_str().unwrap().to_string());
        labels.entry((text, issue)).or_default().insert(label);
    }
    let differing: Vec<_> = labels.values().filter(|labels| labels.len() > 1).collect();
    let one_has_none = differing.iter().filter(|labels| labels.contains("none")).count();
    assert_eq!((differing.len(), one_has_none), (68, 32));
}
