//! What was found in a list, as text or JSON.
use super::{Done, print};
use anyhow::Result;
use serde::Serialize;
use standpoint::curation::{Finding, Severity};

/// Findings of one kind that are shown.
const SHOWN: usize = 8;

/// Prints them; warnings are what makes the exit code 1.
pub fn tell<K: Serialize + PartialEq>(findings: &[Finding<K>], json: bool) -> Result<Done> {
    if json {
        print(serde_json::to_string_pretty(findings)? + "\n")?;
    } else {
        print(render(findings))?;
    }
    Ok(Done::skipping(findings.iter().filter(|finding| finding.severity == Severity::Warning).count()))
}

fn render<K: PartialEq>(findings: &[Finding<K>]) -> String {
    let section = |severity: Severity, title: &str| {
        let of: Vec<&Finding<K>> = findings.iter().filter(|finding| finding.severity == severity).collect();
        let mut kinds: Vec<&K> = Vec::new();
        of.iter().for_each(|finding| {
            if !kinds.contains(&&finding.kind) {
                kinds.push(&finding.kind)
            }
        });
        let lines: String =
            kinds.into_iter().map(|kind| group(&of.iter().filter(|one| one.kind == *kind).copied().collect::<Vec<_>>())).collect();
        if of.is_empty() { String::new() } else { format!("{title}\n{lines}\n") }
    };
    let all = section(Severity::Warning, "Warnings") + &section(Severity::Note, "Notes");
    let n = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    match (n(Severity::Warning), n(Severity::Note)) {
        (0, 0) => "Nothing is wrong.\n".into(),
        (warnings, notes) => format!("{all}{}, {}\n", many(warnings, "warning"), many(notes, "note")),
    }
}

/// Findings of one kind: each by itself, why that matters once, and what to do once where that is the same.
fn group<K>(findings: &[&Finding<K>]) -> String {
    let shown = &findings[..findings.len().min(SHOWN)];
    let with_remedy = |same: &[&Finding<K>]| {
        let lines: String = same.iter().map(|finding| format!("  {}\n", line(finding))).collect();
        let (why, remedy) = same.first().map_or(("", ""), |finding| (&finding.why, &finding.remedy));
        format!("{lines}    why: {why}\n    do:  {remedy}\n")
    };
    let lines: String = shown.chunk_by(|one, next| one.remedy == next.remedy && one.why == next.why).map(with_remedy).collect();
    match findings.len() - shown.len() {
        0 => lines,
        more => format!("{lines}    and {more} more of this kind; all are listed with --json\n"),
    }
}

fn line<K>(finding: &Finding<K>) -> String {
    let file = finding.file.display();
    let place = finding.line.map_or(format!("{file}"), |line| format!("{file}:{line}"));
    format!("{place}: {}: {}", finding.id, finding.wrong)
}

fn many(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
