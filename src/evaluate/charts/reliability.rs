//! Share of right verdicts over their probability, and below it how many there are.
use super::super::Bin;
use super::{Panel, one_decimal};
use crate::chart::{render, short, text};
use crate::error::Result;
use minijinja::context;
use serde::Serialize;

const TEMPLATE: &str = include_str!("reliability.svg");
/// Where the plot lies in its panel, in pixels, as the template has it.
const LEFT: f64 = 56.0;
const WIDTH: f64 = 330.0;
const BOTTOM: f64 = 390.0;
const HEIGHT: f64 = 300.0;
/// The counts below it.
const FLOOR: f64 = 484.0;
const TALLEST: f64 = 66.0;
const PANEL: usize = 420;

/// Draws the diagram of the models on a file.
pub fn reliability(file: &str, panels: &[Panel]) -> Result<String> {
    let drawn: Vec<Drawn> = panels.iter().enumerate().map(|(at, panel)| Drawn::of(at, panel)).collect();
    let title = short(&format!("Reliability on {file}"), 44 * panels.len());
    let context = context! {
        width => 20 + PANEL * panels.len(),
        title,
        desc => desc(panels),
        ticks => (0..=5).map(Tick::of).collect::<Vec<_>>(),
        panels => drawn,
    };
    render("reliability.svg", TEMPLATE, context)
}

fn desc(panels: &[Panel]) -> String {
    let eces: Vec<String> =
        panels.iter().map(|(name, figures)| format!("{}: expected calibration error {:.4}", text(name), figures.all.ece)).collect();
    format!(
        "Verdicts in 15 bins of their probability. A dot is the share of right ones over their mean probability, with the 95% interval \
         of that share; on the dashed line a probability is what it says. Bars below count the verdicts. {}.",
        eces.join("; ")
    )
}

#[derive(Serialize)]
struct Tick {
    percent: usize,
    x: String,
    y: String,
    y_text: String,
}

impl Tick {
    fn of(fifth: usize) -> Tick {
        let (x, y) = (x(fifth as f64 / 5.0), y(fifth as f64 / 5.0));
        Tick { percent: 20 * fifth, x: one_decimal(x), y: one_decimal(y), y_text: one_decimal(y + 4.0) }
    }
}

#[derive(Serialize)]
struct Drawn {
    x: usize,
    name: String,
    note: String,
    points: Vec<Point>,
}

impl Drawn {
    fn of(at: usize, (name, figures): &Panel) -> Drawn {
        let most = figures.reliability.iter().map(|bin| bin.n).max().unwrap_or(0);
        let bins = figures.reliability.iter().filter(|bin| bin.n > 0);
        Drawn {
            x: PANEL * at,
            name: short(name, 44),
            note: format!("ECE {:.4}, {} pairs", figures.all.ece, figures.all.n),
            points: bins.map(|bin| Point::of(bin, most)).collect(),
        }
    }
}

#[derive(Serialize)]
struct Point {
    told: String,
    x: String,
    y: String,
    high: String,
    low: String,
    bar: String,
    middle: String,
    top: String,
    height: String,
    over: String,
    n: usize,
}

impl Point {
    fn of(bin: &Bin, most: usize) -> Point {
        let Bin { from, n, confidence, accuracy, interval: [low, high] } = *bin;
        let height = TALLEST * n as f64 / most as f64;
        let told = format!(
            "{n} verdicts of {:.0}% to {:.0}%: mean probability {:.1}%, right {:.1}% [{:.1}%, {:.1}%]",
            100.0 * from,
            100.0 * (from + 1.0 / 15.0),
            100.0 * confidence,
            100.0 * accuracy,
            100.0 * low,
            100.0 * high
        );
        Point {
            told,
            x: one_decimal(x(confidence)),
            y: one_decimal(y(accuracy)),
            high: one_decimal(y(high)),
            low: one_decimal(y(low)),
            bar: one_decimal(x(from) + 1.0),
            middle: one_decimal(x(from) + 11.0),
            top: one_decimal(FLOOR - height),
            height: one_decimal(height),
            over: one_decimal(FLOOR - height - 3.0),
            n,
        }
    }
}

fn x(share: f64) -> f64 {
    LEFT + WIDTH * share
}

fn y(share: f64) -> f64 {
    BOTTOM - HEIGHT * share
}
