//! `standpoint classify`: JSON lines in, the same lines with a stance out.
use super::{Done, ModelOptions, NO_OUTPUT, complain};
use anyhow::{Context, Result, ensure};
use clap::Args;
use serde_json::{Map, Value, json};
use standpoint::dataset::{Pair, parse};
use standpoint::encoder::{Classifier, Query};
use standpoint::round::round;
use standpoint::stance::{Answer, Stance};
use std::io::{BufRead, BufWriter, Write};

/// Classify JSON lines from stdin: the stance of a speaker towards an issue
///
/// Each line is an object with "text" (the sentence) and "issue", and where known "speaker", "mention" (the words that name the speaker
/// in the text), "mention_span" (their byte span in the text), "context" (the text before) and "description" (what being for the issue
/// means). The same line comes out with "stance" (the most probable of supportive, cautious, opposed, none), "unsure", "probabilities",
/// "leans" (for, against or even, where the stance is cautious), the probabilities that a stance is only "relayed" by another actor or
/// is of a time "past", and the name of the "model" that judged; other fields pass through unread.
#[derive(Args)]
#[command(
    after_help = "Example: echo '{\"text\":\"Mayor Lund rejected the toll.\",\"issue\":\"the toll\",\"speaker\":\"Lund\"}' | standpoint classify"
)]
pub struct Arguments {
    #[command(flatten)]
    classifier: ModelOptions,
}

const CHUNK: usize = 2048;

pub fn run(arguments: &Arguments) -> Result<Done> {
    let classifier = arguments.classifier.load()?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut lines = std::io::stdin().lock().split(b'\n').enumerate().peekable();
    let (mut judged, mut skipped) = (0, 0);
    while lines.peek().is_some() {
        let mut rows = Vec::new();
        for (index, line) in lines.by_ref().take(CHUNK) {
            match read_line(&line.context("cannot read standard input")?) {
                Ok(row) => rows.extend(row),
                Err(wrong) => {
                    skipped += 1;
                    complain(format_args!("skipped -:{}: {wrong}; expected a JSON object with text and issue", index + 1));
                }
            }
        }
        judged += rows.len();
        write_rows(&mut out, rows, &classifier)?;
    }
    out.flush().context(NO_OUTPUT)?;
    ensure!(judged > 0 || skipped == 0, "no line could be classified; see the messages above for what was expected");
    Ok(Done::skipping(skipped))
}

type Row = (Map<String, Value>, Pair);

fn read_line(line: &[u8]) -> std::result::Result<Option<Row>, String> {
    let line = std::str::from_utf8(line).map_err(|error| error.to_string())?;
    if line.trim().is_empty() { Ok(None) } else { parse(line).map(Some) }
}

fn write_rows(out: &mut impl Write, rows: Vec<Row>, classifier: &Classifier) -> Result<()> {
    let models: Vec<&str> = classifier.models().map(|model| model.description.name.as_str()).collect();
    let queries: Vec<Query> = rows.iter().map(|(_, pair)| pair.query()).collect();
    let judged = classifier.classify(&queries, &mut |_| ());
    for ((mut fields, _), answer) in rows.into_iter().zip(judged) {
        let Answer { judge, probabilities, unsure, lean, relayed, past } = answer;
        let verdict = probabilities.verdict();
        fields.insert("stance".into(), json!(verdict));
        fields.insert("unsure".into(), json!(unsure));
        fields.insert("probabilities".into(), json!(probabilities));
        fields.insert("leans".into(), json!((verdict == Stance::Cautious).then_some(lean)));
        fields.insert("relayed".into(), json!(round(relayed)));
        fields.insert("past".into(), json!(round(past)));
        fields.insert("model".into(), json!(models[judge]));
        writeln!(out, "{}", Value::Object(fields)).context(NO_OUTPUT)?;
    }
    Ok(())
}
