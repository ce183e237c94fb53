//! Lines of a stream, counted, none of them longer than a cap.
use std::io::{self, BufRead, Read};

/// A stream by its lines.
pub(super) struct Lines<R> {
    stream: R,
    longest: usize,
    number: usize,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Counted from 1.
    pub number: usize,
    /// Its bytes with the line's end; `None` where there are more than may be.
    pub bytes: Option<Vec<u8>>,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(stream: R, longest: usize) -> Lines<R> {
        Lines { stream, longest, number: 0 }
    }

    /// The next line. Where the stream breaks, the line in which it does is lost.
    pub(super) fn next(&mut self) -> io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        (&mut self.stream).take(self.longest as u64 + 1).read_until(b'\n', &mut bytes)?;
        if bytes.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        let ends = bytes.ends_with(b"\n");
        if bytes.len() <= self.longest || ends {
            return Ok(Some(Line { number: self.number, bytes: Some(bytes) }));
        }
        self.stream.skip_until(b'\n')?;
        Ok(Some(Line { number: self.number, bytes: None }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_and_endless_ones_left_out() {
        let mut lines = Lines::new(&b"a\n\nlong line\nb"[..], 3);
        let all: Vec<_> = std::iter::from_fn(|| lines.next().unwrap()).map(|line| (line.number, line.bytes)).collect();
        let text = |text: &str| Some(text.as_bytes().to_vec());
        assert_eq!(all, [(1, text("a\n")), (2, text("\n")), (3, None), (4, text("b"))]);
    }
}
