//! The codebook: the issues a user asks about, read strictly.
use super::Issue;
use crate::error::{Error, Result};
use crate::file::{line_of, not_text, not_toml};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;
use toml::Spanned;

/// The issues a user asks about, in the order of the file: at least one, with ids that are unique and names that hold a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Codebook {
    /// The issues.
    pub issues: Vec<Issue>,
}

const EXPECTED: &str = "expected one [[issue]] after another, each with id = \"...\" and name = \"...\"; \
    description = \"...\", keywords = [\"...\"] and examples = [\"...\"] may follow, nothing else";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    issue: Vec<Spanned<Issue>>,
}

impl Codebook {
    /// Reads `issues.toml`. An error, with the line where there is one, for a file that cannot be read or is not TOML, an unknown key,
    /// a missing or blank id or name, two issues of one id, a blank keyword, and a file without issues.
    pub fn load(path: impl AsRef<Path>) -> Result<Codebook> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|error| unreadable(path, &error))?;
        let text = String::from_utf8(bytes).map_err(|error| not_text(path, &error))?;
        Codebook::parse(path, &text)
    }

    /// The same from the text of a file; `path` is what errors call it.
    pub fn parse(path: &Path, text: &str) -> Result<Codebook> {
        let file: File = toml::from_str(text).map_err(|error| not_toml(path, text, &error, EXPECTED))?;
        if file.issue.is_empty() {
            return Err(Error::new(path, "no issue in it", EXPECTED));
        }
        let mut seen = BTreeMap::new();
        for spanned in &file.issue {
            let (issue, line) = (spanned.get_ref(), line_of(text, spanned.span().start));
            check(issue)
                .and_then(|()| check_new(&mut seen, issue, line))
                .map_err(|(wrong, hint)| Error::new(path, wrong, hint).at(line))?;
        }
        Ok(Codebook { issues: file.issue.into_iter().map(Spanned::into_inner).collect() })
    }
}

/// What is wrong with an issue, and what to do.
type Complaint = (String, String);

fn check(issue: &Issue) -> std::result::Result<(), Complaint> {
    let id = &issue.id;
    if id.trim().is_empty() || id.trim() != id || id.contains(char::is_control) {
        return Err((format!("{id:?} cannot be an id"), "give a short word such as \"port-expansion\"".into()));
    }
    if !issue.name.contains(char::is_alphanumeric) {
        return Err((
            format!("issue {id:?} has no name"),
            "give what one can be for or against, such as \"The expansion of the port\"".into(),
        ));
    }
    match issue.keywords.iter().find(|keyword| !keyword.contains(char::is_alphanumeric)) {
        Some(keyword) => Err((format!("issue {id:?}: the keyword {keyword:?} holds no word"), "remove it".into())),
        None => Ok(()),
    }
}

fn check_new<'a>(seen: &mut BTreeMap<&'a str, usize>, issue: &'a Issue, line: usize) -> std::result::Result<(), Complaint> {
    match seen.insert(&issue.id, line) {
        Some(first) => {
            Err((format!("the id {:?} is already that of the issue in line {first}", issue.id), "give each issue an id of its own".into()))
        }
        None => Ok(()),
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Error::new(path, format!("the codebook cannot be read: {error}"), "name a file such as issues.toml with the issues you ask about")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PORT: &str = r#"[[issue]]
id = "port"
name = "The expansion of the port"
description = "Being for it means wanting the new berths built."
keywords = ["port", "new berths"]
"#;

    fn parse(text: &str) -> Result<Codebook> {
        Codebook::parse(Path::new("issues.toml"), text)
    }

    fn wrong(text: &str) -> (Option<usize>, String) {
        let error = parse(text).unwrap_err();
        assert!(!error.hint.is_empty());
        (error.line, error.wrong)
    }

    #[test]
    fn issues_are_read_in_order() {
        let book =
            parse(&format!("# Ours.\n{PORT}\n[[issue]]\nname = \"A toll\"\nid = \"toll\"\nexamples = [\"She wants a toll.\"]\n")).unwrap();
        assert_eq!(book.issues.iter().map(|issue| issue.id.as_str()).collect::<Vec<_>>(), ["port", "toll"]);
        assert_eq!(book.issues[0].keywords, ["port", "new berths"]);
        assert_eq!((book.issues[1].description.as_str(), book.issues[1].keywords.len()), ("", 0));
        assert_eq!(book.issues[1].examples, ["She wants a toll."]);
    }

    #[test]
    fn unknown_keys_are_refused_with_their_line() {
        assert_eq!(wrong(&format!("{PORT}keyword = [\"quay\"]\n")).0, Some(6));
        assert!(wrong(&format!("{PORT}keyword = [\"quay\"]\n")).1.starts_with("unknown field `keyword`"));
        assert!(wrong(&format!("title = \"Ours\"\n{PORT}")).1.starts_with("unknown field `title`"));
    }

    #[test]
    fn id_and_name_are_needed() {
        assert_eq!(wrong(&format!("{PORT}\n[[issue]]\nname = \"A toll\"\n")), (Some(7), "missing field `id`".into()));
        assert_eq!(wrong("[[issue]]\nid = \"toll\"\n"), (Some(1), "missing field `name`".into()));
        assert_eq!(wrong("\n[[issue]]\nid = \"toll\"\nname = \" - \"\n"), (Some(2), "issue \"toll\" has no name".into()));
        for id in ["", " ", "toll ", "to\\nll"] {
            assert!(wrong(&format!("[[issue]]\nid = \"{id}\"\nname = \"A toll\"\n")).1.ends_with("cannot be an id"), "{id:?}");
        }
    }

    #[test]
    fn repeated_ids_are_named_with_both_lines() {
        assert_eq!(wrong(&format!("{PORT}\n{PORT}")), (Some(7), "the id \"port\" is already that of the issue in line 1".into()));
    }

    #[test]
    fn a_keyword_holds_a_word() {
        let text = PORT.replace("\"port\",", "\"\",");
        assert_eq!(wrong(&text), (Some(1), "issue \"port\": the keyword \"\" holds no word".into()));
    }

    #[test]
    fn what_is_no_codebook_is_refused() {
        assert_eq!(wrong(""), (None, "no issue in it".into()));
        assert_eq!(wrong("# nothing\n"), (None, "no issue in it".into()));
        assert_eq!(wrong("issue = []\n"), (None, "no issue in it".into()));
        assert_eq!(wrong("\n[[issue]]\nid = port\n").0, Some(3));
        assert_eq!(wrong("[issue]\nid = \"port\"\nname = \"The port\"\n").0, Some(1));
        assert_eq!(wrong(&PORT.replace("[\"port\", \"new berths\"]", "\"port\"")).0, Some(5));
    }

    #[test]
    fn files_that_cannot_be_read_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("issues.toml");
        assert!(Codebook::load(&path).unwrap_err().wrong.starts_with("the codebook cannot be read"));
        std::fs::write(&path, b"[[issue]]\nname = \"caf\xe9\"\n").unwrap();
        let error = Codebook::load(&path).unwrap_err();
        assert_eq!((error.file.as_path(), error.line), (path.as_path(), Some(2)));
        std::fs::write(&path, PORT).unwrap();
        assert_eq!(Codebook::load(&path).unwrap().issues.len(), 1);
    }

    proptest! {
        #[test]
        fn any_text_gives_a_codebook_or_an_error(text in "(\\[\\[issue\\]\\]\n|id = \"[a-c]\"\n|name = \"\\PC{0,3}\"\n|\\PC{0,9}\n){0,8}") {
            if let Ok(book) = parse(&text) {
                prop_assert!(book.issues.iter().all(|issue| issue.name.contains(char::is_alphanumeric)));
            }
        }
    }
}
