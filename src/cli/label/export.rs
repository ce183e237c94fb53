//! `standpoint label export`: what coders are to label.
use super::super::{Done, NO_OUTPUT, complain, print, shown};
use anyhow::{Context, Result, bail, ensure};
use clap::{Args, ValueEnum};
use standpoint::file::write_whole;
use standpoint::labelling::sample::{Sizes, draw, frame};
use standpoint::labelling::{Slice, Unit, blind, label_studio, sheet};
use standpoint::run::{self, Loaded};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Draw sentences of a run to label, each with a speaker and an issue; or whole articles, without anything that the machine found
///
/// A third of the sentences are those where the classifier hesitated most, a third are spread over issues, outlets and predicted labels,
/// and a third, the slice "audit", is drawn by chance from all that was judged. Only figures over the audit tell how good the run is: the
/// others are hard cases on purpose. No sentence comes twice with the same speaker and issue, and no copies of one article.
///
/// As csv, fill the column label (supportive, cautious, opposed or none, or s, c, o, n; skip where you cannot tell) in one copy for each
/// coder. The columns right of `issue_id` are the machine's: --blind leaves all of them but `slice` empty, so that they sway nobody. As
/// label-studio, import FILE and paste FILE.xml into the labelling interface; predictions are shown outside of the audit only. The jsonl can
/// be loaded by doccano, and by Prodigy with `textcat.manual SET FILE --label supportive,cautious,opposed,none --exclusive`. `standpoint
/// label import` reads all of them back.
///
/// With --articles N --blind, --out is a folder: N articles, drawn from each outlet and month in proportion, an empty sheet codes.csv to
/// fill, codebook.md with how to fill it, and map.toml for `standpoint validate`.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  standpoint label export run/ --size 200 --blind --out sheet.csv\n  standpoint label export run/ --size 300 --format label-studio --out tasks.json\n  standpoint label export run/ --articles 50 --blind --out coding/"
)]
pub struct Arguments {
    /// A run, as `standpoint score` writes it
    #[arg(value_name = "RUN")]
    run: PathBuf,
    /// How many sentences to draw
    #[arg(long, value_name = "N", default_value_t = 200, conflicts_with = "articles")]
    size: usize,
    /// Draw N whole articles instead
    #[arg(long, value_name = "N")]
    articles: Option<usize>,
    /// Write nothing that the machine found; whole articles never hold any of it
    #[arg(long)]
    blind: bool,
    /// What chance depends on
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How to write the sentences
    #[arg(long, default_value = "csv", conflicts_with = "articles")]
    format: Format,
    /// File to write; of articles the folder [default: standard output]
    #[arg(long, value_name = "FILE|DIR")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Csv,
    LabelStudio,
    Jsonl,
}

pub fn run(arguments: &Arguments) -> Result<Done> {
    let loaded = run::load(&arguments.run, None, |_| true)?;
    ensure!(!loaded.articles.is_empty(), "{} holds no article yet; give its `standpoint score` again", shown(&arguments.run));
    match arguments.articles {
        Some(n) => articles(&loaded, n, arguments),
        None => sentences(&loaded, arguments),
    }
}

fn articles(loaded: &Loaded, n: usize, arguments: &Arguments) -> Result<Done> {
    let folder = arguments.out.as_deref().context("name the folder to write the articles into with --out")?;
    ensure!(
        !folder.join("codes.csv").exists(),
        "{} is there already, perhaps with codes in it; name another folder",
        shown(&folder.join("codes.csv"))
    );
    let drawn = blind::stratified(&loaded.articles, n, arguments.seed);
    blind::write(folder, &drawn, &loaded.codebook.issues)?;
    let fewer = if drawn.len() < n { format!(", all there are where {n} were asked for") } else { String::new() };
    print(format_args!("{} articles{fewer}\n{}: read codebook.md first\n", drawn.len(), shown(folder)))?;
    Ok(Done::All)
}

fn sentences(loaded: &Loaded, arguments: &Arguments) -> Result<Done> {
    let all = frame(&loaded.articles, &loaded.codebook.issues);
    ensure!(!all.is_empty(), "nothing was judged in this run: no sentence with a speaker touches an issue");
    let n_all = all.len();
    let mut drawn = draw(all, Sizes::thirds(arguments.size), arguments.seed);
    if arguments.blind {
        drawn.iter_mut().for_each(Unit::forget);
    }
    let bytes = match arguments.format {
        Format::Csv => sheet::csv(&drawn)?,
        Format::LabelStudio => label_studio::tasks(&drawn, &loaded.manifest.classifier.name).into_bytes(),
        Format::Jsonl => sheet::lines(&drawn).into_bytes(),
    };
    match (&arguments.out, arguments.format) {
        (Some(file), Format::LabelStudio) => {
            write_whole(file, &bytes)?;
            write_whole(&beside(file), label_studio::CONFIG.as_bytes())?;
        }
        (Some(file), _) => write_whole(file, &bytes)?,
        (None, Format::LabelStudio) => bail!("name the file to write with --out: the configuration to paste is written beside it"),
        (None, _) => std::io::stdout().lock().write_all(&bytes).context(NO_OUTPUT)?,
    }
    complain(summary(&drawn, n_all));
    Ok(Done::All)
}

/// `FILE.xml`.
fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".xml");
    name.into()
}

fn summary(drawn: &[Unit], n_all: usize) -> String {
    let count = |slice| drawn.iter().filter(|unit| unit.slice == Some(slice)).count();
    let [uncertain, diverse, audit] = [Slice::Uncertain, Slice::Diverse, Slice::Audit].map(count);
    format!("{} of {n_all} judged: {uncertain} uncertain, {diverse} diverse, {audit} for the audit, drawn by chance", drawn.len())
}
