//! What stands before and behind a name in an article.
use crate::pipeline::ScoredArticle;

/// The words on both sides of one occurrence of a name, as they stand in its paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Around<'a> {
    pub before: &'a str,
    pub after: &'a str,
}

/// Bytes that are looked at on each side.
const REACH: usize = 160;

/// Every occurrence of a whole name.
pub fn occurrences<'a>(scored: &'a ScoredArticle, name: &str) -> impl Iterator<Item = Around<'a>> + use<'a> {
    let body = scored.article.body.as_str();
    let places: Vec<usize> = body.match_indices(name).map(|(at, _)| at).collect();
    let length = name.len();
    places.into_iter().filter_map(move |at| {
        let (before, after) = (&body[..at], &body[at + length..]);
        let whole = !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
        whole.then(|| Around { before: last(before), after: first(after) })
    })
}

fn last(text: &str) -> &str {
    let near = &text[text.ceil_char_boundary(text.len().saturating_sub(REACH))..];
    near.rsplit(['\n', ';', '“', '"']).next().unwrap_or_default()
}

fn first(text: &str) -> &str {
    let near = &text[..text.floor_char_boundary(REACH)];
    near.split(['\n', ';', '“', '"']).next().unwrap_or_default()
}
