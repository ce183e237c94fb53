//! Tables with typed columns, each defined once and written as CSV and as Parquet.
use super::spreadsheet::{Cell, write};
use crate::error::{Error, Result};
use crate::round::round;
use crate::run::{Column as Arrow, encode};
use crate::span::Span;
use arrow_schema::ArrowError;
use jiff::civil::Date;

/// A table: rows of one kind, and what each column takes from them.
pub struct Sheet<T> {
    rows: Vec<T>,
    columns: Vec<Column>,
}

struct Column {
    name: &'static str,
    values: Values,
}

/// What stands in a column, a value for each row.
enum Values {
    Texts(Vec<Option<String>>),
    /// Lists of texts, and what CSV has between them.
    Lists(Vec<Vec<String>>, &'static str),
    Numbers(Vec<Option<usize>>),
    /// Rounded to four decimals.
    Decimals(Vec<Option<f64>>),
    Flags(Vec<bool>),
    Days(Vec<Option<Date>>),
    Spans(Vec<Span>),
    SpanLists(Vec<Vec<Span>>),
}

impl<T: Copy> Sheet<T> {
    /// A table of these rows, which has no column yet.
    pub fn of(rows: impl Iterator<Item = T>) -> Sheet<T> {
        Sheet { rows: rows.collect(), columns: Vec::new() }
    }

    fn each<V>(&self, of: impl Fn(T) -> V) -> Vec<V> {
        self.rows.iter().map(|row| of(*row)).collect()
    }

    fn with(mut self, name: &'static str, values: Values) -> Sheet<T> {
        self.columns.push(Column { name, values });
        self
    }

    /// A column of texts; `None` where there is nothing to tell.
    pub fn text<S: Into<String>>(self, name: &'static str, of: impl Fn(T) -> Option<S>) -> Sheet<T> {
        let values = self.each(|row| of(row).map(Into::into));
        self.with(name, Values::Texts(values))
    }

    /// A column of lists of texts, which CSV has in one cell with `joint` between them.
    pub fn list(self, name: &'static str, joint: &'static str, of: impl Fn(T) -> Vec<String>) -> Sheet<T> {
        let values = self.each(of);
        self.with(name, Values::Lists(values, joint))
    }

    /// A column of whole numbers.
    pub fn number(self, name: &'static str, of: impl Fn(T) -> Option<usize>) -> Sheet<T> {
        let values = self.each(of);
        self.with(name, Values::Numbers(values))
    }

    /// A column of numbers, rounded to four decimals.
    pub fn decimal(self, name: &'static str, of: impl Fn(T) -> Option<f64>) -> Sheet<T> {
        let values = self.each(|row| of(row).map(round));
        self.with(name, Values::Decimals(values))
    }

    /// A column of what holds or does not.
    pub fn flag(self, name: &'static str, of: impl Fn(T) -> bool) -> Sheet<T> {
        let values = self.each(of);
        self.with(name, Values::Flags(values))
    }

    /// A column of days.
    pub fn day(self, name: &'static str, of: impl Fn(T) -> Option<Date>) -> Sheet<T> {
        let values = self.each(of);
        self.with(name, Values::Days(values))
    }

    /// A column of spans, each `[start, end]` as in JSON, which no spreadsheet takes for a date.
    pub fn span(self, name: &'static str, of: impl Fn(T) -> Span) -> Sheet<T> {
        let values = self.each(of);
        self.with(name, Values::Spans(values))
    }

    /// A column of lists of spans.
    pub fn spans(self, name: &'static str, of: impl Fn(T) -> Vec<Span>) -> Sheet<T> {
        let values = self.each(of);
        self.with(name, Values::SpanLists(values))
    }

    /// As a spreadsheet reads it: no text is a formula, what is not known is empty.
    pub fn csv(&self) -> Result<Vec<u8>> {
        let names: Vec<&str> = self.columns.iter().map(|column| column.name).collect();
        let row = |at: usize| self.columns.iter().map(|column| column.values.cell(at)).collect::<Vec<_>>();
        write(&names, (0..self.rows.len()).map(row))
    }

    /// As Parquet: texts as they are, lists as lists, days as days, what is not known null.
    pub fn parquet(&self) -> Result<Vec<u8>> {
        let columns: std::result::Result<Vec<_>, ArrowError> = self.columns.iter().map(Column::arrow).collect();
        let wrong =
            |error: String| Error::new("parquet", format!("cannot write a table: {error}"), "this is a mistake in the program: report it");
        columns.map_err(|error| error.to_string()).and_then(encode).map_err(wrong)
    }
}

impl Values {
    fn cell(&self, at: usize) -> Cell {
        match self {
            Values::Texts(texts) => texts[at].as_ref().into(),
            Values::Lists(lists, joint) => Some(lists[at].join(joint)).filter(|_| !lists[at].is_empty()).into(),
            Values::Numbers(numbers) => numbers[at].into(),
            Values::Decimals(numbers) => numbers[at].into(),
            Values::Flags(flags) => flags[at].into(),
            Values::Days(days) => days[at].map(|day| day.to_string()).into(),
            Values::Spans(spans) => span(spans[at]).into(),
            Values::SpanLists(lists) => {
                let spans: Vec<String> = lists[at].iter().map(|item| span(*item)).collect();
                Some(format!("[{}]", spans.join(", "))).filter(|_| !spans.is_empty()).into()
            }
        }
    }
}

fn span(span: Span) -> String {
    format!("[{}, {}]", span.start, span.end)
}

impl Column {
    fn arrow(&self) -> std::result::Result<Arrow, ArrowError> {
        let name = self.name;
        Ok(match &self.values {
            Values::Texts(texts) => Arrow::optional_texts(name, texts.iter().map(Option::as_ref)),
            Values::Lists(lists, _) => Arrow::lists(name, lists.iter().map(Vec::len), Arrow::texts("item", lists.iter().flatten()))?,
            Values::Numbers(numbers) => Arrow::optional_numbers(name, numbers.iter().copied()),
            Values::Decimals(numbers) => Arrow::optional_floats(name, numbers.iter().copied()),
            Values::Flags(flags) => Arrow::flags(name, flags.iter().copied()),
            Values::Days(days) => Arrow::optional_days(name, days.iter().copied()),
            Values::Spans(spans) => pairs(name, spans.iter())?,
            Values::SpanLists(lists) => Arrow::lists(name, lists.iter().map(Vec::len), pairs("item", lists.iter().flatten())?)?,
        })
    }
}

/// Lists of two: start and end.
fn pairs<'a>(name: &'static str, spans: impl Iterator<Item = &'a Span> + Clone) -> std::result::Result<Arrow, ArrowError> {
    let ends = spans.clone().flat_map(|span| [span.start, span.end]);
    Arrow::lists(name, spans.map(|_| 2), Arrow::numbers("item", ends))
}
