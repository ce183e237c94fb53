//! Persons whom an article knows by surname alone.
//!
//! One join here is a likelihood and no certainty: where several bear a surname and nothing tells which is meant, the one goes in whom the
//! surname alone means in nineteen of twenty articles that tell. That person's note says so, with both counts.
use super::group::{Group, Member};
use super::split::{held, offices, told};
use crate::actor::Family;
use crate::actor::table::{self, Gender};
use std::collections::{BTreeMap, BTreeSet};

/// Someone known to one article only, and why.
pub type Doubtful<'a> = (Member<'a>, String);

/// A person with a full name.
struct Bearer {
    group: usize,
    name: String,
    gender: Option<Gender>,
    offices: BTreeSet<&'static str>,
    /// Every title that articles give, the ways of address apart.
    roles: BTreeSet<String>,
    /// Whether all that is known of them is an ordinary occupation.
    ordinary: bool,
    /// Articles that know the full name.
    known: usize,
    /// Articles that know the full name and go on with the surname alone.
    called: usize,
}

/// Whom a surname stands for.
enum Meant {
    One(usize),
    /// Most likely, and the note that says why.
    Likely(usize, String),
    Several(Vec<String>),
    Nobody,
}

/// Gives those whom an article calls by a surname alone to the one person of that last name whom all articles know, where neither gender
/// nor office speaks against it; of several to the one of the same office. Whoever could still be several is left to its article.
pub fn join(groups: Vec<Group>) -> (Vec<Group>, Vec<Doubtful>) {
    let bearers = by_last(&groups);
    let (mut kept, mut joined, mut doubtful) = (Vec::new(), Vec::new(), Vec::new());
    for mut group in groups {
        if let Some(all) = surname(&group).and_then(|last| bearers.get(&last)) {
            let mut rest = Vec::new();
            for member in group.members {
                match meant(&member, all) {
                    Meant::One(at) => joined.push((at, member, None)),
                    Meant::Likely(at, note) => joined.push((at, member, Some(note))),
                    Meant::Several(names) => doubtful.push((member, could_be(&names))),
                    Meant::Nobody => rest.push(member),
                }
            }
            group.members = rest;
        }
        kept.push(group);
    }
    for (at, member, note) in joined {
        kept[at].members.push(member);
        kept[at].notes.extend(note);
    }
    kept.retain(|group| !group.members.is_empty());
    kept.iter_mut().for_each(Group::put_in_order);
    (kept, doubtful)
}

fn by_last(groups: &[Group]) -> BTreeMap<String, Vec<Bearer>> {
    let mut bearers: BTreeMap<String, Vec<Bearer>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate().filter(|(_, group)| group.family == Some(Family::Human)) {
        let words = group.words();
        let titled = group.members.iter().any(|member| !member.actor.roles.is_empty());
        let personal = titled || words.first().is_some_and(|first| table::forename(&capitalised(first)).is_some());
        if let (Some(last), true) = (words.last(), words.len() > 1 && personal) {
            bearers.entry(last.clone()).or_default().push(bearer(at, group));
        }
    }
    bearers
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn bearer(at: usize, group: &Group) -> Bearer {
    let offices = group.offices();
    let ordinary = offices.is_empty() && group.members.iter().any(|member| held(member, "occupation").is_some());
    let articles: BTreeSet<usize> = group.members.iter().map(|member| member.rank).collect();
    Bearer {
        group: at,
        name: if group.shared { told(&group.name, &group.members) } else { group.name.clone() },
        gender: group.gender(),
        offices,
        roles: group.telling_roles().into_iter().map(str::to_string).collect(),
        ordinary,
        known: articles.len(),
        called: group.called_by_surname(),
    }
}

/// The surname that is all the group's name; a forename is none, nor is a word in capitals.
fn surname(group: &Group) -> Option<String> {
    let words = group.words();
    let human = group.family == Some(Family::Human) && group.listed.is_none();
    let plain = table::forename(&group.name).is_none() && group.name.chars().any(char::is_lowercase);
    words.first().filter(|_| human && plain && words.len() == 1).cloned()
}

fn meant(member: &Member, all: &[Bearer]) -> Meant {
    let (gender, own) = (member.titled_gender(), offices(member).collect::<BTreeSet<_>>());
    let ordinary = own.is_empty() && held(member, "occupation").is_some();
    let fits = |bearer: &&Bearer| {
        let genders = gender.zip(bearer.gender).is_none_or(|(one, other)| one == other);
        let one_office = own.is_empty() || bearer.offices.is_empty() || !own.is_disjoint(&bearer.offices);
        let ranks = (!ordinary || bearer.offices.is_empty()) && (!bearer.ordinary || own.is_empty());
        genders && one_office && ranks
    };
    let same_office =
        |bearer: &&&Bearer| !own.is_disjoint(&bearer.offices) || member.telling_roles().any(|role| bearer.roles.contains(role));
    let fitting: Vec<&Bearer> = all.iter().filter(fits).collect();
    let officers: Vec<&&Bearer> = fitting.iter().filter(same_office).collect();
    match (fitting.as_slice(), officers.as_slice()) {
        (_, [one]) => Meant::One(one.group),
        ([one], _) if one.known > 1 => Meant::One(one.group),
        ([] | [_], _) => Meant::Nobody,
        (_, []) => prevailing(fitting.iter().copied()),
        _ => prevailing(officers.iter().map(|bearer| **bearer)),
    }
}

/// Of several the one whom the surname alone means in nineteen of twenty articles that tell, ten of them at least.
fn prevailing<'b>(fitting: impl Iterator<Item = &'b Bearer> + Clone) -> Meant {
    let all: usize = fitting.clone().map(|bearer| bearer.called).sum();
    match fitting.clone().find(|bearer| bearer.called >= 10 && 20 * bearer.called >= 19 * all) {
        Some(bearer) => Meant::Likely(bearer.group, taken_for(bearer.called, all)),
        None => Meant::Several(fitting.map(|bearer| bearer.name.clone()).collect()),
    }
}

fn taken_for(called: usize, all: usize) -> String {
    format!("bare surname taken for the one it means in {called} of {all} articles")
}

fn could_be(names: &[String]) -> String {
    match names {
        [first, second, _, ..] => format!("could be {first}, {second} or another of that name"),
        _ => format!("could be {}", names.join(" or ")),
    }
}
