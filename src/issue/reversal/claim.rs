//! Sentences the other way round: "We should keep the zoo" and "We should not keep the zoo".
use super::words::{base, capitalised, gerund, is_possessive, listed, lowered};
use super::{opposite, phrase};

/// The wordings that say the opposite of a sentence; none where the words are no sentence.
pub(super) fn reversals(words: &[&str]) -> Vec<String> {
    let Some(kind) = kind(words) else { return Vec::new() };
    let opposites = opposite::of_claim(words);
    let negated = match kind {
        Kind::Auxiliary(at) if !is_scoped(words, at) => negations(words, at),
        Kind::Order => orders(words),
        Kind::Finite if listed("plural_pronoun", words[0]) => vec![format!("{} do not {}", words[0], words[1..].join(" "))],
        Kind::Auxiliary(_) | Kind::Finite => Vec::new(),
    };
    match opposites.is_empty() && negated.is_empty() {
        true => denials(words),
        false => opposites.into_iter().chain(negated).collect(),
    }
}

enum Kind {
    /// The auxiliary of its main clause.
    Auxiliary(usize),
    /// A finite verb without an auxiliary.
    Finite,
    /// A verb first: "Close the zoo".
    Order,
}

fn kind(words: &[&str]) -> Option<Kind> {
    let capital = words.first()?.starts_with(char::is_uppercase);
    if phrase::is_action(words) && (!capital || listed("reporting", words[0])) {
        return None;
    }
    if is_order(words, capital) {
        return Some(Kind::Order);
    }
    let main_clause = (1..words.len()).find(|at| listed("subordinator", words[*at])).unwrap_or(words.len());
    let verb = |at: &usize| is_auxiliary(words, *at) && (capital || is_obligation(words[*at]));
    let auxiliary = (1..main_clause).find(verb).or_else(|| obligation(words).filter(|_| capital));
    let finite = capital && (1..main_clause).any(|at| is_finite(words, at));
    auxiliary.map(Kind::Auxiliary).or(finite.then_some(Kind::Finite))
}

/// The only "should" or "must", which may stand after a relative clause: "Shops that sell kites should close".
fn obligation(words: &[&str]) -> Option<usize> {
    let mut places = (1..words.len()).filter(|at| is_obligation(words[*at]));
    places.next().filter(|_| places.next().is_none())
}

fn is_obligation(word: &str) -> bool {
    ["should", "must"].contains(&word)
}

/// "may" and "will" are also a name and a noun.
fn is_auxiliary(words: &[&str], at: usize) -> bool {
    let noun = words[at - 1] == "to" || listed("determiner", words[at - 1]) || is_possessive(words[at - 1]);
    listed("auxiliary", words[at]) && !noun && !["May", "Will"].contains(&words[at])
}

fn is_finite(words: &[&str], at: usize) -> bool {
    let verb = listed("finite", words[at]) || at == 1 && listed("plural_pronoun", words[0]) && gerund(words[1]).is_some();
    verb && words[at].starts_with(char::is_lowercase) && words[at - 1] != "to" && !listed("determiner", words[at - 1])
}

/// A verb that could also be a noun gives an order only before a determiner: "Ban the kites", not "Ban on kites".
fn is_order(words: &[&str], capital: bool) -> bool {
    let (Some(verb), Some(next)) = (words.first(), words.get(1)) else { return false };
    let verb_only = capital && !listed("noun_too", verb) && !listed("auxiliary", next);
    let object = listed("determiner", next) || verb_only && !listed("link", next);
    let place = capital && listed("intransitive", verb) && listed("link", next);
    gerund(verb).is_some() && (object || place)
}

/// Whether "not" would deny less or more than the whole.
fn is_scoped(words: &[&str], at: usize) -> bool {
    let second_clause = words[at..].iter().skip_while(|word| !listed("coordinator", word)).any(|word| listed("auxiliary", word));
    listed("quantity", words[0])
        || words.get(at + 1).is_none_or(|next| listed("scope", next))
        || second_clause
        || words[at..].iter().any(|word| listed("polar", word))
}

fn negations(words: &[&str], at: usize) -> Vec<String> {
    let (before, auxiliary, after) = (&words[..at], words[at], &words[at + 1..]);
    let sentence = |middle: &[&str], after: &[&str]| [before, middle, after].concat().join(" ");
    if let Some(positive) = positive(auxiliary) {
        return vec![sentence(&[positive.as_str()], after)];
    }
    match after {
        [no, rest @ ..] if ["not", "never"].contains(&no.to_lowercase().as_str()) => vec![sentence(&[auxiliary], rest)],
        [no, longer, rest @ ..] if *no == "no" && *longer == "longer" => vec![sentence(&[auxiliary, "still"], rest)],
        [no, rest @ ..] if *no == "no" => vec![sentence(&[auxiliary], rest)],
        _ => done_otherwise(words, at).into_iter().chain(negative(words, at).map(|middle| sentence(&middle, after))).collect(),
    }
}

/// "can" for "cannot".
fn positive(auxiliary: &str) -> Option<String> {
    let plain = auxiliary.replace('’', "'").to_lowercase();
    match plain.as_str() {
        "cannot" | "can't" => Some("can".to_string()),
        "won't" => Some("will".to_string()),
        other => other.strip_suffix("n't").map(str::to_string),
    }
}

/// The auxiliary with its "not"; none where it is a main verb that takes none.
fn negative<'a>(words: &[&'a str], at: usize) -> Option<Vec<&'a str>> {
    let next = words.get(at + 1)?;
    let participle = listed("participle", next) || next.ends_with("ed");
    let not = if next.starts_with(char::is_uppercase) && words[at].starts_with(char::is_uppercase) { "Not" } else { "not" };
    match words[at].to_lowercase().as_str() {
        "can" => Some(vec!["cannot"]),
        "has" if !participle => Some(vec!["does", "not", "have"]),
        "have" if !participle => Some(vec!["do", "not", "have"]),
        "had" if !participle => Some(vec!["did", "not", "have"]),
        "do" | "does" | "did" if gerund(next).is_none() => None,
        _ => Some(vec![words[at], not]),
    }
}

/// "We should allow kites" for "We should ban kites", from the opposites of "banning kites".
fn done_otherwise(words: &[&str], at: usize) -> Vec<String> {
    let Some(gerund) = words.get(at + 1).filter(|_| is_obligation(words[at])).and_then(|verb| gerund(verb)) else {
        return Vec::new();
    };
    let action = [&[gerund], &words[at + 2..]].concat();
    let opposites = phrase::opposites(&action);
    opposites.iter().filter_map(|opposite| infinitive(opposite)).map(|done| format!("{} {done}", words[..=at].join(" "))).collect()
}

fn infinitive(action: &str) -> Option<String> {
    let (first, rest) = action.split_once(' ')?;
    base(first).map(|base| format!("{base} {rest}"))
}

fn orders(words: &[&str]) -> Vec<String> {
    let rest = &words[1..];
    let action = gerund(words[0]).map(|gerund| [&[gerund], rest].concat()).unwrap_or_default();
    let opposites = phrase::opposites(&action).into_iter().filter_map(|opposite| infinitive(&opposite)).map(|done| capitalised(&done));
    opposites.chain([format!("Do not {}", [&[words[0].to_lowercase().as_str()], rest].concat().join(" "))]).collect()
}

fn denials(words: &[&str]) -> Vec<String> {
    let claim = lowered(&words.join(" "));
    ["It is not true that", "It is wrong to say that", "It is not the case that"].iter().map(|denial| format!("{denial} {claim}")).collect()
}
