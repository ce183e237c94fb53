//! Front matter: what a text says of itself between two lines of dashes at its very top.
use serde_json::{Map, Value};

/// Bytes in which the second line of dashes must come.
const LONGEST: usize = 64 * 1024;

/// Its named values, numbers and truth values as texts, and the text below it; `None` where there is no mapping between the two lines.
pub(super) fn split(text: &str) -> Option<(Map<String, Value>, &str)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut end = first.len();
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            let record = read(&text[first.len()..end])?;
            return Some((record, &text[end + line.len()..]));
        }
        end += line.len();
        if end > LONGEST {
            return None;
        }
    }
    None
}

fn read(yaml: &str) -> Option<Map<String, Value>> {
    let record: Map<String, Value> = serde_saphyr::from_str(yaml).ok()?;
    (!record.is_empty()).then(|| record.into_iter().map(|(name, value)| (name, as_text(value))).collect())
}

fn as_text(value: Value) -> Value {
    match value {
        Value::Number(_) | Value::Bool(_) => Value::String(value.to_string()),
        Value::Array(values) => Value::Array(values.into_iter().map(as_text).collect()),
        value => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_between_dashes_is_taken_off() {
        let (record, body) = split("---\r\ntitle: \"Port: vote\"\r\ndate: 2015-07-06\r\nid: 12\r\n---  \r\n\r\nText.\r\n").unwrap();
        assert_eq!(body, "\r\nText.\r\n");
        assert_eq!([&record["title"], &record["date"], &record["id"]], ["Port: vote", "2015-07-06", "12"]);
    }

    #[test]
    fn all_else_is_left_in_the_text() {
        for text in [
            "---\nJust a line.\n---\nText.",
            "---\n- a\n- b\n---\nText.",
            "---\ntitle: [broken\n---\nText.",
            "---\ntitle: a\nText.",
            "---\n---\nText.",
            "\n---\ntitle: a\n---\n",
            "----\ntitle: a\n----\n",
            "",
        ] {
            assert_eq!(split(text), None, "{text:?}");
        }
    }
}
