//! Label Studio: tasks with predictions, the configuration to paste, and its exports.
//!
//! The formats are those of <https://labelstud.io/guide/predictions>, <https://labelstud.io/guide/export> and
//! <https://labelstud.io/tags/choices>. An export names each annotator in `completed_by` by number or, in snapshots, by an object with
//! the address; `was_cancelled` marks what was skipped; JSON-MIN and CSV flatten a single choice to its word.
use super::tool::{Answer, Given};
use super::{Slice, Unit, fields};
use crate::round::round;
use serde_json::{Map, Value, json};

/// The name of the control in which the stance is chosen.
pub(super) const CONTROL: &str = "stance";

/// The labelling configuration to paste under Settings, Labeling Interface, Code.
pub const CONFIG: &str = r#"<View>
  <Header value="$question"/>
  <Text name="description" value="$description"/>
  <Header value="Before it" size="6"/>
  <Text name="context" value="$context"/>
  <Header value="The sentence" size="6"/>
  <Text name="text" value="$text"/>
  <Choices name="stance" toName="text" choice="single-radio" required="true" requiredMessage="Choose one, or skip the task">
    <Choice value="supportive" hotkey="1" hint="endorses, defends, promises, votes for or works towards it"/>
    <Choice value="cautious" hotkey="2" hint="takes it up but holds back from both sides: conditions, partial praise, concern without rejection"/>
    <Choice value="opposed" hotkey="3" hint="rejects, criticises, votes against or blocks it"/>
    <Choice value="none" hotkey="4" hint="says nothing for or against it"/>
  </Choices>
  <TextArea name="note" toName="text" rows="1" placeholder="A note, if you like"/>
</View>
"#;

/// The file to import: a task for each unit. What the model of this name predicted is shown beside those that are not for the audit: a
/// coder who saw it would tend to agree. It stands in the data of all, from where it comes back.
pub fn tasks(units: &[Unit], model: &str) -> String {
    let tasks: Vec<Value> = units.iter().map(|unit| task(unit, model)).collect();
    format!("{:#}\n", Value::from(tasks))
}

fn task(unit: &Unit, model: &str) -> Value {
    let mut data = unit.to_fields();
    let speaker = Some(unit.pair.speaker.as_str()).filter(|name| !name.is_empty()).unwrap_or("the speaker");
    data.insert("question".into(), format!("Where does {speaker} stand on: {}?", unit.pair.issue).into());
    let shown = unit.pair.probabilities.filter(|_| unit.slice != Some(Slice::Audit));
    let prediction = shown.map(|four| {
        let chosen = json!({"id": unit.id(), "from_name": CONTROL, "to_name": "text", "type": "choices",
            "value": {"choices": [four.verdict().word()]}});
        json!({"model_version": model, "score": round(four.confidence()), "result": [chosen]})
    });
    json!({"data": data, "predictions": Vec::from_iter(prediction)})
}

/// What each annotation of a task says.
pub(super) fn answers(task: &Map<String, Value>) -> Vec<Answer> {
    let annotations = task.get("annotations").or_else(|| task.get("completions")).and_then(Value::as_array);
    annotations.into_iter().flatten().filter_map(Value::as_object).map(|annotation| (annotator(annotation), chosen(annotation))).collect()
}

fn annotator(annotation: &Map<String, Value>) -> Option<String> {
    match annotation.get("completed_by")? {
        Value::Object(person) => fields::text(person, "email").or_else(|| fields::text(person, "id")),
        _ => fields::text(annotation, "completed_by"),
    }
}

fn chosen(annotation: &Map<String, Value>) -> Result<Given, String> {
    if annotation.get("was_cancelled").and_then(Value::as_bool) == Some(true) {
        return Ok(Given::Skipped);
    }
    let results = annotation.get("result").and_then(Value::as_array).into_iter().flatten();
    let of_control = results.filter(|result| result.get("from_name").and_then(Value::as_str) == Some(CONTROL));
    let choices = of_control.filter_map(|result| result.get("value")?.get("choices")?.as_array());
    Given::from_list(&choices.flatten().cloned().collect::<Vec<_>>())
}

/// What stands under the control's name in JSON-MIN and CSV: a word, or with several choices an object or a list of them.
pub(super) fn flat(value: Option<&Value>) -> Result<Given, String> {
    match value {
        None | Some(Value::Null) => Ok(Given::Blank),
        Some(Value::String(word)) if word.starts_with(['{', '[']) => {
            serde_json::from_str::<Value>(word).map_err(|error| error.to_string()).and_then(|value| flat(Some(&value)))
        }
        Some(Value::String(word)) => Given::from_word(word),
        Some(Value::Object(several)) => Given::from_list(several.get("choices").and_then(Value::as_array).map_or(&[], Vec::as_slice)),
        Some(Value::Array(list)) if list.iter().all(Value::is_object) => {
            let choices = list.iter().filter_map(|result| result.get("choices")?.as_array());
            Given::from_list(&choices.flatten().cloned().collect::<Vec<_>>())
        }
        Some(Value::Array(words)) => Given::from_list(words),
        Some(other) => Err(format!("the choice is {other}, expected a word")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Tool;
    use super::super::unit::tests::unit;
    use super::*;
    use crate::stance::Stance;

    const OPPOSED: Result<Given, String> = Ok(Given::Label(Stance::Opposed));

    #[test]
    fn tasks_hold_the_unit_and_a_prediction_but_in_the_audit() {
        let audit = unit("a", "Ada backs it.", "Ada", [0.625, 0.125, 0.125, 0.125]);
        let diverse = Unit { slice: Some(Slice::Diverse), ..audit.clone() };
        let tasks: Value = serde_json::from_str(&tasks(&[audit.clone(), diverse], "small")).unwrap();
        assert_eq!(tasks[0]["predictions"], json!([]));
        assert_eq!(Unit::from_fields(tasks[0]["data"].as_object().unwrap()).unwrap(), audit);
        let prediction = &tasks[1]["predictions"][0];
        assert_eq!((&prediction["model_version"], &prediction["score"]), (&json!("small"), &json!(0.625)));
        let result = &prediction["result"][0];
        assert_eq!([&result["from_name"], &result["to_name"], &result["type"]], ["stance", "text", "choices"]);
        assert_eq!(result["value"], json!({"choices": ["supportive"]}));
        let shown = CONFIG.split('$').skip(1).map(|rest| rest.split('"').next().unwrap());
        assert!(shown.into_iter().all(|field| tasks[0]["data"].get(field).is_some()));
    }

    #[test]
    fn annotations_are_read_with_their_annotators() {
        let task = json!({"id": 3, "data": {"text": "x"}, "predictions": [], "annotations": [
            {"id": 11, "completed_by": 2, "was_cancelled": false, "result": [
                {"id": "k", "from_name": "stance", "to_name": "text", "type": "choices", "origin": "manual", "value": {"choices": ["opposed"]}},
                {"id": "l", "from_name": "note", "to_name": "text", "type": "textarea", "value": {"text": ["clear"]}}]},
            {"id": 12, "completed_by": {"id": 4, "email": "bea@example.org", "first_name": "", "last_name": ""}, "was_cancelled": true, "result": []},
            {"id": 13, "completed_by": 5, "was_cancelled": false, "result": []}]});
        let task = task.as_object().unwrap();
        let (two, bea, five) = (Some("2".to_string()), Some("bea@example.org".to_string()), Some("5".to_string()));
        assert_eq!(answers(task), [(two, OPPOSED), (bea, Ok(Given::Skipped)), (five, Ok(Given::Blank))]);
        assert_eq!((Tool::of(task), Tool::of(task).name_of(task)), (Tool::LabelStudio, Some("task 3".into())));
    }

    #[test]
    fn flat_exports_hold_a_word_or_a_list() {
        assert_eq!(flat(Some(&json!("opposed"))), OPPOSED);
        assert_eq!(flat(Some(&json!([{"choices": ["opposed"]}]))), OPPOSED);
        assert!(flat(Some(&json!({"choices": ["opposed", "none"]}))).is_err());
        assert!(flat(Some(&json!("{\"choices\": [\"opposed\", \"none\"]}"))).unwrap_err().contains("2 labels"));
        assert_eq!(flat(None), Ok(Given::Blank));
    }
}
