//! Of each coded stance, how it is judged.
use super::super::Figures;
use super::Panel;
use crate::chart::{render, short, text};
use crate::error::Result;
use crate::stance::Stance;
use minijinja::context;
use serde::Serialize;

const TEMPLATE: &str = include_str!("confusion.svg");
/// Where the cells lie in their panel, in pixels, and how large one is with the gap after it.
const LEFT: usize = 112;
const TOP: usize = 120;
const CELL: [usize; 2] = [82, 54];

/// Draws the matrices of the models on a file; a label that neither the file nor a verdict has is left out.
pub fn confusion(file: &str, panels: &[Panel]) -> Result<String> {
    let occurs = |label: &Stance| panels.iter().any(|(_, figures)| occurs(&figures.all, *label));
    let labels: Vec<Stance> = Stance::ALL.into_iter().filter(occurs).collect();
    let width = LEFT + CELL[0] * labels.len() + 24;
    let drawn: Vec<Drawn> = panels.iter().enumerate().map(|(at, panel)| Drawn::of(at * width, panel, &labels)).collect();
    let foot = TOP + CELL[1] * labels.len() + 22;
    // The sentences below the matrices are as wide as this.
    let whole = (width * panels.len()).max(400);
    let context = context! {
        width => whole,
        height => foot + 34,
        foot,
        foot2 => foot + 17,
        title => short(&format!("Coded stances and verdicts on {file}"), whole / 9),
        desc => desc(panels, &labels),
        columns => labels.iter().enumerate().map(|(at, label)| Column { x: left(at) + 40, word: label.word() }).collect::<Vec<_>>(),
        panels => drawn,
    };
    render("confusion.svg", TEMPLATE, context)
}

fn occurs(figures: &Figures, label: Stance) -> bool {
    let at = label as usize;
    figures.confusion[at].iter().any(|count| *count > 0) || figures.confusion.iter().any(|row| row[at] > 0)
}

fn desc(panels: &[Panel], labels: &[Stance]) -> String {
    let right = |figures: &Figures, label: &Stance| format!("{} {:.1}%", label.word(), 100.0 * figures.per_label[label.word()].r);
    let told = panels.iter().map(|(name, figures)| {
        let shares: Vec<String> = labels.iter().map(|label| right(&figures.all, label)).collect();
        format!("{} has right of the pairs coded {}", text(name), shares.join(", "))
    });
    format!("Rows are coded stances, columns verdicts, cells counts and shares of the row. {}.", told.collect::<Vec<_>>().join("; "))
}

#[derive(Serialize)]
struct Column {
    x: usize,
    word: &'static str,
}

#[derive(Serialize)]
struct Drawn {
    x: usize,
    name: String,
    note: String,
    rows: Vec<Row>,
}

impl Drawn {
    fn of(x: usize, (name, figures): &Panel, labels: &[Stance]) -> Drawn {
        let figures = &figures.all;
        let rows = labels.iter().enumerate().map(|(at, label)| Row::of(at, *label, figures, labels)).collect();
        let note = format!("macro-F1 {:.4}, reversed {:.4}, {} pairs", figures.macro_f1, figures.reversed, figures.n);
        Drawn { x, name: short(name, 44), note, rows }
    }
}

#[derive(Serialize)]
struct Row {
    y: usize,
    inner: String,
    y_word: usize,
    y_note: usize,
    word: &'static str,
    n: usize,
    cells: Vec<Cell>,
}

impl Row {
    fn of(at: usize, label: Stance, figures: &Figures, labels: &[Stance]) -> Row {
        let (y, counts) = (TOP + CELL[1] * at, figures.confusion[label as usize]);
        let n = counts.iter().sum();
        let cells = labels.iter().enumerate().map(|(at, verdict)| Cell::of(at, label, *verdict, counts[*verdict as usize], n)).collect();
        Row { y, inner: format!("{}.5", y + 1), y_word: y + 24, y_note: y + 40, word: label.word(), n, cells }
    }
}

#[derive(Serialize)]
struct Cell {
    told: String,
    x: usize,
    inner: String,
    middle: usize,
    share: String,
    percent: String,
    count: usize,
    reversed: bool,
    on: &'static str,
}

impl Cell {
    fn of(at: usize, label: Stance, verdict: Stance, count: usize, n: usize) -> Cell {
        let (x, share) = (left(at), count as f64 / n.max(1) as f64);
        Cell {
            told: format!("coded {}, verdict {}: {count} of {n}", label.word(), verdict.word()),
            x,
            inner: format!("{}.5", x + 1),
            middle: x + 40,
            share: format!("{share:.3}"),
            percent: format!("{:.1}", 100.0 * share),
            count,
            reversed: label != verdict && label.is_pole() && verdict.is_pole(),
            on: if share > 0.65 { " on" } else { "" },
        }
    }
}

fn left(at: usize) -> usize {
    LEFT + CELL[0] * at
}
