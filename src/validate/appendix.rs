//! An appendix in Markdown, ready to paste, and the table of all cells.
use super::cell::{Checked, Verdict};
use super::coders::Agreement;
use super::correlation::Correlation;
use super::figures::{IssueFigures, Validation};
use crate::agreement::Estimate;
use crate::error::Result;
use crate::report::{Cell, escape, table};
use crate::stance::Stance;

/// What an appendix says of how the run was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Version of the program that scored.
    pub version: String,
    /// Names of the models with the first digits of their hashes.
    pub models: String,
}

/// The appendix.
pub fn appendix(validation: &Validation, about: &About) -> String {
    let mut blocks = vec!["## Validation against hand-coding".to_string(), methods(validation, about), left_out(validation)];
    blocks.push("### All cells\n\nWith 95% intervals by the bootstrap over articles.".to_string());
    blocks.push(figures(validation));
    blocks.push("### By stage".to_string());
    blocks.push(stages(validation));
    blocks.push("### By issue".to_string());
    blocks.push(issues(&validation.issues));
    blocks.push("### Agreement".to_string());
    blocks.push(agreement(&validation.agreement));
    blocks.push("### Aggregated positions".to_string());
    blocks.push(positions(&validation.positions));
    blocks.push("### Reversed cells".to_string());
    blocks.push(reversed(&validation.cells));
    blocks.retain(|block| !block.is_empty());
    blocks.join("\n\n") + "\n"
}

fn methods(validation: &Validation, about: &About) -> String {
    let (taken, tables) = (&validation.taken, &validation.tables);
    let coders = match taken.n_coders {
        1 => "One coder".to_string(),
        n => format!("{n} coders"),
    };
    let sure = if taken.n_coders > 1 { ", as far as everyone who coded the article found them" } else { "" };
    format!(
        "{coders} coded {}, {} rows in all. Every actor's stances of an article on an issue were made one; where they differ it \
         is cautious ({} cases). Standpoint {} ({}) read the same articles. An actor and issue of an article to which it gives a sure \
         stance is a cell; only issues that were looked for in the article count. A pair is a cell of a coded actor and issue, a triple one \
         with a stance that a coder gave. Recall is over the {} coded stances{sure}. Names were matched by the program; a cell of someone \
         whom nobody coded counts as false.",
        articles(taken.n_articles),
        taken.n_rows,
        taken.n_mixed,
        about.version,
        escape(&about.models),
        tables.gold_pairs
    )
}

fn articles(n: usize) -> String {
    format!("{n} article{}", if n == 1 { "" } else { "s" })
}

fn left_out(validation: &Validation) -> String {
    let taken = &validation.taken;
    let mut lines = Vec::new();
    lines
        .extend((taken.n_uncoded > 0).then(|| format!("- articles of the run that were not coded, and do not count: {}", taken.n_uncoded)));
    lines.extend((taken.n_lost > 0).then(|| format!("- quoted words that do not stand in their article: {}", taken.n_lost)));
    let concepts = taken.left_out.iter().map(|(concept, n)| format!("{} ({n})", escape(concept))).collect::<Vec<_>>();
    lines.extend((!concepts.is_empty()).then(|| format!("- concepts that are no issue of the run, with rows: {}", concepts.join(", "))));
    lines.join("\n")
}

/// "0.512 [0.43, 0.59]"; one article alone has no interval.
fn shown(estimate: &Option<Estimate>) -> String {
    match estimate {
        None => "–".into(),
        Some(Estimate { value, n: 1, .. }) => format!("{value:.3}"),
        Some(Estimate { value, low, high, .. }) => format!("{value:.3} [{low:.2}, {high:.2}]"),
    }
}

fn rows(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let rule = line(head.iter().map(|_| "---".to_string()).collect());
    let head = line(head.iter().map(|name| name.to_string()).collect());
    [head, rule].into_iter().chain(rows.map(line)).collect::<Vec<_>>().join("\n")
}

fn figures(validation: &Validation) -> String {
    let all = validation.figures.iter().map(|figure| vec![figure.name.to_string(), shown(&figure.estimate)]);
    let ([cells, right, reversed], tables) = (validation.checked, &validation.tables);
    let counts = format!(
        "Cells checked: {cells}, of these right {right}, reversed {reversed}, false {}, found twice {}; coded stances: {}, missed {}.",
        tables.false_cells, tables.split_duplicates, tables.gold_pairs, validation.missed
    );
    format!("{}\n\n{counts}", rows(&["figure", "value [95%]"], all))
}

fn stages(validation: &Validation) -> String {
    let all = validation.stages.iter().map(|step| {
        let numbers = [step.reach, step.found, step.missed, step.invented].map(|number| number.to_string());
        std::iter::once(step.stage.word().to_string()).chain(numbers).collect()
    });
    let notes = "Attribution: the actor is found in the article or, where the coded words are known, credited with their sentence; false: \
                 someone whom nobody coded. Issue: a sentence of the actor touches the issue; false: the actor was coded on other issues \
                 only. Stance: a sure stance is found; false: the actor was coded without any. Label: it is a coded one.";
    format!("{}\n\n{notes}", rows(&["stage", "reach it", "found", "missed", "false"], all))
}

fn issues(issues: &[IssueFigures]) -> String {
    let row = |one: &IssueFigures| {
        let ([cells, right, reversed], tables) = (one.checked, &one.tables);
        let numbers = [one.n_articles, tables.gold_pairs, cells, right, reversed, one.missed, tables.false_cells];
        let numbers = numbers.map(|number| number.to_string());
        std::iter::once(escape(&one.issue)).chain(numbers).chain([shown(&one.triple_f1)]).collect()
    };
    let head = ["issue", "articles", "coded", "cells", "right", "reversed", "missed", "false", "triples, F1 [95%]"];
    rows(&head, issues.iter().map(row))
}

fn agreement(all: &[Agreement]) -> String {
    let row = |one: &Agreement| {
        let figures = [&one.both, &one.same, &one.percent, &one.kappa, &one.alpha].map(shown);
        let numbers = [one.n_articles, one.n].map(|number| number.to_string());
        std::iter::once(escape(&one.who.join(" – "))).chain(numbers).chain(figures).collect()
    };
    let head = ["who", "articles", "units", "both find it", "same stance, of these", "agree", "kappa", "alpha"];
    let note = "A unit is an actor and issue of an article to which at least one of both gives a stance; codes are supportive, cautious, \
                opposed and none.";
    format!("{}\n\n{note}", rows(&head, all.iter().map(row)))
}

fn positions(all: &[Correlation]) -> String {
    let row = |one: &Correlation| {
        let issue = one.issue.as_deref().map_or("all".to_string(), escape);
        vec![issue, one.n.to_string(), shown(&one.pearson), shown(&one.spearman)]
    };
    let note = "For every actor and issue that both have: the mean over articles of the coded stances (+1, 0, −1) beside that of the \
                machine's nets. Issues with five actors at least.";
    format!("{}\n\n{note}", rows(&["issue", "actors and issues", "Pearson", "Spearman"], all.iter().map(row)))
}

fn reversed(cells: &[Checked]) -> String {
    let all: Vec<&Checked> = cells.iter().filter(|cell| cell.verdict == Verdict::Reversed).collect();
    let line = |cell: &&Checked| {
        let found = cell.found.map_or("none", Stance::word);
        let (actor, issue, document) = (escape(&cell.actor), escape(&cell.issue), escape(&cell.document));
        format!("- {actor}, {issue}: coded {}, found {found} ({document}): “{}”", stances(cell), escape(&cell.sentence))
    };
    if all.is_empty() { "None.".into() } else { all.iter().map(line).collect::<Vec<_>>().join("\n") }
}

fn stances(cell: &Checked) -> String {
    cell.coded.iter().map(|stance| stance.word()).collect::<Vec<_>>().join("/")
}

/// Every cell checked: document, actor, issue, coded, found, verdict, whether all coders have it, and the sentence.
pub fn cells_csv(validation: &Validation) -> Result<Vec<u8>> {
    let row = |cell: &Checked| {
        let coded = Some(stances(cell)).filter(|coded| !coded.is_empty());
        let (document, actor) = (Cell::from(&cell.document), Cell::from(&cell.actor));
        let found = cell.found.map(Stance::word).into();
        let sure = Some(cell.sure).filter(|_| !cell.coded.is_empty()).into();
        [document, actor, (&cell.issue).into(), coded.into(), found, cell.verdict.words().into(), sure, (&cell.sentence).into()]
    };
    table(["document", "actor", "issue", "coded", "found", "verdict", "sure", "sentence"], validation.cells.iter().map(row))
}
