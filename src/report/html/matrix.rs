//! The table of actors and issues as it stands in a page before, or without, its script.
use crate::report::{Report, is_shown, wording};
use crate::scorecard::{Position, Scorecard};
use serde::Serialize;

/// How many actors it shows.
const MOST: usize = 100;

/// The busiest actors and the issues that someone has a position on.
#[derive(Serialize)]
pub struct Table<'a> {
    issues: Vec<&'a str>,
    rows: Vec<Row<'a>>,
    /// How many actors with a position are not in it.
    n_more: usize,
}

#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    cells: Vec<Option<Word>>,
}

#[derive(Serialize)]
struct Word {
    word: &'static str,
    class: String,
    note: String,
}

impl<'a> Table<'a> {
    /// Of everything.
    pub fn of(report: &'a Report) -> Table<'a> {
        let issues = report.issues_by_use().0;
        let cards: Vec<&Scorecard> = report.parts().into_iter().flat_map(|(_, cards)| cards).collect();
        Table {
            n_more: cards.len().saturating_sub(MOST),
            rows: cards.into_iter().take(MOST).map(|card| Row::of(card, &issues)).collect(),
            issues: issues.iter().map(|issue| report.issues[*issue].name.as_str()).collect(),
        }
    }
}

impl<'a> Row<'a> {
    fn of(card: &'a Scorecard, issues: &[usize]) -> Row<'a> {
        let cell = |issue: &usize| card.on(*issue).filter(|position| is_shown(position)).map(Word::of);
        Row { name: &card.actor.name, cells: issues.iter().map(cell).collect() }
    }
}

impl Word {
    fn of(position: &Position) -> Word {
        let word = position.headline.word();
        Word { word, class: word.replace(' ', "-"), note: wording::note(position) }
    }
}
