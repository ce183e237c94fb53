//! `standpoint statements`: who says what, without issues and without a model.
use super::{Done, NO_OUTPUT, read_articles, require};
use anyhow::{Context, Result};
use clap::Args;
use rayon::prelude::*;
use standpoint::reading;
use std::io::{BufWriter, Write};

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
}

const CHUNK: usize = 256;

pub fn run(arguments: &Arguments) -> Result<Done> {
    let (articles, skipped) = read_articles(&arguments.inputs)?;
    require(&articles, "article")?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for chunk in articles.chunks(CHUNK) {
        let lines: Vec<String> = chunk.par_iter().map(|article| reading::read(article).to_json(&article.id).to_string()).collect();
        lines.iter().try_for_each(|line| writeln!(out, "{line}")).context(NO_OUTPUT)?;
    }
    out.flush().context(NO_OUTPUT)?;
    Ok(Done::skipping(skipped.len()))
}
