//! Names of one person.
use super::Sureness::{self, Likely, Sure};
use super::likeness::{letters, spelt_alike};
use super::same::Same;
use crate::actor::person::{self, initials_apart};
use crate::actor::table::{self, Gender, forename};
use crate::actor::{Family, Kind};
use crate::scorecard::Known;
use std::collections::{BTreeMap, BTreeSet};

/// A person, and what tells one from another.
struct Person {
    at: usize,
    name: String,
    words: Vec<String>,
    gender: Option<Gender>,
    offices: BTreeSet<String>,
    roles: BTreeSet<String>,
    n_articles: usize,
    /// Whether some articles call it "Mr." and others "Mrs.": then it is two.
    of_two: bool,
}

/// Names that are one person's.
pub fn same(known: &[Known]) -> Vec<Same> {
    let all: Vec<Person> = known.iter().enumerate().filter_map(|(at, known)| person(at, known)).collect();
    let full: Vec<&Person> = all.iter().filter(|person| person.words.len() > 1 && !known[person.at].only).collect();
    let pairs = near(&full).into_iter().filter_map(|(one, other)| {
        let (sureness, why) = one_person(one, other, &full)?;
        Some(Same::of(known, (one.at, other.at), sureness, why))
    });
    let bare = all.iter().filter(|person| person.words.len() == 1);
    pairs.chain(bare.filter_map(|bare| by_surname(bare, &full))).collect()
}

fn person(at: usize, known: &Known) -> Option<Person> {
    let actor = &known.actor;
    let human = actor.kind.family() == Some(Family::Human) && !(actor.kind == Kind::Author && known.only);
    let named = actor.name.chars().any(char::is_lowercase) && actor.name.starts_with(char::is_uppercase);
    let words = initials_apart(&actor.name);
    let person = |roles: BTreeSet<String>| Person {
        at,
        name: actor.name.clone(),
        words: words.clone(),
        gender: person::gender(&actor.name, &actor.roles.join(" ")),
        offices: roles.iter().filter_map(|role| office(role)).collect(),
        roles,
        n_articles: known.articles().len(),
        of_two: [&["mr"][..], &["mrs", "ms", "miss"]].iter().all(|titles| actor.roles.iter().any(|role| titles.contains(&role.as_str()))),
    };
    let telling =
        |role: &&String| !matches!(role.as_str(), "" | "mr" | "mrs" | "ms" | "miss" | "dr" | "author" | "republican" | "democrat");
    (human && named && !known.shared && !words.is_empty())
        .then(|| person(actor.roles.iter().filter(telling).flat_map(|role| with_noun(role)).collect()))
}

/// A title, and its last word where that tells as much: "committee chairman" and "chairman".
fn with_noun(role: &str) -> impl Iterator<Item = String> + use<> {
    let last =
        role.rsplit(' ').next().filter(|last| !["president", "minister", "secretary", "general", "officer", "candidate"].contains(last));
    [Some(role), last.filter(|last| *last != role)].into_iter().flatten().map(str::to_string).collect::<Vec<_>>().into_iter()
}

/// A high office by one word: of "former Rep" "rep".
fn office(role: &str) -> Option<String> {
    let starts = std::iter::once(0).chain(role.match_indices(' ').map(|(at, _)| at + 1));
    let office = starts.map(|at| &role[at..]).find(|tail| table::listed("high_office", tail))?;
    Some(match office {
        "sen" | "sens" => "senator".into(),
        "rep" | "reps" | "congressman" | "congresswoman" => "representative".into(),
        "gov" | "govs" => "governor".into(),
        other => other.into(),
    })
}

/// Pairs that share their last word or their first one, or all of their letters.
fn near<'p>(full: &[&'p Person]) -> Vec<(&'p Person, &'p Person)> {
    let mut by_word: BTreeMap<(usize, String), Vec<&'p Person>> = BTreeMap::new();
    for person in full {
        let ends = [person.words.first().cloned(), person.words.last().cloned(), Some(letters(&person.name))];
        for (place, word) in ends.into_iter().enumerate().filter_map(|(place, word)| Some((place, word?))) {
            by_word.entry((place, word)).or_default().push(person);
        }
    }
    let mut pairs: BTreeMap<(usize, usize), (&Person, &Person)> = BTreeMap::new();
    for bearers in by_word.values() {
        for (at, one) in bearers.iter().enumerate() {
            pairs.extend(bearers[at + 1..].iter().map(|other| ((one.at.min(other.at), one.at.max(other.at)), (*one, *other))));
        }
    }
    pairs.into_values().collect()
}

/// Whether two full names are one person's, and why.
fn one_person(one: &Person, other: &Person, full: &[&Person]) -> Option<(Sureness, String)> {
    if !can_be(one, other) || person::junior(&one.name) != person::junior(&other.name) {
        return None;
    }
    let shared: Vec<&str> = one.roles.intersection(&other.roles).map(String::as_str).collect();
    let titled = |why: &str| match shared.first() {
        Some(role) => (Sure, format!("{why}, and both are \"{role}\"")),
        None => (Likely, format!("{why}, and nothing speaks against it")),
    };
    let found = match () {
        _ if letters(&one.name) == letters(&other.name) => return Some((Sure, "the same letters".into())),
        _ if title_before(one, other) || title_before(other, one) => return Some((Sure, "the same name behind a title".into())),
        _ if one.words.last() != other.words.last() => spelling(&one.words, &other.words).then(|| titled("spellings of one name")),
        _ if person::one_person(&one.words, &other.words) => Some(titled("forms of one name")),
        _ => forenames(one, other).filter(|_| !shared.is_empty()).map(titled),
    }?;
    let third = |person: &&&Person| {
        let of_pair = person.at == one.at || person.at == other.at;
        !of_pair && (person::one_person(&person.words, &one.words) || person::one_person(&person.words, &other.words))
    };
    (full.iter().find(third).is_none()).then_some(found)
}

/// Neither gender nor a high office speaks against it.
fn can_be(one: &Person, other: &Person) -> bool {
    let genders = one.gender.zip(other.gender).is_none_or(|(a, b)| a == b);
    genders && (one.offices.is_empty() || other.offices.is_empty() || !one.offices.is_disjoint(&other.offices))
}

/// "Speaker Ada Hale" beside "Ada Hale".
fn title_before(long: &Person, short: &Person) -> bool {
    let extra = long.words.len().checked_sub(short.words.len()).filter(|extra| *extra > 0 && short.words.len() > 1);
    let titled = |word: &String| table::listed("title", word) || table::listed("before_title", word);
    extra.is_some_and(|extra| long.words[extra..] == short.words[..] && long.words[..extra].iter().all(titled))
}

/// Surnames that are spellings of one, behind the same forename.
fn spelling(one: &[String], other: &[String]) -> bool {
    let [first, last] = [one, other].map(|words| words.split_last());
    match (first, last) {
        (Some((a, before)), Some((b, others))) => before == others && spelt_alike(a, b),
        _ => false,
    }
}

/// Forenames that begin with the same three letters ("Jerry" and "Jerrold").
fn forenames(one: &Person, other: &Person) -> Option<&'static str> {
    let (a, b) = (one.words.first()?, other.words.first()?);
    let begin = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let middle = |words: &[String]| words.len() == 2;
    (begin >= 3 && middle(&one.words) && middle(&other.words)).then_some("forenames that begin alike before one surname")
}

/// Whom a surname alone means: the only one of that name whom it can mean, where a title or a second article speaks for it.
fn by_surname(bare: &Person, full: &[&Person]) -> Option<Same> {
    let word = bare.words.first().filter(|word| forename(&bare.name).is_none() && word.chars().count() > 2 && !bare.of_two)?;
    let of_name: Vec<&&Person> = full.iter().filter(|person| person.words.last() == Some(word)).collect();
    let fitting: Vec<&&&Person> = of_name.iter().filter(|person| can_be(bare, person)).collect();
    let titled: Vec<&&&&Person> = fitting.iter().filter(|person| !bare.roles.is_disjoint(&person.roles)).collect();
    match (titled.as_slice(), fitting.as_slice()) {
        ([one], _) => Some(Same::alias(bare.at, one.at, Sure, titled_why(bare, one))),
        (_, [one]) => Some(Same::alias(bare.at, one.at, Likely, only_why(one, of_name.len()))),
        _ => None,
    }
}

fn titled_why(bare: &Person, one: &Person) -> String {
    let role = bare.roles.intersection(&one.roles).next().map_or("", String::as_str);
    format!("the only \"{role}\" of this surname")
}

fn only_why(one: &Person, of_name: usize) -> String {
    match of_name {
        1 => format!("the only one of this surname in the run, named in full in {}", super::toml::articles(one.n_articles)),
        more => format!("of {more} of this surname the only one whose title or gender fits"),
    }
}
