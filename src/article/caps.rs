//! How much is read at most, so that no file, packed or not, fills the memory.
use std::fmt;
use std::io::{self, Read};

const MIB: u64 = 1 << 20;

/// Bytes of a file that is one article (text, Markdown, HTML), unpacked.
pub(super) const FILE: u64 = 64 * MIB;

/// Bytes of a file that holds many articles (JSON lines, CSV), unpacked.
pub(super) const RECORDS: u64 = 2048 * MIB;

/// Bytes of one line of JSON, or one row of a table.
pub(super) const RECORD: usize = 64 * MIB as usize;

/// Bytes of the body of one article; a long book has one or two.
pub(super) const BODY: usize = 4 * MIB as usize;

/// A number of bytes in words.
pub(super) fn shown(bytes: u64) -> String {
    match bytes {
        _ if bytes.is_multiple_of(1024 * MIB) => format!("{} GiB", bytes / (1024 * MIB)),
        _ if bytes.is_multiple_of(MIB) => format!("{} MiB", bytes / MIB),
        _ => format!("{bytes} bytes"),
    }
}

/// A reader that gives `cap` bytes, and then an error that [`passed`] knows where there are more.
pub(super) struct Capped<R> {
    inner: R,
    cap: u64,
    left: u64,
}

impl<R: Read> Capped<R> {
    pub(super) fn new(inner: R, cap: u64) -> Capped<R> {
        Capped { inner, cap, left: cap }
    }
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            let more = self.inner.read(&mut [0])?;
            return if more == 0 { Ok(0) } else { Err(io::Error::other(Passed { cap: self.cap })) };
        }
        let room = buffer.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let read = self.inner.read(&mut buffer[..room])?;
        self.left -= read as u64;
        Ok(read)
    }
}

#[derive(Debug)]
struct Passed {
    cap: u64,
}

impl fmt::Display for Passed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "more than {}", shown(self.cap))
    }
}

impl std::error::Error for Passed {}

/// The cap that was passed, where this is such an error.
pub(super) fn passed(error: &io::Error) -> Option<u64> {
    error.get_ref().and_then(|inner| inner.downcast_ref::<Passed>()).map(|passed| passed.cap)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cap_is_an_error_only_where_there_is_more() {
        let mut read = Vec::new();
        assert_eq!(Capped::new(&b"four"[..], 4).read_to_end(&mut read).unwrap(), 4);
        let error = Capped::new(io::repeat(b'x'), 5).read_to_end(&mut read).unwrap_err();
        assert_eq!((passed(&error), error.to_string().as_str(), read.len()), (Some(5), "more than 5 bytes", 9));
        assert_eq!(passed(&io::Error::other("x")), None);
    }

    #[test]
    fn sizes_are_told_in_the_largest_unit_that_is_whole() {
        assert_eq!([FILE, RECORDS, 1000].map(shown), ["64 MiB", "2 GiB", "1000 bytes"]);
    }
}
