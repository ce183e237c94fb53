//! One issue: who stands where, from opposed to supportive.
use super::fill::{columns, cut, padded, wrapped};
use super::ink::{Ink, Line, bold, dim, piece};
use super::net::scale;
use super::overview::more;
use super::standing::Standing;
use super::table::hanging;
use super::view::Chosen;
use crate::report::Report;
use crate::report::wording::count;
use crate::scorecard::{Headline, Position, Scorecard};

const WORD: usize = 18;
const WAY: usize = 16;
const NARROWEST: usize = 11;
const WIDEST: usize = 51;

/// The strips of the issues asked for.
pub fn all(report: &Report, chosen: &Chosen, width: usize) -> Vec<Line> {
    let issues = chosen.issues.iter().flatten();
    issues.map(|issue| lines(report, chosen, *issue, width)).collect::<Vec<_>>().join(&Line::new())
}

/// Who has a position on an issue.
struct Held<'a> {
    card: &'a Scorecard,
    position: &'a Position,
    net: f64,
}

fn lines(report: &Report, chosen: &Chosen, issue: usize, width: usize) -> Vec<Line> {
    let chosen = Chosen { cards: Vec::new(), issues: Some(vec![issue]), top: chosen.top };
    let all: Vec<&Scorecard> =
        report.parts().into_iter().flat_map(|(_, cards)| cards).filter(|card| chosen.positions(card).next().is_some()).collect();
    let mut lines = title(report, issue, width);
    let (busiest, n_all) = chosen.busiest(&all);
    let positions: Vec<(&Scorecard, &Position)> =
        busiest.iter().flat_map(|card| chosen.positions(card).map(move |position| (*card, position))).collect();
    if positions.is_empty() {
        return [lines, vec![Line::new(), vec![piece("Nobody has a position on this.", Ink::Plain)]]].concat();
    }
    let tells = |position: &Position| !matches!(position.headline, Headline::TooFew | Headline::Unsure);
    let mut held: Vec<Held> = positions
        .iter()
        .filter(|(_, position)| tells(position))
        .filter_map(|(card, position)| Some(Held { card, position, net: position.net? }))
        .collect();
    held.sort_by(|one, other| one.net.total_cmp(&other.net));
    lines.push(Line::new());
    lines.extend(strip(&held, width));
    lines.extend(few(&positions, width));
    lines.extend(more(busiest.len(), n_all, report.run.options.unit.word(), width));
    lines
}

fn title(report: &Report, issue: usize, width: usize) -> Vec<Line> {
    let issue = &report.issues[issue];
    let mut lines = wrapped(&[bold(&issue.id), piece(&format!(": {}", issue.name), Ink::Plain)], width);
    if !issue.description.is_empty() {
        lines.extend(wrapped(&[dim(&issue.description)], width));
    }
    lines
}

/// One line for each: the name, the net with its interval, the word.
fn strip(held: &[Held], width: usize) -> Vec<Line> {
    if held.is_empty() {
        return Vec::new();
    }
    let longest = held.iter().map(|held| columns(&held.card.actor.name)).max().unwrap_or(0);
    let name = (longest + 2).min(width * 3 / 10);
    let room = width.saturating_sub(name + WORD + 4);
    let (room, way) = if room >= NARROWEST + WAY { (room - WAY, true) } else { (room, false) };
    let scale_width = (room.clamp(NARROWEST, WIDEST) - 1) | 1;
    let scale_width = if scale_width > room.max(NARROWEST) { scale_width - 2 } else { scale_width };
    let gap = scale_width.saturating_sub("opposed".len() + "supportive".len());
    let heads = format!(" opposed{}supportive", " ".repeat(gap));
    let mut lines = Vec::new();
    if gap > 0 {
        lines.push([padded(Line::new(), name), vec![dim(&heads)]].concat());
    }
    for Held { card, position, net } in held {
        let standing = Standing::from(*position);
        let mut line = padded(vec![bold(&cut(&card.actor.name, name - 2))], name);
        line.extend(scale(*net, position.interval, &standing, scale_width));
        line.push(piece("  ", Ink::Plain));
        line.extend(padded(standing.words(), WORD));
        line.extend(way.then(|| dim(standing.way())));
        lines.push(line);
    }
    lines.push(vec![dim("● the net, ─ its 95% interval, ┊ the middle")]);
    lines
}

/// Those with too few sayings or unsure ones, by what they are.
fn few(positions: &[(&Scorecard, &Position)], width: usize) -> Vec<Line> {
    let mut by_words: Vec<(String, Vec<&str>)> = Vec::new();
    let few = positions.iter().filter(|(_, position)| matches!(position.headline, Headline::TooFew | Headline::Unsure));
    for (card, position) in few {
        let words = Standing::from(*position).words_alone();
        match by_words.iter_mut().find(|(known, _)| *known == words) {
            Some((_, names)) => names.push(&card.actor.name),
            None => by_words.push((words, vec![&card.actor.name])),
        }
    }
    by_words.sort();
    let n_few: usize = by_words.iter().map(|(_, names)| names.len()).sum();
    if n_few == 0 {
        return Vec::new();
    }
    let head = |words: &str| padded(vec![piece(&format!("  {words}"), Ink::Weak)], 16);
    let lines = by_words.iter().flat_map(|(words, names)| hanging(head(words), &[piece(&names.join(", "), Ink::Weak)], width));
    [Line::new(), vec![dim(&format!("Too few or unsure ({}):", count(n_few, "actor")))]].into_iter().chain(lines).collect()
}
