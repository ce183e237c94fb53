//! One actor: positions with net and trend, and the sentences behind them.
use super::evidence;
use super::fill::{columns, folded, padded, wrapped};
use super::ink::{Ink, Line, bold, dim, piece};
use super::net::{numbers, scale};
use super::standing::{Standing, legend_of_words};
use super::trend::{HEADING, Trend};
use super::view::Chosen;
use crate::report::plain::plain;
use crate::report::wording::{count, summary};
use crate::report::{Report, identity};
use crate::scorecard::{Position, Scorecard};

/// Sentences on each issue, and where only one issue is shown.
const FEW: usize = 3;
const MANY: usize = 12;
const SCALE: usize = 21;
const WORD: usize = 18;
const NUMBERS: usize = 24;

/// The cards of all those named, one after another.
pub fn all(report: &Report, chosen: &Chosen, width: usize) -> Vec<Line> {
    let cards: Vec<Vec<Line>> = chosen.cards.iter().map(|card| lines(report, chosen, card, width)).collect();
    cards.join(&Line::new())
}

fn lines(report: &Report, chosen: &Chosen, card: &Scorecard, width: usize) -> Vec<Line> {
    let positions: Vec<&Position> = chosen.positions(card).collect();
    let mut lines = title(report, card, width);
    lines.push(Line::new());
    let all: Vec<&Position> = card.positions.iter().filter(|position| chosen.holds(position.issue)).collect();
    if all.is_empty() {
        lines.push(vec![piece("No position on this.", Ink::Plain)]);
        return lines;
    }
    if !positions.is_empty() {
        lines.extend(overview(report, card, &positions, width));
        lines.push(Line::new());
        let options = &report.run.options;
        lines.extend(wrapped(&[dim(&legend_of_words(options.min_sayings, options.unit.word()))], width));
        lines.push(Line::new());
    }
    let most = if all.len() == 1 { MANY } else { FEW };
    for position in all {
        lines.extend(behind(report, card, position, most, width));
        lines.push(Line::new());
    }
    let help = "What ends a line of evidence is its id: standpoint explain RUN ID shows how it was judged.";
    lines.extend(wrapped(&[dim(help)], width));
    lines
}

fn title(report: &Report, card: &Scorecard, width: usize) -> Vec<Line> {
    let about = identity::description(card, &report.run.corpus);
    let mut lines = wrapped(&[bold(&card.actor.name), dim(&format!(", {about}"))], width);
    if !card.actor.aliases.is_empty() {
        lines.extend(wrapped(&[dim(&format!("also {}", card.actor.aliases.join(", ")))], width));
    }
    lines.extend(card.note.iter().flat_map(|note| wrapped(&[dim(&format!("* {note}"))], width)));
    lines
}

/// One line for each issue: the word, the net on its scale and in numbers, the trend; what has no room is left out.
fn overview(report: &Report, card: &Scorecard, positions: &[&Position], width: usize) -> Vec<Line> {
    let longest = positions.iter().map(|position| columns(&report.issues[position.issue].id)).max().unwrap_or(0);
    let issue = (longest + 2).min(width * 3 / 10);
    let mut room = width.saturating_sub(issue + WORD);
    let mut take = |wanted: usize| (room >= wanted).then(|| room -= wanted).is_some();
    let (with_numbers, with_scale) = (take(NUMBERS), take(SCALE + 4));
    let trend = Trend::of(report).filter(|trend| take(trend.width()));
    let heading = padded(vec![dim("")], issue + WORD);
    let heads = [
        with_scale.then(|| padded(vec![dim(" opposed    supportive")], SCALE + 4)),
        with_numbers.then(|| padded(vec![dim("net, 95% interval")], NUMBERS)),
        trend.as_ref().map(|_| vec![dim(HEADING)]),
    ];
    let mut lines = vec![[heading, heads.into_iter().flatten().flatten().collect()].concat()];
    for position in positions {
        let standing = Standing::from(*position);
        let way = if standing.way().is_empty() { Vec::new() } else { vec![dim(standing.way())] };
        let net = |draw: &dyn Fn(f64) -> Line, columns| padded(position.net.map(draw).unwrap_or_default(), columns);
        let parts = [
            with_scale.then(|| net(&|net| scale(net, position.interval, &standing, SCALE), SCALE + 4)),
            with_numbers.then(|| net(&|net| vec![piece(&numbers(net, position.interval), Ink::Plain)], NUMBERS)),
            trend.as_ref().map(|trend| trend.signs(card, position)),
        ];
        let mut names = folded(&report.issues[position.issue].id, issue - 2).into_iter();
        let first = padded(vec![piece(&names.next().unwrap_or_default(), Ink::Plain)], issue);
        lines.push([first, padded(standing.words(), WORD), parts.into_iter().flatten().flatten().collect()].concat());
        let mut ways = way.into_iter();
        lines.extend(names.map(|name| [padded(vec![piece(&name, Ink::Plain)], issue), ways.next().into_iter().collect()].concat()));
        lines.extend(ways.map(|way| [padded(Line::new(), issue), vec![way]].concat()));
    }
    lines.extend(trend.map(|trend| vec![dim(&format!("The trend is {}.", trend.words()))]));
    lines
}

/// The best sentences on one issue.
fn behind(report: &Report, card: &Scorecard, position: &Position, most: usize, width: usize) -> Vec<Line> {
    let (standing, issue) = (Standing::from(position), &report.issues[position.issue].id);
    let mut title = vec![bold(issue), piece(": ", Ink::Plain)];
    match position.hidden {
        Some(why) => title.push(piece(&format!("no position, {why}"), Ink::Weak)),
        None => title.extend([piece(&standing.words_alone(), standing.ink()), dim(&format!(", {}", plain(&summary(position))))]),
    }
    let (sentences, more) = evidence::lines(position, &card.actor.name, most, width);
    let hint = if most < MANY { format!("--issue {issue} shows more") } else { "--out writes all".to_string() };
    let more = (more > 0).then(|| vec![dim(&format!("  {} more: {hint}", count(more, "sentence")))]);
    [wrapped(&title, width), sentences, more.into_iter().collect()].concat()
}
