//! JSON lines: one article a line.
use super::date::date;
use super::read::Draft;
use super::text::check_body;
use super::{Article, Source};
use crate::error::{Error, Result};
use serde_json::{Map, Value};

/// The names of the fields that hold an article; all others are passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The id: a text or a whole number. Missing, null or blank: the file's stem, a colon and the line.
    pub id: String,
    /// The title: a text, or null, or missing.
    pub title: String,
    /// The day of publication as YYYY-MM-DD, alone or before a time; whatever else stands there means unknown.
    pub date: String,
    /// Who published it: a text, or null, or missing.
    pub outlet: String,
    /// The text: required.
    pub body: String,
}

impl Default for Fields {
    fn default() -> Fields {
        let [id, title, date, outlet, body] = ["id", "title", "date", "outlet", "body"].map(String::from);
        Fields { id, title, date, outlet, body }
    }
}

/// The articles of a file's `bytes`, one a line; blank lines are passed over, and a broken one is an error in its place.
pub(super) fn drafts(source: &Source, bytes: &[u8], fields: &Fields) -> Vec<Result<Draft>> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let lines = bytes.split(|byte| *byte == b'\n').zip(1..).filter(|(line, _)| !line.trim_ascii().is_empty());
    let drafts: Vec<_> = lines.map(|(text, line)| draft(source, text, line, fields)).collect();
    if drafts.is_empty() {
        return vec![Err(Error::new(&source.path, "no lines in it", "give one article a line, as JSON, or leave it out"))];
    }
    drafts
}

fn draft(source: &Source, text: &[u8], line: usize, fields: &Fields) -> Result<Draft> {
    let wrong = |(wrong, hint): (String, String)| Error::new(&source.path, wrong, hint).at(line);
    let object = parse(text).map_err(wrong)?;
    let (id, article) = article(&object, fields).map_err(wrong)?;
    let ids = match id {
        Some(id) => vec![id],
        None => [source.stem(), source.name.clone()].map(|name| format!("{name}:{line}")).into(),
    };
    Ok(Draft { ids, line: Some(line), article })
}

/// What is wrong with a line, and what to do.
type Complaint = (String, String);

fn parse(text: &[u8]) -> std::result::Result<Map<String, Value>, Complaint> {
    const HINT: &str = r#"expected one article in one line, as in {"id": "a1", "date": "2024-05-31", "body": "..."}"#;
    match serde_json::from_slice(text) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(("not a JSON object".into(), HINT.into())),
        Err(error) => Err((format!("not JSON: {}", without_line(&error)), HINT.into())),
    }
}

/// The parser's words with the column only: it sees one line, and calls it line 1.
fn without_line(error: &serde_json::Error) -> String {
    let place = format!(" at line {} column {}", error.line(), error.column());
    format!("{} at column {}", error.to_string().trim_end_matches(&place), error.column())
}

fn article(object: &Map<String, Value>, fields: &Fields) -> std::result::Result<(Option<String>, Article), Complaint> {
    let id = match object.get(&fields.id) {
        Some(Value::Number(number)) if !number.is_f64() => Some(number.to_string()),
        _ => text(object, &fields.id)?,
    };
    let body = text(object, &fields.body)?.ok_or_else(|| no_body(&fields.body))?;
    check_body(&body).map_err(|(wrong, hint)| (format!("field {:?}: {wrong}", fields.body), hint.into()))?;
    let date = object.get(&fields.date).and_then(Value::as_str).and_then(date);
    let (title, outlet) = (text(object, &fields.title)?, text(object, &fields.outlet)?);
    Ok((id, Article { title, date, outlet, body, ..Article::default() }))
}

fn no_body(field: &str) -> Complaint {
    (format!("no text in the field {field:?}"), format!("give the article's text as {field:?}, or leave the line out"))
}

/// A field's text, unchanged; `None` where it is missing, null or blank.
fn text(object: &Map<String, Value>, field: &str) -> std::result::Result<Option<String>, Complaint> {
    match object.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text).filter(|text| !text.trim().is_empty()).cloned()),
        Some(_) => Err((format!("the field {field:?} is not a text"), "put it in double quotes, or leave it out".into())),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::*;

    fn read(text: &str) -> Vec<Result<Draft>> {
        let source = Source { path: "in/wire.jsonl".into(), format: Format::Jsonl, name: "in/wire.jsonl".into() };
        drafts(&source, text.as_bytes(), &Fields::default())
    }

    fn only(text: &str) -> Draft {
        let mut drafts = read(text);
        assert_eq!(drafts.len(), 1);
        drafts.remove(0).unwrap()
    }

    fn wrong(text: &str) -> String {
        read(text).remove(0).unwrap_err().wrong
    }

    #[test]
    fn all_fields_are_read_and_unknown_ones_passed_over() {
        let draft = only(
            r#"{"id": "w7", "title": "Vote", "date": "2024-05-31T10:00:00Z", "outlet": "Coast Wire", "body": " A\u00e9\r\n", "url": [1]}"#,
        );
        assert_eq!(draft.ids, ["w7"]);
        let Article { title, date, outlet, body, .. } = draft.article;
        assert_eq!((title.as_deref(), outlet.as_deref(), body.as_str()), (Some("Vote"), Some("Coast Wire"), " Aé\r\n"));
        assert_eq!(date.unwrap().to_string(), "2024-05-31");
    }

    #[test]
    fn only_the_body_is_needed() {
        let draft = only("\u{feff}\r\n{\"body\": \"Text.\", \"title\": null, \"date\": 2015, \"id\": \" \"}\r\n\n");
        assert_eq!(draft.ids, ["wire:2", "in/wire.jsonl:2"]);
        assert_eq!((draft.article.title, draft.article.date, draft.article.outlet), (None, None, None));
        assert_eq!(only(r#"{"id": 42, "body": "Text."}"#).ids, ["42"]);
    }

    #[test]
    fn a_broken_line_is_named_and_the_rest_goes_on() {
        let drafts = read("{\"body\": \"One.\"}\n{\"body\": \"Two\n{\"body\": \"Three.\"}");
        assert_eq!(drafts.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
        let error = drafts[1].as_ref().unwrap_err();
        assert_eq!(error.line, Some(2));
        assert!(
            error.wrong.starts_with("not JSON: ") && error.wrong.ends_with("column 13") && !error.wrong.contains("line"),
            "{}",
            error.wrong
        );
        assert_eq!(drafts[2].as_ref().unwrap().line, Some(3));
    }

    #[test]
    fn what_is_wrong_with_a_line_is_said() {
        assert_eq!(wrong("[1]"), "not a JSON object");
        assert_eq!(wrong("{}"), "no text in the field \"body\"");
        assert_eq!(wrong(r#"{"body": " "}"#), "no text in the field \"body\"");
        assert_eq!(wrong(r#"{"body": 3}"#), "the field \"body\" is not a text");
        assert_eq!(wrong(r#"{"body": "a\u0000"}"#), "field \"body\": not a text: a NUL byte at byte 1");
        assert_eq!(wrong(r#"{"body": "Text.", "outlet": 3}"#), "the field \"outlet\" is not a text");
        assert_eq!(wrong(r#"{"body": "Text.", "id": 1.5}"#), "the field \"id\" is not a text");
        assert_eq!(wrong(" \n\n"), "no lines in it");
    }

    #[test]
    fn bytes_that_are_not_utf_8_spoil_their_line_only() {
        let source = Source { path: "wire.jsonl".into(), format: Format::Jsonl, name: "wire.jsonl".into() };
        let drafts = drafts(&source, b"{\"body\": \"na\xefve\"}\n{\"body\": \"Text.\"}\n", &Fields::default());
        assert_eq!(drafts.iter().map(Result::is_ok).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn other_names_of_fields_can_be_given() {
        let source = Source { path: "wire.jsonl".into(), format: Format::Jsonl, name: "wire.jsonl".into() };
        let fields = Fields { body: "text".into(), ..Fields::default() };
        assert_eq!(drafts(&source, br#"{"text": "Words.", "body": 3}"#, &fields)[0].as_ref().unwrap().article.body, "Words.");
    }
}
