//! Who spoke, for whom, who relays it, and how many nobody knows: in every format.
use super::*;
use crate::actor::registry::Registry;
use crate::scorecard::tally_with;

/// A spokesman speaks for Ada Hale, she speaks herself, Bo Lind relays her, and she spoke earlier.
fn story() -> ScoredArticle {
    let says = |story: ScoredArticle, text: &str| story.says("Ada Hale", Kind::Person, text, 0, sure(AGAINST, 0.9));
    let story = says(article("a", "Post", "2025-03-01"), "She |fights |the ferry, her aide said.").voiced_by("Tom Reed");
    let story = says(story, "Ada Hale |rejects |the ferry.");
    let story = says(story, "She |loathes |it, Lind said.").relayed_by("Bo Lind");
    says(story, "She |had cursed |it in 2016.").earlier()
}

fn for_principals() -> Options {
    Options { holder: Holder::Principal, ..Options::default() }
}

fn told(options: Options) -> Report {
    let list = "[[actor]]\nname = \"Ada Hale\"\nparty = \"Harbour Party\"\n";
    let registry = Registry::parse(std::path::Path::new("actors.toml"), list).unwrap();
    let mut report = report_of(&[story()], &["A night ferry"], 1);
    report.run.options = Options { min_sayings: 1, ..options };
    report.scorecards = tally_with(&registry, &[story()], &report.issues, &report.run.options);
    report
}

/// For each row of `statements.csv` these columns.
fn cells<const N: usize>(report: &Report, columns: [&str; N]) -> Vec<[String; N]> {
    let rows = rows(&tables::statements(report).csv().unwrap());
    let at = columns.map(|column| rows[0].iter().position(|name| name == column).unwrap());
    rows[1..].iter().map(|row| at.map(|at| row[at].clone())).collect()
}

#[test]
fn the_page_says_who_speaks_for_whom_who_relays_and_what_was_said_earlier() {
    let page = page::page(&told(for_principals()));
    for flag in ["Tom Reed for Ada Hale", "relayed by Bo Lind", "said earlier"] {
        assert_eq!(page::flagged(&page, flag), 1, "{flag}");
    }
    assert_eq!(page::flagged(&page, "Ada Hale"), 0, "the heading says it");
    assert!(page.contains("Relayed by others or said earlier, not counted"));
}

#[test]
fn the_memo_says_so_of_what_counts() {
    let memo = |include| markdown::render(&told(Options { include, ..for_principals() }));
    let without = memo(Include::default());
    assert!(without.contains("> opposed, Tom Reed for Ada Hale, paraphrased: Post"), "{without}");
    assert!(!without.contains("relayed by") && !without.contains("said earlier") && without.contains("1 relayed, 1 past"), "{without}");
    let mut only_told = story();
    only_told.reading.statements.drain(..2);
    only_told.judgements.drain(..2);
    only_told.judgements.iter_mut().for_each(|judgement| judgement.statement -= 2);
    let mut report = told(Options { include: Include { relayed: true, past: true }, ..for_principals() });
    report.scorecards = tally(&[only_told], &report.issues, &report.run.options);
    let with = markdown::render(&report);
    assert!(with.contains("> opposed, relayed by Bo Lind: Post") && with.contains("> opposed, paraphrased, said earlier: Post"), "{with}");
}

#[test]
fn json_and_csv_say_so_too() {
    let report = told(for_principals());
    let evidence = json::render(&report)["actors"][0]["positions"][0]["evidence"].clone();
    let fields = ["speaker", "speaks_for", "evidence", "relayed_by", "time", "counted", "why"];
    let json: Vec<[String; 7]> = evidence.as_array().unwrap().iter().map(|one| fields.map(|name| plain_text(&one[name]))).collect();
    let expected = [
        ["Tom Reed", "Ada Hale", "paraphrase", "", "now", "true", ""],
        ["Ada Hale", "", "paraphrase", "", "now", "true", ""],
        ["Ada Hale", "", "paraphrase", "", "past", "false", "past"],
        ["Ada Hale", "", "relayed", "Bo Lind", "now", "false", "relayed"],
    ];
    assert_eq!(json, expected);
    assert_eq!(cells(&report, fields), expected);
}

/// The text of a value as a table has it.
fn plain_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.as_bool().map_or(String::new(), |fact| fact.to_string()), String::from)
}

#[test]
fn the_evidence_of_a_party_names_the_person() {
    let options = Options { roll_up: Some(Belonging::Party), ..for_principals() };
    let report = told(options);
    assert_eq!(report.scorecards[0].actor.name, "Harbour Party");
    let page = page::page(&report);
    assert_eq!(page::flagged(&page, "Ada Hale"), 3);
    assert!(page.contains("everyone counts for the party of the day"));
    assert!(markdown::render(&report).contains("> opposed, Ada Hale, paraphrased: Post"));
    assert_eq!(cells(&report, ["actor", "speaker"])[0], ["Harbour Party", "Tom Reed"]);
    assert!(terminal::render(&report, Some(80), false).contains("Harbour Party"));
    assert_eq!(json::render(&report)["run"]["roll_up"], "party");
}

#[test]
fn who_counts_for_themself_still_says_for_whom() {
    let report = told(Options { holder: Holder::Speaker, ..Options::default() });
    let of_reed: Vec<_> = cells(&report, ["actor", "speaker", "speaks_for"]).into_iter().filter(|row| row[0] == "Tom Reed").collect();
    assert_eq!(of_reed, [["Tom Reed", "Tom Reed", "Ada Hale"]]);
    let page = page::page(&report);
    assert_eq!(page::flagged(&page, "Tom Reed for Ada Hale"), 1);
    assert_eq!(json::render(&report)["run"]["count"], "speaker");
}

#[test]
fn what_is_attributed_too_unsurely_is_counted_apart_and_shown() {
    let report = told(Options { min_attribution: 0.95, ..for_principals() });
    assert_eq!(wording::left_out(&report), "0 unsure, 1 relayed, 1 past, 2 attributed too unsurely");
    let json = json::render(&report);
    assert_eq!((&json["run"]["n_attribution_unsure"], &json["run"]["min_attribution"]), (&2.into(), &0.95.into()));
    let page = page::page(&report);
    assert!(page.contains("<b>2</b> attributed too unsurely") && page.contains("not counted: attribution too unsure"));
    assert!(markdown::render(&report).contains("first-hand and current counts, attributed with a confidence of at least 0.95;"));
    assert!(terminal::render(&report, Some(80), false).contains("2 attributed too unsurely"));
    let page = page::page(&told(for_principals()));
    assert!(!page.contains("attributed"), "nothing about it where it was not asked for");
}

#[test]
fn the_share_of_unknown_speakers_is_in_every_format() {
    let report = report();
    assert_eq!(json::render(&report)["run"]["unknown_share"], 0.1111);
    assert!(page::page(&report).contains("<b>11%</b> by unknown speakers"));
    assert!(markdown::render(&report).contains("9 statements, 11% by unknown speakers"));
    assert!(terminal::render(&report, Some(80), false).contains("11% by unknown speakers"));
    let run = rows(&tables::run(&report).unwrap());
    assert!(run.contains(&vec!["unknown_share".to_string(), "0.1111".into()]), "{run:?}");
}

#[test]
fn the_facts_of_a_run_are_a_table() {
    let mut report = told(Options { include: Include { relayed: true, past: true }, ..for_principals() });
    report.run.model = "=1+1".into();
    let run = rows(&tables::run(&report).unwrap());
    let fact = |name: &str| run.iter().find(|row| row[0] == name).map(|row| row[1].as_str());
    assert_eq!(
        (fact("name"), fact("include"), fact("since"), fact("n_articles")),
        (Some("value"), Some("relayed; past"), Some(""), Some("1"))
    );
    assert_eq!((fact("skipped"), fact("models"), fact("model")), (None, None, Some("'=1+1")));
}
