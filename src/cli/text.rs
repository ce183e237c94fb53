//! `standpoint text`: an article's body, to the byte.
use super::inputs::FormatOptions;
use super::{Done, require, shown};
use anyhow::{Result, bail};
use clap::Args;
use standpoint::article::Article;
use std::io::Write;
use std::path::PathBuf;

/// Print an article's body exactly as it was read
///
/// Every span that other commands give is a pair of byte offsets into this text. Nothing is added to it, not even a line's end.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  standpoint text page.html\n  standpoint text articles.csv.gz --id w17 --field body=text\n  standpoint text page.html | head -c 240 | tail -c +201    # the bytes from 200 to 240"
)]
pub struct Arguments {
    /// A file of any kind that is read: .txt, .md, .html, .jsonl, .csv, each also gzipped; a folder; or - for standard input
    file: PathBuf,
    /// Which article, where there are several
    #[arg(long)]
    id: Option<String>,
    #[command(flatten)]
    format: FormatOptions,
}

/// Ids that are listed where none was given, or one that there is not.
const LISTED: usize = 10;

pub fn run(arguments: &Arguments) -> Result<Done> {
    let (articles, skipped) = arguments.format.read(std::slice::from_ref(&arguments.file))?;
    require(&articles, "article")?;
    let article = match (&arguments.id, articles.as_slice()) {
        (None, [article]) => article,
        (None, _) => bail!("{} holds {} articles: give one of them as --id: {}", shown(&arguments.file), articles.len(), ids(&articles)),
        (Some(id), _) => match articles.iter().find(|article| article.id == *id) {
            Some(article) => article,
            None => bail!("{} holds no article {id:?}; its ids: {}", shown(&arguments.file), ids(&articles)),
        },
    };
    let mut out = std::io::stdout().lock();
    out.write_all(article.body.as_bytes())?;
    out.flush()?;
    Ok(Done::skipping(skipped.len()))
}

fn ids(articles: &[Article]) -> String {
    let listed = articles.iter().take(LISTED).map(|article| article.id.as_str()).collect::<Vec<_>>().join(", ");
    match articles.len().saturating_sub(LISTED) {
        0 => listed,
        more => format!("{listed} and {more} more"),
    }
}
