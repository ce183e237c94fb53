use super::*;
use crate::error::Result;
use proptest::prelude::*;
use std::path::Path;

const HALE: &str = r#"[[actor]]
name = "Ada Hale"
aliases = ["Hale", { name = "the first minister", from = 2021-05-01, to = 2024-03-31 }]
kind = "person"
organisation = { name = "Transport Ministry", from = 2021-05-01 }
party = ["Harbour Party", { name = "Citizens' Union", to = 2019-12-31 }]
country = "Norway"
"#;

fn parse(text: &str) -> Result<Registry> {
    Registry::parse(Path::new("actors.toml"), text)
}

fn wrong(text: &str) -> (usize, String) {
    let error = parse(text).unwrap_err();
    assert!(!error.hint.is_empty());
    (error.line.unwrap(), error.wrong)
}

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

#[test]
fn actors_have_names_for_a_time() {
    let list = parse(HALE).unwrap();
    let found = |name: &str, date: &str, kind| !list.find(name, day(date), kind).is_empty();
    assert!(found("ada  HALE", "2020-01-01", Kind::Person) && found("Ada Hale", "", Kind::Author));
    assert!(!found("Ada Hale", "", Kind::Organisation) && found("Hale", "", Kind::Unknown));
    assert!(found("First Minister", "2021-05-01", Kind::Person) && found("the first minister", "2024-03-31", Kind::Anonymous));
    assert!(!found("first minister", "2024-04-01", Kind::Person) && !found("first minister", "", Kind::Person));
    let affiliations: Vec<_> = list.actors()[0].affiliations.iter().map(|one| (one.kind, one.name.as_str(), one.period.from)).collect();
    let expected = [
        (Belonging::Organisation, "Transport Ministry", day("2021-05-01")),
        (Belonging::Party, "Citizens' Union", None),
        (Belonging::Party, "Harbour Party", None),
        (Belonging::Country, "Norway", None),
    ];
    assert_eq!(affiliations, expected);
}

#[test]
fn what_is_no_list_of_actors_is_refused_with_its_line() {
    let cases = [
        ("title = \"x\"\n", 1, "unknown field `title`"),
        (&HALE.replace("country", "land"), 7, "unknown field `land`"),
        (&HALE.replace("to = 2024-03-31", "until = 2024-03-31"), 3, "unknown field `until`"),
        (&HALE.replace("\"Norway\"", "7"), 7, "invalid type: integer `7`"),
        (&HALE.replace("\"person\"", "\"anonymous\""), 4, "unknown variant `anonymous`"),
        (&HALE.replace("2019-12-31", "\"2019\""), 6, "invalid type"),
        (&HALE.replace("2019-12-31", "2019-12-31T08:00:00"), 6, "2019-12-31T08:00:00 is no day"),
        (&HALE.replace("\"Ada Hale\"", "\" \""), 1, "the name"),
        (&HALE.replace("\"Hale\",", "\"\","), 3, "the alias"),
        (&HALE.replace("\"Norway\"", "\"-\""), 7, "the country"),
        (&HALE.replace("2024-03-31", "2020-03-31"), 3, "\"the first minister\" is from 2021-05-01 to 2020-03-31"),
        (&HALE.replace("\"Hale\",", "\"Hale\", \"the hale\","), 3, "\"Ada Hale\" has the name \"the hale\" already"),
        (&HALE.replace("to = 2019-12-31", "2019"), 6, ""),
        (&HALE.replace("Citizens' Union", "harbour party"), 6, "the party \"harbour party\" is given twice"),
        ("[[actor]]\nkind = \"person\"\n", 1, "missing field `name`"),
    ];
    for (text, line, start) in cases {
        let (at, what) = wrong(text);
        assert!(at == line && what.starts_with(start), "{at}: {what}, not {line}: {start}");
    }
    assert_eq!(parse("").unwrap_err().wrong, "no actor in it");
}

#[test]
fn a_name_belongs_to_one_actor_at_a_time() {
    let other = |more: &str| format!("{HALE}[[actor]]\nname = \"Robert Hale\"\n{more}\n");
    assert!(parse(&other("")).is_ok());
    assert_eq!(wrong(&other("aliases = [\"hale\"]")), (10, "\"hale\" is already a name of \"Ada Hale\", in line 3".into()));
    assert!(parse(&other("aliases = [{ name = \"the first minister\", from = 2024-04-01 }]")).is_ok());
    assert_eq!(wrong(&other("aliases = [{ name = \"the first minister\", from = 2024-03-31 }]")).0, 10);
    assert!(parse(&other("kind = \"organisation\"\naliases = [\"Hale\"]")).is_ok(), "kinds tell them apart");
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("actors.toml");
    assert!(Registry::load(&path).unwrap_err().wrong.starts_with("the list of actors cannot be read"));
    std::fs::write(&path, b"[[actor]]\nname = \"caf\xe9\"\n").unwrap();
    assert_eq!(Registry::load(&path).unwrap_err().line, Some(2));
    std::fs::write(&path, HALE).unwrap();
    assert_eq!(Registry::load(&path).unwrap().actors().len(), 1);
}

proptest! {
    #[test]
    fn any_text_gives_a_list_or_an_error(text in "(\\[\\[actor\\]\\]\n|name = \"[a-c]\"\n|aliases = \\[\"[a-c]\"\\]\n|\\PC{0,9}\n){0,8}") {
        if let Ok(list) = parse(&text) {
            let clear = |actor: &Listed| list.find(&actor.name, None, Kind::Person).len() == 1;
            prop_assert!(list.actors().iter().all(clear));
        }
    }
}
