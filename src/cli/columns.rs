//! The option of commands that read labelled pairs: what other people's files call our columns and labels.
use anyhow::{Result, anyhow};
use clap::Args;
use standpoint::dataset::{Columns, Mapping};

/// How labelled pairs are read.
#[derive(Args)]
pub struct ColumnOptions {
    /// What your file has for something of ours, once for each: a column's name, as in label=Stance, for any of text, speaker, mention,
    /// mention_span, context, issue, description, label, lean, speaks, role, time, how, probabilities and article; or a word in a column,
    /// as in label:supportive=pro [default: our names and words, in any case]
    #[arg(long, value_name = "COLUMN=NAME|COLUMN:WORD=NAME")]
    map: Vec<Mapping>,
}

impl ColumnOptions {
    /// Everything that was given.
    pub fn columns(&self) -> Result<Columns> {
        Columns::new(&self.map).map_err(|wrong| anyhow!("--map: {wrong}"))
    }
}
