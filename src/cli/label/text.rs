//! What `standpoint label import` prints.
use standpoint::agreement::Estimate;
use standpoint::labelling::figures::{Figures, Two};
use standpoint::labelling::merge::{Coded, Merged};
use standpoint::labelling::read::Filled;
use standpoint::stance::Stance;

/// Disagreements that are printed where no file is asked for.
const MOST: usize = 20;

/// What was read.
pub fn files(files: &[(String, Filled)]) -> String {
    let line = |(name, filled): &(String, Filled)| format!("{name}: {} rows ({})\n", filled.records.len(), filled.tool.name());
    files.iter().map(line).collect()
}

/// All figures, and the disagreements where `listed`.
pub fn render(merged: &Merged, figures: &Figures, listed: bool) -> String {
    let parts = [
        coders(merged),
        agreement(figures),
        table("two coders", &figures.pairs),
        machine(figures),
        figures.pairs.iter().map(confusion).collect::<Vec<_>>().join("\n"),
        if listed { disagreements(merged) } else { String::new() },
        outcome(merged),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).map(|part| format!("\n{part}")).collect()
}

fn coders(merged: &Merged) -> String {
    let head = format!("{:<24}{:>10}{:>10}{:>10}{:>10}\n", "coder", "labelled", "skipped", "blank", "changed");
    let rows = merged
        .coders
        .iter()
        .map(|(name, work)| format!("{:<24}{:>10}{:>10}{:>10}{:>10}\n", name, work.labelled, work.skipped, work.blank, work.changed));
    let edited = match merged.n_edited {
        0 => String::new(),
        n => format!("{n} rows with a changed text were known by their id; the text of the export is taken\n"),
    };
    format!("{head}{}{} units, {} of them labelled\n{edited}", rows.collect::<String>(), merged.n_units, merged.coded.len())
}

fn agreement(figures: &Figures) -> String {
    if figures.n_double == 0 {
        return "no unit was labelled by two coders, so nothing tells how far they agree\n".into();
    }
    let row = |name: &str, value: Option<Estimate>| {
        let n = value.map_or(0, |value| value.n);
        format!("{name:<56}{:>22}{n:>8}\n", estimate(value))
    };
    format!("{:<56}{:>22}{:>8}\n", "units labelled by two coders or more", "", "n")
        + &row("percent agreement", figures.percent)
        + &row("Krippendorff's alpha, four labels", figures.nominal)
        + &row("Krippendorff's alpha, opposed < cautious < supportive", figures.ordinal)
}

fn estimate(value: Option<Estimate>) -> String {
    value.map_or("-".into(), |Estimate { value, low, high, .. }| format!("{value:.2} [{low:.2}, {high:.2}]"))
}

fn table(name: &str, pairs: &[Two]) -> String {
    let row = |two: &Two| {
        let (poles, reversed) = two.reversed();
        let agreement = &two.agreement;
        let [percent, kappa] = [agreement.percent, agreement.kappa].map(estimate);
        format!("{:<36}{:>8}{percent:>22}{kappa:>22}{:>14}\n", two.names.join(", "), agreement.n, format!("{reversed} of {poles}"))
    };
    if pairs.is_empty() {
        return String::new();
    }
    format!("{name:<36}{:>8}{:>22}{:>22}{:>14}\n", "n", "agree", "Cohen's kappa", "reversed") + &pairs.iter().map(row).collect::<String>()
}

fn machine(figures: &Figures) -> String {
    if figures.machine.is_empty() {
        return "no labelled unit of the audit slice tells what the machine said, so how far it agrees with coders over the whole run is \
                not known; `standpoint evaluate` asks it anew\n"
            .into();
    }
    table("the machine, on the audit slice", &figures.machine)
}

fn confusion(two: &Two) -> String {
    let words: String = Stance::ALL.iter().map(|stance| format!("{:>12}", stance.word())).collect();
    let row = |stance: Stance| {
        let counts: String = two.confusion[stance as usize].iter().map(|count| format!("{count:>12}")).collect();
        format!("{:<24}{counts}\n", stance.word())
    };
    let [one, other] = &two.names;
    format!("{one} in rows, {other} in columns\n{:<24}{words}\n{}", "", Stance::ALL.map(row).concat())
}

fn disagreements(merged: &Merged) -> String {
    let n = merged.disagreements().count();
    let rows: String = merged.disagreements().take(MOST).map(disagreement).collect();
    match n {
        0 => String::new(),
        n if n > MOST => format!("disagreements, {MOST} of {n}; --disagreements FILE writes all\n{rows}"),
        n => format!("disagreements, {n}\n{rows}"),
    }
}

fn disagreement(coded: &Coded) -> String {
    let labels: Vec<String> = coded.labels.iter().map(|(coder, stance)| format!("{coder} {}", stance.word())).collect();
    let decided = coded.decided.map_or(String::new(), |stance| format!(", decided {}", stance.word()));
    let pair = &coded.unit.pair;
    let text = pair.text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{}  {}{decided}\n    {} on {}: {text}\n", coded.unit.id(), labels.join(", "), pair.speaker, pair.issue)
}

fn outcome(merged: &Merged) -> String {
    let open = merged.coded.iter().filter(|coded| coded.label().is_none()).count();
    let decided = merged.coded.iter().filter(|coded| coded.decided.is_some()).count();
    let count = |stance: Stance| merged.coded.iter().filter(|coded| coded.label() == Some(stance)).count();
    let counts: Vec<String> = Stance::ALL.iter().map(|stance| format!("{} {}", count(*stance), stance.word())).collect();
    let mut text = format!("{} units have a label: {}\n", merged.coded.len() - open, counts.join(", "));
    if decided > 0 {
        text += &format!("{decided} of them were decided afterwards\n");
    }
    if open > 0 {
        text += &format!("{open} have no label that more than half of their coders gave, and are left out until they are decided\n");
    }
    text
}
