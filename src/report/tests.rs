mod exports;
mod memo;
mod page;
mod people;
mod screen;
mod sheets;
mod views;

use super::highlight::pieces;
use super::*;
use crate::actor::Kind;
use crate::article::Genre;
use crate::error::Error;
use crate::pipeline::ScoredArticle;
use crate::run::Check;
use crate::scorecard::example::{article, issues, sure};
use crate::scorecard::{Affiliation, Belonging, Holder, Include, Options, Period, Pooling, Unit, Weighting, tally};
use crate::span::Span;
use crate::stance::Stance;
use proptest::prelude::*;
use serde_json::Value;

pub(super) const FOR: Stance = Stance::Supportive;
const HELD: Stance = Stance::Cautious;
pub(super) const AGAINST: Stance = Stance::Opposed;

fn town() -> Vec<ScoredArticle> {
    let ada =
        |story: ScoredArticle, marked: &str, issue, stance, p| story.says("Ada Nkemelu", Kind::Person, marked, issue, sure(stance, p));
    vec![
        ada(
            article("harbour-1", "Harbour Herald", "2025-03-01"),
            "Mayor Ada Nkemelu |praised |the night ferry as a lifeline.",
            0,
            FOR,
            0.91,
        )
        .says("Boat Union", Kind::Organisation, "The Boat Union |rejected |the ferry outright.", 0, sure(AGAINST, 0.88))
        .says("commuters", Kind::Group, "Commuters |welcomed |it.", 0, sure(FOR, 0.7)),
        ada(article("harbour-2", "Evening Post", "2025-03-09"), "Nkemelu |promised |“a boat every hour”.", 0, FOR, 0.95)
            .says("Boat Union", Kind::Organisation, "The Boat Union |walked out over |the ferry.", 0, sure(AGAINST, 0.8))
            .says("a port official", Kind::Anonymous, "A port official |doubted |that the quay would hold.", 0, sure(HELD, 0.6))
            .someone_says("|It was said |that the toll would fall.", 1, sure(FOR, 0.8)),
        ada(article("harbour-3", "Harbour Herald", "2025-04-02"), "Nkemelu |would accept |a bridge toll only for lorries.", 1, HELD, 0.64)
            .says("Boat Union", Kind::Organisation, "the union |opposes |the toll.", 1, sure(AGAINST, 0.9))
            .relayed_by("Ada Nkemelu"),
    ]
}

/// Ada Nkemelu twice in favour of each of `n` issues.
fn scattered(n: usize) -> Vec<ScoredArticle> {
    let on_all = |id| {
        let marked = format!("Ada |backs |it, says {id}.");
        (0..n).fold(article(id, "", ""), |story, issue| story.says("Ada Nkemelu", Kind::Person, &marked, issue, sure(FOR, 0.9)))
    };
    vec![on_all("a"), on_all("b")]
}

pub(super) fn report_of(articles: &[ScoredArticle], names: &[&str], min_sayings: usize) -> Report {
    let pooling = Pooling { unsure_below: 0.5, ..Pooling::default() };
    let (issues, options) = (issues(names), Options { min_sayings, pooling, ..Options::default() });
    let models = [("small", "0f1e2d"), ("accurate", "3c4b5a")].map(|(name, hash)| Model { name: name.into(), hash: hash.into() });
    let skipped = vec![Skipped { file: "notes.txt".into(), line: None, why: "the file is empty".into() }];
    let corpus = Corpus::of(articles);
    let (version, model, arithmetic) = ("0.1.0".into(), "cascade".into(), "fp32".into());
    let run = Run { version, model, models: models.into(), arithmetic, corpus, options: options.clone(), skipped, check: Check::Never };
    let bodies = articles.iter().map(|scored| scored.article.clone()).collect();
    Report { run, scorecards: tally(articles, &issues, &options), issues, articles: bodies }
}

/// Of the town, with an interval that is no draw.
fn report() -> Report {
    let mut report = report_of(&town(), &["A night ferry", "A bridge toll"], 2);
    for position in report.scorecards.iter_mut().flat_map(|card| &mut card.positions) {
        position.interval = position.net.map(|_| [-0.12345, 0.99]);
    }
    report
}

#[test]
fn the_corpus_is_counted() {
    let corpus = Corpus::of(&town());
    assert_eq!((corpus.n_articles, corpus.n_outlets, corpus.n_statements, corpus.n_unknown, corpus.n_judgements), (3, 2, 9, 1, 9));
    assert_eq!((corpus.n_copies, corpus.n_opinion, corpus.n_undated), (0, 0, 0));
    assert_eq!(corpus.from.map(|date| date.to_string()).as_deref(), Some("2025-03-01"));
    assert_eq!(corpus.to.map(|date| date.to_string()).as_deref(), Some("2025-04-02"));
}

#[test]
fn copies_opinion_pieces_and_undated_articles_are_counted() {
    let mut town = town();
    let mut copy = town[0].clone();
    (copy.article.id, copy.article.date) = ("wire".into(), None);
    town[1].article.genre = Genre::Opinion;
    town.push(copy);
    let corpus = Corpus::of(&town);
    assert_eq!((corpus.n_articles, corpus.n_copies, corpus.n_opinion, corpus.n_undated), (4, 1, 1, 1));
    assert_eq!(Corpus::of(&[]).unknown_share(), 0.0);
}

#[test]
fn what_was_skipped_is_told_by_reason() {
    let mut run = report().run;
    let skipped = |file: &str, why: &str| Skipped { file: file.into(), line: None, why: why.into() };
    run.skipped =
        vec![skipped("a", "broken line: no body"), skipped("b", "not in English (German)"), skipped("c", "not in English (French)")];
    assert_eq!(wording::reasons(&run), "not in English (2), broken line (1)");
    let files = |place: usize| run.reasons()[place].1.iter().map(|skipped| skipped.file.as_str()).collect::<Vec<_>>();
    assert_eq!((files(0), files(1)), (vec!["b", "c"], vec!["a"]));
}

#[test]
fn json_has_the_shape_that_readers_expect() {
    let json = json::render(&report());
    assert_eq!(json["schema_version"], 1);
    assert_eq!(json["issues"][1]["id"], "a-bridge-toll");
    assert_eq!((&json["run"]["model"], &json["run"]["models"][1]["name"]), (&"cascade".into(), &"accurate".into()));
    assert_eq!((&json["run"]["n_relayed"], &json["run"]["n_past"]), (&1.into(), &0.into()));
    let ada = &json["actors"][0];
    assert_eq!((&ada["name"], &ada["kind"]), (&"Ada Nkemelu".into(), &"person".into()));
    let ferry = &ada["positions"][0];
    assert_eq!((&ferry["issue"], &ferry["stance"], &ferry["shown"]), (&"a-night-ferry".into(), &"supportive".into(), &true.into()));
    assert_eq!((&ferry["n_sayings"], &ferry["n_articles"], &ferry["n_outlets"]), (&2.into(), &2.into(), &2.into()));
    assert_eq!(ferry["lean"], Value::Null);
    assert!(ferry.get("why").is_none());
    assert_eq!(ferry["shares"]["supportive"], 0.7143, "2.5 of 3.5");
    assert_eq!(ada["positions"][1]["stance"], "too few");
    let evidence = &ferry["evidence"][0];
    assert_eq!(
        (&evidence["article"], &evidence["date"], &evidence["outlet"]),
        (&"harbour-2".into(), &"2025-03-09".into(), &"Evening Post".into())
    );
    assert_eq!(evidence["sentence"]["text"], "Nkemelu promised “a boat every hour”.");
    assert_eq!(evidence["sentence"]["span"], serde_json::json!([0, 41]));
    assert_eq!(evidence["cue"][0], serde_json::json!({ "text": "promised", "span": [8, 16], "chars": [8, 16] }));
    assert_eq!(evidence["sentence"]["chars"], serde_json::json!([0, 37]), "quotation marks of three bytes");
    assert_eq!((&evidence["genre"], &evidence["url"], &evidence["lean"]), (&"news".into(), &Value::Null, &Value::Null));
    assert_eq!(
        (&ada["affiliations"], &ada["note"], &ferry["interval"]),
        (&serde_json::json!([]), &Value::Null, &serde_json::json!([-0.1235, 0.99]))
    );
    assert_eq!((&json["run"]["n_copies"], &json["run"]["unknown_share"]), (&0.into(), &0.1111.into()));
    assert_eq!((&evidence["evidence"], &evidence["time"], &evidence["first_hand"]), (&"paraphrase".into(), &"now".into(), &true.into()));
    assert_eq!((&evidence["stance"], &evidence["unsure"], &evidence["confidence"]), (&"supportive".into(), &false.into(), &0.9.into()));
    assert_eq!(evidence["probabilities"]["supportive"], 0.95);
    let hidden = &json["actors"][1]["positions"][1];
    assert_eq!((&hidden["shown"], &hidden["why"]), (&false.into(), &"only relayed or past statements".into()));
    assert_eq!(hidden["evidence"][0]["relayed_by"], "Ada Nkemelu");
    assert_eq!((&hidden["evidence"][0]["counted"], &hidden["evidence"][0]["why"]), (&false.into(), &"relayed".into()));
    assert_eq!((&evidence["counted"], evidence.get("why")), (&true.into(), None));
    let run = &json["run"];
    assert_eq!((&run["unit"], &run["include"], &run["since"]), (&"saying".into(), &serde_json::json!([]), &Value::Null));
}

#[test]
fn evidence_names_the_model_that_judged() {
    let mut town = town();
    town[1].judgements[0].judge = 1;
    let json = json::render(&report_of(&town, &["A night ferry", "A bridge toll"], 2));
    let evidence = &json["actors"][0]["positions"][0]["evidence"];
    assert_eq!((&evidence[0]["model"], &evidence[1]["model"]), (&"accurate".into(), &"small".into()));
}

#[test]
fn every_output_is_the_same_in_whatever_order_articles_come() {
    let mut turned = town();
    turned.reverse();
    let [one, other] = [town(), turned].map(|articles| report_of(&articles, &["A night ferry", "A bridge toll"], 2));
    assert_eq!(json::render(&one).to_string(), json::render(&other).to_string());
    assert_eq!(page::page(&one), page::page(&other));
    assert_eq!(terminal::render(&one, Some(80), true), terminal::render(&other, Some(80), true));
    assert_eq!(markdown::render(&one), markdown::render(&other));
    assert_eq!(sheets(&one), sheets(&other));
    for files in [drawing::files, dna::files] {
        assert_eq!(files(&one).unwrap(), files(&other).unwrap());
    }
}

#[test]
fn what_counts_is_said_as_it_was_asked_for() {
    let day = |text: &str| text.parse().ok();
    let period = |since, until| Period::new(day(since), day(until)).unwrap();
    let options = |include, period, unit| Options { include, period, unit, ..Options::default() };
    let (none, past) = (Include::default(), Include { past: true, relayed: false });
    for (options, expected) in [
        (options(none, Period::ALL, Unit::Saying), "Only what is first-hand and current counts."),
        (options(past, Period::ALL, Unit::Saying), "What is first-hand and current counts, and here what is past too."),
        (
            options(none, period("2025-03-05", ""), Unit::Statement),
            "Only what is first-hand and current counts, of texts that first appeared on 5 March 2025 or later; each statement counts by itself.",
        ),
    ] {
        assert_eq!(wording::what_counts(&options), expected);
    }
    let weighed = Options { weighting: Weighting::EqualOutlets, ..Options::default() };
    assert!(wording::what_counts(&weighed).ends_with("all outlets of a position weigh the same, in all but their counts."));
    assert!(wording::intervals(&weighed).contains("not measured"));
    let mut report = report();
    report.run.options.period = period("2025-03-05", "2025-03-31");
    report.scorecards = tally(&town(), &report.issues, &report.run.options);
    assert_eq!(wording::left_out(&report), "0 unsure, 1 relayed, 0 past, 4 outside the period");
    assert_eq!(json::render(&report)["run"]["n_outside_period"], 4);
    assert!(page::page(&report).contains("<b>4</b> outside the period"));
}

#[test]
fn nothing_to_show_is_said() {
    let empty = report_of(&[], &["A night ferry"], 2);
    assert!(terminal::render(&empty, None, false).starts_with("No cell checked by hand yet.\n\nNo positions found."));
    assert!(page::page(&empty).contains("No positions found."));
    assert_eq!(json::render(&empty)["actors"], serde_json::json!([]));
    assert!(markdown::render(&empty).contains("\n\nNo positions found.\n\n"));
    assert_eq!(rows(&tables::actors(&empty).csv().unwrap()).len(), 1, "the header");
}

fn party(name: &str, from: Option<&str>, to: Option<&str>) -> Affiliation {
    let day = |day: Option<&str>| day.map(|day| day.parse().unwrap());
    Affiliation { kind: Belonging::Party, name: name.into(), period: crate::actor::registry::Tenure { from: day(from), to: day(to) } }
}

/// The four CSV files.
fn sheets(report: &Report) -> [Vec<u8>; 4] {
    [tables::actors(report).csv(), tables::positions(report).csv(), tables::sayings(report).csv(), tables::statements(report).csv()]
        .map(Result::unwrap)
}

/// The lines of a CSV file, the header first.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|row| row.unwrap().iter().map(String::from).collect()).collect()
}

#[test]
fn files_are_written_whole_and_a_bad_folder_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("new/report");
    let files = write(&out, &Format::ALL, &report()).unwrap();
    let names = [
        "index.html",
        "report.md",
        "report.json",
        "report.schema.json",
        "actors.csv",
        "positions.csv",
        "sayings.csv",
        "statements.csv",
        "run.csv",
        "actors.parquet",
        "positions.parquet",
        "sayings.parquet",
        "statements.parquet",
        "charts/matrix.svg",
        "charts/issue-a-night-ferry.svg",
        "networks/positions.gexf",
        "networks/agreement.gexf",
        "networks/positions.graphml",
        "networks/agreement.graphml",
        "dna/documents.csv",
        "dna/statements.csv",
        "dna/import.R",
    ];
    assert_eq!(files, names.map(|name| out.join(name)));
    let json: Value = serde_json::from_str(&std::fs::read_to_string(&files[2]).unwrap()).unwrap();
    assert_eq!(json, json::render(&report()));
    assert_eq!(std::fs::read_dir(&out).unwrap().count(), 13 + 3, "files and folders, and no part is left");
    assert_eq!("md".parse(), Ok(Format::Markdown));
    assert!("pdf".parse::<Format>().unwrap_err().contains("html, md, json, csv, parquet"));
    let error = write(&files[0], &[Format::Json], &report()).unwrap_err();
    assert!(error.to_string().contains("index.html") && error.hint.contains("folder"), "{error}");
}

#[test]
fn skipped_files_are_named_without_a_root() {
    let named = |file: &str| Skipped::from(&Error::new(file, "broken", "mend it").at(3));
    assert_eq!(named("news/a.jsonl"), Skipped { file: "news/a.jsonl".into(), line: Some(3), why: "broken".into() });
    assert_eq!(named("/home/me/a.jsonl").file, "a.jsonl");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn odd_spans_never_lose_a_byte_of_the_sentence(text in "\\PC{0,30}", spans in prop::collection::vec((0..3usize, 0..50usize, 0..50usize), 0..9)) {
        let mut story = article("a", "", "").says("Eve", Kind::Person, &format!("Eve |said |{text}"), 0, sure(FOR, 0.9));
        let statement = &mut story.reading.statements[0];
        for (role, start, end) in spans {
            let span = Span::new(start.min(end), start.max(end));
            [&mut statement.source, &mut statement.cue, &mut statement.content][role].push(span);
        }
        let report = report_of(&[story], &["A night ferry"], 1);
        let evidence = &report.scorecards[0].positions[0].evidence[0];
        let whole: String = pieces(evidence).iter().map(|piece| piece.text).collect();
        prop_assert_eq!(&whole, &evidence.sentence.text);
        prop_assert!(html::pages(&report).is_ok());
        json::render(&report);
    }
}
