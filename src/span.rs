//! Byte spans of a text: the only way in which this crate points at text.
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A half-open range of byte offsets `start..end` into an article's body. Both ends lie on character boundaries of the body they
/// were made for. Written to JSON as `[start, end]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "[usize; 2]", into = "[usize; 2]")]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte; never less than `start`.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end);
        Span { start, end }
    }

    /// The text this span covers, or `""` where the span does not fit `body`.
    pub fn of(self, body: &str) -> &str {
        body.get(Range::from(self)).unwrap_or("")
    }

    /// Whether both spans share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The same part of `body` in code points instead of bytes; an end off a character boundary moves to the next one.
    pub fn in_chars(self, body: &str) -> Span {
        let starts = |byte: &&u8| **byte & 0b1100_0000 != 0b1000_0000;
        let count = |end: usize| body.as_bytes()[..end.min(body.len())].iter().filter(starts).count();
        Span { start: count(self.start), end: count(self.end) }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Without the white space at both ends.
    pub fn trim(self, body: &str) -> Span {
        let text = self.of(body);
        let start = self.start + (text.len() - text.trim_start().len());
        Span { start, end: start + text.trim().len() }
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start..span.end
    }
}

impl From<[usize; 2]> for Span {
    fn from([start, end]: [usize; 2]) -> Self {
        Span { start, end: end.max(start) }
    }
}

impl From<Span> for [usize; 2] {
    fn from(span: Span) -> Self {
        [span.start, span.end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_counted_from_the_start_of_the_body() {
        let body = "a “é” e\u{301}🚢 z";
        let chars: Vec<char> = body.chars().collect();
        for (text, expected) in [("a", [0, 1]), ("“é”", [2, 5]), ("e\u{301}🚢", [6, 9]), ("z", [10, 11])] {
            let start = body.find(text).unwrap();
            let span = Span::new(start, start + text.len()).in_chars(body);
            assert_eq!(<[usize; 2]>::from(span), expected);
            assert_eq!(chars[span.start..span.end].iter().collect::<String>(), text);
        }
        assert_eq!(Span::new(90, 99).in_chars(body), Span::new(11, 11), "beyond the end");
    }
}
