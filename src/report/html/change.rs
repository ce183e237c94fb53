//! What changed, in rows.
use super::Link;
use super::key::Keys;
use crate::report::changes::{Change, changes, turning_day};
use crate::report::{Report, wording};
use serde::Serialize;

/// The changes and the day that parts before from after.
#[derive(Serialize)]
pub struct Changes<'a> {
    day: String,
    rows: Vec<ChangeRow<'a>>,
}

#[derive(Serialize)]
struct ChangeRow<'a> {
    /// The page that the actor is on; empty for the first.
    file: &'a str,
    key: &'a str,
    actor: &'a str,
    issue_id: &'a str,
    issue: &'a str,
    from: &'static str,
    to: &'static str,
    quote: Option<&'a str>,
    outlet: Option<&'a str>,
    date: Option<String>,
}

/// What changed; `None` where the articles are of one day, or none is dated.
pub fn rows<'a>(report: &'a Report, keys: &'a Keys, links: &'a [Link]) -> Option<Changes<'a>> {
    let day = wording::day(turning_day(report)?);
    Some(Changes { day, rows: changes(report).iter().map(|change| ChangeRow::of(change, report, keys, links)).collect() })
}

impl<'a> ChangeRow<'a> {
    fn of(change: &Change<'a>, report: &'a Report, keys: &'a Keys, links: &'a [Link]) -> ChangeRow<'a> {
        let place = report.scorecards.iter().position(|card| std::ptr::eq(card, change.card));
        let issue = report.issues.get(change.position.issue);
        let page = links.iter().skip(1).find(|link| place.is_some_and(|place| link.holds(place)));
        ChangeRow {
            file: page.map_or("", |link| &link.file),
            key: place.map_or("", |place| keys.of(place)),
            actor: &change.card.actor.name,
            issue_id: issue.map_or("", |issue| &issue.id),
            issue: issue.map_or("", |issue| &issue.name),
            from: change.from.word(),
            to: change.to.word(),
            quote: change.quote.map(|quote| quote.sentence.text.as_str()),
            outlet: change.quote.and_then(|quote| quote.outlet.as_deref()),
            date: change.quote.and_then(|quote| quote.date).map(wording::day),
        }
    }
}
