use super::*;
use crate::actor::registry::Registry;
use crate::pipeline::ScoredArticle;
use crate::scorecard::Options;
use crate::scorecard::example::{article, issues, sure};
use crate::stance::Stance;
use std::path::Path;

/// An article in which someone with some titles and forms speaks, with words behind it.
fn told(id: &str, name: &str, kind: Kind, roles: &[&str], more: &str) -> ScoredArticle {
    let marked = format!("{name} |backed |the bridge in {id}.{more}");
    let mut story = article(id, "", "2022-06-01").says(name, kind, &marked, 0, sure(Stance::Supportive, 0.9));
    story.reading.actors[0].roles = roles.iter().map(|role| role.to_string()).collect();
    story
}

fn person(id: &str, name: &str, roles: &[&str]) -> ScoredArticle {
    told(id, name, Kind::Person, roles, "")
}

fn body(id: &str, name: &str) -> ScoredArticle {
    told(id, name, Kind::Organisation, &[], "")
}

fn suggested_beside(list: &str, articles: &[ScoredArticle]) -> Vec<Entry> {
    let registry = if list.is_empty() { Registry::default() } else { parse(list) };
    suggest(&registry, articles, &issues(&["A bridge"]), &Options::default())
}

fn parse(list: &str) -> Registry {
    Registry::parse(Path::new("actors.toml"), list).unwrap_or_else(|error| panic!("{error}\n{list}"))
}

/// Each suggestion as "actor <- name" or "actor -> body".
fn suggested(articles: &[ScoredArticle]) -> Vec<String> {
    let line = |entry: &Entry, one: &Suggestion| match one.proposal {
        Proposal::Belonging(level) => format!("{} -> {} {}", entry.name, level.word(), one.name),
        Proposal::Alias | Proposal::Metonym => format!("{} <- {}", entry.name, one.name),
    };
    suggested_beside("", articles)
        .iter()
        .flat_map(|entry| entry.suggestions.iter().map(|one| line(entry, one)).collect::<Vec<_>>())
        .collect()
}

#[test]
fn forms_of_one_persons_name_are_suggested() {
    let pair = |one: (&str, &[&str]), other: (&str, &[&str])| suggested(&[person("a", one.0, one.1), person("bb", other.0, other.1)]);
    assert_eq!(pair(("Ada Hale", &["senator"]), ("Hale", &["senator"])), [] as [&str; 0], "joined already");
    assert_eq!(pair(("Ada Hale", &[]), ("Hale", &[])), ["Ada Hale <- Hale"]);
    assert_eq!(pair(("Ada Hale", &[]), ("A. Hale", &[])), ["Ada Hale <- A. Hale"]);
    assert_eq!(pair(("Ola Brandt", &[]), ("Ola Brand", &[])), ["Ola Brandt <- Ola Brand"]);
    assert_eq!(pair(("Ola al-Brandt", &[]), ("Ola al Brandt", &[])), ["Ola al Brandt <- Ola al-Brandt"]);
    assert_eq!(pair(("Gerald Moss", &["sen"]), ("Geraldine Moss", &["sen"])), [] as [&str; 0], "a man and a woman");
    for (one, other) in [("Ada Hale", "Robert Hale"), ("Ada Hale", "Ada Hall"), ("Ada Hale", "Ada")] {
        assert_eq!(pair((one, &[]), (other, &[])), [] as [&str; 0], "{one}, {other}");
    }
}

#[test]
fn what_could_be_several_is_not_suggested() {
    let all = [person("a", "Ada Hale", &["mayor"]), person("bb", "Robert Hale", &["governor"])];
    let with = |one: ScoredArticle| suggested(&[&all[..], &[one]].concat());
    assert_eq!(with(person("ccc", "Hale", &[])), [] as [&str; 0]);
    let initials = [person("a", "Ada Hale", &["mayor"]), person("bb", "Anna Hale", &["governor"]), person("ccc", "A. Hale", &[])];
    assert_eq!(suggested(&initials), [] as [&str; 0]);
}

#[test]
fn names_of_one_body_are_suggested() {
    let pair = |one: &str, other: &str| suggested(&[body("a", one), body("bb", other)]);
    assert_eq!(pair("Kelmouth Harbour Union", "KHU"), ["Kelmouth Harbour Union <- KHU"]);
    assert_eq!(pair("Transport Ministry", "Ministry of Transport").len(), 1);
    assert_eq!(pair("Department of Defense", "Pentagon"), ["Department of Defense <- Pentagon"]);
    assert_eq!(pair("Department of Justice", "DOJ"), ["Department of Justice <- DOJ"]);
    assert_eq!(pair("Transport Ministry", "Trade Ministry"), [] as [&str; 0]);
    let two = [body("a", "Kelmouth Harbour Union"), body("bb", "Kelmouth Heron Union"), body("ccc", "KHU")];
    assert_eq!(suggested(&two), [] as [&str; 0], "two of these letters");
}

#[test]
fn what_people_belong_to_is_read_beside_their_names() {
    let all = [
        told("a", "Ada Hale", Kind::Person, &[], " Ada Hale (D-Kel.) left."),
        told("bb", "Ola Brandt", Kind::Person, &[], " Ola Brandt, president of the Harbour Pilots Union, left."),
        told("ccc", "Mary Moss", Kind::Person, &[], " Mary Moss, former president of the Harbour Pilots Union, left."),
        body("dddd", "Tram Board").voiced_by("Finn Berg"),
    ];
    let expected =
        ["Ada Hale -> party Democratic Party", "Finn Berg -> organisation Tram Board", "Ola Brandt -> organisation Harbour Pilots Union"];
    assert_eq!(suggested(&all), expected);
}

#[test]
fn the_list_is_read_as_it_is_and_with_all_confirmed() {
    let all = [
        person("a \"1\"\n[[actor]]", "Ada Hale", &[]),
        told("bb", "Hale", Kind::Person, &[], ""),
        told("ccc", "Ola Brandt", Kind::Person, &[], " Ola Brandt (R-Kel.) left. Ola Brandt, president of the Harbour Pilots Union, left."),
        told("dddd", "Ola Brandt", Kind::Person, &[], " Ola Brandt, president of the Tram Drivers Union, left."),
    ];
    let list = render(&suggested_beside("", &all));
    assert_eq!(parse(&list).actors().len(), 2, "{list}");
    assert!(parse(&list).actors().iter().all(|actor| actor.aliases.is_empty() && actor.affiliations.is_empty()));
    let confirmed = list.replace("    # \"", "    \"");
    let registry = parse(&confirmed);
    let names: Vec<&str> = registry.actors().iter().map(|actor| actor.name.as_str()).collect();
    assert_eq!(names, ["Ola Brandt", "Ada Hale"]);
    assert_eq!(registry.actors()[0].affiliations.len(), 3);
    assert_eq!(registry.actors()[1].aliases[0].name, "Hale");
    assert!(suggested_beside(&confirmed, &all).is_empty(), "what is confirmed is not suggested again");
    assert_eq!(render(&[]), "");
}

#[test]
fn what_moves_most_comes_first() {
    let mut all = vec![person("a", "Ada Hale", &[]), person("bb", "Hale", &[]), person("ccc", "Ola Brandt", &[])];
    all.extend(["dddd", "eeeee"].map(|id| person(id, "Ola Brand", &[])));
    all.extend(["ffffff", "ggggggg", "hhhhhhhh"].map(|id| person(id, "Ola Brandt", &[])));
    let entries = suggested_beside("", &all);
    let moved: Vec<(&str, usize)> = entries.iter().map(|entry| (entry.name.as_str(), entry.n_sayings())).collect();
    assert_eq!(moved, [("Ola Brandt", 2), ("Ada Hale", 1)]);
}
