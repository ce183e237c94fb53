//! Files of pairs: JSON lines or tables, whole or not at all.
use super::{Column, Columns, Fault, Pair};
use crate::article::Records;
use crate::error::{Error, Result};
use serde_json::{Map, Value};
use std::borrow::Borrow;
use std::path::Path;

/// A pair and where it stands in its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Located {
    /// The line in which it begins, counted from 1.
    pub line: usize,
    /// The pair.
    pub pair: Pair,
    /// The record that it was read from, under the file's own names.
    pub record: Map<String, Value>,
}

impl Borrow<Pair> for Located {
    fn borrow(&self) -> &Pair {
        &self.pair
    }
}

/// What a labelled record should be.
pub(super) const LABELLED: &str = "expected one JSON object a line, or in a .csv one row below the columns' names, with text, issue and \
                                   label (supportive, cautious, opposed or none); other names are told as in --map label=NAME";

const TAUGHT: &str = "expected one JSON object a line with text, issue and probabilities, as `standpoint classify` writes them";

/// Reads a whole file of labelled pairs under our names: `.csv` and `.tsv` as tables, all others as JSON lines. The first record that is
/// no labelled pair is an error.
pub fn read_labelled(path: &Path) -> Result<Vec<Pair>> {
    read(path, &Columns::default(), LABELLED, labelled, |_, pair, _| pair)
}

/// The same under other names, each pair with its line and its record.
pub fn read_labelled_with(path: &Path, columns: &Columns) -> Result<Vec<Located>> {
    read(path, columns, LABELLED, labelled, |line, pair, record| Located { line, pair, record })
}

/// A pair with text, issue and label.
pub(super) fn labelled(fields: &Map<String, Value>) -> std::result::Result<Pair, Fault> {
    let pair = Pair::from_fields(fields)?;
    let lacks = [(Column::Text, pair.text.trim().is_empty()), (Column::Issue, pair.issue.trim().is_empty())];
    let lacks = lacks.into_iter().chain([(Column::Label, pair.label.is_none())]).find(|(_, lacks)| *lacks);
    lacks.map_or(Ok(pair), |(column, _)| Err(Fault::Missing(column)))
}

/// Reads a whole file of pairs that a teacher model has classified, labelled or not.
pub fn read_taught(path: &Path) -> Result<Vec<Pair>> {
    read(path, &Columns::default(), TAUGHT, taught, |_, pair, _| pair)
}

fn taught(fields: &Map<String, Value>) -> std::result::Result<Pair, Fault> {
    let pair = Pair::from_fields(fields)?;
    if pair.probabilities.is_some() { Ok(pair) } else { Err(Fault::Missing(Column::Probabilities)) }
}

/// What makes a pair of a record under our names.
type Make = fn(&Map<String, Value>) -> std::result::Result<Pair, Fault>;
/// What is kept of a line, its pair and its record.
type Keep<T> = fn(usize, Pair, Map<String, Value>) -> T;

fn read<T>(path: &Path, columns: &Columns, form: &'static str, make: Make, keep: Keep<T>) -> Result<Vec<T>> {
    let records = Records::open(path, form)?;
    check_header(path, records.columns(), columns, form)?;
    let mut rows = Vec::new();
    for record in records {
        let (line, record) = record?;
        let read = record.and_then(|record| match make(&columns.read(&record)) {
            Ok(pair) => Ok(keep(line, pair, record)),
            Err(fault) => Err(fault.explain(columns, form)),
        });
        rows.push(read.map_err(|(wrong, hint)| Error::new(path, wrong, hint).at(line))?);
    }
    if rows.is_empty() { Err(Error::new(path, "no pairs", form)) } else { Ok(rows) }
}

/// An error where a table lacks a column that was named, or that every pair needs.
pub(super) fn check_header(path: &Path, header: Option<&[String]>, columns: &Columns, form: &str) -> Result<()> {
    header.map_or(Ok(()), |header| columns.check(header)).map_err(|wrong| Error::new(path, wrong, form).at(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stance::Stance;

    fn with_file<T>(name: &str, text: &str, then: impl FnOnce(&Path) -> T) -> T {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        then(&path)
    }

    fn columns(mappings: &[&str]) -> Columns {
        Columns::new(&mappings.iter().map(|text| text.parse().unwrap()).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn a_file_of_labelled_pairs_names_the_line_that_is_none() {
        let good = r#"{"text": "a", "issue": "b", "label": "none"}"#;
        let read = |text: &str| with_file("pairs.jsonl", text, read_labelled);
        assert_eq!(read(&format!("{good}\n\n{good}\n")).unwrap().len(), 2);
        assert_eq!(read(&format!("{good}\n{{\"text\": \"a\", \"issue\": \"b\"}}\n")).unwrap_err().line, Some(2));
        assert_eq!(read("\n").unwrap_err().wrong, "no pairs");
    }

    #[test]
    fn a_table_holds_the_same_pairs_as_json_lines() {
        let lines =
            r#"{"text": "Lund said \"no\".", "speaker": "Lund", "issue": "toll", "label": "opposed", "article": "a", "lean": null}"#;
        let table = "text,speaker,issue,label,article,lean\r\n\"Lund said \"\"no\"\".\",Lund,toll,Opposed,a,\r\n,,,,,\r\n";
        let of_lines = with_file("a.jsonl", lines, read_labelled).unwrap();
        assert_eq!(with_file("a.csv", table, read_labelled).unwrap(), of_lines);
    }

    #[test]
    fn other_names_and_words_are_read_with_their_lines() {
        let table = "\u{feff}Satz;Thema;Wertung\n\"Eins\nzwei\";Maut;pro\nDrei;Maut;contra\n";
        let columns = columns(&["text=Satz", "issue=Thema", "label=Wertung", "label:supportive=pro", "label:opposed=Contra"]);
        let rows = with_file("a.csv", table, |path| read_labelled_with(path, &columns)).unwrap();
        let found: Vec<_> = rows.iter().map(|row| (row.line, row.pair.text.as_str(), row.pair.label)).collect();
        assert_eq!(found, [(2, "Eins\nzwei", Some(Stance::Supportive)), (4, "Drei", Some(Stance::Opposed))]);
    }

    #[test]
    fn what_is_wrong_says_what_to_do() {
        let error = |text: &str| with_file("a.csv", text, read_labelled).unwrap_err();
        let unknown = error("text,issue,label\na,b,none\na,b,pro\n");
        assert_eq!((unknown.line, unknown.wrong.as_str()), (Some(3), "label is `pro`, expected supportive, cautious, opposed or none"));
        assert!(unknown.hint.contains("--map \"label:WORD=pro\" with supportive, cautious, opposed or none for WORD"));
        let header = error("sentence,issue,label\na,b,none\n");
        assert_eq!(
            (header.line, header.wrong.as_str()),
            (Some(1), "no column text; the columns are \"sentence\", \"issue\", \"label\": name yours, as in --map text=NAME")
        );
        assert_eq!(error("text,issue,label\n,b,none\n").wrong, "no field text");
    }
}
