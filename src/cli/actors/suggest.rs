//! `standpoint actors suggest`: actors of a run that are one, to be confirmed.
use crate::cli::{Done, print, shown};
use anyhow::{Context, Result, ensure};
use clap::Args;
use standpoint::actor::registry::Registry;
use standpoint::curation::suggest::{render, suggest};
use standpoint::run::{self, Loaded};
use standpoint::scorecard::Options;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Suggest what a list of actors could say of those who speak in a run, to be confirmed line by line
///
/// Prints [[actor]] tables as --actors reads them. Every suggestion is a comment: take the # before it away where it is right. It says how
/// sure it is, what speaks for it, how many sayings it would move, and names an article to look at. What would move most comes first.
///
/// Suggested are other names of an actor (spellings, initials, a surname alone, first letters, a campaign with its owner's full or short
/// name), houses that stand for a body (the Pentagon), and what people belong to (a party's mark behind a name, "president of the Harbour
/// Union", a spokesperson's principal), which counts only with --roll-up.
///
/// These are rules of thumb over names, titles and a few words beside them. What is doubtful is not suggested, so much is missing.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  standpoint actors suggest run/ --out actors.toml\n  standpoint actors suggest run/ --actors actors.toml --out more.toml"
)]
pub struct Arguments {
    /// A run, as `standpoint score` writes it
    #[arg(value_name = "RUN")]
    run: PathBuf,
    /// Actors you know: what this file says is not suggested again
    #[arg(long, value_name = "FILE")]
    actors: Option<PathBuf>,
    /// File to write, which must not be there yet, instead of printing
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub fn run(arguments: &Arguments) -> Result<Done> {
    let registry = arguments.actors.as_ref().map_or_else(|| Ok(Registry::default()), Registry::load)?;
    if let Some(out) = &arguments.out {
        ensure!(!out.exists(), "{} is there already, and is never overwritten: name another file with --out", shown(out));
    }
    let Loaded { manifest, codebook, articles, .. } = run::load(&arguments.run, None, |_| true)?;
    let options = Options { pooling: manifest.classifier.pooling, ..Options::default() };
    let entries = suggest(&registry, &articles, &codebook.issues, &options);
    let n: usize = entries.iter().map(|entry| entry.suggestions.len()).sum();
    match &arguments.out {
        _ if entries.is_empty() => {
            print("# Nothing to suggest: no other name and nothing that anyone belongs to was found that would move a saying.\n")?
        }
        Some(out) => {
            write_new(out, &render(&entries))?;
            print(format_args!("{}: {n} suggestions for {} actors, all to be confirmed\n", shown(out), entries.len()))?;
        }
        None => print(render(&entries))?,
    }
    Ok(Done::All)
}

/// Writes a file that is not there yet.
fn write_new(path: &Path, text: &str) -> Result<()> {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes())).with_context(|| format!("cannot write {}", shown(path)))
}
