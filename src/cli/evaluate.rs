//! `standpoint evaluate`: how good a model is on labelled pairs.
use super::{Classifier, Done, progress};
use anyhow::Result;
use clap::Args;
use standpoint::dataset::read_labelled;
use standpoint::encoder::{Model, Query};
use standpoint::evaluate::{Figures, Outcome};
use standpoint::stance::Stance;
use std::path::PathBuf;

/// Measure a model on labelled pairs: precision, recall and F1, confusion, reversed poles, calibration
///
/// The file holds JSON lines as for `classify`, each with a "label". "reversed" is the share of the pairs where label and verdict are both
/// poles and differ; ECE the expected calibration error of the verdict's probability over 15 bins.
#[derive(Args)]
#[command(after_help = "Example: standpoint evaluate datasets/statements/statements.jsonl")]
pub struct Arguments {
    /// Labelled pairs, one JSON object a line
    file: PathBuf,
    #[command(flatten)]
    classifier: Classifier,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
}

pub fn run(arguments: &Arguments) -> Result<Done> {
    let pairs = read_labelled(&arguments.file)?;
    let model = arguments.classifier.load()?;
    let bar = progress::bar(pairs.len(), "pairs");
    let queries: Vec<Query> = pairs.iter().map(|pair| pair.query()).collect();
    let judged = model.classify(&queries, &mut |done| bar.set_position(done as u64));
    bar.finish_and_clear();
    let outcome = |(label, probabilities)| Outcome { label, probabilities, unsure: model.is_unsure(&probabilities) };
    let outcomes: Vec<Outcome> = pairs.iter().filter_map(|pair| pair.label).zip(judged).map(outcome).collect();
    let figures = Figures::of(&outcomes);
    if arguments.json {
        println!("{}", serde_json::to_string(&figures)?);
    } else {
        print!("{}", table(&figures, &model));
    }
    Ok(Done::All)
}

fn table(figures: &Figures, model: &Model) -> String {
    let row = |stance: Stance| {
        let score = figures.per_label[stance.word()];
        let counts: String = figures.confusion[stance as usize].iter().map(|count| format!("{count:>12}")).collect();
        format!("{:<11}{:>10.4}{:>10.4}{:>10.4}{:>8}{counts}\n", stance.word(), score.p, score.r, score.f1, score.n)
    };
    let head: String = Stance::ALL.iter().map(|stance| format!("{:>12}", stance.word())).collect();
    let rows: String = Stance::ALL.into_iter().map(row).collect();
    let Figures { n, accuracy, macro_f1, reversed, reversed_sure, poles_covered, ece, unsure, .. } = figures;
    format!(
        "{:<11}{:>10}{:>10}{:>10}{:>8}{head}\n{rows}\npairs {n}   macro-F1 {macro_f1:.4}   accuracy {accuracy:.4}   ECE {ece:.4}\n\
         reversed {reversed:.4}   among the sure {reversed_sure:.4} (covering {poles_covered:.4} of the poles)   unsure {unsure}\n\
         model {}, {}\n",
        "label",
        "precision",
        "recall",
        "F1",
        "n",
        model.description.name,
        model.arithmetic.word()
    )
}
