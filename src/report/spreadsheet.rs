//! Cells of CSV files that a spreadsheet takes for what they are.
use crate::error::{Error, Result};
use crate::round::round;
use csv::{Terminator, WriterBuilder};
use unicode_normalization::UnicodeNormalization;

/// What stands in a cell. Text cannot be a formula; what is not known is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell(String);

impl Cell {
    /// As it stands in the file, but for quotes.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell(if is_formula(text.trim_start_matches('\'')) { format!("'{text}") } else { text.to_string() })
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::from(text.as_str())
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Cell {
        Cell::from(text.as_str())
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Cell {
        Cell(number.to_string())
    }
}

impl From<f64> for Cell {
    /// Rounded to four decimals.
    fn from(number: f64) -> Cell {
        Cell(round(number).to_string())
    }
}

impl From<bool> for Cell {
    fn from(fact: bool) -> Cell {
        Cell(fact.to_string())
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell(String::new()), Into::into)
    }
}

/// Whether a spreadsheet might compute the text: one that begins with `=`, `+`, `-` or `@` in any width, white space and invisible
/// characters before it or not, or with a tab or a line break. Text that begins with apostrophes is judged by what follows them, so that
/// the apostrophe that is put before such a cell can be taken off again without doubt.
fn is_formula(text: &str) -> bool {
    let unseen =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}');
    let first = text.chars().find(|c| !unseen(*c)).into_iter().nfkc().next();
    text.starts_with(['\t', '\r', '\n']) || matches!(first, Some('=' | '+' | '-' | '@'))
}

/// The text of a cell that was read: without the apostrophe that [`Cell`] puts before what a spreadsheet would compute.
pub fn text_of(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest.trim_start_matches('\''))).unwrap_or(cell)
}

/// A table as RFC 4180 has it: UTF-8, a header, lines that end in CR LF.
pub fn table<const N: usize>(columns: [&str; N], rows: impl Iterator<Item = [Cell; N]>) -> Result<Vec<u8>> {
    write(&columns, rows)
}

/// The same with columns that are not known beforehand; every row has as many cells.
pub fn write<C: AsRef<str>, R: AsRef<[Cell]>>(columns: &[C], rows: impl Iterator<Item = R>) -> Result<Vec<u8>> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    let wrong = |error: String| Error::new("csv", format!("cannot write a table: {error}"), "this is a mistake in the program: report it");
    writer.write_record(columns.iter().map(|column| Cell::from(column.as_ref()).0)).map_err(|error| wrong(error.to_string()))?;
    for row in rows {
        writer.write_record(row.as_ref().iter().map(|cell| &cell.0)).map_err(|error| wrong(error.to_string()))?;
    }
    writer.into_inner().map_err(|error| wrong(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_become_text_and_nothing_else_changes() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\tx",
            "\rx",
            "\nx",
            "  =1",
            "\u{a0}=1",
            "\u{feff}=1",
            "\u{200b}+1",
            "＝1",
            "－1",
            "＠a",
            "﹢1",
            "'=1",
        ] {
            assert_eq!(Cell::from(text).0, format!("'{text}"), "{text:?}");
        }
        for text in ["", "a=b", "'tis", " a", "(1)", "[[1, 2]]", "“=1”", "3-4", "–"] {
            assert_eq!(Cell::from(text).0, text, "{text:?}");
        }
    }

    #[test]
    fn numbers_stay_numbers_and_what_is_not_known_is_empty() {
        let cells =
            [Cell::from(-0.25), (-0.00001).into(), (1.0 / 3.0).into(), 7.into(), true.into(), None::<&str>.into(), Some("-").into()];
        assert_eq!(cells.map(|cell| cell.0), ["-0.25", "0", "0.3333", "7", "true", "", "'-"]);
    }

    #[test]
    fn quotes_and_breaks_are_quoted_and_a_table_without_rows_has_a_header() {
        let rows = [[Cell::from("a \"b\", c"), "d\r\ne".into()]];
        assert_eq!(table(["x", "y"], rows.into_iter()).unwrap(), b"x,y\r\n\"a \"\"b\"\", c\",\"d\r\ne\"\r\n");
        assert_eq!(table(["x", "y"], std::iter::empty()).unwrap(), b"x,y\r\n");
    }

    proptest! {
        #[test]
        fn a_reader_gets_every_text_back(text in ".{0,20}", second in "[=+@'\" ,\r\n\t-]{0,6}") {
            let whole = format!("{second}{text}");
            let bytes = table(["a", "b"], std::iter::once([Cell::from(&whole), 1.into()])).unwrap();
            let read = csv::Reader::from_reader(bytes.as_slice()).records().next().unwrap().unwrap();
            let cell = &read[0];
            prop_assert!(!is_formula(cell));
            prop_assert_eq!(text_of(cell), whole.as_str());
        }
    }
}
