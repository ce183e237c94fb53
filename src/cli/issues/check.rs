//! `standpoint issues check`: what is wrong with a codebook.
use crate::cli::findings::tell;
use crate::cli::{Done, shown};
use anyhow::{Context, Result};
use clap::Args;
use standpoint::curation::issues::{self, check};
use standpoint::issue::Codebook;
use standpoint::run::{self, Loaded};
use std::path::PathBuf;

/// Look for what is wrong with a codebook: issues that nobody can be for or against, that are one, or that find too much
///
/// What makes the codebook unreadable is an error of its own, as in `standpoint score --issues`. Beyond that:
///
/// Warnings: a name that is a topic, a question or a fact, or that holds many issues; two issues that are nearly one, or one the other way
/// round; a missing description, or one that does not say what being for the issue means; keywords that are common words or have another
/// meaning. With a run: issues that touch nearly the same sentences, or whose stances on the same sentences are opposite; issues that touch
/// a large part of all sentences and seldom find a stance; keywords that bring most of an issue's sentences, nearly none with a stance.
///
/// Notes: keywords that are passed over; issues that the run was not scored on.
///
/// These are rules of thumb over words: a finding may be wrong, and is then to be left alone. Exit codes: 0 nothing is wrong (but for notes),
/// 1 warnings, 2 failed.
#[derive(Args)]
#[command(after_help = "Examples:\n  standpoint issues check issues.toml\n  standpoint issues check issues.toml run/ --json")]
pub struct Arguments {
    /// The codebook: [[issue]] tables with id, name, description and keywords
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// A run to see the issues against, as `standpoint score` writes it
    #[arg(value_name = "RUN")]
    run: Option<PathBuf>,
    /// Print all findings as JSON
    #[arg(long)]
    json: bool,
}

pub fn run(arguments: &Arguments) -> Result<Done> {
    let file = &arguments.file;
    let codebook = Codebook::load(file)?;
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", shown(file)))?;
    let loaded = arguments.run.as_deref().map(|folder| run::load(folder, None, |_| true)).transpose()?;
    let run = loaded.as_ref().map(|Loaded { codebook, articles, .. }| issues::Run { articles, issues: &codebook.issues });
    tell(&check(file, &text, &codebook, run), arguments.json)
}
