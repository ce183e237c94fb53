//! Files that coders filled, whatever program wrote them.
use super::tool::{Given, Tool};
use super::{Unit, sheet};
use crate::article::decode;
use crate::error::{Error, Result};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What one coder did with one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The file.
    pub file: PathBuf,
    /// Its line, where it has lines.
    pub line: Option<usize>,
    /// Who.
    pub coder: String,
    /// What.
    pub given: Given,
    /// The unit as it stands in the file.
    pub unit: Unit,
    /// The id that the file gives it, where it is one of ours.
    pub id: Option<String>,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// Which program wrote it.
    pub tool: Tool,
    /// Units in it, counted once for each coder.
    pub records: Vec<Record>,
    /// Entries that could not be read.
    pub errors: Vec<Error>,
}

const EXPECTED: &str = "expected a sheet or JSON lines by `standpoint label export` with labels filled in, or an export of Label Studio \
    (JSON, JSON-MIN or CSV), doccano or Prodigy (JSON lines) of what was imported from one";

/// Reads a file, told by its content. `coder` is who labelled it where it does not say so itself. An error where it cannot be read or
/// holds nothing that could be read.
pub fn read(path: &Path, coder: &str) -> Result<Filled> {
    let bytes = std::fs::read(path).map_err(|error| Error::new(path, error, EXPECTED))?;
    let text = decode(&bytes, None).map_err(|(wrong, hint)| Error::new(path, wrong, hint))?;
    let mut filled = Filled { tool: Tool::Standpoint, records: Vec::new(), errors: Vec::new() };
    for (line, entry) in entries(&text).map_err(|error| Error::new(path, error, EXPECTED))? {
        let at = |wrong: String| Error { line, ..Error::new(path, wrong, EXPECTED) };
        match entry {
            Ok(entry) => filled.add(path, line, coder, &entry),
            Err(wrong) => filled.errors.push(at(wrong)),
        }
    }
    match filled.errors.first() {
        Some(error) if filled.records.is_empty() => Err(error.clone()),
        None if filled.records.is_empty() => Err(Error::new(path, "nothing labelled or to be labelled in it", EXPECTED)),
        _ => Ok(filled),
    }
}

type Entry = (Option<usize>, std::result::Result<Map<String, Value>, String>);

/// The entries of a JSON list, JSON lines or a sheet.
fn entries(text: &str) -> std::result::Result<Vec<Entry>, String> {
    let whole = text.trim_start();
    if whole.starts_with('[') {
        let list: Vec<Value> = serde_json::from_str(text).map_err(|error| error.to_string())?;
        return Ok(list.into_iter().map(|entry| (None, object(entry))).collect());
    }
    if whole.starts_with('{') {
        if let Ok(one) = serde_json::from_str::<Map<String, Value>>(text) {
            return Ok(vec![(Some(1), Ok(one))]);
        }
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let entry = |line: &str| serde_json::from_str::<Value>(line).map_err(|error| error.to_string()).and_then(object);
        return Ok(lines.map(|(at, line)| (Some(at + 1), entry(line))).collect());
    }
    let rows = sheet::rows(text);
    if let Some((_, Ok(first))) = rows.iter().find(|(_, row)| row.is_ok()) {
        let has = |name: &str| first.contains_key(name);
        if !has("text") || !has("issue") || !(has("label") || has(super::label_studio::CONTROL)) {
            return Err(format!("no columns text, issue and label, but {}", first.keys().cloned().collect::<Vec<_>>().join(", ")));
        }
    }
    Ok(rows.into_iter().map(|(line, row)| (Some(line), row)).collect())
}

fn object(entry: Value) -> std::result::Result<Map<String, Value>, String> {
    match entry {
        Value::Object(fields) => Ok(fields),
        _ => Err("an entry that is no JSON object".into()),
    }
}

impl Filled {
    fn add(&mut self, path: &Path, line: Option<usize>, coder: &str, entry: &Map<String, Value>) {
        let tool = Tool::of(entry);
        self.tool = self.tool.max(tool);
        let at = |wrong: String| {
            let wrong = tool.name_of(entry).map_or(wrong.clone(), |task| format!("{task}: {wrong}"));
            Error { line, ..Error::new(path, wrong, EXPECTED) }
        };
        let unit = tool.unit(entry).and_then(|fields| Ok((Unit::from_fields(fields)?, id_of(fields))));
        let (unit, id) = match unit {
            Ok(unit) => unit,
            Err(wrong) => return self.errors.push(at(wrong)),
        };
        let mut answers = tool.answers(entry);
        if answers.is_empty() {
            answers.push((None, Ok(Given::Blank)));
        }
        for (named, given) in answers {
            match given {
                Ok(given) => self.records.push(Record {
                    file: path.into(),
                    line,
                    coder: named.unwrap_or_else(|| coder.into()).trim().to_string(),
                    given,
                    unit: unit.clone(),
                    id: id.clone(),
                }),
                Err(wrong) => self.errors.push(at(wrong)),
            }
        }
    }
}

/// An id of ours: tools may have put a number of their own in its place.
fn id_of(fields: &Map<String, Value>) -> Option<String> {
    let id = fields.get("id")?.as_str()?.trim();
    (id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| id.to_string())
}

/// Who labelled each of these files where it does not say so itself: its name without the ending, and where several have the same the
/// folder before it, or the whole path.
pub fn coders(files: &[PathBuf]) -> Vec<String> {
    let stem = |path: &Path| path.file_stem().map_or(String::new(), |stem| stem.to_string_lossy().into_owned());
    let with_folder = |path: &Path| {
        let folder = path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        folder.map_or(stem(path), |folder| format!("{folder}/{}", stem(path)))
    };
    let count = |name: &dyn Fn(&Path) -> String| {
        files.iter().fold(BTreeMap::new(), |mut counts: BTreeMap<String, usize>, path| {
            *counts.entry(name(path)).or_default() += 1;
            counts
        })
    };
    let (stems, folders) = (count(&stem), count(&with_folder));
    let name = |path: &PathBuf| match (stems[&stem(path)], folders[&with_folder(path)]) {
        (1, _) => stem(path),
        (_, 1) => with_folder(path),
        _ => path.display().to_string(),
    };
    files.iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stance::Stance;
    use proptest::prelude::*;

    fn read_text(text: &[u8]) -> Result<Filled> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ann.csv");
        std::fs::write(&path, text).unwrap();
        read(&path, "ann")
    }

    fn labels(filled: &Filled) -> Vec<(&str, Given)> {
        filled.records.iter().map(|record| (record.coder.as_str(), record.given)).collect()
    }

    #[test]
    fn files_of_every_program_are_told_by_their_content() {
        let opposed = Given::Label(Stance::Opposed);
        let cases = [
            (Tool::Standpoint, "text,issue,label\nIt is bad.,The toll,O\n", "ann"),
            (Tool::Standpoint, "{\"text\": \"It is bad.\", \"issue\": \"The toll\", \"label\": \"opposed\", \"coder\": \"bea\"}\n", "bea"),
            (
                Tool::LabelStudio,
                "[{\"id\": 1, \"data\": {\"text\": \"It is bad.\", \"issue\": \"The toll\"}, \"annotations\": [{\"completed_by\": 3, \"result\": [{\"from_name\": \"stance\", \"to_name\": \"text\", \"type\": \"choices\", \"value\": {\"choices\": [\"opposed\"]}}]}]}]",
                "3",
            ),
            (
                Tool::LabelStudioFlat,
                "[{\"text\": \"It is bad.\", \"issue\": \"The toll\", \"id\": 4, \"stance\": \"opposed\", \"annotator\": 3, \"annotation_id\": 9}]",
                "3",
            ),
            (
                Tool::LabelStudioFlat,
                "\"annotation_id\",\"annotator\",\"issue\",\"stance\",\"text\"\n9,\"ann@example.org\",\"The toll\",\"opposed\",\"It is bad.\"\n",
                "ann@example.org",
            ),
            (
                Tool::Doccano,
                "{\"id\": 5, \"text\": \"It is bad.\", \"issue\": \"The toll\", \"label\": [\"opposed\"], \"Comments\": []}\n",
                "ann",
            ),
            (
                Tool::Prodigy,
                "{\"text\": \"It is bad.\", \"issue\": \"The toll\", \"accept\": [\"opposed\"], \"answer\": \"accept\", \"_session_id\": \"set-cy\"}\n",
                "set-cy",
            ),
        ];
        for (tool, text, coder) in cases {
            let filled = read_text(text.as_bytes()).unwrap();
            assert_eq!((filled.tool, labels(&filled)), (tool, vec![(coder, opposed)]), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_line_or_task_and_the_rest_is_read() {
        let filled = read_text(b"text,issue,label\na,b,maybe\na,b,s\na,,s\n").unwrap();
        let told: Vec<String> = filled.errors.iter().map(|error| format!("{}: {}", error.line.unwrap(), error.wrong)).collect();
        assert!(told[0].starts_with("2: the label is \"maybe\", expected") && told[1] == "4: no field issue", "{told:?}");
        assert_eq!(filled.records.len(), 1);
        let task = "{\"id\": 8, \"data\": {\"text\": \"a\", \"issue\": \"b\"}, \"annotations\": [{\"result\": [{\"from_name\": \"stance\", \"value\": {\"choices\": [\"good\"]}}]}]}";
        assert!(read_text(format!("[{task}]").as_bytes()).unwrap_err().wrong.starts_with("task 8: the label is \"good\""));
        assert!(read_text(b"a,b\n1,2\n").unwrap_err().wrong.contains("no columns text, issue and label, but a, b"));
        assert!(read_text(b"").is_err() && read_text(b"[]").is_err() && read_text(b"{\"a\"").is_err() && read_text(b"\0\0\0").is_err());
    }

    #[test]
    fn coders_are_told_apart_by_file_or_folder() {
        let paths = ["in/ann.csv", "in/bea.csv", "cy/sheet.csv", "di/sheet.csv", "x/e/s.csv", "y/e/s.csv"].map(PathBuf::from);
        assert_eq!(coders(&paths), ["ann", "bea", "cy/sheet", "di/sheet", "x/e/s.csv", "y/e/s.csv"]);
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "([\\[{}\\],:\";\n]|\"(data|annotations|label|text|issue|result|answer|accept|stance|annotator)\"|\\PC{0,3}){0,24}") {
            let _ = read_text(text.as_bytes());
            let _ = read_text(format!("[{{\"data\":{{\"text\":\"a\",\"issue\":\"b\"}},\"annotations\":[{{\"result\":[{text}]}}]}}]").as_bytes());
            let _ = read_text(format!("text,issue,label\n{text}").as_bytes());
        }
    }
}
