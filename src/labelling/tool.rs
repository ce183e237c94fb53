//! Which program wrote an entry, and what its coders say in it.
use super::{fields, label_studio};
use crate::stance::Stance;
use serde_json::{Map, Value};

/// What a coder did with a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// Labelled it.
    Label(Stance),
    /// Passed it over on purpose: skipped, cancelled, rejected, ignored.
    Skipped,
    /// Left it blank.
    Blank,
}

const EXPECTED: &str = "expected supportive, cautious, opposed or none, or their first letters; skip or ? to pass over";

impl Given {
    /// From the word that a coder typed or chose, in any case.
    pub fn from_word(word: &str) -> Result<Given, String> {
        let typed = word.trim().to_lowercase();
        let named = |stance: &Stance| typed == stance.word() || typed == stance.word()[..1];
        match typed.as_str() {
            "" => Ok(Given::Blank),
            "skip" | "?" => Ok(Given::Skipped),
            _ => Stance::ALL.into_iter().find(named).map(Given::Label).ok_or_else(|| format!("the label is {word:?}, {EXPECTED}")),
        }
    }

    /// From a list of chosen words: none or one.
    pub(super) fn from_list(words: &[Value]) -> Result<Given, String> {
        match words {
            [] => Ok(Given::Blank),
            [Value::String(word)] => Given::from_word(word),
            [other] => Err(format!("the label is {other}, {EXPECTED}")),
            several => Err(format!("{} labels, {}, expected one", several.len(), Value::from(several))),
        }
    }
}

/// Whose file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tool {
    /// Ours: the label stands in `label`, the coder in `coder`.
    Standpoint,
    /// Label Studio's JSON: tasks with annotations.
    LabelStudio,
    /// Label Studio's JSON-MIN and CSV: an annotation each, with its annotator.
    LabelStudioFlat,
    /// doccano's JSON lines of a text classification.
    Doccano,
    /// Prodigy's JSON lines.
    Prodigy,
}

/// What one coder says: the coder, where the entry names one, and what was given or why it cannot be read.
pub(super) type Answer = (Option<String>, Result<Given, String>);

impl Tool {
    /// Told by the fields of an entry.
    pub fn of(entry: &Map<String, Value>) -> Tool {
        let has = |name: &str| entry.contains_key(name);
        if has("data") && (has("annotations") || has("completions") || has("predictions")) {
            Tool::LabelStudio
        } else if has("annotation_id") || has("annotator") {
            Tool::LabelStudioFlat
        } else if has("answer") || has("_task_hash") || has("_session_id") {
            Tool::Prodigy
        } else if entry.get("label").is_some_and(Value::is_array) {
            Tool::Doccano
        } else {
            Tool::Standpoint
        }
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        ["sheet", "Label Studio", "Label Studio", "doccano", "Prodigy"][self as usize]
    }

    /// The fields of the unit in an entry.
    pub(super) fn unit(self, entry: &Map<String, Value>) -> Result<&Map<String, Value>, String> {
        match self {
            Tool::LabelStudio => entry.get("data").and_then(Value::as_object).ok_or_else(|| "data is no object".into()),
            _ => Ok(entry),
        }
    }

    /// What coders say in an entry.
    pub(super) fn answers(self, entry: &Map<String, Value>) -> Vec<Answer> {
        match self {
            Tool::LabelStudio => label_studio::answers(entry),
            Tool::LabelStudioFlat => vec![(fields::text(entry, "annotator"), label_studio::flat(entry.get(label_studio::CONTROL)))],
            Tool::Prodigy => vec![prodigy(entry)],
            Tool::Doccano | Tool::Standpoint => vec![(fields::text(entry, "coder"), label(entry.get("label")))],
        }
    }

    /// What an entry is called in messages, where its line does not tell.
    pub(super) fn name_of(self, entry: &Map<String, Value>) -> Option<String> {
        fields::text(entry, "id").filter(|_| matches!(self, Tool::LabelStudio | Tool::LabelStudioFlat)).map(|id| format!("task {id}"))
    }
}

fn label(value: Option<&Value>) -> Result<Given, String> {
    match value {
        None | Some(Value::Null) => Ok(Given::Blank),
        Some(Value::String(word)) => Given::from_word(word),
        Some(Value::Array(words)) => Given::from_list(words),
        Some(other) => Err(format!("the label is {other}, {EXPECTED}")),
    }
}

/// Of `choice` the accepted option, of other interfaces the label that was accepted.
fn prodigy(entry: &Map<String, Value>) -> Answer {
    let coder = fields::text(entry, "_annotator_id").or_else(|| fields::text(entry, "_session_id"));
    let given = match entry.get("answer").and_then(Value::as_str) {
        Some("accept") => label(entry.get("accept").or_else(|| entry.get("label"))),
        Some("reject" | "ignore") => Ok(Given::Skipped),
        None => Ok(Given::Blank),
        Some(other) => Err(format!("the answer is {other:?}, expected accept, reject or ignore")),
    };
    (coder, given)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn answers(entry: Value) -> (Tool, Vec<Answer>) {
        let entry = entry.as_object().unwrap();
        let tool = Tool::of(entry);
        (tool, tool.answers(entry))
    }

    const OPPOSED: Result<Given, String> = Ok(Given::Label(Stance::Opposed));

    #[test]
    fn words_and_first_letters_are_labels() {
        for word in ["opposed", " Opposed ", "O"] {
            assert_eq!(Given::from_word(word), OPPOSED);
        }
        assert_eq!(Given::from_word("n"), Ok(Given::Label(Stance::None)));
        assert_eq!([Given::from_word(" "), Given::from_word("?")], [Ok(Given::Blank), Ok(Given::Skipped)]);
        assert!(Given::from_word("neutral").unwrap_err().contains("\"neutral\", expected supportive"));
    }

    #[test]
    fn doccano_lists_labels() {
        let entry = |label: Value| json!({"id": 7, "text": "It is bad.", "label": label, "Comments": [], "issue": "The toll"});
        assert_eq!(answers(entry(json!(["opposed"]))), (Tool::Doccano, vec![(None, OPPOSED)]));
        assert_eq!(answers(entry(json!([]))).1, [(None, Ok(Given::Blank))]);
        assert!(answers(entry(json!(["opposed", "none"]))).1[0].1.as_ref().unwrap_err().contains("2 labels"));
        assert!(answers(entry(json!([[0, 5, "opposed"]]))).1[0].1.is_err());
    }

    #[test]
    fn prodigy_accepts_a_choice_or_a_label() {
        let choice = |answer: &str, accept: Value| {
            json!({"text": "It is bad.", "options": [{"id": "opposed", "text": "opposed"}], "_input_hash": 1, "_task_hash": 2,
                "_view_id": "choice", "accept": accept, "answer": answer, "_timestamp": 1700000000, "_annotator_id": "toll-ann", "_session_id": "toll-ann"})
        };
        let ann = || Some("toll-ann".to_string());
        assert_eq!(answers(choice("accept", json!(["opposed"]))), (Tool::Prodigy, vec![(ann(), OPPOSED)]));
        assert_eq!(answers(choice("accept", json!([]))).1, [(ann(), Ok(Given::Blank))]);
        assert_eq!(answers(choice("ignore", json!(["opposed"]))).1, [(ann(), Ok(Given::Skipped))]);
        let binary = json!({"text": "It is bad.", "label": "opposed", "answer": "accept", "_session_id": null});
        assert_eq!(answers(binary), (Tool::Prodigy, vec![(None, OPPOSED)]));
    }
}
