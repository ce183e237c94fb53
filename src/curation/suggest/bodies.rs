//! Names of one organisation.
use super::Sureness::{self, Likely, Sure};
use super::likeness::{letters, spelt_alike};
use super::metonyms::is_body;
use super::same::Same;
use crate::actor::census::acronym;
use crate::actor::registry::fold;
use crate::actor::table;
use crate::scorecard::Known;
use std::collections::{BTreeMap, BTreeSet};

/// Words that make no difference between names of one organisation.
const SMALL: &[&str] = &["of", "the", "for", "and", "on", "in", "&", "a"];
/// What a company's name may leave out.
const LEGAL: &[&str] = &["inc", "corp", "corporation", "co", "company", "ltd", "llc", "plc"];

/// Names that are one organisation's.
pub fn same(known: &[Known]) -> Vec<Same> {
    let all: Vec<usize> = (0..known.len()).filter(|at| is_body(&known[*at])).collect();
    let mut found = Vec::new();
    for (place, one) in all.iter().enumerate() {
        for other in &all[place + 1..] {
            let names = [*one, *other].map(|at| known[at].actor.name.as_str());
            found.extend(alike(names[0], names[1]).map(|(sureness, why)| Same::of(known, (*one, *other), sureness, why)));
        }
    }
    found.into_iter().chain(acronyms(known, &all)).collect()
}

fn alike(one: &str, other: &str) -> Option<(Sureness, &'static str)> {
    let (a, b) = (words(one), words(other));
    let set = |words: &[String]| words.iter().filter(|word| !SMALL.contains(&word.as_str())).cloned().collect::<BTreeSet<_>>();
    match () {
        _ if acronym(one) || acronym(other) || a.is_empty() || b.is_empty() => None,
        _ if letters(one) == letters(other) => Some((Sure, "the same letters")),
        _ if !table::listed("state", one) && set(&a) == set(&b) && a.len() > 1 && b.len() > 1 => {
            Some((Likely, "the same words in another order"))
        }
        _ if without_legal(&a) == without_legal(&b) => Some((Sure, "the same name but for the form of the company")),
        _ if without_country(&a) == without_country(&b) => Some((Likely, "the same name but for the country")),
        _ if campaign(&a).is_some_and(|owner| campaign(&b) == Some(owner)) => Some((Likely, "campaigns of one name")),
        _ => spelling(&a, &b).then_some((Likely, "spellings of one name")),
    }
}

/// Words in small letters without marks and possessives.
fn words(name: &str) -> Vec<String> {
    let bare = |word: &str| word.trim_end_matches("'s").trim_matches(|c: char| !c.is_alphanumeric() && c != '&').replace('.', "");
    fold(name).split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}

fn without_legal(words: &[String]) -> &[String] {
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() && LEGAL.contains(&last.as_str()) => rest,
        _ => words,
    }
}

fn without_country(words: &[String]) -> &[String] {
    match words {
        [us, rest @ ..] if us == "us" && rest.len() > 1 => rest,
        [united, states, rest @ ..] if united == "united" && states == "states" && rest.len() > 1 => rest,
        _ => words,
    }
}

/// The surname of whose campaign or administration it is, and the noun.
fn campaign(words: &[String]) -> Option<(&str, &str)> {
    let (noun, owner) = words.split_last()?;
    let owned = ["campaign", "administration"].contains(&noun.as_str()) && !owner.is_empty() && owner.len() < 3;
    owner.last().filter(|_| owned).map(|owner| (owner.as_str(), noun.as_str()))
}

/// One word is spelt in another way, or stands in the plural.
fn spelling(one: &[String], other: &[String]) -> bool {
    let differing: Vec<(&String, &String)> = one.iter().zip(other).filter(|(a, b)| a != b).collect();
    let long = one.len() > 1 && one.len() == other.len();
    let plural = |a: &str, b: &str| a.len() > 4 && (a.strip_suffix('s') == Some(b) || b.strip_suffix('s') == Some(a));
    let british = |a: &str, b: &str| {
        a.replace("isation", "ization") == b.replace("isation", "ization")
            || a.replace("centre", "center") == b.replace("centre", "center")
            || a.replace("defence", "defense") == b.replace("defence", "defense")
            || a.replace("labour", "labor") == b.replace("labour", "labor")
    };
    long && matches!(differing.as_slice(), [(a, b)] if british(a, b) || one.len() > 2 && (plural(a, b) || spelt_alike(a, b)))
}

/// Capital letters that begin the words of one organisation only.
fn acronyms(known: &[Known], all: &[usize]) -> Vec<Same> {
    let mut by_initials: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for at in all.iter().filter(|at| !acronym(&known[**at].actor.name)) {
        for initials in initials(&known[*at].actor.name) {
            by_initials.entry(initials).or_default().insert(*at);
        }
    }
    let expansion = |at: &usize| {
        let name = &known[*at].actor.name;
        let bearers = by_initials.get(&letters(name)).filter(|_| acronym(name))?;
        let into = bearers.first().filter(|_| bearers.len() == 1 && letters(name).len() > 2)?;
        Some(Same::alias(*at, *into, Likely, format!("the only name in the run of which {name} are the first letters")))
    };
    all.iter().filter_map(expansion).collect()
}

/// The first letters of the words, with small words and without.
fn initials(name: &str) -> BTreeSet<String> {
    let words = words(name);
    let first = |words: &mut dyn Iterator<Item = &String>| words.filter_map(|word| word.chars().next()).collect::<String>();
    let all = first(&mut words.iter());
    let telling = first(&mut words.iter().filter(|word| !SMALL.contains(&word.as_str())));
    [all, telling].into_iter().filter(|initials| initials.len() > 2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(one: &str, other: &str) -> Option<Sureness> {
        assert_eq!(alike(one, other), alike(other, one));
        alike(one, other).map(|(sureness, _)| sureness)
    }

    #[test]
    fn names_of_one_organisation_are_known() {
        let cases = [
            ("Al-Noor Bank", "Al Noor Bank", Some(Sure)),
            ("Ministry of Transport", "Transport Ministry", Some(Likely)),
            ("Brightwater Inc.", "Brightwater", Some(Sure)),
            ("U.S. Chamber of Commerce", "Chamber of Commerce", Some(Likely)),
            ("Ada Hale's campaign", "Hale Campaign", Some(Likely)),
            ("Harbour Workers' Organisation", "Harbour Workers' Organization", Some(Likely)),
            ("Hale campaign", "Lund campaign", None),
            ("Hale campaign", "Hale administration", None),
            ("Transport Ministry", "Trade Ministry", None),
            ("Kelmouth", "Kelmouth City", None),
        ];
        for (one, other, expected) in cases {
            assert_eq!(found(one, other), expected, "{one}, {other}");
        }
    }

    #[test]
    fn first_letters_leave_small_words_out_or_not() {
        assert_eq!(initials("Union of the Harbour Pilots"), BTreeSet::from(["uothp".into(), "uhp".into()]));
    }
}
