//! The inputs that commands share: which articles, and how they are read.
use super::{complain, shown};
use anyhow::{Result, anyhow};
use clap::{Args, ValueEnum};
use standpoint::article::{Article, Fields, Format, Naming, Options, PassedOver, Reading, read_with};
use standpoint::error::Error;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What articles are read from, for every command that reads them.
#[derive(Args)]
pub struct Inputs {
    /// Articles: .txt, .md, .html, .jsonl and .csv files (each also gzipped, as in .txt.gz), folders of them, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub format: FormatOptions,
}

/// How inputs are read.
#[derive(Args)]
pub struct FormatOptions {
    /// The name that your files have for a field, as in body=text; once for each of id, title, date, outlet, url, author, language,
    /// genre and body that is called otherwise [default: these names, or usual ones such as headline, published, source, text]
    #[arg(long, value_name = "KEY=NAME")]
    field: Vec<Naming>,
    /// What standard input holds [default: told by its beginning, where that is JSON or HTML; else txt]
    #[arg(long, value_name = "FORMAT")]
    stdin_format: Option<StdinFormat>,
}

#[derive(Clone, Copy, ValueEnum)]
enum StdinFormat {
    Txt,
    Md,
    Html,
    Jsonl,
    Csv,
}

impl FormatOptions {
    fn options(&self) -> Result<Options> {
        let stdin = self.stdin_format.map(|format| match format {
            StdinFormat::Txt => Format::Text,
            StdinFormat::Md => Format::Markdown,
            StdinFormat::Html => Format::Html,
            StdinFormat::Jsonl => Format::Jsonl,
            StdinFormat::Csv => Format::Csv,
        });
        Ok(Options { fields: Fields::new(&self.field).map_err(|wrong| anyhow!("--field: {wrong}"))?, stdin })
    }

    /// The articles of `inputs`; what cannot be read is said and given back, and so is said what was passed over.
    pub fn read(&self, inputs: &[PathBuf]) -> Result<(Vec<Article>, Vec<Error>)> {
        let Reading { articles: read, passed_over } = read_with(inputs, &self.options()?);
        let (mut articles, mut skipped) = (Vec::new(), Vec::new());
        for article in read {
            match article {
                Ok(article) => articles.push(article),
                Err(error) => {
                    complain(format_args!("skipped {error}"));
                    skipped.push(error);
                }
            }
        }
        say_passed_over(&passed_over);
        Ok((articles, skipped))
    }
}

fn say_passed_over(files: &[PassedOver]) {
    let kinds: BTreeSet<_> = files.iter().map(|file| file.kind.as_str()).collect();
    let kinds = kinds.into_iter().collect::<Vec<_>>().join(", ");
    match files {
        [] => {}
        [file] => complain(format_args!("passed over a file that is no article: {}", shown(&file.path))),
        _ => complain(format_args!("passed over {} files that are no articles ({kinds})", files.len())),
    }
}
