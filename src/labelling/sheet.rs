//! The sheet to fill: CSV with a row for each unit, and JSON lines.
use super::Unit;
use crate::error::Result;
use crate::report::spreadsheet::{Cell, table, text_of};
use serde_json::{Map, Value};

/// The columns in the order in which a coder reads, and what the machine says last.
pub const COLUMNS: [&str; 23] = [
    "id",
    "context",
    "text",
    "speaker",
    "mention",
    "issue",
    "description",
    "label",
    "note",
    "coder",
    "title",
    "outlet",
    "date",
    "article",
    "mention_span",
    "issue_id",
    "slice",
    "predicted",
    "p_supportive",
    "p_cautious",
    "p_opposed",
    "p_none",
    "unsure",
];

/// A sheet with empty columns `label`, `note` and `coder`, with the mark by which spreadsheets know UTF-8.
pub fn csv(units: &[Unit]) -> Result<Vec<u8>> {
    let rows = units.iter().map(|unit| {
        let fields = unit.to_fields();
        COLUMNS.map(|column| cell(fields.get(column)))
    });
    Ok([b"\xef\xbb\xbf".to_vec(), table(COLUMNS, rows)?].concat())
}

/// A value as a cell; a list as JSON.
pub(super) fn cell(value: Option<&Value>) -> Cell {
    match value {
        None | Some(Value::Null) => Cell::from(""),
        Some(Value::String(text)) => Cell::from(text),
        Some(Value::Number(number)) => Cell::from(number.as_f64()),
        Some(other) => Cell::from(other.to_string()),
    }
}

/// One JSON object a line, without a field for the label, which labelling tools bring.
pub fn lines(units: &[Unit]) -> String {
    units.iter().map(|unit| Value::Object(unit.to_fields()).to_string() + "\n").collect()
}

/// A row with its line: cells by column, or what is wrong.
pub(super) type Row = (usize, std::result::Result<Map<String, Value>, String>);

/// The rows of a sheet by column, with the line of each; commas, semicolons and tabs are told apart by the header. A row of another
/// length is an error of its own.
pub(super) fn rows(text: &str) -> Vec<Row> {
    let header = text.lines().next().unwrap_or("");
    let most = [b',', b';', b'\t'].into_iter().max_by_key(|mark| (header.bytes().filter(|byte| byte == mark).count(), *mark == b','));
    let mut reader = csv::ReaderBuilder::new().delimiter(most.unwrap_or(b',')).flexible(true).from_reader(text.as_bytes());
    let columns: Vec<String> = match reader.headers() {
        Ok(header) => header.iter().map(|name| name.trim().trim_matches('"').to_string()).collect(),
        Err(error) => return vec![(1, Err(error.to_string()))],
    };
    // Where lines end in CR LF, the reader stands before the LF when a record begins.
    let line = |at: &csv::Position| at.line() as usize + usize::from(text.as_bytes().get(at.byte() as usize) == Some(&b'\n'));
    let row = |record: std::result::Result<csv::StringRecord, csv::Error>| match record {
        Ok(record) => {
            let cells = columns.iter().cloned().zip(record.iter().map(|cell| Value::from(text_of(cell)))).collect();
            let wrong = format!("{} cells, where the header has {}", record.len(), columns.len());
            (record.position().map_or(0, line), if record.len() == columns.len() { Ok(cells) } else { Err(wrong) })
        }
        Err(error) => (error.position().map_or(0, line), Err(error.to_string())),
    };
    reader.records().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::super::unit::tests::unit;
    use super::*;

    #[test]
    fn a_sheet_comes_back_as_it_was() {
        let units = [
            unit("a", "=Ada Hale, \"for one\",\nbacks it; so do I.", "Ada Hale", [0.5, 0.25, 0.125, 0.125]),
            unit("b", "'-x", "", [0.1, 0.2, 0.3, 0.4]),
        ];
        let bytes = csv(&units).unwrap();
        let text = std::str::from_utf8(&bytes).unwrap().strip_prefix('\u{feff}').unwrap();
        assert!(text.contains("\"'=Ada Hale") && text.lines().next().unwrap().starts_with("id,context,text,speaker,"));
        let read: Vec<Unit> = rows(text).into_iter().map(|(_, row)| Unit::from_fields(&row.unwrap()).unwrap()).collect();
        assert_eq!(read, units);
        let read =
            lines(&units).lines().map(|line| Unit::from_fields(serde_json::from_str(line).as_ref().unwrap()).unwrap()).collect::<Vec<_>>();
        assert_eq!(read, units);
    }

    #[test]
    fn sheets_with_semicolons_and_broken_rows() {
        let found = rows("id;text;label\r\n1;\"a;\nb\";o\r\n2;b\r\n3;c;n\r\n");
        let (lines, good): (Vec<usize>, Vec<bool>) = found.iter().map(|(line, row)| (*line, row.is_ok())).unzip();
        assert_eq!((lines, good), (vec![2, 4, 5], vec![true, false, true]));
        assert_eq!(found[0].1.as_ref().unwrap()["text"], "a;\nb");
    }
}
