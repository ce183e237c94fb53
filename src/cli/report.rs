//! `standpoint report`: from articles to who stands where.
use super::attribution::AttributionOption;
use super::counting::Counting;
use super::inputs::FormatOptions;
use super::views::{Views, screen};
use super::{Done, ModelOptions, complain, print, progress, require, score, shown};
use anyhow::{Context, Result, ensure};
use clap::Args;
use standpoint::actor::registry::Registry;
use standpoint::article::Held;
use standpoint::encoder::judge::ModelIdentity;
use standpoint::encoder::{Identity, Judge};
use standpoint::error::Error;
use standpoint::file::make_folder;
use standpoint::issue::{Codebook, Issue};
use standpoint::pipeline::{self, ScoredArticle};
use standpoint::report::{self, Corpus, Report, Run, Skipped, lookup, terminal, write};
use standpoint::run::{self, Check, Given, Loaded, Manifest, State};
use standpoint::scorecard::{Options, Weighting, tally_with};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Score articles and report who is supportive, cautious or opposed on each issue
///
/// Prints a table of actors and issues: in words where they have room, else in signs. --actor and --issue show one actor with the sentences
/// behind each position, or who stands where on one issue; --by shows positions by month, outlet or party.
///
/// With --out it also writes a page to look at (index.html), a memo (report.md) and everything behind them, once as report.json and once as
/// actors.csv, positions.csv, sayings.csv, statements.csv and run.csv: each position with its sayings and the sentences that show it. In the
/// CSV files a text that a spreadsheet would take for a formula has an apostrophe before it.
///
/// With --format there is more: the tables as Parquet, where dates are dates and lists are lists (parquet); drawings for a paper (svg, in
/// charts/); who stands where and who agrees with whom as networks for Gephi, networkx or igraph (gexf and graphml, in networks/); and
/// documents, statements and an R script for Discourse Network Analyzer (dna, in dna/).
///
/// A run, as `standpoint score` writes it, is reported without a model: on all issues it was scored on, or on those of --issues, whose
/// ids may differ.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  standpoint report articles/ --issues issues.toml\n  standpoint report articles/ more.jsonl --issues issues.toml --out report/ --min-sayings 3\n  standpoint report run/ --out report/\n  standpoint report run/ --out report/ --format html,svg,gexf\n  standpoint report run/ --actor callender --issue harbour-expansion\n  standpoint report run/ --issue harbour-expansion --by quarter\n  standpoint report run/ --actors actors.toml --by party\n  standpoint report run/ --weights outlets.toml"
)]
pub struct Arguments {
    /// Articles: .txt, .md, .html, .jsonl and .csv files (each also gzipped, as in .txt.gz), folders of them, or - for standard input; or
    /// else one run
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    format_options: FormatOptions,
    /// The codebook: [[issue]] tables with id, name, description and keywords; a run has its own
    #[arg(long)]
    issues: Option<PathBuf>,
    /// Actors you know: [[actor]] tables with name, aliases, kind, organisation, party and country
    #[arg(long, value_name = "FILE")]
    actors: Option<PathBuf>,
    /// Also keep what was scored, in this run, and take from it what it holds; the report is the same with and without,
    /// but for what was checked by hand
    #[arg(long, value_name = "DIR")]
    run: Option<PathBuf>,
    /// Folder to write the report into
    #[arg(long)]
    out: Option<PathBuf>,
    /// What to write into it: html, md, json, csv, parquet, svg, gexf, graphml, dna, or several with commas between them
    #[arg(long, value_delimiter = ',', default_value = "html,md,json,csv")]
    format: Vec<report::Format>,
    #[command(flatten)]
    views: Views,
    #[command(flatten)]
    counting: Counting,
    #[command(flatten)]
    attribution: AttributionOption,
    #[command(flatten)]
    classifier: ModelOptions,
}

pub fn run(arguments: &Arguments) -> Result<Done> {
    let options = arguments.counting.options()?;
    ensure!(
        options.roll_up.is_none() || arguments.actors.is_some(),
        "--roll-up needs to know who belongs to what: name a file with --actors, whose [[actor]] tables give organisation, party or country"
    );
    let actors = listed(arguments.actors.as_deref())?;
    arguments.out.as_deref().map_or(Ok(()), make_folder)?;
    let (scored, done) = match (score::only_run(&arguments.inputs)?, &arguments.run) {
        (Some(folder), _) => from_run(folder, arguments)?,
        (None, Some(folder)) => kept(folder, arguments)?,
        (None, None) => in_memory(arguments)?,
    };
    warn_of_outlets(&options, &scored.articles);
    let report = summarise(&scored, &actors, options);
    drop(scored);
    let files = arguments.out.as_ref().map_or(Ok(Vec::new()), |folder| write(folder, &arguments.format, &report))?;
    print(terminal::view(&report, &arguments.views.view(), screen())?)?;
    if !files.is_empty() {
        print(format_args!("\n{}\n", files.iter().map(|file| shown(file)).collect::<Vec<_>>().join("\n")))?;
    }
    Ok(done)
}

/// The user's own list of actors, where there is one.
pub fn listed(actors: Option<&Path>) -> Result<Registry> {
    Ok(actors.map_or_else(|| Ok(Registry::default()), Registry::load)?)
}

/// Says which outlets of the file of weights no article has.
fn warn_of_outlets(options: &Options, articles: &[ScoredArticle]) {
    let Weighting::Outlets(weights) = &options.weighting else { return };
    let unmet = weights.unmet(articles.iter().filter_map(|scored| scored.article.outlet.as_deref()));
    if !unmet.is_empty() {
        complain(format!("no article is of {}, which --weights lists", unmet.into_iter().collect::<Vec<_>>().join(", ")));
    }
}

/// What a report is made of.
pub struct Scored {
    pub articles: Vec<ScoredArticle>,
    pub issues: Vec<Issue>,
    pub attribution: Option<ModelIdentity>,
    classifier: Identity,
    version: String,
    skipped: Vec<Error>,
    check: Check,
}

impl From<Loaded> for Scored {
    fn from(loaded: Loaded) -> Scored {
        let Loaded { manifest, codebook, articles, skipped, check } = loaded;
        let Manifest { attribution, classifier, version, .. } = manifest;
        Scored { articles, issues: codebook.issues, attribution, classifier, version, skipped, check }
    }
}

fn from_run(folder: &Path, arguments: &Arguments) -> Result<(Scored, Done)> {
    let asked = arguments.classifier.is_given() || arguments.attribution.is_given();
    ensure!(!asked, "a run is judged already: --attribution, --model and --arithmetic are for `standpoint score`");
    ensure!(arguments.run.is_none(), "--run keeps what is scored; {} is a run already", shown(folder));
    let codebook = arguments.issues.as_ref().map(Codebook::load).transpose()?;
    let loaded = run::load(folder, codebook.as_ref(), |_| true)?;
    ensure!(!loaded.articles.is_empty(), "{} holds no article yet; give its `standpoint score` again", shown(folder));
    let stopped = loaded.manifest.state == State::ArticlesMissing;
    if stopped {
        complain(
            "some articles are missing, since a scoring was stopped or a part was lost; give the same `standpoint score` again to go on",
        );
    }
    Ok((loaded.into(), if stopped { Done::WithSkips } else { Done::All }))
}

fn kept(folder: &Path, arguments: &Arguments) -> Result<(Scored, Done)> {
    let (codebook, given) = given(arguments)?;
    let ids: BTreeSet<String> = given.articles.iter().map(|named| named.article.id.clone()).collect();
    let skipped = given.skipped.clone();
    let done = Done::skipping(skipped.len());
    score::keep(folder, given, &codebook, &arguments.attribution, &arguments.classifier)?;
    let loaded = run::load(folder, Some(&codebook), |id| ids.contains(id))?;
    Ok((Scored { skipped, ..loaded.into() }, done))
}

fn in_memory(arguments: &Arguments) -> Result<(Scored, Done)> {
    let (codebook, given) = given(arguments)?;
    let classifier = arguments.classifier.load()?;
    let reader = arguments.attribution.load(|| classifier.arithmetic())?;
    let mut judge = Judge::new(&classifier);
    let bar = progress::bar(given.articles.len(), "articles");
    let articles = given.articles.into_iter().map(|named| named.article).collect();
    let articles = pipeline::score(articles, &reader, &codebook, &mut judge, &mut |articles, pairs| {
        bar.set_position(articles as u64);
        bar.set_message(format!("{pairs} pairs judged"));
    });
    bar.finish_and_clear();
    let (done, version) = (Done::skipping(given.skipped.len()), env!("CARGO_PKG_VERSION").to_string());
    let (attribution, classifier) = (reader.identity(), judge.identity().clone());
    Ok((Scored { articles, issues: codebook.issues, attribution, classifier, version, skipped: given.skipped, check: Check::Never }, done))
}

fn given(arguments: &Arguments) -> Result<(Codebook, Given)> {
    let issues = arguments.issues.as_ref().context("no codebook: name the file of your issues with --issues")?;
    let codebook = Codebook::load(issues)?;
    for id in arguments.views.issues() {
        lookup::issue(&codebook.issues, id)?;
    }
    let held = arguments.run.as_deref().map_or_else(|| Ok(Held::new()), run::held)?;
    let given = arguments.format_options.gather(&arguments.inputs, &held)?;
    require(&given.articles, "article")?;
    Ok((codebook, given))
}

/// Adds up what was scored; the pooling is the classifier's.
pub fn summarise(scored: &Scored, actors: &Registry, options: Options) -> Report {
    let Scored { articles, issues, attribution, classifier, version, skipped, check } = scored;
    let options = Options { pooling: classifier.pooling, confusion: classifier.confusion, ..options };
    let run = Run {
        version: version.clone(),
        model: classifier.name.clone(),
        models: classifier
            .models
            .iter()
            .chain(attribution)
            .map(|ModelIdentity { name, sha256 }| report::Model { name: name.clone(), hash: sha256.clone() })
            .collect(),
        arithmetic: classifier.arithmetic.word().to_string(),
        corpus: Corpus::of(articles),
        options: options.clone(),
        skipped: skipped.iter().map(Skipped::from).collect(),
        check: check.clone(),
    };
    let articles_read = articles.iter().map(|scored| scored.article.clone()).collect();
    Report { run, scorecards: tally_with(actors, articles, issues, &options), issues: issues.clone(), articles: articles_read }
}
