//! A coded article small enough to count by hand.
use super::gold::{self, Gold};
use super::*;
use crate::encoder::Query;
use crate::scorecard::{Options, Pooling};
use crate::sentence;
use crate::stance::{Answer, Lean};
use serde_json::{Value, json};

const BODY: &str = "The council debated the harbour tunnel on Monday. “The harbour tunnel will ruin us,” said Mayor Ann Lund. \
    She called the tunnel a costly mistake. Olav Berg said he supports the harbour tunnel. Rain fell on the town. Rain fell on the sea. \
    Rain fell on the woods. Nobody spoke of the weather. Rain fell on the roads. Rain fell again. Kari Moe drove through the harbour \
    tunnel without a word.";

fn actor(id: &str, name: &str, mentions: &[(usize, &str)]) -> Value {
    let sentences = sentence::split(BODY);
    let place = |(at, words): &(usize, &str)| {
        let start = sentences[*at].start + sentences[*at].of(BODY).find(words).unwrap();
        json!({ "sentence": at, "start": start, "end": start + words.len() })
    };
    json!({ "id": id, "name": name, "aliases": [], "mentions": mentions.iter().map(place).collect::<Vec<_>>() })
}

/// Lund and Berg are against the tunnel, as the office is and Ree; Moe is cautious about fares.
fn coded() -> Value {
    let stance = |sentence: usize, actor: &str, issue: &str, label: &str, how: &str, time: &str| json!({ "sentence": sentence, "actor": actor, "issue": issue, "label": label, "how": how, "time": time });
    let overall = |actor: &str, issue: &str, stance: &str| json!({ "actor": actor, "issue": issue, "stance": stance });
    json!({
        "id": "a", "body": BODY, "sentences": sentence::split(BODY),
        "issues": [{ "id": "tunnel", "name": "The harbour tunnel" }, { "id": "fares", "name": "Higher bus fares" }],
        "actors": [
            actor("1", "Ann Lund", &[(1, "Ann Lund"), (2, "She")]),
            actor("2", "Olav Berg", &[(3, "Olav Berg")]),
            actor("3", "Kari Moe", &[(10, "Kari Moe")]),
            actor("4", "weather office", &[]),
            actor("5", "Pia Ree", &[]),
        ],
        "stances": [
            stance(1, "1", "tunnel", "opposed", "said", "now"),
            stance(2, "1", "tunnel", "supportive", "said", "past"),
            stance(2, "1", "tunnel", "opposed", "said", "now"),
            stance(3, "2", "tunnel", "opposed", "said", "now"),
            stance(10, "3", "fares", "cautious", "told", "now"),
            stance(7, "4", "tunnel", "opposed", "told", "now"),
            stance(3, "5", "tunnel", "opposed", "relayed", "now"),
        ],
        "overall": [
            overall("1", "tunnel", "opposed"),
            overall("2", "tunnel", "opposed"),
            overall("3", "fares", "cautious"),
            overall("4", "tunnel", "opposed"),
            overall("5", "tunnel", "opposed"),
        ],
    })
}

fn read(coded: &Value) -> crate::error::Result<Vec<Gold>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("coded.jsonl");
    std::fs::write(&path, format!("\n{coded}\n")).unwrap();
    gold::read(&path)
}

/// Lund is opposed, Berg and Moe support the tunnel, nobody else has a stance.
fn classify(queries: &[Query]) -> Vec<Answer> {
    let answer = |query: &Query| match (query.speaker, query.issue) {
        ("Ann Lund", _) => [0.03, 0.03, 0.9, 0.04],
        ("Olav Berg", _) => [0.8, 0.1, 0.0, 0.1],
        ("Kari Moe", "The harbour tunnel") => [0.7, 0.0, 0.0, 0.3],
        _ => [0.0, 0.0, 0.1, 0.9],
    };
    let plain = |four| Answer { judge: 0, probabilities: Probabilities(four), unsure: false, lean: Lean::Even, relayed: 0.0, past: 0.0 };
    queries.iter().map(|query| plain(answer(query))).collect()
}

fn unsure_below(threshold: f64) -> Options {
    Options { min_sayings: 1, min_mentioned: 0.0, pooling: Pooling { unsure_below: threshold, ..Pooling::default() }, ..Options::default() }
}

fn trial(coded: &Value) -> Trial {
    let gold = read(coded).unwrap().remove(0);
    let reading = crate::reading::read(&gold.article);
    Trial::run(gold, reading, &classify)
}

fn chain(losses: &[Loss]) -> Vec<(usize, usize)> {
    losses.iter().map(|loss| (loss.reach, loss.pass)).collect()
}

fn alone(losses: &[Loss]) -> Vec<(usize, usize)> {
    losses.iter().map(|loss| (loss.alone, loss.alone_pass)).collect()
}

#[test]
fn each_stage_loses_its_pair() {
    let figures = figures(&[trial(&coded())], &unsure_below(0.4));
    assert_eq!((figures.articles, figures.issues, figures.found_elsewhere), (1, 2, 0));
    // The office is in a sentence without anyone, Ree is not the one found, fares are not in the text, Berg is reversed.
    assert_eq!(chain(&figures.losses), [(5, 4), (4, 3), (3, 2), (2, 2), (2, 1)]);
    assert_eq!(figures.losses[4].lost, 0.5);
    // Mentions are coded of Lund, Berg and Moe; the gate has to open the office's sentence and Moe's too, and opens Ree's.
    assert_eq!(alone(&figures.losses), [(5, 4), (3, 3), (5, 3), (5, 2), (2, 1)]);
}

#[test]
fn sentences_are_counted_by_how_and_by_mention() {
    let figures = figures(&[trial(&coded())], &unsure_below(0.4));
    let group = |name: &str| chain(&figures.sentences.iter().find(|group| group.group == name).unwrap().losses);
    assert_eq!(group("all"), [(6, 5), (5, 4), (4, 3), (3, 3), (3, 2)]);
    assert_eq!(group("said"), [(3, 3), (3, 3), (3, 3), (3, 3), (3, 2)]);
    assert_eq!(group("relayed"), [(1, 1), (1, 0), (0, 0), (0, 0), (0, 0)]);
    assert_eq!(group("by a pronoun"), [(1, 1); 5]);
    assert_eq!(group("not mentioned")[0], (2, 1));
    assert!(figures.sentences.iter().all(|group| group.group != "by a description"));
    assert_eq!((figures.asked, figures.judged_stances, figures.judged_coded), (4, 4, 3));
}

#[test]
fn tables_are_counted_by_hand() {
    let tables = figures(&[trial(&coded())], &unsure_below(0.4)).tables;
    assert_eq!((tables.gold_pairs, tables.pred_pairs, tables.right_sure, tables.false_cells), (5, 3, 1, 1));
    assert_eq!((tables.pair_p, tables.pair_r, tables.pair_f1), (0.6667, 0.4, 0.5));
    assert_eq!((tables.triple_precision, tables.triple_recall, tables.triple_f1), (0.3333, 0.2, 0.25));
    assert_eq!((tables.stance_accuracy, tables.reversed, tables.confusion[2]), (0.5, 0.5, [1, 0, 1]));
    // Opposed: one right, one missed; supportive: one wrong.
    assert_eq!(tables.stance_macro_f1, 0.2222);
}

#[test]
fn a_pair_that_is_not_sure_is_never_missed() {
    let mut trial = trial(&coded());
    trial.gold.pairs.iter_mut().filter(|pair| pair.actor != 0).for_each(|pair| pair.sure = false);
    let figures = figures(&[trial], &unsure_below(0.4));
    assert_eq!((figures.losses[0].reach, figures.tables.pair_r, figures.tables.pair_p), (1, 1.0, 0.6667));
}

#[test]
fn a_split_actor_counts_once() {
    let mut one = coded();
    one["actors"][0]["aliases"] = json!(["Olav Berg"]);
    one["actors"][1]["name"] = json!("Berit Bø");
    let tables = figures(&[trial(&one)], &unsure_below(0.4)).tables;
    assert_eq!((tables.pred_pairs, tables.split_duplicates, tables.false_cells, tables.pair_p), (3, 1, 1, 0.3333));
}

#[test]
fn unsure_cells_do_not_count() {
    let trial = trial(&coded());
    let figures = figures(std::slice::from_ref(&trial), &unsure_below(0.85));
    assert_eq!((figures.tables.pred_pairs, figures.tables.false_cells, figures.tables.reversed), (1, 0, 0.0));
    assert_eq!(chain(&figures.losses)[3..], [(2, 1), (1, 1)]);
    assert_eq!(
        mistakes(&trial, &unsure_below(0.85)).iter().map(|mistake| mistake.predicted).collect::<Vec<_>>(),
        ["unsure", "none", "none", "none"]
    );
}

#[test]
fn every_mistake_is_listed_with_its_sentence() {
    let mistakes = mistakes(&trial(&coded()), &unsure_below(0.4));
    let found: Vec<_> = mistakes.iter().map(|mistake| (mistake.lost, mistake.actor.as_str(), mistake.predicted)).collect();
    let expected = [
        (Some(Stage::Label), "Olav Berg", "supportive"),
        (Some(Stage::Gate), "Kari Moe", "none"),
        (Some(Stage::Someone), "weather office", "none"),
        (Some(Stage::Actor), "Pia Ree", "none"),
        (None, "Kari Moe", "supportive"),
    ];
    assert_eq!(found, expected);
    assert_eq!(mistakes[2].sentence, "Nobody spoke of the weather.");
    assert_eq!((mistakes[1].probabilities, mistakes[0].probabilities), (None, Some(Probabilities([0.8, 0.1, 0.0, 0.1]))));
    assert!(mistakes[4].gold.is_empty() && mistakes[4].sentence.starts_with("Kari Moe drove"));
}

#[test]
fn the_classifier_is_asked_with_the_coded_actor_and_mention() {
    let gold = read(&coded()).unwrap().remove(0);
    let rows = gold.rows.len();
    let seen = std::cell::RefCell::new(Vec::new());
    let asked = |queries: &[Query]| {
        let mention = |query: &Query| query.mention.map_or("", |span| span.of(query.text)).to_string();
        seen.borrow_mut().push(queries.iter().map(|query| (query.speaker.to_string(), mention(query))).collect::<Vec<_>>());
        classify(queries)
    };
    let reading = crate::reading::read(&gold.article);
    Trial::run(gold, reading, &asked);
    let last = seen.borrow().last().cloned().unwrap();
    assert_eq!(last.len(), rows);
    assert_eq!(last[1], ("Ann Lund".to_string(), "She".to_string()));
}

#[test]
fn lines_that_point_nowhere_are_named() {
    let wrong = |change: &dyn Fn(&mut Value)| {
        let mut one = coded();
        change(&mut one);
        let error = read(&one).unwrap_err();
        assert_eq!(error.line, Some(2));
        error.wrong
    };
    assert!(wrong(&|one| one["stances"][0]["actor"] = json!("9")).contains("none of its actors"));
    assert!(wrong(&|one| one["overall"][0]["issue"] = json!("toll")).contains("none of its issues"));
    assert!(wrong(&|one| one["stances"][0]["sentence"] = json!(99)).contains("no sentence 99"));
    assert!(wrong(&|one| one["sentences"][0] = json!([0, 99_999])).contains("covers no characters"));
    assert!(wrong(&|one| one["actors"][0]["mentions"][0]["sentence"] = json!(5)).contains("does not lie in sentence 5"));
}
