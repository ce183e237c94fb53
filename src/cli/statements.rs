//! `standpoint statements`: who says what, without issues.
use super::attribution::AttributionOption;
use super::{Done, Format, NO_OUTPUT, arithmetic, progress, read_articles, require};
use anyhow::{Context, Result};
use clap::Args;
use indicatif::ProgressBar;
use rayon::prelude::*;
use std::io::{BufWriter, IsTerminal, Write};

/// Print every statement and mention as JSON, one line an article
///
/// Each statement has source, cue and content as byte spans of the article's body, the speaker it was resolved to, the kind of evidence
/// (direct, paraphrase, act, told, relayed, or mention for an actor merely named), the time and a confidence.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  standpoint statements articles/ | jq '.statements[].speaker.name'\n  standpoint statements export.csv.gz --field body=Text --field date=Published\n  pdftotext page.pdf - | standpoint statements -"
)]
pub struct Arguments {
    #[command(flatten)]
    inputs: super::inputs::Inputs,
    #[command(flatten)]
    attribution: AttributionOption,
    /// Number format of the attribution model [default: the faster one, timed when the model is loaded]
    #[arg(long)]
    arithmetic: Option<Format>,
}

const CHUNK: usize = 64;

pub fn run(arguments: &Arguments) -> Result<Done> {
    let (articles, skipped) = read_articles(&arguments.inputs)?;
    require(&articles, "article")?;
    let reader = arguments.attribution.load(|| arithmetic(arguments.arithmetic))?;
    let bar = if std::io::stdout().is_terminal() { ProgressBar::hidden() } else { progress::bar(articles.len(), "articles") };
    let mut out = BufWriter::new(std::io::stdout().lock());
    for chunk in articles.chunks(CHUNK) {
        let readings = reader.read(chunk);
        let lines: Vec<String> =
            chunk.par_iter().zip(&readings).map(|(article, reading)| reading.to_json(&article.id).to_string()).collect();
        lines.iter().try_for_each(|line| writeln!(out, "{line}")).context(NO_OUTPUT)?;
        bar.inc(chunk.len() as u64);
    }
    bar.finish_and_clear();
    out.flush().context(NO_OUTPUT)?;
    Ok(Done::skipping(skipped.len()))
}
