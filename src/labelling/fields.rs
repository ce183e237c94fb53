//! Fields of records that went through other programs, which may have made texts of numbers and blanks of nulls.
use crate::stance::Stance;
use serde_json::{Map, Value, json};

/// A text; a number or truth value as text; `None` where missing, null or blank.
pub(super) fn text(fields: &Map<String, Value>, name: &str) -> Option<String> {
    match fields.get(name)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(fact) => Some(fact.to_string()),
        _ => None,
    }
}

/// A value that may be null, which a blank stands for, or JSON as text; `None` where the field is missing.
pub(super) fn maybe(fields: &Map<String, Value>, name: &str) -> Option<Value> {
    Some(match fields.get(name)? {
        Value::String(text) if text.trim().is_empty() => Value::Null,
        Value::String(text) if text.starts_with('[') && name.ends_with("_span") => serde_json::from_str(text).unwrap_or(Value::Null),
        value => value.clone(),
    })
}

/// A truth value, also as text in any case.
pub(super) fn truth(fields: &Map<String, Value>, name: &str) -> Option<bool> {
    text(fields, name)?.trim().to_lowercase().parse().ok()
}

/// `probabilities`, or the four `p_` fields as such an object.
pub(super) fn probabilities(fields: &Map<String, Value>) -> Option<Value> {
    if let Some(given @ Value::Object(_)) = fields.get("probabilities") {
        return Some(given.clone());
    }
    let four = Stance::ALL.map(|stance| text(fields, &format!("p_{}", stance.word()))?.trim().parse::<f64>().ok());
    let [Some(supportive), Some(cautious), Some(opposed), Some(none)] = four else { return None };
    Some(json!({"supportive": supportive, "cautious": cautious, "opposed": opposed, "none": none}))
}
