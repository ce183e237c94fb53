//! Which part of a sentence is source, cue and content.
use crate::scorecard::{Evidence, Quote};
use crate::span::Span;
use serde::Serialize;

/// A piece of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Piece<'a> {
    /// `source`, `cue`, `content`, or empty.
    pub role: &'static str,
    /// Its text.
    pub text: &'a str,
}

/// The sentence in pieces, which put together are the sentence. Spans may overlap (a cue wins over a source, a source over a content),
/// reach beyond the sentence, or lie off character boundaries (then what they cut through is not marked).
pub fn pieces(evidence: &Evidence) -> Vec<Piece<'_>> {
    let sentence = &evidence.sentence;
    let roles = [("cue", &evidence.cue), ("source", &evidence.source), ("content", &evidence.content)];
    let marks: Vec<(&'static str, Span)> =
        roles.iter().flat_map(|(role, quotes)| quotes.iter().filter_map(|quote| Some((*role, within(sentence, quote)?)))).collect();
    let mut cuts: Vec<usize> = marks.iter().flat_map(|(_, span)| [span.start, span.end]).chain([0, sentence.text.len()]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut pieces: Vec<Piece> = cuts.windows(2).map(|cut| piece(&sentence.text, &marks, Span::new(cut[0], cut[1]))).collect();
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

/// Where a quote lies in the sentence's text.
fn within(sentence: &Quote, quote: &Quote) -> Option<Span> {
    let start = quote.span.start.saturating_sub(sentence.span.start);
    let end = quote.span.end.saturating_sub(sentence.span.start).min(sentence.text.len());
    let fits = start < end && sentence.text.is_char_boundary(start) && sentence.text.is_char_boundary(end);
    fits.then(|| Span::new(start, end))
}

fn piece<'a>(text: &'a str, marks: &[(&'static str, Span)], span: Span) -> Piece<'a> {
    let role = marks.iter().find(|(_, mark)| mark.contains(span)).map_or("", |(role, _)| *role);
    Piece { role, text: span.of(text) }
}
