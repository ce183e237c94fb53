//! The memo.
use super::*;

#[test]
fn the_memo_of_a_small_town() {
    let memo = markdown::render(&report());
    assert_eq!(memo, include_str!("memo.md"), "{memo}");
}

#[test]
fn a_memo_of_many_issues_has_a_table_for_each_actor() {
    let names: Vec<String> = (0..9).map(|n| format!("Plan {n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let memo = markdown::render(&report_of(&scattered(9), &names, 2));
    assert!(!memo.contains("## Positions"));
    assert!(memo.contains("| issue | position |\n| --- | --- |\n| Plan 0 | supportive, 2 sayings |\n| Plan 1 |"), "{memo}");
}

#[test]
fn a_memo_shows_both_sides_of_a_position_that_turned() {
    let said =
        |id: &str, date: &str, stance| article(id, "", date).says("Eve", Kind::Person, &format!("Eve |said |{id}."), 0, sure(stance, 0.9));
    let story =
        [said("a", "2025-01-01", AGAINST), said("b", "2025-01-02", AGAINST), said("c", "2025-02-01", FOR), said("d", "2025-02-02", FOR)];
    let memo = markdown::render(&report_of(&story, &["A night ferry"], 2));
    let quoted: Vec<&str> = memo.lines().filter(|line| line.starts_with("> Eve")).collect();
    assert_eq!(quoted, ["> Eve said a.", "> Eve said c."]);
    assert!(memo.contains("### A night ferry: changed"));
}

#[test]
fn hostile_text_stays_text_in_the_memo() {
    let evil = "**a** | <script>b</script>\n# [c](javascript:d)";
    let said = |id: &str| {
        let mut story = article(id, evil, "2025-01-01").says(evil, Kind::Person, &format!("{evil} {id} |said |`e`."), 0, sure(FOR, 0.9));
        (story.article.title, story.article.url) = (Some(evil.into()), Some("javascript:alert(1)".into()));
        story.alias(evil, evil)
    };
    let mut report = report_of(&[said("f"), said("g")], &["A night ferry"], 2);
    report.issues[0].name = evil.into();
    report.scorecards[0].note = Some(evil.into());
    report.run.skipped[0].why = evil.into();
    let memo = markdown::render(&report);
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let foreign = |event: &Event| {
        matches!(event, Event::Html(_) | Event::InlineHtml(_) | Event::Code(_) | Event::Start(Tag::Link { .. } | Tag::Image { .. }))
    };
    assert_eq!(Parser::new_ext(&memo, Options::all()).find(foreign), None, "{memo}");
    let cells = Parser::new_ext(&memo, Options::ENABLE_TABLES).filter(|event| matches!(event, Event::Start(Tag::TableCell))).count();
    assert_eq!(cells, 4, "two columns, two rows");
    let headings = Parser::new_ext(&memo, Options::all()).filter(|event| matches!(event, Event::Start(Tag::Heading { .. }))).count();
    assert_eq!(headings, 5, "title, table, actor, issue, what was left out");
}
