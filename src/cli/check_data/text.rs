//! Counts and findings as text.
use super::{Checked, File, Told};
use standpoint::dataset::check::{IssueCounts, Severity, Tally};
use standpoint::stance::Stance;

/// Issues in the table.
const ISSUES: usize = 20;

/// Findings of one kind that are shown.
const FINDINGS: usize = 5;

/// Characters of an issue's name that are shown.
const NAME: usize = 40;

/// All of it.
pub fn render(checked: &Checked) -> String {
    let Checked { files, tally, model, findings } = checked;
    let lengths = match model {
        Some(name) => format!("lengths in tokens of the model {name}\n"),
        None => format!("lengths were not checked: no model {} was found; name one with --model\n", super::DEFAULT),
    };
    let sections = [Severity::Error, Severity::Warning, Severity::Note].map(|severity| section(findings, severity)).concat();
    [table(files), labels(tally), issues(tally), lengths, sections, summary(findings)].concat()
}

fn table(files: &[File]) -> String {
    let row = |file: &File| {
        let side = if file.held_out { "held out" } else { "" };
        format!("{:<NAME$}{:>9}{:>9}   {side}", file.file, file.rows, file.broken).trim_end().to_string() + "\n"
    };
    format!("{:<NAME$}{:>9}{:>9}\n{}\n", "file", "rows", "broken", files.iter().map(row).collect::<String>())
}

fn labels(tally: &Tally) -> String {
    let sides = [("rows", &tally.train), ("held out", &tally.dev)];
    let sides: Vec<_> = sides.into_iter().filter(|(name, counts)| *name == "rows" || counts.total() > 0).collect();
    let head: String = sides.iter().map(|(name, _)| format!("{name:>9}{:>8}", "share")).collect();
    let row = |label: Stance| {
        let cell = |(_, counts): &(&str, &standpoint::dataset::check::LabelCounts)| {
            let n = counts.of(label);
            format!("{n:>9}{:>7.1}%", 100.0 * n as f64 / counts.total().max(1) as f64)
        };
        format!("{:<NAME$}{}\n", label.word(), sides.iter().map(cell).collect::<String>())
    };
    format!("{:<NAME$}{head}\n{}\n", "label", Stance::ALL.map(row).concat())
}

fn issues(tally: &Tally) -> String {
    let mut rows: Vec<(&String, &IssueCounts)> = tally.issues.iter().collect();
    rows.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.train.total() + counts.dev.total()));
    let words: String = Stance::ALL.iter().map(|label| format!("{:>12}", label.word())).collect();
    let row = |(name, counts): &(&String, &IssueCounts)| {
        let labels: String = Stance::ALL.iter().map(|label| format!("{:>12}", counts.train.of(*label))).collect();
        format!("{:<NAME$}{:>9}{:>9}{labels}\n", short(name), counts.train.total(), counts.dev.total())
    };
    let shown: String = rows.iter().take(ISSUES).map(row).collect();
    let more = match rows.len().saturating_sub(ISSUES) {
        0 => String::new(),
        more => format!("and {more} issues with as many rows or fewer\n"),
    };
    format!("{:<NAME$}{:>9}{:>9}{words}\n{shown}{more}\n", "issue", "rows", "held out")
}

/// A name that leaves room for the next column.
fn short(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().count() < NAME { name } else { name.chars().take(NAME - 4).collect::<String>() + "..." }
}

fn section(findings: &[Told], severity: Severity) -> String {
    let of: Vec<&Told> = findings.iter().filter(|told| told.severity == severity).collect();
    let kinds: String = of.chunk_by(|one, next| one.kind == next.kind).map(kind).collect();
    let title = ["Errors: training refuses these", "Warnings", "Notes"][severity as usize];
    if of.is_empty() { String::new() } else { format!("\n{title}\n{kinds}") }
}

fn kind(findings: &[&Told]) -> String {
    let shown = &findings[..findings.len().min(FINDINGS)];
    let with_remedy = |same: &[&Told]| {
        let lines: String = same.iter().map(|told| format!("  {}: {}\n", place(told), told.wrong)).collect();
        let remedy = same.first().map_or("", |told| &told.remedy);
        format!("{lines}    {remedy}\n")
    };
    let lines: String = shown.chunk_by(|one, next| one.remedy == next.remedy).map(with_remedy).collect();
    match findings.len() - shown.len() {
        0 => lines,
        more => format!("{lines}    and {more} more of this kind; all are listed with --json\n"),
    }
}

fn place(told: &Told) -> String {
    told.line.map_or(told.file.clone(), |line| format!("{}:{line}", told.file))
}

fn summary(findings: &[Told]) -> String {
    let n = |severity: Severity| findings.iter().filter(|told| told.severity == severity).count();
    match (n(Severity::Error), n(Severity::Warning), n(Severity::Note)) {
        (0, 0, 0) => "\nNothing is wrong.\n".into(),
        (errors, warnings, notes) => format!("\n{}, {}, {}\n", many(errors, "error"), many(warnings, "warning"), many(notes, "note")),
    }
}

fn many(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
