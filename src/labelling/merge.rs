//! Several coders' labels brought together, and one label out of them.
use super::read::Record;
use super::{Given, Slice, Unit};
use crate::error::{Error, Result};
use crate::report::spreadsheet::{Cell, write};
use crate::stance::Stance;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A unit with what its coders gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Coded {
    /// The unit.
    pub unit: Unit,
    /// By coder.
    pub labels: BTreeMap<String, Stance>,
    /// What was decided afterwards, where it was.
    pub decided: Option<Stance>,
}

/// How much one coder did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Units labelled.
    pub labelled: usize,
    /// Passed over on purpose.
    pub skipped: usize,
    /// Left blank.
    pub blank: usize,
    /// Labelled again, differently: the last label counts.
    pub changed: usize,
}

/// What several files hold together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    /// Units that somebody labelled, by id.
    pub coded: Vec<Coded>,
    /// Units in all.
    pub n_units: usize,
    /// Coders who labelled something or passed it over.
    pub coders: BTreeMap<String, Work>,
    /// Rows whose text is no longer that of their id, which is known from another row or file.
    pub n_edited: usize,
    /// Rows whose text is no longer that of their id, which is not known.
    pub errors: Vec<Error>,
}

const UNKNOWN: &str = "article, sentence, speaker or issue were changed after the export; give the export itself beside the filled files";

/// Brings records together by what they label.
pub fn merge(records: Vec<Record>) -> Merged {
    let mut units: BTreeMap<String, Unit> = BTreeMap::new();
    let mut named = Vec::new();
    for record in records {
        let own = record.unit.id();
        if record.id.as_ref().is_none_or(|id| *id == own) {
            units.entry(own.clone()).or_insert_with(|| record.unit.clone());
            named.push((own, record));
        } else {
            let id = record.id.clone().unwrap_or_default();
            named.push((id, record));
        }
    }
    let mut merged = Merged { n_units: units.len(), ..Merged::default() };
    let mut labels: BTreeMap<String, BTreeMap<String, Stance>> = BTreeMap::new();
    for (id, record) in named {
        if !units.contains_key(&id) {
            merged.errors.push(Error {
                line: record.line,
                ..Error::new(&record.file, format!("the text of row {id} is not the one of its id"), UNKNOWN)
            });
            continue;
        }
        merged.n_edited += usize::from(record.unit.id() != id);
        let work = merged.coders.entry(record.coder.clone()).or_default();
        match record.given {
            Given::Label(stance) => match labels.entry(id).or_default().insert(record.coder, stance) {
                None => work.labelled += 1,
                Some(before) => work.changed += usize::from(before != stance),
            },
            Given::Skipped => work.skipped += 1,
            Given::Blank => work.blank += 1,
        }
    }
    merged.coders.retain(|_, work| work.labelled + work.skipped > 0);
    merged.coded = labels.into_iter().filter_map(|(id, labels)| Some(Coded { unit: units.remove(&id)?, labels, decided: None })).collect();
    merged
}

impl Merged {
    /// Takes labels that were decided after a disagreement: they count instead of those of the coders.
    pub fn decide(&mut self, decisions: &[Record]) {
        let decided: BTreeMap<String, Stance> = decisions
            .iter()
            .filter_map(|record| match record.given {
                Given::Label(stance) => Some((record.id.clone().unwrap_or_else(|| record.unit.id()), stance)),
                Given::Skipped | Given::Blank => None,
            })
            .collect();
        for coded in &mut self.coded {
            coded.decided = decided.get(&coded.unit.id()).copied().or(coded.decided);
        }
    }

    /// The units on which coders disagree.
    pub fn disagreements(&self) -> impl Iterator<Item = &Coded> {
        self.coded.iter().filter(|coded| coded.labels.values().collect::<BTreeSet<_>>().len() > 1)
    }

    /// Labelled pairs as JSON lines that `train` and `evaluate` read, each with `coder`, those who gave that label, or `decided`; units
    /// on which no label has a majority are left out.
    pub fn lines(&self) -> String {
        self.coded.iter().filter_map(Coded::line).map(|line| line.to_string() + "\n").collect()
    }

    /// The disagreements as a sheet with a column for each coder and an empty `label` to decide in.
    pub fn disagreement_sheet(&self) -> Result<Vec<u8>> {
        let coders: Vec<&String> = self.coders.keys().collect();
        let first = ["id", "context", "text", "speaker", "mention", "issue", "description", "label", "note"];
        let last = ["title", "outlet", "date", "article", "mention_span", "issue_id", "slice"];
        let given = coders.iter().map(|coder| format!("label by {coder}"));
        let columns: Vec<String> = first.map(String::from).into_iter().chain(given).chain(last.map(String::from)).collect();
        let rows = self.disagreements().map(|coded| {
            let fields = coded.unit.to_fields();
            let of = |name: &&str| super::sheet::cell(fields.get(*name));
            let given = coders.iter().map(|coder| Cell::from(coded.labels.get(*coder).map(|stance| stance.word())));
            first.iter().map(of).chain(given).chain(last.iter().map(of)).collect::<Vec<Cell>>()
        });
        Ok([b"\xef\xbb\xbf".to_vec(), write(&columns, rows)?].concat())
    }
}

impl Coded {
    /// The label that was decided, else the one that more than half of the coders gave.
    pub fn label(&self) -> Option<Stance> {
        let share = |stance: &Stance| self.labels.values().filter(|given| *given == stance).count() * 2;
        self.decided.or_else(|| Stance::ALL.into_iter().find(|stance| share(stance) > self.labels.len()))
    }

    /// Whether it was drawn by chance.
    pub fn is_audit(&self) -> bool {
        self.unit.slice == Some(Slice::Audit)
    }

    fn line(&self) -> Option<Value> {
        let label = self.label()?;
        let all = self.unit.to_fields();
        let mut fields = Map::new();
        for name in ["text", "speaker", "mention", "mention_span", "context", "issue", "description"] {
            fields.insert(name.into(), all.get(name).cloned().unwrap_or_default());
        }
        fields.insert("label".into(), label.word().into());
        for name in ["article", "date", "outlet", "issue_id", "slice", "id"] {
            fields.insert(name.into(), all.get(name).cloned().unwrap_or_default());
        }
        let gave: Vec<&String> = self.labels.iter().filter(|(_, given)| **given == label).map(|(coder, _)| coder).collect();
        fields.insert("coder".into(), if self.decided.is_some() { json!("decided") } else { json!(gave) });
        Some(Value::Object(fields))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::read::read;
    use super::super::unit::tests::unit;
    use super::*;
    use crate::dataset::read_labelled;

    pub(in super::super) fn record(coder: &str, unit: &Unit, given: Given) -> Record {
        Record { file: format!("{coder}.csv").into(), line: Some(2), coder: coder.into(), given, unit: unit.clone(), id: Some(unit.id()) }
    }

    fn units() -> [Unit; 3] {
        ["one", "two", "three"].map(|word| unit("a", &format!("Ada said {word}."), "Ada", [0.7, 0.1, 0.1, 0.1]))
    }

    const FOR: Given = Given::Label(Stance::Supportive);
    const AGAINST: Given = Given::Label(Stance::Opposed);

    fn three_coders() -> Merged {
        let [one, two, three] = units();
        merge(vec![
            record("ann", &one, FOR),
            record("bea", &one, FOR),
            record("cy", &one, AGAINST),
            record("ann", &two, FOR),
            record("bea", &two, AGAINST),
            record("cy", &two, Given::Skipped),
            record("ann", &three, FOR),
            record("ann", &three, AGAINST),
            record("bea", &three, Given::Blank),
            record("sheet", &three, Given::Blank),
        ])
    }

    fn labels(merged: &Merged) -> BTreeMap<&str, Option<Stance>> {
        merged.coded.iter().map(|coded| (coded.unit.pair.text.as_str(), coded.label())).collect()
    }

    #[test]
    fn a_majority_decides_and_a_tie_waits() {
        let mut merged = three_coders();
        let expected = [("Ada said one.", Some(Stance::Supportive)), ("Ada said three.", Some(Stance::Opposed)), ("Ada said two.", None)];
        assert_eq!(labels(&merged), BTreeMap::from(expected));
        assert_eq!((merged.n_units, merged.disagreements().count()), (3, 2));
        assert_eq!(merged.coders.keys().collect::<Vec<_>>(), ["ann", "bea", "cy"]);
        assert_eq!(merged.coders["ann"], Work { labelled: 3, skipped: 0, blank: 0, changed: 1 });
        assert_eq!(merged.coders["cy"], Work { labelled: 1, skipped: 1, blank: 0, changed: 0 });
        merged.decide(&[record("x", &units()[1], Given::Label(Stance::None)), record("x", &units()[0], Given::Blank)]);
        assert_eq!(labels(&merged)["Ada said two."], Some(Stance::None));
        assert_eq!(labels(&merged)["Ada said one."], Some(Stance::Supportive));
    }

    #[test]
    fn labelled_lines_are_read_by_the_trainer() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("labelled.jsonl");
        std::fs::write(&path, three_coders().lines()).unwrap();
        let pairs = read_labelled(&path).unwrap();
        assert_eq!(pairs.len(), 2);
        let one = pairs.iter().find(|pair| pair.text == "Ada said one.").unwrap();
        assert_eq!((one.label, one.article.as_str(), one.mention), (Some(Stance::Supportive), "a", units()[0].pair.mention));
        assert!(three_coders().lines().contains(r#""coder":["ann","bea"]"#));
    }

    #[test]
    fn a_sheet_of_disagreements_comes_back_decided() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("disagreements.csv");
        let sheet = String::from_utf8(three_coders().disagreement_sheet().unwrap()).unwrap();
        assert!(sheet.contains("label by ann,label by bea,label by cy"), "{sheet}");
        std::fs::write(&path, sheet.replace("Charging drivers.,,", "Charging drivers.,c,")).unwrap();
        let filled = read(&path, "decided").unwrap();
        let mut merged = three_coders();
        merged.decide(&filled.records);
        assert_eq!(labels(&merged)["Ada said two."], Some(Stance::Cautious));
    }

    #[test]
    fn an_edited_text_is_known_by_its_id_where_another_row_has_it() {
        let [one, ..] = units();
        let mut edited = record("bea", &one, FOR);
        edited.unit.pair.text = "Ada said 1.".into();
        let alone = merge(vec![edited.clone()]);
        assert!(alone.coded.is_empty() && alone.errors[0].wrong.contains(&one.id()));
        let both = merge(vec![edited, record("sheet", &one, Given::Blank)]);
        assert_eq!((both.n_edited, both.errors.len(), both.coded[0].unit.pair.text.as_str()), (1, 0, "Ada said one."));
    }
}
