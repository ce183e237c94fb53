//! Persons of one article: which names are one person.
use crate::actor::table::{self, Gender};
use std::collections::{BTreeMap, BTreeSet};

/// The words of a name in lower case, without "Jr." and initials' dots.
pub fn words(name: &str) -> Vec<String> {
    let word = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    name.split_whitespace().map(word).filter(|w| !w.is_empty() && !["jr", "sr", "ii", "iii", "iv"].contains(&w.as_str())).collect()
}

/// The words of a person's name in lower case; "J.D." and "JD" are two initials.
pub fn initials_apart(name: &str) -> Vec<String> {
    let shouted = name.chars().all(|c| !c.is_lowercase());
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).collect::<Vec<char>>();
    let initials = |word: &str| {
        let letters = letters(word);
        let dotted = word.chars().filter(|c| *c == '.').count() == letters.len();
        let bare = !shouted && letters.len() == 2 && letters.iter().all(|c| c.is_uppercase()) && word.len() == 2;
        letters.len() > 1 && (dotted || bare)
    };
    let apart = |word: &str| {
        if initials(word) { letters(word).iter().map(char::to_string).collect::<Vec<_>>().join(" ") } else { word.to_string() }
    };
    words(&name.split_whitespace().map(apart).collect::<Vec<_>>().join(" "))
}

/// Whether a name is a son's: "Jr."
pub fn junior(name: &str) -> bool {
    name.split_whitespace().last().is_some_and(|last| matches!(last.trim_end_matches('.'), "Jr" | "II" | "III" | "IV"))
}

/// Whether a name is two people's: "Trump-Vladimir Putin".
pub fn paired(name: &str) -> bool {
    let halves = name.split_whitespace().filter_map(|word| word.split_once('-'));
    halves.into_iter().any(|(first, second)| table::forename(second).is_some() && table::forename(first).is_none() && first.len() > 2)
}

/// A person's gender by title, else by forename.
pub fn gender(name: &str, title: &str) -> Option<Gender> {
    let titled = |list: &str| title.split(' ').any(|word| table::listed(list, word));
    if titled("female_title") {
        return Some(Gender::Female);
    }
    if titled("male_title") {
        return Some(Gender::Male);
    }
    let first = name.split_whitespace().next().filter(|first| name.contains(' ') || !first.contains('.'))?;
    table::forename(first).flatten()
}

/// More bearers of one name than this are not told apart.
const MANY: usize = 40;

/// Which persons (by their index among the actors) bear a word as their last or first name.
#[derive(Clone, Debug, Default)]
pub struct Register {
    last: BTreeMap<String, BTreeSet<usize>>,
    first: BTreeMap<String, BTreeSet<usize>>,
    full: BTreeMap<(String, String), BTreeSet<usize>>,
}

impl Register {
    /// Enters a person under the words of a name.
    pub fn enter(&mut self, words: &[String], person: usize) {
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            self.last.entry(last.clone()).or_default().insert(person);
            self.full.entry((first.clone(), last.clone())).or_default().insert(person);
            if words.len() > 1 {
                self.first.entry(first.clone()).or_default().insert(person);
            }
        }
    }

    /// Takes a junior off the bare surname where another person bears it too.
    pub fn yield_surname(&mut self, last: &str, junior: usize) {
        if let Some(bearers) = self.last.get_mut(last).filter(|bearers| bearers.len() > 1) {
            bearers.remove(&junior);
        }
    }

    /// Persons with this last name: the first few where it is very common.
    pub fn by_last(&self, last: &str) -> Vec<usize> {
        self.last.get(last).map(|set| set.iter().copied().take(MANY).collect()).unwrap_or_default()
    }

    /// Persons who can be meant by a full name: those of the same forename, else all of that last name.
    pub fn by_full(&self, words: &[String]) -> Vec<usize> {
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
        match self.full.get(&(first.clone(), last.clone())) {
            Some(set) => set.iter().copied().take(MANY).collect(),
            None => self.by_last(last),
        }
    }

    /// Persons with this first word: forenames, and family names that stand first.
    pub fn by_first(&self, first: &str) -> Vec<usize> {
        self.first.get(first).map(|set| set.iter().copied().take(MANY).collect()).unwrap_or_default()
    }
}

/// Whether two full names with the same last word can be one person: same forename, or one its initial or usual short form.
pub fn same_forename(a: &[String], b: &[String]) -> bool {
    let (Some(a), Some(b)) = (a.first(), b.first()) else { return false };
    let initial = |x: &str, y: &str| x.len() == 1 && y.starts_with(x);
    a == b || initial(a, b) || initial(b, a) || short(a, b) || short(b, a)
}

/// Whether two full names of one last word can be one person's: their forenames agree, and so do their middle names, a letter with a name
/// that begins with it. A middle name may be left out, unless it is a particle, which belongs to the last name.
pub fn one_person(a: &[String], b: &[String]) -> bool {
    let middle = |words: &[String]| words.get(1..words.len().saturating_sub(1)).unwrap_or_default().to_vec();
    let (one, other) = (middle(a), middle(b));
    let begins = |a: &String, b: &String| a.chars().count() == 1 && b.starts_with(a.as_str());
    let rest = if one.len() > other.len() { &one[other.len()..] } else { &other[one.len()..] };
    same_forename(a, b)
        && one.iter().zip(&other).all(|(a, b)| a == b || begins(a, b) || begins(b, a))
        && !rest.iter().any(|word| particle(word))
}

fn particle(word: &str) -> bool {
    const PARTICLES: [&str; 14] = ["bin", "ibn", "ben", "al", "el", "abu", "de", "del", "van", "von", "der", "da", "la", "dos"];
    PARTICLES.contains(&word)
}

fn short(short: &str, long: &str) -> bool {
    const SHORT: &[(&str, &str)] = &[
        ("joe", "joseph"),
        ("mike", "michael"),
        ("bill", "william"),
        ("bob", "robert"),
        ("rob", "robert"),
        ("jim", "james"),
        ("tom", "thomas"),
        ("dan", "daniel"),
        ("ted", "edward"),
        ("chuck", "charles"),
        ("steve", "steven"),
        ("steve", "stephen"),
        ("tim", "timothy"),
        ("ben", "benjamin"),
        ("dave", "david"),
        ("jeff", "jeffrey"),
        ("ron", "ronald"),
        ("rick", "richard"),
        ("dick", "richard"),
        ("tony", "anthony"),
        ("bernie", "bernard"),
        ("ed", "edward"),
        ("greg", "gregory"),
        ("ken", "kenneth"),
        ("liz", "elizabeth"),
        ("kate", "katherine"),
        ("sue", "susan"),
        ("pat", "patrick"),
        ("nick", "nicholas"),
        ("alex", "alexander"),
        ("andy", "andrew"),
        ("matt", "matthew"),
        ("chris", "christopher"),
        ("sam", "samuel"),
        ("rudy", "rudolph"),
        ("volodymyr", "vladimir"),
        ("mitch", "mitchell"),
        ("jerry", "gerald"),
        ("larry", "lawrence"),
        ("barack", "barry"),
        ("debbie", "deborah"),
        ("josh", "joshua"),
        ("don", "donald"),
    ];
    SHORT.contains(&(short, long))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(a: &str, b: &str) -> bool {
        one_person(&words(a), &words(b)) && one_person(&words(b), &words(a))
    }

    #[test]
    fn forenames_and_middle_names_agree() {
        assert!(one("Joe Hale", "Joseph Hale") && one("J. Hale", "Joseph Hale") && one("John F. Moss", "John Moss"));
        assert!(one("John F. Moss", "John Frederick Moss") && one("Ada Mary Hale", "Ada Hale"));
        assert!(!one("John F. Moss", "John G. Moss") && !one("Ada Hale", "Robert Hale"));
        assert!(!one("Omar bin Tarif", "Omar Tarif"));
    }
}
