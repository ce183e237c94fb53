//! Files that are there whole or not at all.
use crate::error::{Error, Result};
use std::fs;
use std::io::Write;
use std::path::Path;

/// A path as it may be shown in files that are written: as it is where it is relative, else its last part.
pub fn without_root(path: &Path) -> &Path {
    let last = path.components().next_back().filter(|_| path.is_absolute());
    last.map_or(path, |part| Path::new(part.as_os_str()))
}

/// The line, counted from 1, of a byte of a text.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count()
}

/// An error about a text that is no TOML, or not of the shape that is `expected`.
pub(crate) fn not_toml(path: &Path, text: &str, error: &toml::de::Error, expected: &str) -> Error {
    let found = Error::new(path, error.message().trim().replace('\n', ", "), expected);
    match error.span() {
        Some(span) => found.at(line_of(text, span.start)),
        None => found,
    }
}

/// An error about bytes that are not UTF-8.
pub(crate) fn not_text(path: &Path, error: &std::string::FromUtf8Error) -> Error {
    let at = error.utf8_error().valid_up_to();
    let line = 1 + error.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count();
    Error::new(path, format!("not UTF-8: the first bad byte is byte {at}, counted from 0"), "save it as UTF-8").at(line)
}

/// Makes a folder with those above it, where it is missing.
pub fn make_folder(folder: &Path) -> Result<()> {
    let hint = "choose a folder that can be written to";
    fs::create_dir_all(folder).map_err(|error| Error::new(folder, format!("cannot make this folder: {error}"), hint))
}

/// Writes into a temporary file beside `path`, which then takes its name. Where that fails, what was there before is as it was.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let part = path.with_extension(format!("part-{}", std::process::id()));
    let written = fs::File::create(&part).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.and_then(|()| fs::rename(&part, path)).and_then(|()| keep_name(path)).map_err(|error| {
        // The first error is the one to tell; what is left of the part is only in the way.
        let _ = fs::remove_file(&part);
        Error::new(path, format!("cannot write: {error}"), "choose a folder that can be written to and has room")
    })
}

/// Makes the system keep a file's name too, which lies in its folder.
#[cfg(unix)]
fn keep_name(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn keep_name(_: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[cfg(unix)]
    #[test]
    fn no_absolute_path_is_shown() {
        for (path, shown) in [("in/a.txt", "in/a.txt"), ("../a.txt", "../a.txt"), ("/in/a.txt", "a.txt"), ("/in/..", ".."), ("/", "/")] {
            assert_eq!(without_root(Path::new(path)), Path::new(shown));
        }
    }

    #[test]
    fn a_file_is_there_whole_or_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        write_whole(&path, b"old").unwrap();
        write_whole(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        let taken = folder.path().join("b.json");
        fs::create_dir(&taken).unwrap();
        let error = write_whole(&taken, b"new").unwrap_err();
        assert!(error.wrong.starts_with("cannot write"), "{error}");
        assert_eq!(names(folder.path()), ["a.json", "b.json"]);
    }

    #[test]
    fn a_folder_cannot_be_where_a_file_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        write_whole(&path, b"old").unwrap();
        for place in [path.clone(), path.join("inside")] {
            assert!(make_folder(&place).unwrap_err().wrong.starts_with("cannot make this folder"));
        }
        assert!(write_whole(&path.join("inside"), b"new").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"old");
    }
}
