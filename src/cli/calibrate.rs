//! `standpoint calibrate`: how answers become verdicts and sayings, fitted on what trained nothing.
use super::attribution::AttributionOption;
use super::evaluate::trials;
use super::{Done, ModelOptions, arithmetic, print, progress, shown};
use anyhow::{Result, ensure};
use clap::{ArgGroup, Args};
use standpoint::dataset::{Pair, read_labelled};
use standpoint::encoder::calibrate::{Calibration, Labelled};
use standpoint::encoder::model::describe_anew;
use standpoint::encoder::{Classifier, Model, Query, calibrates, confusion};
use standpoint::evaluate::{ArticleFigures, Fit, Tables, coded_sayings, figures, fit, gold};
use standpoint::scorecard::{CodedSaying, Confusion, Options, Pooling};
use standpoint::stance::Stance;
use std::path::{Path, PathBuf};

/// Fit what turns a model's answers into verdicts, on sentences and articles that trained nothing
///
/// With --pairs: the scaling under which probabilities are as good as they claim, the probability under which a sentence is unsure, and
/// the P(none) above which a cascade believes this model.
///
/// With --articles: how the sentences of an actor on an issue add up to its stance in an article. One that says something is easily buried
/// among many that do not. The articles are scored, and their coded tables teach how judgements are to be pooled and under which
/// probability the result is unsure: the one of the highest triple F1 (actor, issue and stance right), of equals that with the fewest
/// reversed. The learned pooling is kept only where it does better than the weighted mean on articles that it was not fitted on.
///
/// With --articles it also counts how the sayings err: of each coded stance how many are found with each verdict, how many are missed, and
/// how many are found where nothing was coded. The intervals of reports need it; without it they believe what sayings claim.
///
/// What is found is written into the model's model.toml and confusion.toml, of a cascade into those of the model that judges. The weights
/// stay as they are.
/// Take what nothing will be measured on; what a recipe left out of training by `one_in = 12` is found again by --one-in 12.
#[derive(Args)]
#[command(
    group = ArgGroup::new("fitted").required(true).multiple(true),
    after_help = "Examples:\n  standpoint calibrate --articles coded/ --model my-models/town\n  \
                  standpoint calibrate --pairs stance/dense/train.jsonl --articles articles/dense/train.jsonl --one-in 12 --model accurate"
)]
pub struct Arguments {
    /// Labelled pairs under our names, as JSON lines or a .csv
    #[arg(long, value_name = "FILE", group = "fitted")]
    pairs: Option<PathBuf>,
    /// Coded articles: a folder of <id>.txt beside <id>.gold.json, or a .jsonl file of articles coded sentence by sentence
    #[arg(long, value_name = "PATH", group = "fitted")]
    articles: Option<PathBuf>,
    /// Take one article in N, by a hash of its id: those that a recipe with this one_in calibrates on
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..))]
    one_in: u64,
    /// With --articles: leave the pooling as it is, and only count how its sayings err
    #[arg(long, requires = "articles")]
    keep_pooling: bool,
    /// Share of the pairs with a stance that stay sure
    #[arg(long, value_name = "SHARE", default_value_t = 0.75, requires = "pairs")]
    keep: f64,
    /// Share of the pairs with a stance that a cascade may lose by believing this model's surest `none`
    #[arg(long, value_name = "SHARE", default_value_t = 0.05, requires = "pairs")]
    lose: f64,
    #[command(flatten)]
    attribution: AttributionOption,
    #[command(flatten)]
    classifier: ModelOptions,
}

pub fn run(arguments: &Arguments) -> Result<Done> {
    let folder = arguments.classifier.judging()?;
    if let Some(pairs) = &arguments.pairs {
        on_pairs(arguments, pairs, &folder)?;
    }
    if let Some(articles) = &arguments.articles {
        on_articles(arguments, articles, &folder)?;
    }
    print(format_args!("written to {}\n", shown(&folder.join("model.toml"))))?;
    Ok(Done::All)
}

fn on_pairs(arguments: &Arguments, file: &Path, folder: &Path) -> Result<()> {
    let mut pairs = read_labelled(file)?;
    pairs.retain(|pair| arguments.one_in == 1 || calibrates(pair.unit(), arguments.one_in));
    let labels: Vec<Stance> = pairs.iter().filter_map(|pair| pair.label).collect();
    ensure!(labels.len() > 1, "--one-in {} leaves {} pairs; give some more to fit on", arguments.one_in, labels.len());
    let model = Model::load(folder, arithmetic(arguments.classifier.arithmetic))?;
    let bar = progress::bar(pairs.len(), "pairs");
    let queries: Vec<Query> = pairs.iter().map(Pair::query).collect();
    let logits = model.stance_logits(&queries, &mut |done| bar.set_position(done as u64));
    bar.finish_and_clear();
    let labelled: Vec<Labelled> = logits.into_iter().zip(labels).collect();
    let (fitted, figures) = Calibration::fit(&labelled, arguments.keep, arguments.lose);
    let Calibration { scaling, unsure_below, sure_none_above } = fitted;
    print(format_args!(
        "{} pairs, {}, {}\ntemperature {}, bias {:?}\nunsure below {unsure_below}, none believed above {sure_none_above}\n\
         macro-F1 {:.4}, reversed {:.4}, among the sure {:.4} (covering {:.4} of the poles), ECE {:.4}\n\n",
        figures.n,
        model.description.name,
        model.arithmetic.word(),
        scaling.temperature,
        scaling.bias,
        figures.macro_f1,
        figures.reversed,
        figures.reversed_sure,
        figures.poles_covered,
        figures.ece
    ))?;
    describe_anew(folder, |description| {
        (description.scaling, description.unsure_below, description.sure_none_above) = (scaling, unsure_below, sure_none_above);
    })?;
    Ok(())
}

fn on_articles(arguments: &Arguments, path: &Path, folder: &Path) -> Result<()> {
    let mut coded = gold::read(path)?;
    coded.retain(|gold| calibrates(&gold.article.id, arguments.one_in));
    ensure!(coded.len() > 1, "--one-in {} leaves {} articles; give two or more to fit on", arguments.one_in, coded.len());
    let classifier = arguments.classifier.load()?;
    let reader = arguments.attribution.load(|| classifier.arithmetic())?;
    let trials = trials(coded, &reader, &classifier);
    let with = |pooling: Pooling| Options { min_sayings: 1, pooling, ..Options::default() };
    let pooling = if arguments.keep_pooling {
        classifier.pooling()
    } else {
        let fit = fit(&trials);
        print(render(&fit, &classifier, &figures(&trials, &with(classifier.pooling())), &figures(&trials, &with(fit.pooling))))?;
        describe_anew(folder, |description| description.pooling = Some(fit.pooling))?;
        fit.pooling
    };
    let sayings: Vec<CodedSaying> = trials.iter().flat_map(|trial| coded_sayings(trial, &with(pooling))).collect();
    know(&sayings, folder)
}

/// Writes how sayings err beside the model, where enough is coded to tell.
fn know(sayings: &[CodedSaying], folder: &Path) -> Result<()> {
    match Confusion::of(sayings) {
        Some(known) => {
            confusion::write(folder, &known)?;
            print(errors(&known))
        }
        None => {
            print("some stance was never coded, or never found: how sayings err is not written, and intervals believe what they claim\n")
        }
    }
}

fn errors(known: &Confusion) -> String {
    let row = |(stance, missed): (Stance, Option<usize>)| {
        let [supportive, cautious, opposed] = known.counted[stance as usize];
        let missed = missed.map_or("-".to_string(), |missed| missed.to_string());
        format!("{:<20}{supportive:>12}{cautious:>10}{opposed:>9}{missed:>8}\n", stance.word())
    };
    let missed = known.missed.into_iter().map(Some).chain([None]);
    let rows: String = Stance::ALL.into_iter().zip(missed).map(row).collect();
    format!("{:<20}{:>12}{:>10}{:>9}{:>8}\n{rows}", "coded, counted as", "supportive", "cautious", "opposed", "missed")
}

fn render(fit: &Fit, classifier: &Classifier, before: &ArticleFigures, after: &ArticleFigures) -> String {
    let rows = [
        ("weighted mean, on articles left out", &fit.mean),
        ("learned pooling, on articles left out", &fit.learned),
        ("before, on all", &before.tables),
        ("after, on all", &after.tables),
    ];
    let row =
        |(what, tables): (&str, &Tables)| format!("{what:<40}{:>9.4}{:>11.4}{:>10.4}\n", tables.pair_f1, tables.triple_f1, tables.reversed);
    let kept = if fit.is_learned() { "learned pooling" } else { "weighted mean" };
    format!(
        "{} articles, {}, {}\n{:<40}{:>9}{:>11}{:>10}\n{}{kept}, unsure below {}\n",
        after.articles,
        classifier.name(),
        classifier.arithmetic().word(),
        "",
        "pair F1",
        "triple F1",
        "reversed",
        rows.into_iter().map(row).collect::<String>(),
        fit.pooling.unsure_below
    )
}
