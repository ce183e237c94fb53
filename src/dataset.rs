//! Labelled pairs: one JSON line, or one row of a table, for a sentence, an actor and an issue. Beside them annotated attributions.
mod brat;
pub mod check;
mod column;
mod columns;
mod fault;
mod leak;
mod read;
mod same;

pub use brat::{Annotated, Coded, read_brat};
pub use column::Column;
pub use columns::{Columns, Mapping};
pub use fault::Fault;
pub use leak::{Leak, Shared, leaks};
pub use read::{Located, read_labelled, read_labelled_with, read_taught};

use crate::encoder::Query;
use crate::span::Span;
use crate::stance::{Lean, Probabilities, Stance};
use crate::statement::Time;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A sentence, an actor and an issue, labelled or to be classified.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pair {
    /// The sentence.
    pub text: String,
    /// The actor; empty where nobody is known.
    pub speaker: String,
    /// Where `text` mentions the actor, in bytes of `text`.
    pub mention: Option<Span>,
    /// What stands before the sentence.
    pub context: String,
    /// The issue's name.
    pub issue: String,
    /// What being for the issue means.
    pub description: String,
    /// The coded stance, where there is one.
    pub label: Option<Stance>,
    /// The lean of a cautious label, where coded.
    pub lean: Option<Lean>,
    /// Whether the sentence reports this actor's words, where coded.
    pub speaks: Option<bool>,
    /// How the stance reached the reader, where coded.
    pub role: Option<Role>,
    /// When the stance was taken, where coded.
    pub time: Option<Time>,
    /// How the issue was worded anew, where it was.
    pub how: Option<Rewording>,
    /// What a teacher model gave, where one was asked.
    pub probabilities: Option<Probabilities>,
    /// The article it comes from; empty where unknown.
    pub article: String,
}

/// How a coded stance reached the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The actor says so.
    Said,
    /// The reporter tells it, or a deed shows it.
    Told,
    /// Another actor says so.
    Relayed,
}

impl Role {
    /// The word used in every file.
    pub fn word(self) -> &'static str {
        ["said", "told", "relayed"][self as usize]
    }
}

/// How an issue was worded anew after the pair was coded; the label is that of the new wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rewording {
    /// The other way round: who was for it is against it.
    Reversed,
    /// The same in other words.
    Paraphrased,
}

impl Rewording {
    /// The word used in every file.
    pub fn word(self) -> &'static str {
        ["reversed", "paraphrased"][self as usize]
    }
}

/// Words that name nobody by themselves, so that a speaker is not looked for under them.
const TITLES: [&str; 12] = ["mr", "mrs", "ms", "dr", "the", "jr", "sr", "ii", "iii", "of", "and", "a"];

impl Pair {
    /// From one JSON object under our names. `text` and `issue` are required; the mention comes from `mention_span`, else from where `text` holds
    /// `mention`, else from where it holds the speaker's name or the last word of it; where both fields are there and null, `text` does
    /// not mention the speaker. Other fields are not read.
    pub fn from_fields(fields: &Map<String, Value>) -> Result<Pair, Fault> {
        let text = string(fields, "text")?.ok_or(Fault::Missing(Column::Text))?;
        let speaker = string(fields, "speaker")?.unwrap_or_default();
        let named = string(fields, "mention")?;
        let nowhere = ["mention", "mention_span"].iter().all(|name| fields.get(*name).is_some_and(Value::is_null));
        let mention = match span(fields, &text)? {
            Some(span) => Some(span),
            None if nowhere => None,
            None => named.and_then(|name| find(&text, &name)).or_else(|| find_speaker(&text, &speaker)),
        };
        Ok(Pair {
            mention,
            context: string(fields, "context")?.unwrap_or_default(),
            issue: string(fields, "issue")?.ok_or(Fault::Missing(Column::Issue))?,
            description: string(fields, "description")?.unwrap_or_default(),
            label: word(fields, Column::Label)?,
            lean: word(fields, Column::Lean)?,
            speaks: known(fields, "speaks"),
            role: known(fields, "role"),
            time: known(fields, "time"),
            how: known(fields, "how"),
            probabilities: known(fields, "probabilities"),
            article: string(fields, "article")?.unwrap_or_default(),
            text,
            speaker,
        })
    }

    /// What must not be split between training and measuring: the article, or the text where that is unknown.
    pub fn unit(&self) -> &str {
        if self.article.is_empty() { &self.text } else { &self.article }
    }

    /// What the classifier is asked about this pair.
    pub fn query(&self) -> Query<'_> {
        Query {
            speaker: &self.speaker,
            text: &self.text,
            mention: self.mention,
            context: &self.context,
            issue: &self.issue,
            description: &self.description,
        }
    }
}

/// One JSON line as its fields and as a pair.
pub fn parse(line: &str) -> Result<(Map<String, Value>, Pair), String> {
    let fields: Map<String, Value> = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let pair = Pair::from_fields(&Columns::default().read(&fields)).map_err(|fault| fault.to_string())?;
    Ok((fields, pair))
}

fn string(fields: &Map<String, Value>, name: &str) -> Result<Option<String>, Fault> {
    match fields.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(other) => Err(Fault::Other(format!("{name} is {other}, expected a string"))),
    }
}

/// One of the words of a column; an error where another stands there.
fn word<T: serde::de::DeserializeOwned>(fields: &Map<String, Value>, column: Column) -> Result<Option<T>, Fault> {
    let value = fields.get(column.key()).unwrap_or(&Value::Null);
    let found = value.as_str().map_or_else(|| value.to_string(), String::from);
    serde_json::from_value(value.clone()).map_err(|_| Fault::Unknown { column, found })
}

/// A field that counts only where it holds one of our words: other people's files may use its name for something else.
fn known<T: serde::de::DeserializeOwned>(fields: &Map<String, Value>, name: &str) -> Option<T> {
    serde_json::from_value(fields.get(name)?.clone()).ok()
}

fn span(fields: &Map<String, Value>, text: &str) -> Result<Option<Span>, Fault> {
    let value = fields.get("mention_span").cloned().unwrap_or(Value::Null);
    let span: Option<Span> = serde_json::from_value(value).map_err(|error| Fault::Other(format!("mention_span: {error}")))?;
    match span {
        Some(span) if text.get(span.start..span.end).is_none_or(str::is_empty) => Err(Fault::Other(format!(
            "mention_span [{}, {}] covers no characters of text, which has {} bytes",
            span.start,
            span.end,
            text.len()
        ))),
        span => Ok(span),
    }
}

/// Where `name` stands in `text` as whole words.
fn find(text: &str, name: &str) -> Option<Span> {
    let name = name.trim();
    let is_apart = |neighbour: Option<char>| neighbour.is_none_or(|letter| !letter.is_alphanumeric() && letter != '_');
    let spans = text.match_indices(name).map(|(start, _)| Span::new(start, start + name.len()));
    let whole = |span: &Span| is_apart(text[..span.start].chars().next_back()) && is_apart(text[span.end..].chars().next());
    if name.is_empty() { None } else { spans.into_iter().find(whole) }
}

pub(crate) fn find_speaker(text: &str, speaker: &str) -> Option<Span> {
    find(text, speaker).or_else(|| find(text, last_name(speaker)?))
}

/// The last word of a name that names somebody by itself, of three letters at least.
pub(crate) fn last_name(speaker: &str) -> Option<&str> {
    let last = speaker.split_whitespace().rev().find(|word| !TITLES.contains(&word.trim_matches('.').to_lowercase().as_str()))?;
    (last.chars().count() > 2).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mention(text: &str, rest: &str) -> Result<Option<String>, String> {
        let line = format!(r#"{{"text": {}, "issue": "x"{rest}}}"#, Value::String(text.into()));
        parse(&line).map(|(_, pair)| pair.mention.map(|span| span.of(&pair.text).to_string()))
    }

    #[test]
    fn the_mention_comes_from_its_span_its_words_or_the_speakers_name() {
        let text = "Señor Ruiz and Ann Ruiz-Lang disagreed.";
        assert_eq!(mention(text, r#", "mention_span": [0, 6], "mention": "Ruiz""#), Ok(Some("Señor".into())));
        assert_eq!(mention(text, r#", "mention": "Ann Ruiz-Lang", "mention_span": null"#), Ok(Some("Ann Ruiz-Lang".into())));
        assert_eq!(mention(text, r#", "speaker": "Pablo Ruiz Jr.""#), Ok(Some("Ruiz".into())));
        assert_eq!(mention(text, r#", "speaker": "Pablo Ruiz", "mention": null, "mention_span": null"#), Ok(None));
        assert_eq!(mention(text, r#", "speaker": "Kay Nolan""#), Ok(None));
        assert_eq!(mention(text, ""), Ok(None));
    }

    #[test]
    fn wrong_fields_are_named() {
        assert!(mention("Ruiz", r#", "mention_span": [0, 9]"#).unwrap_err().contains("mention_span [0, 9]"));
        assert!(mention("Señor", r#", "mention_span": [0, 3]"#).unwrap_err().contains("mention_span"));
        assert!(mention("Ruiz", r#", "speaker": 7"#).unwrap_err().contains("speaker"));
        assert!(mention("Ruiz", r#", "label": "neutral""#).unwrap_err().contains("label"));
        assert!(parse("[]").is_err());
    }
}
