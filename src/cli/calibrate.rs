//! `standpoint calibrate`: how judgements become a saying, fitted on coded articles.
use super::evaluate::trials;
use super::{Done, ModelOptions, shown};
use anyhow::{Result, ensure};
use clap::Args;
use standpoint::encoder::model::set_pooling;
use standpoint::encoder::{Classifier, calibrates};
use standpoint::evaluate::{ArticleFigures, Fit, Tables, figures, fit, gold};
use standpoint::scorecard::{Options, Pooling};
use std::path::PathBuf;

/// Fit on coded articles how sentences add up to the stance of an actor in an article
///
/// A sentence that says something is easily buried among the many of the same actor that do not. This scores the articles, learns from
/// the coded tables how the judgements of an actor on an issue are to be pooled, and chooses the probability under which the result is
/// unsure: the one of the highest triple F1 (actor, issue and stance right), of equals that with the fewest reversed. The learned pooling
/// is kept only where it does better than the weighted mean on articles that it was not fitted on. What is found is written to [pooling]
/// in the model's model.toml, where `report` and `evaluate --articles` read it; of a cascade in that of the model that judges. The
/// weights stay as they are.
///
/// Take articles that trained nothing and that nothing will be measured on, some forty of them. Those that a recipe left out of training
/// by `one_in = 12` are found again by --one-in 12.
#[derive(Args)]
#[command(after_help = "Examples:\n  standpoint calibrate --articles coded/ --model my-models/town\n  \
                  standpoint calibrate --articles articles/dense/train.jsonl --one-in 12 --model cascade")]
pub struct Arguments {
    /// Coded articles: a folder of <id>.txt beside <id>.gold.json, or a .jsonl file of articles coded sentence by sentence
    #[arg(long, value_name = "PATH")]
    articles: PathBuf,
    /// Take one article in N, by a hash of its id: those that a recipe with this one_in calibrates on
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..))]
    one_in: u64,
    #[command(flatten)]
    classifier: ModelOptions,
}

pub fn run(arguments: &Arguments) -> Result<Done> {
    let mut coded = gold::read(&arguments.articles)?;
    coded.retain(|gold| calibrates(&gold.article.id, arguments.one_in));
    ensure!(coded.len() > 1, "--one-in {} leaves {} articles; give two or more to fit on", arguments.one_in, coded.len());
    let folder = arguments.classifier.judging()?;
    let classifier = arguments.classifier.load()?;
    let trials = trials(coded, &classifier);
    let fit = fit(&trials);
    let with = |pooling: Pooling| figures(&trials, &Options { min_sayings: 1, pooling });
    print!("{}", render(&fit, &classifier, &with(classifier.pooling()), &with(fit.pooling)));
    set_pooling(&folder, fit.pooling)?;
    println!("written to {}", shown(&folder.join("model.toml")));
    Ok(Done::All)
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
