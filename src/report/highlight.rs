//! Which part of a sentence is source, cue and content.
use crate::scorecard::{Evidence, Quote};
use crate::span::Span;
use crate::statement::Statement;
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
    cut_up(&sentence.text, &marks)
}

/// The part of a body that a sentence is, in pieces, by the spans of a statement there.
pub fn pieces_of<'a>(body: &'a str, sentence: Span, statement: &Statement) -> Vec<Piece<'a>> {
    let text = sentence.of(body);
    let roles = [("cue", &statement.cue), ("source", &statement.source), ("content", &statement.content)];
    let marks: Vec<(&'static str, Span)> =
        roles.iter().flat_map(|(role, spans)| spans.iter().filter_map(|span| Some((*role, inside(text, sentence, *span)?)))).collect();
    cut_up(text, &marks)
}

fn cut_up<'a>(text: &'a str, marks: &[(&'static str, Span)]) -> Vec<Piece<'a>> {
    let mut cuts: Vec<usize> = marks.iter().flat_map(|(_, span)| [span.start, span.end]).chain([0, text.len()]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut pieces: Vec<Piece> = cuts.windows(2).map(|cut| piece(text, marks, Span::new(cut[0], cut[1]))).collect();
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

/// Where a quote lies in the sentence's text.
fn within(sentence: &Quote, quote: &Quote) -> Option<Span> {
    inside(&sentence.text, sentence.span, quote.span)
}

fn inside(text: &str, sentence: Span, span: Span) -> Option<Span> {
    let start = span.start.saturating_sub(sentence.start);
    let end = span.end.saturating_sub(sentence.start).min(text.len());
    let fits = start < end && text.is_char_boundary(start) && text.is_char_boundary(end);
    fits.then(|| Span::new(start, end))
}

fn piece<'a>(text: &'a str, marks: &[(&'static str, Span)], span: Span) -> Piece<'a> {
    let role = marks.iter().find(|(_, mark)| mark.contains(span)).map_or("", |(role, _)| *role);
    Piece { role, text: span.of(text) }
}
