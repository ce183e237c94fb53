//! Who stands where on one issue, on a line from opposed to supportive.
use super::measure::{fit, width, wrap};
use super::{MOST, caution, corpus, mark, tenth};
use crate::chart::render;
use crate::error::Result;
use crate::report::{Report, is_shown, is_told, wording};
use crate::scorecard::{Position, Scorecard};
use minijinja::context;
use serde::Serialize;

const TEMPLATE: &str = include_str!("line.svg");
/// Pixels: the line from -1 to 1, the room beside it for words, and a row.
const LINE: f64 = 340.0;
const WORDS: f64 = 170.0;
const ROW: f64 = 23.0;
const MARGIN: f64 = 20.0;
const NAMES: [f64; 2] = [110.0, 280.0];

/// Draws a row for everyone who has a stance on the issue: the net with its interval, from the most supportive down; of more than
/// [`MOST`] those with the most sayings. `None` where nobody has one.
pub fn draw(report: &Report, issue: usize) -> Result<Option<String>> {
    let parts = report.parts();
    let on = |card: &&Scorecard| card.on(issue).filter(|position| is_shown(position)).is_some();
    let shown: Vec<&Scorecard> = parts.iter().flat_map(|(_, cards)| cards).copied().filter(on).collect();
    let mut told: Vec<(&Scorecard, &Position, f64)> = shown.iter().filter_map(|card| told(card, issue)).collect();
    let n_told = told.len();
    told.sort_by_key(|(_, position, _)| std::cmp::Reverse(position.n_sayings));
    told.truncate(MOST);
    told.sort_by(|(one, _, net), (other, _, theirs)| theirs.total_cmp(net).then_with(|| one.actor.name.cmp(&other.actor.name)));
    let Some(issue) = report.issues.get(issue).filter(|_| !told.is_empty()) else { return Ok(None) };
    let left = MARGIN + told.iter().map(|(card, ..)| width(&card.actor.name, 12.0)).fold(NAMES[0], f64::max).min(NAMES[1]) + 22.0;
    let whole = left + LINE + WORDS + MARGIN;
    let title = wrap(&issue.name, whole - 2.0 * MARGIN, 15.0 * 1.08, 2);
    let top = 92.0 + 18.0 * title.len() as f64;
    let bottom = top + ROW * told.len() as f64;
    let notes = [
        format!(
            "A sign is the net of what an actor is reported to say, the bar where it lies with a probability of 95%. {}",
            wording::intervals(&report.run.options)
        ),
        left_out(shown.len() - n_told, n_told - told.len()),
        caution(report),
    ];
    let notes: Vec<String> =
        notes.iter().filter(|note| !note.is_empty()).flat_map(|note| wrap(note, whole - 2.0 * MARGIN, 10.0, 3)).collect();
    let context = context! {
        width => tenth(whole),
        height => tenth(bottom + 52.0 + 14.0 * notes.len() as f64),
        title,
        corpus => corpus(report),
        below => tenth(top - 60.0),
        desc => desc(&told),
        ends => [tenth(left), tenth(left + LINE)],
        span => [tenth(top - 6.0), tenth(bottom)],
        words => tenth(top - 26.0),
        ticks => [-1.0, -0.5, 0.0, 0.5, 1.0].map(|net| (tenth(x(left, net)), label(net), net == 0.0)),
        numbers => [tenth(top - 11.0), tenth(bottom + 14.0)],
        foot => tenth(bottom + 40.0),
        rows => told.iter().enumerate().map(|(at, told)| Row::of(top + ROW * at as f64, left, *told)).collect::<Vec<_>>(),
        notes,
    };
    render("line.svg", TEMPLATE, context).map(Some)
}

fn told(card: &'_ Scorecard, issue: usize) -> Option<(&'_ Scorecard, &'_ Position, f64)> {
    let position = card.on(issue).filter(|position| is_told(position))?;
    Some((card, position, position.net?))
}

fn left_out(thin: usize, more: usize) -> String {
    let thin = (thin > 0).then(|| format!("Not drawn: {} with too few or unsure sayings.", wording::count(thin, "actor")));
    let more = (more > 0).then(|| format!("{} stand in positions.csv.", wording::count(more, "more actor")));
    thin.into_iter().chain(more).collect::<Vec<_>>().join(" ")
}

fn desc(told: &[(&Scorecard, &Position, f64)]) -> String {
    let each = |(card, position, _): &(&Scorecard, &Position, f64)| {
        format!("{}: {}, {}.", fit(&card.actor.name, 600.0, 10.0), position.headline.word(), wording::net(position))
    };
    format!("Actors on a line from -1, opposed, to 1, supportive. {}", told.iter().map(each).collect::<Vec<_>>().join(" "))
}

fn x(left: f64, net: f64) -> f64 {
    left + LINE * (net + 1.0) / 2.0
}

fn label(net: f64) -> String {
    if net == 0.0 { "0".into() } else { format!("{net:+}").replace('-', "\u{2212}") }
}

#[derive(Serialize)]
struct Row {
    name: String,
    told: String,
    class: String,
    outline: &'static str,
    word: &'static str,
    note: String,
    /// The row's middle, and its base line.
    y: [String; 2],
    /// Where the name ends, the net lies, and the words begin.
    x: [String; 3],
    whisker: Option<[String; 2]>,
    note_x: String,
}

impl Row {
    fn of(y: f64, left: f64, (card, position, net): (&Scorecard, &Position, f64)) -> Row {
        let word = position.headline.word();
        let beside = left + LINE + 18.0;
        Row {
            name: fit(&card.actor.name, left - MARGIN - 20.0, 12.0),
            told: format!("{}: {}", fit(&card.actor.name, 600.0, 10.0), wording::net(position)),
            class: mark::class(position.headline),
            outline: mark::outline(position.headline),
            word,
            note: wording::count(position.counts.total(), position.unit.word()),
            y: [y + ROW / 2.0, y + ROW / 2.0 + 4.0].map(tenth),
            x: [left - 16.0, x(left, net), beside].map(tenth),
            whisker: position.interval.map(|ends| ends.map(|end| tenth(x(left, end)))),
            note_x: tenth(beside + 74.0),
        }
    }
}
