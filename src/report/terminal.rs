//! The table in a terminal.
use super::identity;
use super::plain::plain;
use super::wording::{self, count};
use super::{Corpus, Report, is_shown};
use crate::round::percent;
use crate::scorecard::{Headline, Position, Scorecard};
use comfy_table::{Attribute, Cell, Color, ColumnConstraint, ContentArrangement, Table, TableComponent, Width, presets};

const DEFAULT_WIDTH: u16 = 100;
const NARROWEST_ISSUE: u16 = 14;
const WIDEST_ISSUE: u16 = 28;
const NARROWEST_NAME: u16 = 14;
const WORD: u16 = 12;
const NARROWEST_NOTE: u16 = 12;
const WIDEST_NAME: u16 = 36;

/// Actors and issues in a table where all issues fit `width` columns (100 when `None`), else a list of positions per actor; then what
/// was read and left out. What is known of it by hand comes first. Escape sequences are only in it with `colour`; control characters of the input never are.
pub fn render(report: &Report, width: Option<u16>, colour: bool) -> String {
    let width = width.unwrap_or(DEFAULT_WIDTH).max(40);
    let style = Style { colour, width };
    let name = name_width(report).min(width / 3).max(NARROWEST_NAME);
    let issues = report.issues_by_use().0;
    let column = width.saturating_sub(name) / u16::try_from(issues.len()).unwrap_or(u16::MAX).max(1);
    let body = match report.parts().is_empty() {
        true => "No positions found.".to_string(),
        false if column >= NARROWEST_ISSUE => matrix(report, &style, &issues, [name, column.min(WIDEST_ISSUE)]),
        false => list(report, &style),
    };
    let checked = filled(wording::checked(&report.run.check).split(' ').map(plain), " ", width);
    format!("{checked}\n\n{body}\n\n{}\n", footer(report, width))
}

struct Style {
    colour: bool,
    width: u16,
}

impl Style {
    fn table(&self) -> Table {
        let mut table = Table::new();
        table.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(self.width);
        if self.colour {
            table.enforce_styling()
        } else {
            table.force_no_tty()
        };
        table
    }

    fn word(&self, position: &Position) -> Cell {
        let cell = Cell::new(position.headline.word());
        match position.headline {
            Headline::Supportive => cell.fg(Color::AnsiValue(33)),
            Headline::Opposed => cell.fg(Color::AnsiValue(208)),
            Headline::Mixed | Headline::Changed => cell.fg(Color::AnsiValue(134)),
            Headline::Cautious => cell,
            Headline::TooFew | Headline::Unsure => cell.fg(Color::AnsiValue(245)),
        }
    }
}

fn matrix(report: &Report, style: &Style, issues: &[usize], [name, column]: [u16; 2]) -> String {
    let mut table = style.table();
    table.set_style(TableComponent::HeaderLines, '─');
    let headings = issues.iter().map(|issue| bold(&folded(&report.issues[*issue].id, column - 2)));
    table.set_header(std::iter::once(Cell::new("")).chain(headings));
    for (part, (heading, cards)) in report.parts().into_iter().enumerate() {
        if part > 0 || heading != "Named" {
            table.add_row([dim("")]);
            table.add_row([dim(&format!("{heading}:"))]);
        }
        for (index, card) in cards.into_iter().enumerate() {
            if index > 0 {
                table.add_row([dim("")]);
            }
            add_actor(&mut table, style, card, issues, &report.run.corpus);
        }
    }
    let widths = std::iter::once(name).chain(issues.iter().map(|_| column));
    table.set_constraints(widths.map(|width| ColumnConstraint::Absolute(Width::Fixed(width))));
    lines(&table)
}

/// Two rows: the words, and under them what they rest on.
fn add_actor(table: &mut Table, style: &Style, card: &Scorecard, issues: &[usize], corpus: &Corpus) {
    let positions: Vec<Option<&Position>> = issues.iter().map(|issue| card.on(*issue).filter(|position| is_shown(position))).collect();
    let words = positions.iter().map(|position| position.map_or(dim("·"), |position| style.word(position)));
    table.add_row(std::iter::once(bold(&card.actor.name)).chain(words));
    let notes = positions.iter().map(|position| dim(&position.map_or(String::new(), wording::note)));
    table.add_row(std::iter::once(dim(&identity::with_note(identity::beneath(card, corpus), card))).chain(notes));
}

fn list(report: &Report, style: &Style) -> String {
    let longest = report.issues.iter().map(|issue| columns(&issue.id)).max().unwrap_or(0);
    let issue = longest.saturating_add(4).min(style.width - WORD - NARROWEST_NOTE);
    let cards = report.parts().into_iter().flat_map(|(_, cards)| cards);
    cards.map(|card| block(report, style, card, issue)).collect::<Vec<_>>().join("\n\n")
}

/// One actor's positions, the issues in a column of this width.
fn block(report: &Report, style: &Style, card: &Scorecard, width: u16) -> String {
    let mut title = style.table();
    title.add_row([bold(&card.actor.name), dim(&identity::with_note(identity::description(card, &report.run.corpus), card))]);
    let mut table = style.table();
    for position in card.positions.iter().filter(|position| is_shown(position)) {
        let issue = report.issues.get(position.issue).map_or("", |issue| issue.id.as_str());
        let issue = Cell::new(folded(&plain(issue), width - 4));
        table.add_row([issue, style.word(position), dim(&wording::note(position))]);
    }
    table.column_iter_mut().take(1).for_each(|column| _ = column.set_padding((3, 1)));
    table.set_constraints([width, WORD].map(Width::Fixed).map(ColumnConstraint::Absolute));
    format!("{}\n{}", lines(&title), lines(&table))
}

fn footer(report: &Report, width: u16) -> String {
    let corpus = &report.run.corpus;
    let mut facts = vec![count(corpus.n_articles, "article")];
    facts.extend((corpus.n_outlets > 0).then(|| count(corpus.n_outlets, "outlet")));
    facts.extend((corpus.n_copies > 0).then(|| wording::copies(corpus.n_copies)));
    facts.extend((corpus.n_opinion > 0).then(|| count(corpus.n_opinion, "opinion piece")));
    facts.extend((corpus.n_undated > 0 && corpus.from.is_some()).then(|| format!("{} without a date", corpus.n_undated)));
    facts.extend([count(corpus.n_statements, "statement"), format!("{} by unknown speakers", percent(corpus.unknown_share()))]);
    facts.push(format!("left out: {}", wording::left_out(report)));
    let skipped = || plain(&format!("skipped: {}", wording::reasons(&report.run)));
    facts.extend((!report.run.skipped.is_empty()).then(skipped));
    let silent = wording::silence(report.issues_by_use().1.into_iter().map(|issue| report.issues[issue].id.as_str()));
    let silent = filled(silent.split(' ').map(plain), " ", width);
    let facts = filled(facts.into_iter(), " · ", width);
    if silent.is_empty() { facts } else { format!("{silent}\n{facts}") }
}

/// Joined into lines of at most `width` columns, where the parts allow it.
fn filled(parts: impl Iterator<Item = String>, between: &str, width: u16) -> String {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if columns(&format!("{line}{between}{part}")) <= width => *line = format!("{line}{between}{part}"),
            _ => lines.push(part),
        }
    }
    lines.join("\n")
}

fn name_width(report: &Report) -> u16 {
    let names = report.parts().into_iter().flat_map(|(_, cards)| cards).map(|card| columns(&card.actor.name));
    names.max().unwrap_or(0).saturating_add(2).clamp(NARROWEST_NAME, WIDEST_NAME)
}

/// How many columns of a terminal the longest line of a text takes.
fn columns(text: &str) -> u16 {
    let mut table = Table::new();
    table.add_row([plain(text)]);
    table.column_max_content_widths().into_iter().max().unwrap_or(0)
}

fn bold(text: &str) -> Cell {
    Cell::new(plain(text)).add_attribute(Attribute::Bold)
}

fn dim(text: &str) -> Cell {
    Cell::new(plain(text)).add_attribute(Attribute::Dim)
}

/// An id broken after its dashes into lines of at most `width` columns, where it has dashes.
fn folded(id: &str, width: u16) -> String {
    let mut lines = vec![String::new()];
    for part in id.split_inclusive(['-', '_', ' ']) {
        match lines.last_mut() {
            Some(line) if line.is_empty() || columns(&format!("{line}{part}")) <= width => line.push_str(part),
            _ => lines.push(part.to_string()),
        }
    }
    lines.join("\n")
}

fn lines(table: &Table) -> String {
    let text = table.to_string();
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}
