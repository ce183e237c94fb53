//! The pages: self-contained files, every word of them traceable to a sentence.
mod change;
mod data;
mod key;
mod matrix;
mod script;

use super::wording;
use super::{Model, Report, Skipped};
use crate::error::{Error, Result};
use crate::round::percent;
use data::{ActorRow, Data};
use key::Keys;
use matrix::Table;
use minijinja::{Environment, Value, context};
use serde::Serialize;
use std::collections::BTreeSet;

const PAGE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");
/// How many bytes the actors of a page take at most: with the rest that keeps a page under 5 MB.
const ROOM: usize = 4_500_000;

/// A page as a file.
pub struct Page {
    /// `index.html`, and where that would grow too large for a browser `index-2.html` and so on, the busiest actors first.
    pub name: String,
    /// What it holds.
    pub html: String,
}

/// The pages, at least one. All text of the input is escaped: the template's name ends in `.html`, which turns escaping on, and what the
/// script shows is data that it only ever sets as text. Fails where the template is broken.
pub fn pages(report: &Report) -> Result<Vec<Page>> {
    pages_of(report, ROOM)
}

pub(super) fn pages_of(report: &Report, room: usize) -> Result<Vec<Page>> {
    let keys = Keys::of_all(report);
    let actors = data::actors(report, &keys);
    let parts = divided(&actors, room);
    let links: Vec<Link> = parts.iter().enumerate().map(|(index, part)| Link::of(index, part, &parts)).collect();
    let mut pages = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let html = render(report, &keys, &links, index, part)?;
        pages.push(Page { name: links[index].file.clone(), html });
    }
    Ok(pages)
}

/// The actors of each page, one after another.
fn divided<'a, 'b>(actors: &'b [ActorRow<'a>], room: usize) -> Vec<Vec<&'b ActorRow<'a>>> {
    let (mut pages, mut articles, mut taken) = (vec![Vec::new()], BTreeSet::new(), 0);
    for actor in actors {
        let mut weight = actor.weigh(&mut articles);
        if taken + weight > room && taken > 0 {
            pages.push(Vec::new());
            (articles, taken) = (BTreeSet::new(), 0);
            weight = actor.weigh(&mut articles);
        }
        taken += weight;
        pages.last_mut().into_iter().for_each(|page| page.push(actor));
    }
    pages
}

/// One of several pages.
#[derive(Serialize)]
struct Link {
    file: String,
    /// The numbers of its actors in the report's order, counted from 1.
    first: usize,
    last: usize,
}

impl Link {
    fn of(index: usize, part: &[&ActorRow], parts: &[Vec<&ActorRow>]) -> Link {
        let before: usize = parts[..index].iter().map(Vec::len).sum();
        let file = if index == 0 { "index.html".to_string() } else { format!("index-{}.html", index + 1) };
        Link { file, first: before + 1, last: before + part.len() }
    }

    /// Whether the actor with this index in the report's order is on it.
    fn holds(&self, index: usize) -> bool {
        (self.first..=self.last).contains(&(index + 1))
    }
}

fn render(report: &Report, keys: &Keys, links: &[Link], index: usize, actors: &[&ActorRow]) -> Result<String> {
    let silent = report.issues_by_use().1;
    let script = script::whole();
    let mut environment = Environment::new();
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    let page = environment.render_named_str(
        "page.html",
        PAGE,
        context! {
            style => STYLE,
            script_hash => script::hash(&script),
            script,
            data => Value::from_safe_string(script::data(&Data::of(report, actors))),
            pages => links,
            page => index,
            checked => wording::checked(&report.run.check),
            period => wording::period(report),
            facts => facts(report),
            changes => change::rows(report, keys, links),
            silence => wording::silence(silent.iter().map(|issue| report.issues[*issue].name.as_str())),
            table => Table::of(report),
            issues => report.issues,
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
    /// Whether it counts what positions do not.
    left_out: bool,
    /// Where the page tells more.
    anchor: Option<&'static str>,
}

impl Fact {
    fn of(number: usize, one: &'static str, more: &'static str) -> Fact {
        let label = if number == 1 { one } else { more };
        Fact { number: number.to_string(), label, nothing: number == 0, left_out: false, anchor: None }
    }

    /// Of what no position counts.
    fn left_out(number: usize, label: &'static str) -> Fact {
        Fact { left_out: true, ..Fact::of(number, label, label) }
    }
}

fn facts(report: &Report) -> Vec<Fact> {
    let (corpus, left_out, n_skipped) = (&report.run.corpus, report.left_out(), report.run.skipped.len());
    let asked = |fact: Fact| Some(fact).filter(|fact| !fact.nothing);
    let read = [
        Fact::of(corpus.n_articles, "article", "articles"),
        Fact::of(corpus.n_outlets, "outlet", "outlets"),
        Fact::of(corpus.n_copies, "copy", "copies"),
        Fact::of(corpus.n_opinion, "opinion piece", "opinion pieces"),
    ];
    let unknown = percent(corpus.unknown_share());
    let found = [
        Fact { anchor: (n_skipped > 0).then_some("skipped"), ..Fact::of(n_skipped, "input skipped", "inputs skipped") },
        Fact::of(corpus.n_statements, "statement", "statements"),
        Fact { number: unknown, ..Fact::of(corpus.n_unknown, "by unknown speakers", "by unknown speakers") },
        Fact::left_out(left_out.unsure, "unsure left out"),
        Fact::left_out(left_out.relayed, "relayed left out"),
        Fact::left_out(left_out.past, "past left out"),
    ];
    let undated = asked(Fact::of(corpus.n_undated, "without a date", "without a date"));
    let attribution = asked(Fact::left_out(left_out.attribution, "attributed too unsurely"));
    let outside = asked(Fact::left_out(left_out.outside, "outside the period"));
    read.into_iter().chain(undated).chain(found).chain(attribution).chain(outside).collect()
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
    figures: String,
    intervals: &'static str,
    citation: String,
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
            what_counts: format!("{} {}", wording::what_counts(&run.options), wording::intervals(&run.options)),
            unsure_below: format!("{:.2}", run.options.pooling.unsure_below),
            figures: wording::figures(&run.options),
            intervals: wording::intervals(&run.options),
            citation: citation(report),
        }
    }
}

/// "Standpoint 0.1.0, model small (0f1e2d4c): positions reported in 12 articles of 5 outlets, 1 to 3 March 2025. ..."
fn citation(report: &Report) -> String {
    let (run, corpus) = (&report.run, &report.run.corpus);
    let models = run.models.iter().map(|model| format!("{} {}", model.name, model.hash.chars().take(12).collect::<String>()));
    let read = [wording::count(corpus.n_articles, "article"), wording::count(corpus.n_outlets, "outlet")].join(" of ");
    let period = Some(wording::period(report)).filter(|period| !period.is_empty()).map(|period| format!(", {period}"));
    format!(
        "Standpoint {}, model {} ({}), {}: positions reported in {read}{}, coded by machine. {}",
        run.version,
        run.model,
        models.collect::<Vec<_>>().join(", "),
        run.arithmetic,
        period.unwrap_or_default(),
        wording::checked(&run.check)
    )
}
