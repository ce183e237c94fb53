//! Names that mean too many.
use super::{Kind, List};
use crate::actor::registry::{Alias, Listed, Tenure, fold};
use crate::actor::table::{forename, listed};
use crate::actor::{Family, person};
use crate::curation::Finding;
use crate::curation::finding::Said;

/// Names of the list that are another's too, or anybody's.
pub fn names(list: List) -> Vec<Finding<Kind>> {
    let actors = list.registry.actors();
    let of = |(at, actor): (usize, &Listed)| -> Vec<Finding<Kind>> {
        let shared = actor.aliases.iter().filter_map(|alias| shared(actors, at, alias).map(|said| (Kind::Ambiguous, said)));
        let general = actor.aliases.iter().filter_map(|alias| general(actor, alias));
        shared.chain(general).map(|(kind, said)| list.places[at].warning(kind, said)).collect()
    };
    actors.iter().enumerate().flat_map(of).collect()
}

/// An alias that another of the list bears at the same time, as its name, alias or surname.
fn shared(actors: &[Listed], at: usize, alias: &Alias) -> Option<Said> {
    let folded = fold(&alias.name);
    let bears = |other: &Listed| {
        let alias_too = other.aliases.iter().any(|own| fold(&own.name) == folded && own.period.overlaps(alias.period));
        fold(&other.name) == folded || alias_too
    };
    let mut others = actors.iter().enumerate().filter(|(other, _)| *other != at);
    let (other, how) = others.find_map(|(_, other)| match () {
        _ if bears(other) => Some((other, "a name of")),
        _ => is_surname(&folded, other).then_some((other, "the surname of")),
    })?;
    Some(Said {
        wrong: format!("{:?} is also {how} {:?}", alias.name, other.name),
        why: "an article that says no more can mean either, and its words go to one of them",
        remedy: "take the alias out, or write the longer form that articles use of this one alone".into(),
    })
}

/// Whether a single word is the last one of a person's name of several.
fn is_surname(folded: &str, other: &Listed) -> bool {
    let human = other.kind.is_none_or(|kind| kind.family() == Some(Family::Human));
    let words = person::words(&other.name);
    human && words.len() > 1 && words.last().is_some_and(|last| last == folded)
}

fn general(actor: &Listed, alias: &Alias) -> Option<(Kind, Said)> {
    let human = actor.kind.is_none_or(|kind| kind.family() == Some(Family::Human));
    let folded = fold(&alias.name);
    if human && forename(&alias.name).is_some() && !actor.name.ends_with(&alias.name) {
        return Some((Kind::TooGeneral, forename_alone(&alias.name)));
    }
    let common = ["anonymous", "group", "body", "document", "generic", "stands_for", "occupation"].iter().any(|list| listed(list, &folded));
    let undated = alias.period == Tenure::default();
    match () {
        _ if common && !alias.name.contains(char::is_uppercase) && !bears_kind(actor) => Some((Kind::TooGeneral, common_noun(&alias.name))),
        _ if undated && human && is_office(&folded) => Some((Kind::OfficeWithoutDays, office(&alias.name))),
        _ => None,
    }
}

/// A group may bear a common noun: it is listed so that it is one in all articles.
fn bears_kind(actor: &Listed) -> bool {
    actor.kind == Some(crate::actor::Kind::Group)
}

/// "minister", "mayor of Kelmouth", "transport minister": an office, and no name behind it.
fn is_office(folded: &str) -> bool {
    let before = folded.split(" of ").next().unwrap_or(folded);
    let last = before.rsplit(' ').next().unwrap_or(before);
    listed("high_office", before) || listed("high_office", last) || listed("title", before)
}

fn forename_alone(alias: &str) -> Said {
    Said {
        wrong: format!("{alias:?} is a forename alone"),
        why: "everyone of that forename whom an article names no further becomes this actor",
        remedy: "take the alias out: an article that names this actor in full joins its forename already".into(),
    }
}

fn common_noun(alias: &str) -> Said {
    Said {
        wrong: format!("{alias:?} is a common noun"),
        why: "any article may use it of somebody else, whose words then count for this actor",
        remedy: "write the name with what makes it certain, such as \"Kelmouth harbour board\" for \"the board\"".into(),
    }
}

fn office(alias: &str) -> Said {
    Said {
        wrong: format!("{alias:?} is an office, and has no days"),
        why: "whoever else held it, before or after, counts as this actor",
        remedy: format!("say when: {{ name = {alias:?}, from = 2021-05-01, to = 2024-03-31 }}; one of the two may be left out"),
    }
}
