//! Whom sources and mentions stand for, in texts made up for it.
use super::*;
use crate::actor::Kind;

fn read(body: &str) -> Reading {
    super::read(&Article { body: body.into(), ..Article::default() })
}

fn name(reading: &Reading, actor: Option<usize>) -> &str {
    actor.map_or("", |actor| &reading.actors[actor].name)
}

/// Mentions as (text, actor).
fn mentions(body: &str) -> Vec<(String, String)> {
    let reading = read(body);
    reading.mentions.iter().map(|m| (m.span.of(body).to_string(), name(&reading, Some(m.actor)).to_string())).collect()
}

fn mentioned(body: &str, text: &str) -> String {
    mentions(body).into_iter().rfind(|(mention, _)| mention == text).map_or(String::new(), |(_, actor)| actor)
}

/// The last statement that is no mention, as (speaker, principal).
fn last(body: &str) -> (String, String) {
    let reading = read(body);
    let told = reading.statements.iter().rfind(|s| s.evidence != Evidence::Mention);
    told.map_or(Default::default(), |s| (name(&reading, s.speaker).to_string(), name(&reading, s.speaks_for).to_string()))
}

fn speaker(body: &str) -> String {
    last(body).0
}

#[test]
fn pronouns_in_quotations_wait_for_the_one_who_speaks() {
    let body = "Robert Moss resigned. “I met him and he was tired,” Ada Hale said.";
    let found = mentions(body);
    let pair = |mention: &str, actor: &str| (mention.to_string(), actor.to_string());
    assert_eq!(
        found,
        [
            pair("Robert Moss", "Robert Moss"),
            pair("I", "Ada Hale"),
            pair("him", "Robert Moss"),
            pair("he", "Robert Moss"),
            pair("Ada Hale", "Ada Hale")
        ]
    );
    assert_eq!(mentioned("“I met him and he was tired,” Ada Hale said.", "him"), "");
}

#[test]
fn a_title_is_that_of_the_one_who_bears_it_and_was_mentioned_last() {
    let two = "President Ada Hale met President Robert Moss of Kenya in May. Hale left early. The president was tired.";
    assert_eq!(mentioned(two, "The president"), "Ada Hale");
    assert_eq!(mentioned("Sen. Ada Hale came. The senator was tired.", "The senator"), "Ada Hale");
    let quoted = "President Ada Hale came. “I like the president,” said Robert Moss.";
    assert_eq!(mentioned(quoted, "the president"), "Ada Hale");
    assert_eq!(mentioned("Ada Hale, the mayor of Kelmouth, came. The mayor was tired.", "The mayor"), "Ada Hale");
    assert_eq!(mentioned("Former President Ada Hale came. The president was tired.", "The president"), "");
}

#[test]
fn the_administration_is_that_of_the_president() {
    assert_eq!(mentioned("President Ada Hale came. Nobody likes the administration.", "the administration"), "Hale administration");
    assert_eq!(mentioned("Ada Hale came. Nobody likes the administration.", "the administration"), "");
}

#[test]
fn a_noun_in_apposition_names_an_organisation() {
    let body = "Acme Foundation, a nonprofit group, paid. Later the group said it was sorry.";
    assert_eq!(mentioned(body, "the group"), "Acme Foundation");
}

#[test]
fn of_two_of_one_surname_the_one_in_office_is_meant() {
    assert_eq!(speaker("Governor Ada Hale met Robert Hale. Hale said the bridge was safe."), "Ada Hale");
    assert_eq!(speaker("Governor Ada Hale met Senator Robert Hale. Hale said the bridge was safe."), "");
}

#[test]
fn a_source_may_be_a_part_of_a_longer_name() {
    assert_eq!(speaker("US President Ada Hale announced that the bridge would wait."), "Ada Hale");
}

#[test]
fn what_is_issued_has_an_issuer() {
    assert_eq!(speaker("The Transport Ministry's statement said the bridge was safe."), "Transport Ministry");
    assert_eq!(speaker("A statement from the Transport Ministry said the bridge was safe."), "Transport Ministry");
    let body = "“The bridge is safe,” the Transport Ministry said in a statement. “Nobody need worry,” the statement said.";
    assert_eq!(speaker(body), "Transport Ministry");
    assert_eq!(speaker("Nobody came. The statement said the bridge was safe."), "statement");
}

#[test]
fn a_spokesperson_speaks_for_somebody() {
    let pair = |speaker: &str, principal: &str| (speaker.to_string(), principal.to_string());
    assert_eq!(last("Hale's spokesman Tom Reed said Ada Hale was tired."), pair("Tom Reed", "Ada Hale"));
    assert_eq!(last("Tom Reed, a spokesman for Ada Hale, said she was tired."), pair("Tom Reed", "Ada Hale"));
    assert_eq!(last("A spokesperson for the Transport Ministry said the bridge was safe."), pair("Transport Ministry", ""));
    assert_eq!(last("A Transport Ministry spokeswoman said the bridge was safe."), pair("Transport Ministry", ""));
    assert_eq!(last("White House spokesman Tom Reed said the bridge was safe."), pair("Tom Reed", "White House"));
    assert_eq!(last("Ada Hale came. Her spokeswoman said the bridge was safe."), pair("Ada Hale", ""));
    assert_eq!(last("A spokesman said the bridge was safe."), pair("A spokesman", ""));
    let goes_on = "“It is safe,” said Tom Reed, a spokesman for Ada Hale.\n\n“It always was.”";
    assert_eq!(last(goes_on), pair("Tom Reed", "Ada Hale"));
}

#[test]
fn whoever_is_named_in_anothers_words_is_told_of_by_that_one() {
    let reading = read("Robert Moss said that the bridge of Canada and its river was safe.");
    let canada = reading.statements.iter().find(|s| s.evidence == Evidence::Mention && name(&reading, s.speaker) == "Canada");
    assert_eq!(canada.map(|s| name(&reading, s.relayed_by)), Some("Robert Moss"));
}

#[test]
fn seats_of_government_are_spoken_with() {
    assert_eq!(mentioned("Talks with Moscow went on.", "Moscow"), "Russia");
    assert_eq!(mentioned("Talks in Moscow went on.", "Moscow"), "");
}

#[test]
fn words_that_a_verb_of_attitude_tells_are_words() {
    let evidence = |body: &str| read(body).statements[0].evidence;
    assert_eq!(evidence("Ada Hale called the bridge a mistake."), Evidence::Paraphrase);
    assert_eq!(evidence("Ada Hale called the bridge “a bad mistake.”"), Evidence::Direct);
    assert_eq!(evidence("Ada Hale proposed a ban."), Evidence::Told);
    assert_eq!(evidence("Ada Hale opposes the bridge."), Evidence::Told);
}

#[test]
fn a_surname_alone_that_speaks_is_a_person() {
    let body = "Nobody stopped McReedy. McReedy said the bridge was safe.";
    assert_eq!(read(body).actors.iter().map(|a| (a.name.as_str(), a.kind)).collect::<Vec<_>>(), [("McReedy", Kind::Person)]);
}

#[test]
fn a_relative_pronoun_stands_for_whoever_is_named_before_it() {
    let said = |body: &str| {
        let reading = read(body);
        let told = reading.statements.iter().rfind(|s| s.cue.iter().any(|cue| cue.of(body).starts_with("said")));
        told.map_or(String::new(), |s| name(&reading, s.speaker).to_string())
    };
    assert_eq!(said("The bridge was shown to Ada Hale, who said it was unsafe."), "Ada Hale");
}

#[test]
fn what_is_relayed_of_nobody_with_a_name_is_no_statement() {
    let relayed = |body: &str| read(body).statements.iter().filter(|s| s.evidence == Evidence::Relayed).count();
    assert_eq!(relayed("Ada Hale said that Canada opposes the bridge."), 1);
    assert_eq!(relayed("Ada Hale said that many voters oppose the bridge."), 0);
}
