//! One issue by itself.
use super::Kind;
use super::words::{listed, plain, words};
use crate::actor::table::{Pointer, forename, place};
use crate::curation::Finding;
use crate::curation::finding::{Place, Said};
use crate::issue::{Issue, stems};

/// What its name, description and keywords show.
pub fn findings(issue: &Issue, place: Place) -> Vec<Finding<Kind>> {
    let name = name(issue).map(|(kind, said)| place.warning(kind, said));
    let description = description(issue).map(|(kind, said)| place.warning(kind, said));
    name.into_iter().chain(description).chain(keywords(issue, place)).chain(senses(issue, place)).collect()
}

fn name(issue: &Issue) -> Option<(Kind, Said)> {
    let (name, plain) = (issue.name.trim(), plain(&issue.name));
    match () {
        _ if name.ends_with('?') || is_question(name) => Some((Kind::Unarguable, question(name))),
        _ if listed("wide", &plain) => Some((Kind::TooWide, wide(name))),
        _ if is_topic(name, &plain) => Some((Kind::Unarguable, topic(name))),
        _ => is_claim(name).then(|| (Kind::Unarguable, claim(name))),
    }
}

/// "How to fund the schools": "Should" and the like ask only at the beginning.
fn is_question(name: &str) -> bool {
    let words = words(name);
    words.len() > 1 && listed("question", &words[0]) && !name.starts_with("May ") && words[0] != "whether"
}

/// A topic of the list, a field such as "climate policy", a country or a person.
fn is_topic(name: &str, plain: &str) -> bool {
    let last = plain.rsplit(' ').next().unwrap_or(plain);
    let field = listed("field", last) && plain.split(' ').count() < 4 && !plain.contains("ing ");
    let country = place(name, Pointer::Name).is_some();
    let mut parts = name.split_whitespace();
    let person = parts.next().is_some_and(|first| forename(first).is_some())
        && (1..3).contains(&parts.clone().count())
        && parts.all(|word| word.starts_with(char::is_uppercase) && !word.ends_with("'s"));
    listed("topic", plain) || field || country || person
}

/// "The bridge is unsafe": a sentence that proposes nothing.
fn is_claim(name: &str) -> bool {
    let words = words(name);
    let verb = words.iter().skip(1).position(|word| listed("claims", word)).map(|at| at + 1);
    let clause = |end: usize| {
        words[..end].iter().any(|word| ["that", "who", "which", "where", "claims", "claim", "whether"].contains(&word.as_str()))
    };
    let proposal = words.iter().any(|word| listed("proposes", word));
    verb.is_some_and(|at| !clause(at)) && !proposal
}

fn question(name: &str) -> Said {
    Said {
        wrong: format!("the name {name:?} is a question"),
        why: "nobody is for or against a question, so the model cannot tell supporters from opponents",
        remedy: "name one answer to it, such as \"Banning night flights\"".into(),
    }
}

fn wide(name: &str) -> Said {
    Said {
        wrong: format!("the name {name:?} holds many issues"),
        why: "people are for one part of it and against another, and nearly every article touches it",
        remedy: "name each proposal that is argued about as an issue of its own".into(),
    }
}

fn topic(name: &str) -> Said {
    Said {
        wrong: format!("the name {name:?} is a topic, and no proposal"),
        why: "who speaks of it is neither for nor against it; what counts as support is then left to the model",
        remedy: "name what one can want done, such as \"Stricter limits to ...\", \"A ban on ...\", \"Keeping ...\"".into(),
    }
}

fn claim(name: &str) -> Said {
    Said {
        wrong: format!("the name {name:?} states a fact"),
        why: "to believe it is not to be for it: who warns of it would count as supportive",
        remedy: "name what one can want done about it".into(),
    }
}

fn description(issue: &Issue) -> Option<(Kind, Said)> {
    let words = words(&issue.description);
    if words.is_empty() {
        let said = Said {
            wrong: "it has no description".into(),
            why: "the model reads it beside the name, and readers of a report look it up",
            remedy: "say what being for it means: description = \"Being for it means wanting ...\"".into(),
        };
        return Some((Kind::NoDescription, said));
    }
    (!words.iter().any(|word| listed("for", word))).then(|| {
        let said = Said {
            wrong: format!("the description {:?} does not say what being for it means", issue.description.trim()),
            why: "the model reads it to tell supporters from opponents",
            remedy: "begin with \"Being for it means wanting ...\"".into(),
        };
        (Kind::UnclearDescription, said)
    })
}

fn keywords<'a>(issue: &'a Issue, place: Place<'a>) -> impl Iterator<Item = Finding<Kind>> + 'a {
    issue.keywords.iter().filter_map(move |keyword| {
        let (specific, telling) = (stems::specific(keyword), issue.keywords.iter().any(|keyword| !stems::specific(keyword).is_empty()));
        let word = keyword.trim().to_lowercase();
        match () {
            _ if specific.is_empty() && telling => Some(place.note(Kind::IdleKeyword, idle(keyword))),
            _ => listed("other_meaning", &word).then(|| place.warning(Kind::GreedyKeyword, greedy(keyword))),
        }
    })
}

fn idle(keyword: &str) -> Said {
    Said {
        wrong: format!("the keyword {keyword:?} holds only words that news of every topic is full of"),
        why: "it tells no issue from another, so it is passed over",
        remedy: "leave it out, or write the phrase that is used on this issue alone".into(),
    }
}

fn greedy(keyword: &str) -> Said {
    Said {
        wrong: format!("the keyword {keyword:?} is a common word, or has another meaning; capital letters make no difference"),
        why: "it brings sentences on other matters to the model, which takes time and makes false findings",
        remedy: "write a phrase that is used on this issue, such as \"interest rates\" for \"rates\"".into(),
    }
}

/// Words, and a common one of another meaning that has their stem.
const SENSES: &[(&[&str], &str)] = &[
    (&["import", "imports", "imported", "importing"], "important"),
    (&["organ", "organs"], "organization"),
    (&["execute", "executed", "execution", "executions"], "executive"),
    (&["intern", "interns"], "international"),
    (&["author", "authors"], "authorities"),
    (&["universe"], "university"),
    (&["relative", "relatives"], "relations"),
    (&["conservation"], "conservative"),
];

/// Words of the name and the keywords that are compared by a stem with another meaning.
fn senses<'a>(issue: &'a Issue, place: Place<'a>) -> impl Iterator<Item = Finding<Kind>> + 'a {
    let all = words(&([&[issue.name.clone()][..], &issue.keywords].concat().join(" ")));
    let shared =
        SENSES.iter().filter_map(move |(words, other)| Some((all.iter().find(|word| words.contains(&word.as_str()))?.clone(), *other)));
    shared.map(move |(word, other)| place.warning(Kind::GreedyKeyword, sense(&word, other)))
}

fn sense(word: &str, other: &str) -> Said {
    Said {
        wrong: format!("the word {word:?} of its name or keywords is compared by its stem, which {other:?} has too"),
        why: "it brings sentences on other matters to the model, which takes time and makes false findings",
        remedy: "write it in another way, such as \"foreign goods\" for \"imports\", or leave it where the run shows no harm".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_two_senses_share_their_stem() {
        for (words, other) in SENSES {
            assert!(words.iter().all(|word| stems::all(word) == stems::all(other)), "{words:?}, {other}");
        }
    }
}
