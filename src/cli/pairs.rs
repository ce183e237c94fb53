//! `standpoint pairs`: what scoring would ask the classifier, without judging it.
use super::attribution::AttributionOption;
use super::{Done, NO_OUTPUT, arithmetic, progress, read_articles, require};
use anyhow::{Context, Result};
use clap::Args;
use indicatif::ProgressBar;
use rayon::prelude::*;
use standpoint::article::Article;
use standpoint::issue::{Agenda, Codebook};
use standpoint::pairs::Draw;
use standpoint::pipeline::prepare;
use standpoint::reading::Reading;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::PathBuf;

/// Print the sentences, actors and issues that scoring would ask the classifier about, one JSON line each
///
/// They can be labelled by hand, or by `standpoint classify`. Each line has id, article, text (the sentence), speaker, mention and
/// mention_span (the words that name the speaker in the text and their bytes; null where only the text before does), context, issue,
/// description and speaks (whether words of the speaker are reported).
#[derive(Args)]
#[command(
    after_help = "Examples:\n  standpoint pairs articles/ --issues issues.toml --per-article 5 > to-label.jsonl\n  standpoint pairs articles/ --issues issues.toml | standpoint classify --model teacher > labelled.jsonl"
)]
pub struct Arguments {
    #[command(flatten)]
    inputs: super::inputs::Inputs,
    /// The codebook: [[issue]] tables with id, name, description and keywords
    #[arg(long)]
    issues: PathBuf,
    /// Print at most N pairs of each article, drawn by chance: half of them the issue that an actor's sentence matches best
    #[arg(long, value_name = "N")]
    per_article: Option<usize>,
    /// Print at most N issues for each actor in a sentence: the one that matches best, and others by chance
    #[arg(long, value_name = "N", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..))]
    per_actor: Option<usize>,
    #[command(flatten)]
    attribution: AttributionOption,
    /// What chance depends on, beside the article's id
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

const CHUNK: usize = 64;

pub fn run(arguments: &Arguments) -> Result<Done> {
    let codebook = Codebook::load(&arguments.issues)?;
    let (articles, skipped) = read_articles(&arguments.inputs)?;
    require(&articles, "article")?;
    let agenda = Agenda::new(&codebook);
    let reader = arguments.attribution.load(|| arithmetic(None))?;
    let bar = bar(articles.len());
    let mut out = BufWriter::new(std::io::stdout().lock());
    for chunk in articles.chunks(CHUNK) {
        let read = reader.read(chunk).into_par_iter().zip(chunk);
        let lines = read.map(|(reading, article)| lines(article, reading, &agenda, &codebook, &draw(arguments)));
        lines.collect::<Result<Vec<_>, _>>()?.iter().try_for_each(|lines| out.write_all(lines.as_bytes())).context(NO_OUTPUT)?;
        bar.inc(chunk.len() as u64);
    }
    bar.finish_and_clear();
    out.flush().context(NO_OUTPUT)?;
    Ok(Done::skipping(skipped.len()))
}

fn draw(arguments: &Arguments) -> Draw {
    Draw {
        per_article: arguments.per_article.unwrap_or(usize::MAX),
        per_actor: arguments.per_actor.unwrap_or(usize::MAX),
        seed: arguments.seed,
    }
}

fn lines(article: &Article, reading: Reading, agenda: &Agenda, codebook: &Codebook, draw: &Draw) -> serde_json::Result<String> {
    let prepared = prepare(article.clone(), reading, agenda);
    draw.pairs(&prepared, &codebook.issues).iter().map(|pair| Ok(serde_json::to_string(pair)? + "\n")).collect()
}

/// Hidden where it would stand among the lines.
fn bar(articles: usize) -> ProgressBar {
    if std::io::stdout().is_terminal() { ProgressBar::hidden() } else { progress::bar(articles, "articles") }
}
