//! Densely coded articles: one JSON object a line, every stance at its sentence.
use super::{Coded, CodedIssue, Gold, GoldMention, GoldPair, How, Row, codebook};
use crate::article::Article;
use crate::error::{Error, Result};
use crate::span::Span;
use crate::stance::Stance;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
struct Line {
    id: String,
    #[serde(default)]
    date: Option<String>,
    body: String,
    sentences: Vec<Span>,
    issues: Vec<CodedIssue>,
    actors: Vec<Actor>,
    #[serde(default)]
    speech: Vec<Speech>,
    stances: Vec<SentenceStance>,
    overall: Vec<Overall>,
}

#[derive(Deserialize)]
struct Actor {
    id: String,
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    mentions: Vec<Mention>,
}

#[derive(Deserialize)]
struct Mention {
    sentence: usize,
    start: usize,
    end: usize,
}

#[derive(Deserialize)]
struct Speech {
    sentence: usize,
    actor: String,
}

#[derive(Deserialize)]
struct SentenceStance {
    sentence: usize,
    actor: String,
    issue: String,
    label: Stance,
    how: How,
    #[serde(default)]
    time: Option<String>,
}

#[derive(Deserialize)]
struct Overall {
    actor: String,
    issue: String,
    stance: Stance,
}

/// Reads a file.
pub fn read(path: &Path) -> Result<Vec<Gold>> {
    let hint = "expected one coded article a line, as a JSON object with id, body, sentences, issues, actors, stances and overall";
    let text = std::fs::read_to_string(path).map_err(|error| Error::new(path, error, hint))?;
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    lines.map(|(line, number)| parse(line).map_err(|wrong| Error::new(path, wrong, hint).at(number))).collect()
}

/// Where each actor, by id, is mentioned in each sentence first.
type Mentions<'a> = BTreeMap<(&'a str, usize), Span>;

fn parse(line: &str) -> std::result::Result<Gold, String> {
    let line: Line = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let date = line.date.and_then(|date| date.parse().ok());
    let article = Article { id: line.id, date, body: line.body, ..Article::default() };
    let (codebook, sentences) = (codebook(line.issues), line.sentences);
    let mut gold = Gold::new(article, codebook, sentences);
    check_spans(&gold.sentences, &gold.article.body)?;
    let mut ids = BTreeMap::new();
    for actor in &line.actors {
        ids.insert(actor.id.as_str(), gold.enter(&actor.name, &actor.aliases));
    }
    let mentions = mentions(&line.actors, &gold)?;
    gold.mentions = all_mentions(&line.actors, &ids);
    let index = |actor: &str| ids.get(actor).copied().ok_or_else(|| format!("{actor:?} is none of its actors"));
    for Speech { sentence, actor } in &line.speech {
        gold.speech.push((in_article(*sentence, &gold)?, index(actor)?));
    }
    for stance in &line.stances {
        gold.add_row(row(stance, index(&stance.actor)?, &gold, &mentions)?);
    }
    for Overall { actor, issue, stance } in &line.overall {
        gold.add_pair(GoldPair { actor: index(actor)?, issue: gold.issue(issue)?, stances: vec![*stance], sure: true });
    }
    Ok(gold)
}

fn check_spans(spans: &[Span], body: &str) -> std::result::Result<(), String> {
    match spans.iter().find(|span| span.of(body).is_empty()) {
        Some(span) => Err(format!("[{}, {}] covers no characters of the body, which has {} bytes", span.start, span.end, body.len())),
        None => Ok(()),
    }
}

fn mentions<'a>(actors: &'a [Actor], gold: &Gold) -> std::result::Result<Mentions<'a>, String> {
    let mut mentions = Mentions::new();
    for actor in actors {
        for Mention { sentence, start, end } in &actor.mentions {
            let span = Span::from([*start, *end]);
            if !gold.sentences.get(*sentence).is_some_and(|sentence| sentence.contains(span)) {
                return Err(format!("[{start}, {end}] does not lie in sentence {sentence}"));
            }
            check_spans(&[span], &gold.article.body)?;
            mentions.entry((&actor.id, *sentence)).or_insert(span);
        }
    }
    Ok(mentions)
}

/// Every mention, of spans that were checked.
fn all_mentions(actors: &[Actor], ids: &BTreeMap<&str, usize>) -> Vec<GoldMention> {
    let of = |actor: &Actor| {
        let index = ids.get(actor.id.as_str()).copied().unwrap_or_default();
        actor
            .mentions
            .iter()
            .map(move |mention| GoldMention { sentence: mention.sentence, actor: index, span: [mention.start, mention.end].into() })
            .collect::<Vec<_>>()
    };
    actors.iter().flat_map(of).collect()
}

fn in_article(sentence: usize, gold: &Gold) -> std::result::Result<usize, String> {
    if sentence < gold.sentences.len() { Ok(sentence) } else { Err(format!("there is no sentence {sentence}")) }
}

fn row(stance: &SentenceStance, actor: usize, gold: &Gold, mentions: &Mentions) -> std::result::Result<Row, String> {
    let SentenceStance { sentence, label, how, .. } = *stance;
    let sentence = in_article(sentence, gold)?;
    let past = stance.time.as_deref() == Some("past");
    let mention = mentions.get(&(stance.actor.as_str(), sentence)).copied();
    Ok(Row { sentence, actor, issue: gold.issue(&stance.issue)?, mention, coded: Some(Coded { label, how, past }) })
}
