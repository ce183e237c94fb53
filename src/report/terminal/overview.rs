//! Actors and issues.
use super::fill::wrapped;
use super::ink::{Ink, Line, dim, piece};
use super::standing::{Standing, legend_of_signs, legend_of_words};
use super::table::{Entry, Row, Shape, Table};
use super::view::Chosen;
use crate::actor::Kind;
use crate::report::{Report, identity};
use crate::scorecard::{Position, Scorecard};

/// The table, what its signs mean, and how many actors it leaves out.
pub fn lines(report: &Report, chosen: &Chosen, width: usize) -> Vec<Line> {
    let cards: Vec<&Scorecard> = report.parts().into_iter().flat_map(|(_, cards)| cards).collect();
    if cards.is_empty() {
        return vec![vec![piece("No positions found.", Ink::Plain)]];
    }
    let (busiest, n_all) = chosen.busiest(&cards);
    let issues: Vec<usize> =
        (0..report.issues.len()).filter(|issue| busiest.iter().any(|card| shown(chosen, card, *issue).is_some())).collect();
    let columns = issues.iter().map(|issue| report.issues[*issue].id.clone()).collect();
    let table = Table { columns, rows: rows(report, chosen, &busiest, &issues) };
    let (shape, mut lines) = table.set(width);
    let noun = report.run.options.unit.word();
    lines.push(Line::new());
    lines.extend(wrapped(&[dim(&legend(shape, report.run.options.min_sayings, noun))], width));
    let noted = busiest.iter().any(|card| card.note.is_some());
    lines.extend(
        noted.then(|| wrapped(&[dim(&format!("{NOTED} See --actor for how this one was told from others."))], width)).into_iter().flatten(),
    );
    lines.extend(more(busiest.len(), n_all, noun, width));
    lines
}

/// Marks a name of which something must be known.
const NOTED: &str = "*";

pub fn legend(shape: Shape, min_sayings: usize, noun: &str) -> String {
    match shape {
        Shape::Words | Shape::Lists => legend_of_words(min_sayings, noun),
        Shape::Signs => legend_of_signs(min_sayings, noun),
    }
}

/// How to see those who are not there.
pub fn more(n_shown: usize, n_all: usize, noun: &str, width: usize) -> Vec<Line> {
    if n_shown == n_all {
        return Vec::new();
    }
    let said = format!("{n_shown} of {n_all} actors: those with most {noun}s. --top all shows all, --actor NAME one.");
    wrapped(&[piece(&said, Ink::Plain)], width)
}

fn shown<'a>(chosen: &Chosen, card: &'a Scorecard, issue: usize) -> Option<&'a Position> {
    chosen.positions(card).find(|position| position.issue == issue)
}

fn rows(report: &Report, chosen: &Chosen, busiest: &[&Scorecard], issues: &[usize]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (heading, cards) in report.parts() {
        let here = cards.into_iter().filter(|card| busiest.iter().any(|kept| std::ptr::eq(*kept, *card)));
        let entry = |card: &Scorecard| {
            let cells = issues.iter().map(|issue| shown(chosen, card, *issue).map(Standing::from)).collect();
            Row::Of(entry(report, card, cells))
        };
        let entries: Vec<Row> = here.map(entry).collect();
        if !entries.is_empty() && (heading != "Named" || !rows.is_empty()) {
            rows.push(Row::Heading(heading.to_string()));
        }
        rows.extend(entries);
    }
    rows
}

/// An actor's row.
pub fn entry(report: &Report, card: &Scorecard, cells: Vec<Option<Standing>>) -> Entry {
    let mark = if card.note.is_some() { NOTED } else { "" };
    let place = card.only_in.iter().map(|article| format!("in {article}")).collect();
    Entry { name: format!("{}{mark}", card.actor.name), beneath: beneath(report, card), place, cells }
}

/// What stands under a name: a person is taken for granted.
fn beneath(report: &Report, card: &Scorecard) -> String {
    let beneath = identity::beneath(card, &report.run.corpus);
    match card.actor.kind {
        Kind::Person => beneath.strip_prefix("person").map_or(beneath.as_str(), |rest| rest.trim_start_matches(", ")).to_string(),
        _ => beneath,
    }
}
