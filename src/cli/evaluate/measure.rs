//! `standpoint evaluate FILE`: one model or two on labelled pairs.
use super::super::{Done, load, print, progress, shown};
use super::{Arguments, compared, named, pairs};
use anyhow::{Result, ensure};
use clap::Args;
use serde_json::{Map, Value};
use standpoint::dataset::{Located, Pair, read_labelled_with};
use standpoint::encoder::{Classifier, Query};
use standpoint::evaluate::{Against, Beside, Comparisons, Evaluation, Field, Judged, Measured, PairFigures, among, mask_speaker, original};
use standpoint::stance::Stance;
use std::path::{Path, PathBuf};

/// Options that name something other than labelled pairs to measure on.
const OTHER_INPUTS: [&str; 3] = ["articles", "statements", "mentions"];

/// What is measured on labelled pairs, and where to.
#[derive(Args)]
pub struct Measures {
    /// Hold --model against this one, named or given as for --model: differences with 95% intervals, by label and by issue
    #[arg(long, value_name = "MODEL", conflicts_with_all = OTHER_INPUTS)]
    against: Option<String>,
    /// Folder to write evaluation.md, evaluation.json, reliability.svg and confusion.svg into
    #[arg(long, value_name = "DIR", conflicts_with_all = OTHER_INPUTS)]
    out: Option<PathBuf>,
    /// Also the figures for each value of this field of FILE, such as topic; date:year takes the year of a date, and may be called year.
    /// May be given several times
    #[arg(long, value_name = "FIELD", conflicts_with_all = OTHER_INPUTS)]
    by: Vec<Field>,
    /// The outcomes that FILE can hold, where it cannot hold all: verdicts are chosen among these, with probabilities that sum to one
    #[arg(long, value_name = "LABELS", value_delimiter = ',', conflicts_with_all = OTHER_INPUTS, value_parser = label,
          default_value = "supportive,cautious,opposed,none", hide_default_value = true)]
    labels: Vec<Stance>,
    /// Judge FILE a second time with each speaker's name replaced by X wherever it stands, and tell what that changes
    #[arg(long, conflicts_with_all = OTHER_INPUTS)]
    mask_speaker: bool,
}

fn label(word: &str) -> Result<Stance, String> {
    let stance = Stance::ALL.into_iter().find(|stance| stance.word() == word);
    stance.ok_or_else(|| "expected supportive, cautious, opposed or none, with commas between them".to_string())
}

/// Reads the pairs, judges them and prints the figures; with --out also writes them.
pub fn run(arguments: &Arguments, file: &Path) -> Result<Done> {
    let rows = read_labelled_with(file, &arguments.columns.columns()?)?;
    let set = Set::of(&rows, &arguments.measures, file)?;
    let classifier = arguments.classifier.load()?;
    let (signature, arithmetic) = (named(&classifier), classifier.arithmetic());
    let (ours, judged) = set.measure(classifier);
    let against = match &arguments.measures.against {
        Some(model) => {
            let (theirs, others) = set.measure(load(model, arithmetic)?);
            Some(Against { theirs, comparison: Comparisons::of(&judged, &others) })
        }
        None => None,
    };
    let evaluation = Evaluation::new(file, &arguments.measures.labels, ours, against);
    print(if arguments.json { json(&evaluation)? } else { text(&evaluation, &signature) })?;
    if let Some(folder) = &arguments.measures.out {
        let written: String = evaluation.write(folder)?.iter().map(|file| shown(file) + "\n").collect();
        if !arguments.json {
            print(format_args!("\n{written}"))?;
        }
    }
    Ok(Done::All)
}

/// The figures alone of one model, everything of two.
fn json(evaluation: &Evaluation) -> Result<String> {
    let json = match &evaluation.against {
        Some(_) => serde_json::to_string(evaluation)?,
        None => serde_json::to_string(&evaluation.ours.figures)?,
    };
    Ok(json + "\n")
}

fn text(evaluation: &Evaluation, signature: &str) -> String {
    pairs::render(&evaluation.ours.figures) + signature + &compared::render(evaluation)
}

/// What every model is asked.
struct Set<'a> {
    pairs: Vec<&'a Pair>,
    records: Vec<&'a Map<String, Value>>,
    masked: Option<Vec<Pair>>,
    /// Pairs with reworded issues by their place, and as they were before.
    originals: Vec<(usize, Pair)>,
    measures: &'a Measures,
}

impl<'a> Set<'a> {
    fn of(rows: &'a [Located], measures: &'a Measures, file: &Path) -> Result<Set<'a>> {
        let records: Vec<&Map<String, Value>> = rows.iter().map(|row| &row.record).collect();
        for field in &measures.by {
            let found = records.iter().any(|record| field.value(record).is_some());
            ensure!(found, "--by {}: no line of {} has such a field; {}", field.name(), shown(file), known(&records));
        }
        let left_out = rows.iter().find(|row| row.pair.label.is_some_and(|label| !measures.labels.contains(&label)));
        if let Some((row, label)) = left_out.and_then(|row| Some((row, row.pair.label?))) {
            anyhow::bail!("{}:{}: the label {} is not among --labels; add it, or leave --labels out", shown(file), row.line, label.word());
        }
        Ok(Set {
            pairs: rows.iter().map(|row| &row.pair).collect(),
            records,
            masked: measures.mask_speaker.then(|| rows.iter().map(|row| mask_speaker(&row.pair)).collect()),
            originals: rows.iter().enumerate().filter_map(|(at, row)| Some((at, original(row)?))).collect(),
            measures,
        })
    }

    /// The figures of a classifier, and what it gave for the pairs.
    fn measure(&self, classifier: Classifier) -> (Measured, Vec<Judged<'_>>) {
        let judged = among(judge(&classifier, &self.pairs), &self.measures.labels);
        let masked: Option<Vec<&Pair>> = self.masked.as_ref().map(|masked| masked.iter().collect());
        let originals: Vec<&Pair> = self.originals.iter().map(|(_, pair)| pair).collect();
        let before = among(judge(&classifier, &originals), &self.measures.labels);
        let by = self.measures.by.iter().map(|field| (field.name().to_string(), field.figures(&self.records, &judged)));
        let beside = Beside {
            masked: masked.map(|masked| among(judge(&classifier, &masked), &self.measures.labels)),
            originals: self.originals.iter().zip(before).map(|((at, _), before)| (judged[*at], before)).collect(),
            by: by.collect(),
        };
        (Measured { model: classifier.identity(), figures: PairFigures::of(&judged, beside) }, judged)
    }
}

/// "the fields are a, b".
fn known(records: &[&Map<String, Value>]) -> String {
    let mut names: Vec<&str> = records.iter().flat_map(|record| record.keys().map(String::as_str)).collect();
    names.sort_unstable();
    names.dedup();
    format!("the fields are {}", names.join(", "))
}

/// What the classifier gives for each pair, all of which are labelled.
fn judge<'a>(classifier: &Classifier, pairs: &[&'a Pair]) -> Vec<Judged<'a>> {
    let bar = progress::bar(pairs.len(), "pairs");
    let queries: Vec<Query> = pairs.iter().map(|pair| pair.query()).collect();
    let answers = classifier.classify(&queries, &mut |done| bar.set_position(done as u64));
    bar.finish_and_clear();
    let judged = pairs.iter().zip(answers).map(|(pair, answer)| pair.label.map(|label| Judged { pair, label, answer }));
    judged.flatten().collect()
}
