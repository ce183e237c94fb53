//! The inputs that commands share: which articles, and how they are read.
use super::{complain, shown};
use anyhow::{Result, anyhow, bail};
use clap::{Args, ValueEnum};
use standpoint::article::{Article, Fields, Files, Format, Held, Input, Naming, Options, PassedOver, read_files};
use standpoint::error::Error;
use standpoint::run::{Given, is_run};
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
    /// What standard input holds [default: told by its beginning, where that is JSON, HTML or a header with the usual names; else txt]
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
        let given = self.gather(inputs, &Held::new())?;
        Ok((given.articles.into_iter().map(|named| named.article).collect(), given.skipped))
    }

    /// The same with the files they come from, beside the articles that a run holds.
    pub fn gather(&self, inputs: &[PathBuf], held: &Held) -> Result<Given> {
        if let Some(run) = inputs.iter().find(|input| is_run(input)) {
            bail!("{} is a run and not articles; `standpoint report` reads it, and score writes into it with --out", shown(run));
        }
        let Files { inputs, passed_over } = read_files(inputs, &self.options()?, held);
        inputs.iter().flat_map(errors).for_each(|error| complain(format_args!("skipped {error}")));
        say_passed_over(&passed_over);
        Ok(Given::of(inputs))
    }
}

fn errors(file: &standpoint::error::Result<Input>) -> Vec<&Error> {
    match file {
        Ok(file) => file.articles.iter().filter_map(|article| article.as_ref().err()).collect(),
        Err(error) => vec![error],
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
