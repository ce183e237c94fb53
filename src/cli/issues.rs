//! `standpoint issues`: what is wrong with a codebook.
mod check;

use super::Done;
use anyhow::Result;
use clap::{Args, Subcommand};

/// Check a codebook before anything is scored on it, and again with what a run shows
#[derive(Args)]
#[command(after_help = "Examples:\n  standpoint issues check issues.toml\n  standpoint issues check issues.toml run/")]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    Check(check::Arguments),
}

pub fn run(arguments: &Arguments) -> Result<Done> {
    match &arguments.action {
        Action::Check(arguments) => check::run(arguments),
    }
}
