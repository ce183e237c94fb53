//! What people belong to, by what articles say beside their names.
use super::Sureness::{self, Likely, Sure};
use super::around::{Around, occurrences};
use super::metonyms::Bodies;
use crate::actor::census::acronym;
use crate::actor::table::{self, Pointer, all_places, forename, listed, place};
use crate::actor::{Actor, Family};
use crate::pipeline::ScoredArticle;
use crate::scorecard::{Belonging, Known};
use std::collections::{BTreeMap, BTreeSet};

/// A person and a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Belongs {
    /// The person.
    pub who: usize,
    /// In which way.
    pub level: Belonging,
    /// The body's name, as an article has it.
    pub name: String,
    /// How sure.
    pub sureness: Sureness,
    /// The words that say so.
    pub why: String,
    /// The ids of the articles that do.
    pub articles: BTreeSet<String>,
}

/// Words before a name or behind it that say to which party someone belongs.
const PARTIES: &[(&str, &str)] = &[
    ("Republican", "Republican Party"),
    ("GOP", "Republican Party"),
    ("Democratic", "Democratic Party"),
    ("Democrat", "Democratic Party"),
    ("Labour", "Labour Party"),
    ("Conservative", "Conservative Party"),
    ("Tory", "Conservative Party"),
];

/// What makes a past or doubtful belonging of what follows.
const PAST: &[&str] = &[
    "former",
    "ex",
    "then",
    "late",
    "retired",
    "onetime",
    "one-time",
    "who",
    "whose",
    "not",
    "rival",
    "critic",
    "nominee",
    "candidate",
    "ousted",
];

/// Offices that stand for a country.
const OF_COUNTRY: &[&str] = &["president", "prime minister", "premier", "chancellor", "foreign minister", "king", "queen", "ambassador"];

/// Houses that hold members of all sides: who sits there does not speak for them.
const HOUSES: &[&str] =
    &["house", "senate", "congress", "parliament", "house of representatives", "house of commons", "house of lords", "bundestag"];

/// What was read, with the words.
type Found = (Belonging, String, String);

/// For everyone with sayings what the articles say they belong to; at one time they are in one party and one country.
pub fn of(known: &[Known], bodies: &Bodies) -> Vec<Belongs> {
    let person = |known: &&Known| known.actor.kind.family() == Some(Family::Human) && !known.only && !known.shared && known.n_sayings > 0;
    let people = known.iter().enumerate().filter(|(_, one)| person(one));
    people.flat_map(|(who, one)| of_one(who, one, known, bodies)).collect()
}

fn of_one(who: usize, one: &Known, known: &[Known], bodies: &Bodies) -> Vec<Belongs> {
    let mut all: BTreeMap<(Belonging, String), (String, BTreeSet<String>)> = BTreeMap::new();
    let mut add = |(level, name, words): Found, scored: &ScoredArticle| {
        all.entry((level, name)).or_insert((words, BTreeSet::new())).1.insert(scored.article.id.clone());
    };
    for (body, articles) in &one.speaks_for {
        let known = &known[*body];
        let named = !known.only && known.actor.kind.family() == Some(Family::Body) && known.actor.name.contains(char::is_uppercase);
        let words = format!("speaks for {}", known.actor.name);
        articles
            .iter()
            .filter(|_| named)
            .for_each(|scored| add((Belonging::Organisation, known.actor.name.clone(), words.clone()), scored));
    }
    for (name, articles) in &one.names {
        for scored in articles {
            let actor = scored.reading.actors.iter().find(|actor| actor.name == *name);
            actor.into_iter().flat_map(by_title).for_each(|found| add(found, scored));
            let full = name.contains(' ');
            let around = occurrences(scored, name).filter(|_| full);
            around.flat_map(|around| beside(around, name, bodies)).for_each(|found| add(found, scored));
        }
    }
    let found = all.into_iter().map(|((level, name), (words, articles))| {
        let sureness = if articles.len() > 1 || words.starts_with('(') { Sure } else { Likely };
        Belongs { who, level, name, sureness, why: format!("\"{words}\""), articles }
    });
    one_at_a_time(without_parts(found.collect()))
}

/// Without organisations whose name is a part of another's: "Harbour Committee" beside "Kelmouth Harbour Committee".
fn without_parts(all: Vec<Belongs>) -> Vec<Belongs> {
    let part = |one: &Belongs| {
        all.iter().any(|other| other.level == one.level && other.name.len() > one.name.len() && other.name.contains(&one.name))
    };
    all.iter().filter(|one| one.level != Belonging::Organisation || !part(one)).cloned().collect()
}

/// Without parties and countries that others speak against, four articles to one.
fn one_at_a_time(all: Vec<Belongs>) -> Vec<Belongs> {
    let against = |one: &Belongs| {
        all.iter().filter(|other| other.level == one.level && other.name != one.name).map(|other| other.articles.len()).sum::<usize>()
    };
    let clear = |one: &&Belongs| one.level == Belonging::Organisation || one.articles.len() >= 4 * against(one);
    all.iter().filter(clear).cloned().collect()
}

/// "Republican Sen. Ada Hale", "Norwegian Prime Minister Ada Hale": what the forms of one article say.
fn by_title(actor: &Actor) -> Vec<Found> {
    let titled = actor.aliases.iter().filter_map(|alias| Some((alias, alias.strip_suffix(actor.name.as_str())?.trim())));
    let found = |(alias, title): (&String, &str)| {
        let words: Vec<&str> = title.split_whitespace().collect();
        let party = words.iter().find_map(|word| party(word)).map(|party| (Belonging::Party, party.to_string(), alias.clone()));
        let country = country(&words).map(|country| (Belonging::Country, country, alias.clone()));
        party.into_iter().chain(country)
    };
    titled.filter(|(_, title)| !title.is_empty()).flat_map(found).collect()
}

fn party(word: &str) -> Option<&'static str> {
    PARTIES.iter().find(|(adjective, _)| *adjective == word).map(|(_, party)| *party)
}

/// "Norwegian Prime Minister" is one of Norway.
fn country(words: &[&str]) -> Option<String> {
    let (first, rest) = words.split_first()?;
    let office = rest.join(" ").to_lowercase();
    let place = place(first, Pointer::Adjective).filter(|_| OF_COUNTRY.contains(&office.as_str()))?;
    Some(all_places()[place].name.clone())
}

fn beside(around: Around, name: &str, bodies: &Bodies) -> Vec<Found> {
    let party = party_mark(around.after).map(|(party, mark)| (Belonging::Party, party.to_string(), mark.to_string()));
    let behind = apposition(around.after).and_then(|words| of_body(&words, bodies));
    let before = before(around.before, bodies).map(|(body, title)| (Belonging::Organisation, body, format!("{title} {name}")));
    party.into_iter().chain(behind).chain(before).collect()
}

/// "(R-Ky.)", ", D-Mass.": the marks of American parties.
fn party_mark(after: &str) -> Option<(&'static str, &str)> {
    let inside = after.strip_prefix(" (");
    let text = inside.or_else(|| after.strip_prefix(", "))?;
    let party = match text.as_bytes().first()? {
        b'R' => "Republican Party",
        b'D' => "Democratic Party",
        _ => return None,
    };
    let state = text[1..].strip_prefix(['-', '–', '—']).is_some_and(|state| state.starts_with(char::is_uppercase));
    let end = text.find([')', ',', ' ']).unwrap_or(text.len());
    let alone = inside.is_some() && text[1..].starts_with(')');
    (state || alone).then(|| (party, if inside.is_some() { &after[1..(end + 3).min(after.len())] } else { &text[..end] }))
}

/// The words between the comma behind a name and the next mark; nothing where they name somebody else.
fn apposition(after: &str) -> Option<Vec<&str>> {
    let text = after.strip_prefix(", ")?;
    let ends = [text.find([',', '(', ')', ':', '—', '–']), text.find(". ")];
    let end = ends.into_iter().flatten().min().unwrap_or(text.len());
    let words: Vec<&str> = text[..end].split_whitespace().collect();
    (!words.is_empty() && end < text.len() && !words.iter().any(|word| forename(word).is_some())).then_some(words)
}

/// "president of the Harbour Union": a role, and the body behind "of", "at", "for" or "with".
fn of_body(words: &[&str], bodies: &Bodies) -> Option<Found> {
    let links = (1..words.len().min(8)).filter(|at| ["of", "at", "for", "with", "from"].contains(&words[*at]));
    links.into_iter().find_map(|at| {
        let (role, rest) = (&words[..at], &words[at + 1..]);
        let body = named_body(rest, bodies).filter(|_| !role.iter().any(|word| is_past(word)) && is_role(role))?;
        let sits = role.last().is_some_and(|last| *last == "member") && body.ends_with(" Committee");
        let level = if body.ends_with(" Party") { Belonging::Party } else { Belonging::Organisation };
        (!sits).then(|| (level, body, words.join(" ")))
    })
}

fn is_past(word: &str) -> bool {
    PAST.contains(&word.to_lowercase().trim_end_matches('-'))
}

/// Whether the words end in an office or an occupation, or do so before "of": "a professor of law".
fn is_role(words: &[&str]) -> bool {
    let ends = |words: &[&str]| (0..words.len()).rev().take(3).any(|from| is_title(&words[from..]));
    ends(words) || words.iter().position(|word| *word == "of").is_some_and(|of| ends(&words[..of]))
}

/// Whether the words are an office or an occupation and no more.
fn is_title(words: &[&str]) -> bool {
    const OTHER: &[&str] =
        &["member", "head", "founder", "co-founder", "director", "president", "ceo", "counsel", "manager", "fellow", "chair"];
    let title = words.join(" ").to_lowercase();
    ["title", "anonymous", "occupation"].iter().any(|list| listed(list, &title)) || OTHER.contains(&title.as_str())
}

/// Whether the words are a title, with what may stand before one.
fn is_whole_title(words: &[&str]) -> bool {
    let before = |word: &&str| listed("before_title", &word.to_lowercase()) || is_title(&[word]);
    (0..words.len()).any(|from| is_title(&words[from..]) && words[..from].iter().all(before))
}

/// The body that the words begin with: all capital words that follow each other, with the small words between them.
fn named_body(words: &[&str], bodies: &Bodies) -> Option<String> {
    let words = if words.first() == Some(&"the") { &words[1..] } else { words };
    let joins = |word: &str| ["of", "for", "and", "the", "on", "&"].contains(&word);
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let length = words.iter().take_while(|word| capital(word) || joins(word)).count();
    let end = (1..=length).rev().find(|end| !joins(words[end - 1]))?;
    let goes_on = words.get(end).is_some_and(|word| !["in", "who", "since", "said", "told"].contains(word) && !joins(word));
    let name = words[..end].join(" ").trim_end_matches("'s").trim_end_matches('.').to_string();
    (!goes_on && end < 10 && is_named_body(&name, bodies)).then_some(name)
}

/// A name that is surely an organisation's: by one of its words, as capital letters, or as one of those that everybody knows.
fn is_named_body(name: &str, bodies: &Bodies) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let last = words.last().copied().unwrap_or_default();
    let by_word = words.len() > 1 && words.iter().any(|word| listed("organisation", word));
    let by_letters = acronym(name) && name.len() > 2 && bodies.get(name).is_some();
    let house = HOUSES.contains(&last.to_lowercase().as_str()) && name != "White House";
    let place = !table::pointers(name).is_empty() || listed("state", name) || listed("place", name);
    let office = words.iter().any(|word| ["Secretary", "Leader", "Majority", "Minority", "President", "Minister"].contains(word));
    let party = PARTIES.iter().any(|(adjective, _)| *adjective == name);
    (by_word || by_letters || listed("known", name)) && !house && !place && !office && !party
}

/// "Harbour Union spokesman": the body before a role before a name; the shortest role, and so the longest body.
fn before(text: &str, bodies: &Bodies) -> Option<(String, String)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let words = &words[words.len().saturating_sub(10)..];
    let roles = (words.len().saturating_sub(4)..words.len()).rev().filter(|at| *at > 0);
    roles.into_iter().find_map(|role| {
        let (body, start) = body_before(&words[..role], bodies).filter(|_| is_whole_title(&words[role..]))?;
        let past = words[start.saturating_sub(2)..].iter().any(|word| is_past(word));
        (!past).then(|| (body, words[start..].join(" ")))
    })
}

/// The longest body of the run in which the words end, and where it begins: not behind a word that may belong to it.
fn body_before(words: &[&str], bodies: &Bodies) -> Option<(String, usize)> {
    let mut starts = words.len().saturating_sub(7)..words.len();
    starts.find_map(|start| {
        let name = words[start..].join(" ");
        let own = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(&name);
        let plain = !own.contains([',', '(', ')']) && words[start].starts_with(char::is_uppercase);
        let longer = start
            .checked_sub(1)
            .is_some_and(|at| words[at].starts_with(char::is_uppercase) && !words[at].ends_with([',', '.']) || words[at] == "and");
        (plain && !longer && bodies.get(own).is_some() && is_named_body(own, bodies)).then(|| (own.to_string(), start))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_parties_are_read() {
        assert_eq!(party_mark(" (R-Ky.) said"), Some(("Republican Party", "(R-Ky.)")));
        assert_eq!(party_mark(", D-Mass., said"), Some(("Democratic Party", "D-Mass.")));
        assert_eq!(party_mark(" (D) said"), Some(("Democratic Party", "(D)")));
        for none in [", Republican", " (Dortmund)", ", D said", " D-Mass", ""] {
            assert_eq!(party_mark(none), None, "{none}");
        }
    }

    #[test]
    fn appositions_name_the_body() {
        let bodies = Bodies::of(&[]);
        let read = |after: &str| apposition(after).and_then(|words| of_body(&words, &bodies)).map(|(level, name, _)| (level, name));
        let harbour = Some((Belonging::Organisation, "Harbour Workers Union".to_string()));
        assert_eq!(read(", president of the Harbour Workers Union, said"), harbour);
        assert_eq!(read(", a professor of law at Harbour Workers Union, said"), harbour);
        assert_eq!(read(", a senator of the Citizens Party, said"), Some((Belonging::Party, "Citizens Party".into())));
        for none in [
            ", former president of the Harbour Workers Union, said",
            ", a critic of the Harbour Workers Union, said",
            ", a member of the House, said",
            ", president of Norway, said",
            ", who spoke of the Harbour Workers Union, said",
            ", a friend of Ada Hale, said",
        ] {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn a_body_stands_before_a_whole_title() {
        let union = crate::scorecard::example::article("a", "", "").says(
            "Harbour Union",
            crate::actor::Kind::Organisation,
            "It |said |so.",
            0,
            crate::scorecard::example::sure(crate::stance::Stance::None, 0.9),
        );
        let articles = [union];
        let known = crate::scorecard::known(&Default::default(), &articles, &[], &Default::default());
        let bodies = Bodies::of(&known);
        let read = |text: &str| before(text, &bodies).map(|(body, _)| body);
        let union = Some("Harbour Union".to_string());
        assert_eq!(read("On Monday Harbour Union spokesman "), None, "Monday may belong to it");
        for text in
            ["on that day the Harbour Union spokesman ", "the Harbour Union's chief executive officer ", "Later, Harbour Union President "]
        {
            assert_eq!(read(text), union, "{text}");
        }
        for none in [
            "the Harbour Union argued President ",
            "former Harbour Union President ",
            "the Harbour Union ",
            "Tram and Harbour Union President ",
        ] {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn countries_are_those_of_an_office() {
        assert_eq!(country(&["Norwegian", "Prime", "Minister"]).as_deref(), Some("Norway"));
        assert_eq!((country(&["Norwegian", "author"]), country(&["Prime", "Minister"])), (None, None));
    }
}
