//! Which forms are names, and not descriptions that any article could use of somebody else.
use crate::actor::{Kind, person, table};

/// Whether an article's actor has a name by which another article can know it.
pub fn named(name: &str, kind: Kind) -> bool {
    kind.family().is_some() && proper(name)
}

/// "Transport Ministry", "Democrats", not "the company" or "Human rights groups", whose capital is that of a sentence.
pub fn proper(name: &str) -> bool {
    let mut words = name.split_whitespace().skip_while(|word| word.eq_ignore_ascii_case("the"));
    let Some(first) = words.next() else { return false };
    let capital = |word: &str| word.starts_with(|c: char| !c.is_lowercase());
    let inside = |word: &str| word.chars().any(char::is_uppercase);
    words.clone().any(inside) || first.chars().skip(1).any(char::is_uppercase) || capital(first) && !common(first)
}

/// Words that begin a description as well as a sentence.
fn common(word: &str) -> bool {
    let lower = word.to_lowercase();
    let listed = |list: &&str| table::listed(list, &lower);
    ["group", "body", "document", "anonymous", "collective", "political", "generic", "title", "never"].iter().any(listed)
        && !table::listed("people", &lower)
        && !table::listed("government", &lower)
}

/// Whether a form is only a part of a longer name, titles apart: "Mr. Hale" of "Robert Hale".
pub fn part_of(form: &str, name: &str) -> bool {
    let whole = person::words(name);
    let titled = |word: &String| table::listed("title", word) || table::listed("before_title", word);
    let words: Vec<String> = person::words(form).into_iter().skip_while(titled).collect();
    words.len() < whole.len() && words.iter().all(|word| whole.contains(word))
}
