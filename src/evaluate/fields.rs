//! Figures of the pairs that share a value in a field of the file, whatever the field is called.
use super::{Judged, Subset};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::str::FromStr;

/// A field of a file, or the year in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    given: String,
}

impl FromStr for Field {
    type Err = Infallible;

    /// `topic`; `published:year` for the year in `published`; `year` is the year in `date` where the file has no `year`.
    fn from_str(given: &str) -> Result<Field, Infallible> {
        Ok(Field { given: given.to_string() })
    }
}

impl Field {
    /// As it was given.
    pub fn name(&self) -> &str {
        &self.given
    }

    /// What a record has in it: a text that is not empty, a number, true or false; of a year four digits.
    pub fn value(&self, record: &Map<String, Value>) -> Option<String> {
        match (record.get(&self.given), self.given.strip_suffix(":year"), self.given.as_str()) {
            (Some(value), ..) => plain(value),
            (None, Some(field), _) => year(record.get(field)?),
            (None, None, "year") => year(record.get("date")?),
            _ => None,
        }
    }

    /// The figures of the pairs by the value in each one's record; pairs without one are left out.
    pub fn figures(&self, records: &[&Map<String, Value>], judged: &[Judged]) -> BTreeMap<String, Subset> {
        let mut groups: BTreeMap<String, Vec<Judged>> = BTreeMap::new();
        for (record, one) in records.iter().zip(judged) {
            if let Some(value) = self.value(record) {
                groups.entry(value).or_default().push(*one);
            }
        }
        groups.into_iter().map(|(value, judged)| (value, Subset::of(&judged))).collect()
    }
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_string()).filter(|text| !text.is_empty()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The first four digits of a date such as 2020-02-19.
fn year(value: &Value) -> Option<String> {
    let text = plain(value)?;
    let year = text.get(..4)?;
    let is_whole = text[4..].chars().next().is_none_or(|next| !next.is_ascii_digit());
    (is_whole && year.chars().all(|letter| letter.is_ascii_digit())).then(|| year.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::example::{judged, pairs};
    use crate::stance::Stance::{Opposed, Supportive};

    fn value(field: &str, record: &str) -> Option<String> {
        field.parse::<Field>().unwrap().value(serde_json::from_str::<Value>(record).unwrap().as_object().unwrap())
    }

    #[test]
    fn a_value_is_a_word_a_number_or_a_year() {
        assert_eq!(value("topic", r#"{"topic": " ports "}"#).as_deref(), Some("ports"));
        assert_eq!(value("unseen", r#"{"unseen": true}"#).as_deref(), Some("true"));
        assert_eq!(value("topic", r#"{"topic": null, "other": 1}"#), None);
        assert_eq!(value("date:year", r#"{"date": "2020-02-19"}"#).as_deref(), Some("2020"));
        assert_eq!(value("year", r#"{"date": "2020-02-19"}"#).as_deref(), Some("2020"));
        assert_eq!(value("year", r#"{"date": "2020-02-19", "year": 1999}"#).as_deref(), Some("1999"));
        for date in ["19.2.2020", "20200219", "é20"] {
            assert_eq!(value("year", &format!(r#"{{"date": "{date}"}}"#)), None, "{date}");
        }
    }

    #[test]
    fn groups_are_counted_by_hand() {
        let pairs = pairs(&[
            r#""text": "a", "label": "opposed""#,
            r#""text": "b", "label": "supportive""#,
            r#""text": "c", "label": "supportive""#,
        ]);
        let records = [r#"{"topic": "ports"}"#, r#"{"topic": "ports"}"#, "{}"].map(|text| serde_json::from_str::<Value>(text).unwrap());
        let records: Vec<_> = records.iter().map(|record| record.as_object().unwrap()).collect();
        let judged = judged(&pairs, &[(Opposed, 0.9), (Opposed, 0.9), (Supportive, 0.9)]);
        let figures = "topic".parse::<Field>().unwrap().figures(&records, &judged);
        assert_eq!(figures.keys().collect::<Vec<_>>(), ["ports"]);
        assert_eq!((figures["ports"].n, figures["ports"].accuracy, figures["ports"].reversed, figures["ports"].ece), (2, 0.5, 0.5, 0.4));
    }
}
