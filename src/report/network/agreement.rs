//! Actors and actors: an edge is what two agree on, less what they disagree on.
use super::fact::Fact;
use super::positions::{actor, id};
use super::{Edge, Graph};
use crate::report::{Report, is_told};
use crate::scorecard::{Headline, Position, Scorecard};

/// The signed network of actors. As in discourse network analysis with the aggregation "subtract" (Leifeld, P. 2017: Discourse Network
/// Analysis: Policy Debates as Dynamic Networks, in The Oxford Handbook of Political Networks), the net of two actors is the number of
/// issues on which both are supportive or both opposed, less the number on which one is supportive and the other opposed. Where either
/// is cautious, mixed or changed they neither agree nor disagree; without an issue on which both take a side there is no edge.
pub fn graph(report: &Report) -> Graph {
    let sided: Vec<(usize, Vec<&Position>)> = report.scorecards.iter().map(sided).enumerate().filter(|(_, on)| !on.is_empty()).collect();
    let mut edges = Vec::new();
    for (place, (one, on)) in sided.iter().enumerate() {
        edges.extend(sided[place + 1..].iter().filter_map(|(other, theirs)| edge((*one, on), (*other, theirs), report)));
    }
    let joined = |index: usize| edges.iter().any(|edge| edge.source == id(index) || edge.target == id(index));
    let nodes =
        sided.iter().filter(|(index, _)| joined(*index)).filter_map(|(index, _)| Some(actor(*index, report.scorecards.get(*index)?, None)));
    Graph {
        description: "Actors; an edge counts the issues on which two agree, less those on which they disagree. weight is the size of net.",
        nodes: nodes.collect(),
        edges,
    }
}

/// The positions that take a side.
fn sided(card: &Scorecard) -> Vec<&Position> {
    let poles = |position: &&Position| is_told(position) && matches!(position.headline, Headline::Supportive | Headline::Opposed);
    card.positions.iter().filter(poles).collect()
}

fn edge((one, on): (usize, &[&Position]), (other, theirs): (usize, &[&Position]), report: &Report) -> Option<Edge> {
    let shared: Vec<(&Position, &Position)> =
        on.iter().filter_map(|own| Some((*own, *theirs.iter().find(|their| their.issue == own.issue)?))).collect();
    let (agreed, disagreed): (Vec<_>, Vec<_>) = shared.iter().partition(|(own, their)| own.headline == their.headline);
    let ids = |pairs: &[(&Position, &Position)]| -> Vec<&str> {
        pairs.iter().filter_map(|(own, _)| report.issues.get(own.issue)).map(|issue| issue.id.as_str()).collect()
    };
    let net = agreed.len() as f64 - disagreed.len() as f64;
    let facts = vec![
        Fact::number("n_agreed", agreed.len()),
        Fact::number("n_disagreed", disagreed.len()),
        Fact::list("agreed", ids(&agreed).into_iter()),
        Fact::list("disagreed", ids(&disagreed).into_iter()),
        Fact::number("n_sayings_source", shared.iter().map(|(own, _)| own.n_sayings).sum()),
        Fact::number("n_sayings_target", shared.iter().map(|(_, their)| their.n_sayings).sum()),
    ];
    (!shared.is_empty()).then(|| Edge::signed(id(one), id(other), net, facts))
}
