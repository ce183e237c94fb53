//! The sentence behind a number, with everything needed to check it.
use super::Reason;
use super::options::{is_past, is_relayed};
use crate::article::{Article, Genre};
use crate::pipeline::ScoredArticle;
use crate::round::round;
use crate::span::Span;
use crate::stance::{Judgement, Lean, Probabilities, Stance};
use crate::statement::{self, Statement, Time};
use jiff::civil::Date;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::cmp::Reverse;

/// A piece of an article's body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// The text as it stands there.
    pub text: String,
    /// Where, in bytes of the body.
    pub span: Span,
    /// Where, in code points of the body.
    pub chars: Span,
}

/// One judgement with a stance, and where it can be read.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evidence {
    /// The article's id.
    pub article: String,
    /// Its day of publication.
    #[serde(serialize_with = "day")]
    pub date: Option<Date>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Where it can be found.
    pub url: Option<String>,
    /// News or opinion.
    pub genre: Genre,
    /// The sentence judged.
    pub sentence: Quote,
    /// Who, as the text has it; may lie in another sentence.
    pub source: Vec<Quote>,
    /// The words that report.
    pub cue: Vec<Quote>,
    /// What is said.
    pub content: Vec<Quote>,
    /// How the statement reached the reader.
    #[serde(rename = "evidence")]
    pub how: statement::Evidence,
    /// Whose stance it is, by the name that all articles have for the actor; `None` where unknown.
    pub speaker: Option<String>,
    /// Whom the speaker speaks for, as a spokesperson does.
    pub speaks_for: Option<String>,
    /// Who relays it, where another actor does.
    pub relayed_by: Option<String>,
    /// Now or past.
    pub time: Time,
    /// Whether it is not relayed.
    pub first_hand: bool,
    /// How sure the attribution is, in [0, 1].
    #[serde(serialize_with = "rounded")]
    pub confidence: f64,
    /// Index of the model that judged, among those of the run.
    #[serde(skip)]
    pub judge: usize,
    /// The verdict; never `none`.
    pub stance: Stance,
    /// Which way a cautious verdict leans, where a model told.
    pub lean: Option<Lean>,
    /// Whether this sentence alone is under the threshold of the model that judged.
    pub unsure: bool,
    /// Why it is not in the headline, the counts and the net; `None` where it is. Written as `counted`, and `why` where that is false.
    #[serde(flatten, serialize_with = "counted")]
    pub left_out: Option<Reason>,
    /// Of this sentence alone.
    pub probabilities: Probabilities,
    /// Index of the unit it belongs to, among the position's sayings; `None` where that has no stance or is outside the period.
    #[serde(skip)]
    pub of_saying: Option<usize>,
}

impl Evidence {
    /// The evidence a judgement gives, which counts unless there is a reason against it; `None` where its verdict is no stance, or it
    /// points at nothing. `names` are those of the article's actors.
    pub fn of(scored: &ScoredArticle, names: &[&str], judgement: &Judgement, left_out: Option<Reason>) -> Option<Evidence> {
        let ScoredArticle { article, reading, .. } = scored;
        let statement = reading.statements.get(judgement.statement)?;
        let sentence = *reading.sentences.get(judgement.sentence)?;
        let stance = Some(judgement.probabilities.verdict()).filter(|verdict| *verdict != Stance::None)?;
        let (how, time) = (how(statement, judgement), time(judgement));
        let first_hand = how != statement::Evidence::Relayed;
        let name = |index: Option<usize>| names.get(index?).map(|name| name.to_string());
        Some(Evidence {
            article: article.id.clone(),
            date: article.date,
            outlet: article.outlet.clone(),
            title: article.title.clone(),
            url: article.url.clone(),
            genre: article.genre,
            sentence: quote(article, sentence),
            source: quotes(article, &statement.source),
            cue: quotes(article, &statement.cue),
            content: quotes(article, &statement.content),
            how,
            speaker: name(statement.speaker),
            speaks_for: name(statement.speaks_for),
            relayed_by: name(statement.relayed_by.filter(|_| !first_hand)),
            time,
            first_hand,
            confidence: statement.confidence,
            judge: judgement.judge,
            stance,
            lean: judgement.lean,
            unsure: judgement.unsure,
            left_out,
            probabilities: judgement.probabilities,
            of_saying: None,
        })
    }

    /// Whether its saying is in the headline, the counts and the net.
    pub fn counted(&self) -> bool {
        self.left_out.is_none()
    }

    /// Whether it may make a position as far as it is not left out for being relayed or past.
    pub fn makes_position(&self) -> bool {
        !matches!(self.left_out, Some(Reason::Relayed | Reason::Past))
    }

    /// First-hand and current ones come first, then counted ones, then the most confident, then the earliest in time and text.
    pub(super) fn rank(&self) -> impl Ord + use<> {
        let chance = (self.confidence * self.probabilities.confidence() * 1e9) as i64;
        let own = self.first_hand && self.time == Time::Now;
        let standing = (!own, !self.first_hand, !self.counted());
        (standing, Reverse(chance), self.date, self.article.clone(), self.sentence.span)
    }
}

fn time(judgement: &Judgement) -> Time {
    if is_past(judgement) { Time::Past } else { Time::Now }
}

fn how(statement: &Statement, judgement: &Judgement) -> statement::Evidence {
    match statement.evidence {
        _ if is_relayed(judgement) => statement::Evidence::Relayed,
        statement::Evidence::Relayed => statement::Evidence::Paraphrase,
        other => other,
    }
}

fn quote(article: &Article, span: Span) -> Quote {
    Quote { text: span.of(&article.body).to_string(), span, chars: span.in_chars(&article.body) }
}

fn quotes(article: &Article, spans: &[Span]) -> Vec<Quote> {
    spans.iter().map(|span| quote(article, *span)).collect()
}

fn day<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    date.map(|date| date.to_string()).serialize(serializer)
}

fn rounded<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    round(*value).serialize(serializer)
}

fn counted<S: Serializer>(left_out: &Option<Reason>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut fields = serializer.serialize_map(None)?;
    fields.serialize_entry("counted", &left_out.is_none())?;
    if let Some(reason) = left_out {
        fields.serialize_entry("why", reason.words())?;
    }
    fields.end()
}
