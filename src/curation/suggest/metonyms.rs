//! Usual other names of bodies, and what stands for them.
use super::Proposal;
use super::Sureness::{Likely, Sure};
use super::same::Same;
use crate::actor::registry::fold;
use crate::actor::table::{Pointer, all_places, pointers};
use crate::actor::{Family, Kind};
use crate::scorecard::Known;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// A body by its usual name, with other names, or with what stands for it.
struct Row {
    stands_for: bool,
    body: &'static str,
    names: Vec<&'static str>,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| rows(include_str!("metonyms.tsv")));

fn rows(table: &'static str) -> Vec<Row> {
    let row = |line: &'static str| {
        let mut columns = line.split('\t');
        let (kind, body, names) = (columns.next()?, columns.next()?, columns.next()?);
        Some(Row { stands_for: kind == "for", body, names: names.split('|').collect() })
    };
    table.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect()
}

/// The bodies of a run by every name that articles give them.
pub struct Bodies(BTreeMap<String, BTreeSet<usize>>);

impl Bodies {
    /// Of those known, organisations and governments.
    pub fn of(known: &[Known]) -> Bodies {
        let mut by_name: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (at, known) in known.iter().enumerate().filter(|(_, known)| is_body(known)) {
            for name in known.names.keys().copied().chain([known.actor.name.as_str()]) {
                by_name.entry(fold(name)).or_default().insert(at);
            }
        }
        Bodies(by_name)
    }

    /// The one of this name.
    pub fn get(&self, name: &str) -> Option<usize> {
        let found = self.0.get(&fold(name))?;
        found.first().copied().filter(|_| found.len() == 1)
    }
}

/// Whether it is an organisation or a government with a name of its own.
pub fn is_body(known: &Known) -> bool {
    let kind = matches!(known.actor.kind, Kind::Organisation | Kind::Government);
    kind && !known.only && !known.shared && known.actor.kind.family() == Some(Family::Body)
}

/// Names of the table that mean one body, and what stands for it, where at least two of them are in the run.
pub fn same(known: &[Known], bodies: &Bodies) -> Vec<Same> {
    let of_row = |row: &Row| -> Vec<Same> {
        let found: Vec<usize> = [row.body].into_iter().chain(row.names.iter().copied()).filter_map(|name| bodies.get(name)).collect();
        let Some((into, others)) = found.split_first() else { return Vec::new() };
        let others: BTreeSet<usize> = others.iter().copied().filter(|at| at != into).collect();
        let why = |at: usize| format!("{:?} {} {:?}", known[at].actor.name, verb(row), row.body);
        let same = |at: usize| match row.stands_for {
            true => Same { proposal: Proposal::Metonym, ..Same::alias(at, *into, Likely, why(at)) },
            false => Same::alias(at, *into, Sure, why(at)),
        };
        let metonym_without_body = row.stands_for && bodies.get(row.body).is_none();
        if metonym_without_body { Vec::new() } else { others.into_iter().map(same).collect() }
    };
    ROWS.iter().flat_map(of_row).chain(seats(known, bodies)).collect()
}

fn verb(row: &Row) -> &'static str {
    if row.stands_for { "often stands for" } else { "is a usual name of" }
}

/// Capitals and palaces that articles leave as they are, since their name may mean something else.
fn seats(known: &[Known], bodies: &Bodies) -> Vec<Same> {
    let seat = |(at, known): (usize, &Known)| {
        let name = &known.actor.name;
        let seat = |pointer: &Pointer| matches!(pointer, Pointer::Seat | Pointer::DoubtfulSeat);
        let place = pointers(name).iter().find(|(pointer, _)| seat(pointer)).map(|(_, place)| &all_places()[*place].name)?;
        let into = bodies.get(place).filter(|into| *into != at && !known.only)?;
        Some(Same { proposal: Proposal::Metonym, ..Same::alias(at, into, Likely, format!("{name:?} is a seat of government of {place}")) })
    };
    known.iter().enumerate().filter_map(seat).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_body_and_names() {
        let table = include_str!("metonyms.tsv");
        assert_eq!(ROWS.len(), table.lines().filter(|line| !line.starts_with('#')).count());
        assert!(ROWS.iter().all(|row| !row.body.is_empty() && row.names.iter().all(|name| !name.is_empty() && *name != row.body)));
    }
}
