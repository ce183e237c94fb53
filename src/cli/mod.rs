//! Commands, flags, messages and exit codes: 0 all done, 1 done with something skipped, 2 failed.
mod actors;
mod attribution;
mod calibrate;
mod check_data;
mod classify;
mod columns;
mod completions;
mod counting;
mod doctor;
mod evaluate;
mod explain;
mod find_model;
mod findings;
mod inputs;
mod issues;
mod label;
mod pairs;
mod progress;
mod report;
mod score;
mod statements;
mod text;
mod train;
mod validate;
mod views;

use anyhow::{Context, Result};
use clap::{Args, Parser, Subcommand, ValueEnum};
use standpoint::encoder::{Arithmetic, Classifier, Identity};
use standpoint::run::Manifest;
use std::fmt::Display;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Reads news articles and tells who stands where on what.
#[derive(Parser)]
#[command(version, propagate_version = true, after_help = "Exit codes: 0 all done, 1 done with something skipped, 2 failed.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Score(score::Arguments),
    Report(report::Arguments),
    Explain(explain::Arguments),
    Statements(statements::Arguments),
    Text(text::Arguments),
    Pairs(pairs::Arguments),
    Classify(classify::Arguments),
    Evaluate(evaluate::Arguments),
    Calibrate(calibrate::Arguments),
    Actors(actors::Arguments),
    Issues(issues::Arguments),
    Label(label::Arguments),
    CheckData(check_data::Arguments),
    Train(train::Arguments),
    Validate(validate::Arguments),
    Doctor(doctor::Arguments),
    Completions(completions::Arguments),
}

/// What judges where `--model` is not given.
const DEFAULT_MODEL: &str = "cascade";

/// Which model judges, and how it computes.
#[derive(Args)]
struct ModelOptions {
    /// A model's folder, or the name of one in models/ here, beside or above this program or in the user's data folder: small is fast,
    /// accurate takes several times as long, and cascade asks accurate only where small is not sure that there is no stance
    /// [default: that of the run scored into, else cascade]
    #[arg(long, value_name = "cascade|small|accurate|PATH")]
    model: Option<String>,
    /// Number format of the encoder [default: that of the run scored into, else the faster one, timed when the model is loaded]
    #[arg(long)]
    arithmetic: Option<Format>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Fp32,
    Bf16,
}

impl ModelOptions {
    fn load(&self) -> Result<Classifier> {
        load(self.name(), arithmetic(self.arithmetic))
    }

    /// The same, where what is not given is as in an earlier run: two calls give judgements of one kind.
    fn load_for(&self, run: Option<&Manifest>) -> Result<Classifier> {
        let Some(Manifest { classifier, .. }) = run else { return self.load() };
        let arithmetic = self.arithmetic.map_or(classifier.arithmetic, |format| arithmetic(Some(format)));
        match &self.model {
            Some(model) => load(model, arithmetic),
            None => load(&classifier.name, arithmetic)
                .with_context(|| format!("the run was scored with the model {}; name its folder with --model", classifier.name))
                .and_then(|found| require_same(found, classifier)),
        }
    }

    fn name(&self) -> &str {
        self.model.as_deref().unwrap_or(DEFAULT_MODEL)
    }

    /// Whether anything was asked for.
    fn is_given(&self) -> bool {
        self.model.is_some() || self.arithmetic.is_some()
    }

    /// The folder of the model that judges: of a cascade the second.
    fn judging(&self) -> Result<PathBuf> {
        find_model::find(if self.name() == "cascade" { "accurate" } else { self.name() })
    }
}

/// The classifier found by the name of a run's, where its models are the same: another folder may hold others of that name.
fn require_same(found: Classifier, held: &Identity) -> Result<Classifier> {
    let same = found.identity().models == held.models;
    let name = &held.name;
    anyhow::ensure!(
        same,
        "the model {name} found here is not the one that judged the run: name its folder, or another model, with --model"
    );
    Ok(found)
}

fn load(model: &str, arithmetic: Arithmetic) -> Result<Classifier> {
    if model != "cascade" {
        return Ok(Classifier::single(&find_model::find(model)?, arithmetic)?);
    }
    let [sifting, judging] = ["small", "accurate"].map(|name| find_model::find(name).context("--model cascade needs small and accurate"));
    Ok(Classifier::cascade(&sifting?, &judging?, arithmetic)?)
}

fn arithmetic(format: Option<Format>) -> Arithmetic {
    match format {
        Some(Format::Fp32) => Arithmetic::Fp32,
        Some(Format::Bf16) => Arithmetic::Bf16,
        None => Arithmetic::fastest(),
    }
}

/// How much of what was asked for got done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Done {
    All,
    WithSkips,
}

impl Done {
    fn skipping(skipped: usize) -> Done {
        if skipped == 0 { Done::All } else { Done::WithSkips }
    }
}

/// Runs the command line and says how it went.
pub fn run() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Score(arguments) => score::run(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Statements(arguments) => statements::run(&arguments),
        Command::Text(arguments) => text::run(&arguments),
        Command::Pairs(arguments) => pairs::run(&arguments),
        Command::Classify(arguments) => classify::run(&arguments),
        Command::Evaluate(arguments) => evaluate::run(&arguments),
        Command::Calibrate(arguments) => calibrate::run(&arguments),
        Command::Actors(arguments) => actors::run(&arguments),
        Command::Issues(arguments) => issues::run(&arguments),
        Command::Label(arguments) => label::run(&arguments),
        Command::CheckData(arguments) => check_data::run(&arguments),
        Command::Train(arguments) => train::run(&arguments),
        Command::Validate(arguments) => validate::run(&arguments),
        Command::Doctor(arguments) => doctor::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
    };
    match done {
        Ok(Done::All) => ExitCode::SUCCESS,
        Ok(Done::WithSkips) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

/// Writes to stdout; where that cannot be written to it is an error, and not a panic as with `print!`.
fn print(text: impl Display) -> Result<()> {
    let mut out = std::io::stdout().lock();
    write!(out, "{text}").and_then(|()| out.flush()).context(NO_OUTPUT)
}

const NO_OUTPUT: &str = "cannot write to standard output";

/// Says something on stderr; where nobody can hear it that is no reason to stop.
fn complain(message: impl Display) {
    let _ = writeln!(std::io::stderr(), "standpoint: {message}");
}

/// Whether nobody reads our output any more, as after `| head`.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|cause| cause.downcast_ref::<std::io::Error>()).any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}

/// The articles of the inputs; what cannot be read is said and counted.
fn read_articles(inputs: &inputs::Inputs) -> Result<(Vec<standpoint::article::Article>, Vec<standpoint::error::Error>)> {
    inputs.format.read(&inputs.inputs)
}

/// Fails where there is nothing left to work on.
fn require<T>(found: &[T], what: &str) -> Result<()> {
    anyhow::ensure!(!found.is_empty(), "no {what} could be read; see the messages above for what was expected");
    Ok(())
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
