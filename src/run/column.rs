//! Columns: Arrow arrays made of plain values, and read as such.
use crate::error::{Error, Result};
use arrow_array::builder::OffsetBufferBuilder;
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Float64Array, ListArray, RecordBatch, StringArray, StructArray, UInt64Array,
};
use arrow_schema::{ArrowError, Field};
use jiff::Span;
use jiff::civil::Date;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A named column of a table that is to be written.
pub struct Column {
    name: &'static str,
    array: ArrayRef,
    nullable: bool,
}

impl Column {
    fn new(name: &'static str, array: impl Array + 'static) -> Column {
        Column { name, array: Arc::new(array), nullable: false }
    }

    fn nullable(self) -> Column {
        Column { nullable: true, ..self }
    }

    pub fn texts<T: AsRef<str>>(name: &'static str, values: impl Iterator<Item = T>) -> Column {
        Column::new(name, StringArray::from_iter_values(values))
    }

    pub fn optional_texts<T: AsRef<str>>(name: &'static str, values: impl Iterator<Item = Option<T>>) -> Column {
        Column::new(name, values.collect::<StringArray>()).nullable()
    }

    pub fn numbers(name: &'static str, values: impl Iterator<Item = usize>) -> Column {
        Column::new(name, UInt64Array::from_iter_values(values.map(|value| value as u64)))
    }

    pub fn optional_numbers(name: &'static str, values: impl Iterator<Item = Option<usize>>) -> Column {
        Column::new(name, values.map(|value| value.map(|value| value as u64)).collect::<UInt64Array>()).nullable()
    }

    pub fn floats(name: &'static str, values: impl Iterator<Item = f64>) -> Column {
        Column::new(name, Float64Array::from_iter_values(values))
    }

    pub fn optional_floats(name: &'static str, values: impl Iterator<Item = Option<f64>>) -> Column {
        Column::new(name, values.collect::<Float64Array>()).nullable()
    }

    pub fn flags(name: &'static str, values: impl Iterator<Item = bool>) -> Column {
        Column::new(name, BooleanArray::from(values.collect::<Vec<_>>()))
    }

    pub fn optional_days(name: &'static str, values: impl Iterator<Item = Option<Date>>) -> Column {
        Column::new(name, values.map(|date| date.map(|date| (date - EPOCH).get_days())).collect::<Date32Array>()).nullable()
    }

    /// Lists of these lengths, whose items are those of `items`, one after another.
    pub fn lists(name: &'static str, lengths: impl Iterator<Item = usize>, items: Column) -> std::result::Result<Column, ArrowError> {
        let mut offsets = OffsetBufferBuilder::new(lengths.size_hint().0);
        lengths.for_each(|length| offsets.push_length(length));
        let field = Arc::new(Field::new("item", items.array.data_type().clone(), items.nullable));
        Ok(Column::new(name, ListArray::try_new(field, offsets.finish(), items.array, None)?))
    }

    /// Records of several fields, as the items of a list.
    pub fn records(fields: Vec<Column>) -> std::result::Result<Column, ArrowError> {
        let described = |column: &Column| Arc::new(Field::new(column.name, column.array.data_type().clone(), column.nullable));
        let names = fields.iter().map(described).collect::<Vec<_>>().into();
        Ok(Column::new("item", StructArray::try_new(names, fields.into_iter().map(|column| column.array).collect(), None)?))
    }

    /// A table of columns that are equally long.
    pub fn table(columns: Vec<Column>) -> std::result::Result<RecordBatch, ArrowError> {
        RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|column| (column.name, column.array, column.nullable)))
    }
}

const EPOCH: Date = Date::constant(1970, 1, 1);

/// A table that was read, or the items of a list of records in it.
pub struct Table {
    path: PathBuf,
    rows: StructArray,
}

impl Table {
    /// From the file at `path`.
    pub fn new(path: &Path, batch: RecordBatch) -> Table {
        Table { path: path.into(), rows: batch.into() }
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    fn column<T: 'static>(&self, name: &str) -> Result<&T> {
        let column = self.rows.column_by_name(name).and_then(|column| column.as_any().downcast_ref());
        column.ok_or_else(|| self.damaged(format!("no column {name} of the kind expected")))
    }

    pub fn texts(&self, name: &str) -> Result<&StringArray> {
        self.column(name)
    }

    pub fn numbers(&self, name: &str) -> Result<&UInt64Array> {
        self.column(name)
    }

    pub fn floats(&self, name: &str) -> Result<&Float64Array> {
        self.column(name)
    }

    pub fn flags(&self, name: &str) -> Result<&BooleanArray> {
        self.column(name)
    }

    pub fn days(&self, name: &str) -> Result<Vec<Option<Date>>> {
        let day = |days: i32| EPOCH.checked_add(Span::new().try_days(days).ok()?).ok();
        Ok(self.column::<Date32Array>(name)?.iter().map(|days| days.and_then(day)).collect())
    }

    /// For each row the range of its items among the texts of all rows.
    pub fn text_lists(&self, name: &str) -> Result<(Vec<Range<usize>>, &StringArray)> {
        let lists: &ListArray = self.column(name)?;
        let items = lists.values().as_any().downcast_ref();
        Ok((ranges(lists), items.ok_or_else(|| self.damaged(format!("no texts in the lists of column {name}")))?))
    }

    /// The same for lists of records.
    pub fn record_lists(&self, name: &str) -> Result<(Vec<Range<usize>>, Table)> {
        let lists: &ListArray = self.column(name)?;
        let rows = lists.values().as_any().downcast_ref::<StructArray>().cloned();
        let rows = rows.ok_or_else(|| self.damaged(format!("no records in the lists of column {name}")))?;
        Ok((ranges(lists), Table { path: self.path.clone(), rows }))
    }

    /// One of the words of `T`.
    pub fn parse<T: serde::de::DeserializeOwned>(&self, word: &str) -> Result<T> {
        serde_json::from_value(word.into()).map_err(|_| self.damaged(format!("unknown word {word:?}")))
    }

    /// An error about this part.
    pub fn damaged(&self, wrong: impl ToString) -> Error {
        super::parts::damaged(&self.path, wrong)
    }
}

fn ranges(lists: &ListArray) -> Vec<Range<usize>> {
    lists.value_offsets().windows(2).map(|ends| ends[0] as usize..ends[1] as usize).collect()
}

/// The word that files use for a value.
pub fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_string)).unwrap_or_default()
}
