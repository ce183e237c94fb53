//! A table of standings, in the fullest form that the width allows: words, signs under stepped headings, or lists.
use super::fill::{columns, cut, folded, padded, width, wrapped};
use super::ink::{Ink, Line, bold, dim, piece};
use super::standing::{NOTHING, Standing};

/// Rows of standings under headings.
pub struct Table {
    /// What the columns are called.
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
}

/// A line of a table.
pub enum Row {
    /// Of the rows that follow.
    Heading(String),
    Of(Entry),
}

/// Who or what stands where.
pub struct Entry {
    pub name: String,
    /// What is said under the name; may be empty.
    pub beneath: String,
    /// What must be known to tell it from another of the same name; may be empty.
    pub place: String,
    /// One for each column.
    pub cells: Vec<Option<Standing>>,
}

/// What a table is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Words,
    Signs,
    Lists,
}

const NARROWEST_WORD: usize = 16;
const WIDEST_WORD: usize = 26;
const NARROWEST_NAME: usize = 16;
const WIDEST_NAME: usize = 38;
const LONGEST_HEADING: usize = 24;
/// Lines that a name takes at most.
const MOST_LINES: usize = 2;

impl Table {
    /// Set for a terminal of this width: in words where there is room; else in signs, or as lists where these take fewer lines than
    /// several blocks of signs.
    pub fn set(&self, width: usize) -> (Shape, Vec<Line>) {
        let name = self.name_width(width);
        let column = (width - name) / self.columns.len().max(1);
        if column >= NARROWEST_WORD {
            return (Shape::Words, self.in_words(name, column.min(WIDEST_WORD)));
        }
        let grid = self.grid(name, width);
        let blocks = self.columns.len().div_ceil(grid.per_block);
        let signs = self.in_signs(&grid, blocks);
        let lists = if blocks > 1 { self.in_lists(width) } else { Vec::new() };
        if blocks > 1 && lists.len() < signs.len() { (Shape::Lists, lists) } else { (Shape::Signs, signs) }
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.rows.iter().filter_map(|row| if let Row::Of(entry) = row { Some(entry) } else { None })
    }

    fn name_width(&self, width: usize) -> usize {
        let longest = self.entries().map(|entry| columns(&entry.name)).max().unwrap_or(0);
        (longest + 2).min(width * 3 / 10).clamp(NARROWEST_NAME, WIDEST_NAME)
    }

    fn in_words(&self, name: usize, column: usize) -> Vec<Line> {
        let heading = |label: &String| folded(label, column - 2).iter().map(|line| vec![bold(line)]).collect();
        let mut lines = beside(vec![], self.columns.iter().map(heading), [name, column]);
        lines.push(vec![dim(&"─".repeat(name + column * self.columns.len()))]);
        for row in &self.rows {
            match row {
                Row::Heading(heading) => lines.extend(headed(heading)),
                Row::Of(entry) => {
                    let cells = entry.cells.iter().map(|cell| in_words(cell.as_ref(), column - 2));
                    lines.extend(beside(entry.title(name, true), cells, [name, column]));
                }
            }
        }
        lines
    }

    fn grid(&self, name: usize, width: usize) -> Grid {
        let signs = self.entries().flat_map(|entry| &entry.cells).flatten();
        let sign = signs.map(|standing| self::width(&standing.sign())).max().unwrap_or(0) + 2;
        let heading = self.columns.iter().map(|label| columns(label)).max().unwrap_or(0).min(LONGEST_HEADING);
        let most = width.saturating_sub(name + heading) / sign + 1;
        let blocks = self.columns.len().div_ceil(most).max(1);
        Grid { name, sign, width, per_block: self.columns.len().div_ceil(blocks).max(1) }
    }

    fn in_signs(&self, grid: &Grid, blocks: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        for block in 0..blocks {
            let first = block * grid.per_block;
            let end = (first + grid.per_block).min(self.columns.len());
            if block > 0 {
                lines.push(Line::new());
            }
            lines.extend(grid.headings(&self.columns[first..end]));
            let mut heading = None;
            for row in &self.rows {
                match row {
                    Row::Heading(next) => heading = Some(next),
                    Row::Of(entry) if entry.cells[first..end].iter().any(Option::is_some) => {
                        heading.take().into_iter().for_each(|heading| lines.extend(headed(heading)));
                        lines.extend(grid.row(entry, first..end));
                    }
                    Row::Of(_) => (),
                }
            }
        }
        lines
    }

    fn in_lists(&self, width: usize) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for row in &self.rows {
            match row {
                Row::Heading(heading) => lines.extend(headed(heading)),
                Row::Of(entry) => {
                    let beneath = [&entry.beneath, &entry.place].into_iter().find(|text| !text.is_empty());
                    let mut title = vec![bold(&entry.name)];
                    title.extend(beneath.map(|text| dim(&format!(" ({text})"))));
                    lines.extend(wrapped(&title, width));
                    lines.extend(self.listed(entry, width));
                }
            }
        }
        lines
    }

    /// One line for each word, with the columns where it stands.
    fn listed(&self, entry: &Entry, width: usize) -> Vec<Line> {
        let mut by_word: Vec<(String, Ink, Vec<String>)> = Vec::new();
        for (label, standing) in self.columns.iter().zip(&entry.cells).filter_map(|(label, cell)| Some((label, cell.as_ref()?))) {
            let (word, ink) = (standing.words_alone(), standing.ink());
            let item = format!("{label} {}", standing.number());
            match by_word.iter_mut().find(|(known, _, _)| *known == word) {
                Some((_, _, items)) => items.push(item),
                None => by_word.push((word, ink, vec![item])),
            }
        }
        by_word.sort_by_key(|(word, _, _)| (word.starts_with('('), ORDER.iter().position(|known| known == word)));
        let line = |(word, ink, items): (String, Ink, Vec<String>)| {
            let head = padded(vec![piece("  ", Ink::Plain), piece(&word, ink)], LIST_INDENT);
            hanging(head, &[piece(&items.join(", "), if ink == Ink::Weak { Ink::Weak } else { Ink::Plain })], width)
        };
        by_word.into_iter().flat_map(line).collect()
    }
}

const LIST_INDENT: usize = 16;
const ORDER: [&str; 5] = ["supportive", "cautious", "opposed", "mixed", "changed"];

/// The line after a head, its further lines indented as wide as the head is.
pub fn hanging(head: Line, line: &[super::ink::Piece], to: usize) -> Vec<Line> {
    let indent = width(&head);
    let rest = wrapped(line, to.saturating_sub(indent).max(1)).into_iter().enumerate();
    rest.map(|(at, rest)| {
        let start = if at == 0 { head.clone() } else { padded(Line::new(), indent) };
        [start, rest].concat()
    })
    .collect()
}

fn headed(heading: &str) -> [Line; 2] {
    [Line::new(), vec![dim(&format!("{heading}:"))]]
}

fn in_words(cell: Option<&Standing>, width: usize) -> Vec<Line> {
    let Some(standing) = cell else { return vec![vec![dim(NOTHING)]] };
    let way = Some(standing.way()).filter(|way| !way.is_empty());
    let way = way.map(|way| wrapped(&[dim(way)], width)).unwrap_or_default();
    [wrapped(&standing.words(), width), way].concat()
}

/// Cells side by side, the first in a column of one width and the others in columns of another.
fn beside(first: Vec<Line>, cells: impl Iterator<Item = Vec<Line>>, [name, column]: [usize; 2]) -> Vec<Line> {
    let cells: Vec<Vec<Line>> = cells.collect();
    let height = cells.iter().map(Vec::len).chain([first.len()]).max().unwrap_or(0);
    let cell = |lines: &Vec<Line>, at: usize, width| padded(lines.get(at).cloned().unwrap_or_default(), width);
    let line = |at| std::iter::once(cell(&first, at, name)).chain(cells.iter().map(|lines| cell(lines, at, column))).flatten().collect();
    (0..height).map(line).collect()
}

impl Entry {
    /// The name and, indented, what stands under it.
    fn title(&self, width: usize, full: bool) -> Vec<Line> {
        let indented = |lines: Vec<Line>| lines.into_iter().map(|line| [vec![piece("  ", Ink::Plain)], line].concat());
        let mut lines: Vec<Line> = Vec::new();
        let room = if columns(&self.name) <= width - 2 { width - 2 } else { width - 4 };
        for (at, line) in wrapped(&[bold(&self.name)], room).into_iter().enumerate().take(MOST_LINES + 1) {
            match at {
                0 => lines.push(line),
                MOST_LINES => lines.last_mut().into_iter().for_each(|last| last.push(bold("…"))),
                _ => lines.extend(indented(vec![line])),
            }
        }
        let beneath = if full { &self.beneath } else { &self.place };
        if !beneath.is_empty() {
            lines.extend(indented(wrapped(&[dim(beneath)], width - 4)));
        }
        lines
    }
}

/// How signs are set.
struct Grid {
    name: usize,
    sign: usize,
    width: usize,
    per_block: usize,
}

impl Grid {
    /// Headings that step down to the right, each above its column.
    fn headings(&self, labels: &[String]) -> Vec<Line> {
        let heading = |(at, label): (usize, &String)| {
            let guide = padded(vec![dim("│")], self.sign);
            let mut line = padded(Line::new(), self.name);
            line.extend(std::iter::repeat_n(guide, at).flatten());
            line.push(bold(&cut(label, self.width.saturating_sub(self.name + at * self.sign))));
            line
        };
        labels.iter().enumerate().map(heading).collect()
    }

    fn row(&self, entry: &Entry, columns: std::ops::Range<usize>) -> Vec<Line> {
        let cells = entry.cells[columns].iter().map(|cell| vec![cell.as_ref().map_or_else(|| vec![dim(NOTHING)], Standing::sign)]);
        beside(entry.title(self.name, false), cells, [self.name, self.sign])
    }
}
