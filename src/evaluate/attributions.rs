//! How well statements are found in short texts whose statements are all labelled: who says what, to whom it leads, whose word, of when.
mod case;
mod matching;
mod names;
mod piece;
mod slips;
mod sums;

pub use case::{Case, Labelled, read};
pub use slips::{Slip, Wrong};
pub use sums::{AttributionFigures, Right};

use crate::article::Article;
use crate::reading::Reading;
use matching::Matched;
use serde::Serialize;
use std::collections::BTreeMap;
use sums::Sums;

/// The figures on labelled cases, and what is wrong one by one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Attributions {
    /// Over all cases.
    pub all: AttributionFigures,
    /// The same by kind of case.
    pub by_kind: BTreeMap<String, AttributionFigures>,
    /// Every statement missed, found without being there, or wrong in a part; in the order of the cases.
    #[serde(skip)]
    pub slips: Vec<Slip>,
}

impl Attributions {
    /// Reads all cases with `read`, which gives one reading for each article, in order, and holds them against the labels.
    pub fn of(cases: &[Case], read: &dyn Fn(&[Article]) -> Vec<Reading>) -> Attributions {
        let articles: Vec<Article> = cases.iter().map(|case| case.article.clone()).collect();
        let readings = read(&articles);
        let matched: Vec<Matched> = cases.iter().zip(&readings).map(|(case, reading)| Matched::new(case, reading)).collect();
        let (mut all, mut kinds) = (Sums::default(), BTreeMap::<&str, Sums>::new());
        for matched in &matched {
            all.add(matched);
            kinds.entry(&matched.case.kind).or_default().add(matched);
        }
        Attributions {
            all: all.figures(),
            by_kind: kinds.into_iter().map(|(kind, sums)| (kind.to_string(), sums.figures())).collect(),
            slips: matched.iter().flat_map(slips::slips).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::{Actor, Kind};
    use crate::span::Span;
    use crate::statement::{Evidence, Statement, Time};
    use serde_json::{Value, json};

    const TEXT: &str = "Ada Hale said Bo Lind wants rain. Ada Moss laughed.";

    /// Ada Hale's words, and Bo Lind's will in them.
    fn case() -> Value {
        let statement = |speaker: &str, cue: &str, content: &str, evidence: &str, by: Value| json!({"speaker": speaker, "source": speaker, "cue": cue, "content": [content], "evidence": evidence, "relayed_by": by, "time": "now"});
        let said = statement("Ada Hale", "said", "Bo Lind wants rain", "paraphrase", Value::Null);
        let relayed = statement("Bo Lind", "wants", "rain", "relayed", json!("Ada Hale"));
        json!({"id": "a", "kind": "relayed", "text": TEXT, "others": ["Ada Moss"], "statements": [said, relayed]})
    }

    fn cases(all: &[Value]) -> Vec<Case> {
        all.iter().map(|case| case::parse(&case.to_string()).unwrap()).collect()
    }

    fn span(words: &str) -> Vec<Span> {
        TEXT.find(words).map(|start| Span::new(start, start + words.len())).into_iter().collect()
    }

    fn statement(speaker: usize, source: &str, cue: &str, content: &str, evidence: Evidence) -> Statement {
        let [source, cue, content] = [source, cue, content].map(|words| if words.is_empty() { Vec::new() } else { span(words) });
        let (speaker, relayed_by) = (Some(speaker), (evidence == Evidence::Relayed).then_some(0));
        Statement { source, cue, content, speaker, speaks_for: None, evidence, relayed_by, time: Time::Now, confidence: 0.9 }
    }

    fn right() -> Vec<Statement> {
        vec![
            statement(0, "Ada Hale", "said", "Bo Lind wants rain", Evidence::Paraphrase),
            statement(1, "Bo Lind", "wants", "rain", Evidence::Relayed),
            statement(2, "Ada Moss", "", "", Evidence::Mention),
        ]
    }

    fn measure(case: Value, statements: &[Statement]) -> Attributions {
        let actor = |name: &str| Actor { name: name.into(), aliases: vec![], kind: Kind::Person, roles: vec![] };
        let actors: Vec<Actor> = ["Ada Hale", "Bo Lind", "Ada Moss", "Hale"].map(actor).into();
        let reading = Reading { actors, statements: statements.to_vec(), ..Reading::default() };
        Attributions::of(&cases(&[case]), &|articles| articles.iter().map(|_| reading.clone()).collect())
    }

    fn wrong(figures: &Attributions) -> Vec<(&str, &str, &str)> {
        figures.slips.iter().map(|slip| (slip.wrong.word(), slip.labelled.as_str(), slip.found.as_str())).collect()
    }

    #[test]
    fn what_is_right_has_full_marks_and_mentions_do_not_count() {
        let figures = measure(case(), &right());
        let all = figures.all.clone();
        assert_eq!((all.cases, all.found, all.content.n), (1, 2, 2));
        assert_eq!((all.content.f1, all.full.f1), (1.0, 1.0));
        let parts = [all.source, all.speaker, all.evidence, all.time];
        assert_eq!(parts, [Right { n: 2, share: 1.0 }; 4]);
        assert_eq!((all.relayed_by, all.speaks_for), (Right { n: 1, share: 1.0 }, Right { n: 0, share: 0.0 }));
        assert!(figures.slips.is_empty());
        assert_eq!(figures.by_kind["relayed"], figures.all);
    }

    #[test]
    fn every_wrong_part_is_counted_and_listed() {
        let mut found = right();
        found[0].speaker = Some(2);
        found[0].time = Time::Past;
        found[1].relayed_by = Some(2);
        found[1].source = span("laughed");
        let figures = measure(case(), &found);
        let all = &figures.all;
        assert_eq!((all.content.f1, all.full.f1), (1.0, 0.5));
        assert_eq!([all.source, all.speaker, all.relayed_by, all.time].map(|right| right.share), [0.5, 0.5, 0.0, 0.5]);
        let expected = [
            ("speaker", "Ada Hale", "Ada Moss"),
            ("time", "now", "past"),
            ("source", "Bo Lind", "laughed"),
            ("relayed_by", "Ada Hale", "Ada Moss"),
        ];
        assert_eq!(wrong(&figures), expected);
    }

    #[test]
    fn what_is_missed_and_what_is_false_cost_recall_and_precision() {
        let mut found = right();
        found[1].content = span("Ada Moss laughed");
        let figures = measure(case(), &found);
        assert_eq!((figures.all.content.p, figures.all.content.r, figures.all.relayed_by.n), (0.5, 0.5, 0));
        let expected = [("missed", "Bo Lind | wants | rain", ""), ("false", "", "Bo Lind | wants | Ada Moss laughed")];
        assert_eq!(wrong(&figures), expected);
    }

    #[test]
    fn a_surname_that_fits_two_of_the_case_is_neither() {
        let mut found = right();
        found[0].speaker = Some(3);
        assert_eq!(measure(case(), &found).all.speaker.share, 1.0);
        let mut two = case();
        two["others"] = json!(["Ida Hale"]);
        assert_eq!(measure(two, &found).all.speaker.share, 0.5);
    }

    #[test]
    fn an_unknown_speaker_is_right_where_the_label_has_none() {
        let mut unknown = case();
        unknown["statements"][0]["speaker"] = Value::Null;
        let mut found = right();
        assert_eq!(measure(unknown.clone(), &found).all.full.f1, 0.5);
        found[0].speaker = None;
        let all = measure(unknown, &found).all;
        assert_eq!((all.full.f1, all.speaker.n), (1.0, 1));
    }

    #[test]
    fn of_two_equal_contents_each_goes_to_its_speaker() {
        let mut two = case();
        let mut second = two["statements"][0].clone();
        second["speaker"] = json!("Ada Moss");
        two["statements"][1] = second;
        let found = [2, 0].map(|speaker| statement(speaker, "Ada Hale", "said", "Bo Lind wants rain", Evidence::Paraphrase));
        assert_eq!(measure(two, &found).all.full.f1, 1.0);
    }

    #[test]
    fn a_deed_without_words_goes_by_its_cue() {
        let mut deed = case();
        deed["statements"] =
            json!([{"speaker": "Ada Moss", "source": "Ada Moss", "cue": "laughed", "content": [], "evidence": "act", "time": "now"}]);
        let found = [statement(2, "Ada Moss", "laughed", "", Evidence::Act)];
        assert_eq!(measure(deed, &found).all.full.f1, 1.0);
    }

    #[test]
    fn the_principal_counts_where_there_is_one() {
        let mut voiced = case();
        voiced["statements"][0]["speaks_for"] = json!("Bo Lind");
        let mut found = right();
        assert_eq!(measure(voiced.clone(), &found).all.speaks_for, Right { n: 1, share: 0.0 });
        found[0].speaks_for = Some(1);
        assert_eq!(measure(voiced, &found).all.speaks_for, Right { n: 1, share: 1.0 });
        assert_eq!(wrong(&measure(case(), &found)), [("speaks_for", "", "Bo Lind")]);
    }
}
