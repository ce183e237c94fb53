//! The table in a terminal.
use super::*;

#[test]
fn there_are_words_where_they_have_room_else_signs_else_lists() {
    let words = terminal::render(&report(), Some(80), false);
    let row = words.lines().find(|line| line.contains("Ada Nkemelu")).unwrap();
    assert!(row.contains("supportive 2") && row.contains("(1 cautious)"), "{words}");
    assert!(words.contains("3 articles · 2 outlets · 1 March 2025 to 2 April 2025 · 9 statements"), "{words}");
    let three = terminal::render(&report_of(&town(), &["A night ferry", "A bridge toll", "Free buses"], 2), Some(52), false);
    assert!(three.contains("No position on: free-buses.") && three.contains("a-night-"), "{three}");
    let scattered = |n: usize, width| {
        let names: Vec<String> = (0..n).map(|n| format!("Plan number {n}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        terminal::render(&report_of(&scattered(n), &names, 2), Some(width), false)
    };
    let signs = scattered(12, 90);
    assert!(signs.contains("\n                │   │   plan-number-2\n"), "{signs}");
    assert!(signs.contains("\nAda Nkemelu     ▲2  ▲2  ▲2  ") && signs.contains("△ ○ ▽ ◇ too few"), "{signs}");
    let lists = scattered(60, 80);
    assert!(lists.contains("\nAda Nkemelu\n  supportive    plan-number-0 2, plan-number-1 2, "), "{lists}");
    for (text, width) in [(&words, 80), (&three, 52), (&signs, 90), (&lists, 80)] {
        assert!(text.lines().all(|line| line.chars().count() <= width && line.trim_end() == line), "{text}");
    }
}

#[test]
fn wide_and_long_names_stay_in_their_columns() {
    let name = "東京都知事小池百合子と港湾局長と e\u{301}le\u{301}ctricite\u{301} 🚢🚢🚢🚢 Gesellschaftervertretungsversammlungsbeschluss";
    let on_all = |id: &str, n: usize| {
        (0..n).fold(article(id, "", ""), |story, issue| {
            story.says(name, Kind::Person, &format!("Ada |backs |it, {id}."), issue, sure(FOR, 0.9))
        })
    };
    let wide = |c: char| match c {
        '\u{300}'..='\u{36f}' => 0,
        '\u{2e80}'.. => 2,
        _ => 1,
    };
    for n in [1, 2, 8, 25] {
        let names: Vec<String> = (0..n).map(|n| format!("港湾 plan-number {n}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let report = report_of(&[on_all("a", n), on_all("b", n)], &names, 2);
        for width in [40, 60, 80, 120, 200] {
            let text = terminal::render(&report, Some(width), false);
            let widest = text.lines().map(|line| line.chars().map(wide).sum::<usize>()).max();
            assert!(widest <= Some(usize::from(width)), "{n} issues, {width} columns, {widest:?}:\n{text}");
        }
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
