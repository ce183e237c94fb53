//! `report.json`: everything, also what tables and pages hide.
use super::{Model, Report, Run, wording};
use crate::issue::Issue;
use crate::round::round;
use crate::run::Check;
use crate::scorecard::{Belonging, Evidence, Position, Saying, Scorecard, Weighting};
use serde_json::{Map, Value, json};

/// The version of the shape below; it grows when a reader of the old shape would misread the new one.
pub const SCHEMA_VERSION: u32 = 1;

/// The shape of what [`render`] makes, as JSON Schema (draft 2020-12); written beside it. It is closed: a field that it does not name is
/// a mistake.
pub const SCHEMA: &str = include_str!("schema.json");

/// The whole report. Numbers are rounded to four decimals. A `span` is `[start, end]` in bytes of the article's body and `chars` the same in
/// code points: counted from 0, the end not included, of the body as `standpoint text` prints it.
pub fn render(report: &Report) -> Value {
    json!({
        "schema_version": SCHEMA_VERSION,
        "validation": validation(&report.run.check),
        "run": run(report),
        "issues": report.issues.iter().map(issue).collect::<Vec<_>>(),
        "actors": report.scorecards.iter().map(|card| actor(card, report)).collect::<Vec<_>>(),
    })
}

/// What is known by hand: in words, whether it holds, and the counts; those are null where nothing is known.
pub(super) fn validation(check: &Check) -> Value {
    let checked = match check {
        Check::Never => None,
        Check::Holds(checked) | Check::Outdated(checked) => Some(checked),
    };
    json!({
        "says": wording::checked(check),
        "holds": matches!(check, Check::Holds(_)),
        "n_cells": checked.map(|checked| checked.n_cells),
        "n_right": checked.map(|checked| checked.n_right),
        "n_reversed": checked.map(|checked| checked.n_reversed),
        "n_coded": checked.map(|checked| checked.n_coded),
        "n_missed": checked.map(|checked| checked.n_missed),
        "n_articles": checked.map(|checked| checked.n_articles),
    })
}

/// What was read, with what, and how it was counted.
pub(super) fn run(report: &Report) -> Value {
    let Run { version, model, models, arithmetic, corpus, options, skipped, check: _ } = &report.run;
    let left_out = report.left_out();
    json!({
        "version": version,
        "model": model,
        "models": models,
        "arithmetic": arithmetic,
        "min_sayings": options.min_sayings,
        "unit": options.unit.word(),
        "include": options.include.words(),
        "min_attribution": round(options.min_attribution),
        "count": options.holder.word(),
        "roll_up": options.roll_up.map_or("person", Belonging::word),
        "weights": weights(&options.weighting),
        "intervals": if options.confusion.is_some() { "confusion" } else { "probabilities" },
        "since": options.period.since().map(|date| date.to_string()),
        "until": options.period.until().map(|date| date.to_string()),
        "thresholds": { "unsure": round(options.pooling.unsure_below) },
        "from": corpus.from.map(|date| date.to_string()),
        "to": corpus.to.map(|date| date.to_string()),
        "n_articles": corpus.n_articles,
        "n_copies": corpus.n_copies,
        "n_opinion": corpus.n_opinion,
        "n_undated": corpus.n_undated,
        "n_outlets": corpus.n_outlets,
        "n_statements": corpus.n_statements,
        "n_unknown": corpus.n_unknown,
        "unknown_share": round(corpus.unknown_share()),
        "n_judgements": corpus.n_judgements,
        "n_unsure": left_out.unsure,
        "n_relayed": left_out.relayed,
        "n_past": left_out.past,
        "n_attribution_unsure": left_out.attribution,
        "n_outside_period": left_out.outside,
        "skipped": skipped,
    })
}

/// Null, "equal", or each listed outlet with what it weighs, as "Herald 2".
fn weights(weighting: &Weighting) -> Value {
    match weighting {
        Weighting::Each => Value::Null,
        Weighting::EqualOutlets => json!("equal"),
        Weighting::Outlets(weights) => weights.listed().map(|(outlet, weight)| json!(format!("{outlet} {}", round(weight)))).collect(),
    }
}

fn issue(issue: &Issue) -> Value {
    json!({ "id": issue.id, "name": issue.name, "description": issue.description })
}

fn actor(card: &Scorecard, report: &Report) -> Value {
    let mut fields = Map::new();
    fields.insert("name".into(), json!(card.actor.name));
    fields.insert("aliases".into(), json!(card.actor.aliases));
    fields.insert("kind".into(), json!(card.actor.kind));
    fields.insert("affiliations".into(), json!(card.affiliations));
    fields.insert("note".into(), json!(card.note));
    if let Some(article) = &card.only_in {
        fields.insert("only_in".into(), json!(article));
    }
    let position = |position: &Position| Some(self::position(position, &report.issues.get(position.issue)?.id, &report.run.models));
    fields.insert("positions".into(), card.positions.iter().filter_map(position).collect());
    fields.into()
}

fn position(position: &Position, issue: &str, models: &[Model]) -> Value {
    let [supportive, cautious, opposed] = position.shares.map(round);
    let counts: Map<String, Value> = position.counts.by_word().into_iter().map(|(word, count)| (word.into(), count.into())).collect();
    let mut fields = Map::new();
    fields.insert("issue".into(), json!(issue));
    fields.insert("stance".into(), json!(position.headline));
    fields.insert("lean".into(), json!(position.lean));
    if let Some(pole) = position.turned_to {
        fields.insert("turned_to".into(), json!(pole));
    }
    fields.insert("net".into(), json!(position.net.map(round)));
    fields.insert("interval".into(), json!(position.interval.map(|ends| ends.map(round))));
    fields.insert("n_sayings".into(), json!(position.n_sayings));
    fields.insert("n_statements".into(), json!(position.n_statements));
    fields.insert("n_articles".into(), json!(position.n_articles));
    fields.insert("n_outlets".into(), json!(position.n_outlets));
    fields.insert("n_unsure".into(), json!(position.n_unsure));
    fields.insert("counts".into(), counts.into());
    fields.insert("shares".into(), json!({ "supportive": supportive, "cautious": cautious, "opposed": opposed }));
    fields.insert("turns_without".into(), json!(position.fragile.turns_without));
    fields.insert("rests_on".into(), json!(position.fragile.rests_on));
    fields.insert("shown".into(), json!(position.hidden.is_none()));
    if let Some(why) = position.hidden {
        fields.insert("why".into(), json!(why));
    }
    fields.insert("sayings".into(), position.sayings.iter().enumerate().map(saying).collect());
    fields.insert("evidence".into(), position.evidence.iter().map(|evidence| self::evidence(evidence, models)).collect());
    fields.into()
}

/// A unit with a stance, sure or not; `saying_no` counts them from 1.
fn saying((index, saying): (usize, &Saying)) -> Value {
    json!({
        "saying_no": index + 1,
        "date": saying.date.map(|date| date.to_string()),
        "outlets": saying.outlets,
        "stance": saying.verdict(),
        "lean": saying.lean,
        "unsure": saying.unsure,
        "probabilities": saying.probabilities,
        "net": round(saying.probabilities.net()),
        "confidence": round(saying.confidence),
        "n_statements": saying.n_statements,
        "n_articles": saying.texts.len(),
    })
}

fn evidence(evidence: &Evidence, models: &[Model]) -> Value {
    let mut fields = json!(evidence);
    fields["model"] = json!(models.get(evidence.judge).map(|model| &model.name));
    fields["saying_no"] = json!(evidence.of_saying.map(|index| index + 1));
    fields
}
