//! How the net of each actor went over time on one issue.
use super::measure::{fit, wrap};
use super::{caution, corpus, tenth};
use crate::chart::render;
use crate::error::Result;
use crate::report::{Report, is_told, wording};
use crate::scorecard::{Position, Saying, Scorecard};
use jiff::civil::Date;
use minijinja::context;
use serde::Serialize;
use std::collections::BTreeMap;

const TEMPLATE: &str = include_str!("trend.svg");
/// Pixels: the room of a panel, and the plot in it.
const PANEL: [f64; 2] = [250.0, 150.0];
const PLOT: [f64; 2] = [206.0, 84.0];
/// The left top corner of the plot within its panel.
const CORNER: [f64; 2] = [26.0, 38.0];
const MARGIN: f64 = 20.0;
const COLUMNS: usize = 3;
/// How many panels there are at most.
const PANELS: usize = 24;

/// How long what one dot stands for is: months where all lie within two years, else quarters, or from twenty years on years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Month,
    Quarter,
    Year,
}

impl Step {
    /// For so many months from the first to the last.
    fn of(months: i32) -> Step {
        match months {
            ..=24 => Step::Month,
            25..=240 => Step::Quarter,
            _ => Step::Year,
        }
    }

    fn months(self) -> i32 {
        [1, 3, 12][self as usize]
    }

    fn noun(self) -> &'static str {
        ["month", "quarter", "year"][self as usize]
    }

    /// "March 2025", "Q1 2025", "2025", of a number of steps since the year 0.
    fn label(self, at: i32) -> String {
        let (year, part) = (at.div_euclid(12 / self.months()), at.rem_euclid(12 / self.months()) + 1);
        match self {
            Step::Month => {
                let month = Date::new(year as i16, part as i8, 1).map(|day| day.strftime("%b %Y").to_string());
                month.unwrap_or_default()
            }
            Step::Quarter => format!("Q{part} {year}"),
            Step::Year => year.to_string(),
        }
    }
}

fn month(date: Date) -> i32 {
    12 * i32::from(date.year()) + i32::from(date.month()) - 1
}

/// Draws a panel for everyone who has a stance on the issue and sure sayings in at least two steps of time, at most [`PANELS`], those with
/// the most sayings. `None` where nobody has.
pub fn draw(report: &Report, issue: usize) -> Result<Option<String>> {
    let told: Vec<(&Scorecard, &Position)> =
        report.scorecards.iter().filter_map(|card| Some((card, card.on(issue).filter(|position| is_told(position))?))).collect();
    let months: Vec<i32> = told.iter().flat_map(|(_, position)| dated(position)).map(|(month, _)| month).collect();
    let step = Step::of(months.iter().max().zip(months.iter().min()).map_or(0, |(last, first)| last - first + 1));
    let mut moving: Vec<(&Scorecard, BTreeMap<i32, Vec<f64>>)> =
        told.iter().map(|(card, position)| (*card, steps(position, step))).collect();
    moving.retain(|(_, steps)| steps.len() >= 2);
    moving.sort_by_key(|(_, steps)| std::cmp::Reverse(steps.values().map(Vec::len).sum::<usize>()));
    let drawn = &moving[..moving.len().min(PANELS)];
    let days = || drawn.iter().flat_map(|(_, steps)| steps.keys().copied());
    let ends = [days().min().unwrap_or_default(), days().max().unwrap_or_default()];
    let Some(issue) = report.issues.get(issue).filter(|_| !drawn.is_empty()) else { return Ok(None) };
    let columns = drawn.len().clamp(2, COLUMNS);
    let whole = 2.0 * MARGIN + PANEL[0] * columns as f64;
    let title = wrap(&issue.name, whole - 2.0 * MARGIN, 15.0 * 1.08, 2);
    let top = 60.0 + 18.0 * (title.len() - 1) as f64;
    let foot = top + PANEL[1] * drawn.len().div_ceil(columns) as f64 + 16.0;
    let notes = notes(report, step, told.len() - drawn.len());
    let notes: Vec<String> = notes.iter().flat_map(|note| wrap(note, whole - 2.0 * MARGIN, 10.0, 3)).collect();
    let place = |at: usize| [MARGIN + PANEL[0] * (at % columns) as f64, top + PANEL[1] * (at / columns) as f64];
    let context = context! {
        width => tenth(whole),
        height => tenth(foot + 6.0 + 14.0 * notes.len() as f64),
        title,
        below => tenth(top - 10.0),
        corpus => corpus(report),
        desc => desc(drawn, step),
        panels => drawn.iter().enumerate().map(|(at, (card, steps))| Panel::of(place(at), card, steps, ends)).collect::<Vec<_>>(),
        ends => ends.map(|end| step.label(end)),
        foot => tenth(foot),
        notes,
    };
    render("trend.svg", TEMPLATE, context).map(Some)
}

/// The month and the net of each sure saying that has a day.
fn dated(position: &Position) -> impl Iterator<Item = (i32, f64)> {
    let dated = |saying: &Saying| Some((month(saying.date?), saying.probabilities.net()));
    position.sayings.iter().filter(|saying| saying.is_sure()).filter_map(dated)
}

fn steps(position: &Position, step: Step) -> BTreeMap<i32, Vec<f64>> {
    let mut steps: BTreeMap<i32, Vec<f64>> = BTreeMap::new();
    dated(position).for_each(|(month, net)| steps.entry(month.div_euclid(step.months())).or_default().push(net));
    steps
}

fn notes(report: &Report, step: Step, others: usize) -> Vec<String> {
    let noun = step.noun();
    let mut notes = vec![format!(
        "A dot is the mean net of an actor's sayings of one {noun}, from opposed (below) to supportive (above); its area is their number. One saying tells little."
    )];
    notes.extend((others > 0).then(|| {
        format!("Not drawn: {} with dated sayings in fewer than two {noun}s, or fewer sayings.", wording::count(others, "actor"))
    }));
    notes.push(caution(report));
    notes
}

fn desc(drawn: &[(&Scorecard, BTreeMap<i32, Vec<f64>>)], step: Step) -> String {
    let point = |(at, nets): (&i32, &Vec<f64>)| {
        format!("{} {} ({})", step.label(*at), wording::signed(mean(nets)), wording::count(nets.len(), "saying"))
    };
    let each = |(card, steps): &(&Scorecard, BTreeMap<i32, Vec<f64>>)| {
        format!("{}: {}.", fit(&card.actor.name, 600.0, 10.0), steps.iter().map(point).collect::<Vec<_>>().join(", "))
    };
    format!("The net of each actor by {}. {}", step.noun(), drawn.iter().map(each).collect::<Vec<_>>().join(" "))
}

fn mean(nets: &[f64]) -> f64 {
    nets.iter().sum::<f64>() / nets.len().max(1) as f64
}

#[derive(Serialize)]
struct Panel {
    place: [String; 2],
    name: String,
    path: String,
    dots: Vec<[String; 3]>,
}

impl Panel {
    fn of(place: [f64; 2], card: &Scorecard, steps: &BTreeMap<i32, Vec<f64>>, [first, last]: [i32; 2]) -> Panel {
        let x = |at: i32| CORNER[0] + 6.0 + (PLOT[0] - 12.0) * f64::from(at - first) / f64::from((last - first).max(1));
        let y = |net: f64| CORNER[1] + PLOT[1] * (1.0 - net) / 2.0;
        let dots: Vec<[String; 3]> = steps.iter().map(|(at, nets)| [x(*at), y(mean(nets)), radius(nets.len())].map(tenth)).collect();
        let path = dots.iter().map(|[x, y, _]| format!("{x} {y}")).collect::<Vec<_>>().join("L");
        Panel { place: place.map(tenth), name: fit(&card.actor.name, PLOT[0], 12.0), path: format!("M{path}"), dots }
    }
}

/// Of a dot for so many sayings; not beyond what a panel has room for.
fn radius(n: usize) -> f64 {
    (2.6 * (n as f64).sqrt()).min(9.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_as_long_as_the_time_asks_for() {
        assert_eq!([1, 24, 25, 240, 241].map(Step::of), [Step::Month, Step::Month, Step::Quarter, Step::Quarter, Step::Year]);
        let march = month(jiff::civil::date(2025, 3, 31));
        let label = |step: Step| step.label(march.div_euclid(step.months()));
        assert_eq!([Step::Month, Step::Quarter, Step::Year].map(label), ["Mar 2025", "Q1 2025", "2025"]);
    }
}
