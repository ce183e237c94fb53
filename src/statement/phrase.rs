//! Noun phrases without a parser: closed classes of words say where a phrase begins and ends.
use crate::statement::cue::{self, Form};
use crate::table::Lists;
use crate::token::Token;
use std::ops::Range;
use std::sync::LazyLock;

static WORDS: LazyLock<Lists> = LazyLock::new(|| Lists::read(include_str!("words.tsv")));

/// Whether a word stands in one of the lists of `words.tsv`.
pub fn listed(list: &str, word: &str) -> bool {
    WORDS.has(list, word)
}

/// Whether the token is a pronoun that is a whole subject.
pub fn subject_pronoun(token: &Token) -> bool {
    WORDS.has("subject", &token.lower)
}

/// Whether the token cannot stand inside a noun phrase that is a subject.
pub fn barrier(token: &Token) -> bool {
    WORDS.has("barrier", &token.lower) || auxiliary(token)
}

/// Whether the token is an auxiliary verb.
pub fn auxiliary(token: &Token) -> bool {
    WORDS.has("auxiliary", &token.lower)
}

/// Whether the token is an article, possessive or quantity that begins a noun phrase.
pub fn determiner(token: &Token) -> bool {
    WORDS.has("determiner", &token.lower)
}

/// Whether the token is a preposition that can join two noun phrases.
pub fn link(token: &Token) -> bool {
    WORDS.has("link", &token.lower)
}

/// Whether the token is an adverb in -ly.
pub fn adverb(token: &Token) -> bool {
    !token.capital && token.lower.ends_with("ly") && token.lower.len() > 4 && !WORDS.has("not_adverb", &token.lower)
}

/// Whether the token names a day, a month or a year.
pub fn time_word(token: &Token) -> bool {
    (token.capital || !token.is("march")) && WORDS.has("time", &token.lower) || year(&token.lower)
}

/// Whether a word is a year of the last hundred or next few years.
pub fn year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.chars().all(|c| c.is_ascii_digit())
}

/// Whether the token looks like a finite verb (or a participle: `-ed`).
pub fn verb(token: &Token) -> bool {
    let past = |token: &Token| cue::of(&token.lower).iter().any(|c| c.tail.is_empty() && matches!(c.form, Form::Past | Form::Participle));
    !token.capital && (auxiliary(token) || WORDS.has("verb", &token.lower) || past(token) || participle(token))
}

fn participle(token: &Token) -> bool {
    !token.capital
        && token.lower.len() > 4
        && token.lower.ends_with("ed")
        && !token.any(&["united", "hundred", "breed", "seed", "indeed", "speed", "need", "exceed"])
        && !token.lower.contains('-')
}

fn nominal(token: &Token) -> bool {
    token.word
        && !barrier(token)
        && !link(token)
        && !determiner(token)
        && !adverb(token)
        && !WORDS.has("subject", &token.lower)
        && (!verb(token) || participle(token))
        || token.is(")")
}

/// The noun phrase that ends just before `end`.
pub fn left(tokens: &[Token], end: usize) -> Option<Range<usize>> {
    let last = tokens.get(end.checked_sub(1)?)?;
    if WORDS.has("subject", &last.lower) && !last.is("who")
        || last.any(&["this", "that", "others", "some", "many", "most", "both", "all"]) && !last.is("that")
    {
        return Some(end - 1..end);
    }
    let mut start = end;
    let floor = end.saturating_sub(30);
    while start > floor {
        match step_left(tokens, start, end) {
            Some(next) => start = next,
            None => break,
        }
    }
    let range = trim_left(tokens, start, end);
    (!range.is_empty() && tokens[range.clone()].iter().any(|t| t.word && !determiner(t))).then_some(range)
}

/// Where the phrase begins if it takes in what stands before `start`.
fn step_left(tokens: &[Token], start: usize, end: usize) -> Option<usize> {
    let at = start - 1;
    let token = &tokens[at];
    let before = at.checked_sub(1).and_then(|i| tokens.get(i));
    let next = tokens.get(start).filter(|_| start < end);
    if next.is_some_and(determiner) && !joined(tokens, at) {
        return None;
    }
    if token.is(")") && !token.quoted {
        return (at.saturating_sub(8)..at).rev().find(|i| tokens[*i].is("("));
    }
    if token.any(&["'s", "'", "&"]) {
        return Some(at);
    }
    if !token.word || token.quoted {
        return None;
    }
    if token.any(&["and", "or"]) {
        return coordinated(tokens, at, next);
    }
    if WORDS.has("subject", &token.lower) && !token.any(&["everyone", "someone", "anyone", "nobody"]) {
        return None;
    }
    if time_word(token) && !next.is_some_and(|n| n.is("'s")) && !token.any(&["earlier", "later"]) && !before.is_some_and(determiner) {
        return None;
    }
    if link(token) {
        let linked =
            before.is_some_and(nominal) && next.is_some() && (!token.is("to") || before.is_some_and(|b| WORDS.has("to_noun", &b.lower)));
        return linked.then_some(at);
    }
    if determiner(token) {
        let demonstrative = !next.is_some_and(|n| determiner(n) || n.capital) && (before.is_none_or(|b| !b.word || link(b)));
        return (!token.is("that") || next.is_some() && demonstrative).then_some(at);
    }
    if barrier(token) {
        return None;
    }
    if adverb(token) {
        return before.is_some_and(determiner).then_some(at);
    }
    if before.is_some_and(|b| b.is("to")) && !token.capital && next.is_some() {
        return None;
    }
    if verb(token) {
        let modifies = before.is_some_and(|b| determiner(b) || b.is("'s") || adverb(b)) && !WORDS.has("verb", &token.lower);
        let reduced = participle(token) && next.is_some_and(link) && before.is_some_and(nominal);
        return (modifies && next.is_some() || reduced).then_some(at);
    }
    Some(at)
}

fn joined(tokens: &[Token], at: usize) -> bool {
    link(&tokens[at]) || tokens[at].any(&["all", "both", "and"]) || determiner(&tokens[at])
}

fn coordinated(tokens: &[Token], at: usize, next: Option<&Token>) -> Option<usize> {
    next?;
    let before = left_simple(tokens, at)?;
    let apart = before.start == 0
        || !tokens[before.start - 1].word
        || tokens[before.start - 1].any(&["that", "but", "while", "because", "as", "when", "if"]);
    apart.then_some(before.start)
}

fn left_simple(tokens: &[Token], end: usize) -> Option<Range<usize>> {
    let mut start = end;
    while start > 0 && end - start < 12 {
        let token = &tokens[start - 1];
        let inside = token.word
            && !token.quoted
            && !barrier(token)
            && !verb(token)
            && !time_word(token)
            && (!link(token) || token.is("of") && start < end);
        if !inside {
            break;
        }
        start -= 1;
    }
    (start < end).then_some(start..end)
}

/// Drops what cannot begin a noun phrase, and a prepositional phrase in front of a name ("In Paris Mr. Smith").
fn trim_left(tokens: &[Token], start: usize, end: usize) -> Range<usize> {
    let mut start = start;
    while start < end && (link(&tokens[start]) || tokens[start].any(&["'s", "'", "&", "and", "or"])) {
        start += 1;
    }
    let after_link = start > 0 && link(&tokens[start - 1]);
    if after_link && tokens[end - 1].capital {
        let name = (start..end).rev().take_while(|i| tokens[*i].capital || tokens[*i].is("'s")).last().unwrap_or(start);
        if name > start && !link(&tokens[name - 1]) {
            return name..end;
        }
    }
    start..end
}

/// The noun phrase that begins at `start`.
pub fn right(tokens: &[Token], start: usize) -> Option<Range<usize>> {
    let first = tokens.get(start)?;
    if first.any(&["he", "she", "they", "we", "i", "it", "him", "them", "me", "us", "you", "himself", "herself", "everyone", "others"]) {
        return Some(start..start + 1);
    }
    if !first.word
        || first.quoted
        || link(first)
        || (barrier(first) && !first.any(&["that"]))
        || time_word(first)
        || !first.capital && verb(first) && !participle(first)
    {
        return None;
    }
    let mut end = start;
    while end < tokens.len() && end - start < 25 && takes_in(tokens, start, end) {
        end = closing_bracket(tokens, end).unwrap_or(end) + 1;
    }
    while end > start && (link(&tokens[end - 1]) || determiner(&tokens[end - 1]) || tokens[end - 1].any(&["and", "or", "&"])) {
        end -= 1;
    }
    (end > start && tokens[start..end].iter().any(|t| t.word && !determiner(t))).then_some(start..end)
}

fn closing_bracket(tokens: &[Token], at: usize) -> Option<usize> {
    tokens[at].is("(").then(|| (at..tokens.len().min(at + 9)).find(|i| tokens[*i].is(")"))).flatten()
}

fn takes_in(tokens: &[Token], start: usize, at: usize) -> bool {
    let token = &tokens[at];
    let next = tokens.get(at + 1);
    if token.quoted {
        return false;
    }
    if token.any(&["'s", "'", "&"]) || closing_bracket(tokens, at).is_some() && at > start {
        return at > start;
    }
    if !token.word || time_word(token) && !next.is_some_and(|n| n.is("'s")) && at > start {
        return false;
    }
    if token.any(&["and", "or"]) {
        let names = tokens[at - 1].capital && next.is_some_and(|n| n.capital);
        let plain = !tokens[at - 1].capital && next.is_some_and(|n| !n.capital && n.word && !verb(n) && !determiner(n) && !barrier(n));
        return at > start && (names || plain);
    }
    if link(token) {
        return at > start
            && next.is_some_and(|n| n.word && !n.quoted && !time_word(n) && !barrier(n) || n.any(&["that"]))
            && !circumstance(tokens, at);
    }
    if determiner(token) {
        return at == start || link(&tokens[at - 1]) || determiner(&tokens[at - 1]) || tokens[at - 1].any(&["and", "or", "all", "both"]);
    }
    if barrier(token) || WORDS.has("subject", &token.lower) {
        return false;
    }
    if adverb(token) {
        return at > start && determiner(&tokens[at - 1]);
    }
    !verb(token)
        || at > start && (determiner(&tokens[at - 1]) || tokens[at - 1].is("'s"))
        || participle(token) && (at == start || next.is_some_and(link))
}

/// Whether the preposition at `at` begins a circumstance of speaking and not a part of the speaker: "in an interview", "to reporters".
fn circumstance(tokens: &[Token], at: usize) -> bool {
    let phrase = &tokens[at + 1..tokens.len().min(at + 5)];
    !tokens[at].any(&["of", "for", "from"]) && phrase.iter().take_while(|t| t.word).any(|t| WORDS.has("occasion", &t.lower) || time_word(t))
}

/// The head of a noun phrase: its last word before a preposition, a relative clause, an apposition or a bracket.
pub fn head(tokens: &[Token], phrase: Range<usize>) -> usize {
    let stop = phrase.clone().skip(1).find(|i| {
        let token = &tokens[*i];
        link(token)
            || !token.word && !token.is("'")
            || token.any(&["who", "which", "that", "familiar", "close", "and", "or", "with"])
            || participle(token) && tokens.get(i + 1).is_some_and(link)
    });
    stop.unwrap_or(phrase.end).saturating_sub(1).max(phrase.start)
}
