//! Which field of a record, or column of a table, holds what.
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::str::FromStr;

/// What is known of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// A text or a whole number. Missing, null or blank: the file's stem, with a colon and the line where a file holds several articles.
    Id,
    /// A text.
    Title,
    /// The day of publication: an ISO day, alone or before a time, or a date as e-mails write it; whatever else stands there is unknown.
    Date,
    /// Who published it: a text.
    Outlet,
    /// Where it can be found: a text.
    Url,
    /// Who wrote it: a text, or a list of texts.
    Author,
    /// A code ("en", "en-GB", "eng") or a name ("English").
    Language,
    /// A text that is recognised where it says news or opinion.
    Genre,
    /// The text: required.
    Body,
}

impl Field {
    /// All of them.
    pub const ALL: [Field; 9] =
        [Field::Id, Field::Title, Field::Date, Field::Outlet, Field::Url, Field::Author, Field::Language, Field::Genre, Field::Body];

    /// Its name where nothing else is asked for.
    pub fn key(self) -> &'static str {
        self.names()[0]
    }

    /// Its name, and what else it is commonly called, in the order tried.
    fn names(self) -> &'static [&'static str] {
        match self {
            Field::Id => &["id"],
            Field::Title => &["title", "headline"],
            Field::Date => &["date", "published", "pubdate", "publication_date"],
            Field::Outlet => &["outlet", "source", "publication", "publisher", "newspaper"],
            Field::Url => &["url", "link"],
            Field::Author => &["author", "byline", "creator"],
            Field::Language => &["language", "lang"],
            Field::Genre => &["genre", "section", "category", "type"],
            Field::Body => &["body", "text", "content", "fulltext"],
        }
    }
}

/// A field of ours and the name that an input has for it, as in `body=text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// Ours.
    pub field: Field,
    /// Theirs, as it stands in the input.
    pub name: String,
}

impl FromStr for Naming {
    type Err = String;

    /// Reads `key=name`; what is wrong names the keys there are.
    fn from_str(text: &str) -> Result<Naming, String> {
        let (key, name) = text.split_once('=').ok_or_else(|| format!("expected KEY=NAME with one of the keys {}", keys()))?;
        let field = Field::ALL.into_iter().find(|field| field.key() == key.trim());
        let field = field.ok_or_else(|| format!("no field {key:?}; the keys are {}", keys()))?;
        if name.trim().is_empty() {
            return Err(format!("no name after {key}=; give that of your column"));
        }
        Ok(Naming { field, name: name.into() })
    }
}

fn keys() -> String {
    Field::ALL.map(Field::key).join(", ")
}

/// The names of the fields that hold an article; all others are passed over. Where none is given, or a file lacks the one given, the field's own and its usual
/// synonyms are tried, in any case: a body may be called `text`, an outlet `source`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    given: BTreeMap<Field, String>,
}

impl Fields {
    /// Those that are given; an error where a field has two names.
    pub fn new(namings: &[Naming]) -> Result<Fields, String> {
        let mut given = BTreeMap::new();
        for Naming { field, name } in namings {
            if let Some(first) = given.insert(*field, name.clone()) {
                return Err(format!("{} is to be both {first:?} and {name:?}; name each of {} once", field.key(), keys()));
            }
        }
        Ok(Fields { given })
    }

    /// The names that were given.
    pub fn given(&self) -> impl Iterator<Item = (Field, &str)> {
        self.given.iter().map(|(field, name)| (*field, name.as_str()))
    }

    /// The first value there for a field, with its name in the record; null counts as missing.
    pub(super) fn find<'r>(&self, record: &'r Map<String, Value>, field: Field) -> Option<(&'r str, &'r Value)> {
        self.all(record, field).next()
    }

    /// Every value there for a field, by the order of its names.
    pub(super) fn all<'r>(&self, record: &'r Map<String, Value>, field: Field) -> impl Iterator<Item = (&'r str, &'r Value)> {
        let given = self.given.get(&field).and_then(|name| record.get_key_value(name));
        let usual = if given.is_some() { &[] } else { field.names() };
        let there = |(name, value): (&'r String, &'r Value)| (!value.is_null()).then_some((name.as_str(), value));
        given.and_then(there).into_iter().chain(usual.iter().filter_map(move |name| look_up(record, name).and_then(there)))
    }

    /// Whether a table with these columns has one for a field.
    pub(super) fn has(&self, columns: &[String], field: Field) -> bool {
        let given = self.given.get(&field).is_some_and(|name| columns.contains(name));
        given || field.names().iter().any(|name| columns.iter().any(|column| column.eq_ignore_ascii_case(name)))
    }
}

fn look_up<'r>(record: &'r Map<String, Value>, name: &str) -> Option<(&'r String, &'r Value)> {
    record.get_key_value(name).or_else(|| record.iter().find(|(key, _)| key.trim().eq_ignore_ascii_case(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(json: &str) -> Map<String, Value> {
        serde_json::from_str(json).unwrap()
    }

    fn fields(namings: &[&str]) -> Fields {
        Fields::new(&namings.iter().map(|text| text.parse().unwrap()).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn synonyms_count_where_the_name_is_absent() {
        let record = record(r#"{"Text": "b", "content": "c", "source": null, "publisher": "p", "date": "d", "published": "e"}"#);
        let found = |field| fields(&[]).find(&record, field).map(|(name, _)| name);
        assert_eq!(found(Field::Body), Some("Text"));
        assert_eq!(found(Field::Outlet), Some("publisher"));
        assert_eq!(found(Field::Date), Some("date"));
        assert_eq!(found(Field::Author), None);
    }

    #[test]
    fn a_column_with_the_ids_of_articles_is_no_body() {
        let record = record(r#"{"article": "w1", "sentence": "Words."}"#);
        assert_eq!(fields(&[]).find(&record, Field::Body), None);
        assert!(!fields(&[]).has(&["article".into(), "sentence".into()], Field::Body));
    }

    #[test]
    fn a_given_name_comes_first_and_the_usual_ones_stand_in_for_it() {
        let record = record(r#"{"body": "b", "Texte": "t"}"#);
        assert_eq!(fields(&["body=Texte"]).find(&record, Field::Body).map(|(name, _)| name), Some("Texte"));
        assert_eq!(fields(&["body=texte"]).find(&record, Field::Body).map(|(name, _)| name), Some("body"));
        assert!(fields(&["date=pub"]).has(&["date".into()], Field::Date) && !fields(&["date=pub"]).has(&["day".into()], Field::Date));
    }

    #[test]
    fn wrong_and_repeated_keys_list_the_right_ones() {
        for wrong in ["text=body", "body", "=x", "Body=x"] {
            assert!(
                wrong.parse::<Naming>().unwrap_err().contains("id, title, date, outlet, url, author, language, genre, body"),
                "{wrong}"
            );
        }
        assert!("body= ".parse::<Naming>().unwrap_err().starts_with("no name after"));
        let twice = ["date=a", "date=b"].map(|text| text.parse().unwrap());
        assert!(Fields::new(&twice).unwrap_err().starts_with("date is to be both \"a\" and \"b\""));
    }
}
