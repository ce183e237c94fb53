//! `standpoint explain`: one judgement in full.
use super::attribution::AttributionOption;
use super::report::{Scored, listed, summarise};
use super::views::screen;
use super::{Done, ModelOptions, print};
use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use standpoint::issue::Codebook;
use standpoint::pipeline::{Candidate, Prepared};
use standpoint::reader::Reader;
use standpoint::report::explain::{Found, Told, find};
use standpoint::report::terminal;
use standpoint::run::{self, Manifest, is_run};
use standpoint::scorecard::Options;
use standpoint::stance::Judgement;
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
    after_help = "Examples:\n  standpoint report run/ --actor callender\n  standpoint explain run/ harbour-plan:533\n  standpoint explain run/ harbour-plan            # lists its statements\n  standpoint explain run/ harbour-plan:533 --all"
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
    /// Ask the run's models also of the issues that it was not judged on, since none of their words stand near; nothing is kept
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    attribution: AttributionOption,
    #[command(flatten)]
    classifier: ModelOptions,
}

pub fn run(arguments: &Arguments) -> Result<Done> {
    let folder = &arguments.run;
    ensure!(is_run(folder), "{} is no run; keep one with `standpoint score ... --out RUN`", folder.display());
    let given = arguments.attribution.is_given() || arguments.classifier.is_given();
    ensure!(arguments.all || !given, "a run is judged already: --attribution, --model and --arithmetic are for --all");
    let actors = listed(arguments.actors.as_deref())?;
    let codebook = arguments.issues.as_ref().map(Codebook::load).transpose()?;
    let scored = Scored::from(run::load(folder, codebook.as_ref(), |_| true)?);
    let found = find(&scored.articles, &arguments.statement)?;
    let report = summarise(&scored, &actors, Options::default());
    let attribution = scored.attribution.as_ref().map(|model| model.name.as_str());
    let asked = if arguments.all { ask(arguments, &scored, &found)? } else { Vec::new() };
    print(terminal::explain(&report, &found, attribution, &asked, screen()))?;
    Ok(Done::All)
}

/// What the models of the run say of the issues that were not judged, each beside the index of the statement.
fn ask(arguments: &Arguments, scored: &Scored, found: &Found) -> Result<Vec<(usize, Judgement)>> {
    let Found::Statements(told) = found else { bail!("--all is for one statement, ARTICLE:BYTE, and not for an article") };
    let manifest = Manifest::read(&arguments.run)?;
    let classifier = arguments.classifier.load_for(Some(&manifest))?;
    let reader = arguments.attribution.load_for(Some(&manifest), || classifier.arithmetic())?;
    let mut asked = Vec::new();
    for (at, told) in told.iter().enumerate() {
        let prepared = prepare(told, &reader, scored.issues.len())?;
        let queries: Vec<_> = prepared.queries(&scored.issues).collect();
        let answers = classifier.classify(&queries, &mut |_| ());
        asked.extend(prepared.candidates.iter().zip(&answers).map(|(candidate, answer)| (at, candidate.judgement(answer))));
    }
    Ok(asked)
}

/// The article read once more, as a scoring would, and the questions that were not asked.
fn prepare(told: &Told, reader: &Reader, n_issues: usize) -> Result<Prepared> {
    let article = told.scored.article.clone();
    let reading = reader.read(std::slice::from_ref(&article)).pop().unwrap_or_default();
    let statement = reading.statements.iter().position(|statement| statement == told.statement());
    let statement =
        statement.context("the article is not read as it was: another version of the program or another model scored the run")?;
    let candidate = |issue| Candidate { statement, sentence: told.sentence, issue, weight: 0 };
    let candidates = told.not_judged(n_issues).into_iter().map(candidate).collect();
    Ok(Prepared { article, reading, candidates })
}
