//! The figures of `standpoint validate` as text.
use standpoint::agreement::Estimate;
use standpoint::run;
use standpoint::validate::{Agreement, Checked, Correlation, IssueFigures, Step, Validation, Verdict};

/// All of them, the headline first.
pub fn render(headline: &run::Checked, validation: &Validation) -> String {
    let taken = &validation.taken;
    let figures: String = validation.figures.iter().map(|figure| format!("{:<34}{}\n", figure.name, shown(&figure.estimate))).collect();
    format!(
        "{headline}\n\n\
         articles coded {}, coders {}, rows {}; articles of the run not coded {}; several stances made one {}; quotes not found {}\n\n\
         With 95% intervals over articles\n{figures}\nWhat each stage finds, misses and invents\n{}\nBy issue\n{}\nAgreement\n{}\n\
         Aggregated positions\n{}{}",
        taken.n_articles,
        taken.n_coders,
        taken.n_rows,
        taken.n_uncoded,
        taken.n_mixed,
        taken.n_lost,
        stages(&validation.stages),
        issues(&validation.issues),
        agreement(&validation.agreement),
        positions(&validation.positions),
        turned(&validation.cells)
    )
}

/// One article alone has no interval.
fn shown(estimate: &Option<Estimate>) -> String {
    match estimate {
        None => "-".into(),
        Some(Estimate { value, n: 1, .. }) => format!("{value:.4}"),
        Some(Estimate { value, low, high, .. }) => format!("{value:.4} [{low:.2}, {high:.2}]"),
    }
}

fn stages(steps: &[Step]) -> String {
    let row = |step: &Step| format!("{:<14}{:>9}{:>9}{:>9}{:>9}\n", step.stage.word(), step.reach, step.found, step.missed, step.invented);
    format!("{:<14}{:>9}{:>9}{:>9}{:>9}\n", "stage", "reach it", "found", "missed", "false") + &steps.iter().map(row).collect::<String>()
}

fn issues(issues: &[IssueFigures]) -> String {
    let width = issues.iter().map(|one| one.issue.chars().count()).max().unwrap_or(0).max("issue".len());
    let row = |one: &IssueFigures| {
        let ([cells, right, reversed], tables) = (one.checked, &one.tables);
        let numbers: String = [one.n_articles, tables.gold_pairs, cells, right, reversed, one.missed, tables.false_cells]
            .map(|number| format!("{number:>9}"))
            .concat();
        format!("{:<width$}{numbers}   {}\n", one.issue, shown(&one.triple_f1))
    };
    let head: String = ["articles", "coded", "cells", "right", "reversed", "missed", "false"].map(|name| format!("{name:>9}")).concat();
    format!("{:<width$}{head}   triples, F1\n", "issue") + &issues.iter().map(row).collect::<String>()
}

fn agreement(all: &[Agreement]) -> String {
    let row = |one: &Agreement| {
        let figures: String = [&one.both, &one.same, &one.kappa, &one.alpha].map(|figure| format!("{:>24}", shown(figure))).concat();
        format!("{:<24}{:>9}{:>7}{figures}\n", one.who.join(" - "), one.n_articles, one.n)
    };
    let head: String = ["both find it", "same stance, of these", "kappa", "alpha"].map(|name| format!("{name:>24}")).concat();
    format!("{:<24}{:>9}{:>7}{head}\n", "who", "articles", "units") + &all.iter().map(row).collect::<String>()
}

fn positions(all: &[Correlation]) -> String {
    let row = |one: &Correlation| {
        format!("{:<32}{:>7}{:>24}{:>24}\n", one.issue.as_deref().unwrap_or("all"), one.n, shown(&one.pearson), shown(&one.spearman))
    };
    format!("{:<32}{:>7}{:>24}{:>24}\n", "issue", "n", "Pearson", "Spearman") + &all.iter().map(row).collect::<String>()
}

fn turned(cells: &[Checked]) -> String {
    let line = |cell: &Checked| {
        let sentence = cell.sentence.split_whitespace().collect::<Vec<_>>().join(" ");
        format!("{}\t{}\t{}\t{}\n", cell.document, cell.actor, cell.issue, sentence)
    };
    let all: String = cells.iter().filter(|cell| cell.verdict == Verdict::Reversed).map(line).collect();
    if all.is_empty() { all } else { format!("\nReversed: document, actor, issue, sentence\n{all}") }
}
