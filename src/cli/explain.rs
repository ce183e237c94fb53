//! `standpoint explain`: one judgement in full.
use super::report::{Scored, listed, summarise};
use super::views::screen;
use super::{Done, print};
use anyhow::{Result, ensure};
use clap::Args;
use standpoint::issue::Codebook;
use standpoint::report::explain::find;
use standpoint::report::terminal;
use standpoint::run::{self, is_run};
use standpoint::scorecard::Options;
use std::path::PathBuf;

/// Show how one statement of a run was attributed and judged
///
/// Prints the sentence with its source, cue and content marked and with what stands around it; why it is attributed to its speaker; and for
/// every issue that it was judged on all probabilities, the model that judged, whether it was sure enough, and what a report made of it.
///
/// STATEMENT is ARTICLE:BYTE, as `standpoint report RUN --actor NAME` shows it behind each sentence: the article's id, and the byte of its
/// text at which what is said begins. Any byte of the sentence will do. An article's id alone lists its statements.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  standpoint report run/ --actor callender\n  standpoint explain run/ in/harbour-plan.txt:1042\n  standpoint explain run/ in/harbour-plan.txt            # lists its statements"
)]
pub struct Arguments {
    /// A run, as `standpoint score` writes it
    #[arg(value_name = "RUN")]
    run: PathBuf,
    /// Which: ARTICLE:BYTE, or an article's id alone
    #[arg(value_name = "STATEMENT")]
    statement: String,
    /// The codebook whose issues are shown [default: that of the run]
    #[arg(long)]
    issues: Option<PathBuf>,
    /// Actors you know, as of `standpoint report`: they decide for whom it counts
    #[arg(long, value_name = "FILE")]
    actors: Option<PathBuf>,
}

pub fn run(arguments: &Arguments) -> Result<Done> {
    let folder = &arguments.run;
    ensure!(is_run(folder), "{} is no run; keep one with `standpoint score ... --out RUN`", folder.display());
    let actors = listed(arguments.actors.as_deref())?;
    let codebook = arguments.issues.as_ref().map(Codebook::load).transpose()?;
    let scored = Scored::from(run::load(folder, codebook.as_ref(), |_| true)?);
    let found = find(&scored.articles, &arguments.statement)?;
    let report = summarise(&scored, &actors, Options::default());
    let attribution = scored.attribution.as_ref().map(|model| model.name.as_str());
    print(terminal::explain(&report, &found, attribution, &[], screen()))?;
    Ok(Done::All)
}
