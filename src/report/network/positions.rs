//! Actors and issues: an edge is a position.
use super::fact::{Fact, xml};
use super::{Edge, Graph, Node};
use crate::issue::Issue;
use crate::report::{Report, identity, is_told};
use crate::scorecard::{Belonging, Position, Scorecard};
use crate::stance::Stance;
use std::collections::BTreeSet;

/// The network of actors and issues: an edge has the net, the word, the interval and the sayings of a position. Actors are numbered as in
/// `actors.csv`. `bipartite` is 0 for actors and 1 for issues, as networkx has it.
pub fn graph(report: &Report) -> Graph {
    let told: Vec<(usize, &Position)> = told(report).collect();
    let issues: BTreeSet<usize> = told.iter().map(|(_, position)| position.issue).collect();
    let actors: BTreeSet<usize> = told.iter().map(|(index, _)| *index).collect();
    let of_actors = actors.into_iter().filter_map(|index| Some(actor(index, report.scorecards.get(index)?, Some(0))));
    let of_issues = issues.into_iter().filter_map(|index| Some(issue(index, report.issues.get(index)?)));
    Graph {
        description: "Actors and issues; an edge is a position. net runs from -1, opposed, to 1, supportive; weight is its size.",
        nodes: of_actors.chain(of_issues).collect(),
        edges: told.iter().map(|(index, position)| edge(*index, position)).collect(),
    }
}

/// The positions that a table shows with a stance, each with the index of its actor.
fn told(report: &Report) -> impl Iterator<Item = (usize, &Position)> {
    let all = report.scorecards.iter().enumerate();
    all.flat_map(|(index, card)| card.positions.iter().filter(|position| is_told(position)).map(move |position| (index, position)))
}

/// An actor as a node; `bipartite` only where there are issues too.
pub fn actor(index: usize, card: &Scorecard, bipartite: Option<usize>) -> Node {
    let belongs = |kind: Belonging| card.affiliations.iter().filter(move |one| one.kind == kind).map(|one| one.name.as_str());
    let mode = bipartite.map(|side| [Fact::text("mode", Some("actor")), Fact::number("bipartite", side)]);
    let facts = [
        Fact::number("actor_no", index + 1),
        Fact::text("kind", Some(identity::kind(card.actor.kind))),
        Fact::list("aliases", card.actor.aliases.iter().map(String::as_str)),
        Fact::list("organisation", belongs(Belonging::Organisation)),
        Fact::list("party", belongs(Belonging::Party)),
        Fact::list("country", belongs(Belonging::Country)),
        Fact::text("note", card.note.as_deref()),
        Fact::number("n_positions", card.positions.iter().filter(|position| is_told(position)).count()),
        Fact::number("n_sayings", card.n_sayings()),
    ];
    Node { id: id(index), label: xml(&card.actor.name), facts: mode.into_iter().flatten().chain(facts).collect() }
}

/// The node of an actor.
pub fn id(index: usize) -> String {
    format!("a{}", index + 1)
}

fn issue(index: usize, issue: &Issue) -> Node {
    let facts = vec![
        Fact::text("mode", Some("issue")),
        Fact::number("bipartite", 1),
        Fact::text("issue", Some(&issue.id)),
        Fact::text("description", Some(&issue.description)),
    ];
    Node { id: format!("i{}", index + 1), label: xml(&issue.name), facts }
}

fn edge(index: usize, position: &Position) -> Edge {
    let sure = position.sayings.iter().filter(|saying| saying.is_sure());
    let outlets: BTreeSet<&str> = sure.flat_map(|saying| &saying.outlets).map(String::as_str).collect();
    let facts = vec![
        Fact::text("stance", Some(position.headline.word())),
        Fact::text("lean", position.lean.map(|lean| lean.word())),
        Fact::text("turned_to", position.turned_to.map(Stance::word)),
        Fact::decimal("low", position.interval.map(|[low, _]| low)),
        Fact::decimal("high", position.interval.map(|[_, high]| high)),
        Fact::number("n_sayings", position.n_sayings),
        Fact::number("n_articles", position.n_articles),
        Fact::number("n_outlets", position.n_outlets),
        Fact::list("outlets", outlets.into_iter()),
        Fact::list("turns_without", position.fragile.turns_without.iter().map(String::as_str)),
        Fact::text("rests_on", position.fragile.rests_on.as_deref()),
    ];
    Edge::signed(id(index), format!("i{}", position.issue + 1), position.net.unwrap_or_default(), facts)
}
