//! The figures of `standpoint evaluate FILE` as text.
use standpoint::chart::short;
use standpoint::evaluate::{
    Consistency, Contrast, Coverage, Covered, Figures, Leans, Masked, PairFigures, SameSentence, Score, Side, Subset,
};
use standpoint::stance::{Lean, Stance};
use std::collections::BTreeMap;

/// All that the file allows.
pub fn render(figures: &PairFigures) -> String {
    let tables = [
        Some(labels(&figures.all)),
        coverage(&figures.coverage),
        figures.same_sentence.as_ref().map(same_sentence),
        by_speaks(figures),
        by_role(figures),
        reworded(figures),
        consistency(figures),
        figures.lean.as_ref().map(lean),
        sides(figures),
        figures.masked_speaker.as_ref().map(masked),
    ];
    let by = figures.by.iter().filter_map(|(field, values)| by(field, values));
    tables.into_iter().flatten().chain(by).map(|table| table + "\n").collect()
}

fn labels(figures: &Figures) -> String {
    let row = |stance: Stance| {
        let counts: String = figures.confusion[stance as usize].iter().map(|count| format!("{count:>12}")).collect();
        format!("{}{counts}\n", scores(stance.word(), &figures.per_label[stance.word()]))
    };
    let words: String = Stance::ALL.iter().map(|stance| format!("{:>12}", stance.word())).collect();
    let rows: String = Stance::ALL.into_iter().map(row).collect();
    let Figures { n, accuracy, macro_f1, reversed, reversed_sure, poles_covered, ece, unsure, .. } = figures;
    format!(
        "{}{words}\n{rows}\npairs {n}   macro-F1 {macro_f1:.4}   accuracy {accuracy:.4}   ECE {ece:.4}\n\
         reversed {reversed:.4}   among the sure {reversed_sure:.4} (covering {poles_covered:.4} of the poles)   unsure {unsure}\n",
        head("label", &["precision", "recall", "F1", "n"]),
    )
}

/// A first column for words and further ones for numbers.
fn head(first: &str, columns: &[&str]) -> String {
    let columns = columns.iter().map(|column| format!("{column:>10}"));
    format!("{first:<16}") + &columns.collect::<String>()
}

fn scores(name: &str, score: &Score) -> String {
    format!("{name:<16}{:>10.4}{:>10.4}{:>10.4}{:>10}", score.p, score.r, score.f1, score.n)
}

/// A table of groups with their sizes and shares; `None` without rows.
fn groups(head: String, rows: impl Iterator<Item = String>) -> Option<String> {
    let rows: String = rows.collect();
    (!rows.is_empty()).then(|| format!("{head}\n{rows}"))
}

fn group(name: &str, n: usize, shares: &[f64]) -> String {
    let shares: String = shares.iter().map(|share| format!("{share:>10.4}")).collect();
    format!("{:<16}{n:>10}{shares}\n", short(name, 16))
}

fn coverage(coverage: &Coverage) -> Option<String> {
    let row = |covered: &Covered| {
        let Covered { coverage, n, confidence, reversed, error } = *covered;
        group(&format!("{:.0}%", coverage * 100.0), n, &[confidence, reversed, error])
    };
    let table = groups(head("surest poles", &["n", "least", "reversed", "wrong"]), coverage.poles.iter().map(row));
    table.map(|table| format!("{table}area under risk and coverage, all labels {:.4}\n", coverage.aurc))
}

fn same_sentence(same: &SameSentence) -> String {
    let row = |name: &str, contrast: &Contrast| group(name, contrast.n, &[contrast.both_right]);
    let rows = [row("all", &same.all), row("two stances", &same.stances), row("one is none", &same.with_none)].concat();
    format!("actors of one sentence with different labels: both right\n{}\n{rows}", head("", &["n", "right"]))
}

fn by_speaks(figures: &PairFigures) -> Option<String> {
    let rows = figures.by_speaks.iter().map(|(speaks, of)| group(if *speaks { "yes" } else { "no" }, of.n, &[of.macro_f1, of.reversed]));
    groups(head("actor speaks", &["n", "macro-F1", "reversed"]), rows)
}

fn by_role(figures: &PairFigures) -> Option<String> {
    let rows = figures.by_role.iter().map(|(role, of)| group(role.word(), of.n, &[of.found, of.recall]));
    groups(head("stances", &["n", "found", "recall"]), rows)
}

fn reworded(figures: &PairFigures) -> Option<String> {
    let rows = figures.reworded.iter().map(|(how, of)| group(how.word(), of.n, &[of.accuracy, of.reversed]));
    groups(head("issue", &["n", "right", "reversed"]), rows)
}

fn consistency(figures: &PairFigures) -> Option<String> {
    let row = |how: &str, of: &Consistency| {
        let shares = [of.right, of.original_right, of.consistent, of.right_of_right].map(|share| format!("{share:>10.4}")).concat();
        format!("{how:<16}{:>10}{shares}{:>10}{:>10.4}\n", of.n, of.both_poles, of.poles_agree)
    };
    let rows = figures.consistency.iter().map(|(how, of)| row(how.word(), of));
    groups(head("and before", &["n", "right", "before", "same", "kept", "poles", "agree"]), rows).map(|table| table + CONSISTENCY)
}

const CONSISTENCY: &str = "right now and on the original issue; the same verdict, turned where the issue is; right still of those right before;\n\
                           both verdicts poles, and the share of these that agree\n";

fn by(field: &str, values: &BTreeMap<String, Subset>) -> Option<String> {
    let rows = values.iter().map(|(value, of)| group(value, of.n, &[of.macro_f1, of.accuracy, of.reversed, of.ece]));
    groups(head(field, &["n", "macro-F1", "accuracy", "reversed", "ECE"]), rows)
}

fn lean(leans: &Leans) -> String {
    let row = |lean: Lean| {
        let counts: String = leans.confusion[lean as usize].iter().map(|count| format!("{count:>10}")).collect();
        format!("{}{counts}\n", scores(lean.word(), &leans.per_lean[lean.word()]))
    };
    let rows: String = Lean::ALL.into_iter().map(row).collect();
    let words: String = Lean::ALL.iter().map(|lean| format!("{:>10}", lean.word())).collect();
    let head = head("cautious lean", &["precision", "recall", "F1", "n"]);
    format!("{head}{words}\n{rows}leans {}   macro-F1 {:.4}   accuracy {:.4}\n", leans.n, leans.macro_f1, leans.accuracy)
}

fn sides(figures: &PairFigures) -> Option<String> {
    let row = |name: &str, side: &Side| format!("{}{:>10}{:>10.4}\n", scores(name, &side.score), side.stances, side.average_precision);
    let named = [("relayed", &figures.relayed), ("past", &figures.past)];
    let rows = named.iter().filter_map(|(name, side)| side.as_ref().map(|side| row(name, side)));
    groups(head("stances", &["precision", "recall", "F1", "n", "of", "average"]), rows)
}

fn masked(masked: &Masked) -> String {
    let Masked { macro_f1, change, reversed, verdicts_changed } = masked;
    format!("speakers masked: macro-F1 {macro_f1:.4} ({change:+.4})   reversed {reversed:.4}   verdicts changed {verdicts_changed:.4}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use standpoint::dataset::parse;
    use standpoint::evaluate::{Beside, Judged};
    use standpoint::stance::{Answer, Probabilities};

    fn rendered(fields: &str) -> String {
        let pair = parse(&format!(r#"{{"issue": "a toll", "text": "a", {fields}}}"#)).unwrap().1;
        let answer = Answer {
            judge: 0,
            unsure: false,
            probabilities: Probabilities([0.1, 0.6, 0.1, 0.2]),
            lean: Lean::For,
            relayed: 0.8,
            past: 0.1,
        };
        let judged = [Judged { pair: &pair, label: pair.label.unwrap(), answer }];
        let by = BTreeMap::from([("topic".to_string(), BTreeMap::from([("ports".to_string(), Subset::of(&judged))]))]);
        render(&PairFigures::of(&judged, Beside { masked: Some(judged.to_vec()), originals: vec![], by }))
    }

    #[test]
    fn a_table_is_there_where_the_file_has_its_field() {
        let plain = rendered(r#""label": "none""#);
        assert!(!plain.contains("stances ") && !plain.contains("surest") && plain.contains("(+0.0000)"), "{plain}");
        let told = rendered(r#""label": "cautious", "lean": "for", "role": "relayed", "time": "now", "speaks": true, "how": "reversed""#);
        for line in [
            "yes                      1    1.0000    0.0000\n",
            "relayed                  1    1.0000    1.0000\n",
            "reversed                 1    1.0000    0.0000\n",
            "for                 1.0000    1.0000    1.0000         1         1         0         0\n",
            "relayed             1.0000    1.0000    1.0000         1         1    1.0000\n",
        ] {
            assert!(told.contains(line), "{line}{told}");
        }
    }
}
