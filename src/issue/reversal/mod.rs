//! Issues worded the other way round: who is for "banning kites" is against "allowing kites".
mod claim;
mod opposite;
mod pattern;
mod phrase;
#[cfg(test)]
mod tests;
mod words;

use words::listed;

/// The same matter worded the other way round: who supports it opposes `issue`, and who opposes it supports `issue`. `choice` picks among the
/// wordings that fit; the same choice gives the same wording. `None` where no rule fits safely: questions, lists of alternatives, single marks.
///
/// ```
/// use standpoint::issue::reversed;
/// assert_eq!(reversed("Banning kites", 0).as_deref(), Some("Allowing kites"));
/// ```
pub fn reversed(issue: &str, choice: u64) -> Option<String> {
    let words: Vec<&str> = issue.split_whitespace().collect();
    let same = words.join(" ");
    let mut wordings = wordings(&words);
    wordings.retain(|wording| *wording != same && wording != issue);
    let at = choice.checked_rem(wordings.len() as u64)?;
    wordings.into_iter().nth(at as usize)
}

fn wordings(words: &[&str]) -> Vec<String> {
    if !is_clear(words) {
        return Vec::new();
    }
    let asked = asked(words);
    let words = asked.as_deref().unwrap_or(words);
    let claims = claim::reversals(words);
    if claims.is_empty() { phrase::reversals(words) } else { claims }
}

fn is_clear(words: &[&str]) -> bool {
    let letters = words.iter().any(|word| word.contains(char::is_alphabetic));
    let question =
        words.first().is_some_and(|word| listed("question", word) || listed("auxiliary", word) && !["May", "Will"].contains(word))
            || words.iter().any(|word| word.ends_with('?'));
    letters && !question && !words.iter().any(|word| listed("unclear", word))
}

/// "closing the plant" for "whether to close the plant", "the plant should close" for "whether the plant should close".
fn asked<'a>(words: &[&'a str]) -> Option<Vec<&'a str>> {
    match words {
        [whether, to, verb, rest @ ..] if whether.eq_ignore_ascii_case("whether") && *to == "to" => {
            Some([&[words::gerund(verb)?], rest].concat())
        }
        [whether, rest @ ..] if whether.eq_ignore_ascii_case("whether") && rest.len() > 1 => Some(rest.to_vec()),
        _ => None,
    }
}
