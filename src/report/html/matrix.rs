//! The table of actors and issues.
use crate::report::{Report, identity, is_shown, wording};
use crate::scorecard::{Position, Scorecard};
use serde::Serialize;

/// One part of the matrix.
#[derive(Serialize)]
pub struct Part<'a> {
    heading: &'a str,
    rows: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    anchor: String,
    name: &'a str,
    description: String,
    note: Option<&'a str>,
    cells: Vec<Option<Word>>,
}

/// A position in a word, and where its evidence is.
#[derive(Serialize)]
pub struct Word {
    anchor: String,
    word: &'static str,
    class: String,
    note: String,
}

impl<'a> Part<'a> {
    /// `issues` are the columns, as indices into the codebook.
    pub fn of(heading: &'a str, cards: &[&'a Scorecard], issues: &[usize], report: &Report) -> Part<'a> {
        let place = |card: &Scorecard| report.scorecards.iter().position(|other| std::ptr::eq(other, card)).unwrap_or(0);
        let row = |card: &&'a Scorecard| Row::of(place(card), card, issues, report);
        Part { heading, rows: cards.iter().map(row).collect() }
    }
}

impl<'a> Row<'a> {
    fn of(index: usize, card: &'a Scorecard, issues: &[usize], report: &Report) -> Row<'a> {
        let cell = |issue: &usize| card.on(*issue).filter(|position| is_shown(position)).map(|position| Word::of(index, position));
        Row {
            anchor: format!("actor-{index}"),
            name: &card.actor.name,
            description: identity::beneath(card, &report.run.corpus),
            note: card.note.as_deref(),
            cells: issues.iter().map(cell).collect(),
        }
    }
}

impl Word {
    /// `actor` is its place among the report's scorecards.
    pub fn of(actor: usize, position: &Position) -> Word {
        let word = position.headline.word();
        let class = word.replace(' ', "-");
        Word { anchor: format!("actor-{actor}-issue-{}", position.issue), word, class, note: wording::note(position) }
    }
}
