use crate::actor::Kind;
use crate::actor::registry::Registry;
use crate::pipeline::ScoredArticle;
use crate::scorecard::example::{article, issues, sure};
use crate::scorecard::{Options, Scorecard, tally_with};
use crate::stance::Stance;
use proptest::prelude::*;
use std::path::Path;

/// An article in which someone with some titles speaks.
fn told(id: &str, name: &str, kind: Kind, roles: &[&str], aliases: &[&str]) -> ScoredArticle {
    let marked = format!("{name} |backed |it in {id}, {kind:?} {roles:?} {aliases:?}.");
    let mut story = article(id, "", "2022-06-01").says(name, kind, &marked, 0, sure(Stance::Supportive, 0.9));
    story.reading.actors[0].roles = roles.iter().map(|role| role.to_string()).collect();
    story.reading.actors[0].aliases = aliases.iter().map(|alias| alias.to_string()).collect();
    story
}

fn person(id: &str, name: &str, roles: &[&str]) -> ScoredArticle {
    told(id, name, Kind::Person, roles, &[])
}

fn cards(list: &str, articles: &[ScoredArticle]) -> Vec<Scorecard> {
    let registry = if list.is_empty() { Registry::default() } else { Registry::parse(Path::new("actors.toml"), list).unwrap() };
    tally_with(&registry, articles, &issues(&["A bridge"]), &Options::default())
}

/// Name and number of sayings of each card, by name.
fn counted(articles: &[ScoredArticle]) -> Vec<(String, usize)> {
    let mut all: Vec<_> = cards("", articles).into_iter().map(|card| (card.actor.name.clone(), card.n_sayings())).collect();
    all.sort();
    all
}

fn pairs(expected: &[(&str, usize)]) -> Vec<(String, usize)> {
    expected.iter().map(|(name, count)| (name.to_string(), *count)).collect()
}

#[test]
fn a_surname_joins_the_one_person_who_bears_it() {
    let known = [person("a", "Ada Hale", &["senator"]), person("b", "Ada Hale", &[])];
    let with = |one: ScoredArticle| counted(&[&known[..], &[one]].concat());
    assert_eq!(with(person("c", "Hale", &["mrs"])), pairs(&[("Ada Hale", 3)]));
    assert_eq!(with(person("c", "Hale", &["mr"])), pairs(&[("Ada Hale", 2), ("Hale", 1)]));
    assert_eq!(with(person("c", "Hale", &["governor"])), pairs(&[("Ada Hale", 2), ("Hale", 1)]));
    let two = [&known[..], &[person("d", "Mary Hale", &["governor"]), person("e", "Mary Hale", &[])]].concat();
    let of_two = |one: ScoredArticle| cards("", &[&two[..], &[one]].concat());
    let doubtful = of_two(person("c", "Hale", &["ms"])).into_iter().find(|card| card.actor.name == "Hale").unwrap();
    assert_eq!((doubtful.only_in.as_deref(), doubtful.note.as_deref()), (Some("c"), Some("could be Ada Hale or Mary Hale")));
    assert!(of_two(person("c", "Hale", &["sen"])).iter().all(|card| card.actor.name != "Hale"), "the office tells");
}

#[test]
fn a_surname_taken_for_the_one_it_nearly_always_means_says_so() {
    let called = |id: String| told(&id, "Ada Hale", Kind::Person, &[], &["Hale"]);
    let mut all: Vec<ScoredArticle> = (0..10).map(|at| called(format!("a{at}"))).collect();
    all.extend([person("b", "Mary Hale", &[]), person("c", "Hale", &[])]);
    let ada = cards("", &all).into_iter().find(|card| card.actor.name == "Ada Hale").unwrap();
    assert_eq!((ada.n_sayings(), ada.note.as_deref()), (11, Some("bare surname taken for the one it means in 10 of 10 articles")));
}

#[test]
fn initials_and_short_forms_join_where_they_are_unambiguous() {
    let three = [person("a", "Joe Moss", &[]), person("b", "Joseph Moss", &[]), person("c", "Joe Moss", &[])];
    let card = &cards("", &three)[0];
    assert_eq!(
        (card.actor.name.as_str(), card.actor.aliases.as_slice(), card.n_sayings()),
        ("Joe Moss", &["Joseph Moss".to_string()][..], 3)
    );
    assert_eq!(counted(&[person("a", "J. D. Moss", &[]), person("b", "JD Moss", &[])]).len(), 1);
    assert_eq!(counted(&[person("a", "John F. Moss", &[]), person("b", "John Moss", &[])]).len(), 1);
    assert_eq!(counted(&[person("a", "John F. Moss", &[]), person("b", "John G. Moss", &[]), person("c", "John Moss", &[])]).len(), 3);
    assert_eq!(counted(&[person("a", "A. D. Moss", &[]), person("b", "Alan Moss", &[])]).len(), 2);
    assert_eq!(counted(&[person("a", "John Bel Moss", &[]), person("b", "John Moss", &[])]).len(), 2);
    assert_eq!(counted(&[person("a", "Steve Moss", &["rep"]), person("b", "Stephen Moss", &["author"])]).len(), 2);
    assert_eq!(counted(&[person("a", "Steve Moss", &["rep"]), person("b", "Stephen Moss", &["congressman"])]).len(), 1);
    assert_eq!(counted(&[person("a", "Steve Moss", &["rep"]), person("b", "Stephen Moss", &["mr"])]).len(), 1);
    assert_eq!(counted(&[person("a", "John F. Moss", &["undersecretary"]), person("b", "John Moss", &["rep"])]).len(), 2);
    assert_eq!(counted(&[person("a", "Ada Moss Jr.", &[]), person("b", "Ada Moss", &[])]).len(), 2);
}

#[test]
fn organisations_join_by_their_initials() {
    let spelled = told("a", "Harbour Workers Union", Kind::Organisation, &[], &["HWU"]);
    let bare = told("b", "HWU", Kind::Organisation, &[], &[]);
    assert_eq!(counted(&[spelled.clone(), bare.clone()]), pairs(&[("Harbour Workers Union", 2)]));
    let other = told("c", "Highland Water Users", Kind::Organisation, &[], &["HWU"]);
    assert_eq!(counted(&[spelled, bare, other]).len(), 3);
}

#[test]
fn descriptions_stay_in_their_article() {
    let bodies = ["a", "b"].map(|id| told(id, "company", Kind::Organisation, &[], &["the company"]));
    assert_eq!(cards("", &bodies).iter().map(|card| card.only_in.as_deref()).collect::<Vec<_>>(), [Some("a"), Some("b")]);
}

#[test]
fn two_persons_of_one_name_are_split_and_flagged() {
    let two = [person("a", "Ada Hale", &["senator"]), person("b", "Ada Hale", &["farmer"]), person("c", "Ada Hale", &[])];
    let split = cards("", &two);
    let note = Some("shares its name with another: senator / farmer");
    let mut seen: Vec<_> = split.iter().map(|card| (card.only_in.as_deref(), card.n_sayings(), card.note.as_deref())).collect();
    seen.sort();
    let either = Some("could be Ada Hale (senator) or Ada Hale (farmer)");
    assert_eq!(seen, [(None, 1, note), (None, 1, note), (Some("c"), 1, either)]);
    let bare = cards("", &[&two[..2], &[person("e", "Hale", &["mrs"])]].concat());
    assert!(bare.iter().any(|card| card.note.as_deref() == either), "the surname too: {bare:?}");
    let both = person("d", "Ada Hale", &["farmer", "senator"]);
    assert_eq!(cards("", &[&two[..], &[both]].concat()).len(), 1, "an article calls her both");
    assert_eq!(cards("", &[person("a", "Kim Moss", &["mr"]), person("b", "Kim Moss", &["ms"])]).len(), 2);
    assert_eq!(cards("", &[person("a", "Kim Moss", &["chairman"]), person("b", "Kim Moss", &["ms"])]).len(), 1);
}

#[test]
fn only_a_byline_with_a_personal_name_is_known_across_articles() {
    let of = |id: &str, name: &str, outlet: &str| {
        let mut piece = told(id, name, Kind::Author, &[], &[]);
        piece.article.outlet = Some(outlet.into());
        piece
    };
    for name in ["The Editorial Board", "Herald Staff", "The Editors", "Foreign Correspondent", "Harbour Lantern", "Ann Reyes and Bo Lind"]
    {
        let both = cards("", &[of("a", name, "Harbour Lantern"), of("b", name, "harbourlantern.example")]);
        let note = Some("the byline does not name one person");
        let seen: Vec<_> = both.iter().map(|card| (card.only_in.as_deref(), card.note.as_deref())).collect();
        assert_eq!(seen, [(Some("a"), note), (Some("b"), note)], "{name}");
    }
    assert_eq!(counted(&[of("a", "Ada Hale", "Herald"), of("b", "Ada Hale", "Post")]), pairs(&[("Ada Hale", 2)]));
}

const LIST: &str = r#"
[[actor]]
name = "Ada Hale"
aliases = ["Hale", { name = "the first minister", from = 2021-05-01, to = 2022-12-31 }]
kind = "person"
party = "Harbour Party"
[[actor]]
name = "Harbour Workers Union"
aliases = ["the dockers"]
"#;

#[test]
fn the_list_of_actors_names_and_places_them() {
    let listed = |one: ScoredArticle| {
        let card = cards(LIST, &[one]).remove(0);
        (card.actor.name, card.affiliations.len())
    };
    let hale = ("Ada Hale".to_string(), 1);
    assert_eq!(listed(person("a", "Hale", &["mr"])), hale);
    assert_eq!(listed(told("a", "Hale", Kind::Unknown, &[], &[])), hale, "a name of unknown kind, which the list knows");
    assert_eq!(listed(told("a", "first minister", Kind::Anonymous, &[], &["the first minister"])), hale);
    assert_eq!(listed(told("a", "first minister", Kind::Anonymous, &[], &["a first minister"])).1, 0);
    assert_eq!(listed(told("a", "Robert Hale", Kind::Person, &[], &["Hale", "Mr. Hale"])), ("Robert Hale".to_string(), 0));
    assert_eq!(listed(told("a", "HWU", Kind::Organisation, &[], &["Harbour Workers Union"])).0, "Harbour Workers Union");
    assert_eq!(listed(told("a", "The Dockers", Kind::Group, &[], &[])).0, "Harbour Workers Union");
    let mut late = told("a", "first minister", Kind::Anonymous, &[], &["the first minister"]);
    late.article.date = "2023-01-01".parse().ok();
    assert_eq!(listed(late).1, 0);
}

#[test]
fn a_form_that_fits_two_is_left_with_a_note() {
    let list = format!("{LIST}[[actor]]\nname = \"Mary Hale\"\naliases = [\"the harbour chief\"]\nkind = \"person\"\n");
    let torn = told("a", "Moss", Kind::Person, &[], &["Ada Hale", "Mary Hale"]);
    let card = cards(&list, &[torn]).remove(0);
    assert_eq!((card.actor.name.as_str(), card.note.as_deref()), ("Moss", Some("\"Ada Hale\" could be Ada Hale or Mary Hale")));
}

fn any_article() -> impl Strategy<Value = ScoredArticle> {
    let names = ["Ada Hale", "Hale", "A. Hale", "Robert Hale", "Rob Hale", "Harbour Workers Union", "HWU", "company", "first minister"];
    let kinds = [Kind::Person, Kind::Organisation, Kind::Group, Kind::Anonymous, Kind::Unknown];
    let roles = ["", "senator", "farmer", "mr", "ms"];
    (0..60usize, 0..names.len(), 0..kinds.len(), 0..roles.len(), prop::bool::ANY).prop_map(move |(id, name, kind, role, alias)| {
        let aliases: &[&str] = if alias { &["HWU", "Hale"] } else { &[] };
        told(&format!("story{id}"), names[name], kinds[kind], &[roles[role]], aliases)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_order_of_articles_changes_nobody(articles in prop::collection::vec(any_article(), 0..12), turn in 0..12usize, listed in prop::bool::ANY) {
        let mut turned: Vec<ScoredArticle> = articles.iter().rev().cloned().collect();
        turned.rotate_left(turn.min(articles.len()));
        let list = if listed { LIST } else { "" };
        prop_assert_eq!(cards(list, &articles), cards(list, &turned));
    }

    #[test]
    fn the_anonymous_and_the_unknown_are_nobody_else(articles in prop::collection::vec(any_article(), 0..12)) {
        let nameless = articles.iter().filter(|story| story.reading.actors[0].kind.family().is_none()).count();
        let cards = cards("", &articles);
        let apart = cards.iter().filter(|card| card.actor.kind.family().is_none());
        prop_assert_eq!(apart.clone().count(), nameless);
        prop_assert!(apart.clone().all(|card| card.only_in.is_some() && card.positions[0].evidence.len() == 1));
    }
}
