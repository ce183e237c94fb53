//! Our own data sets are what their cards say.
use crate::command_line::{command, text};
use crate::root;
use serde_json::Value;
use standpoint::actor::registry::Registry;
use standpoint::actor::{Actor, Kind};
use standpoint::article::{Article, Genre, read};
use standpoint::issue::{Agenda, Codebook};
use standpoint::pipeline::ScoredArticle;
use standpoint::reading::Reading;
use standpoint::scorecard::{Options, tally_with};
use standpoint::span::Span;
use standpoint::stance::{Judgement, Probabilities, Stance};
use standpoint::statement::{Evidence, Statement, Time};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

/// An actor's name and an issue's id.
type Cell = (String, String);

fn sample(name: &str) -> PathBuf {
    root().join("datasets/sample").join(name)
}

fn articles() -> Vec<Article> {
    read(&[sample("articles")]).into_iter().collect::<Result<_, _>>().unwrap()
}

fn codebook() -> Codebook {
    Codebook::load(sample("issues.toml")).unwrap()
}

fn expected() -> Value {
    serde_json::from_str(&fs::read_to_string(sample("expected.json")).unwrap()).unwrap()
}

/// Each article with what is expected of it.
fn coded(expected: &Value) -> Vec<(Article, &Value)> {
    let gold = |id: &str| list(&expected["articles"]).iter().find(|gold| gold["id"] == id).unwrap();
    articles().into_iter().map(|article| (gold(&article.id), article)).map(|(gold, article)| (article, gold)).collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn word<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap()
}

fn cell(value: &Value) -> Cell {
    (word(value, "actor").into(), word(value, "issue").into())
}

fn kind(actor: &Value) -> Kind {
    serde_json::from_value(actor["kind"].clone()).unwrap()
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
fn the_sample_has_twelve_articles_over_three_months_in_five_formats() {
    let expected = expected();
    let coded = coded(&expected);
    assert_eq!((coded.len(), list(&expected["articles"]).len(), codebook().issues.len()), (12, 12, 4));
    for (article, _) in &coded {
        assert!((200..=500).contains(&article.body.split_whitespace().count()), "{}", article.id);
        assert!(article.title.is_some() && article.date.is_some() && article.outlet.is_some(), "{article:?}");
        assert!(
            !article.body.contains("---") && !article.body.contains("Imprint") && !article.body.contains("cookies"),
            "{}",
            article.body
        );
    }
    let dates: Vec<_> = coded.iter().filter_map(|(article, _)| article.date).collect();
    let [first, last] = [dates.iter().min(), dates.iter().max()].map(|date| date.unwrap().to_string());
    assert_eq!([first, last], ["2025-02-18", "2025-05-14"]);
    assert_eq!(coded.iter().map(|(article, _)| article.outlet.as_deref()).collect::<BTreeSet<_>>().len(), 5);
    let files = fs::read_dir(sample("articles")).unwrap().map(|entry| entry.unwrap().path());
    let formats: BTreeSet<_> = files.map(|path| path.extension().unwrap().to_str().unwrap().to_string()).collect();
    assert_eq!(formats.into_iter().collect::<Vec<_>>(), ["csv", "html", "jsonl", "md", "txt"]);
}

#[test]
fn one_article_is_a_wire_copy_and_one_argues() {
    let articles = articles();
    let of = |id: &str| articles.iter().find(|article| article.id == id).unwrap();
    let [wire, copy] = ["flights-petition", "flights-petition-tribune"].map(of);
    assert_eq!(wire.body.trim(), copy.body.trim());
    assert_ne!(wire.outlet, copy.outlet);
    let bodies: BTreeSet<_> = articles.iter().map(|article| article.body.trim()).collect();
    assert_eq!(bodies.len(), 11);
    let opinions: Vec<_> = articles.iter().filter(|article| article.genre == Genre::Opinion).collect();
    assert_eq!(opinions.iter().map(|article| article.author.as_deref()).collect::<Vec<_>>(), [Some("Hester Wynn")]);
}

#[test]
fn the_gate_opens_for_the_expected_pairs_of_article_and_issue() {
    let (expected, book) = (expected(), codebook());
    let agenda = Agenda::new(&book);
    for (article, gold) in coded(&expected) {
        let touched = agenda.touches(&article.body, &paragraphs(&article.body)).into_iter().flatten();
        let touched: BTreeSet<_> = touched.map(|issue| book.issues[issue].id.as_str()).collect();
        let wanted: BTreeSet<_> = list(&gold["triples"]).iter().map(|triple| word(triple, "issue")).collect();
        assert_eq!(touched, wanted, "{}", article.id);
    }
}

#[test]
fn the_expected_actors_are_in_the_text() {
    let expected = expected();
    for (article, gold) in coded(&expected) {
        for actor in list(&gold["actors"]).iter().filter(|actor| kind(actor) != Kind::Author) {
            let mut forms = list(&actor["aliases"]).iter().chain([&actor["name"]]).map(|form| form.as_str().unwrap());
            assert!(forms.any(|form| article.body.contains(form)), "{}: {actor}", article.id);
        }
        for triple in list(&gold["triples"]) {
            let known = |name: &str| list(&gold["actors"]).iter().any(|actor| word(actor, "name") == name);
            assert!(known(word(triple, "actor")) && triple["relayed_by"].as_str().is_none_or(known), "{}: {triple}", article.id);
        }
    }
}

/// The article as if a classifier had been certain of every expected stance.
fn scored(article: Article, gold: &Value, book: &Codebook) -> ScoredArticle {
    let actors: Vec<Actor> = list(&gold["actors"])
        .iter()
        .map(|actor| Actor { name: word(actor, "name").into(), aliases: vec![], kind: kind(actor), roles: vec![] })
        .collect();
    let statements = list(&gold["triples"]).iter().map(|triple| statement(triple, &actors, &article)).collect();
    let judgements = list(&gold["triples"]).iter().enumerate().map(|(index, triple)| judgement(index, triple, book)).collect();
    let sentences = vec![Span::new(0, article.body.len())];
    ScoredArticle { reading: Reading { sentences, actors, statements, ..Reading::default() }, article, judgements }
}

fn statement(triple: &Value, actors: &[Actor], article: &Article) -> Statement {
    let index = |name: &str| actors.iter().position(|actor| actor.name == name);
    let (relayed_by, past) = (triple["relayed_by"].as_str().and_then(index), triple["time"] == "past");
    Statement {
        source: vec![],
        cue: vec![],
        content: vec![Span::new(0, article.body.len())],
        speaker: index(word(triple, "actor")),
        evidence: if relayed_by.is_some() { Evidence::Relayed } else { Evidence::Paraphrase },
        relayed_by,
        speaks_for: None,
        time: if past { Time::Past } else { Time::Now },
        confidence: 1.0,
    }
}

fn judgement(statement: usize, triple: &Value, book: &Codebook) -> Judgement {
    let stance: Stance = serde_json::from_value(triple["stances"][0].clone()).unwrap();
    Judgement {
        statement,
        sentence: 0,
        issue: book.issues.iter().position(|issue| issue.id == word(triple, "issue")).unwrap(),
        judge: 0,
        probabilities: Probabilities(Stance::ALL.map(|other| if other == stance { 1.0 } else { 0.0 })),
        unsure: false,
        lean: serde_json::from_value(triple["lean"].clone()).unwrap(),
        relayed: if triple["relayed_by"].is_null() { 0.0 } else { 1.0 },
        past: if triple["time"] == "past" { 1.0 } else { 0.0 },
    }
}

#[test]
fn the_expected_table_is_what_the_program_makes_of_the_expected_stances() {
    let (expected, book) = (expected(), codebook());
    let actors = Registry::load(sample("actors.toml")).unwrap();
    let scored: Vec<_> = coded(&expected).into_iter().map(|(article, gold)| scored(article, gold, &book)).collect();
    let mut made = BTreeMap::new();
    for card in tally_with(&actors, &scored, &book.issues, &Options::default()) {
        for position in &card.positions {
            let counted = (position.headline.word().to_string(), position.counts.total() as u64);
            if counted.1 > 0 {
                assert!(
                    made.insert((card.actor.name.clone(), book.issues[position.issue].id.clone()), counted).is_none(),
                    "{}",
                    card.actor.name
                );
            }
        }
    }
    let table: BTreeMap<Cell, _> =
        list(&expected["table"]).iter().map(|row| (cell(row), (word(row, "stance").into(), row["n_sayings"].as_u64().unwrap()))).collect();
    assert_eq!(made, table);
    assert!(list(&expected["table"]).iter().all(|row| list(&row["stances"]).len() as u64 == row["n_sayings"]));
}

/// The cells of a report whose word is that of a position.
fn told(report: &Value) -> BTreeMap<Cell, String> {
    let cells = list(&report["actors"]).iter().flat_map(|actor| {
        let cell = |position: &Value| ((word(actor, "name").into(), word(position, "issue").into()), word(position, "stance").into());
        list(&actor["positions"]).iter().map(cell).collect::<Vec<(Cell, String)>>()
    });
    cells.filter(|(_, stance)| !["too few", "unsure"].contains(&stance.as_str())).collect()
}

/// How far from the expected table the default model may be; it prints every cell that differs.
#[test]
fn the_default_model_finds_most_of_the_expected_table() {
    let out = tempfile::tempdir().unwrap();
    let out = out.path().to_str().unwrap();
    let files = ["--issues", "datasets/sample/issues.toml", "--actors", "datasets/sample/actors.toml"];
    let output = command(root(), &[&["report", "datasets/sample/articles", "--out", out], &files[..]].concat()).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let report: Value = serde_json::from_slice(&fs::read(PathBuf::from(out).join("report.json")).unwrap()).unwrap();
    let (expected, found) = (expected(), told(&report));
    let wanted: BTreeMap<Cell, &str> =
        list(&expected["table"]).iter().filter(|row| row["stance"] != "too few").map(|row| (cell(row), word(row, "stance"))).collect();
    let differing = wanted.iter().filter(|(cell, stance)| found.get(*cell).is_none_or(|other| other != *stance));
    let differing: Vec<_> = differing.map(|(cell, stance)| (cell, *stance, found.get(cell).map_or("nothing", String::as_str))).collect();
    let needless: Vec<_> = found.iter().filter(|(cell, _)| !wanted.contains_key(*cell)).collect();
    eprintln!("expected, told: {differing:#?}\ntold beyond: {needless:#?}");
    let is_reversed =
        |(_, stance, told): &&(&Cell, &str, &str)| matches!((*stance, *told), ("supportive", "opposed") | ("opposed", "supportive"));
    assert_eq!(differing.iter().filter(is_reversed).count(), 0, "{differing:?}");
    assert!(differing.len() <= MAY_DIFFER && needless.len() <= MAY_BE_NEEDLESS, "{differing:#?}\n{needless:#?}");
}

/// Of the 32 expected cells; 11 differed when this was written, in fp32 as in bf16, most of them told from one article instead of two.
const MAY_DIFFER: usize = 14;
const MAY_BE_NEEDLESS: usize = 2;

const STATEMENTS: [&str; 3] = ["train", "dev", "test"];

fn statements(name: &str) -> Vec<Value> {
    let path = root().join(format!("datasets/statements/{name}.jsonl"));
    fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn all_statements() -> Vec<Value> {
    STATEMENTS.iter().flat_map(|name| statements(name)).collect()
}

fn counted<'a>(words: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    words.fold(BTreeMap::new(), |mut counts, word| {
        *counts.entry(word).or_insert(0) += 1;
        counts
    })
}

#[test]
fn statements_are_spread_over_the_labels() {
    for (name, rows) in STATEMENTS.into_iter().map(|name| (name, statements(name))) {
        for (label, count) in counted(rows.iter().map(|row| word(row, "label"))) {
            let share = count as f64 / rows.len() as f64;
            assert!((0.22..=0.28).contains(&share), "{name}: {share} {label}");
        }
    }
    let rows = all_statements();
    let labels = counted(rows.iter().map(|row| word(row, "label")));
    assert_eq!(labels, BTreeMap::from([("cautious", 101), ("none", 100), ("opposed", 106), ("supportive", 113)]));
    assert_eq!(STATEMENTS.map(|name| statements(name).len()), [253, 84, 83]);
}

#[test]
fn statements_hold_the_fields_that_the_card_explains() {
    for row in all_statements() {
        let (text, label) = (word(&row, "text"), word(&row, "label"));
        match row["mention"].as_str() {
            Some(mention) => assert_eq!(serde_json::from_value::<Span>(row["mention_span"].clone()).unwrap().of(text), mention),
            None => assert!(row["mention"].is_null() && row["mention_span"].is_null(), "{row}"),
        }
        assert_eq!(label == "cautious", ["for", "against", "even"].contains(&row["lean"].as_str().unwrap_or("")), "{row}");
        assert!(["id", "issue", "speaker", "case"].iter().all(|field| !word(&row, field).is_empty()), "{row}");
        assert!(row["description"].is_string() && row["context"].is_string(), "{row}");
        let has_stance = label != "none" && word(&row, "id") > "s200";
        assert_eq!(has_stance, ["said", "told", "relayed"].contains(&row["role"].as_str().unwrap_or("")), "{row}");
        assert_eq!(has_stance, ["now", "past"].contains(&row["time"].as_str().unwrap_or("")), "{row}");
    }
}

#[test]
fn no_issue_and_no_text_is_in_two_files() {
    for field in ["issue", "text", "id"] {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for name in STATEMENTS {
            for row in statements(name) {
                let first = *seen.entry(word(&row, field).into()).or_insert(name);
                assert_eq!(first, name, "{field}: {row}");
            }
        }
    }
    let rows = all_statements();
    assert_eq!(rows.iter().map(|row| word(row, "id")).collect::<BTreeSet<_>>().len(), rows.len());
    let pairs: BTreeSet<_> = rows.iter().map(|row| ["text", "issue", "speaker"].map(|field| word(row, field))).collect();
    assert_eq!(pairs.len(), rows.len());
}

/// Every five words in a row.
fn runs(text: &str) -> BTreeSet<Vec<String>> {
    let words: Vec<_> =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.windows(5).map(<[String]>::to_vec).collect()
}

#[test]
fn no_text_is_nearly_another() {
    let rows = all_statements();
    let texts: BTreeMap<_, _> = rows.iter().map(|row| word(row, "text")).map(|text| (text, runs(text))).collect();
    for (index, (text, its_runs)) in texts.iter().enumerate() {
        for (other, other_runs) in texts.iter().skip(index + 1) {
            let shared = its_runs.intersection(other_runs).count();
            assert!(10 * shared <= 3 * its_runs.len().min(other_runs.len()), "{text}\n{other}");
        }
    }
}

#[test]
fn every_case_of_the_card_has_the_rows_that_it_says() {
    let card = fs::read_to_string(root().join("datasets/statements/README.md")).unwrap();
    let rows = all_statements();
    for (case, count) in counted(rows.iter().map(|row| word(row, "case"))) {
        assert!(card.contains(&format!("| {case} | {count} |")), "{case} {count}");
    }
}

#[test]
fn many_statements_have_two_actors_who_differ() {
    let mut labels: BTreeMap<[String; 2], BTreeSet<String>> = BTreeMap::new();
    for row in all_statements() {
        let [text, issue, label] = ["text", "issue", "label"].map(|field| word(&row, field).to_string());
        labels.entry([text, issue]).or_default().insert(label);
    }
    let differing: Vec<_> = labels.values().filter(|labels| labels.len() > 1).collect();
    let one_has_none = differing.iter().filter(|labels| labels.contains("none")).count();
    assert_eq!((differing.len(), one_has_none), (100, 46));
}
