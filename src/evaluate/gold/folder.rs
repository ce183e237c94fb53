//! A folder of articles, each with a table of who stands where and the passages that show it.
use super::{CodedIssue, Gold, GoldPair, Row, codebook};
use crate::article::{self, Article};
use crate::error::{Error, Result};
use crate::sentence;
use crate::span::Span;
use crate::stance::Stance;
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
struct Table {
    issues: Vec<CodedIssue>,
    actors: Vec<Actor>,
    triples: Vec<Triple>,
}

#[derive(Deserialize)]
struct Actor {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
}

#[derive(Deserialize)]
struct Triple {
    actor: String,
    issue: String,
    stance: Option<Stance>,
    #[serde(default)]
    stances: Vec<Stance>,
    #[serde(default = "yes")]
    sure: bool,
    #[serde(default)]
    evidence: Vec<String>,
}

fn yes() -> bool {
    true
}

const EXPECTED: &str =
    "expected an object with issues, actors and triples (actor, issue, stance or stances, and where known sure and evidence)";

/// Reads a folder, by the names of its files.
pub fn read(folder: &Path) -> Result<Vec<Gold>> {
    let unreadable = |error| Error::new(folder, error, "expected a folder of <id>.txt with <id>.gold.json");
    let entries = std::fs::read_dir(folder).map_err(unreadable)?;
    let mut ids = Vec::new();
    for entry in entries {
        let name = entry.map_err(unreadable)?.file_name().to_string_lossy().into_owned();
        ids.extend(name.strip_suffix(".gold.json").map(String::from));
    }
    ids.sort();
    ids.iter().map(|id| read_one(folder, id)).collect()
}

fn read_one(folder: &Path, id: &str) -> Result<Gold> {
    let (text, table) = (folder.join(format!("{id}.txt")), folder.join(format!("{id}.gold.json")));
    let missing = || Err(Error::new(&text, "no article in it", "put the article's text beside its gold table"));
    let article = article::read(std::slice::from_ref(&text)).into_iter().next().unwrap_or_else(missing)?;
    let bytes = std::fs::read(&table).map_err(|error| Error::new(&table, error, EXPECTED))?;
    let table_of = serde_json::from_slice(&bytes).map_err(|error| error.to_string());
    table_of.and_then(|table| gold(article, table)).map_err(|wrong| Error::new(&table, wrong, EXPECTED))
}

fn gold(article: Article, table: Table) -> std::result::Result<Gold, String> {
    let (sentences, codebook) = (sentence::split(&article.body), codebook(table.issues));
    let mut gold = Gold::new(article, codebook, sentences);
    for actor in &table.actors {
        gold.enter(&actor.name, &actor.aliases);
    }
    for triple in table.triples {
        let actor = table.actors.iter().find(|actor| actor.name == triple.actor);
        let forms = actor.ok_or_else(|| format!("{:?} is none of its actors", triple.actor))?;
        add(&mut gold, triple, forms)?;
    }
    Ok(gold)
}

fn add(gold: &mut Gold, triple: Triple, forms: &Actor) -> std::result::Result<(), String> {
    let actor = gold.actors.iter().position(|actor| actor.name == triple.actor).unwrap_or_default();
    let issue = gold.issue(&triple.issue)?;
    let stances: Vec<Stance> = if triple.stances.is_empty() { triple.stance.into_iter().collect() } else { triple.stances };
    if stances.is_empty() {
        return Err(format!("no stance of {:?} on {:?}", triple.actor, triple.issue));
    }
    for row in rows(gold, &triple.evidence, (actor, issue), forms) {
        gold.add_row(row);
    }
    gold.add_pair(GoldPair { actor, issue, stances, sure: triple.sure });
    Ok(())
}

/// A row for every sentence that a passage lies in.
fn rows(gold: &Gold, passages: &[String], (actor, issue): (usize, usize), forms: &Actor) -> Vec<Row> {
    let body = &gold.article.body;
    let passages: Vec<Span> = passages.iter().filter_map(|text| find(body, text)).collect();
    let row = |(sentence, span): (usize, Span)| Row { sentence, actor, issue, mention: mention(body, span, forms), coded: None };
    let sentences = gold.sentences.iter().copied().enumerate();
    sentences.filter(|(_, span)| passages.iter().any(|passage| span.overlaps(*passage))).map(row).collect()
}

/// Where a passage stands in the body, whatever its white space.
fn find(body: &str, passage: &str) -> Option<Span> {
    let mut words = passage.split_whitespace();
    let first = words.next()?;
    let follows = |start: usize| {
        words.clone().try_fold(start + first.len(), |at, word| {
            let gap = body[at..].len() - body[at..].trim_start().len();
            body[at + gap..].starts_with(word).then_some(at + gap + word.len())
        })
    };
    body.match_indices(first).find_map(|(start, _)| Some(Span::new(start, follows(start)?)))
}

/// The first whole-word occurrence of the longest form of an actor in a sentence.
fn mention(body: &str, sentence: Span, actor: &Actor) -> Option<Span> {
    let text = sentence.of(body);
    let mut forms: Vec<&str> = std::iter::once(&actor.name).chain(&actor.aliases).map(|form| form.trim()).collect();
    forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
    let last = actor.name.split_whitespace().next_back().filter(|word| word.len() > 2);
    let whole = |start: usize, form: &str| {
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !word(text[..start].chars().next_back()) && !word(text[start + form.len()..].chars().next())
    };
    forms.into_iter().chain(last).filter(|form| !form.is_empty()).find_map(|form| {
        let (start, _) = text.match_indices(form).find(|(start, form)| whole(*start, form))?;
        Some(Span::new(sentence.start + start, sentence.start + start + form.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = r#"{"issues": [{"id": "port", "name": "The port"}],
        "actors": [{"name": "Ann Lund", "aliases": ["the mayor"]}, {"name": "Olav Berg", "aliases": []}],
        "triples": [{"actor": "Ann Lund", "issue": "port", "stances": ["cautious", "opposed"], "sure": false,
                     "evidence": ["But the\n mayor waits. She says it costs too much.", "Not there."]},
                    {"actor": "Olav Berg", "issue": "port", "stance": "supportive"}]}"#;

    fn folder(table: &str) -> Result<Vec<Gold>> {
        let folder = tempfile::tempdir().unwrap();
        let body = "Berg praised the port. But the mayor waits. She says it costs too much. Rain fell.";
        std::fs::write(folder.path().join("a.txt"), body).unwrap();
        std::fs::write(folder.path().join("a.gold.json"), table).unwrap();
        read(folder.path())
    }

    #[test]
    fn passages_become_rows_of_their_sentences() {
        let gold = folder(TABLE).unwrap().remove(0);
        assert_eq!((gold.article.id.as_str(), gold.sentences.len()), ("a", 4));
        assert_eq!(gold.pairs[0], GoldPair { actor: 0, issue: 0, stances: vec![Stance::Cautious, Stance::Opposed], sure: false });
        assert!(gold.pairs[1].sure);
        let rows: Vec<_> = gold.rows.iter().map(|row| (row.sentence, row.actor, row.mention)).collect();
        assert_eq!(rows, [(1, 0, Some(Span::new(27, 36))), (2, 0, None)]);
    }

    #[test]
    fn what_points_nowhere_is_said() {
        assert!(
            folder(&TABLE.replace("\"actor\": \"Olav Berg\"", "\"actor\": \"Berg\"")).unwrap_err().wrong.contains("none of its actors")
        );
        assert!(folder(&TABLE.replacen("\"port\"", "\"toll\"", 1)).unwrap_err().wrong.contains("none of its issues"));
        assert!(folder("{}").is_err());
        assert!(read(&tempfile::tempdir().unwrap().path().join("none")).is_err());
    }
}
