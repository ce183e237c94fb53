//! Whose words: the noun phrase that a verb group reports of.
use crate::statement::phrase;
use crate::statement::verb::{self, Group, Voice};
use crate::token::Token;
use std::ops::Range;

/// Where a source comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A noun phrase before the verb.
    Before(Range<usize>),
    /// A noun phrase behind the verb: `"...," said Smith`, `opposed by Smith`.
    After(Range<usize>),
    /// A relative clause's antecedent: "Smith, who said".
    Antecedent(Range<usize>),
    /// The subject of the clause before: "..., saying", "and said".
    Inherited,
}

/// The source of a verb group, or `None` where the sentence gives none.
pub fn of(tokens: &[Token], group: &Group) -> Option<Source> {
    match group.voice {
        Voice::Passive => by(tokens, group),
        Voice::Participle => Some(participle(tokens, group)),
        Voice::Active => inverted(tokens, group).map(Source::After).or_else(|| before(tokens, group.tokens.start)),
    }
}

fn by(tokens: &[Token], group: &Group) -> Option<Source> {
    let by = (group.tokens.end..tokens.len().min(group.tokens.end + 4)).find(|i| tokens[*i].is("by"))?;
    phrase::right(tokens, by + 1).map(|range| Source::After(extended(tokens, range)))
}

/// "signs saying", but "..., saying" and "by saying" go to the clause's subject.
fn participle(tokens: &[Token], group: &Group) -> Source {
    let start = group.tokens.start;
    if let Some(range) = main_clause(tokens, start) {
        return Source::Antecedent(range);
    }
    let noun = start
        .checked_sub(1)
        .map(|i| &tokens[i])
        .filter(|t| t.word && !t.quoted && !phrase::link(t) && !phrase::barrier(t) && !phrase::verb(t) && !phrase::time_word(t));
    match noun.and_then(|_| phrase::left(tokens, start)) {
        Some(range) => Source::Before(range),
        None => Source::Inherited,
    }
}

/// "Saying that ..., Smith left": the subject behind the comma.
fn main_clause(tokens: &[Token], start: usize) -> Option<Range<usize>> {
    let comma = (start + 1..tokens.len()).filter(|_| start == 0).find(|i| opens_clause(tokens, *i))?;
    phrase::right(tokens, comma + 1)
}

/// Whether a clause with a subject of its own stands behind the comma at `at`.
pub fn opens_clause(tokens: &[Token], at: usize) -> bool {
    let comma = tokens[at].is(",") && (!tokens[at].quoted || tokens.get(at + 1).is_some_and(|t| !t.word));
    let start = at + 1 + usize::from(tokens[at].quoted);
    comma && phrase::right(tokens, start).is_some_and(|range| tokens.get(range.end).is_some_and(|t| phrase::verb(t) && !t.quoted))
}

/// `said Smith` behind a quotation or a comma.
fn inverted(tokens: &[Token], group: &Group) -> Option<Range<usize>> {
    let last = tokens.get(group.tokens.start.checked_sub(1)?)?;
    let opens = last.quoted || last.any(&[",", "?", "!", "—", "–", "”", "\"", "--"]);
    let addressed = ["tell", "remind", "inform", "advise", "notify", "assure", "urge", "brief"].contains(&group.cue.base.as_str());
    if !group.cue.sense.say || addressed || !opens || group.tokens.len() > 2 {
        return None;
    }
    let range = phrase::right(tokens, group.tokens.end)?;
    let bare = last.is(",") && !last.quoted;
    let named = tokens[range.start].capital && tokens.get(range.end).is_none_or(|t| t.any(&[",", ".", "("]));
    let told_before = bare && !named && before(tokens, group.tokens.start).is_some_and(|source| source != Source::Inherited);
    if told_before || bare && !start_of_name(&tokens[range.start]) {
        return None;
    }
    let pronoun = tokens[range.start].any(&["him", "them", "me", "us", "you", "himself", "herself", "it"]);
    let after = tokens.get(range.end);
    let closes = after.is_none_or(|t| {
        !t.word
            || t.quoted
            || phrase::link(t)
            || phrase::time_word(t)
            || t.any(&["who", "during", "when", "as", "after", "while", "and", "before"])
            || phrase::adverb(t)
    });
    let clause = after.is_some_and(|t| phrase::verb(t) && !t.quoted);
    (!pronoun && closes && !clause).then(|| extended(tokens, range))
}

fn start_of_name(token: &Token) -> bool {
    token.capital || phrase::determiner(token) || token.any(&["one", "two", "former", "he", "she"])
}

/// The phrase with the apposition or relative clause behind it: "Smith, a farmer from Iowa".
pub fn extended(tokens: &[Token], range: Range<usize>) -> Range<usize> {
    let comma = tokens.get(range.end).is_some_and(|t| t.is(",") && !t.quoted);
    let apposition = tokens.get(range.end + 1).is_some_and(|t| {
        !t.quoted
            && (phrase::determiner(t) && !t.any(&["this", "that"])
                || t.any(&["who", "whose", "former", "chairman", "director", "president", "spokesman", "author", "founder", "professor"])
                || t.lower.chars().all(|c| c.is_ascii_digit()) && t.word)
    });
    if !comma || !apposition {
        return range;
    }
    let end = (range.end + 1..tokens.len().min(range.end + 30))
        .find(|i| tokens[*i].quoted || tokens[*i].any(&[",", ".", ";", ":", "?", "!", "—", "–", "("]));
    match end {
        Some(end) => range.start..end,
        None => range,
    }
}

fn before(tokens: &[Token], start: usize) -> Option<Source> {
    let last = tokens.get(start.checked_sub(1)?)?;
    if last.any(&["who", "which", "that"]) && !last.quoted {
        let noun = if start >= 2 && tokens[start - 2].is(",") { start - 2 } else { start - 1 };
        return phrase::left(tokens, noun).map(Source::Antecedent);
    }
    if last.any(&["and", "or", "but", "then", "also"]) {
        return Some(Source::Inherited);
    }
    if last.any(&[",", "—", "–", "--"]) {
        return Some(across(tokens, start).map_or(Source::Inherited, Source::Before));
    }
    phrase::left(tokens, start).map(|range| Source::Before(with_relative(tokens, range)))
}

/// "a general who left the army says": the phrase from its antecedent on.
fn with_relative(tokens: &[Token], range: Range<usize>) -> Range<usize> {
    let floor = range.start.saturating_sub(20);
    let open = (floor..range.start).rev().take_while(|i| tokens[*i].word && !tokens[*i].quoted).find(|i| tokens[*i].is("who"));
    match open.and_then(|who| phrase::left(tokens, who)) {
        Some(antecedent) if !phrase::subject_pronoun(&tokens[range.start]) => antecedent.start..range.end,
        _ => range,
    }
}

/// The noun phrase before an insertion that ends at `start`: "Smith, who is 40, said".
fn across(tokens: &[Token], start: usize) -> Option<Range<usize>> {
    let mark = &tokens[start - 1].lower;
    let floor = start.saturating_sub(40);
    let mut found = None;
    for open in (floor..start - 1).rev().filter(|i| tokens[*i].is(mark) && !tokens[*i].quoted) {
        let first = &tokens[open + 1];
        let clause =
            first.any(&["but", "because", "although", "and", "while", "he", "she", "they", "it", "we", "i", "saying", "adding", "that"]);
        if clause || found.is_some() && first.any(&["when", "if", "as", "after", "before", "though"]) {
            break;
        }
        let Some(range) = phrase::left(tokens, open).filter(|range| clause_start(tokens, range.start)) else { continue };
        let inside = range.start > 0 && tokens[range.start - 1].is(mark);
        found = Some(range.start..start - 1);
        if !inside {
            break;
        }
    }
    found
}

/// Whether a clause can begin at `at`.
fn clause_start(tokens: &[Token], at: usize) -> bool {
    at == 0
        || !tokens[at - 1].word
        || tokens[at - 1].quoted
        || phrase::barrier(&tokens[at - 1])
        || tokens[at - 1].any(&["and", "but", "said"])
        || phrase::link(&tokens[at - 1])
}

/// The subject of the sentence's first clause: the noun phrase before its first verb.
pub fn of_clause(tokens: &[Token]) -> Option<Range<usize>> {
    let verb = (1..tokens.len().min(60)).find(|i| !tokens[*i].quoted && phrase::verb(&tokens[*i]) && finite(tokens, *i))?;
    match before(tokens, verb::start(tokens, verb))? {
        Source::Before(range) | Source::Antecedent(range) => Some(range),
        Source::After(_) | Source::Inherited => None,
    }
}

fn finite(tokens: &[Token], at: usize) -> bool {
    let before = &tokens[at - 1];
    !phrase::determiner(before) && !phrase::link(before) && !before.is("'s") && !(before.any(&["who", "which", "that"]))
}
