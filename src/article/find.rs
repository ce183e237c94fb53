//! Which files there are to read.
use super::Format;
use super::text::Complaint;
use crate::error::{Error, Result};
use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Where it lies; `-` for standard input.
    pub path: PathBuf,
    /// How it is read; `None` for standard input, whose beginning tells.
    pub format: Option<Format>,
    /// Whether it is packed with gzip.
    pub gzipped: bool,
    /// Its name from the folder that was asked for, that folder's own name first, with `/` on every system: what tells two files of
    /// one stem apart.
    pub name: String,
}

/// A file in a folder that is no article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOver {
    /// Where it lies.
    pub path: PathBuf,
    /// Why: its extension (".pdf"), its name where that says what it is ("README.md"), or what it is a part of.
    pub kind: String,
}

/// What inputs stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What is to be read, in order, with what cannot be as an error in its place.
    pub sources: Vec<Result<Source>>,
    /// What is no article.
    pub passed_over: Vec<PassedOver>,
}

const READ: &str = "articles are read from .txt, .md, .html, .jsonl and .csv, each also with .gz behind it";

/// What standard input is called among the inputs.
const STDIN: &str = "-";

/// Texts about a folder, not articles in it.
const ABOUT: &[&str] = &["readme", "license", "licence", "changelog", "contributing", "notice", "authors"];

/// The files of a report of ours.
const REPORT: &[&str] = &["index.html", "report.md", "report.json", "actors.csv", "positions.csv", "statements.csv", "run.csv"];

/// The files that `inputs` (files, folders and `-`) stand for, in the order given; folders are walked to the bottom, by name. Inside a
/// folder hidden files and runs are left out, and files of other formats, texts about it (README.md), reports of ours and
/// the parts that a browser saves beside a page are passed over. A file that is reached twice is listed once. An input that does not exist, is of another format or is a folder
/// with nothing to read gives an error in its place.
pub fn find(inputs: &[PathBuf]) -> Found {
    let (mut sources, mut passed_over) = (Vec::new(), Vec::new());
    for input in inputs {
        match std::fs::metadata(input) {
            _ if input == Path::new(STDIN) => sources.push(Ok(stdin())),
            Err(error) => sources.push(Err(unreadable(input, &error))),
            Ok(kind) if kind.is_dir() => sources.extend(walk(input, &mut passed_over)),
            Ok(kind) if kind.is_file() => sources.push(name_file(input)),
            Ok(_) => sources.push(Err(Error::new(input, "neither a file nor a folder", READ))),
        }
    }
    Found { sources: drop_repeats(sources), passed_over }
}

fn stdin() -> Source {
    Source { path: STDIN.into(), format: None, gzipped: false, name: "stdin".into() }
}

impl Source {
    /// Whether it is standard input.
    pub(super) fn is_stdin(&self) -> bool {
        self.path == Path::new(STDIN)
    }

    /// The file's name without the extensions of its format.
    pub(super) fn stem(&self) -> String {
        let name = if self.is_stdin() { &self.name } else { self.name.rsplit('/').next().unwrap_or(&self.name) };
        let name = if self.gzipped { without_extension(name) } else { name };
        without_extension(name).into()
    }

    /// An error about it.
    pub(super) fn error(&self, (wrong, hint): Complaint) -> Error {
        Error::new(&self.path, wrong, hint)
    }
}

fn without_extension(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// An error about a file that the system does not let us read.
pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    let hint = match error.kind() {
        std::io::ErrorKind::NotFound => "check the spelling and the folder you are in",
        std::io::ErrorKind::PermissionDenied => "ask for the right to read it, or copy it to where you have that",
        _ => "check that it can be opened by another program",
    };
    Error::new(path, format!("cannot be read: {error}"), hint)
}

fn walk(folder: &Path, passed_over: &mut Vec<PassedOver>) -> Vec<Result<Source>> {
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().filter_entry(is_visible);
    let mut found = Vec::new();
    for entry in entries {
        match entry {
            Err(error) => found.push(Err(broken_entry(folder, &error))),
            Ok(entry) if !entry.file_type().is_file() => {}
            Ok(entry) => match take(folder, entry.path()) {
                Ok(source) => found.push(Ok(source)),
                Err(kind) => passed_over.push(PassedOver { path: entry.into_path(), kind }),
            },
        }
    }
    if found.is_empty() {
        return vec![Err(Error::new(folder, "a folder with nothing to read", READ))];
    }
    found
}

/// A file in a folder, or what it is instead of an article.
fn take(folder: &Path, path: &Path) -> std::result::Result<Source, String> {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    if inside.ancestors().skip(1).any(|part| is_saved_beside_a_page(&folder.join(part))) {
        return Err("parts of saved pages".into());
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if REPORT.contains(&name.as_str()) && is_report(&path.with_file_name("report.json")) {
        return Err("files of reports".into());
    }
    let extension = || path.extension().map_or("without extension".into(), |extension| format!(".{}", extension.to_string_lossy()));
    let (format, gzipped) = Format::of(path).ok_or_else(extension)?;
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    if matches!(format, Format::Text | Format::Markdown) && ABOUT.contains(&stem.as_str()) {
        return Err(name);
    }
    Ok(Source { format: Some(format), gzipped, name: join_names(folder, inside), path: path.into() })
}

/// Whether a folder is the one in which a browser puts the pictures, scripts and frames of a page that it saves.
fn is_saved_beside_a_page(folder: &Path) -> bool {
    let page = folder.file_name().and_then(OsStr::to_str).and_then(|name| name.strip_suffix("_files"));
    page.is_some_and(|page| ["html", "htm"].iter().any(|end| folder.with_file_name(format!("{page}.{end}")).is_file()))
}

/// Whether a file is the `report.json` of a report of ours, which begins with the version of its shape.
fn is_report(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(256).read_to_end(&mut head));
    let inside = head.trim_ascii_start().strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    read.is_ok() && inside.is_some_and(|inside| inside.starts_with(b"\"schema_version\""))
}

fn broken_entry(folder: &Path, error: &walkdir::Error) -> Error {
    let path = error.path().unwrap_or(folder);
    if error.loop_ancestor().is_some() {
        return Error::new(path, "a link to a folder that holds it", "remove the link; everything else in the folder is read");
    }
    match error.io_error() {
        Some(io) => unreadable(path, io),
        None => Error::new(path, error, "check that it can be opened by another program"),
    }
}

/// What the user asks for by name is never hidden; what lies inside a folder is when its name starts with a dot, or it is a run.
fn is_visible(entry: &DirEntry) -> bool {
    let is_hidden = || entry.file_name().as_encoded_bytes().starts_with(b".");
    entry.depth() == 0 || !(is_hidden() || entry.path().join("run.json").is_file())
}

fn name_file(path: &Path) -> Result<Source> {
    let (format, gzipped) = Format::of(path).ok_or_else(|| Error::new(path, "a format that is not read", READ))?;
    let file = path.file_name().map(Path::new).unwrap_or(path);
    let name = path.parent().map_or_else(|| join_names(Path::new(""), file), |folder| join_names(folder, file));
    Ok(Source { path: path.into(), format: Some(format), gzipped, name })
}

fn join_names(folder: &Path, inside: &Path) -> String {
    let names = folder.file_name().into_iter().chain(inside.iter());
    names.map(OsStr::to_string_lossy).collect::<Vec<_>>().join("/")
}

fn drop_repeats(found: Vec<Result<Source>>) -> Vec<Result<Source>> {
    let mut seen = std::collections::HashSet::new();
    let mut is_new = |path: &Path| seen.insert(path.canonicalize().unwrap_or_else(|_| path.into()));
    found.into_iter().filter(|source| source.as_ref().map_or(true, |source| is_new(&source.path))).collect()
}

#[cfg(test)]
impl Source {
    /// A plain file of that name.
    pub(super) fn example(name: &str) -> Source {
        name_file(Path::new(name)).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn make(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
        }
        folder
    }

    fn names(found: &Found) -> Vec<String> {
        found.sources.iter().map(|source| source.as_ref().map_or_else(|error| error.wrong.clone(), |source| source.name.clone())).collect()
    }

    #[test]
    fn folders_are_walked_by_name_and_what_is_no_article_is_told() {
        let files =
            ["in/b.txt", "in/a/z.TXT.gz", "in/a/.secret.txt", "in/.git/c.txt", "in/c.jsonl", "in/README.md", "in/noext", "in/d.pdf"];
        let saved = ["in/page.htm", "in/page_files/ad.html", "in/other_files/e.md"];
        let folder = make(&[&files[..], &saved, &["in/run/run.json", "in/run/skipped.jsonl"]].concat());
        let found = find(&[folder.path().join("in")]);
        assert_eq!(names(&found), ["in/a/z.TXT.gz", "in/b.txt", "in/c.jsonl", "in/other_files/e.md", "in/page.htm"]);
        let first = found.sources[0].as_ref().unwrap();
        assert_eq!((first.format, first.gzipped, first.stem().as_str()), (Some(Format::Text), true, "z"));
        let kinds: Vec<_> = found.passed_over.iter().map(|passed| passed.kind.as_str()).collect();
        assert_eq!(kinds, ["README.md", ".pdf", "without extension", "parts of saved pages"]);
    }

    #[test]
    fn reports_are_passed_over_and_what_lies_beside_them_is_read() {
        let site = ["in/site/index.html", "in/site/report.json", "in/plain/index.html", "in/plain/statements.csv"];
        let ours = ["in/report/index.html", "in/report/report.md", "in/report/positions.csv", "in/report/note.txt", "in/report.txt"];
        let folder = make(&[&site[..], &ours].concat());
        let report = folder.path().join("in/report");
        fs::write(report.join("report.json"), "{\n  \"schema_version\": 1,\n  \"run\": {}\n}\n").unwrap();
        let found = find(&[folder.path().join("in")]);
        let read = ["in/plain/index.html", "in/plain/statements.csv", "in/report/note.txt", "in/report.txt", "in/site/index.html"];
        assert_eq!(names(&found), read);
        let kinds: Vec<_> = found.passed_over.iter().map(|passed| passed.kind.as_str()).collect();
        assert_eq!(kinds, [&["files of reports"; 4][..], &[".json"]].concat());
        assert_eq!(names(&find(&[report.clone(), report.join("positions.csv")])), ["report/note.txt", "report/positions.csv"]);
    }

    #[test]
    fn standard_input_is_a_source_without_a_format() {
        let found = find(&["-".into()]);
        let stdin = found.sources[0].as_ref().unwrap();
        assert!(stdin.is_stdin() && stdin.format.is_none() && stdin.stem() == "stdin");
    }

    #[test]
    fn the_order_given_is_kept_and_a_file_comes_once() {
        let folder = make(&["in/a.txt", "in/b.txt"]);
        let found = find(&[folder.path().join("in/b.txt"), folder.path().join("in"), folder.path().join("in/../in/a.txt")]);
        assert_eq!(names(&found), ["in/b.txt", "in/a.txt"]);
    }

    #[test]
    fn what_cannot_be_read_is_said_in_its_place() {
        let folder = make(&["in/a.txt", "in/report.pdf", "empty/notes.toml"]);
        let inputs = ["in/report.pdf", "in/a.txt", "in/none.txt", "empty"].map(|name| folder.path().join(name));
        let found = find(&inputs).sources;
        assert_eq!(found.len(), 4);
        assert_eq!(found[0].as_ref().unwrap_err().wrong, "a format that is not read");
        assert!(found[0].as_ref().unwrap_err().hint.contains(".txt"));
        assert!(found[1].is_ok());
        assert!(found[2].as_ref().unwrap_err().wrong.starts_with("cannot be read"));
        assert_eq!(found[3].as_ref().unwrap_err().wrong, "a folder with nothing to read");
        assert!(
            found.iter().zip(&inputs).all(|(found, input)| found.as_ref().map_or_else(|error| &error.file, |source| &source.path) == input)
        );
    }

    #[test]
    fn a_file_asked_for_by_name_is_never_hidden() {
        let folder = make(&[".kept/a.txt", ".b.txt"]);
        assert_eq!(names(&find(&[folder.path().join(".kept"), folder.path().join(".b.txt")]))[0], ".kept/a.txt");
        assert!(find(&[folder.path().join(".b.txt")]).sources[0].is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_back_up_is_an_error_and_the_rest_is_read() {
        let folder = make(&["in/a.txt", "in/deep/b.txt"]);
        std::os::unix::fs::symlink(folder.path().join("in"), folder.path().join("in/deep/up")).unwrap();
        let found = find(&[folder.path().join("in")]);
        assert_eq!(names(&found), ["in/a.txt", "in/deep/b.txt", "a link to a folder that holds it"]);
    }
}
