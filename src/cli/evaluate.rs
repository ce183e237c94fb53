//! `standpoint evaluate`: how good a model is on labelled pairs, the whole chain on coded articles, and the reading on labelled statements.
mod attributions;
mod compared;
mod intervals;
mod losses;
mod measure;
mod mentions;
mod pairs;

use super::attribution::AttributionOption;
use super::columns::ColumnOptions;
use super::{Done, ModelOptions, print, progress};
use anyhow::Result;
use clap::{ArgGroup, Args};
use standpoint::article::Article;
use standpoint::encoder::{Classifier, Query};
use standpoint::evaluate::gold::{self, Gold};
use standpoint::evaluate::{self, ArticleFigures, Trial};
use standpoint::reader::Reader;
use standpoint::scorecard::Options;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Measure a model on labelled pairs, everything on coded articles, or who says what on short texts
///
/// FILE holds JSON lines as for `classify`, each with a "label", or is a .csv or .tsv with such columns: precision, recall and F1,
/// confusion, "reversed" (the share of the pairs where label and verdict are both poles and differ) and ECE, the expected calibration
/// error of the verdict's probability over 15 bins; the same for the surest verdicts alone. Where lines share a sentence or have
/// "speaks", "role", "time", "lean" or "how" (the issue was reversed or paraphrased), also: actors of one sentence told apart, recall of
/// what is said, told and relayed, and so on; with "original_issue" beside "how", whether the verdict turned or stayed as it should.
///
/// With --against, a second model judges the same pairs. Whether one is better is told with the 95% interval of the difference: a paired
/// bootstrap that draws whole articles, where "article" names them, since the pairs of one are not independent.
///
/// With --articles, every article is scored with its own issues, and its table is held against the coded one: what each stage loses, how
/// many of the cells are right, reversed or should not be there.
///
/// With --statements, the statements found in short texts are held against those labelled there: how many of the contents are found,
/// and of these how many have the right source, speaker, kind of evidence and time.
#[derive(Args)]
#[command(
    group = ArgGroup::new("measured").required(true),
    after_help = "Examples:\n  standpoint evaluate datasets/statements/test.jsonl\n  standpoint evaluate datasets/statements/test.jsonl --model accurate --against small --out evaluation/\n  standpoint evaluate coded.jsonl --by topic --by date:year --mask-speaker\n  standpoint evaluate coded.csv --map label=Stance --map label:supportive=pro --map label:opposed=contra\n  standpoint evaluate --articles coded/ -v\n  standpoint evaluate --statements datasets/attribution/test.jsonl -v\n  standpoint evaluate --mentions coded.jsonl --attribution rules"
)]
pub struct Arguments {
    /// Labelled pairs: one JSON object a line, or a .csv or .tsv with columns such as text, speaker, issue and label
    #[arg(group = "measured")]
    file: Option<PathBuf>,
    #[command(flatten)]
    columns: ColumnOptions,
    /// Coded articles: a folder of <id>.txt beside <id>.gold.json, or a .jsonl file of articles coded sentence by sentence
    #[arg(long, value_name = "PATH", group = "measured")]
    articles: Option<PathBuf>,
    /// Short texts with all their statements labelled, one JSON object a line
    #[arg(long, value_name = "FILE", group = "measured", conflicts_with = "model")]
    statements: Option<PathBuf>,
    /// Coded articles with every mention and speaker, as a .jsonl file: mentions seen and resolved right, who speaks in which sentence,
    /// whose word it is and of when
    #[arg(long, value_name = "FILE", group = "measured", conflicts_with = "model")]
    mentions: Option<PathBuf>,
    /// Coded stances beside what sayings claim, as --articles writes them with --sayings: actors are drawn, with sayings that err like
    /// these, and it is counted how often the intervals of a report hold the true net
    #[arg(long, value_name = "FILE", group = "measured")]
    intervals: Option<PathBuf>,
    /// List every error; with --json on stderr. Of articles: article, stage, actor, issue, coded stance, found stance, how it was said,
    /// probabilities (supportive, cautious, opposed, none), sentence. Of attributions: case, kind, what is wrong, as labelled, as found.
    /// Of mentions: article, what is wrong, form, actor, what was found, mention, sentence
    #[arg(short, long, conflicts_with = "file")]
    verbose: bool,
    /// With --articles: tell what it brings and costs to ask about those who are merely mentioned, at several widths and thresholds
    #[arg(long, requires = "articles")]
    candidates: bool,
    /// With --articles: also write each coded stance beside what the saying made of it claims, as a .csv of numbers
    #[arg(long, value_name = "FILE", requires = "articles")]
    sayings: Option<PathBuf>,
    #[command(flatten)]
    measures: measure::Measures,
    #[command(flatten)]
    attribution: AttributionOption,
    #[command(flatten)]
    classifier: ModelOptions,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
}

pub fn run(arguments: &Arguments) -> Result<Done> {
    if let Some(mentions) = &arguments.mentions {
        return mentions::run(arguments, mentions);
    }
    if let Some(sayings) = &arguments.intervals {
        return intervals::run(arguments, sayings);
    }
    match (&arguments.file, &arguments.articles, &arguments.statements) {
        (_, _, Some(cases)) => attributions::measure(arguments, cases),
        (_, Some(articles), None) => on_articles(arguments, articles),
        (Some(file), None, None) => measure::run(arguments, file),
        (None, None, None) => {
            anyhow::bail!("nothing to measure on; name a file of labelled pairs, or give --articles, --statements or --mentions")
        }
    }
}

fn on_articles(arguments: &Arguments, path: &Path) -> Result<Done> {
    let coded = gold::read(path)?;
    let classifier = arguments.classifier.load()?;
    let options = Options { min_sayings: 1, pooling: classifier.pooling(), ..Options::default() };
    let reader = arguments.attribution.load(|| classifier.arithmetic())?;
    let trials = trials(coded, &reader, &classifier);
    if arguments.candidates {
        let prices = evaluate::prices(&trials, &options);
        let text = if arguments.json { serde_json::to_string(&prices)? + "\n" } else { losses::render_prices(&prices) };
        return print(text + &named(&classifier)).map(|()| Done::All);
    }
    if let Some(file) = &arguments.sayings {
        let sayings: Vec<_> = trials.iter().flat_map(|trial| evaluate::coded_sayings(trial, &options)).collect();
        evaluate::write_sayings(file, &sayings)?;
    }
    let mistakes = trials.iter().flat_map(|trial| evaluate::mistakes(trial, &options));
    let errors: String = mistakes.filter(|_| arguments.verbose).map(|mistake| losses::line(&mistake)).collect();
    write_out(arguments, &classifier, &evaluate::figures(&trials, &options), &errors)
}

/// Coded articles put through the chain.
pub fn trials(coded: Vec<Gold>, reader: &Reader, classifier: &Classifier) -> Vec<Trial> {
    let bar = progress::bar(coded.len(), "articles");
    let classify = |queries: &[Query]| classifier.classify(queries, &mut |_| ());
    let articles: Vec<Article> = coded.iter().map(|gold| gold.article.clone()).collect();
    let readings = reader.read(&articles);
    let run = |(gold, reading)| {
        let trial = Trial::run(gold, reading, &classify);
        bar.inc(1);
        trial
    };
    let trials = coded.into_iter().zip(readings).map(run).collect();
    bar.finish_and_clear();
    trials
}

/// The figures on stdout; the errors before them, or beside JSON on stderr.
fn write_out(arguments: &Arguments, classifier: &Classifier, figures: &ArticleFigures, errors: &str) -> Result<Done> {
    let mut out = std::io::stdout().lock();
    if arguments.json {
        write!(std::io::stderr(), "{errors}")?;
        writeln!(out, "{}", serde_json::to_string(figures)?)?;
    } else {
        write!(out, "{errors}{}{}{}", if errors.is_empty() { "" } else { "\n" }, losses::render(figures), named(classifier))?;
    }
    Ok(Done::All)
}

fn named(classifier: &Classifier) -> String {
    format!("model {}, {}\n", classifier.name(), classifier.arithmetic().word())
}
