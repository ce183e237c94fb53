//! The CSV files.
use super::*;

#[test]
fn the_tables_hold_what_json_holds() {
    let mut report = report();
    report.scorecards[0].note = Some("shares its name with another".into());
    report.scorecards[0].affiliations =
        vec![party("Harbour Party", Some("2025-01-01"), None), party("Old Party", None, Some("2024-12-31"))];
    let [actors, positions, ..] = sheets(&report).map(|bytes| String::from_utf8(bytes).unwrap());
    let head: Vec<&str> = actors.split("\r\n").take(3).collect();
    let expected = [
        "actor_no,name,kind,aliases,organisation,party,country,note,only_in,n_positions,n_sayings,n_unsure",
        "1,Ada Nkemelu,person,,,Harbour Party (from 2025-01-01); Old Party (until 2024-12-31),,shares its name with another,,2,3,0",
        "2,Boat Union,organisation,,,,,,,2,2,0",
    ];
    assert_eq!(head, expected);
    let first: Vec<&str> = positions.split("\r\n").take(3).collect();
    let expected = [
        "actor_no,actor,kind,issue,stance,lean,turned_to,net,low,high,n_sayings,n_statements,n_articles,n_outlets,n_unsure,supportive,cautious,\
         opposed,share_supportive,share_cautious,share_opposed,shown,why,turns_without,rests_on",
        "1,Ada Nkemelu,person,a-night-ferry,supportive,,,0.9282,-0.1235,0.99,2,2,2,2,0,2,0,0,0.7143,0.1429,0.1429,true,,,",
        "1,Ada Nkemelu,person,a-bridge-toll,too few,,,0,-0.1235,0.99,1,1,1,1,0,0,1,0,0.2,0.6,0.2,true,,,",
    ];
    assert_eq!(first, expected);
    let statements = rows(&tables::statements(&report).csv().unwrap());
    assert_eq!(statements.len(), 10);
    let cell = |row: usize, column: &str| statements[row][statements[0].iter().position(|name| name == column).unwrap()].as_str();
    let told = [
        "actor_no",
        "stance",
        "article",
        "date",
        "outlet",
        "url",
        "genre",
        "sentence",
        "cue",
        "sentence_span",
        "sentence_chars",
        "cue_spans",
    ];
    let expected = [
        "1",
        "supportive",
        "harbour-2",
        "2025-03-09",
        "Evening Post",
        "",
        "news",
        "Nkemelu promised “a boat every hour”.",
        "promised",
        "[0, 41]",
        "[0, 37]",
        "[[8, 16]]",
    ];
    assert_eq!(told.map(|column| cell(1, column)), expected);
    let judged =
        ["evidence", "time", "counted", "unsure", "confidence", "p_supportive", "p_none", "model", "model_hash", "why", "relayed_by"];
    let expected = ["paraphrase", "now", "true", "false", "0.9", "0.95", "0.0167", "small", "0f1e2d", "", ""];
    assert_eq!(judged.map(|column| cell(1, column)), expected);
}

#[test]
fn for_whom_a_statement_is_made_is_in_json_and_csv() {
    let story = article("a", "", "").says("Ada Hale", Kind::Person, "She |fights |it, her aide said.", 0, sure(AGAINST, 0.9));
    let story = story.voiced_by("Tom Reed").says("Ada Hale", Kind::Person, "She |rejects |it.", 0, sure(AGAINST, 0.8));
    let report = report_of(&[story], &["A night ferry"], 1);
    let json = json::render(&report);
    let principal = |actor: usize| &json["actors"][actor]["positions"][0]["evidence"][0]["speaks_for"];
    assert_eq!((principal(0), principal(1)), (&Value::Null, &"Ada Hale".into()));
    let statements = rows(&tables::statements(&report).csv().unwrap());
    let principal = statements[0].iter().position(|name| name == "speaks_for").unwrap();
    assert_eq!([1, 2].map(|row| statements[row][principal].as_str()), ["", "Ada Hale"]);
}

#[test]
fn hostile_text_is_no_formula_and_breaks_no_row() {
    let evil = "=HYPERLINK(\"http://a.b\",\"c\")\r\n+1;-1";
    let mut story =
        article(evil, evil, "").says(evil, Kind::Person, &format!("{evil} |@SUM(A1) |\t-2"), 0, sure(FOR, 0.9)).alias(evil, "\u{ff1d}1");
    (story.article.title, story.article.url) = (Some(evil.into()), Some(evil.into()));
    let mut report = report_of(&[story], &["A night ferry"], 1);
    report.issues[0].id = "-1".into();
    report.scorecards[0].note = Some("+1".into());
    for table in sheets(&report) {
        let rows = rows(&table);
        assert_eq!((rows.len(), rows[1].len()), (2, rows[0].len()));
        let formula = |cell: &&String| cell.parse::<f64>().is_err() && cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\u{ff1d}']);
        assert_eq!(rows[1].iter().find(formula), None);
    }
    let whole = format!("'{evil}");
    assert!(rows(&tables::statements(&report).csv().unwrap())[1].contains(&whole), "the title as it was, after an apostrophe");
}
