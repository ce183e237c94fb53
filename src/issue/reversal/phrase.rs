//! Noun phrases the other way round: what one can do, and things one can be for or against.
use super::opposite;
use super::words::{base, is_possessive, listed, lowered};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What stands before a noun phrase to reverse it, by its head.
static PREFIXES: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| prefixes(include_str!("heads.tsv")));

/// The wordings that say the opposite of a phrase.
pub(super) fn reversals(words: &[&str]) -> Vec<String> {
    let opposites = opposites(words);
    match (is_action(words), action_after_actor(words)) {
        (true, _) => opposites.into_iter().chain(without_action(words)).collect(),
        (false, _) if !opposites.is_empty() => opposites,
        (false, Some(at)) => inaction(words, at),
        (false, None) => against(words),
    }
}

/// The opposites of a phrase in the table; none where it joins several actions.
pub(super) fn opposites(words: &[&str]) -> Vec<String> {
    if joins_actions(words) { Vec::new() } else { opposite::of_phrase(words) }
}

/// "not raising taxes" for "raising taxes".
fn without_action(words: &[&str]) -> Vec<String> {
    let text = lowered(&words.join(" "));
    let refusal = base(words[0]).map(|base| format!("refusing to {}", [&[base], &words[1..]].concat().join(" ")));
    let prefixes = if refusal.is_some() { ["not", "ruling out"].as_slice() } else { &["not", "deciding against"] };
    prefixes.iter().map(|prefix| format!("{prefix} {text}")).chain(refusal).collect()
}

/// "the mayor not selling the park" for "the mayor selling the park".
fn inaction(words: &[&str], at: usize) -> Vec<String> {
    let (actor, action) = words.split_at(at);
    vec![format!("{} not {}", actor.join(" "), action.join(" "))]
}

fn against(words: &[&str]) -> Vec<String> {
    let text = lowered(&words.join(" "));
    let prefixes = prefixes_of(head(words)).or_else(|| PREFIXES.get("*"));
    prefixes.into_iter().flatten().map(|prefix| format!("{prefix} {text}")).collect()
}

/// Whether the phrase begins with an action: "raising taxes", "publicly naming the donors".
pub(super) fn is_action(words: &[&str]) -> bool {
    match words {
        [first, second, ..] if is_adverb(first) => is_gerund(second) && !listed("not_action", second) && !listed("maybe_action", second),
        [first, rest @ ..] if listed("maybe_action", first) => {
            rest.first().is_some_and(|next| listed("determiner", next) || listed("link", next))
        }
        [first, second, ..] => is_gerund(first) && *second != "of" && !listed("not_action", first) && is_whole_verb(first),
        _ => false,
    }
}

fn is_adverb(word: &str) -> bool {
    word.ends_with("ly") && !listed("not_adverb", word)
}

fn is_gerund(word: &str) -> bool {
    let known = base(word).is_some();
    let looks_so = word.len() > 5 && word.ends_with("ing") && word.starts_with(char::is_lowercase);
    known || looks_so
}

/// Whether a word inside a phrase begins an action rather than names a thing.
fn is_verb(word: &str) -> bool {
    base(word).is_some() && word.starts_with(char::is_lowercase) && !listed("maybe_action", word)
}

fn is_whole_verb(word: &str) -> bool {
    word.split_once('-').is_none_or(|(before, _)| listed("prefix_action", before))
}

/// Where the action begins in "the mayor selling the park".
fn action_after_actor(words: &[&str]) -> Option<usize> {
    let verb = words.iter().position(|word| is_verb(word))?;
    let at = verb - usize::from(verb > 0 && is_adverb(words[verb - 1]));
    let actor = &words[..at];
    let noun_before = actor.last().is_some_and(|word| !listed("determiner", word) && !is_possessive(word) && prefixes_of(word).is_none());
    let plain = noun_before && !actor.iter().any(|word| listed("link", word) || listed("coordinator", word));
    let object = words
        .get(verb + 1)
        .is_some_and(|next| listed("determiner", next) || next.starts_with(char::is_uppercase) || next.ends_with("selves"));
    (plain && object).then_some(at)
}

/// Whether a second action is joined to the first, so that the opposite of the first alone is not the opposite.
fn joins_actions(words: &[&str]) -> bool {
    let second = |pair: &[&str]| listed("coordinator", pair[0]) && (is_gerund(pair[1]) && is_action(&[pair[1], "it"]));
    words.iter().skip(1).any(|word| listed("join", word)) || words.windows(2).any(second)
}

/// The last word before the first preposition or action.
fn head<'a>(words: &[&'a str]) -> &'a str {
    let ends = |at: &usize| listed("link", words[*at]) || is_verb(words[*at]);
    let end = (1..words.len()).find(ends).unwrap_or(words.len());
    words[end - 1]
}

fn prefixes_of(head: &str) -> Option<&'static Vec<&'static str>> {
    singulars(&head.to_lowercase()).iter().find_map(|head| PREFIXES.get(head.as_str()))
}

fn singulars(word: &str) -> [String; 4] {
    let without = |ending: &str, instead: &str| word.strip_suffix(ending).map_or_else(String::new, |stem| format!("{stem}{instead}"));
    [word.to_string(), without("s", ""), without("es", ""), without("ies", "y")]
}

fn prefixes(table: &'static str) -> HashMap<&'static str, Vec<&'static str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    lines.flat_map(|(heads, prefixes)| heads.split('|').map(move |head| (head, prefixes.split('|').collect()))).collect()
}
