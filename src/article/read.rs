//! Reading: from files and folders to articles with ids of their own.
use super::find::unreadable;
use super::{Article, Fields, Format, Source, find, jsonl, text};
use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

/// An article before it has its id.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    /// The ids it may have: the first that is free is taken.
    pub ids: Vec<String>,
    /// Its line, where a file holds several.
    pub line: Option<usize>,
    /// All the rest of it.
    pub article: Article,
}

/// Every article of `inputs` (files and folders) in order, with what cannot be read as errors in its place; see [`find()`] for which
/// files are read, [`Fields`] for JSON lines. The same files give the same articles, with ids that are unique: a file's stem, or where
/// an earlier article has that, its path from the folder asked for.
pub fn read(inputs: &[PathBuf]) -> Vec<Result<Article>> {
    read_with(inputs, &Fields::default())
}

/// [`read`] with other names for the fields of JSON lines.
pub fn read_with(inputs: &[PathBuf], fields: &Fields) -> Vec<Result<Article>> {
    let mut ids = Ids::default();
    let mut articles = Vec::new();
    for found in find(inputs) {
        match found {
            Ok(source) => articles.extend(read_source(&source, fields).into_iter().map(|draft| ids.give(&source, draft?))),
            Err(error) => articles.push(Err(error)),
        }
    }
    articles
}

fn read_source(source: &Source, fields: &Fields) -> Vec<Result<Draft>> {
    match (std::fs::read(&source.path), source.format) {
        (Err(error), _) => vec![Err(unreadable(&source.path, &error))],
        (Ok(bytes), Format::Text) => vec![read_text(source, bytes)],
        (Ok(bytes), Format::Jsonl) => jsonl::drafts(source, &bytes, fields),
    }
}

fn read_text(source: &Source, bytes: Vec<u8>) -> Result<Draft> {
    let body = text::decode(&source.path, bytes)?;
    let article = Article { title: text::title(&body), body, ..Article::default() };
    Ok(Draft { ids: vec![source.stem(), source.name.clone()], line: None, article })
}

impl Source {
    /// The file's name without its extension.
    pub(super) fn stem(&self) -> String {
        self.path.file_stem().map_or_else(|| self.name.clone(), |stem| stem.to_string_lossy().into_owned())
    }
}

/// Where an article was read.
#[derive(Clone, Debug)]
struct Place {
    file: PathBuf,
    line: Option<usize>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        self.line.map_or(Ok(()), |line| write!(f, ", line {line}"))
    }
}

/// The ids given so far, and to what.
#[derive(Default)]
struct Ids {
    taken: BTreeMap<String, Place>,
}

impl Ids {
    fn give(&mut self, source: &Source, draft: Draft) -> Result<Article> {
        let place = Place { file: source.path.clone(), line: draft.line };
        match draft.ids.iter().find(|id| !self.taken.contains_key(*id)) {
            Some(id) => {
                self.taken.insert(id.clone(), place);
                Ok(Article { id: id.clone(), ..draft.article })
            }
            None => Err(self.refuse(&place, &draft)),
        }
    }

    fn refuse(&self, place: &Place, draft: &Draft) -> Error {
        let (id, first) = draft.ids.iter().find_map(|id| Some((id, self.taken.get(id)?))).unzip();
        let first = first.map(Place::to_string).unwrap_or_default();
        let wrong = format!("the id {:?} is already that of {first}", id.map_or("", |id| id));
        let error = Error::new(&place.file, wrong, "give each article an id of its own; the first one was read, this one was left out");
        Error { line: place.line, ..error }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::fs;
    use std::path::Path;

    fn make(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (file, bytes) in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    fn ids(articles: &[Result<Article>]) -> Vec<&str> {
        articles.iter().map(|article| article.as_ref().map_or("error", |article| article.id.as_str())).collect()
    }

    #[test]
    fn a_text_file_is_its_body_whole() {
        let text = "Port vote\r\n\r\nThe council voted.\r\n";
        let folder = make(&[("vote.txt", text.as_bytes())]);
        let articles = read(&[folder.path().join("vote.txt")]);
        let expected = Article { id: "vote".into(), title: Some("Port vote".into()), body: text.into(), ..Article::default() };
        assert_eq!(articles, [Ok(expected)]);
    }

    #[test]
    fn what_is_broken_is_said_in_its_place_and_the_rest_is_read() {
        let lines = b"{\"id\": \"w1\", \"body\": \"One.\"}\nnonsense\n{\"body\": \"Three.\"}\n";
        let folder = make(&[("in/a.txt", b"Text."), ("in/b.txt", b" \n"), ("in/c.txt", b"\xff"), ("in/d.jsonl", lines)]);
        let articles = read(&[folder.path().join("in"), folder.path().join("gone.txt")]);
        assert_eq!(ids(&articles), ["a", "error", "error", "w1", "error", "d:3", "error"]);
        assert_eq!(articles[4].as_ref().unwrap_err().line, Some(2));
    }

    #[test]
    fn files_of_one_stem_are_told_apart_by_their_path() {
        let line: &[u8] = b"{\"body\": \"Text.\"}";
        let folder = make(&[
            ("x/vote.txt", b"One."),
            ("y/deep/vote.txt", b"Two."),
            ("y/vote.txt", b"Three."),
            ("x/w.jsonl", line),
            ("y/w.jsonl", line),
        ]);
        let articles = read(&["x", "y"].map(|name| folder.path().join(name)));
        assert_eq!(ids(&articles), ["vote", "w:1", "y/deep/vote.txt", "y/vote.txt", "y/w.jsonl:1"]);
    }

    #[test]
    fn a_repeated_id_is_named_with_both_lines() {
        let lines = b"{\"id\": \"w\", \"body\": \"One.\"}\n{\"id\": \"v\", \"body\": \"Two.\"}\n{\"id\": \"w\", \"body\": \"Three.\"}\n";
        let folder = make(&[("wire.jsonl", lines), ("w.txt", b"Text.")]);
        let [wire, text] = ["wire.jsonl", "w.txt"].map(|name| folder.path().join(name));
        let articles = read(&[wire.clone(), text]);
        let error = articles[2].as_ref().unwrap_err();
        assert_eq!((&error.file, error.line), (&wire, Some(3)));
        assert_eq!(error.wrong, format!("the id \"w\" is already that of {}, line 1", wire.display()));
        assert_eq!(ids(&articles)[3], format!("{}/w.txt", folder.path().file_name().unwrap().to_str().unwrap()));
    }

    #[test]
    fn two_files_that_no_path_tells_apart_are_not_both_read() {
        let folder = make(&[("x/in/a.txt", b"One."), ("y/in/a.txt", b"Two."), ("z/in/a.txt", b"Three.")]);
        let articles = read(&["x/in", "y/in", "z/in"].map(|name| folder.path().join(name)));
        assert_eq!(ids(&articles), ["a", "in/a.txt", "error"]);
        assert!(articles[2].as_ref().unwrap_err().wrong.starts_with("the id \"a\" is already that of "));
    }

    #[test]
    fn no_inputs_give_no_articles() {
        assert_eq!(read(&[]), []);
    }

    proptest! {
        #[test]
        fn any_bytes_give_an_article_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..200), name in "[a-z]\\.(txt|jsonl)") {
            let folder = make(&[(name.as_str(), &bytes)]);
            let articles = read(&[folder.path().to_path_buf()]);
            prop_assert!(!articles.is_empty());
            for article in articles.into_iter().flatten().filter(|_| name.ends_with("txt")) {
                prop_assert_eq!(article.body.as_bytes(), bytes.as_slice());
            }
        }

        #[test]
        fn any_text_is_read_unchanged_or_refused(body in "\\PC*", title in "[ -~]{0,20}") {
            let text = format!("{title}\n\n{body}");
            let source = Source { path: "a.txt".into(), format: Format::Text, name: "a.txt".into() };
            match read_text(&source, text.clone().into_bytes()) {
                Ok(draft) => {
                    prop_assert_eq!(draft.article.title.as_deref().unwrap_or(""), title.trim());
                    prop_assert_eq!(draft.article.body, text);
                }
                Err(error) => prop_assert!(text.trim().is_empty() && error.file == Path::new("a.txt")),
            }
        }

        #[test]
        fn any_body_passes_through_json(body in any::<String>()) {
            let line = serde_json::json!({ "body": body }).to_string();
            let source = Source { path: "a.jsonl".into(), format: Format::Jsonl, name: "a.jsonl".into() };
            for draft in jsonl::drafts(&source, line.as_bytes(), &Fields::default()).into_iter().flatten() {
                prop_assert_eq!(&draft.article.body, &body);
            }
        }
    }
}
