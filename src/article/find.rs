//! Which files there are to read.
use crate::error::{Error, Result};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The formats that are read, told by the extension in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `.txt`: one article, the whole file being its body.
    Text,
    /// `.jsonl`: one article a line.
    Jsonl,
}

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Where it lies.
    pub path: PathBuf,
    /// How it is read.
    pub format: Format,
    /// Its name from the folder that was asked for, that folder's own name first, with `/` on every system: what tells two files of
    /// one stem apart.
    pub name: String,
}

const READ: &str = "files ending in .txt (one article) and .jsonl (one article a line) are read";

/// The files that `inputs` (files and folders) stand for, in the order given; folders are walked to the bottom, by name. Inside a
/// folder hidden files and files of other formats are passed over. A file that is reached twice is listed once. An input that does not
/// exist, is of another format or is a folder with nothing to read gives an error in its place.
pub fn find(inputs: &[PathBuf]) -> Vec<Result<Source>> {
    let mut found = Vec::new();
    for input in inputs {
        match std::fs::metadata(input) {
            Err(error) => found.push(Err(unreadable(input, &error))),
            Ok(kind) if kind.is_dir() => found.extend(walk(input)),
            Ok(kind) if kind.is_file() => found.push(name_file(input)),
            Ok(_) => found.push(Err(Error::new(input, "neither a file nor a folder", READ))),
        }
    }
    drop_repeats(found)
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

fn walk(folder: &Path) -> Vec<Result<Source>> {
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().filter_entry(is_visible);
    let found: Vec<_> = entries.filter_map(|entry| take(folder, entry)).collect();
    if found.is_empty() {
        return vec![Err(Error::new(folder, "a folder with nothing to read", READ))];
    }
    found
}

fn take(folder: &Path, entry: walkdir::Result<DirEntry>) -> Option<Result<Source>> {
    match entry {
        Err(error) => Some(Err(broken_entry(folder, &error))),
        Ok(entry) if !entry.file_type().is_file() => None,
        Ok(entry) => {
            let format = format_of(entry.path())?;
            let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            Some(Ok(Source { format, name: join_names(folder, inside), path: entry.into_path() }))
        }
    }
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

/// What the user asks for by name is never hidden; what lies inside a folder is when its name starts with a dot.
fn is_visible(entry: &DirEntry) -> bool {
    entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn name_file(path: &Path) -> Result<Source> {
    let format = format_of(path).ok_or_else(|| Error::new(path, "a format that is not read", READ))?;
    let file = path.file_name().map(Path::new).unwrap_or(path);
    let name = path.parent().map_or_else(|| join_names(Path::new(""), file), |folder| join_names(folder, file));
    Ok(Source { path: path.into(), format, name })
}

fn format_of(path: &Path) -> Option<Format> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "txt" => Some(Format::Text),
        "jsonl" => Some(Format::Jsonl),
        _ => None,
    }
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

    fn names(found: &[Result<Source>]) -> Vec<String> {
        found.iter().map(|source| source.as_ref().map_or_else(|error| error.wrong.clone(), |source| source.name.clone())).collect()
    }

    #[test]
    fn folders_are_walked_by_name_and_only_for_what_is_read() {
        let folder = make(&["in/b.txt", "in/a/z.TXT", "in/a/.secret.txt", "in/.git/c.txt", "in/c.jsonl", "in/README.md", "in/noext"]);
        let found = find(&[folder.path().join("in")]);
        assert_eq!(names(&found), ["in/a/z.TXT", "in/b.txt", "in/c.jsonl"]);
        assert_eq!(found[2].as_ref().unwrap().format, Format::Jsonl);
    }

    #[test]
    fn the_order_given_is_kept_and_a_file_comes_once() {
        let folder = make(&["in/a.txt", "in/b.txt"]);
        let found = find(&[folder.path().join("in/b.txt"), folder.path().join("in"), folder.path().join("in/../in/a.txt")]);
        assert_eq!(names(&found), ["in/b.txt", "in/a.txt"]);
    }

    #[test]
    fn what_cannot_be_read_is_said_in_its_place() {
        let folder = make(&["in/a.txt", "in/report.pdf", "empty/notes.md"]);
        let inputs = ["in/report.pdf", "in/a.txt", "in/none.txt", "empty"].map(|name| folder.path().join(name));
        let found = find(&inputs);
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
        assert!(find(&[folder.path().join(".b.txt")])[0].is_ok());
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
