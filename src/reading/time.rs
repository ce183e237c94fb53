//! Of when a statement is, as far as words tell: of a year before the article's, "years ago", "previously".
//!
//! "Had said" alone is no sign: coders of news call one such sentence in seven past. "Last month" and "earlier this year" are one in twenty.
use crate::statement::{Time, phrase};
use crate::token::Token;

/// Past where the sentence says so outside of quotation marks. `year` is the article's, where it is known.
pub fn time(tokens: &[Token], year: Option<i16>) -> Time {
    let open: Vec<&Token> = tokens.iter().filter(|token| !token.quoted).collect();
    if (0..open.len()).any(|at| says_past(&open[at..], year)) { Time::Past } else { Time::Now }
}

fn says_past(words: &[&Token], year: Option<i16>) -> bool {
    let next = |at: usize, any: &[&str]| words.get(at).is_some_and(|token| token.any(any));
    match words[0].lower.as_str() {
        "previously" | "formerly" => true,
        "in" | "since" | "during" if next(1, &["the"]) && next(2, &["past"]) => true,
        "in" => words.iter().skip(1).take(3).find(|token| phrase::year(&token.lower)).is_some_and(|token| is_before(token, year)),
        "years" | "decades" => next(1, &["ago", "earlier"]),
        _ => false,
    }
}

fn is_before(token: &Token, year: Option<i16>) -> bool {
    token.lower.parse().is_ok_and(|named: i16| year.is_none_or(|year| named < year))
}
