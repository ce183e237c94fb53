use crate::actor::Kind;
use crate::actor::registry::{Belonging, Registry};
use crate::pipeline::ScoredArticle;
use crate::scorecard::example::{article, issues, sure};
use crate::scorecard::{Options, Scorecard, tally_with};
use crate::stance::Stance;
use std::path::Path;

const FOR: Stance = Stance::Supportive;
const AGAINST: Stance = Stance::Opposed;

const LIST: &str = r#"
[[actor]]
name = "Ada Hale"
kind = "person"
party = [{ name = "Harbour Party", to = 2021-12-31 }, { name = "The Greens", from = 2022-01-01 }]
organisation = "Port Council"

[[actor]]
name = "Tom Reed"
kind = "person"
party = "Harbour Party"
country = "Norland"

[[actor]]
name = "Bo Lind"
kind = "person"
party = ["harbour party", "Boat List"]

[[actor]]
name = "Green Party"
aliases = ["Greens"]
kind = "organisation"

[[actor]]
name = "Port Council"
kind = "organisation"
country = "Norland"

[[actor]]
name = "Eve Moss"
kind = "person"
"#;

fn says(story: ScoredArticle, name: &str, stance: Stance) -> ScoredArticle {
    let (kind, date) = (if name.contains("Party") { Kind::Organisation } else { Kind::Person }, story.article.date);
    story.says(name, kind, &format!("{name} |spoke |of it, {stance:?} {date:?}."), 0, sure(stance, 0.9))
}

fn said(id: &str, date: &str, name: &str, stance: Stance) -> ScoredArticle {
    says(article(id, "", date), name, stance)
}

fn cards(articles: &[ScoredArticle], level: Belonging) -> Vec<Scorecard> {
    let registry = Registry::parse(Path::new("actors.toml"), LIST).unwrap();
    let options = Options { min_sayings: 1, roll_up: Some(level), ..Options::default() };
    tally_with(&registry, articles, &issues(&["A bridge"]), &options)
}

/// Name, kind, supportive and opposed sayings of each card, by name.
fn counted(articles: &[ScoredArticle], level: Belonging) -> Vec<(String, Kind, usize, usize)> {
    let row = |card: Scorecard| {
        let counts = card.positions[0].counts;
        (card.actor.name, card.actor.kind, counts.supportive, counts.opposed)
    };
    let mut rows: Vec<_> = cards(articles, level).into_iter().map(row).collect();
    rows.sort();
    rows
}

fn body(name: &str, supportive: usize, opposed: usize) -> (String, Kind, usize, usize) {
    (name.into(), Kind::Organisation, supportive, opposed)
}

fn person(name: &str, supportive: usize, opposed: usize) -> (String, Kind, usize, usize) {
    (name.into(), Kind::Person, supportive, opposed)
}

#[test]
fn whoever_changes_party_counts_for_the_party_of_the_day() {
    let story = [said("a", "2021-12-31", "Ada Hale", FOR), said("b", "2022-01-01", "Ada Hale", AGAINST)];
    assert_eq!(counted(&story, Belonging::Party), [body("Green Party", 0, 1), body("Harbour Party", 1, 0)]);
    assert_eq!(counted(&story, Belonging::Organisation), [body("Port Council", 1, 1)]);
}

#[test]
fn members_who_speak_in_one_article_make_one_saying_of_the_party() {
    let story = said("a", "2021-06-01", "Ada Hale", FOR);
    let story = says(says(story, "Tom Reed", FOR), "Harbour Party", FOR);
    let cards = cards(&[story], Belonging::Party);
    let [card] = cards.as_slice() else { panic!("{cards:?}") };
    assert_eq!((card.actor.name.as_str(), card.positions[0].n_sayings, card.positions[0].n_statements), ("Harbour Party", 1, 3));
    let mut speakers: Vec<_> = card.positions[0].evidence.iter().filter_map(|evidence| evidence.speaker.as_deref()).collect();
    speakers.sort();
    assert_eq!(speakers, ["Ada Hale", "Harbour Party", "Tom Reed"], "the evidence names who spoke");
}

#[test]
fn a_country_is_reached_by_way_of_an_organisation() {
    let story = [said("a", "2022-06-01", "Ada Hale", FOR), said("b", "2022-06-02", "Tom Reed", AGAINST)];
    assert_eq!(counted(&story, Belonging::Country), [("Norland".into(), Kind::Government, 1, 1)]);
}

#[test]
fn whoever_belongs_to_nothing_at_the_level_stays() {
    let story = [said("a", "2022-06-01", "Eve Moss", FOR), said("b", "2022-06-01", "Ann Stone", FOR)];
    assert_eq!(counted(&story, Belonging::Party), [person("Ann Stone", 1, 0), person("Eve Moss", 1, 0)]);
    assert!(cards(&story, Belonging::Party).iter().all(|card| card.note.is_none()));
}

#[test]
fn an_undated_article_counts_for_a_party_only_where_it_never_changes() {
    let story = [said("a", "", "Ada Hale", FOR), said("b", "", "Tom Reed", AGAINST), said("c", "2022-06-01", "Ada Hale", FOR)];
    let expected = [person("Ada Hale", 1, 0), body("Green Party", 1, 0), body("Harbour Party", 0, 1)];
    assert_eq!(counted(&story, Belonging::Party), expected);
    let cards = cards(&story, Belonging::Party);
    let note = |name: &str| cards.iter().find(|card| card.actor.name == name).unwrap().note.as_deref();
    assert_eq!(note("Ada Hale"), Some("counts alone in undated articles, since its party depends on the day"));
    assert_eq!((note("Green Party"), note("Harbour Party")), (None, None));
}

#[test]
fn whoever_is_in_two_parties_at_once_counts_alone_and_says_so() {
    let story = [said("a", "2022-06-01", "Bo Lind", FOR)];
    assert_eq!(counted(&story, Belonging::Party), [person("Bo Lind", 1, 0)]);
    let note = cards(&story, Belonging::Party).remove(0).note;
    assert_eq!(note.as_deref(), Some("counts alone where it is in more than one party: Boat List and Harbour Party"));
}

#[test]
fn a_list_that_goes_in_circles_ends() {
    let list = "[[actor]]\nname = \"A Union\"\nkind = \"organisation\"\norganisation = \"B Union\"\n\n\
                [[actor]]\nname = \"B Union\"\nkind = \"organisation\"\norganisation = \"A Union\"\n";
    let registry = Registry::parse(Path::new("actors.toml"), list).unwrap();
    let story = article("a", "", "2022-06-01").says("A Union", Kind::Organisation, "A Union |spoke |of it.", 0, sure(FOR, 0.9));
    let names = |level| {
        let options = Options { roll_up: Some(level), ..Options::default() };
        let cards = tally_with(&registry, std::slice::from_ref(&story), &issues(&["A bridge"]), &options);
        cards.into_iter().map(|card| card.actor.name).collect::<Vec<_>>()
    };
    assert_eq!((names(Belonging::Organisation), names(Belonging::Country)), (vec!["B Union".into()], vec!["A Union".to_string()]));
}
