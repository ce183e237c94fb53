//! Records that are no articles, in the files and encodings that articles are read from: JSON lines, or a table's rows below its header.
use super::lines::Lines;
use super::open::{damage, open};
use super::table::{Cells, Read, Rows, object};
use super::text::Complaint;
use super::{Format, Source, caps, decode, jsonl};
use crate::error::{Error, Result};
use serde_json::{Map, Value};
use std::io::{self, BufReader};
use std::path::Path;

/// A file by its records.
pub(crate) struct Records {
    source: Source,
    stream: Stream,
    hint: &'static str,
    is_broken: bool,
}

type Bytes = BufReader<Box<dyn io::Read>>;

enum Stream {
    Lines(Lines<Bytes>),
    Table(Vec<String>, Rows<Bytes>),
}

/// A record, or what is wrong with it and what to do, and the line it begins in, counted from 1.
pub(crate) type Line = (usize, std::result::Result<Map<String, Value>, Complaint>);

/// The extensions of spreadsheets, which are packed or binary.
const SPREADSHEETS: [&str; 4] = ["xlsx", "xls", "ods", "numbers"];

impl Records {
    /// Opens a file: `.csv` and `.tsv` are tables, all others JSON lines; `.gz` may stand behind that of a known format. `hint` says what
    /// a line of JSON should hold. A header that cannot be read is an error.
    pub(crate) fn open(path: &Path, hint: &'static str) -> Result<Records> {
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        if SPREADSHEETS.contains(&extension.as_str()) {
            return Err(Error::new(path, "a spreadsheet", "save its sheet as CSV, in UTF-8 where the program asks"));
        }
        let (format, gzipped) = Format::of(path).filter(|(format, _)| format.holds_many()).unwrap_or((Format::Jsonl, false));
        let source = Source { path: path.into(), format: Some(format), gzipped, name: path.to_string_lossy().into() };
        let bytes = open(&source, None)?.narrow(&source)?.bytes;
        let stream = match format {
            Format::Csv => table(&source, Rows::new(bytes, None))?,
            Format::Tsv => table(&source, Rows::new(bytes, Some(b'\t')))?,
            _ => Stream::Lines(Lines::new(bytes, caps::RECORD)),
        };
        Ok(Records { source, stream, hint, is_broken: false })
    }

    /// The names in a table's header, as they stand there but for white space around them; JSON lines have none.
    pub(crate) fn columns(&self) -> Option<&[String]> {
        match &self.stream {
            Stream::Lines(_) => None,
            Stream::Table(columns, _) => Some(columns),
        }
    }

    fn read(&mut self) -> io::Result<Option<Line>> {
        match &mut self.stream {
            Stream::Lines(lines) => line(lines, self.hint),
            Stream::Table(columns, rows) => Ok(rows.next()?.map(|(line, row)| (line, cells(row, columns)))),
        }
    }
}

impl Iterator for Records {
    type Item = Result<Line>;

    /// The next record that is not blank. A stream that breaks is an error, and the end.
    fn next(&mut self) -> Option<Result<Line>> {
        while !self.is_broken {
            match self.read() {
                Ok(Some((_, Ok(record)))) if !record.is_empty() && record.values().all(Value::is_null) => {}
                Ok(line) => return line.map(Ok),
                Err(error) => {
                    self.is_broken = true;
                    return Some(Err(damage(&self.source, &error, self.source.gzipped)));
                }
            }
        }
        None
    }
}

fn table(source: &Source, mut rows: Rows<Bytes>) -> Result<Stream> {
    let columns = rows.columns().map_err(|error| damage(source, &error, source.gzipped))?;
    Ok(Stream::Table(columns.map_err(|wrong| source.error(wrong).at(1))?, rows))
}

/// A row with null for every blank cell.
fn cells(row: Read<Cells>, columns: &[String]) -> Read<Map<String, Value>> {
    let mut record = object(&row?, columns)?;
    for name in columns {
        record.entry(name.as_str()).or_insert(Value::Null);
    }
    Ok(record)
}

fn line(lines: &mut Lines<Bytes>, hint: &str) -> io::Result<Option<Line>> {
    while let Some(line) = lines.next()? {
        let Some(bytes) = line.bytes else {
            let wrong = format!("a line of more than {}", caps::shown(caps::RECORD as u64));
            return Ok(Some((line.number, Err((wrong, hint.into())))));
        };
        let bytes = if line.number == 1 { decode::without_mark(&bytes) } else { &bytes };
        if !bytes.trim_ascii().is_empty() {
            return Ok(Some((line.number, jsonl::parse(bytes.trim_ascii_end(), hint))));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, bytes: &[u8]) -> Result<Vec<String>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let shown = |(line, record): Line| match record {
            Ok(record) => format!("{line} {}", Value::Object(record)),
            Err((wrong, _)) => format!("{line} {wrong}"),
        };
        Records::open(&path, "expected a record a line")?.map(|line| line.map(shown)).collect()
    }

    #[test]
    fn a_table_has_null_for_blank_cells_and_no_blank_rows() {
        let table = b"\xef\xbb\xbftext; label \r\n\"One;\r\ntwo\";pro\r\n;\r\ncaf\xe9; \r\nx\r\n";
        let rows = [r#"2 {"text":"One;\r\ntwo","label":"pro"}"#, r#"5 {"text":"café","label":null}"#, "6 1 fields, where the header has 2"];
        assert_eq!(read("a.csv", table).unwrap(), rows);
        assert_eq!(read("a.tsv", b"a;b\tc\n1\t2\n").unwrap(), [r#"2 {"a;b":"1","c":"2"}"#]);
    }

    #[test]
    fn lines_and_tables_may_be_packed() {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        io::Write::write_all(&mut packer, b"{\"a\": 1}\n\n{\n").unwrap();
        let lines = read("a.jsonl.gz", &packer.finish().unwrap()).unwrap();
        assert!(lines[0] == r#"1 {"a":1}"# && lines[1].starts_with("3 not JSON"), "{lines:?}");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(read("a.xlsx", b"PK\x03\x04").unwrap_err().hint.contains("as CSV"));
        assert!(read("a.csv", b"PK\x03\x04").unwrap_err().wrong.contains("zip"));
        assert_eq!(read("a.csv", b"").unwrap_err().wrong, "no lines in it");
    }
}
