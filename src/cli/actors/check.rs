//! `standpoint actors check`: what is wrong with a list of actors.
use crate::cli::findings::tell;
use crate::cli::{Done, shown};
use anyhow::{Context, Result};
use clap::Args;
use standpoint::actor::registry::Registry;
use standpoint::curation::actors::{self, check};
use standpoint::run::{self, Loaded};
use standpoint::scorecard::Options;
use std::path::PathBuf;

/// Look for what is wrong with a list of actors: names that mean several, and dates that contradict each other
///
/// What makes the list unreadable is an error of its own, as in `standpoint report --actors`. Beyond that:
///
/// Warnings: an alias that is also a name or the surname of another in the list; a forename or a common noun as an alias; an office without
/// the days in which it was held; two parties or countries on the same days; something that an actor belongs to and that bears another
/// name on those days, is a person, or belongs to the actor. With a run: an alias that several in it can mean.
///
/// Notes: two organisations on the same days. With a run: actors and aliases that nobody in it bears, and up to ten who say most and are
/// not in the list.
///
/// Exit codes: 0 nothing is wrong (but for notes), 1 warnings, 2 failed.
#[derive(Args)]
#[command(after_help = "Examples:\n  standpoint actors check actors.toml\n  standpoint actors check actors.toml run/")]
pub struct Arguments {
    /// The list: [[actor]] tables with name, aliases, kind, organisation, party and country
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// A run to see the list against, as `standpoint score` writes it
    #[arg(value_name = "RUN")]
    run: Option<PathBuf>,
    /// Print all findings as JSON
    #[arg(long)]
    json: bool,
}

pub fn run(arguments: &Arguments) -> Result<Done> {
    let file = &arguments.file;
    let registry = Registry::load(file)?;
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", shown(file)))?;
    let loaded = arguments.run.as_deref().map(|folder| run::load(folder, None, |_| true)).transpose()?;
    let findings = match &loaded {
        None => check(file, &text, &registry, None),
        Some(Loaded { manifest, codebook, articles, .. }) => {
            let options = Options { pooling: manifest.classifier.pooling, ..Options::default() };
            check(file, &text, &registry, Some(actors::Run { articles, issues: &codebook.issues, options: &options }))
        }
    };
    tell(&findings, arguments.json)
}
