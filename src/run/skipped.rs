//! `skipped.jsonl`: what was left out, one input or line a row.
use super::manifest::write_where_new;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::path::Path;

#[derive(Serialize, Deserialize)]
struct Row {
    file: String,
    line: Option<usize>,
    why: String,
    hint: String,
}

const NAME: &str = "skipped.jsonl";

/// Writes what was left out.
pub fn write(folder: &Path, skipped: &[Error]) -> Result<()> {
    let path = folder.join(NAME);
    let row = |error: &Error| Row {
        file: error.file.display().to_string(),
        line: error.line,
        why: error.wrong.clone(),
        hint: error.hint.clone(),
    };
    let line = |error: &Error| Ok(serde_json::to_string(&row(error))? + "\n");
    let text: serde_json::Result<String> = skipped.iter().map(line).collect();
    write_where_new(&path, &text.map_err(|error| Error::new(&path, error, "this is a mistake of the program; report it"))?)
}

/// Reads what was left out; nothing where there is no such file.
pub fn read(folder: &Path) -> Result<Vec<Error>> {
    let path = folder.join(NAME);
    if !path.exists() {
        return Ok(Vec::new());
    }
    let hint = "expected one JSON object a line, as `standpoint score` writes them; delete the file and score again";
    let text = std::fs::read_to_string(&path).map_err(|error| Error::new(&path, error, hint))?;
    let read = |(line, text): (usize, &str)| {
        let row: Row = serde_json::from_str(text).map_err(|error| Error::new(&path, error, hint).at(line))?;
        Ok(Error { file: row.file.into(), line: row.line, wrong: row.why, hint: row.hint })
    };
    (1..).zip(text.lines()).map(read).collect()
}
