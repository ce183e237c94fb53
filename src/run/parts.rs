//! Parts: Parquet files that are there whole or not at all.
use super::column::{Column, Table};
use crate::error::{Error, Result};
use crate::file::{make_folder, write_whole};
use arrow_schema::ArrowError;
use parquet::arrow::ArrowWriter;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};

/// The tables of a run, the one that makes a part count last.
pub const TABLES: [&str; 3] = ["statements", "judgements", "articles"];

/// The parts of a run.
pub struct Parts {
    /// Those that count, in order.
    pub whole: Vec<usize>,
    /// Those of which judgements are there: what a killed run had judged can be copied.
    pub judged: BTreeSet<usize>,
}

impl Parts {
    /// Lists them; an error names the file that a part lacks.
    pub fn list(folder: &Path) -> Result<Parts> {
        let [statements, judged, articles] = TABLES.map(|table| numbers(&folder.join(table)));
        let (statements, judged, articles) = (statements?, judged?, articles?);
        for (table, found) in [("statements", &statements), ("judgements", &judged)] {
            if let Some(number) = articles.difference(found).next() {
                return Err(damaged(&path(folder, table, *number), "missing"));
            }
        }
        Ok(Parts { whole: articles.into_iter().collect(), judged })
    }

    /// The number of the next part.
    pub fn next(&self) -> usize {
        self.whole.last().map_or(0, |last| last + 1)
    }
}

fn numbers(folder: &Path) -> Result<BTreeSet<usize>> {
    let unreadable = |error: std::io::Error| Error::new(folder, format!("cannot be read: {error}"), "check that you may read it");
    if !folder.exists() {
        return Ok(BTreeSet::new());
    }
    let mut numbers = BTreeSet::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let name = entry.map_err(unreadable)?.file_name();
        let number: Option<usize> = name.to_str().and_then(|name| name.strip_prefix("part-")?.strip_suffix(".parquet")?.parse().ok());
        numbers.extend(number);
    }
    Ok(numbers)
}

fn path(folder: &Path, table: &str, number: usize) -> PathBuf {
    folder.join(table).join(format!("part-{number:05}.parquet"))
}

/// An error about a file that does not hold what was written into it.
pub fn damaged(path: &Path, wrong: impl ToString) -> Error {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let hint = format!(
        "this part of the run is damaged: delete {name} in its folders articles, statements and judgements, and score all inputs again"
    );
    Error::new(path, wrong, hint)
}

/// Writes one table of a part.
pub fn write(folder: &Path, table: &str, number: usize, columns: std::result::Result<Vec<Column>, ArrowError>) -> Result<()> {
    let path = path(folder, table, number);
    let bytes = columns.map_err(|error| error.to_string()).and_then(encode);
    let bytes = bytes.map_err(|error| Error::new(&path, error, "this is a mistake of the program; report it"))?;
    make_folder(&folder.join(table))?;
    write_whole(&path, &bytes)
}

/// A table as Parquet, compressed. Fails where the columns are not equally long.
pub fn encode(columns: Vec<Column>) -> std::result::Result<Vec<u8>, String> {
    let batch = Column::table(columns).map_err(|error| error.to_string())?;
    let properties = WriterProperties::builder().set_compression(Compression::ZSTD(Default::default())).build();
    let mut bytes = Vec::new();
    let write = || -> parquet::errors::Result<()> {
        let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties))?;
        writer.write(&batch)?;
        writer.close().map(drop)
    };
    write().map(|()| bytes).map_err(|error| error.to_string())
}

/// Reads one table of a part: the columns named, or all where none is.
pub fn read(folder: &Path, table: &str, number: usize, columns: &[&str]) -> Result<Vec<Table>> {
    let path = path(folder, table, number);
    let read = || -> parquet::errors::Result<Vec<Table>> {
        let mut builder = ParquetRecordBatchReaderBuilder::try_new(File::open(&path)?)?;
        if !columns.is_empty() {
            let mask = ProjectionMask::columns(builder.parquet_schema(), columns.iter().copied());
            builder = builder.with_projection(mask);
        }
        builder.build()?.map(|batch| Ok(Table::new(&path, batch?))).collect()
    };
    // On some damaged files the reader does not fail but panics.
    let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)).map_err(|_| damaged(&path, "cannot be read"))?;
    read.map_err(|error| damaged(&path, format!("cannot be read: {error}")))
}
