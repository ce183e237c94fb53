//! `standpoint actors`: what a list of actors could say, and what is wrong with it.
mod check;
mod suggest;

use super::Done;
use anyhow::Result;
use clap::{Args, Subcommand};

/// Make and check a list of actors: other names, houses that stand for a body, and what people belong to
#[derive(Args)]
#[command(
    after_help = "Examples:\n  standpoint actors suggest run/ --out actors.toml                # then confirm line by line\n  standpoint actors check actors.toml run/\n  standpoint report run/ --actors actors.toml\n  standpoint actors suggest run/ --actors actors.toml             # what else there is"
)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    Suggest(suggest::Arguments),
    Check(check::Arguments),
}

pub fn run(arguments: &Arguments) -> Result<Done> {
    match &arguments.action {
        Action::Suggest(arguments) => suggest::run(arguments),
        Action::Check(arguments) => check::run(arguments),
    }
}
