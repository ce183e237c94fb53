//! An evaluation in Markdown, to be pasted as it is.
mod groups;

use super::{Against, Evaluation, Measured};
use crate::evaluate::Score;
use crate::evaluate::compare::{Comparison, Difference};
use crate::report::markdown::escape::escape;
use crate::stance::Stance;

/// The whole evaluation. All text of the input is escaped.
pub fn render(evaluation: &Evaluation) -> String {
    let models = evaluation.models();
    let file = escape(&evaluation.file.display().to_string());
    let names: Vec<String> = models.iter().map(|(name, _)| escape(name)).collect();
    let mut blocks = vec![format!("# {} on {file}", names.join(" and "))];
    blocks.extend(evaluation.sentence().map(|sentence| format!("{}.", escape(&sentence))));
    blocks.extend(figures(&models));
    blocks.extend(evaluation.against.as_ref().map(differences).unwrap_or_default());
    blocks.push("![Share of right verdicts over their probability](reliability.svg)".into());
    blocks.push("![Coded stances and verdicts](confusion.svg)".into());
    blocks.extend(groups::all(&models));
    blocks.extend(about(evaluation));
    blocks.join("\n\n") + "\n"
}

type Models<'a> = [(String, &'a Measured)];

/// A table below its heading; nothing without rows. Cells are Markdown already.
fn table(heading: &str, head: &[&str], rows: Vec<Vec<String>>) -> Vec<String> {
    if rows.is_empty() {
        return Vec::new();
    }
    let line = |cells: &[String]| format!("| {} |", cells.join(" | "));
    let head: Vec<String> = head.iter().map(|word| word.to_string()).collect();
    let rule: Vec<String> = head.iter().map(|_| "---".to_string()).collect();
    let lines: Vec<String> = [line(&head), line(&rule)].into_iter().chain(rows.iter().map(|row| line(row))).collect();
    vec![format!("## {heading}"), lines.join("\n")]
}

fn share(value: f64) -> String {
    format!("{value:.4}")
}

/// For each model, which stands first in its rows, the rows of something.
fn rows(models: &Models, of: impl Fn(&Measured) -> Vec<Vec<String>>) -> Vec<Vec<String>> {
    let named = |(name, measured): &(String, &Measured)| {
        let name = escape(name);
        of(measured).into_iter().map(move |row| std::iter::once(name.clone()).chain(row).collect()).collect::<Vec<Vec<String>>>()
    };
    models.iter().flat_map(named).collect()
}

fn figures(models: &Models) -> Vec<String> {
    let all = rows(models, |measured| {
        let all = &measured.figures.all;
        let shares = [all.macro_f1, all.accuracy, all.reversed, all.reversed_sure, all.ece, measured.figures.coverage.aurc];
        vec![std::iter::once(all.n.to_string()).chain(shares.map(share)).collect()]
    });
    let score = |label: &str, score: &Score| vec![label.to_string(), share(score.p), share(score.r), share(score.f1), score.n.to_string()];
    let labels = rows(models, |measured| {
        let labels = Stance::ALL.into_iter().map(|label| score(label.word(), &measured.figures.all.per_label[label.word()]));
        labels.filter(|row| row[4] != "0").collect()
    });
    let head = ["model", "pairs", "macro-F1", "accuracy", "reversed", "reversed among the sure", "ECE", "area under risk and coverage"];
    let mut blocks = table("Figures", &head, all);
    blocks.extend(table("Labels", &["model", "label", "precision", "recall", "F1", "n"], labels));
    blocks
}

fn differences(against: &Against) -> Vec<String> {
    let all = &against.comparison.all;
    let named = [
        ("macro-F1", all.macro_f1),
        ("accuracy", all.accuracy),
        ("reversed (less is better)", all.reversed),
        ("ECE (less is better)", all.ece),
    ];
    let named = named.iter().map(|(name, difference)| cells(name, difference));
    let labels = all.per_label.iter().map(|(label, difference)| cells(&format!("F1 {label}"), difference));
    let mut blocks = table("Difference", &["", "first", "second", "difference", "95% interval", "p"], named.chain(labels).collect());
    blocks.push(told(all));
    let issues = against.comparison.by_issue.iter().map(|(issue, comparison)| issue_row(&escape(issue), comparison));
    let rest = against.comparison.other_issues.iter().map(|comparison| issue_row("*all other issues*", comparison));
    let head = ["issue", "pairs", "first", "second", "difference", "95% interval", "p", "reversed, first", "reversed, second"];
    blocks.extend(table("Macro-F1 by issue", &head, issues.chain(rest).collect()));
    blocks.extend((!against.comparison.by_issue.is_empty()).then(|| MANY.to_string()));
    blocks
}

const MANY: &str = "Issues with at least ten pairs stand alone. Of twenty issues on which two models are equally good, one is expected to \
                    show an interval without 0: look for many, not for one.";

fn told(all: &Comparison) -> String {
    let Comparison { n, drawn, n_drawn, mcnemar, .. } = all;
    format!(
        "Intervals and p: paired bootstrap, 2,000 draws of {n_drawn} {} ({n} pairs). Only the first is right on {}, only the second on {} \
         (McNemar, exact, p {}).",
        drawn.word(),
        mcnemar.only_ours,
        mcnemar.only_theirs,
        mcnemar.told()
    )
}

fn cells(name: &str, difference: &Difference) -> Vec<String> {
    let Difference { ours, theirs, difference, interval: [low, high], p } = difference;
    let interval = format!("{low:+.4} to {high:+.4}");
    vec![name.to_string(), share(*ours), share(*theirs), format!("{difference:+.4}"), interval, format!("{p:.3}")]
}

fn issue_row(issue: &str, comparison: &Comparison) -> Vec<String> {
    let mut row = cells(issue, &comparison.macro_f1);
    row.insert(1, comparison.n.to_string());
    row.extend([share(comparison.reversed.ours), share(comparison.reversed.theirs)]);
    row
}

fn about(evaluation: &Evaluation) -> Vec<String> {
    let labels: Vec<&str> = evaluation.labels.iter().map(|label| label.word()).collect();
    let words = "Macro-F1 is the mean F1 of the labels that the file has. Reversed: of the pairs whose label and verdict are both supportive or \
                 opposed, the share where they differ. ECE: expected calibration error of the verdict's probability over 15 bins of equal width.";
    let models = evaluation.models().into_iter().map(|(name, measured)| {
        let models: Vec<String> =
            measured.model.models.iter().map(|model| format!("{} {}", escape(&model.name), escape(&model.sha256))).collect();
        format!("- {}: {}, {}", escape(&name), models.join(", "), measured.model.arithmetic.word())
    });
    let lines: Vec<String> = models.chain([format!("- verdicts from {}", labels.join(", "))]).collect();
    vec!["## How this was measured".to_string(), words.to_string(), lines.join("\n")]
}
