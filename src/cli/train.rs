//! `standpoint train`: from a recipe to a model folder.
use super::columns::ColumnOptions;
use super::{Done, Format, arithmetic, find_model, print, progress, shown};
use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use indicatif::ProgressBar;
use standpoint::dataset::{Located, Pair, Shared, leaks, read_labelled_with};
use standpoint::encoder::finetune::{Sentences, Verdicts, finetune};
use standpoint::encoder::recipe::{Aim, aim, reference};
use standpoint::encoder::train::{Event, Measured, Places, train};
use standpoint::error::Error;
use standpoint::evaluate::{Comparison, Figures, Verdict};
use standpoint::file::write_whole;
use std::path::{Path, PathBuf};

/// Train a model from a recipe, or adapt one to your own sentences
///
/// Writes metrics.jsonl, last/ (everything needed to go on), best/ and, at the end, model/, which --model takes. A training that was
/// stopped goes on from last/ when the same command is given again. The same recipe on the same machine with as many threads gives the
/// same weights to the bit.
///
/// With recipes/finetune.toml and --data it adapts a shipped model to some hundred labelled sentences, in minutes. At the end it compares
/// both models on sentences that neither learned from, and says whether yours is better, worse, or not to be told apart: on those of --dev,
/// or without it by cross-validation, article by article. comparison.json holds the figures.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  standpoint train recipes/finetune.toml --data mine.csv --out runs/mine\n  standpoint train recipes/finetune.toml --data train.csv --dev dev.csv --map label=Stance --map label:supportive=pro\n  scripts/base-model minilm && standpoint train recipes/small.toml --data-dir data/"
)]
pub struct Arguments {
    /// A recipe; recipes/finetune.toml is found from any folder
    #[arg(required_unless_present = "keys")]
    recipe: Option<PathBuf>,
    /// Print every key of a recipe with its type, its default and its effect, as Markdown
    #[arg(long, exclusive = true)]
    keys: bool,
    /// The folder that the recipe's data files are relative to
    #[arg(long, default_value = ".")]
    data_dir: PathBuf,
    /// Labelled sentences to adapt a model to, as CSV or JSON lines with text, speaker, issue and label: for recipes with task = "finetune"
    #[arg(long, value_name = "FILE")]
    data: Vec<PathBuf>,
    /// Labelled sentences that judge the adapted model and train nothing
    #[arg(long, value_name = "FILE", requires = "data")]
    dev: Option<PathBuf>,
    #[command(flatten)]
    columns: ColumnOptions,
    /// Where to write [default: runs/<the recipe's name>]
    #[arg(long)]
    out: Option<PathBuf>,
    /// Number format of the encoder [default: the faster one, timed at the start]
    #[arg(long)]
    arithmetic: Option<Format>,
}

pub fn run(arguments: &Arguments) -> Result<Done> {
    if arguments.keys {
        return print(reference()).map(|()| Done::All);
    }
    let recipe = &found(arguments.recipe.as_ref().context("no recipe; name one, as in recipes/")?);
    let name = recipe.file_stem().context("the recipe has no file name")?;
    let out = arguments.out.clone().unwrap_or_else(|| PathBuf::from("runs").join(name));
    let places = Places { recipe: recipe.clone(), data: arguments.data_dir.clone(), out };
    let bar = progress::bar(0, "steps");
    let tell = &mut telling(&bar);
    let arithmetic = arithmetic(arguments.arithmetic);
    let told = if aim(recipe)? == Aim::Finetune {
        let sentences = sentences(arguments)?;
        let verdicts = finetune(&places, sentences, arithmetic, tell)?;
        compared(&verdicts, &places.out, arguments.dev.is_some())?
    } else {
        ensure!(arguments.data.is_empty(), "--data is for recipes with task = \"finetune\"; this one names its data itself");
        told(&train(&places, arithmetic, tell)?)
    };
    bar.finish_and_clear();
    print(format_args!("{}: {told}\n", shown(&places.out.join("model"))))?;
    Ok(Done::All)
}

/// A recipe as it is named; where there is none, the one of that name that came with the program.
fn found(recipe: &Path) -> PathBuf {
    let beside = find_model::roots().into_iter().filter_map(|models| Some(models.parent()?.join(recipe)));
    std::iter::once(recipe.to_path_buf()).chain(beside).find(|path| path.is_file()).unwrap_or_else(|| recipe.to_path_buf())
}

fn telling(bar: &ProgressBar) -> impl FnMut(Event) {
    let mut smooth = None;
    move |event| match event {
        Event::Fold { fold, of } => bar.println(format!("part {fold} of {of}, judged by a model that learned from the others")),
        Event::Start { rows, held_out, steps, after } => {
            bar.set_length(steps as u64);
            bar.set_position(after as u64);
            bar.reset_eta();
            smooth = None;
            bar.println(format!("{rows} rows to train on, {held_out} held out, going on after step {after}"));
        }
        Event::Step { loss, .. } => {
            let loss = smooth.map_or(loss, |before| 0.98 * before + 0.02 * loss);
            smooth = Some(loss);
            bar.set_message(format!("loss {loss:.3}"));
            bar.inc(1);
        }
        Event::Evaluated { step, measured } => bar.println(format!("step {step}: {}", told(measured))),
    }
}

/// The sentences to adapt a model to; an error where those that judge are among those it learns from.
fn sentences(arguments: &Arguments) -> Result<Sentences> {
    ensure!(!arguments.data.is_empty(), "the recipe adapts a model to labelled sentences: name a file of them with --data");
    let columns = arguments.columns.columns()?;
    let held_out = arguments.dev.as_ref().map(|dev| Ok::<_, Error>((dev, read_labelled_with(dev, &columns)?))).transpose()?;
    let mut trained = Vec::new();
    for file in &arguments.data {
        let pairs = read_labelled_with(file, &columns)?;
        held_out.iter().try_for_each(|(dev, held_out)| refuse_leaks(file, &pairs, dev, held_out))?;
        trained.extend(pairs.into_iter().map(|located| located.pair));
    }
    let held_out = held_out.map(|(_, pairs)| pairs.into_iter().map(|located| located.pair).collect());
    Ok(Sentences { trained, held_out, files: arguments.data.clone() })
}

fn refuse_leaks(file: &Path, trained: &[Located], dev: &Path, held_out: &[Located]) -> Result<()> {
    let leaks = leaks(trained, held_out);
    let Some(first) = leaks.first() else { return Ok(()) };
    let shared = match first.shared {
        Shared::Question => "the same sentence, speaker and issue",
        Shared::Article => "a sentence of the same article",
    };
    let (file, dev) = (shown(file), shown(dev));
    let (here, there) = (trained[first.train].line, held_out[first.dev].line);
    bail!(
        "{dev}:{there} holds {shared} as {file}:{here}, and so do {} of its lines: a model must not be judged by what it learned from; \
         `standpoint check-data {file} --dev {dev}` lists them, take them out of either file",
        leaks.len()
    )
}

/// Writes the comparison; says how it was made, what came out, and what to do.
fn compared(verdicts: &Verdicts, out: &Path, by_dev: bool) -> Result<String> {
    let articles: Vec<&str> = verdicts.pairs.iter().map(Pair::unit).collect();
    let comparison = Comparison::between(&articles, &verdicts.after, &verdicts.before);
    write_whole(&out.join("comparison.json"), (serde_json::to_string_pretty(&comparison)? + "\n").as_bytes())?;
    let how = if by_dev { "those of --dev" } else { "cross-validation" };
    let advice = match comparison.verdict {
        Verdict::Better => "use yours for these issues; on others it may be worse",
        Verdict::Worse => "keep the shipped model",
        Verdict::NotShown => "keep the shipped model, or label more",
    };
    let sentence = comparison.sentence("yours", "the shipped model");
    Ok(format!("trained on all sentences\n{} sentences by {how}: {sentence}\n{advice}", comparison.n))
}

fn told(measured: &Measured) -> String {
    match measured {
        Measured::Stance(Figures { n: 0, .. }) => "trained on all sentences".to_string(),
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
