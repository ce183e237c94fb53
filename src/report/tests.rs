use super::highlight::pieces;
use super::*;
use crate::actor::Kind;
use crate::error::Error;
use crate::pipeline::ScoredArticle;
use crate::scorecard::example::{article, issues, sure};
use crate::scorecard::{Options, Pooling, tally};
use crate::span::Span;
use crate::stance::Stance;
use proptest::prelude::*;

const FOR: Stance = Stance::Supportive;
const HELD: Stance = Stance::Cautious;
const AGAINST: Stance = Stance::Opposed;

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

fn report_of(articles: &[ScoredArticle], names: &[&str], min_sayings: usize) -> Report {
    let pooling = Pooling { unsure_below: 0.5, ..Pooling::default() };
    let (issues, options) = (issues(names), Options { min_sayings, pooling, ..Options::default() });
    let models = [("small", "0f1e2d"), ("accurate", "3c4b5a")].map(|(name, hash)| Model { name: name.into(), hash: hash.into() });
    let skipped = vec![Skipped { file: "notes.txt".into(), line: None, why: "the file is empty".into() }];
    let corpus = Corpus::of(articles);
    let (version, model, arithmetic) = ("0.1.0".into(), "cascade".into(), "fp32".into());
    let run = Run { version, model, models: models.into(), arithmetic, corpus, options, skipped };
    Report { run, scorecards: tally(articles, &issues, &options), issues }
}

fn report() -> Report {
    report_of(&town(), &["A night ferry", "A bridge toll"], 2)
}

#[test]
fn the_corpus_is_counted() {
    let corpus = Corpus::of(&town());
    assert_eq!((corpus.n_articles, corpus.n_outlets, corpus.n_statements, corpus.n_unknown, corpus.n_judgements), (3, 2, 9, 1, 9));
    assert_eq!(corpus.from.map(|date| date.to_string()).as_deref(), Some("2025-03-01"));
    assert_eq!(corpus.to.map(|date| date.to_string()).as_deref(), Some("2025-04-02"));
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
    assert_eq!(ferry["lean"], serde_json::Value::Null);
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
    assert_eq!(evidence["cue"][0], serde_json::json!({ "text": "promised", "span": [8, 16] }));
    assert_eq!((&evidence["evidence"], &evidence["time"], &evidence["first_hand"]), (&"paraphrase".into(), &"now".into(), &true.into()));
    assert_eq!((&evidence["stance"], &evidence["unsure"], &evidence["confidence"]), (&"supportive".into(), &false.into(), &0.9.into()));
    assert_eq!(evidence["probabilities"]["supportive"], 0.95);
    let hidden = &json["actors"][1]["positions"][1];
    assert_eq!((&hidden["shown"], &hidden["why"]), (&false.into(), &"only relayed or past statements".into()));
    assert_eq!(hidden["evidence"][0]["relayed_by"], "Ada Nkemelu");
    assert_eq!((&hidden["evidence"][0]["counted"], &hidden["evidence"][0]["why"]), (&false.into(), &"relayed".into()));
    assert_eq!((&evidence["counted"], evidence.get("why")), (&true.into(), None));
    let run = &json["run"];
    assert_eq!((&run["unit"], &run["include"], &run["since"]), (&"saying".into(), &serde_json::json!([]), &serde_json::Value::Null));
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
    let (one, other) = (report(), report_of(&turned, &["A night ferry", "A bridge toll"], 2));
    assert_eq!(json::render(&one).to_string(), json::render(&other).to_string());
    assert_eq!(html::render(&one).unwrap(), html::render(&other).unwrap());
    assert_eq!(terminal::render(&one, Some(80), true), terminal::render(&other, Some(80), true));
}

#[test]
fn a_wide_terminal_gets_a_table_and_a_narrow_one_a_list() {
    let table = terminal::render(&report(), Some(80), false);
    let row = table.lines().find(|line| line.contains("Ada Nkemelu")).unwrap();
    assert!(row.contains("supportive") && row.contains("too few"), "{table}");
    assert!(table.contains("3 articles · 2 outlets · 9 statements"), "{table}");
    let three = terminal::render(&report_of(&town(), &["A night ferry", "A bridge toll", "Free buses"], 2), Some(52), false);
    assert!(three.contains("No position on: free-buses.") && three.contains("a-night-"), "{three}");
    let names: Vec<String> = (0..12).map(|n| format!("Plan number {n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let list = terminal::render(&report_of(&scattered(12), &names, 2), Some(80), false);
    assert!(list.lines().any(|line| line.starts_with("   plan-number-0 ") && line.contains("supportive")), "{list}");
    for (text, width) in [(&table, 80), (&three, 52), (&list, 80)] {
        assert!(text.lines().all(|line| line.chars().count() <= width && line.trim_end() == line), "{text}");
    }
}

#[test]
fn colour_is_only_there_when_asked_for_and_input_cannot_steer_the_terminal() {
    let story = article("a", "", "").says("Eve\u{1b}[31m\u{202e}", Kind::Person, "Eve |backed |it.", 0, sure(FOR, 0.9));
    let report = report_of(&[story], &["A night ferry"], 1);
    let text = terminal::render(&report, Some(80), false);
    assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}') && text.contains("Eve"), "{text:?}");
    let coloured = terminal::render(&report, Some(80), true);
    assert!(coloured.contains('\u{1b}') && !coloured.contains("\u{1b}[31m"), "{coloured:?}");
}

#[test]
fn nothing_to_show_is_said() {
    let empty = report_of(&[], &["A night ferry"], 2);
    assert!(terminal::render(&empty, None, false).starts_with("No positions found."));
    assert!(html::render(&empty).unwrap().contains("No positions found."));
    assert_eq!(json::render(&empty)["actors"], serde_json::json!([]));
}

#[test]
fn hostile_text_stays_text_on_the_page() {
    let evil = "<script>alert(1)</script>";
    let name = "Eve\"><img src=x onerror=alert(2)>";
    let mut story =
        article(evil, evil, "").says(name, Kind::Person, "Eve' & <b>co</b> |said |</p><script>alert(3)</script>.", 0, sure(FOR, 0.9));
    story.article.title = Some("</cite><script>".into());
    story = story.alias(name, evil);
    let mut report = report_of(&[story], &["<i>A</i> night ferry"], 1);
    report.run.skipped[0].why = evil.into();
    report.issues[0].description = "\" onmouseover=\"alert(4)".into();
    let page = html::render(&report).unwrap();
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("<i>") && !page.contains("\" onmouseover"), "{page}");
    assert!(page.contains("&lt;script&gt;alert(1)") && page.contains("Eve&quot;&gt;&lt;img"));
}

#[test]
fn the_page_marks_source_cue_and_content_and_links_words_to_evidence() {
    let page = html::render(&report()).unwrap();
    assert!(page.contains(
        r#"<mark class="source">Mayor Ada Nkemelu</mark> <mark class="cue">praised</mark> <mark class="content">the night ferry as a lifeline.</mark>"#
    ));
    assert!(
        page.contains(r##"<a class="cell supportive" href="#actor-0-issue-0"><b>supportive</b><small>2 sayings</small></a>"##),
        "{page}"
    );
    assert!(page.contains(r#"id="actor-0-issue-0""#));
    assert!(page.contains("1 March 2025 to 2 April 2025"));
    assert!(page.contains(r#"model cascade: small <span class="id">0f1e2d</span>, accurate <span class="id">3c4b5a</span>, fp32"#));
    assert!(!page.contains("http") && !page.contains("src="), "a page without network");
}

#[test]
fn files_are_written_whole_and_a_bad_folder_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("new/report");
    let files = write(&out, &Format::ALL, &report()).unwrap();
    assert_eq!(files, [out.join("index.html"), out.join("report.json")]);
    let json: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&files[1]).unwrap()).unwrap();
    assert_eq!(json, json::render(&report()));
    assert_eq!(std::fs::read_dir(&out).unwrap().count(), 2, "no part is left");
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
        prop_assert!(html::render(&report).is_ok());
        json::render(&report);
    }
}
