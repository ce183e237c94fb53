//! `actors.csv`, `positions.csv`, `statements.csv` and `run.csv`: what `report.json` holds, in rows. `actor_no` is the row of an actor in
//! `actors.csv`, counted from 1, since a name alone may stand for several actors. Spans are written as in `report.json`.
use super::Report;
use super::spreadsheet::{Cell, table};
use super::{json, wording};
use crate::error::Result;
use crate::scorecard::{Affiliation, Belonging, Evidence, Position, Quote, Scorecard};
use crate::span::Span;
use crate::stance::Stance;
use serde_json::Value;

const ACTORS: [&str; 12] =
    ["actor_no", "name", "kind", "aliases", "organisation", "party", "country", "note", "only_in", "n_positions", "n_sayings", "n_unsure"];

/// Every actor.
pub fn actors(report: &Report) -> Result<Vec<u8>> {
    table(ACTORS, report.scorecards.iter().enumerate().map(|(index, card)| actor(index, card)))
}

fn actor(index: usize, card: &Scorecard) -> [Cell; ACTORS.len()] {
    let belongs =
        |kind| card.affiliations.iter().filter(|affiliation| affiliation.kind == kind).map(affiliation).collect::<Vec<_>>().join("; ");
    [
        (index + 1).into(),
        Cell::from(&card.actor.name),
        word(card.actor.kind),
        card.actor.aliases.join("; ").into(),
        belongs(Belonging::Organisation).into(),
        belongs(Belonging::Party).into(),
        belongs(Belonging::Country).into(),
        card.note.as_ref().into(),
        card.only_in.as_ref().into(),
        card.positions.len().into(),
        card.n_sayings().into(),
        card.positions.iter().map(|position| position.n_unsure).sum::<usize>().into(),
    ]
}

/// "Ministry of Ports (2020-01-01 to 2022-03-01)".
fn affiliation(Affiliation { name, period, .. }: &Affiliation) -> String {
    match (period.from, period.to) {
        (None, None) => name.clone(),
        (Some(from), None) => format!("{name} (from {from})"),
        (None, Some(to)) => format!("{name} (until {to})"),
        (Some(from), Some(to)) => format!("{name} ({from} to {to})"),
    }
}

const POSITIONS: [&str; 25] = [
    "actor_no",
    "actor",
    "kind",
    "issue",
    "stance",
    "lean",
    "turned_to",
    "net",
    "low",
    "high",
    "n_sayings",
    "n_statements",
    "n_articles",
    "n_outlets",
    "n_unsure",
    "supportive",
    "cautious",
    "opposed",
    "share_supportive",
    "share_cautious",
    "share_opposed",
    "shown",
    "why",
    "turns_without",
    "rests_on",
];

/// Every position, those that tables hide too.
pub fn positions(report: &Report) -> Result<Vec<u8>> {
    let rows = each_position(report).map(|(index, card, position)| self::position(index, card, position, report));
    table(POSITIONS, rows)
}

fn each_position(report: &Report) -> impl Iterator<Item = (usize, &Scorecard, &Position)> {
    report.scorecards.iter().enumerate().flat_map(|(index, card)| card.positions.iter().map(move |position| (index, card, position)))
}

fn position(index: usize, card: &Scorecard, position: &Position, report: &Report) -> [Cell; POSITIONS.len()] {
    let [supportive, cautious, opposed] = position.shares;
    [
        (index + 1).into(),
        Cell::from(&card.actor.name),
        word(card.actor.kind),
        issue(report, position),
        position.headline.word().into(),
        position.lean.map(|lean| lean.word()).into(),
        position.turned_to.map(Stance::word).into(),
        position.net.into(),
        position.interval.map(|[low, _]| low).into(),
        position.interval.map(|[_, high]| high).into(),
        position.n_sayings.into(),
        position.n_statements.into(),
        position.n_articles.into(),
        position.n_outlets.into(),
        position.n_unsure.into(),
        position.counts.supportive.into(),
        position.counts.cautious.into(),
        position.counts.opposed.into(),
        supportive.into(),
        cautious.into(),
        opposed.into(),
        position.hidden.is_none().into(),
        position.hidden.into(),
        position.fragile.turns_without.join("; ").into(),
        position.fragile.rests_on.as_ref().into(),
    ]
}

fn issue(report: &Report, position: &Position) -> Cell {
    report.issues.get(position.issue).map(|issue| &issue.id).into()
}

const STATEMENTS: [&str; 39] = [
    "actor_no",
    "actor",
    "kind",
    "issue",
    "stance",
    "lean",
    "article",
    "date",
    "outlet",
    "title",
    "url",
    "genre",
    "sentence",
    "source",
    "cue",
    "content",
    "sentence_span",
    "source_spans",
    "cue_spans",
    "content_spans",
    "sentence_chars",
    "source_chars",
    "cue_chars",
    "content_chars",
    "evidence",
    "speaker",
    "speaks_for",
    "relayed_by",
    "time",
    "counted",
    "why",
    "unsure",
    "confidence",
    "p_supportive",
    "p_cautious",
    "p_opposed",
    "p_none",
    "model",
    "model_hash",
];

/// Every piece of evidence.
pub fn statements(report: &Report) -> Result<Vec<u8>> {
    let rows = each_position(report).flat_map(|(index, card, position)| {
        position.evidence.iter().map(move |evidence| statement(index, card, issue(report, position), evidence, report))
    });
    table(STATEMENTS, rows)
}

fn statement(index: usize, card: &Scorecard, issue: Cell, evidence: &Evidence, report: &Report) -> [Cell; STATEMENTS.len()] {
    let [supportive, cautious, opposed, none] = Stance::ALL.map(|stance| evidence.probabilities.of(stance));
    let model = report.run.models.get(evidence.judge);
    [
        (index + 1).into(),
        Cell::from(&card.actor.name),
        word(card.actor.kind),
        issue,
        evidence.stance.word().into(),
        evidence.lean.map(|lean| lean.word()).into(),
        Cell::from(&evidence.article),
        evidence.date.map(|date| date.to_string()).into(),
        evidence.outlet.as_ref().into(),
        evidence.title.as_ref().into(),
        evidence.url.as_ref().into(),
        word(evidence.genre),
        Cell::from(&evidence.sentence.text),
        text(&evidence.source),
        text(&evidence.cue),
        text(&evidence.content),
        span(evidence.sentence.span).into(),
        spans(&evidence.source, |quote| quote.span),
        spans(&evidence.cue, |quote| quote.span),
        spans(&evidence.content, |quote| quote.span),
        span(evidence.sentence.chars).into(),
        spans(&evidence.source, |quote| quote.chars),
        spans(&evidence.cue, |quote| quote.chars),
        spans(&evidence.content, |quote| quote.chars),
        word(evidence.how),
        evidence.speaker.as_ref().into(),
        evidence.speaks_for.as_ref().into(),
        evidence.relayed_by.as_ref().into(),
        word(evidence.time),
        evidence.counted().into(),
        evidence.left_out.map(|reason| reason.words()).into(),
        evidence.unsure.into(),
        evidence.confidence.into(),
        supportive.into(),
        cautious.into(),
        opposed.into(),
        none.into(),
        model.map(|model| &model.name).into(),
        model.map(|model| &model.hash).into(),
    ]
}

/// What was read and how it was counted, a number or word a row: the share of unknown speakers is `unknown_share`.
pub fn run(report: &Report) -> Result<Vec<u8>> {
    let (run, check) = (json::run(report), &report.run.check);
    let first = [Cell::from("validation"), wording::checked(check).into()];
    let rows = run.as_object().into_iter().flatten().filter_map(|(name, value)| Some([Cell::from(name), fact(value)?]));
    table(["name", "value"], std::iter::once(first).chain(rows))
}

/// A cell for a number, a word or a list of words; `None` for what has a shape of its own.
fn fact(value: &Value) -> Option<Cell> {
    match value {
        Value::Null => Some(None::<&str>.into()),
        Value::Number(number) => Some(number.to_string().into()),
        Value::String(word) => Some(word.into()),
        Value::Array(words) => words.iter().map(Value::as_str).collect::<Option<Vec<_>>>().map(|words| words.join("; ").into()),
        Value::Bool(_) | Value::Object(_) => None,
    }
}

/// Several pieces with dots between them.
fn text(quotes: &[Quote]) -> Cell {
    let texts: Vec<&str> = quotes.iter().map(|quote| quote.text.as_str()).collect();
    Some(texts.join(" ... ")).filter(|_| !texts.is_empty()).into()
}

fn spans(quotes: &[Quote], of: impl Fn(&Quote) -> Span) -> Cell {
    let spans: Vec<String> = quotes.iter().map(|quote| span(of(quote))).collect();
    Some(format!("[{}]", spans.join(", "))).filter(|_| !spans.is_empty()).into()
}

/// As in JSON, which no spreadsheet takes for a date.
fn span(span: Span) -> String {
    format!("[{}, {}]", span.start, span.end)
}

/// The word that JSON has for it.
fn word(value: impl serde::Serialize) -> Cell {
    serde_json::to_value(value).ok().as_ref().and_then(serde_json::Value::as_str).into()
}
