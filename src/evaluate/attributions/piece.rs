//! Pieces of a text, named by their words.
use crate::span::Span;
use serde::Deserialize;

/// Words of a text. Words that stand there more than once need their number.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Piece {
    /// That stand there once.
    Once(String),
    /// The `nth` time that they stand there, counted from 1.
    Again(Again),
}

/// Words and their number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Again {
    text: String,
    nth: usize,
}

impl Piece {
    /// Where the text has it, as whole words. Errors: it has it nowhere, or it does not tell where.
    pub fn find(&self, text: &str) -> Result<Span, String> {
        let (words, nth) = match self {
            Piece::Once(words) => (words, None),
            Piece::Again(Again { text, nth }) => (text, Some(*nth)),
        };
        let places = places(words, text);
        match (nth, places.as_slice()) {
            (_, []) => Err(format!("{words:?} is no piece of its text")),
            (None, [only]) => Ok(*only),
            (None, _) => Err(format!("{words:?} stands {} times in its text, and which is meant is not told (\"nth\")", places.len())),
            (Some(nth), _) => {
                let place = nth.checked_sub(1).and_then(|at| places.get(at));
                place.copied().ok_or_else(|| format!("{words:?} stands {} times in its text, so there is no nth {nth}", places.len()))
            }
        }
    }
}

fn places(words: &str, text: &str) -> Vec<Span> {
    let inside = |a: Option<char>, b: Option<char>| a.is_some_and(char::is_alphanumeric) && b.is_some_and(char::is_alphanumeric);
    let (first, last) = (words.chars().next(), words.chars().next_back());
    let spans = text.match_indices(words).map(|(at, found)| Span::new(at, at + found.len())).filter(|span| !span.is_empty());
    spans.filter(|span| !inside(text[..span.start].chars().next_back(), first) && !inside(last, text[span.end..].chars().next())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(piece: &str, text: &str) -> Result<[usize; 2], String> {
        serde_json::from_str::<Piece>(piece).unwrap().find(text).map(<[usize; 2]>::from)
    }

    #[test]
    fn whole_words_are_found() {
        assert_eq!(find(r#""he""#, "The other he"), Ok([10, 12]));
        assert_eq!(find(r#""“é,”""#, "a “é,” b"), Ok([2, 11]));
        assert_eq!(find(r#"{"text": "he", "nth": 2}"#, "he and he"), Ok([7, 9]));
    }

    #[test]
    fn a_piece_that_is_not_there_or_not_clear_says_so() {
        assert!(find(r#""she""#, "ashes").unwrap_err().contains("no piece"));
        assert!(find(r#""""#, "ashes").unwrap_err().contains("no piece"));
        assert!(find(r#""he""#, "he and he").unwrap_err().contains("2 times"));
        for nth in [0, 3] {
            assert!(find(&format!(r#"{{"text": "he", "nth": {nth}}}"#), "he and he").unwrap_err().contains("no nth"));
        }
    }
}
