//! Organisations by their initials.
use super::group::{Group, merged};
use crate::actor::registry::fold;
use crate::actor::{Family, census};
use std::collections::{BTreeMap, BTreeSet};

/// Joins "ECB" with the one organisation of those initials that an article calls so.
pub fn join(groups: Vec<Group>) -> Vec<Group> {
    let mut introduced: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate().filter(|(_, group)| group.family == Some(Family::Body)) {
        let aliases = group.members.iter().flat_map(|member| &member.actor.aliases).filter(|alias| census::acronym(alias));
        for alias in aliases.filter(|alias| group.listed.is_some() || begins(alias, &group.name)) {
            introduced.entry(fold(alias)).or_default().insert(at);
        }
    }
    let target = |(at, group): (usize, &Group)| {
        let alone = group.listed.is_none() && group.family == Some(Family::Body) && census::acronym(&group.name);
        let bearers = introduced.get(&fold(&group.name)).filter(|_| alone);
        bearers.filter(|bearers| bearers.len() == 1).and_then(|bearers| bearers.first().copied()).unwrap_or(at)
    };
    let into: Vec<usize> = groups.iter().enumerate().map(target).collect();
    merged(groups, &into)
}

/// Whether an acronym's letters begin the words of a name, small words left out or not.
fn begins(acronym: &str, name: &str) -> bool {
    let letters: String = acronym.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let small = |word: &&str| !["of", "the", "for", "and", "on", "&"].contains(word);
    let lower = name.to_lowercase();
    let first = |word: &str| word.chars().next();
    let initials: String = lower.split_whitespace().filter(small).filter_map(first).collect();
    let all: String = lower.split_whitespace().filter_map(first).collect();
    name.contains(' ') && (letters == initials || letters == all)
}
