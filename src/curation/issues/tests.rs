use super::*;
use crate::scorecard::example::{article, sure};
use crate::stance::Stance;

fn book(issues: &[(&str, &str, &[&str])]) -> String {
    let table = |(at, (name, description, keywords)): (usize, &(&str, &str, &[&str]))| {
        format!("[[issue]]\nid = \"i{at}\"\nname = {name:?}\ndescription = {description:?}\nkeywords = {keywords:?}\n")
    };
    issues.iter().enumerate().map(table).collect()
}

fn found(issues: &[(&str, &str, &[&str])], articles: &[ScoredArticle]) -> Vec<Finding<Kind>> {
    let (path, text) = (Path::new("issues.toml"), book(issues));
    let codebook = Codebook::parse(path, &text).unwrap();
    let run = Run { articles, issues: &codebook.issues };
    check(path, &text, &codebook, Some(run).filter(|run| !run.articles.is_empty()))
}

fn kinds(issues: &[(&str, &str, &[&str])]) -> Vec<Kind> {
    found(issues, &[]).into_iter().map(|finding| finding.kind).collect()
}

const FOR: &str = "Being for it means wanting it done.";

#[test]
fn names_that_nobody_can_be_for_are_told() {
    let one = |name: &str| kinds(&[(name, FOR, &[])]);
    for name in [
        "Climate",
        "the climate",
        "climate policy",
        "Immigration",
        "Norway",
        "Ada Hale",
        "Should the port grow?",
        "How to fund the port",
        "The bridge is unsafe",
    ] {
        assert_eq!(one(name), [Kind::Unarguable], "{name}");
    }
    for name in ["The economy", "politics", "Foreign policy"] {
        assert_eq!(one(name), [Kind::TooWide], "{name}");
    }
    for name in [
        "The expansion of Kelmouth harbour",
        "A ban on night flights",
        "Ada Hale as mayor",
        "Ada Hale's resignation",
        "Raising the ferry toll",
        "The city should buy the waterworks",
        "limits to immigration",
        "May Hale as mayor",
    ] {
        assert_eq!(one(name), [], "{name}");
    }
}

#[test]
fn descriptions_say_what_being_for_means() {
    assert_eq!(kinds(&[("A toll", "", &[])]), [Kind::NoDescription]);
    assert_eq!(kinds(&[("A toll", "The city has discussed a toll since 2019.", &[])]), [Kind::UnclearDescription]);
    assert_eq!(kinds(&[("A toll", "Supporters want drivers to pay.", &[])]), []);
}

#[test]
fn keywords_are_neither_common_nor_idle() {
    assert_eq!(kinds(&[("A toll", FOR, &["Fed", "toll"])]), [Kind::GreedyKeyword]);
    assert_eq!(kinds(&[("A toll", FOR, &["new plan", "toll"])]), [Kind::IdleKeyword]);
    assert_eq!(kinds(&[("A toll", FOR, &["toll", "congestion charge"])]), []);
}

#[test]
fn two_issues_are_nearly_one_or_one_the_other_way_round() {
    let two = |one: &str, other: &str| kinds(&[(one, FOR, &[]), (other, FOR, &[])]);
    for (one, other) in [
        ("Raising the ferry toll", "Lowering the ferry toll"),
        ("Raising the ferry toll", "Against raising the ferry toll"),
        ("opposition to the new pier", "the new pier"),
        ("Banning night ferries", "allowing night ferries"),
        ("The mayor's plan for trams", "No to the mayor's plan for trams"),
    ] {
        assert_eq!(two(one, other), [Kind::Mirrored], "{one}, {other}");
    }
    assert_eq!(two("A ban on night ferries", "Bans on night ferries"), [Kind::Overlapping]);
    assert_eq!(two("Raising the ferry toll", "Raising the bridge toll"), []);
    let keywords = |one: &[&str], other: &[&str]| kinds(&[("A ferry toll", FOR, one), ("Trams at night", FOR, other)]);
    assert_eq!(keywords(&["pier", "quay", "toll"], &["Pier", "quay", "trams"]), [Kind::Overlapping]);
    assert_eq!(keywords(&["pier", "toll"], &["pier", "trams", "rails"]), []);
}

/// Articles in which each of some sentences is judged on two issues.
fn judged(n: usize, sentence: &str, labels: [Stance; 2]) -> Vec<ScoredArticle> {
    let marked = |at: usize| format!("Ola Brandt |said |{sentence} for the time {at}.");
    let one = |at: usize| {
        let kind = crate::actor::Kind::Person;
        article(&format!("a{at}"), "", "2022-06-01")
            .says("Ola Brandt", kind, &marked(at), 0, sure(labels[0], 0.9))
            .and_on(1, sure(labels[1], 0.9))
    };
    (0..n).map(one).collect()
}

#[test]
fn a_run_shows_what_words_do_not() {
    let issues: [(&str, &str, &[&str]); 2] = [("A ferry toll", FOR, &["piers"]), ("Trams at night", FOR, &["rails"])];
    let of = |n: usize, labels: [Stance; 2]| -> Vec<Kind> {
        found(&issues, &judged(n, "the pier waits", labels)).into_iter().map(|finding| finding.kind).collect()
    };
    assert_eq!(of(20, [Stance::Supportive, Stance::Opposed]), [Kind::Mirrored]);
    assert_eq!(of(60, [Stance::Supportive, Stance::Supportive]), [Kind::Overlapping]);
    assert_eq!(of(20, [Stance::Supportive, Stance::Supportive]), []);
    assert_eq!(of(60, [Stance::None, Stance::Supportive]), [Kind::TooWide, Kind::GreedyKeyword, Kind::Overlapping]);
    let other = Codebook::parse(Path::new("x"), &book(&[("A pier", FOR, &[])])).unwrap();
    let articles = judged(2, "the pier waits", [Stance::None; 2]);
    let run = Run { articles: &articles, issues: &other.issues };
    let (path, text) = (Path::new("issues.toml"), book(&issues));
    let told = check(path, &text, &Codebook::parse(path, &text).unwrap(), Some(run));
    assert!(told.iter().all(|finding| finding.kind == Kind::NotInRun) && told.len() == 2);
    assert_eq!((told[0].line, told[1].line, told[1].id.as_str()), (Some(1), Some(6), "i1"));
}
