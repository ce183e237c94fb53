//! Words, verbs and capitals, for rewording.
use crate::table::Lists;
use std::collections::HashMap;
use std::sync::LazyLock;

static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists::read(include_str!("words.tsv")));
static VERBS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| verbs(include_str!("verbs.tsv")));
static GERUNDS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| VERBS.iter().copied().collect());
static BASES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| VERBS.iter().map(|(base, gerund)| (*gerund, *base)).collect());

/// Whether a word, in small letters and without the marks around it, stands in one of the lists of `words.tsv`.
pub(super) fn listed(list: &str, word: &str) -> bool {
    LISTS.has(list, &bare(word))
}

/// "banning" for "ban".
pub(super) fn gerund(base: &str) -> Option<&'static str> {
    GERUNDS.get(bare(base).as_str()).copied()
}

/// "ban" for "banning".
pub(super) fn base(gerund: &str) -> Option<&'static str> {
    BASES.get(bare(gerund).as_str()).copied()
}

/// The text with a capital first letter.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The text with a small first letter where its first word surely is no name.
pub(super) fn lowered(text: &str) -> String {
    let first = text.split(' ').next().unwrap_or_default();
    let only_capital_is_first = first.chars().skip(1).all(|letter| !letter.is_uppercase());
    match only_capital_is_first && first != "I" && (listed("small", first) || base(first).is_some()) {
        true => text.chars().next().map_or_else(String::new, |letter| letter.to_lowercase().chain(text.chars().skip(1)).collect()),
        false => text.to_string(),
    }
}

/// Whether a word is what something belongs to: "mayor's".
pub(super) fn is_possessive(word: &str) -> bool {
    ["'s", "’s", "'", "’"].iter().any(|ending| word.ends_with(ending))
}

fn bare(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric()).replace('’', "'").to_lowercase()
}

fn verbs(table: &'static str) -> Vec<(&'static str, &'static str)> {
    let lines = table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    lines.flat_map(|(_, verbs)| verbs.split('|')).filter_map(|verb| verb.split_once(' ')).collect()
}
