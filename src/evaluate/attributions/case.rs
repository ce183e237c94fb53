//! Short texts with every statement in them labelled.
use super::piece::Piece;
use crate::article::Article;
use crate::error::{Error, Result};
use crate::span::Span;
use crate::statement::{Evidence, Time};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;

/// One text with all its statements.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// What kind of difficulty it shows.
    pub kind: String,
    /// The text as an article, with the case's id and date.
    pub article: Article,
    /// Its statements, in the order of the file.
    pub statements: Vec<Labelled>,
    /// Names of those who say nothing and could be taken for a speaker.
    pub others: Vec<String>,
}

/// A statement as labelled. Spans are bytes of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Labelled {
    /// Names of the speaker, each of them right; empty where the text does not tell who speaks.
    pub speaker: Vec<String>,
    /// Who, as the text has it.
    pub source: Option<Span>,
    /// The words that report.
    pub cue: Option<Span>,
    /// What, in order; empty for a deed without words.
    pub content: Vec<Span>,
    /// How it reached the reader; never a mention.
    pub evidence: Evidence,
    /// Names of whom the speaker speaks for; empty where the speaker speaks for themself.
    pub speaks_for: Vec<String>,
    /// Names of who relays it; empty for what is not relayed.
    pub relayed_by: Vec<String>,
    /// Now or past.
    pub time: Time,
    /// When, as year, month or day (`2016`, `2016-05`, `2016-05-01`), where something past is dated.
    pub past_date: Option<String>,
}

impl Labelled {
    /// What places it in the text: its content, else its cue.
    pub fn place(&self) -> Vec<Span> {
        if self.content.is_empty() { self.cue.into_iter().collect() } else { self.content.clone() }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    id: String,
    kind: String,
    text: String,
    date: Option<Date>,
    #[serde(default)]
    others: Vec<String>,
    statements: Vec<LineStatement>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LineStatement {
    speaker: Option<Named>,
    source: Option<Piece>,
    cue: Option<Piece>,
    content: Vec<Piece>,
    speaks_for: Option<Named>,
    evidence: Evidence,
    relayed_by: Option<Named>,
    time: Time,
    past_date: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Named {
    One(String),
    Any(Vec<String>),
}

const HINT: &str = "expected one case a line, as a JSON object with id, kind, text and statements, each statement with speaker, source, \
    cue, content, evidence, relayed_by and time, as in datasets/attribution/README.md; source, cue and content are pieces of the text";

/// Reads a file of cases, one JSON object a line. Errors: what cannot be read or breaks off, an id that is there twice, a piece that is not
/// in its text or does not tell where.
pub fn read(path: &Path) -> Result<Vec<Case>> {
    let text = std::fs::read_to_string(path).map_err(|error| Error::new(path, error, HINT))?;
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    let mut ids = BTreeSet::new();
    let mut cases = Vec::new();
    for (line, number) in lines {
        let case = parse(line).map_err(|wrong| Error::new(path, wrong, HINT).at(number))?;
        if !ids.insert(case.article.id.clone()) {
            return Err(Error::new(path, format!("the id {:?} is there twice", case.article.id), "give every case its own").at(number));
        }
        cases.push(case);
    }
    if cases.is_empty() { Err(Error::new(path, "no case", HINT)) } else { Ok(cases) }
}

pub(super) fn parse(line: &str) -> std::result::Result<Case, String> {
    let Line { id, kind, text, date, others, statements } = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let statements = statements.into_iter().map(|statement| statement.on(&text)).collect::<std::result::Result<_, _>>()?;
    Ok(Case { kind, article: Article { id, date, body: text, ..Article::default() }, statements, others })
}

impl LineStatement {
    fn on(self, text: &str) -> std::result::Result<Labelled, String> {
        let find = |piece: Option<Piece>| piece.map(|piece| piece.find(text)).transpose();
        let labelled = Labelled {
            speaker: names(self.speaker),
            source: find(self.source)?,
            cue: find(self.cue)?,
            content: self.content.iter().map(|piece| piece.find(text)).collect::<std::result::Result<_, _>>()?,
            speaks_for: names(self.speaks_for),
            evidence: self.evidence,
            relayed_by: names(self.relayed_by),
            time: self.time,
            past_date: self.past_date,
        };
        labelled.check()
    }
}

fn names(named: Option<Named>) -> Vec<String> {
    match named {
        None => Vec::new(),
        Some(Named::One(name)) => vec![name],
        Some(Named::Any(names)) => names,
    }
}

impl Labelled {
    fn check(self) -> std::result::Result<Labelled, String> {
        let wrong = match () {
            () if self.place().is_empty() => "a statement has neither cue nor content",
            () if !self.content.windows(2).all(|two| two[0].end <= two[1].start) => {
                "the pieces of a content are not in the order of the text"
            }
            () if self.evidence == Evidence::Mention => "the evidence is mention, and whoever is only mentioned makes no statement",
            () if self.evidence != Evidence::Relayed && !self.relayed_by.is_empty() => {
                "relayed_by is given, and the evidence is not relayed"
            }
            () if self.time == Time::Now && self.past_date.is_some() => "past_date is given, and the time is not past",
            () if !self.past_date.as_deref().is_none_or(is_date) => "past_date is not of the form 2016, 2016-05 or 2016-05-01",
            () => return Ok(self),
        };
        Err(wrong.into())
    }
}

fn is_date(text: &str) -> bool {
    let whole = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_string(),
    };
    text.len() <= 10 && whole.parse::<Date>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(fields: &str) -> String {
        let given = |field: &str| fields.contains(&format!("\"{field}\""));
        let rest = [
            ("speaker", "null"),
            ("source", "null"),
            ("cue", "\"said\""),
            ("content", "[\"it rained\"]"),
            ("evidence", "\"paraphrase\""),
            ("time", "\"now\""),
        ];
        let rest: Vec<String> = rest.iter().filter(|(name, _)| !given(name)).map(|(name, value)| format!("\"{name}\": {value}")).collect();
        let all: Vec<&str> = rest.iter().map(String::as_str).chain((!fields.is_empty()).then_some(fields)).collect();
        format!(r#"{{"id": "a", "kind": "plain", "text": "Ada Hale said it rained", "statements": [{{{}}}]}}"#, all.join(", "))
    }

    #[test]
    fn pieces_become_spans() {
        let fields = r#""speaker": ["Ada Hale", "Hale"], "source": "Ada Hale", "time": "past", "past_date": "2016-05""#;
        let case = parse(&statement(fields)).unwrap();
        let labelled = &case.statements[0];
        assert_eq!((labelled.source, labelled.cue), (Some(Span::new(0, 8)), Some(Span::new(9, 13))));
        assert_eq!((labelled.content.as_slice(), labelled.speaker.len()), (&[Span::new(14, 23)][..], 2));
        assert_eq!((case.article.id.as_str(), case.article.body.len(), case.kind.as_str()), ("a", 23, "plain"));
    }

    #[test]
    fn labels_that_contradict_themselves_are_refused() {
        for (fields, wrong) in [
            (r#""cue": null, "content": []"#, "neither cue nor content"),
            (r#""content": ["it rained", "Ada"]"#, "not in the order"),
            (r#""evidence": "mention""#, "only mentioned"),
            (r#""relayed_by": "Bo Lind""#, "the evidence is not relayed"),
            (r#""past_date": "2016""#, "the time is not past"),
            (r#""time": "past", "past_date": "May""#, "not of the form"),
            (r#""source": "Bo""#, "no piece"),
            (r#""stance": "opposed""#, "unknown field"),
        ] {
            let error = parse(&statement(fields)).unwrap_err();
            assert!(error.contains(wrong), "{fields}: {error}");
        }
    }

    #[test]
    fn errors_name_their_line() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let wrong = |text: &str| {
            std::fs::write(file.path(), text).unwrap();
            let error = super::read(file.path()).unwrap_err();
            (error.line, error.wrong)
        };
        let good = statement("");
        assert_eq!(wrong(&format!("{good}\n\n{good}\n")), (Some(3), "the id \"a\" is there twice".into()));
        assert_eq!(wrong(&format!("{good}\n{{")).0, Some(2));
        assert_eq!(wrong("\n"), (None, "no case".into()));
    }
}
