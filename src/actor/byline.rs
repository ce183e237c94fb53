//! Bylines: whether one names a person by whom other articles can know the author.
use crate::actor::{person, table};

/// Words that are in no person's name: bylines of desks and boards, and of outlets.
#[rustfmt::skip]
const NO_PERSON: &[&str] = &[
    "the", "of", "and", "with", "editorial", "board", "staff", "desk", "editor", "editors", "newsroom", "team", "bureau", "correspondent",
    "correspondents", "reporter", "reporters", "writer", "writers", "columnist", "columnists", "contributor", "contributors", "author",
    "authors", "opinion", "opinions", "comment", "letters", "readers", "reader", "guest", "special", "agency", "agencies", "wire", "wires",
    "service", "services", "admin", "administrator", "anonymous", "deputy", "chief", "committee", "council", "university", "institute", "center", "centre",
    "herald", "times", "tribune", "journal", "gazette", "news", "daily", "weekly", "chronicle", "observer", "telegraph", "courier",
    "examiner", "magazine", "network", "media", "radio", "television", "tv", "dispatch", "guardian", "new", "north", "south", "los", "san",
];

/// Words that are a surname behind a forename, and else an outlet's.
const OUTLET: &[&str] =
    &["post", "press", "sun", "star", "mirror", "mail", "globe", "bugle", "standard", "record", "express", "speaks_for"];

/// Particles that stand in lower case in a name.
const PARTICLES: &[&str] = &["de", "del", "della", "da", "dos", "di", "la", "van", "von", "der", "den", "bin", "ibn", "al", "el"];

/// The author's name out of a byline: without "By", titles, and what follows a comma or bracket. Where the byline names several persons,
/// they are one joint author, called by the byline as it is written. `None` without a name.
pub fn author(byline: &str) -> Option<String> {
    let byline = byline.trim();
    let by = byline.split_whitespace().next().filter(|word| word.eq_ignore_ascii_case("by"));
    let written = byline[by.map_or(0, str::len)..].trim_start();
    let first = written.split([',', '(', '|', ';', '\n']).next().unwrap_or_default();
    let several = persons(written);
    let name = if several > 1 && several > persons(first) { one_line(written) } else { bare(first) };
    name.contains(char::is_alphabetic).then_some(name)
}

/// How many persons a byline names.
fn persons(written: &str) -> usize {
    let joins = |word: &str| ["and", "with"].iter().any(|join| word.eq_ignore_ascii_case(join));
    let name = |words: &[&str]| names_one(&bare(&words.join(" ")));
    let parts = written.split([',', '(', ')', '|', ';', '\n', '&', '/']);
    parts.map(|part| part.split_whitespace().collect::<Vec<_>>().split(|word| joins(word)).filter(|words| name(words)).count()).sum()
}

fn bare(name: &str) -> String {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words.len() > 2 && table::listed("title", words[0].trim_end_matches('.').to_lowercase().as_str()) {
        words.remove(0);
    }
    words.join(" ")
}

/// Lines of their own are set apart by semicolons.
fn one_line(written: &str) -> String {
    let lines = written.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("; ").replace(",; ", ", ")
}

/// Whether a byline's name is that of one person: a forename and more, or two to five capital words, none of them a desk's or an outlet's.
pub fn names_one(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let lower: Vec<String> = person::words(name);
    let barred = |list: &[&str]| lower.iter().any(|word| list.contains(&word.as_str()));
    let written = |word: &&str| word.starts_with(char::is_uppercase) || PARTICLES.contains(&word.to_lowercase().as_str());
    let capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    let given = has_forename(name);
    let body = name.contains(['&', ',', ';', '|', '/', '@']) || table::listed("organisation", name) || !table::pointers(name).is_empty();
    (2..=5).contains(&lower.len()) && !body && !barred(NO_PERSON) && (given || !barred(OUTLET)) && words.iter().all(written) && capitals > 1
}

/// Whether a name begins with a forename of the table.
pub fn has_forename(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default().to_lowercase();
    let mut letters = first.chars();
    let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    table::forename(&capital).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_personal_name_names_one() {
        for name in ["Ada Hale", "ADA HALE", "J. Hale", "Emily Post", "Ada van der Moss", "Qel Ostrand"] {
            assert!(names_one(name), "{name}");
        }
        for name in [
            "The Editorial Board",
            "Editorial Board",
            "Herald Staff",
            "News Desk",
            "The Editors",
            "Our Correspondent",
            "Kelmouth Herald",
            "Kelmouth Post",
            "Associated Press",
            "Reuters",
            "Hale",
            "Ann Reyes and Bo Lind",
            "ANN REYES AND BO LIND",
            "Ann Reyes & Bo Lind",
            "the author",
        ] {
            assert!(!names_one(name), "{name}");
        }
    }
}
