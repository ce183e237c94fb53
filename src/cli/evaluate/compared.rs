//! Two models on the same pairs as text.
use standpoint::evaluate::{Comparison, Comparisons, Difference, Evaluation};

/// The differences, and last which is better; nothing of one model alone.
pub fn render(evaluation: &Evaluation) -> String {
    let Some(against) = &evaluation.against else { return String::new() };
    let names: Vec<String> = evaluation.models().into_iter().map(|(name, _)| name).collect();
    let sentence = evaluation.sentence().unwrap_or_default();
    format!(
        "\n{} against {}\n\n{}{}\n{sentence}\n",
        names[0],
        names[names.len() - 1],
        statistics(&against.comparison.all),
        issues(&against.comparison)
    )
}

fn statistics(all: &Comparison) -> String {
    let named = [
        ("macro-F1", all.macro_f1),
        ("accuracy", all.accuracy),
        ("reversed, less is better", all.reversed),
        ("ECE, less is better", all.ece),
    ];
    let labels = all.per_label.iter().map(|(label, difference)| row(&format!("F1 {label}"), "", difference));
    let rows: String = named.iter().map(|(name, difference)| row(name, "", difference)).chain(labels).collect();
    let Comparison { n, drawn, n_drawn, mcnemar, .. } = all;
    format!(
        "{}{rows}\n{n} pairs; intervals from 2,000 draws of {n_drawn} {}\nonly the first is right on {}, only the second on {} (McNemar p {})\n",
        head("", ""),
        drawn.word(),
        mcnemar.only_ours,
        mcnemar.only_theirs,
        mcnemar.told()
    )
}

/// Macro-F1 by issue.
fn issues(compared: &Comparisons) -> String {
    if compared.by_issue.is_empty() {
        return String::new();
    }
    let line = |(name, comparison): (&str, &Comparison)| row(name, &comparison.n.to_string(), &comparison.macro_f1);
    let own = compared.by_issue.iter().map(|(issue, comparison)| (issue.as_str(), comparison));
    let rest = compared.other_issues.iter().map(|comparison| ("all other issues", comparison));
    format!("\n{}{}", head("macro-F1 by issue", "pairs"), own.chain(rest).map(line).collect::<String>())
}

fn head(first: &str, n: &str) -> String {
    format!("{first:<40}{n:>7}{:>9}{:>9}{:>9}   {:<20}{:>6}\n", "first", "second", "change", "95% interval", "p")
}

fn row(name: &str, n: &str, difference: &Difference) -> String {
    let Difference { ours, theirs, difference, interval: [low, high], p } = difference;
    let interval = format!("[{low:+.4}, {high:+.4}]");
    let name = standpoint::chart::short(name, 40);
    format!("{name:<40}{n:>7}{ours:>9.4}{theirs:>9.4}{difference:>+9.4}   {interval:<20}{p:>6.3}\n")
}
