//! CSV: a header, and one article a row.
use super::fields::{Field, Fields};
use super::ids::Draft;
use super::lines::{Line, Lines};
use super::row::Row;
use super::text::Complaint;
use super::{Source, caps, decode, record};
use crate::error::Result;
use serde_json::{Map, Value};
use std::collections::VecDeque;
use std::io::{self, BufRead};

/// What may stand between fields, the likelier first.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// The articles of a stream, one a row below the header, with what broke it off. The delimiter is the one that gives the header most
/// columns, unless it is given. A broken row is an error in its place, and the rest is read.
pub(super) fn drafts(
    source: &Source,
    stream: impl BufRead,
    delimiter: Option<u8>,
    fields: &Fields,
) -> (Vec<Result<Draft>>, Option<io::Error>) {
    let mut rows = Rows::new(stream, delimiter);
    let columns = match rows.columns() {
        Ok(columns) => columns,
        Err(error) => return (Vec::new(), Some(error)),
    };
    let columns = match columns.and_then(|columns| check(&columns, fields).map(|()| columns)) {
        Ok(columns) => columns,
        Err(wrong) => return (vec![Err(source.error(wrong).at(1))], None),
    };
    let mut drafts = Vec::new();
    loop {
        match rows.next() {
            Ok(None) => return (drafts, None),
            Err(error) => return (drafts, Some(error)),
            Ok(Some((line, row))) => drafts.push(draft(source, line, row, &columns, fields)),
        }
    }
}

/// Whether a first line names columns of a table: the one of the text, and another that is usual.
pub(super) fn has_header(line: &str) -> bool {
    let mut row = Row::default();
    let delimiter = sniff(line.as_bytes());
    let Ok(()) = row.push(line.as_bytes(), delimiter).map(|_| ()) else { return false };
    let columns: Vec<String> = row.into_fields().iter().map(|name| String::from_utf8_lossy(name).trim().to_string()).collect();
    let usual = Field::ALL.into_iter().filter(|field| Fields::default().has(&columns, *field));
    Fields::default().has(&columns, Field::Body) && usual.count() >= 2
}

/// What is read, or what is wrong with it.
pub(super) type Read<T> = std::result::Result<T, Complaint>;

/// The fields of a row.
pub(super) type Cells = Vec<Vec<u8>>;

fn check(columns: &[String], fields: &Fields) -> Read<()> {
    let listed = || format!("the columns are {}", columns.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", "));
    if let Some((field, name)) = fields.given().find(|(field, _)| !fields.has(columns, *field)) {
        return Err((format!("no column {name:?} for {}; {}", field.key(), listed()), "name the one that there is".into()));
    }
    if !fields.has(columns, Field::Body) {
        return Err((format!("no column with the text; {}", listed()), "name the one that holds it, as in --field body=COLUMN".into()));
    }
    Ok(())
}

fn draft(source: &Source, line: usize, row: Read<Cells>, columns: &[String], fields: &Fields) -> Result<Draft> {
    let article = row.and_then(|row| object(&row, columns)).and_then(|object| record::article(&object, fields));
    let (id, article) = article.map_err(|wrong| source.error(wrong).at(line))?;
    Ok(Draft { ids: source.ids(id, Some(line)), line: Some(line), article })
}

/// A row's texts by their columns; blank ones are left out, and of two columns with one name the first that is not blank counts.
pub(super) fn object(row: &[Vec<u8>], columns: &[String]) -> Read<Map<String, Value>> {
    if row.len() != columns.len() {
        let wrong = format!("{} fields, where the header has {}", row.len(), columns.len());
        return Err((wrong, "put a field that holds a delimiter or a quotation mark in quotation marks, and double those in it".into()));
    }
    let mut object = Map::new();
    for (name, bytes) in columns.iter().zip(row) {
        let text = decode::narrow(bytes, None).map_err(|(wrong, hint)| (format!("column {name:?}: {wrong}"), hint))?;
        if !text.trim().is_empty() {
            object.entry(name.as_str()).or_insert_with(|| Value::String(text.into_owned()));
        }
    }
    Ok(object)
}

/// The rows of a stream.
pub(super) struct Rows<R> {
    lines: Lines<R>,
    /// Lines that were taken for a part of a row before them and are read again.
    again: VecDeque<Line>,
    delimiter: u8,
}

impl<R: BufRead> Rows<R> {
    /// The delimiter is the one that gives the header most columns, unless it is given.
    pub(super) fn new(stream: R, delimiter: Option<u8>) -> Rows<R> {
        Rows { lines: Lines::new(stream, caps::RECORD), again: VecDeque::new(), delimiter: delimiter.unwrap_or_default() }
    }

    fn line(&mut self) -> io::Result<Option<Line>> {
        self.again.pop_front().map_or_else(|| self.lines.next(), |line| Ok(Some(line)))
    }

    /// The header's names, which come before all rows.
    pub(super) fn columns(&mut self) -> io::Result<Read<Vec<String>>> {
        let empty = || ("no lines in it".to_string(), "expected a header with the columns' names, and rows below it".to_string());
        let Some(mut first) = self.line()? else { return Ok(Err(empty())) };
        first.bytes = first.bytes.map(|bytes| decode::without_mark(&bytes).to_vec());
        if self.delimiter == 0 {
            self.delimiter = sniff(first.bytes.as_deref().unwrap_or_default());
        }
        self.again.push_front(first);
        let Some((_, row)) = self.next()? else { return Ok(Err(empty())) };
        let name = |bytes: &Vec<u8>| decode::narrow(bytes, None).map(|name| name.trim().to_string());
        Ok(row.and_then(|row| row.iter().map(name).collect()))
    }

    /// The next row that is not blank, with the line it begins in. A row whose quotation marks are wrong ends with its first line.
    pub(super) fn next(&mut self) -> io::Result<Option<(usize, Read<Cells>)>> {
        while let Some(first) = self.line()? {
            match &first.bytes {
                None => return Ok(Some((first.number, Err(too_long())))),
                Some(bytes) if bytes.trim_ascii().is_empty() => {}
                Some(bytes) => return Ok(Some((first.number, self.row(bytes)?))),
            }
        }
        Ok(None)
    }

    fn row(&mut self, first: &[u8]) -> io::Result<Read<Cells>> {
        let (mut row, mut size, mut taken) = (Row::default(), first.len(), Vec::new());
        let mut goes_on = row.push(first, self.delimiter).is_ok();
        while goes_on && row.is_open() {
            let Some(line) = self.line()? else { break };
            let bytes = line.bytes.as_deref();
            size += bytes.map_or(0, <[u8]>::len);
            goes_on = size <= caps::RECORD && bytes.is_some_and(|bytes| row.push(bytes, self.delimiter).is_ok());
            taken.push(line);
        }
        if goes_on && !row.is_open() {
            return Ok(Ok(row.into_fields()));
        }
        taken.into_iter().rev().for_each(|line| self.again.push_front(line));
        Ok(Err(bad_quotes()))
    }
}

fn bad_quotes() -> Complaint {
    let hint = "put a field with quotation marks in it in quotation marks, and double those in it";
    ("a quotation mark that opens a field and does not close it before a delimiter".into(), hint.into())
}

fn too_long() -> Complaint {
    (format!("a row of more than {}", caps::shown(caps::RECORD as u64)), "look for a quotation mark that is never closed".into())
}

fn sniff(header: &[u8]) -> u8 {
    let columns = |delimiter: u8| {
        let mut row = Row::default();
        if row.push(header, delimiter).is_ok() { row.into_fields().len() } else { 0 }
    };
    let best = DELIMITERS.iter().rev().max_by_key(|delimiter| columns(**delimiter));
    best.copied().unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8], namings: &[&str]) -> Vec<Result<Draft>> {
        let fields = Fields::new(&namings.iter().map(|text| text.parse().unwrap()).collect::<Vec<_>>()).unwrap();
        drafts(&Source::example("in/wire.csv"), text, None, &fields).0
    }

    fn bodies(drafts: &[Result<Draft>]) -> Vec<&str> {
        drafts.iter().map(|draft| draft.as_ref().map_or("error", |draft| draft.article.body.as_str())).collect()
    }

    #[test]
    fn delimiters_and_synonyms_are_found() {
        for delimiter in [",", ";", "\t"] {
            let table = ["\u{feff}id,Headline,text\r\n", "w1,Vote,\"One, two; three\tfour\r\nfive \"\"six\"\"\"\r\n", ",,Two.\n"].concat();
            let table = table.replacen("id,Headline,text", &["id", "Headline", "text"].join(delimiter), 1);
            let table =
                table.replacen("w1,Vote,", &["w1", "Vote", ""].join(delimiter), 1).replacen(",,Two", &["", "", "Two"].join(delimiter), 1);
            let read = read(table.as_bytes(), &[]);
            assert_eq!(bodies(&read), ["One, two; three\tfour\r\nfive \"six\"", "Two."]);
            assert_eq!(read[0].as_ref().unwrap().article.title.as_deref(), Some("Vote"));
            assert_eq!(read[1].as_ref().unwrap().ids, ["wire:4", "in/wire.csv:4"]);
        }
    }

    #[test]
    fn rows_of_two_encodings_may_stand_in_one_file() {
        assert_eq!(bodies(&read(b"body\nna\xc3\xafve\nna\xefve\n", &[])), ["naïve", "naïve"]);
    }

    #[test]
    fn broken_rows_are_named_and_the_rest_is_read() {
        let table = b"id,body\na,One.\nb\nc,Three.,x\nd,\"Four\n\ne,\"Five.\"\nf,\"Six\"x\ng,Seven.\nh,\nk,\"open";
        let read = read(table, &[]);
        let errors: Vec<_> = read.iter().filter_map(|draft| Some(draft.as_ref().err()?.line.unwrap())).collect();
        assert_eq!(errors, [3, 4, 5, 8, 10, 11]);
        assert_eq!(read.iter().flatten().map(|draft| draft.article.body.as_str()).collect::<Vec<_>>(), ["One.", "Five.", "Seven."]);
        assert_eq!(read[1].as_ref().unwrap_err().wrong, "1 fields, where the header has 2");
    }

    #[test]
    fn a_table_without_the_column_names_those_it_has() {
        let wrong = |namings: &[&str]| read(b"id,Texte\na,One.\n", namings).remove(0).unwrap_err();
        assert!(wrong(&[]).wrong.contains("\"id\", \"Texte\"") && wrong(&[]).hint.contains("--field body="));
        assert!(wrong(&["body=Texte", "date=Jour"]).wrong.starts_with("no column \"Jour\" for date"));
        assert_eq!(bodies(&read(b"id,Texte\na,One.\n", &["body=Texte"])), ["One."]);
        assert_eq!(read(b"", &[]).remove(0).unwrap_err().wrong, "no lines in it");
    }
}
