//! Other people's files: their names for our columns, and their words for our labels.
use super::Column;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::str::FromStr;

/// Something of ours and what an input has for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mapping {
    /// A column that is called otherwise, as in `label=Stance`.
    Name {
        /// Ours.
        column: Column,
        /// Theirs, as it stands in the input.
        name: String,
    },
    /// A word that is another in their column, as in `label:supportive=pro`.
    Word {
        /// The column that it stands in.
        column: Column,
        /// Ours.
        word: &'static str,
        /// Theirs, in any case.
        name: String,
    },
}

impl FromStr for Mapping {
    type Err = String;

    /// Reads `column=name` or `column:word=name`; what is wrong names the columns or words there are.
    fn from_str(text: &str) -> Result<Mapping, String> {
        let form = || format!("expected COLUMN=NAME or COLUMN:WORD=NAME with one of the columns {}", keys());
        let (ours, name) = text.split_once('=').ok_or_else(form)?;
        let (key, word) = ours.split_once(':').map_or((ours, None), |(key, word)| (key, Some(word.trim())));
        let column = Column::named(key.trim()).ok_or_else(|| format!("no column {key:?}; the columns are {}", keys()))?;
        if name.trim().is_empty() {
            return Err(format!("nothing after {ours}=; give what your file has there"));
        }
        let name = name.trim().to_string();
        match word {
            None => Ok(Mapping::Name { column, name }),
            Some(word) => Ok(Mapping::Word { column, word: known(column, word)?, name }),
        }
    }
}

fn keys() -> String {
    Column::ALL.map(Column::key).join(", ")
}

fn known(column: Column, word: &str) -> Result<&'static str, String> {
    let (key, words) = (column.key(), column.words());
    let one = words.iter().find(|known| **known == word).copied();
    one.ok_or_else(|| match words {
        [] => format!("{key} holds no words of ours; only label, lean, speaks, role, time and how do"),
        words => format!("no {key} {word:?}; expected {}", words.join(", ")),
    })
}

/// Which column of a file holds what, and in which words. What is not given has our names, in any case, and our words, in any case and with
/// white space around them. No synonyms are guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    names: BTreeMap<Column, String>,
    words: BTreeMap<(Column, String), &'static str>,
}

impl Columns {
    /// Those that are given; an error where a column has two names, or one of their words two meanings.
    pub fn new(mappings: &[Mapping]) -> Result<Columns, String> {
        let mut columns = Columns::default();
        mappings.iter().try_for_each(|mapping| columns.add(mapping))?;
        Ok(columns)
    }

    fn add(&mut self, mapping: &Mapping) -> Result<(), String> {
        match mapping {
            Mapping::Name { column, name } => match self.names.insert(*column, name.clone()) {
                Some(first) => Err(format!("{} is to be both {first:?} and {name:?}; name each column once", column.key())),
                None => Ok(()),
            },
            Mapping::Word { column, word, name } => match self.words.insert((*column, fold(name)), word) {
                Some(first) if first != *word => Err(format!("{name:?} is to be both {first} and {word}; give it one meaning")),
                _ => Ok(()),
            },
        }
    }

    /// The name that was given for a column.
    pub(super) fn name(&self, column: Column) -> Option<&str> {
        self.names.get(&column).map(String::as_str)
    }

    /// An error where a table with this header lacks a column that was given a name, or one that is required.
    pub(super) fn check(&self, header: &[String]) -> Result<(), String> {
        let listed = || format!("the columns are {}", header.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", "));
        let has = |column: Column| header.iter().any(|name| self.is(column, name));
        if let Some((column, name)) = self.names.iter().find(|(column, _)| !has(**column)) {
            return Err(format!("no column {name:?} for {}; {}", column.key(), listed()));
        }
        let lacking: Vec<&str> = [Column::Text, Column::Issue].into_iter().filter(|column| !has(*column)).map(Column::key).collect();
        if lacking.is_empty() {
            return Ok(());
        }
        let maps: Vec<String> = lacking.iter().map(|key| format!("--map {key}=NAME")).collect();
        Err(format!("no column {}; {}: name yours, as in {}", lacking.join(", no column "), listed(), maps.join(" ")))
    }

    /// The parts of a pair in a record under our names, with our words in place of theirs.
    pub(super) fn read(&self, record: &Map<String, Value>) -> Map<String, Value> {
        let found = |column: Column| Some((column.key().to_string(), self.value(column, self.find(column, record)?)));
        Column::ALL.into_iter().filter_map(found).collect()
    }

    fn is(&self, column: Column, name: &str) -> bool {
        self.names.get(&column).map_or(name.eq_ignore_ascii_case(column.key()), |given| given == name)
    }

    fn find<'r>(&self, column: Column, record: &'r Map<String, Value>) -> Option<&'r Value> {
        let name = self.names.get(&column).map_or(column.key(), String::as_str);
        record.get(name).or_else(|| record.iter().find(|(name, _)| self.is(column, name)).map(|(_, value)| value))
    }

    fn value(&self, column: Column, value: &Value) -> Value {
        let Some(text) = plain(value) else { return value.clone() };
        match column {
            Column::MentionSpan | Column::Probabilities => serde_json::from_str(&text).unwrap_or_else(|_| value.clone()),
            _ if column.words().is_empty() => value.clone(),
            _ => self.word(column, &text).unwrap_or_else(|| value.clone()),
        }
    }

    /// Our word for a text, where there is one.
    fn word(&self, column: Column, text: &str) -> Option<Value> {
        let folded = fold(text);
        let ours = column.words().iter().find(|word| **word == folded).copied();
        let word = self.words.get(&(column, folded)).copied().or(ours)?;
        Some(if column == Column::Speaks { Value::Bool(word == "true") } else { Value::String(word.into()) })
    }
}

/// A word or a whole number.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(answer) => Some(answer.to_string()),
        _ => None,
    }
}

fn fold(word: &str) -> String {
    word.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(mappings: &[&str]) -> Result<Columns, String> {
        Columns::new(&mappings.iter().map(|text| text.parse()).collect::<Result<Vec<_>, _>>()?)
    }

    fn read(mappings: &[&str], record: &str) -> String {
        Value::Object(columns(mappings).unwrap().read(&serde_json::from_str(record).unwrap())).to_string()
    }

    #[test]
    fn names_and_words_are_made_ours() {
        let mappings = ["label=Stance", "label:supportive=Pro", "label:supportive=1", "speaks:true=yes", "text=Satz"];
        let record = r#"{"Satz": "a", "text": "b", "ISSUE": "c", "Stance": " PRO ", "label": "x", "speaks": "Yes", "x": 1}"#;
        assert_eq!(read(&mappings, record), r#"{"text":"a","issue":"c","label":"supportive","speaks":true}"#);
        assert_eq!(read(&mappings, r#"{"Stance": 1}"#), r#"{"label":"supportive"}"#);
        assert_eq!(read(&[], r#"{"label": "Opposed ", "mention_span": "[0, 2]", "speaks": "FALSE"}"#), {
            r#"{"mention_span":[0,2],"label":"opposed","speaks":false}"#
        });
        assert_eq!(read(&[], r#"{"label": "pro", "role": null, "time": {}}"#), r#"{"label":"pro","role":null,"time":{}}"#);
    }

    #[test]
    fn their_meaning_of_our_word_counts() {
        assert_eq!(read(&["label:opposed=none"], r#"{"label": "none"}"#), r#"{"label":"opposed"}"#);
    }

    #[test]
    fn wrong_mappings_say_what_there_is() {
        let wrong = |mappings: &[&str]| columns(mappings).unwrap_err();
        for mapping in ["label", "stance=label", "=x"] {
            assert!(wrong(&[mapping]).contains("text, speaker, mention"), "{mapping}");
        }
        assert_eq!(wrong(&["label:pro=pro"]), "no label \"pro\"; expected supportive, cautious, opposed, none");
        assert!(wrong(&["text:a=b"]).contains("no words of ours"));
        assert!(wrong(&["label= "]).starts_with("nothing after label="));
        assert!(wrong(&["text=a", "text=b"]).starts_with("text is to be both \"a\" and \"b\""));
        assert!(wrong(&["label:none=A", "label:opposed=a"]).starts_with("\"a\" is to be both none and opposed"));
    }

    #[test]
    fn a_header_lacks_what_was_named_or_is_required() {
        let check = |mappings: &[&str], header: &[&str]| {
            columns(mappings).unwrap().check(&header.iter().map(|name| name.to_string()).collect::<Vec<_>>())
        };
        assert_eq!(check(&["text=Satz"], &["Satz", "Issue"]), Ok(()));
        let lacking = check(&[], &["Satz", "Thema"]).unwrap_err();
        assert!(lacking.starts_with("no column text, no column issue; the columns are \"Satz\", \"Thema\""), "{lacking}");
        assert!(lacking.ends_with("--map text=NAME --map issue=NAME"), "{lacking}");
        assert!(check(&["label=Stance"], &["text", "issue", "label"]).unwrap_err().starts_with("no column \"Stance\" for label"));
    }
}
