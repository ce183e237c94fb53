//! Scoring: from an article to judgements.
use crate::article::Article;
use crate::encoder::{Judge, Key, Query};
use crate::issue::{Agenda, Codebook, Issue};
use crate::reader::Reader;
use crate::reading::Reading;
use crate::span::Span;
use crate::stance::{Answer, Judgement, Stance};
use crate::statement::{Evidence, Statement};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

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

/// One article with everything that the classifier is to be asked about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Prepared {
    /// The article as read.
    pub article: Article,
    /// Its sentences, actors and statements.
    pub reading: Reading,
    /// What to ask, in the order of the text.
    pub candidates: Vec<Candidate>,
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
    /// How much of the issue stands in and around the sentence; see [`Agenda::weigh`].
    pub weight: usize,
}

/// Articles whose text stages run side by side and whose pairs share batches.
pub(crate) const CHUNK: usize = 32;
/// Bytes of context before a sentence, and how many sentences they may come from.
const CONTEXT: (usize, usize) = (420, 2);

/// Scores articles in order, and keeps of each what a report needs. `progress` is told how many articles and how many pairs are done.
pub fn score(
    articles: Vec<Article>,
    reader: &Reader,
    codebook: &Codebook,
    judge: &mut Judge,
    progress: &mut dyn FnMut(usize, usize),
) -> Vec<ScoredArticle> {
    let agenda = Agenda::new(codebook);
    let mut scored = Vec::with_capacity(articles.len());
    for chunk in chunks(articles) {
        let readings = reader.read(&chunk);
        let prepare = |(article, reading)| prepare(article, reading, &agenda);
        let prepared: Vec<Prepared> = chunk.into_par_iter().zip(readings).map(prepare).collect();
        let queries: Vec<Query> = prepared.iter().flat_map(|prepared| prepared.queries(&codebook.issues)).collect();
        let classifier = &judge.identity().hash;
        let asked: Vec<_> = queries.into_par_iter().map(|query| (Key::of(&query, classifier), query)).collect();
        let (done, judged) = (scored.len(), judge.judged());
        let mut answers = judge.answer(&asked, &mut |batch| progress(done, judged + batch)).into_iter();
        scored.extend(prepared.into_iter().map(|prepared| prepared.judge(&mut answers).without_mere_mentions()));
        progress(scored.len(), judge.judged());
    }
    scored
}

/// Gives out what it is given in order, [`CHUNK`] at a time, so that each can be dropped when it is done.
pub(crate) fn chunks<T>(articles: Vec<T>) -> impl Iterator<Item = Vec<T>> {
    let mut articles = articles.into_iter();
    std::iter::from_fn(move || Some(articles.by_ref().take(CHUNK).collect::<Vec<T>>()).filter(|chunk| !chunk.is_empty()))
}

/// What classifies: one answer for each query, in order.
pub type Classify<'a> = dyn Fn(&[Query]) -> Vec<Answer> + 'a;

/// [`score`] of one article that was read, by any classifier.
pub fn score_one(article: Article, reading: Reading, codebook: &Codebook, classify: &Classify) -> ScoredArticle {
    let prepared = prepare(article, reading, &Agenda::new(codebook));
    let answers = classify(&prepared.queries(&codebook.issues).collect::<Vec<_>>());
    prepared.judge(&mut answers.into_iter())
}

/// Finds what the classifier is to be asked about an article that was read.
pub fn prepare(article: Article, reading: Reading, agenda: &Agenda) -> Prepared {
    let touched = agenda.weigh(&article.body, &reading.sentences);
    let candidates = candidates(&reading, &touched);
    Prepared { article, reading, candidates }
}

/// What the classifier is asked about an article: for each sentence and each actor with a statement there, every issue in
/// `touched[sentence]`, which has its weight. Of several statements of one actor in a sentence the most direct one stands for all.
pub fn candidates(reading: &Reading, touched: &[BTreeMap<usize, usize>]) -> Vec<Candidate> {
    let mut chosen: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (index, statement) in reading.statements.iter().enumerate() {
        let Some(speaker) = statement.speaker else { continue };
        for sentence in reading.sentences_of(statement) {
            let best = chosen.entry((sentence, speaker)).or_insert(index);
            if statement.evidence < reading.statements[*best].evidence {
                *best = index;
            }
        }
    }
    chosen
        .into_iter()
        .flat_map(|((sentence, _), statement)| {
            let candidate = move |(issue, weight): (&usize, &usize)| Candidate { statement, sentence, issue: *issue, weight: *weight };
            touched.get(sentence).into_iter().flatten().map(candidate)
        })
        .collect()
}

impl Prepared {
    /// One question for each candidate, in order. `issues` are those of the codebook.
    pub fn queries<'a>(&'a self, issues: &'a [Issue]) -> impl Iterator<Item = Query<'a>> {
        self.candidates.iter().map(|candidate| self.query(issues, candidate))
    }

    /// The question for one candidate.
    pub fn query<'a>(&'a self, issues: &'a [Issue], candidate: &Candidate) -> Query<'a> {
        let (body, reading) = (&self.article.body, &self.reading);
        let sentence = reading.sentences[candidate.sentence];
        let issue = &issues[candidate.issue];
        let speaker = reading.statements[candidate.statement].speaker.and_then(|actor| reading.actors.get(actor));
        Query {
            speaker: speaker.map_or("", |actor| &actor.name),
            text: sentence.of(body),
            mention: mention(body, reading, candidate).map(|span| Span::new(span.start - sentence.start, span.end - sentence.start)),
            context: context(body, &reading.sentences, candidate.sentence),
            issue: &issue.name,
            description: &issue.description,
        }
    }

    /// Takes one answer for each candidate.
    fn judge(self, answers: &mut impl Iterator<Item = Answer>) -> ScoredArticle {
        let judgements = self.candidates.iter().zip(answers).map(|(candidate, answer)| candidate.judgement(&answer)).collect();
        ScoredArticle { article: self.article, reading: self.reading, judgements }
    }
}

impl Candidate {
    /// What an answer says of it.
    pub fn judgement(&self, answer: &Answer) -> Judgement {
        Judgement {
            statement: self.statement,
            sentence: self.sentence,
            issue: self.issue,
            judge: answer.judge,
            unsure: answer.unsure,
            probabilities: answer.probabilities,
            lean: Some(answer.lean).filter(|_| answer.probabilities.verdict() == Stance::Cautious),
            relayed: answer.relayed,
            past: answer.past,
        }
    }
}

impl ScoredArticle {
    /// Without what no report shows: mentions, and statements that are mere mentions which nothing judges. The judgements of the rest
    /// point to it anew.
    pub fn without_mere_mentions(mut self) -> ScoredArticle {
        let judged: BTreeSet<usize> = self.judgements.iter().map(|judgement| judgement.statement).collect();
        let is_kept = |index: usize, statement: &Statement| statement.evidence != Evidence::Mention || judged.contains(&index);
        let (kept, statements): (Vec<usize>, Vec<Statement>) = std::mem::take(&mut self.reading.statements)
            .into_iter()
            .enumerate()
            .filter(|(index, statement)| is_kept(*index, statement))
            .unzip();
        for judgement in &mut self.judgements {
            judgement.statement = kept.binary_search(&judgement.statement).unwrap_or(usize::MAX);
        }
        self.reading.statements = statements;
        self.reading.statements.shrink_to_fit();
        self.reading.mentions = Vec::new();
        self
    }
}

/// Where the sentence mentions the statement's speaker: its source where that stands here and is no mere "who", else the first mention.
pub(crate) fn mention(body: &str, reading: &Reading, candidate: &Candidate) -> Option<Span> {
    let sentence = reading.sentences[candidate.sentence];
    let statement = &reading.statements[candidate.statement];
    let source = statement.source.iter().copied().find(|span| sentence.contains(*span));
    let named = || {
        let here =
            reading.mentions.iter().filter(|mention| mention.sentence == candidate.sentence && Some(mention.actor) == statement.speaker);
        here.map(|mention| mention.span).find(|span| sentence.contains(*span))
    };
    match source.filter(|span| matches!(span.of(body), "who" | "whom" | "which")) {
        Some(relative) => named().or(Some(relative)),
        None => source.or_else(named),
    }
}

/// What stands before a sentence: the end of two sentences at most, cut at a word.
pub(crate) fn context<'a>(body: &'a str, sentences: &[Span], sentence: usize) -> &'a str {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Mention;
    use crate::stance::{Lean, Probabilities};
    use crate::statement::Time;

    fn statement(speaker: Option<usize>, evidence: Evidence, content: &[(usize, usize)]) -> Statement {
        let content = content.iter().map(|(start, end)| Span::new(*start, *end)).collect();
        Statement {
            source: vec![],
            cue: vec![],
            content,
            speaker,
            evidence,
            relayed_by: None,
            speaks_for: None,
            time: Time::Now,
            confidence: 1.0,
        }
    }

    #[test]
    fn one_candidate_for_each_sentence_actor_and_issue() {
        let reading = Reading {
            sentences: vec![Span::new(0, 10), Span::new(11, 20), Span::new(21, 30)],
            statements: vec![
                statement(Some(0), Evidence::Told, &[(2, 8)]),
                statement(Some(0), Evidence::Direct, &[(4, 10), (11, 15)]),
                statement(None, Evidence::Direct, &[(21, 25)]),
                statement(Some(1), Evidence::Mention, &[(22, 23)]),
            ],
            ..Reading::default()
        };
        let touched = [BTreeMap::from([(0, 16), (2, 20)]), BTreeMap::from([(1, 24)]), BTreeMap::from([(0, 32)])];
        let asked = |candidate: &Candidate| (candidate.statement, candidate.sentence, candidate.issue, candidate.weight);
        let found: Vec<_> = candidates(&reading, &touched).iter().map(asked).collect();
        assert_eq!(found, [(1, 0, 0, 16), (1, 0, 2, 20), (1, 1, 1, 24), (3, 2, 0, 32)]);
    }

    #[test]
    fn mere_mentions_go_and_judgements_stay_with_their_statements() {
        let statements = vec![
            statement(Some(0), Evidence::Mention, &[(0, 2)]),
            statement(Some(0), Evidence::Mention, &[(3, 5)]),
            statement(None, Evidence::Direct, &[(6, 8)]),
            statement(Some(0), Evidence::Told, &[(9, 10)]),
        ];
        let answer = Answer {
            judge: 0,
            probabilities: Probabilities([1.0, 0.0, 0.0, 0.0]),
            unsure: false,
            lean: Lean::Even,
            relayed: 0.0,
            past: 0.0,
        };
        let judgement = |statement| Candidate { statement, sentence: 0, issue: 0, weight: 16 }.judgement(&answer);
        let mentions = vec![Mention { span: Span::new(0, 2), sentence: 0, actor: 0 }];
        let reading = Reading { statements: statements.clone(), mentions, ..Reading::default() };
        let scored = ScoredArticle { article: Article::default(), reading, judgements: vec![judgement(1), judgement(3)] };
        let kept = scored.without_mere_mentions();
        assert_eq!(kept.reading.statements, statements[1..]);
        assert_eq!(kept.judgements, [judgement(0), judgement(2)]);
        assert!(kept.reading.mentions.is_empty());
    }

    #[test]
    fn the_mention_is_the_source_in_the_sentence_or_else_a_mention_of_the_speaker() {
        let mut said = statement(Some(0), Evidence::Direct, &[(11, 15)]);
        said.source = vec![Span::new(2, 5)];
        let mention = |start, sentence, actor| Mention { span: Span::new(start, start + 2), sentence, actor };
        let reading = Reading {
            sentences: vec![Span::new(0, 10), Span::new(11, 20)],
            mentions: vec![mention(12, 1, 1), mention(16, 1, 0)],
            statements: vec![said],
            ..Reading::default()
        };
        let place = |sentence| super::mention("", &reading, &Candidate { statement: 0, sentence, issue: 0, weight: 16 });
        assert_eq!(place(0), Some(Span::new(2, 5)));
        assert_eq!(place(1), Some(Span::new(16, 18)));
    }

    #[test]
    fn context_is_two_sentences_cut_at_a_word() {
        let body = format!("First. {} end. Last.", "é".repeat(150) + " tail ".repeat(30).as_str());
        let last = body.len() - 5;
        let sentences = [Span::new(0, 6), Span::new(7, last - 1), Span::new(last, body.len())];
        let context = context(&body, &sentences, 2);
        assert!(context.len() <= CONTEXT.0 && context.ends_with("end.") && context.starts_with("tail"), "{context}");
        assert_eq!(super::context(&body, &sentences, 0), "");
        assert_eq!(super::context(&body, &sentences, 1), "First.");
    }
}
