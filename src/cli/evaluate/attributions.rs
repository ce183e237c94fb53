//! `standpoint evaluate --statements`: the figures as text.
use super::Arguments;
use crate::cli::{Done, arithmetic, print};
use anyhow::Result;
use standpoint::evaluate::attributions::{self, AttributionFigures, Attributions, Right, Slip};
use std::io::Write;
use std::path::Path;

/// Reads the cases, and prints how good that is; the errors, where they are asked for, before the figures, or beside JSON on stderr.
pub fn measure(arguments: &Arguments, cases: &Path) -> Result<Done> {
    let cases = attributions::read(cases)?;
    let reader = arguments.attribution.load(|| arithmetic(arguments.classifier.arithmetic))?;
    let figures = Attributions::of(&cases, &|articles| reader.read(articles));
    let errors: String = figures.slips.iter().filter(|_| arguments.verbose).map(line).collect();
    if arguments.json {
        write!(std::io::stderr(), "{errors}")?;
        print(serde_json::to_string(&figures)? + "\n")?;
    } else {
        print(format!("{errors}{}{}", if errors.is_empty() { "" } else { "\n" }, render(&figures)))?;
    }
    Ok(Done::All)
}

/// One error in one line, its parts between tabs.
fn line(slip: &Slip) -> String {
    let Slip { case, kind, wrong, labelled, found } = slip;
    let part = |text: &str| if text.is_empty() { "-".to_string() } else { text.to_string() };
    format!("{case}\t{kind}\t{}\t{}\t{}\n", wrong.word(), part(labelled), part(found))
}

const COLUMNS: [&str; 11] = ["cases", "labelled", "found", "precision", "recall", "F1", "source", "speaker", "full F1", "evidence", "time"];

fn render(figures: &Attributions) -> String {
    let head: String = COLUMNS.iter().map(|column| format!("{column:>10}")).collect();
    let rows: String = figures.by_kind.iter().map(|(kind, figures)| row(kind, figures)).collect();
    let AttributionFigures { relayed_by, speaks_for, .. } = figures.all;
    let [by, whose] = [relayed_by, speaks_for].map(|right| format!("{:.4} of {}", right.share, right.n));
    let all = row("all", &figures.all);
    format!("{:<16}{head}\n{rows}{all}relayed, and by whom {by}   for whom {whose}\n", "kind")
}

fn row(name: &str, figures: &AttributionFigures) -> String {
    let AttributionFigures { cases, found, content, full, source, speaker, evidence, time, .. } = figures;
    let counts: String = [*cases, content.n, *found].iter().map(|count| format!("{count:>10}")).collect();
    let score = |value: f64| right(Right { n: content.n, share: value });
    let scores = [content.p, content.r, content.f1].map(score).concat();
    let parts = [right(*source), right(*speaker), score(full.f1), right(*evidence), right(*time)].concat();
    format!("{name:<16}{counts}{scores}{parts}\n")
}

/// The share, where it is one of something.
fn right(right: Right) -> String {
    if right.n == 0 { format!("{:>10}", "-") } else { format!("{:>10.4}", right.share) }
}
