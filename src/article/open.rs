//! Opening: from a source to a stream of its bytes, unpacked and capped, in a known format.
use super::find::unreadable;
use super::{Format, Source, caps, decode, table};
use crate::error::{Error, Result};
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};

/// What is read ahead to tell what a file is.
const HEAD: usize = 4096;

const GZIP: &[u8] = b"\x1f\x8b";

/// A file that is being read.
pub(super) struct Opened {
    /// How it is read.
    pub format: Format,
    /// Its bytes from the beginning, unpacked.
    pub bytes: BufReader<Box<dyn Read>>,
    /// The first of them.
    pub head: Vec<u8>,
    packed: bool,
}

/// Opens a file, or standard input, which may be packed and whose format is told by its beginning where `stdin` does not give it. An error
/// where its first bytes are those of another kind of file.
pub(super) fn open(source: &Source, stdin: Option<Format>) -> Result<Opened> {
    let format = source.format.or(stdin);
    let failed = |error: io::Error| damage(source, &error, source.gzipped);
    let opened = if source.is_stdin() {
        begin(Box::new(io::stdin()), format).map_err(failed)?
    } else {
        let file = File::open(&source.path).map_err(failed)?;
        if source.gzipped { unpack(source, Box::new(file), format)? } else { unpacked(Box::new(file), format).map_err(failed)? }
    };
    decode::check_kind(&opened.head).map_err(|wrong| source.error(wrong))?;
    Ok(opened)
}

fn unpack(source: &Source, file: Box<dyn Read>, format: Option<Format>) -> Result<Opened> {
    let (head, bytes) = peek(file).map_err(|error| unreadable(&source.path, &error))?;
    if !head.starts_with(GZIP) && !head.is_empty() {
        return Err(Error::new(&source.path, "not gzip, though its name ends in .gz", "take the .gz off its name, if it is not packed"));
    }
    packed(bytes, format).map_err(|error| damage(source, &error, true))
}

/// What begins a stream of which nothing is known.
fn begin(bytes: Box<dyn Read>, format: Option<Format>) -> io::Result<Opened> {
    let (head, bytes) = peek(bytes)?;
    if head.starts_with(GZIP) { packed(bytes, format) } else { unpacked(bytes, format) }
}

fn packed(bytes: Box<dyn Read>, format: Option<Format>) -> io::Result<Opened> {
    let opened = unpacked(Box::new(MultiGzDecoder::new(bytes)), format)?;
    Ok(Opened { packed: true, ..opened })
}

fn unpacked(bytes: Box<dyn Read>, format: Option<Format>) -> io::Result<Opened> {
    let (head, bytes) = peek(bytes)?;
    let format = format.unwrap_or_else(|| sniff(&head));
    let cap = if format.holds_many() { caps::RECORDS } else { caps::FILE };
    let bytes = BufReader::with_capacity(1 << 16, Box::new(caps::Capped::new(bytes, cap)) as Box<dyn Read>);
    Ok(Opened { format, bytes, head, packed: false })
}

/// The first bytes, and all of them. What breaks the stream off after the first ones is met again when they are read.
fn peek(mut bytes: Box<dyn Read>) -> io::Result<(Vec<u8>, Box<dyn Read>)> {
    let (mut head, mut chunk) = (Vec::new(), [0; HEAD]);
    while head.len() < HEAD {
        match bytes.read(&mut chunk[..HEAD - head.len()]) {
            Ok(0) => break,
            Ok(read) => head.extend_from_slice(&chunk[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if head.is_empty() => return Err(error),
            Err(error) => return Ok((head.clone(), Box::new(Cursor::new(head).chain(Failing(Some(error)))))),
        }
    }
    Ok((head.clone(), Box::new(Cursor::new(head).chain(bytes))))
}

/// A stream that breaks.
struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// The format that a beginning looks like.
fn sniff(head: &[u8]) -> Format {
    let text = match decode::utf_16(head) {
        Some(encoding) => encoding.decode_with_bom_removal(head).0.into_owned(),
        None => String::from_utf8_lossy(decode::without_mark(head)).into_owned(),
    };
    let text = text.trim_start().to_ascii_lowercase();
    match text.as_str() {
        text if text.starts_with('{') => Format::Jsonl,
        text if text.starts_with("<!doctype") || text.starts_with("<html") => Format::Html,
        text if table::has_header(text.lines().next().unwrap_or("")) => Format::Csv,
        _ => Format::Text,
    }
}

impl Opened {
    /// All of a file's bytes.
    pub(super) fn read_all(&mut self, source: &Source) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.bytes.read_to_end(&mut bytes).map_err(|error| self.damage(source, &error))?;
        Ok(bytes)
    }

    /// Makes UTF-16 the UTF-8 that is read line by line.
    pub(super) fn narrow(mut self, source: &Source) -> Result<Opened> {
        let Some(encoding) = decode::utf_16(&self.head) else { return Ok(self) };
        let text = decode::wide(&self.read_all(source)?, encoding).map_err(|wrong| source.error(wrong))?;
        Ok(Opened { bytes: BufReader::new(Box::new(Cursor::new(text))), ..self })
    }

    /// An error about a stream that ends too early or too late.
    pub(super) fn damage(&self, source: &Source, error: &io::Error) -> Error {
        damage(source, error, self.packed)
    }
}

/// An error about a source whose stream ends too early or too late.
pub(super) fn damage(source: &Source, error: &io::Error, packed: bool) -> Error {
    if let Some(cap) = caps::passed(error) {
        let size = caps::shown(cap);
        let unpacked = if packed { " when unpacked" } else { "" };
        return Error::new(&source.path, format!("more than {size}{unpacked}"), format!("split it into files of at most {size}"));
    }
    match error.kind() {
        io::ErrorKind::UnexpectedEof if packed => Error::new(
            &source.path,
            "a truncated gzip file: it breaks off before its end",
            "copy or fetch it again; what came before the break is read where it holds whole lines",
        ),
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput if packed => {
            Error::new(&source.path, format!("a damaged gzip file: {error}"), "copy or fetch it again; `gzip -t` tests one")
        }
        _ => unreadable(&source.path, error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_tells_the_format() {
        for (head, format) in [
            ("\u{feff} \n{\"body\"", Format::Jsonl),
            ("<!DOCTYPE html>", Format::Html),
            (" <HTML lang", Format::Html),
            ("ID;Date;Text\n1;2024-01-01;Words.", Format::Csv),
            ("Text, and more of it\n", Format::Text),
            ("<p>", Format::Text),
            ("", Format::Text),
        ] {
            assert_eq!(sniff(head.as_bytes()), format, "{head}");
        }
        assert_eq!(sniff(b"\xff\xfe{\0"), Format::Jsonl);
    }

    #[test]
    fn a_stream_that_breaks_gives_what_came_before_first() {
        let (head, mut bytes) = peek(Box::new(Cursor::new(b"some".to_vec()).chain(Failing(Some(io::Error::other("broken")))))).unwrap();
        let mut read = Vec::new();
        assert_eq!(bytes.read_to_end(&mut read).unwrap_err().to_string(), "broken");
        assert_eq!((head, read), (b"some".to_vec(), b"some".to_vec()));
    }

    #[test]
    fn packed_streams_are_known_by_their_beginning() {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        io::Write::write_all(&mut packer, b"{\"body\": \"Text.\"}").unwrap();
        let opened = begin(Box::new(Cursor::new(packer.finish().unwrap())), None).unwrap();
        assert!(opened.packed && opened.format == Format::Jsonl);
    }
}
