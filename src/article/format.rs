//! The formats of files.
use std::path::Path;

/// The formats that are read, told by the extension in any case; `.gz` may stand behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `.txt`: one article, the whole file being its body, but for front matter.
    Text,
    /// `.md`, `.markdown`: one article, its body being the text without marks.
    Markdown,
    /// `.html`, `.htm`: one article, its body being what a reader would call the article.
    Html,
    /// `.jsonl`, `.ndjson`: one article a line.
    Jsonl,
    /// `.csv`: one article a row below a header, between commas, semicolons or tabs.
    Csv,
    /// `.tsv`: the same between tabs.
    Tsv,
}

impl Format {
    /// Whether a file holds many articles.
    pub(super) fn holds_many(self) -> bool {
        matches!(self, Format::Jsonl | Format::Csv | Format::Tsv)
    }

    /// The format that a name tells, and whether it says that the file is packed.
    pub(super) fn of(path: &Path) -> Option<(Format, bool)> {
        let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
        let plain = name.strip_suffix(".gz");
        let format = match plain.unwrap_or(&name).rsplit_once('.')?.1 {
            "txt" => Format::Text,
            "md" | "markdown" => Format::Markdown,
            "html" | "htm" => Format::Html,
            "jsonl" | "ndjson" => Format::Jsonl,
            "csv" => Format::Csv,
            "tsv" => Format::Tsv,
            _ => return None,
        };
        Some((format, plain.is_some()))
    }
}
