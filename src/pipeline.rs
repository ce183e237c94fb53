//! Scoring: from an article to judgements.
use crate::article::Article;
use crate::encoder::{Model, Query};
use crate::issue::{Agenda, Codebook, Issue};
use crate::reading::{self, Reading};
use crate::span::Span;
use crate::stance::{Judgement, Probabilities};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// One article with everything scoring found in it: a pure function of the article, the codebook and the models.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoredArticle {
    /// The article as read.
    pub article: Article,
    /// Its sentences, actors and statements.
    pub reading: Reading,
    /// One judgement for every statement, sentence and issue that passed the gate.
    pub judgements: Vec<Judgement>,
}

/// A statement in one sentence that may touch one issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Index into the article's statements; its speaker is known.
    pub statement: usize,
    /// Index of the sentence.
    pub sentence: usize,
    /// Index into the codebook.
    pub issue: usize,
}

/// Articles whose text stages run side by side and whose pairs share batches.
const CHUNK: usize = 32;
/// Bytes of context before a sentence, and how many sentences they may come from.
const CONTEXT: (usize, usize) = (420, 2);

/// Scores articles in order. `progress` is told how many articles and how many pairs are done.
pub fn score(articles: Vec<Article>, codebook: &Codebook, model: &Model, progress: &mut dyn FnMut(usize, usize)) -> Vec<ScoredArticle> {
    let agenda = Agenda::new(codebook);
    let (mut scored, mut pairs) = (Vec::with_capacity(articles.len()), 0);
    let mut articles = articles.into_iter().peekable();
    while articles.peek().is_some() {
        let chunk: Vec<Article> = articles.by_ref().take(CHUNK).collect();
        let read: Vec<(Article, Reading, Vec<Candidate>)> = chunk.into_par_iter().map(|article| prepare(article, &agenda)).collect();
        let queries: Vec<Query> = read
            .iter()
            .flat_map(|(article, reading, candidates)| {
                candidates.iter().map(|candidate| query(article, reading, &codebook.issues, candidate))
            })
            .collect();
        let done = scored.len();
        let mut probabilities = model.classify(&queries, &mut |batch| progress(done, pairs + batch)).into_iter();
        pairs += queries.len();
        scored.extend(read.into_iter().map(|(article, reading, candidates)| {
            let judgements = candidates
                .into_iter()
                .zip(probabilities.by_ref())
                .map(|(candidate, probabilities)| judge(candidate, probabilities, model))
                .collect();
            ScoredArticle { article, reading, judgements }
        }));
        progress(scored.len(), pairs);
    }
    scored
}

fn prepare(article: Article, agenda: &Agenda) -> (Article, Reading, Vec<Candidate>) {
    let reading = reading::read(&article.body);
    let touched = agenda.touches(&article.body, &reading.sentences);
    let candidates = candidates(&reading, &touched);
    (article, reading, candidates)
}

/// What the classifier is asked about an article: for each sentence and each actor with a statement there, every issue in
/// `touched[sentence]`. Of several statements of one actor in a sentence the most direct one stands for all.
pub fn candidates(reading: &Reading, touched: &[Vec<usize>]) -> Vec<Candidate> {
    let mut chosen: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (index, statement) in reading.statements.iter().enumerate() {
        let Some(speaker) = statement.speaker else { continue };
        let places = statement.place();
        let first = reading.sentences.partition_point(|sentence| places.first().is_some_and(|place| sentence.end <= place.start));
        let reached = reading.sentences[first..]
            .iter()
            .enumerate()
            .take_while(|(_, sentence)| places.last().is_some_and(|place| sentence.start < place.end));
        for (offset, sentence) in reached {
            if places.iter().any(|place| place.overlaps(*sentence)) {
                let best = chosen.entry((first + offset, speaker)).or_insert(index);
                if statement.evidence < reading.statements[*best].evidence {
                    *best = index;
                }
            }
        }
    }
    let none = Vec::new();
    chosen
        .into_iter()
        .flat_map(|((sentence, _), statement)| {
            touched.get(sentence).unwrap_or(&none).iter().map(move |issue| Candidate { statement, sentence, issue: *issue })
        })
        .collect()
}

fn query<'a>(article: &'a Article, reading: &'a Reading, issues: &'a [Issue], candidate: &Candidate) -> Query<'a> {
    let sentence = reading.sentences[candidate.sentence];
    let issue = &issues[candidate.issue];
    let speaker = reading.statements[candidate.statement].speaker.and_then(|actor| reading.actors.get(actor));
    Query {
        speaker: speaker.map_or("", |actor| &actor.name),
        text: sentence.of(&article.body),
        mention: mention(reading, candidate).map(|span| Span::new(span.start - sentence.start, span.end - sentence.start)),
        context: context(&article.body, &reading.sentences, candidate.sentence),
        issue: &issue.name,
        description: &issue.description,
    }
}

/// Where the sentence mentions the statement's speaker: its source where that stands here, else the first mention.
fn mention(reading: &Reading, candidate: &Candidate) -> Option<Span> {
    let sentence = reading.sentences[candidate.sentence];
    let statement = &reading.statements[candidate.statement];
    let source = statement.source.iter().copied().find(|span| sentence.contains(*span));
    let named = || {
        let here =
            reading.mentions.iter().filter(|mention| mention.sentence == candidate.sentence && Some(mention.actor) == statement.speaker);
        here.map(|mention| mention.span).find(|span| sentence.contains(*span))
    };
    source.or_else(named)
}

/// What stands before a sentence: the end of two sentences at most, cut at a word.
fn context<'a>(body: &'a str, sentences: &[Span], sentence: usize) -> &'a str {
    let (longest, count) = CONTEXT;
    let end = sentences[sentence].start;
    let start = sentences[sentence.saturating_sub(count)].start;
    let text = body.get(start..end).unwrap_or("").trim();
    if text.len() <= longest {
        return text;
    }
    let from = text.ceil_char_boundary(text.len() - longest);
    text[from..].split_once(char::is_whitespace).map_or("", |(_, rest)| rest.trim_start())
}

fn judge(candidate: Candidate, probabilities: Probabilities, model: &Model) -> Judgement {
    let Candidate { statement, sentence, issue } = candidate;
    Judgement { statement, sentence, issue, unsure: model.is_unsure(&probabilities), probabilities, lean: None }
}
