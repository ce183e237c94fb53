//! `actors`, `positions`, `sayings` and `statements`, as CSV and as Parquet, and `run.csv`: what `report.json` holds, in rows. `actor_no`
//! is the row of an actor in `actors`, counted from 1, since a name alone may stand for several actors; `saying_no` counts the sayings of
//! an actor on an issue from 1, and is empty for a statement that belongs to none. Spans are written as in `report.json`.
use super::sheet::Sheet;
use super::spreadsheet::{Cell, table};
use super::{Report, json, wording};
use crate::error::Result;
use crate::scorecard::{Affiliation, Belonging, Evidence, Position, Quote, Saying, Scorecard};
use crate::span::Span;
use crate::stance::Stance;
use serde_json::Value;

/// Every actor.
pub fn actors(report: &Report) -> Sheet<(usize, &Scorecard)> {
    let belongs = |card: &Scorecard, kind| {
        card.affiliations.iter().filter(|affiliation| affiliation.kind == kind).map(affiliation).collect::<Vec<_>>()
    };
    Sheet::of(report.scorecards.iter().enumerate())
        .number("actor_no", |(index, _)| Some(index + 1))
        .text("name", |(_, card)| Some(&card.actor.name))
        .text("kind", |(_, card)| word(card.actor.kind))
        .list("aliases", "; ", |(_, card)| card.actor.aliases.clone())
        .list("organisation", "; ", |(_, card)| belongs(card, Belonging::Organisation))
        .list("party", "; ", |(_, card)| belongs(card, Belonging::Party))
        .list("country", "; ", |(_, card)| belongs(card, Belonging::Country))
        .text("note", |(_, card)| card.note.as_ref())
        .text("only_in", |(_, card)| card.only_in.as_ref())
        .number("n_positions", |(_, card)| Some(card.positions.len()))
        .number("n_sayings", |(_, card)| Some(card.n_sayings()))
        .number("n_unsure", |(_, card)| Some(card.positions.iter().map(|position| position.n_unsure).sum()))
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

/// A position with whose it is and on what.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    index: usize,
    card: &'a Scorecard,
    position: &'a Position,
    issue: Option<&'a str>,
}

/// Every position, those that tables hide too.
pub fn positions(report: &Report) -> Sheet<Row<'_>> {
    let share = |row: Row, stance: Stance| Some(row.position.shares[stance as usize]);
    whose(Sheet::of(each_position(report)), |row| row)
        .text("stance", |row| Some(row.position.headline.word()))
        .text("lean", |row| row.position.lean.map(|lean| lean.word()))
        .text("turned_to", |row| row.position.turned_to.map(Stance::word))
        .decimal("net", |row| row.position.net)
        .decimal("low", |row| row.position.interval.map(|[low, _]| low))
        .decimal("high", |row| row.position.interval.map(|[_, high]| high))
        .number("n_sayings", |row| Some(row.position.n_sayings))
        .number("n_statements", |row| Some(row.position.n_statements))
        .number("n_articles", |row| Some(row.position.n_articles))
        .number("n_outlets", |row| Some(row.position.n_outlets))
        .number("n_unsure", |row| Some(row.position.n_unsure))
        .number("supportive", |row| Some(row.position.counts.supportive))
        .number("cautious", |row| Some(row.position.counts.cautious))
        .number("opposed", |row| Some(row.position.counts.opposed))
        .decimal("share_supportive", |row| share(row, Stance::Supportive))
        .decimal("share_cautious", |row| share(row, Stance::Cautious))
        .decimal("share_opposed", |row| share(row, Stance::Opposed))
        .flag("shown", |row| row.position.hidden.is_none())
        .text("why", |row| row.position.hidden)
        .list("turns_without", "; ", |row| row.position.fragile.turns_without.clone())
        .text("rests_on", |row| row.position.fragile.rests_on.as_ref())
}

fn each_position(report: &Report) -> impl Iterator<Item = Row<'_>> {
    report.scorecards.iter().enumerate().flat_map(move |(index, card)| {
        card.positions.iter().map(move |position| {
            let issue = report.issues.get(position.issue).map(|issue| issue.id.as_str());
            Row { index, card, position, issue }
        })
    })
}

/// The columns that tell whose a row is, and on what.
fn whose<'a, T: Copy>(sheet: Sheet<T>, row: impl Fn(T) -> Row<'a> + Copy) -> Sheet<T> {
    sheet
        .number("actor_no", |item| Some(row(item).index + 1))
        .text("actor", |item| Some(&row(item).card.actor.name))
        .text("kind", |item| word(row(item).card.actor.kind))
        .text("issue", |item| row(item).issue)
}

/// Every saying: the units with a stance, sure or not; with `--unit statement` each is one statement.
pub fn sayings<'a>(report: &'a Report) -> Sheet<(Row<'a>, usize, &'a Saying)> {
    let of = |row: Row<'a>| row.position.sayings.iter().enumerate().map(move |(at, saying)| (row, at, saying));
    let sheet = whose(Sheet::of(each_position(report).flat_map(of)), |(row, ..)| row)
        .number("saying_no", |(_, at, _)| Some(at + 1))
        .day("date", |(.., saying)| saying.date)
        .list("outlets", "; ", |(.., saying)| saying.outlets.iter().cloned().collect())
        .text("stance", |(.., saying)| Some(saying.verdict().word()))
        .text("lean", |(.., saying)| saying.lean.map(|lean| lean.word()))
        .flag("unsure", |(.., saying)| saying.unsure);
    chances(sheet, |(.., saying), stance| saying.probabilities.of(stance))
        .decimal("net", |(.., saying)| Some(saying.probabilities.net()))
        .decimal("confidence", |(.., saying)| Some(saying.confidence))
        .number("n_statements", |(.., saying)| Some(saying.n_statements))
        .number("n_articles", |(.., saying)| Some(saying.texts.len()))
}

fn chances<T: Copy>(sheet: Sheet<T>, of: impl Fn(T, Stance) -> f64 + Copy) -> Sheet<T> {
    sheet
        .decimal("p_supportive", |item| Some(of(item, Stance::Supportive)))
        .decimal("p_cautious", |item| Some(of(item, Stance::Cautious)))
        .decimal("p_opposed", |item| Some(of(item, Stance::Opposed)))
        .decimal("p_none", |item| Some(of(item, Stance::None)))
}

/// Every piece of evidence.
pub fn statements<'a>(report: &'a Report) -> Sheet<(Row<'a>, &'a Evidence)> {
    let of = |row: Row<'a>| row.position.evidence.iter().map(move |evidence| (row, evidence));
    let model = |evidence: &Evidence| report.run.models.get(evidence.judge);
    let sheet = whose(Sheet::of(each_position(report).flat_map(of)), |(row, _)| row)
        .text("stance", |(_, evidence)| Some(evidence.stance.word()))
        .text("lean", |(_, evidence)| evidence.lean.map(|lean| lean.word()));
    let sheet = passages(sheet)
        .text("evidence", |(_, evidence)| word(evidence.how))
        .text("speaker", |(_, evidence)| evidence.speaker.as_ref())
        .text("speaks_for", |(_, evidence)| evidence.speaks_for.as_ref())
        .text("relayed_by", |(_, evidence)| evidence.relayed_by.as_ref())
        .text("time", |(_, evidence)| word(evidence.time))
        .flag("counted", |(_, evidence)| evidence.counted())
        .text("why", |(_, evidence)| evidence.left_out.map(|reason| reason.words()))
        .flag("unsure", |(_, evidence)| evidence.unsure)
        .decimal("confidence", |(_, evidence)| Some(evidence.confidence));
    chances(sheet, |(_, evidence), stance| evidence.probabilities.of(stance))
        .text("model", |(_, evidence)| model(evidence).map(|model| &model.name))
        .text("model_hash", |(_, evidence)| model(evidence).map(|model| &model.hash))
        .number("saying_no", |(_, evidence)| evidence.of_saying.map(|at| at + 1))
}

/// Where a piece of evidence stands, and the words of its parts.
fn passages<'a>(sheet: Sheet<(Row<'a>, &'a Evidence)>) -> Sheet<(Row<'a>, &'a Evidence)> {
    sheet
        .text("article", |(_, evidence)| Some(&evidence.article))
        .day("date", |(_, evidence)| evidence.date)
        .text("outlet", |(_, evidence)| evidence.outlet.as_ref())
        .text("title", |(_, evidence)| evidence.title.as_ref())
        .text("url", |(_, evidence)| evidence.url.as_ref())
        .text("genre", |(_, evidence)| word(evidence.genre))
        .text("sentence", |(_, evidence)| Some(&evidence.sentence.text))
        .list("source", " ... ", |(_, evidence)| texts(&evidence.source))
        .list("cue", " ... ", |(_, evidence)| texts(&evidence.cue))
        .list("content", " ... ", |(_, evidence)| texts(&evidence.content))
        .span("sentence_span", |(_, evidence)| evidence.sentence.span)
        .spans("source_spans", |(_, evidence)| spans(&evidence.source, |quote| quote.span))
        .spans("cue_spans", |(_, evidence)| spans(&evidence.cue, |quote| quote.span))
        .spans("content_spans", |(_, evidence)| spans(&evidence.content, |quote| quote.span))
        .span("sentence_chars", |(_, evidence)| evidence.sentence.chars)
        .spans("source_chars", |(_, evidence)| spans(&evidence.source, |quote| quote.chars))
        .spans("cue_chars", |(_, evidence)| spans(&evidence.cue, |quote| quote.chars))
        .spans("content_chars", |(_, evidence)| spans(&evidence.content, |quote| quote.chars))
}

fn texts(quotes: &[Quote]) -> Vec<String> {
    quotes.iter().map(|quote| quote.text.clone()).collect()
}

fn spans(quotes: &[Quote], of: impl Fn(&Quote) -> Span) -> Vec<Span> {
    quotes.iter().map(of).collect()
}

/// The word that JSON has for it.
fn word(value: impl serde::Serialize) -> Option<String> {
    serde_json::to_value(value).ok()?.as_str().map(String::from)
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
