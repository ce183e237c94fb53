//! The table of actors and issues.
use super::measure::{fit, width, wrap};
use super::{MOST, caution, corpus, mark, tenth};
use crate::chart::render;
use crate::error::Result;
use crate::report::{Report, identity, is_shown, is_told, wording};
use crate::scorecard::{Headline, Position, Scorecard};
use minijinja::context;
use serde::Serialize;

const TEMPLATE: &str = include_str!("matrix.svg");
/// Pixels: a cell with the gap beside and below it, and the margin.
const CELL: [f64; 2] = [118.0, 48.0];
const MARGIN: f64 = 20.0;
const NAMES: [f64; 2] = [110.0, 280.0];
/// The lines of an issue's name.
const LINES: usize = 4;

/// Draws everyone who has a stance on some issue, at most [`MOST`], in the order of every table; `None` where nobody has one.
pub fn draw(report: &Report) -> Result<Option<String>> {
    let parts = report.parts();
    let all: Vec<&Scorecard> =
        parts.iter().flat_map(|(_, cards)| cards).copied().filter(|card| card.positions.iter().any(is_told)).collect();
    let cards = &all[..all.len().min(MOST)];
    let shown = |issue: &usize| cards.iter().any(|card| card.on(*issue).is_some_and(is_shown));
    let issues: Vec<usize> = (0..report.issues.len()).filter(shown).collect();
    if cards.is_empty() {
        return Ok(None);
    }
    let left = MARGIN + cards.iter().map(|card| width(&card.actor.name, 12.0)).fold(NAMES[0], f64::max).min(NAMES[1]) + 12.0;
    let heads: Vec<Vec<String>> = issues.iter().map(|issue| wrap(&report.issues[*issue].name, CELL[0] - 8.0, 11.0, LINES)).collect();
    let top = 84.0 + 14.0 * heads.iter().map(Vec::len).max().unwrap_or(0) as f64;
    let rows: Vec<Row> = cards.iter().enumerate().map(|(at, card)| Row::of(at, card, &issues, [left, top], report)).collect();
    let foot = top + CELL[1] * cards.len() as f64 + 20.0;
    let whole = (left + CELL[0] * issues.len() as f64 + MARGIN).max(600.0);
    let notes = notes(report, all.len(), cards.len());
    let notes: Vec<String> = notes.iter().flat_map(|note| wrap(note, whole - 2.0 * MARGIN, 10.0, 3)).collect();
    let context = context! {
        width => tenth(whole),
        height => tenth(foot + 34.0 + 14.0 * notes.len() as f64),
        right => tenth(whole - MARGIN),
        title => "Reported positions, coded by machine",
        corpus => corpus(report),
        desc => desc(cards, &issues, report),
        heads => heads.iter().enumerate().map(|(at, lines)| Head::of(left + CELL[0] * at as f64, top, lines)).collect::<Vec<_>>(),
        rows,
        key => key(foot),
        foot => tenth(foot + 28.0),
        notes,
    };
    render("matrix.svg", TEMPLATE, context).map(Some)
}

fn notes(report: &Report, all: usize, drawn: usize) -> Vec<String> {
    let others = report.scorecards.len() - all;
    let mut notes = vec![format!("{} {}", caution(report), wording::what_counts(&report.run.options))];
    notes.extend((all > drawn).then(|| format!("{} stand in positions.csv.", wording::count(all - drawn, "more actor"))));
    notes.extend(
        (others > 0)
            .then(|| format!("{} without a stance on any issue: too few sayings, or unsure ones.", wording::count(others, "other actor"))),
    );
    notes
}

fn desc(cards: &[&Scorecard], issues: &[usize], report: &Report) -> String {
    let on = |position: &Position| format!("{} on {}", position.headline.word(), fit(&report.issues[position.issue].name, 600.0, 10.0));
    let told = |card: &&Scorecard| {
        let words: Vec<String> = issues.iter().filter_map(|issue| card.on(*issue)).filter(|position| is_told(position)).map(on).collect();
        format!("{}: {}.", fit(&card.actor.name, 600.0, 10.0), words.join(", "))
    };
    format!(
        "A table of {} and {}. {}",
        wording::count(cards.len(), "actor"),
        wording::count(issues.len(), "issue"),
        cards.iter().map(told).collect::<Vec<_>>().join(" ")
    )
}

#[derive(Serialize)]
struct Head {
    lines: Vec<(String, String, String)>,
}

impl Head {
    /// Lines that end above the cells.
    fn of(x: f64, top: f64, lines: &[String]) -> Head {
        let y = |at: usize| tenth(top - 8.0 - 14.0 * (lines.len() - 1 - at) as f64);
        Head { lines: lines.iter().enumerate().map(|(at, line)| (tenth(x), y(at), line.clone())).collect() }
    }
}

#[derive(Serialize)]
struct Row {
    name: String,
    note: String,
    /// Where the row begins, and the base lines of name and note.
    y: [String; 3],
    cells: Vec<Cell>,
}

impl Row {
    fn of(at: usize, card: &Scorecard, issues: &[usize], [left, top]: [f64; 2], report: &Report) -> Row {
        let (y, room) = (top + CELL[1] * at as f64, left - MARGIN - 8.0);
        let cell = |(at, issue): (usize, &usize)| {
            Some(Cell::of(left + CELL[0] * at as f64, y, card.on(*issue).filter(|position| is_shown(position))?))
        };
        Row {
            name: fit(&card.actor.name, room, 12.0),
            note: fit(&identity::description(card, &report.run.corpus), room, 10.0),
            y: [y, y + 19.0, y + 33.0].map(tenth),
            cells: issues.iter().enumerate().filter_map(cell).collect(),
        }
    }
}

#[derive(Serialize)]
struct Cell {
    class: String,
    word: &'static str,
    outline: &'static str,
    x: [String; 3],
    y: [String; 5],
    notes: Vec<String>,
}

impl Cell {
    fn of(x: f64, y: f64, position: &Position) -> Cell {
        let outline = mark::outline(position.headline);
        let inner = if outline.is_empty() { 8.0 } else { 24.0 };
        Cell {
            class: mark::class(position.headline),
            word: position.headline.word(),
            outline,
            x: [x, x + 13.0, x + inner].map(tenth),
            y: [y, y + 14.0, y + 18.0, y + 29.5, y + 40.0].map(tenth),
            notes: lines(position).iter().map(|line| fit(line, CELL[0] - 4.0 - inner, 9.0)).collect(),
        }
    }
}

/// What stands under the word, on two lines at most.
fn lines(position: &Position) -> Vec<String> {
    let sayings = wording::count(position.counts.total(), position.unit.word());
    let outlets = Some(wording::count(position.n_outlets, "outlet")).filter(|_| position.n_outlets > 0);
    match position.headline {
        Headline::TooFew | Headline::Unsure => vec![wording::note(position)],
        Headline::Cautious | Headline::Changed => {
            std::iter::once(sayings).chain(Some(wording::way(position).to_string()).filter(|way| !way.is_empty())).collect()
        }
        _ => std::iter::once(sayings).chain(outlets).collect(),
    }
}

/// What the signs mean.
fn key(y: f64) -> Vec<(String, String, String, String, &'static str, &'static str)> {
    let words = [Headline::Supportive, Headline::Opposed, Headline::Cautious, Headline::Mixed, Headline::Changed];
    let each = words.iter().enumerate().map(|(at, headline)| {
        let x = MARGIN + 6.0 + 96.0 * at as f64;
        (tenth(x), tenth(y), tenth(x + 11.0), tenth(y + 4.0), mark::outline(*headline), headline.word())
    });
    each.collect()
}
