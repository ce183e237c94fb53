//! The tables of what a file's further fields allow.
use super::{Models, rows, share, table};
use crate::evaluate::{Consistency, Covered, Masked, Recall, Subset};
use crate::report::markdown::escape::escape;

/// All that there are figures for.
pub fn all(models: &Models) -> Vec<String> {
    let tables = [surest(models), reworded(models), consistency(models), masked(models), speaks(models), roles(models), by(models)];
    tables.into_iter().flatten().collect()
}

fn surest(models: &Models) -> Vec<String> {
    let row = |of: &Covered| {
        let kept = [format!("{:.0}%", of.coverage * 100.0), of.n.to_string()];
        kept.into_iter().chain([of.confidence, of.reversed, of.error].map(share)).collect()
    };
    let rows = rows(models, |measured| measured.figures.coverage.poles.iter().map(row).collect());
    table("Surest verdicts on supportive and opposed pairs", &["model", "kept", "n", "least probability", "reversed", "wrong"], rows)
}

fn reworded(models: &Models) -> Vec<String> {
    let rows = rows(models, |measured| measured.figures.reworded.iter().map(|(how, of)| subset(how.word(), of)).collect());
    table("Issues put otherwise", &head("issue"), rows)
}

fn consistency(models: &Models) -> Vec<String> {
    let row = |how: &str, of: &Consistency| {
        let shares = [of.right, of.original_right, of.consistent, of.right_of_right].map(share);
        let poles = [of.both_poles.to_string(), share(of.poles_agree)];
        [how.to_string(), of.n.to_string()].into_iter().chain(shares).chain(poles).collect()
    };
    let rows = rows(models, |measured| measured.figures.consistency.iter().map(|(how, of)| row(how.word(), of)).collect());
    let head =
        ["model", "issue", "n", "right", "original right", "consistent", "right of those right before", "both poles", "poles that agree"];
    table("Issues put otherwise, beside the original", &head, rows)
}

fn masked(models: &Models) -> Vec<String> {
    let row = |of: &Masked| vec![share(of.macro_f1), format!("{:+.4}", of.change), share(of.reversed), share(of.verdicts_changed)];
    let rows = rows(models, |measured| measured.figures.masked_speaker.iter().map(row).collect());
    table("Speakers masked", &["model", "macro-F1", "change", "reversed", "verdicts changed"], rows)
}

fn speaks(models: &Models) -> Vec<String> {
    let word = |speaks: bool| if speaks { "yes" } else { "no" };
    let rows = rows(models, |measured| measured.figures.by_speaks.iter().map(|(speaks, of)| subset(word(*speaks), of)).collect());
    table("By whether the actor speaks", &head("speaks"), rows)
}

fn roles(models: &Models) -> Vec<String> {
    let row = |role: &str, of: &Recall| vec![role.to_string(), of.n.to_string(), share(of.found), share(of.recall)];
    let rows = rows(models, |measured| measured.figures.by_role.iter().map(|(role, of)| row(role.word(), of)).collect());
    table("Stances by how they are told", &["model", "told", "n", "found", "recall"], rows)
}

/// One table for each field that was asked for.
fn by(models: &Models) -> Vec<String> {
    let fields = models.first().map(|(_, measured)| measured.figures.by.keys()).into_iter().flatten();
    let table = |field: &String| {
        let values = rows(models, |measured| {
            let values = measured.figures.by.get(field).into_iter().flatten();
            values.map(|(value, of)| subset(&escape(value), of)).collect()
        });
        let name = escape(field);
        table(&format!("By {name}"), &head(&name), values)
    };
    fields.flat_map(table).collect()
}

fn head(first: &str) -> [&str; 7] {
    ["model", first, "n", "macro-F1", "accuracy", "reversed", "ECE"]
}

fn subset(name: &str, of: &Subset) -> Vec<String> {
    vec![name.to_string(), of.n.to_string(), share(of.macro_f1), share(of.accuracy), share(of.reversed), share(of.ece)]
}
