//! The page: one self-contained file, every word of it traceable to a sentence.
mod card;
mod matrix;

use super::wording;
use super::{Model, Report, Skipped};
use crate::error::{Error, Result};
use crate::round::percent;
use card::Card;
use matrix::Part;
use minijinja::{Environment, context};
use serde::Serialize;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");

/// The page. All text of the input is escaped: the template's name ends in `.html`, which turns escaping on. Fails where the template is
/// broken.
pub fn render(report: &Report) -> Result<String> {
    let (shown, silent) = report.issues_by_use();
    let mut environment = Environment::new();
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    let page = environment.render_named_str(
        "page.html",
        PAGE,
        context! {
            style => STYLE,
            checked => wording::checked(&report.run.check),
            period => wording::period(report),
            facts => facts(report),
            issues => report.issues,
            columns => shown.iter().map(|issue| &report.issues[*issue]).collect::<Vec<_>>(),
            silence => wording::silence(silent.iter().map(|issue| report.issues[*issue].name.as_str())),
            parts => report.parts().iter().map(|(heading, cards)| Part::of(heading, cards, &shown, report)).collect::<Vec<_>>(),
            cards => report.scorecards.iter().enumerate().map(|(index, card)| Card::of(index, card, report)).collect::<Vec<_>>(),
            run => Facts::of(report),
            reasons => report.run.reasons().into_iter().map(Reason::from).collect::<Vec<_>>(),
        },
    );
    page.map_err(|error| {
        Error::new("page.html", format!("the page's template is broken: {error}"), "this is a mistake in the program: report it")
    })
}

/// A number of the strip under the title.
#[derive(Serialize)]
struct Fact {
    number: String,
    label: &'static str,
    nothing: bool,
    /// Where the page tells more.
    anchor: Option<&'static str>,
}

impl Fact {
    fn of(number: usize, one: &'static str, more: &'static str) -> Fact {
        Fact { number: number.to_string(), label: if number == 1 { one } else { more }, nothing: number == 0, anchor: None }
    }
}

fn facts(report: &Report) -> Vec<Fact> {
    let (corpus, left_out, n_skipped) = (&report.run.corpus, report.left_out(), report.run.skipped.len());
    let unknown =
        Fact { number: percent(corpus.unknown_share()), label: "by unknown speakers", nothing: corpus.n_unknown == 0, anchor: None };
    let attribution =
        Some(Fact::of(left_out.attribution, "attributed too unsurely", "attributed too unsurely")).filter(|fact| !fact.nothing);
    let outside = Some(Fact::of(left_out.outside, "outside the period", "outside the period")).filter(|fact| !fact.nothing);
    let undated = Some(Fact::of(corpus.n_undated, "without a date", "without a date")).filter(|fact| !fact.nothing);
    let read = [
        Fact::of(corpus.n_articles, "article", "articles"),
        Fact::of(corpus.n_outlets, "outlet", "outlets"),
        Fact::of(corpus.n_copies, "copy", "copies"),
        Fact::of(corpus.n_opinion, "opinion piece", "opinion pieces"),
    ];
    let found = [
        Fact::of(corpus.n_statements, "statement", "statements"),
        unknown,
        Fact::of(left_out.unsure, "unsure left out", "unsure left out"),
        Fact::of(left_out.relayed, "relayed left out", "relayed left out"),
        Fact::of(left_out.past, "past left out", "past left out"),
    ];
    let skipped = Fact { anchor: (n_skipped > 0).then_some("skipped"), ..Fact::of(n_skipped, "input skipped", "inputs skipped") };
    read.into_iter().chain(undated).chain([skipped]).chain(found).chain(attribution).chain(outside).collect()
}

/// Why some of the input was skipped, and which.
#[derive(Serialize)]
struct Reason<'a> {
    why: &'a str,
    skipped: Vec<&'a Skipped>,
}

impl<'a> From<(&'a str, Vec<&'a Skipped>)> for Reason<'a> {
    fn from((why, skipped): (&'a str, Vec<&'a Skipped>)) -> Reason<'a> {
        Reason { why, skipped }
    }
}

#[derive(Serialize)]
struct Facts<'a> {
    version: &'a str,
    model: &'a str,
    models: &'a [Model],
    arithmetic: &'a str,
    min_sayings: usize,
    unit: &'static str,
    what_counts: String,
    unsure_below: String,
}

impl<'a> Facts<'a> {
    fn of(report: &'a Report) -> Facts<'a> {
        let run = &report.run;
        Facts {
            version: &run.version,
            model: &run.model,
            models: &run.models,
            arithmetic: &run.arithmetic,
            min_sayings: run.options.min_sayings,
            unit: run.options.unit.word(),
            what_counts: wording::what_counts(&run.options),
            unsure_below: format!("{:.2}", run.options.pooling.unsure_below),
        }
    }
}
