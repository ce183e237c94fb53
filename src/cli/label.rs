//! `standpoint label`: sentences and articles to label by hand, and what came of it.
mod export;
mod import;
mod text;

use super::Done;
use anyhow::Result;
use clap::{Args, Subcommand};

/// Draw sentences or articles of a run to label by hand, and read the labels back
#[derive(Args)]
#[command(
    after_help = "Examples:\n  standpoint label export run/ --size 200 --out sheet.csv       # one copy for each coder\n  standpoint label import ann.csv bea.csv --out labelled.jsonl\n  standpoint label export run/ --articles 50 --blind --out coding/"
)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    Export(export::Arguments),
    Import(import::Arguments),
}

pub fn run(arguments: &Arguments) -> Result<Done> {
    match &arguments.action {
        Action::Export(arguments) => export::run(arguments),
        Action::Import(arguments) => import::run(arguments),
    }
}
