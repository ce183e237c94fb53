//! What changed: positions that are others at the end of a period than at its beginning.
use super::{Report, is_shown};
use crate::scorecard::{Evidence, Headline, Position, Saying, Scorecard};
use jiff::ToSpan;
use jiff::civil::Date;
use std::cmp::Reverse;

/// How many changes are told.
const MOST: usize = 10;
/// By how much the net of sure sayings must differ to be told.
const LEAST: f64 = 0.5;

/// A position whose word is another after a day than before it.
pub struct Change<'a> {
    /// Whose.
    pub card: &'a Scorecard,
    /// On what.
    pub position: &'a Position,
    /// From the sayings before the day.
    pub from: Headline,
    /// From the sayings of the day and later.
    pub to: Headline,
    /// The latest sentence of the later ones that counts, of the later stance where there is one.
    pub quote: Option<&'a Evidence>,
    by: f64,
}

/// The days before and after which positions are compared: the first half of the period ends before this day; `None` where the articles
/// are of less than two days.
pub fn turning_day(report: &Report) -> Option<Date> {
    let (asked, corpus) = (report.run.options.period, &report.run.corpus);
    let from = asked.since().into_iter().chain(corpus.from).max()?;
    let to = asked.until().into_iter().chain(corpus.to).min()?;
    let days = (to - from).get_days();
    (days > 0).then(|| from.checked_add(((days + 1) / 2).days()).ok()).flatten()
}

/// The positions that differ before and from the turning day on, the farthest apart first, at most ten. Each side has sayings enough for
/// a word of its own, the words differ, and the nets by half a unit at least.
pub fn changes(report: &Report) -> Vec<Change<'_>> {
    let Some(day) = turning_day(report) else { return Vec::new() };
    let positions = report.scorecards.iter().flat_map(|card| card.positions.iter().map(move |position| (card, position)));
    let shown = positions.filter(|(_, position)| is_shown(position));
    let mut changes: Vec<Change> = shown.filter_map(|(card, position)| change(card, position, day, report)).collect();
    changes.sort_by_cached_key(|change| (Reverse((change.by * 1e6) as i64), Reverse(change.position.n_sayings)));
    changes.truncate(MOST);
    changes
}

fn change<'a>(card: &'a Scorecard, position: &'a Position, day: Date, report: &Report) -> Option<Change<'a>> {
    let dated = || position.sayings.iter().filter(|saying| saying.date.is_some());
    let (before, after): (Vec<Saying>, Vec<Saying>) = dated().cloned().partition(|saying| saying.date.is_some_and(|date| date < day));
    let word = |sayings: &[Saying]| Headline::under(&sayings.iter().collect::<Vec<_>>(), &report.run.options).0;
    let (from, to) = (word(&before), word(&after));
    let by = (net(&after)? - net(&before)?).abs();
    let told = ![from, to].iter().any(|word| matches!(word, Headline::TooFew | Headline::Unsure));
    (told && from != to && by >= LEAST).then(|| Change { card, position, from, to, quote: quote(position, day, to), by })
}

fn net(sayings: &[Saying]) -> Option<f64> {
    let nets: Vec<f64> = sayings.iter().filter(|saying| saying.is_sure()).map(|saying| saying.probabilities.net()).collect();
    (!nets.is_empty()).then(|| nets.iter().sum::<f64>() / nets.len() as f64)
}

fn quote(position: &Position, day: Date, to: Headline) -> Option<&Evidence> {
    let later = position.evidence.iter().filter(|evidence| evidence.counted() && evidence.date.is_some_and(|date| date >= day));
    later.max_by_key(|evidence| (evidence.stance.word() == to.word(), evidence.first_hand, evidence.date))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{AGAINST, FOR, report_of};
    use super::*;
    use crate::actor::Kind;
    use crate::pipeline::ScoredArticle;
    use crate::scorecard::example::{article, sure};

    fn said(days: &[(&str, crate::stance::Stance)]) -> Vec<ScoredArticle> {
        let story = |(day, stance): &(&str, crate::stance::Stance)| {
            article(day, "Post", day).says("Ada Hale", Kind::Person, &format!("Ada |said |so on {day}."), 0, sure(*stance, 0.9))
        };
        days.iter().map(story).collect()
    }

    fn told(days: &[(&str, crate::stance::Stance)]) -> Vec<(Headline, Headline, Option<String>)> {
        let report = report_of(&said(days), &["A night ferry"], 2);
        let quote = |change: &Change| change.quote.map(|quote| quote.sentence.text.clone());
        changes(&report).iter().map(|change| (change.from, change.to, quote(change))).collect()
    }

    #[test]
    fn a_change_of_sides_is_told_with_its_latest_quote() {
        let turned = [("2025-01-01", FOR), ("2025-01-03", FOR), ("2025-01-20", AGAINST), ("2025-01-31", AGAINST)];
        assert_eq!(told(&turned), [(Headline::Supportive, Headline::Opposed, Some("Ada said so on 2025-01-31.".to_string()))]);
        assert_eq!(turning_day(&report_of(&said(&turned), &["A night ferry"], 2)), "2025-01-16".parse().ok());
    }

    #[test]
    fn too_few_sayings_on_a_side_or_one_day_tell_no_change() {
        assert!(told(&[("2025-01-01", FOR), ("2025-01-20", AGAINST), ("2025-01-31", AGAINST)]).is_empty());
        assert!(told(&[("2025-01-01", FOR), ("2025-01-01", AGAINST)]).is_empty());
        assert!(told(&[("2025-01-01", FOR), ("2025-01-02", FOR), ("2025-01-20", FOR), ("2025-01-31", FOR)]).is_empty());
        assert!(told(&[]).is_empty());
    }
}
