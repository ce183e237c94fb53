//! `standpoint evaluate --intervals`: how often intervals hold the truth.
use super::Arguments;
use crate::cli::{Done, print, progress, shown};
use anyhow::{Context, Result};
use serde_json::json;
use standpoint::encoder::confusion;
use standpoint::evaluate::{Covering, SAYINGS, Simulation, populations, read_sayings};
use standpoint::scorecard::POPULATION;
use std::path::Path;

/// Actors drawn for each line.
const ACTORS: usize = 4_000;

pub fn run(arguments: &Arguments, file: &Path) -> Result<Done> {
    let sayings = read_sayings(file)?;
    let usable = || format!("{}: some stance, or none, has no saying that counts; give more articles", shown(file));
    let simulation = Simulation::new(&sayings).with_context(usable)?;
    let folder = arguments.classifier.judging()?;
    let known = confusion::read(&folder)?;
    let bar = progress::bar(populations().len() * SAYINGS.len(), "populations");
    let lines: Vec<Line> = populations()
        .into_iter()
        .flat_map(|(actors, drawn)| SAYINGS.map(|n| (actors, drawn, n)))
        .map(|(actors, drawn, n)| {
            bar.inc(1);
            let known = known.as_ref().map(|known| simulation.run(drawn, n, ACTORS, Some(known)));
            Line { actors, known, believed: simulation.run(drawn, n, ACTORS, None) }
        })
        .collect();
    bar.finish_and_clear();
    print(if arguments.json { as_json(&lines)? } else { table(&lines, sayings.len(), &shown(&folder)) })?;
    Ok(Done::All)
}

/// One population and number of sayings.
struct Line {
    actors: &'static str,
    /// `None` where the model's errors are not known.
    known: Option<Covering>,
    believed: Covering,
}

fn as_json(lines: &[Line]) -> Result<String> {
    let line = |line: &Line| json!({ "actors": line.actors, "known": line.known, "believed": line.believed });
    Ok(serde_json::to_string(&lines.iter().map(line).collect::<Vec<_>>())? + "\n")
}

fn table(lines: &[Line], n: usize, folder: &str) -> String {
    let figures = |covering: Option<&Covering>| match covering {
        Some(Covering { covered, width, wrong_side, .. }) => format!("{covered:.3} | {width:.2} | {wrong_side:.3}"),
        None => "- | - | -".to_string(),
    };
    let mut text = format!(
        "{ACTORS} actors a line, {n} coded sayings, errors known from {folder}; the population is Dirichlet{POPULATION:?}\n\n\
         | actors | sayings | covered | width | wrong side | believed: covered | width | wrong side |\n|---|---|---|---|---|---|---|---|\n"
    );
    for Line { actors, known, believed } in lines {
        text += &format!("| {actors} | {} | {} | {} |\n", believed.sayings, figures(known.as_ref()), figures(Some(believed)));
    }
    text
}
