//! The table of judgements.
use super::column::{Column, Table};
use crate::encoder::judge::ModelIdentity;
use crate::encoder::{Identity, Key};
use crate::error::Result;
use crate::hash::hex;
use crate::stance::{Answer, Judgement, Lean, Probabilities, Stance};
use arrow_array::Array;
use arrow_schema::ArrowError;

/// A judgement as it is written.
pub struct Row<'a> {
    pub article: &'a str,
    pub version: &'a str,
    pub issue: &'a str,
    pub issue_version: &'a str,
    pub key: Key,
    pub judgement: Judgement,
}

/// A judgement as it was read; its issue is not looked up yet.
pub struct Stored {
    pub article: String,
    pub version: String,
    pub issue_version: String,
    pub key: Key,
    pub statement: usize,
    pub sentence: usize,
    pub answer: Answer,
}

const OUTCOMES: [&str; 4] = ["supportive", "cautious", "opposed", "none"];

pub fn columns(rows: &[Row], classifier: &Identity) -> std::result::Result<Vec<Column>, ArrowError> {
    let judged = || rows.iter().map(|row| &row.judgement);
    let model = |judge: usize| classifier.models.get(judge).map_or("", |ModelIdentity { name, .. }| name.as_str());
    let mut columns = vec![
        Column::texts("article", rows.iter().map(|row| row.article)),
        Column::texts("version", rows.iter().map(|row| row.version)),
        Column::numbers("statement", judged().map(|judgement| judgement.statement)),
        Column::numbers("sentence", judged().map(|judgement| judgement.sentence)),
        Column::texts("issue", rows.iter().map(|row| row.issue)),
        Column::texts("issue_version", rows.iter().map(|row| row.issue_version)),
        Column::texts("key", rows.iter().map(|row| hex(&row.key.0))),
        Column::texts("classifier", rows.iter().map(|_| &classifier.hash)),
        Column::numbers("judge", judged().map(|judgement| judgement.judge)),
        Column::texts("model", judged().map(|judgement| model(judgement.judge))),
        Column::texts("stance", judged().map(|judgement| judgement.probabilities.verdict().word())),
    ];
    columns.extend(
        OUTCOMES
            .iter()
            .zip(Stance::ALL)
            .map(|(name, stance)| Column::floats(name, judged().map(move |judgement| judgement.probabilities.of(stance)))),
    );
    columns.extend([
        Column::flags("unsure", judged().map(|judgement| judgement.unsure)),
        Column::optional_texts("lean", judged().map(|judgement| judgement.lean.map(Lean::word))),
        Column::floats("relayed", judged().map(|judgement| judgement.relayed)),
        Column::floats("past", judged().map(|judgement| judgement.past)),
    ]);
    Ok(columns)
}

/// The judgements of a table that the classifier with this hash gave.
pub fn decode(table: &Table, classifier: &str) -> Result<Vec<Stored>> {
    let [articles, versions, issues, keys] = ["article", "version", "issue_version", "key"].map(|name| table.texts(name));
    let (articles, versions, issues, keys) = (articles?, versions?, issues?, keys?);
    let [statements, sentences, judges] = ["statement", "sentence", "judge"].map(|name| table.numbers(name));
    let (statements, sentences, judges) = (statements?, sentences?, judges?);
    let (classifiers, unsure, leans) = (table.texts("classifier")?, table.flags("unsure")?, table.texts("lean")?);
    let [supportive, cautious, opposed, none] = OUTCOMES.map(|name| table.floats(name));
    let outcomes = [supportive?, cautious?, opposed?, none?];
    let (relayed, past) = (table.floats("relayed")?, table.floats("past")?);
    let answer = |row: usize| {
        Ok(Answer {
            judge: judges.value(row) as usize,
            probabilities: Probabilities(chances(table, outcomes.map(|column| column.value(row)))?),
            unsure: unsure.value(row),
            lean: if leans.is_valid(row) { table.parse(leans.value(row))? } else { Lean::Even },
            relayed: chances(table, [relayed.value(row)])?[0],
            past: chances(table, [past.value(row)])?[0],
        })
    };
    let stored = |row: usize| {
        Ok(Stored {
            article: articles.value(row).into(),
            version: versions.value(row).into(),
            issue_version: issues.value(row).into(),
            key: key(keys.value(row)).ok_or_else(|| table.damaged("a key that is none"))?,
            statement: statements.value(row) as usize,
            sentence: sentences.value(row) as usize,
            answer: answer(row)?,
        })
    };
    (0..table.len()).filter(|row| classifiers.value(*row) == classifier).map(stored).collect()
}

fn chances<const N: usize>(table: &Table, values: [f64; N]) -> Result<[f64; N]> {
    let sound = values.iter().all(|value| (0.0..=1.0).contains(value));
    if sound { Ok(values) } else { Err(table.damaged("a probability outside of 0 to 1")) }
}

fn key(text: &str) -> Option<Key> {
    let mut key = [0; 32];
    for (at, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    (text.len() == 64).then_some(Key(key))
}
