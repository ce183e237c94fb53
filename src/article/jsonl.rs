//! JSON lines: one article a line.
use super::fields::Fields;
use super::ids::Draft;
use super::lines::{Line, Lines};
use super::text::Complaint;
use super::{Source, caps, decode, record};
use crate::error::Result;
use serde_json::{Map, Value};
use std::io::{self, BufRead};

const HINT: &str = r#"expected one article in one line, as in {"id": "a1", "date": "2024-05-31", "body": "..."}"#;

/// The articles of a stream, one a line, with what broke it off; blank lines are passed over, and a broken one is an error in its place.
pub(super) fn drafts(source: &Source, stream: impl BufRead, fields: &Fields) -> (Vec<Result<Draft>>, Option<io::Error>) {
    let (mut lines, mut drafts) = (Lines::new(stream, caps::RECORD), Vec::new());
    loop {
        match lines.next() {
            Ok(None) => return (drafts, None),
            Err(error) => return (drafts, Some(error)),
            Ok(Some(line)) => drafts.extend(draft(source, &line, fields)),
        }
    }
}

fn draft(source: &Source, line: &Line, fields: &Fields) -> Option<Result<Draft>> {
    let text = line.bytes.as_deref().map(|bytes| if line.number == 1 { decode::without_mark(bytes) } else { bytes });
    if text.is_some_and(|text| text.trim_ascii().is_empty()) {
        return None;
    }
    let article = text
        .map(<[u8]>::trim_ascii_end)
        .ok_or_else(too_long)
        .and_then(|text| parse(text, HINT))
        .and_then(|object| record::article(&object, fields));
    Some(match article {
        Ok((id, article)) => Ok(Draft { ids: source.ids(id, Some(line.number)), line: Some(line.number), article }),
        Err(wrong) => Err(source.error(wrong).at(line.number)),
    })
}

fn too_long() -> Complaint {
    (format!("a line of more than {}", caps::shown(caps::RECORD as u64)), "expected one article in one line".into())
}

/// The JSON object of a line; `hint` says what a line should hold.
pub(super) fn parse(text: &[u8], hint: &str) -> std::result::Result<Map<String, Value>, Complaint> {
    match serde_json::from_str(&decode::narrow(text, None)?) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(("not a JSON object".into(), hint.into())),
        Err(error) => Err((format!("not JSON: {}", without_line(&error)), hint.into())),
    }
}

/// The parser's words with the column only: it sees one line, and calls it line 1.
fn without_line(error: &serde_json::Error) -> String {
    let place = format!(" at line {} column {}", error.line(), error.column());
    format!("{} at column {}", error.to_string().trim_end_matches(&place), error.column())
}

#[cfg(test)]
mod tests {
    use super::super::Article;
    use super::*;

    fn read(text: &str) -> Vec<Result<Draft>> {
        let source = Source::example("in/wire.jsonl");
        drafts(&source, text.as_bytes(), &Fields::default()).0
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
        assert!(read(" \n\n").is_empty());
    }

    #[test]
    fn lines_of_other_encodings_are_read_as_what_they_are() {
        let lines = b"\xef\xbb\xbf{\"body\": \"na\xc3\xafve\"}\n{\"body\": \"na\xefve\"}\n{\"body\": \"na\x81ve\"}\n";
        let (drafts, _) = drafts(&Source::example("wire.jsonl"), &lines[..], &Fields::default());
        let bodies: Vec<_> = drafts.iter().map(|draft| draft.as_ref().map_or("", |draft| draft.article.body.as_str())).collect();
        assert_eq!(bodies, ["naïve", "naïve", ""]);
        assert_eq!(drafts[2].as_ref().unwrap_err().line, Some(3));
    }

    #[test]
    fn other_names_of_fields_can_be_given() {
        let fields = Fields::new(&["body=text".parse().unwrap()]).unwrap();
        let (drafts, _) = drafts(&Source::example("wire.jsonl"), &br#"{"text": "Words.", "body": 3}"#[..], &fields);
        assert_eq!(drafts[0].as_ref().unwrap().article.body, "Words.");
    }
}
