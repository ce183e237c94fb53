//! `standpoint score`: articles into a run.
use super::attribution::AttributionOption;
use super::inputs::FormatOptions;
use super::{Done, ModelOptions, complain, print, progress, shown};
use anyhow::{Result, bail, ensure};
use clap::Args;
use standpoint::encoder::Judge;
use standpoint::issue::Codebook;
use standpoint::run::{self, Given, Manifest, Outcome, is_run};
use std::path::{Path, PathBuf};

/// Score articles into a run: a folder that reports are made from without a model
///
/// The run holds run.json (inputs, codebook, models, counts), skipped.jsonl (what was left out, and why) and three tables as Parquet
/// files: articles, statements, and judgements (statement, sentence and issue, with probabilities). Scoring into a run that is there
/// already judges only what it does not hold: new and changed articles, new and reworded issues, everything for another model. What it
/// holds stays, also of articles that are not named again. A scoring that was stopped goes on when the same command is given again.
///
/// Without INPUT the articles of the run are scored: with another codebook, or with another model.
#[derive(Args)]
#[command(after_help = "Examples:\n  standpoint score articles/ --issues issues.toml --out run/\n  standpoint report run/\n  \
                        standpoint score --issues more-issues.toml --out run/")]
pub struct Arguments {
    /// Articles: .txt, .md, .html, .jsonl and .csv files (each also gzipped, as in .txt.gz), folders of them, or - for standard input
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    format: FormatOptions,
    /// The codebook: [[issue]] tables with id, name, description and keywords
    #[arg(long)]
    issues: PathBuf,
    /// Folder of the run, new or made by an earlier score
    #[arg(long)]
    out: PathBuf,
    #[command(flatten)]
    attribution: AttributionOption,
    #[command(flatten)]
    classifier: ModelOptions,
}

pub fn run(arguments: &Arguments) -> Result<Done> {
    let codebook = Codebook::load(&arguments.issues)?;
    let Arguments { inputs, out, attribution, classifier, .. } = arguments;
    ensure!(!inputs.is_empty() || is_run(out), "no articles: name files or folders, or a run with --out whose articles are to be scored");
    let given = arguments.format.gather(inputs, &run::held(out)?)?;
    ensure!(!given.articles.is_empty() || is_run(out), "no article could be read; see the messages above for what was expected");
    let skipped = given.skipped.len();
    let counts = keep(out, given, &codebook, attribution, classifier)?;
    print(format_args!("{}: {counts}\n", shown(out)))?;
    Ok(Done::skipping(skipped))
}

/// Scores into the run in `folder`, says on stderr what that took, and returns what the run holds then.
pub fn keep(
    folder: &Path,
    given: Given,
    codebook: &Codebook,
    attribution: &AttributionOption,
    classifier: &ModelOptions,
) -> Result<String> {
    let held = if is_run(folder) { Some(Manifest::read(folder)?) } else { None };
    let classifier = classifier.load_for(held.as_ref())?;
    let reader = attribution.load_for(held.as_ref(), || classifier.arithmetic())?;
    let mut judge = Judge::new(&classifier);
    let bar = progress::bar(given.articles.len(), "articles");
    let outcome = run::score(folder, given, &reader, codebook, &mut judge, &mut |articles, of, pairs| {
        bar.set_length(of as u64);
        bar.set_position(articles as u64);
        bar.set_message(format!("{pairs} pairs judged"));
    });
    bar.finish_and_clear();
    tell(&outcome?, held.as_ref(), judge.identity().hash.as_str());
    let Manifest { counts, unfinished, .. } = Manifest::read(folder)?;
    if let Some(first) = unfinished.first() {
        complain(format_args!(
            "of {} inputs articles may be missing, {first} the first: give them again, since an earlier scoring was stopped or a part is lost",
            unfinished.len()
        ));
    }
    Ok(format!("{} articles, {} statements, {} judgements", counts.n_articles, counts.n_statements, counts.n_judgements))
}

fn tell(outcome: &Outcome, before: Option<&Manifest>, classifier: &str) {
    if before.is_some_and(|manifest| manifest.classifier.hash != classifier) {
        complain("the run was scored with another model or arithmetic before; its articles are now judged by this one");
    }
    let Outcome { new, changed, unchanged, moved, pairs, judged, .. } = outcome;
    complain(format_args!(
        "{new} new, {changed} changed, {unchanged} unchanged articles; {pairs} pairs: {judged} judged, {} known",
        pairs - judged
    ));
    if let Some(first) = moved.first() {
        complain(format_args!(
            "{} articles replaced those of the same id from other inputs, {first} the first; give articles ids of their own to keep both",
            moved.len()
        ));
    }
}

/// The run among the inputs of a report; an error where it is not the only one.
pub fn only_run(inputs: &[PathBuf]) -> Result<Option<&Path>> {
    match inputs {
        [input] if is_run(input) => Ok(Some(input)),
        _ => match inputs.iter().find(|input| is_run(input)) {
            Some(run) => bail!("{} is a run, which is reported alone; score the other inputs into it first", shown(run)),
            None => Ok(None),
        },
    }
}
