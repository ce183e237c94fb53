//! What a coder labels: a sentence, a speaker and an issue.
use super::fields;
use crate::dataset::Pair;
use crate::hash::Sum;
use crate::round::round;
use crate::stance::Stance;
use serde_json::{Map, Value, json};

/// Why a unit was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slice {
    /// The classifier hesitated between two labels.
    Uncertain,
    /// It adds an issue, an outlet or a predicted label of which there were few.
    Diverse,
    /// It was drawn by chance from all: only figures over these tell of the run as a whole.
    Audit,
}

impl Slice {
    /// The word used in every file.
    pub fn word(self) -> &'static str {
        ["uncertain", "diverse", "audit"][self as usize]
    }

    fn from_word(word: &str) -> Option<Slice> {
        [Slice::Uncertain, Slice::Diverse, Slice::Audit].into_iter().find(|slice| slice.word() == word)
    }
}

/// A sentence, a speaker and an issue with where they come from and what the classifier said.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Sentence, speaker, issue, article, and the classifier's probabilities; never a label.
    pub pair: Pair,
    /// The issue's id.
    pub issue_id: String,
    /// The article's outlet.
    pub outlet: Option<String>,
    /// The article's day, as YYYY-MM-DD.
    pub date: Option<String>,
    /// The article's title.
    pub title: Option<String>,
    /// Whether the classifier was unsure; `None` where it was not asked.
    pub unsure: Option<bool>,
    /// Why it was drawn.
    pub slice: Option<Slice>,
}

impl Unit {
    /// A stable name: a hash of article, sentence, speaker and issue, white space apart, as 16 hexadecimal digits.
    pub fn id(&self) -> String {
        let mut sum = Sum::of("unit to label");
        for part in [&self.pair.article, &self.pair.text, &self.pair.speaker, &self.pair.issue] {
            sum.add(part.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        sum.hex()[..16].to_string()
    }

    /// The most probable label, where the classifier was asked.
    pub fn predicted(&self) -> Option<Stance> {
        self.pair.probabilities.map(|probabilities| probabilities.verdict())
    }

    /// Leaves nothing of what the classifier said.
    pub fn forget(&mut self) {
        (self.pair.probabilities, self.unsure) = (None, None);
    }

    /// Everything by name, in the order in which a coder reads it. What is not known is null.
    pub fn to_fields(&self) -> Map<String, Value> {
        let Pair { text, speaker, mention, context, issue, description, probabilities, article, .. } = &self.pair;
        let mention_text = mention.map(|span| span.of(text));
        let of = |stance: Stance| probabilities.map(|four| round(four.of(stance)));
        let fields = json!({
            "id": self.id(), "context": context, "text": text, "speaker": speaker, "mention": mention_text, "issue": issue,
            "description": description, "title": self.title, "outlet": self.outlet, "date": self.date, "article": article,
            "mention_span": mention, "issue_id": self.issue_id, "slice": self.slice.map(Slice::word),
            "predicted": self.predicted().map(Stance::word), "p_supportive": of(Stance::Supportive), "p_cautious": of(Stance::Cautious),
            "p_opposed": of(Stance::Opposed), "p_none": of(Stance::None), "unsure": self.unsure,
        });
        if let Value::Object(fields) = fields { fields } else { Map::new() }
    }

    /// From fields by name, as [`Unit::to_fields`] gives them and as they come back from a labelling tool, which may have made texts of
    /// them all. `text` and `issue` are required.
    pub fn from_fields(given: &Map<String, Value>) -> Result<Unit, String> {
        let mut of_pair = Map::new();
        for name in ["text", "speaker", "context", "issue", "description", "article"] {
            of_pair.insert(name.into(), fields::text(given, name).map_or(Value::Null, Value::String));
        }
        for name in ["mention", "mention_span"] {
            if let Some(value) = fields::maybe(given, name) {
                of_pair.insert(name.into(), value);
            }
        }
        if let Some(probabilities) = fields::probabilities(given) {
            of_pair.insert("probabilities".into(), probabilities);
        }
        let text = |name| fields::text(given, name);
        Ok(Unit {
            pair: Pair::from_fields(&of_pair).map_err(|fault| fault.to_string())?,
            issue_id: text("issue_id").unwrap_or_default(),
            outlet: text("outlet"),
            date: text("date"),
            title: text("title"),
            unsure: fields::truth(given, "unsure"),
            slice: text("slice").and_then(|word| Slice::from_word(&word)),
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::span::Span;
    use crate::stance::Probabilities;

    pub(in super::super) fn unit(article: &str, text: &str, speaker: &str, probabilities: [f64; 4]) -> Unit {
        let fields = json!({"article": article, "text": text, "speaker": speaker, "issue": "The toll", "description": "Charging drivers.",
            "context": "It rained.", "outlet": "Post", "date": "2025-03-01", "issue_id": "toll", "slice": "audit", "unsure": false});
        let mut unit = Unit::from_fields(fields.as_object().unwrap()).unwrap();
        unit.pair.probabilities = Some(Probabilities(probabilities));
        unit
    }

    #[test]
    fn a_unit_comes_back_from_its_fields() {
        let one = unit("a", "=Ada Hale backs it.", "Ada Hale", [0.5, 0.25, 0.125, 0.125]);
        assert_eq!((one.pair.mention, one.predicted()), (Some(Span::new(1, 9)), Some(Stance::Supportive)));
        assert_eq!(Unit::from_fields(&one.to_fields()).unwrap(), one);
        let mut nowhere = unit("a", "It is good.", "", [0.25; 4]);
        (nowhere.pair.probabilities, nowhere.unsure, nowhere.slice, nowhere.date) = (None, None, None, None);
        assert_eq!(Unit::from_fields(&nowhere.to_fields()).unwrap(), nowhere);
    }

    #[test]
    fn the_id_depends_on_what_is_labelled_alone() {
        let id = |article, text, speaker| unit(article, text, speaker, [0.25; 4]).id();
        assert_eq!(id("a", "Ada  backs\nit.", "Ada"), unit("a", "Ada backs it.", "Ada", [1.0, 0.0, 0.0, 0.0]).id());
        assert_ne!(id("a", "Ada backs it.", "Ada"), id("b", "Ada backs it.", "Ada"));
        assert_ne!(id("a", "Ada backs it.", "Ada"), id("a", "Ada backs it.", "Bea"));
        assert_eq!(id("a", "x", "y").len(), 16);
    }

    #[test]
    fn what_is_no_unit_is_told() {
        let wrong = |fields: Value| Unit::from_fields(fields.as_object().unwrap()).unwrap_err();
        assert!(wrong(json!({"text": "a"})).contains("issue") && wrong(json!({"issue": "a"})).contains("text"));
        assert!(wrong(json!({"text": "a", "issue": "b", "mention_span": [0, 9]})).contains("mention_span"));
    }
}
