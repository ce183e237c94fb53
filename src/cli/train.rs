//! `standpoint train`: from a recipe to a model folder.
use super::{Done, Format, arithmetic, print, progress, shown};
use anyhow::{Context, Result};
use clap::Args;
use standpoint::encoder::train::{Event, Measured, Places, train};
use std::path::PathBuf;

/// Train a model from a recipe
///
/// Writes metrics.jsonl, last/ (everything needed to go on), best/ and, at the end, model/, which --model takes. A training that was
/// stopped goes on from last/ when the same command is given again. The same recipe on the same machine with as many threads gives the
/// same weights to the bit.
#[derive(Args)]
#[command(after_help = "Example: scripts/base-model minilm && standpoint train recipes/small.toml --data-dir data/")]
pub struct Arguments {
    /// A recipe, as in recipes/
    recipe: PathBuf,
    /// The folder that the recipe's data files are relative to
    #[arg(long, default_value = ".")]
    data_dir: PathBuf,
    /// Where to write [default: runs/<the recipe's name>]
    #[arg(long)]
    out: Option<PathBuf>,
    /// Number format of the encoder [default: the faster one, timed at the start]
    #[arg(long)]
    arithmetic: Option<Format>,
}

pub fn run(arguments: &Arguments) -> Result<Done> {
    let name = arguments.recipe.file_stem().context("the recipe has no file name")?;
    let out = arguments.out.clone().unwrap_or_else(|| PathBuf::from("runs").join(name));
    let places = Places { recipe: arguments.recipe.clone(), data: arguments.data_dir.clone(), out: out.clone() };
    let bar = progress::bar(0, "steps");
    let mut smooth = None;
    let measured = train(&places, arithmetic(arguments.arithmetic), &mut |event| match event {
        Event::Start { rows, held_out, steps, after } => {
            bar.set_length(steps as u64);
            bar.set_position(after as u64);
            bar.reset_eta();
            bar.println(format!("{rows} rows to train on, {held_out} held out, going on after step {after}"));
        }
        Event::Step { loss, .. } => {
            let loss = smooth.map_or(loss, |before| 0.98 * before + 0.02 * loss);
            smooth = Some(loss);
            bar.set_message(format!("loss {loss:.3}"));
            bar.inc(1);
        }
        Event::Evaluated { step, measured } => bar.println(format!("step {step}: {}", told(measured))),
    })?;
    bar.finish_and_clear();
    print(format_args!("{}: {}\n", shown(&out.join("model")), told(&measured)))?;
    Ok(Done::All)
}

fn told(measured: &Measured) -> String {
    match measured {
        Measured::Stance(figures) => format!(
            "macro-F1 {:.4}, reversed {:.4}, ECE {:.4} on {} calibration pairs",
            figures.macro_f1, figures.reversed, figures.ece, figures.n
        ),
        Measured::Attribution(figures) => format!(
            "content F1 {:.4}, source right {:.4}, full F1 {:.4} on {} held-out attributions",
            figures.content.f1, figures.source_right, figures.full.f1, figures.n
        ),
    }
}
