//! `standpoint report`: from articles to who stands where.
use super::counting::Counting;
use super::{Done, ModelOptions, progress, read_articles, require, shown};
use anyhow::Result;
use clap::Args;
use standpoint::actor::registry::Registry;
use standpoint::encoder::{Classifier, Model};
use standpoint::error::Error;
use standpoint::issue::Codebook;
use standpoint::pipeline::{ScoredArticle, score};
use standpoint::report::{self, Corpus, Report, Run, Skipped, terminal, write};
use standpoint::scorecard::{Options, tally_with};
use std::io::IsTerminal;
use std::path::PathBuf;

/// Score articles and report who is supportive, cautious or opposed on each issue
///
/// Prints a table of actors and issues. With --out it also writes a page to look at (index.html), a memo (report.md) and everything behind
/// them, once as report.json and once as actors.csv, positions.csv and statements.csv: each position with its sayings and the sentences
/// that show it. In the CSV files a text that a spreadsheet would take for a formula has an apostrophe before it.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  standpoint report articles/ --issues issues.toml\n  standpoint report articles/ more.jsonl --issues issues.toml --out report/ --min-sayings 3"
)]
pub struct Arguments {
    #[command(flatten)]
    inputs: super::inputs::Inputs,
    /// The codebook: [[issue]] tables with id, name, description and keywords
    #[arg(long)]
    issues: PathBuf,
    /// Actors you know: [[actor]] tables with name, aliases, kind, organisation, party and country
    #[arg(long, value_name = "FILE")]
    actors: Option<PathBuf>,
    /// Folder to write the report into
    #[arg(long)]
    out: Option<PathBuf>,
    /// What to write into it: html, md, json, csv, or several with commas between them
    #[arg(long, value_delimiter = ',', default_value = "html,md,json,csv")]
    format: Vec<report::Format>,
    #[command(flatten)]
    counting: Counting,
    #[command(flatten)]
    classifier: ModelOptions,
}

pub fn run(arguments: &Arguments) -> Result<Done> {
    let options = arguments.counting.options()?;
    let codebook = Codebook::load(&arguments.issues)?;
    let actors = arguments.actors.as_ref().map_or_else(|| Ok(Registry::default()), Registry::load)?;
    let (articles, skipped) = read_articles(&arguments.inputs)?;
    require(&articles, "article")?;
    let classifier = arguments.classifier.load()?;
    let bar = progress::bar(articles.len(), "articles");
    let scored = score(articles, &codebook, &classifier, &mut |articles, pairs| {
        bar.set_position(articles as u64);
        bar.set_message(format!("{pairs} pairs judged"));
    });
    bar.finish_and_clear();
    let report = summarise(&scored, codebook, &actors, &classifier, options, &skipped);
    print!("{}", terminal::render(&report, width(), colour()));
    if let Some(folder) = &arguments.out {
        let files = write(folder, &arguments.format, &report)?;
        println!("\n{}", files.iter().map(|file| shown(file)).collect::<Vec<_>>().join("\n"));
    }
    Ok(Done::skipping(skipped.len()))
}

fn summarise(
    scored: &[ScoredArticle],
    codebook: Codebook,
    actors: &Registry,
    classifier: &Classifier,
    options: Options,
    skipped: &[Error],
) -> Report {
    let options = Options { pooling: classifier.pooling(), ..options };
    let model = |model: &Model| report::Model { name: model.description.name.clone(), hash: model.sha256.clone() };
    let run = Run {
        version: env!("CARGO_PKG_VERSION").to_string(),
        model: classifier.name().to_string(),
        models: classifier.models().map(model).collect(),
        arithmetic: classifier.arithmetic().word().to_string(),
        corpus: Corpus::of(scored),
        options,
        skipped: skipped.iter().map(Skipped::from).collect(),
    };
    Report { run, scorecards: tally_with(actors, scored, &codebook.issues, &options), issues: codebook.issues }
}

/// Columns of the terminal, where stdout is one.
fn width() -> Option<u16> {
    terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| width.0)
}

fn colour() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}
