//! The networks of a report, as files that Gephi, networkx, igraph and visone open: who stands where on what, and who agrees with whom.
//!
//! Only positions that a table shows with a stance make an edge; those with too few sayings and unsure ones make none. Programs that lay
//! out a network take no negative weights, and Gephi drops an edge of weight zero: `weight` is the size of `net`, at least 0.0001, and
//! `sign` and `net` tell its direction.
mod agreement;
mod fact;
mod positions;

use super::Report;
use super::write::File;
use crate::chart;
use crate::error::Result;
use crate::round::round;
use fact::{Fact, declared};
use minijinja::context;
use serde::Serialize;

const GEXF: &str = include_str!("network/gexf.xml");
const GRAPHML: &str = include_str!("network/graphml.xml");

/// The language that a network is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// GEXF 1.3.
    Gexf,
    /// GraphML.
    GraphMl,
}

/// Both networks.
pub fn files(report: &Report, language: Language) -> Result<Vec<File>> {
    [("positions", positions::graph(report)), ("agreement", agreement::graph(report))]
        .into_iter()
        .map(|(name, graph)| {
            let extension = if language == Language::Gexf { "gexf" } else { "graphml" };
            Ok((format!("networks/{name}.{extension}"), graph.write(language)?.into_bytes()))
        })
        .collect()
}

/// A network without directions.
struct Graph {
    description: &'static str,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
}

#[derive(Serialize)]
struct Node {
    id: String,
    label: String,
    facts: Vec<Fact>,
}

#[derive(Serialize)]
struct Edge {
    id: String,
    source: String,
    target: String,
    weight: f64,
    facts: Vec<Fact>,
}

impl Edge {
    /// An edge with the sign and the size of `net`.
    fn signed(source: String, target: String, net: f64, facts: Vec<Fact>) -> Edge {
        let net = round(net);
        let sign = if net > 0.0 {
            "+"
        } else if net < 0.0 {
            "-"
        } else {
            "0"
        };
        let signed = [Fact::decimal("net", Some(net)), Fact::text("sign", Some(sign))];
        Edge {
            id: format!("{source}-{target}"),
            source,
            target,
            weight: net.abs().max(1e-4),
            facts: signed.into_iter().chain(facts).collect(),
        }
    }
}

impl Graph {
    fn write(&self, language: Language) -> Result<String> {
        let (name, template) = match language {
            Language::Gexf => ("gexf.xml", GEXF),
            Language::GraphMl => ("graphml.xml", GRAPHML),
        };
        let context = context! {
            description => self.description,
            of_nodes => declared(self.nodes.iter().map(|node| &node.facts)),
            of_edges => declared(self.edges.iter().map(|edge| &edge.facts)),
            nodes => &self.nodes,
            edges => &self.edges,
        };
        chart::render(name, template, context)
    }
}
