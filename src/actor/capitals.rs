//! Runs of capital words: where they end, and what they look like.
use crate::actor::name::{Look, Name, never, person_words, text, title_length};
use crate::actor::table::{self, Pointer};
use crate::statement::{cue, phrase};
use crate::token::Token;
use std::ops::Range;

/// A run of capital words, told by its words.
pub fn capitals(body: &str, tokens: &[Token], at: usize) -> Option<Name> {
    let token = &tokens[at];
    let arabic = token.lower.starts_with("al-");
    if surname_may(tokens, at) {
        return Some(Name { tokens: at..at + 1, core: at..at + 1, look: Look::Word });
    }
    let opening = at == 0
        && (token.lower.ends_with("ing") || token.lower.ends_with("ed"))
        && tokens.get(1).is_some_and(|t| t.capital)
        && table::forename(token.span.of(body)).is_none();
    if !(token.capital || arabic)
        || never(token) && !organisation_ahead(body, tokens, at)
        || phrase::time_word(token)
        || opening
        || headline_verb(body, tokens, at)
    {
        return None;
    }
    let mut end = at + 1;
    while end < tokens.len() && end - at < 12 {
        end = match extend(body, tokens, at, end) {
            Some(next) => next,
            None => break,
        };
    }
    let look = look(body, tokens, at..end)?;
    let (start, end) = match &look {
        Look::Person => (at, end.min(person_words(body, tokens, at).end.max(at + 1))),
        _ => (at, end),
    };
    Some(Name { tokens: start..end, core: start..end, look })
}

/// "May" as a surname: a verb or a possessive follows.
fn surname_may(tokens: &[Token], at: usize) -> bool {
    let next = at + 1 + usize::from(tokens.get(at + 1).is_some_and(|t| t.any(&["also", "then", "still", "later", "now"])));
    tokens[at].is("may") && tokens[at].capital && tokens.get(next).is_some_and(|t| t.is("'s") || !t.capital && phrase::verb(t))
}

/// "National Rifle Association", "Republican National Committee": a head word ahead in the same run of capitals.
pub fn organisation_ahead(body: &str, tokens: &[Token], at: usize) -> bool {
    if at == 0
        && tokens[at]
            .any(&["the", "a", "an", "in", "on", "at", "but", "and", "as", "for", "with", "when", "while", "if", "to", "from", "by"])
        || phrase::determiner(&tokens[at])
        || phrase::link(&tokens[at])
    {
        return false;
    }
    if phrase::barrier(&tokens[at]) {
        return false;
    }
    (at + 1..tokens.len().min(at + 5)).take_while(|i| tokens[*i].capital && tokens[*i].word).any(|i| head_word(body, &tokens[i]))
}

fn head_word(body: &str, token: &Token) -> bool {
    table::listed("organisation", token.span.of(body))
}

/// "Obama Authorizes Deploying": a verb of a headline whose words all have capitals is in no name.
fn headline_verb(body: &str, tokens: &[Token], at: usize) -> bool {
    let verb = tokens[at].span.of(body).ends_with('s') && !cue::of(&tokens[at].lower).is_empty();
    let words = || tokens.iter().filter(|token| token.word);
    let capitals = words().filter(|token| token.capital).count();
    verb && capitals >= 5 && 4 * capitals >= 3 * words().count() && tokens.last().is_some_and(|token| !token.is("."))
}

fn extend(body: &str, tokens: &[Token], at: usize, end: usize) -> Option<usize> {
    let token = tokens.get(end)?;
    let next = tokens.get(end + 1);
    if token.quoted != tokens[at].quoted {
        return None;
    }
    if title_length(tokens, end).is_some()
        && !head_word(body, token)
        && tokens.get(end + 1).is_some_and(|t| t.capital && t.word && !head_word(body, t))
        && !(at + 1..end).any(|i| tokens[i].any(&["of", "for"]))
    {
        return None;
    }
    if headline_verb(body, tokens, end) {
        return None;
    }
    let forename =
        table::forename(token.span.of(body)).is_some() && tokens.get(end + 1).is_some_and(|t| t.capital && t.word && !head_word(body, t));
    if forename && head_word(body, &tokens[end - 1]) && !(at..end).any(|i| tokens[i].any(&["of", "for"]))
        || forename && (at..end).any(|i| tokens[i].is("of")) && head_word(body, &tokens[end - 1])
    {
        return None;
    }
    if forename && acronym(tokens[end - 1].span.of(body)) {
        return None;
    }
    let after_forename = end == at + 1
        && table::forename(tokens[at].span.of(body)).is_some()
        && token.any(&["white", "black", "north", "west", "good", "may", "little", "moon", "rice"]);
    if token.capital
        && token.word
        && !phrase::time_word(token)
        && (!never(token) || after_forename || head_word(body, token) || inner(body, tokens, end))
    {
        return Some(end + 1);
    }
    let capital = |i: usize| tokens.get(i).is_some_and(|t| t.capital && t.word && !phrase::time_word(t));
    let headed = (at..end).any(|i| head_word(body, &tokens[i]));
    if token.any(&["of", "for", "on"]) && headed && (capital(end + 1) || next.is_some_and(|n| n.is("the")) && capital(end + 2)) {
        return Some(if capital(end + 1) { end + 2 } else { end + 3 });
    }
    let listing = headed && (at..end).any(|i| tokens[i].any(&["of", "for", "on"]));
    if token.any(&["and", "&"])
        && listing
        && capital(end + 1)
        && table::forename(tokens[end + 1].span.of(body)).is_none()
        && !phrase::verb(tokens.get(end + 2).unwrap_or(token))
    {
        return Some(end + 2);
    }
    let owned = token.any(&["'s", "'"]) && table::listed("owner", &tokens[end - 1].lower);
    if owned && capital(end + 1) {
        return Some(end + 2);
    }
    let office = token.is("and") && table::listed("joins", &tokens[end - 1].lower) && capital(end + 1);
    if office && (end + 1..tokens.len().min(end + 4)).any(|i| tokens[i].capital && head_word(body, &tokens[i])) {
        return Some(end + 2);
    }
    let joined = token.any(&["and", "&"])
        && capital(end + 1)
        && tokens.get(end + 2).is_some_and(|t| t.capital && head_word(body, t))
        && !headed
        && token.is("&");
    let particle = token.any(&["de", "del", "van", "von", "der", "bin", "al", "el", "da", "dos", "la"]) && capital(end + 1);
    let arabic = token.lower.starts_with("al-") || token.lower.starts_with("el-");
    (joined || particle || arabic).then_some(end + if arabic { 1 } else { 2 })
}

/// A word that begins no name but can stand inside one before a head: "House Democratic Caucus".
fn inner(body: &str, tokens: &[Token], at: usize) -> bool {
    (at + 1..tokens.len().min(at + 3)).any(|i| tokens[i].capital && head_word(body, &tokens[i]))
        && !phrase::determiner(&tokens[at])
        && !phrase::barrier(&tokens[at])
}

fn look(body: &str, tokens: &[Token], range: Range<usize>) -> Option<Look> {
    let form = text(body, tokens, range.clone());
    let words: Vec<&str> = range.clone().map(|i| tokens[i].span.of(body)).collect();
    let last = words.last().copied().unwrap_or("");
    let end_of_head = range.clone().find(|i| tokens[*i].any(&["of", "for", "on"])).unwrap_or(range.end);
    let head = tokens[end_of_head - 1].span.of(body);
    if table::listed("place", &form) || thing(last) {
        return None;
    }
    if table::place(&form, Pointer::Adjective).is_some() {
        return None;
    }
    if range.len() > 1 && (table::listed("organisation", head) || table::listed("organisation", last)) {
        let public = table::listed("government", &head.to_lowercase()) || table::listed("government", &last.to_lowercase());
        return Some(if public { Look::Body } else { Look::Organisation });
    }
    if last.starts_with("R-") || last.starts_with("D-") || last.starts_with("I-") {
        return None;
    }
    if range.len() == 1 && table::listed("group", &last.to_lowercase()) {
        return table::listed("people", &last.to_lowercase()).then_some(Look::Group);
    }
    if range.len() == 1 && table::listed("title", &last.to_lowercase()) {
        return None;
    }
    if ["Democrat", "Republican", "Democrats", "Conservative", "Liberal", "Dems"].contains(&last) {
        return None;
    }
    if range.len() == 1 && acronym(last) {
        return Some(if table::listed("government", &last.to_lowercase()) { Look::Body } else { Look::Organisation });
    }
    if range.len() == 1 && camel(last) {
        return Some(Look::Organisation);
    }
    if words.iter().any(|word| word.contains('/')) {
        return None;
    }
    let verbs = range.clone().skip(1).any(|i| {
        phrase::verb(&Token { capital: false, ..tokens[i].clone() }) || ["says", "sought", "affirms"].contains(&tokens[i].lower.as_str())
    });
    let abbreviated = range.len() == 1 && last.ends_with('.') && last.len() > 3;
    let opening = range.start == 0
        && range.len() == 1
        && (last.ends_with("ly") || last.ends_with("ing"))
        && tokens.get(1).is_some_and(|t| !t.capital);
    if verbs || abbreviated || opening {
        return None;
    }
    if (2..=4).contains(&range.len()) && table::forename(words[0]).is_some() {
        return Some(Look::Person);
    }
    Some(if range.len() >= 2 { Look::Words } else { Look::Word })
}

/// Last words of names that are no actors.
pub fn thing(word: &str) -> bool {
    table::listed("thing", word)
}

/// "TikTok", "DigitalGlobe", but not "McCain".
fn camel(word: &str) -> bool {
    let inner = word.chars().zip(word.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    inner
        && word.len() < 16
        && !["Mc", "Mac", "De", "O'", "La", "Le", "Di", "Du", "Van", "Fitz"].iter().any(|start| word.starts_with(start))
        && !word.contains(['-', '\'', '’'])
}

fn acronym(word: &str) -> bool {
    if word.starts_with("R-") || word.starts_with("D-") || word.starts_with("I-") {
        return false;
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    (2..=6).contains(&letters)
        && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || ".&-".contains(c))
        && !table::listed("never", &word.to_lowercase())
        && !table::listed("no_acronym", word)
}
