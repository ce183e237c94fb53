//! Forms of one full name: initials, short forenames, middle names.
use super::group::{Group, merged};
use crate::actor::{Family, person};
use std::collections::{BTreeMap, BTreeSet};

/// Joins persons whose full names can only be each other's: those that the same others resemble.
pub fn join(groups: Vec<Group>) -> Vec<Group> {
    let mut by_last: BTreeMap<String, Vec<(usize, Vec<String>)>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate().filter(|(_, group)| group.family == Some(Family::Human) && !group.shared) {
        let words = group.words();
        if let (Some(last), true) = (words.last().cloned(), words.len() > 1) {
            by_last.entry(last).or_default().push((at, words));
        }
    }
    let mut into: Vec<usize> = (0..groups.len()).collect();
    for bearers in by_last.values().filter(|bearers| bearers.len() > 1) {
        for (at, target) in twins(&groups, bearers) {
            into[at] = target;
        }
    }
    merged(groups, &into)
}

/// For each bearer of a last name, the first one that resembles the same bearers as it does, itself among them.
fn twins(groups: &[Group], bearers: &[(usize, Vec<String>)]) -> Vec<(usize, usize)> {
    let near = |(at, words): &(usize, Vec<String>)| -> BTreeSet<usize> {
        bearers
            .iter()
            .filter(|(other, theirs)| other == at || alike(&groups[*at], words, &groups[*other], theirs))
            .map(|(at, _)| *at)
            .collect()
    };
    let mut firsts: BTreeMap<BTreeSet<usize>, usize> = BTreeMap::new();
    let mut all: Vec<usize> = bearers.iter().map(|(at, _)| *at).collect();
    all.sort_by_key(|at| groups[*at].listed.is_none());
    let of: BTreeMap<usize, BTreeSet<usize>> = bearers.iter().map(|bearer| (bearer.0, near(bearer))).collect();
    all.into_iter().map(|at| (at, *firsts.entry(of[&at].clone()).or_insert(at))).collect()
}

/// Whether two full names of one last name can be one person's: not where articles give them different high offices. For one small
/// difference they must share an office or title, or one of them never have any; for more they must share one.
fn alike(one: &Group, words: &[String], other: &Group, theirs: &[String]) -> bool {
    let genders = one.gender().zip(other.gender()).is_none_or(|(one, other)| one == other);
    let shared = one.shares_role(other);
    let (own, others) = (one.offices(), other.offices());
    let offices = own.is_empty() || others.is_empty() || !own.is_disjoint(&others);
    let both_listed = one.listed.is_some() && other.listed.is_some();
    let juniors = person::junior(&one.name) == person::junior(&other.name);
    let can_be = genders && offices && !both_listed && juniors && person::one_person(words, theirs);
    let untold = || roles(one).is_empty() || roles(other).is_empty() || !roles(one).is_disjoint(&roles(other));
    can_be && differences(words, theirs).is_some_and(|count| count == 0 || shared || count == 1 && untold())
}

/// Every title that articles give someone, "author" too, the ways of address apart.
fn roles<'a>(group: &Group<'a>) -> BTreeSet<&'a str> {
    let all = group.members.iter().flat_map(|member| &member.actor.roles).map(String::as_str);
    all.filter(|role| !matches!(*role, "" | "mr" | "mrs" | "ms" | "miss" | "dr")).collect()
}

/// How far two names differ: another form of the forename and a middle initial left out count one each, a middle name left out and a
/// forename that is only a letter two. `None` where initials are left out of a name that begins with one: "A. D. Moss" is not "Alan Moss".
fn differences(one: &[String], other: &[String]) -> Option<usize> {
    let letter = |word: &String| word.chars().count() == 1;
    let (first, second) = (one.first()?, other.first()?);
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let missing = &long[short.len() - 1..long.len() - 1];
    let initials = letter(first) || letter(second);
    if initials && !missing.is_empty() {
        return None;
    }
    let forename = match first == second {
        true => 0,
        false if initials && one.len() == 2 => 2,
        false => 1,
    };
    Some(forename + missing.iter().map(|word| if letter(word) { 1 } else { 2 }).sum::<usize>())
}
