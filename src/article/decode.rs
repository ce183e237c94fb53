//! From bytes to text, in one place: UTF-8, UTF-16 and Windows-1252, and what is no text at all.
use super::text::Complaint;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// Bytes that mean nothing in Windows-1252.
const UNDEFINED: [u8; 5] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/// What is looked at to tell UTF-16 by its zeros.
const HEAD: usize = 4096;

const SAVE: &str = "save its text as .txt or .html";

/// What files that hold no plain text begin with.
const KINDS: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF", SAVE),
    (b"PK\x03\x04", "a zip file, as .docx, .odt and .epub are", "unpack it, or save its text as .txt or .html"),
    (b"{\\rtf", "an RTF document", SAVE),
    (b"\xd0\xcf\x11\xe0", "an old Office document (.doc, .xls)", SAVE),
    (b"\x89PNG", "an image (PNG)", SAVE),
    (b"\xff\xd8\xff", "an image (JPEG)", SAVE),
    (b"GIF8", "an image (GIF)", SAVE),
    (b"\x1f\x8b", "gzip data, though its name does not say so", "let its name end in .gz after the format, as in .txt.gz"),
    (b"BZh", "bzip2 data", "unpack it, or pack it with gzip"),
    (b"\xfd7zXZ", "xz data", "unpack it, or pack it with gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd data", "unpack it, or pack it with gzip"),
];

/// An error where a file's first bytes are those of a known format that is not text.
pub(super) fn check_kind(head: &[u8]) -> Result<(), Complaint> {
    match KINDS.iter().find(|(magic, ..)| head.starts_with(magic)) {
        Some((_, kind, hint)) => Err((format!("{kind}, not a text"), hint.to_string())),
        None => Ok(()),
    }
}

/// The text of a whole file, without its byte order mark: UTF-16 with that mark or with the zeros that English has in it; else what is
/// valid UTF-8; else `declared`; else Windows-1252. An error where the bytes are no text in any of these.
pub(crate) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<String, Complaint> {
    match utf_16(bytes) {
        Some(encoding) => wide(bytes, encoding),
        None => narrow(without_mark(bytes), declared).map(Cow::into_owned),
    }
}

/// The same for bytes that are not UTF-16 and may be one line of a file.
pub(super) fn narrow<'b>(bytes: &'b [u8], declared: Option<&'static Encoding>) -> Result<Cow<'b, str>, Complaint> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(nul(at));
    }
    let declared = declared.and_then(|encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes));
    declared.map_or_else(|| legacy(bytes).map(Cow::Owned), Ok)
}

/// Bytes after the mark that UTF-8 may begin with.
pub(super) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// UTF-16, told by its byte order mark or by zeros in every second byte of most of its beginning and in none of the others.
pub(super) fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let pairs = bytes[..bytes.len().min(HEAD)].chunks_exact(2);
    let (total, [first, second]) = (pairs.len(), [0, 1].map(|side| pairs.clone().filter(|pair| pair[side] == 0).count()));
    let mostly = |zeros: usize| total >= 4 && zeros * 10 >= total * 7;
    match (first, second) {
        (0, zeros) if mostly(zeros) => Some(UTF_16LE),
        (zeros, 0) if mostly(zeros) => Some(UTF_16BE),
        _ => None,
    }
}

/// The text of bytes in UTF-16, without its byte order mark.
pub(super) fn wide(bytes: &[u8], encoding: &'static Encoding) -> Result<String, Complaint> {
    let (text, is_broken) = encoding.decode_with_bom_removal(bytes);
    if is_broken {
        return Err((format!("broken {}: it holds half a character", encoding.name()), "save it as UTF-8".into()));
    }
    Ok(text.into_owned())
}

/// An error about a NUL byte.
pub(super) fn nul(at: usize) -> Complaint {
    (format!("not a text: a NUL byte at byte {at}"), "give the text of the article".into())
}

/// Windows-1252, or UTF-8 in which single bytes or lines are Windows-1252, where most of what is not ASCII is valid UTF-8.
fn legacy(bytes: &[u8]) -> Result<String, Complaint> {
    let (mut valid, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        broken += chunk.invalid().len();
    }
    if valid > broken { mixed(bytes) } else { western(bytes, 0) }
}

fn mixed(bytes: &[u8]) -> Result<String, Complaint> {
    let (mut text, mut at) = (String::with_capacity(bytes.len()), 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        at += chunk.valid().len();
        text.push_str(&western(chunk.invalid(), at)?);
        at += chunk.invalid().len();
    }
    Ok(text)
}

fn western(bytes: &[u8], start: usize) -> Result<String, Complaint> {
    if let Some(at) = bytes.iter().position(|byte| UNDEFINED.contains(byte)) {
        let wrong = format!("not a text in UTF-8, UTF-16 or Windows-1252: the byte 0x{:02x} at byte {}", bytes[at], start + at);
        return Err((wrong, "save it as UTF-8, if it is a text".into()));
    }
    Ok(WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        decode(bytes, None).unwrap()
    }

    fn wrong(bytes: &[u8]) -> String {
        decode(bytes, None).unwrap_err().0
    }

    fn in_utf_16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes_of).collect()
    }

    #[test]
    fn one_text_in_all_encodings_is_one_text() {
        let text = "Café “vote”:\r\n€5 — naïve.\n";
        let marked = format!("\u{feff}{text}");
        let western = WINDOWS_1252.encode(text).0.into_owned();
        let orders: [fn(u16) -> [u8; 2]; 2] = [u16::to_le_bytes, u16::to_be_bytes];
        let wide = orders.into_iter().flat_map(|bytes_of| [in_utf_16(&marked, bytes_of), in_utf_16(text, bytes_of)]);
        for bytes in [text.into(), marked.clone().into_bytes(), western].into_iter().chain(wide) {
            assert_eq!(read(&bytes), text, "{bytes:?}");
        }
    }

    #[test]
    fn utf_8_with_a_few_other_bytes_is_not_taken_for_windows_1252() {
        assert_eq!(read("“One” – “two”, caf\u{e9}".as_bytes()), "“One” – “two”, café");
        assert_eq!(read(b"\xe2\x80\x9cOne\xe2\x80\x9d caf\xe9"), "“One” café");
        assert_eq!(read(b"caf\xe9 na\xefve \xc3\xa9"), "café naïve Ã©");
    }

    #[test]
    fn what_is_no_text_is_named_with_its_place() {
        assert_eq!(wrong(b"text\xff\0"), "not a text: a NUL byte at byte 5");
        assert_eq!(wrong(b"caf\xe9 \x81"), "not a text in UTF-8, UTF-16 or Windows-1252: the byte 0x81 at byte 5");
        assert_eq!(wrong(b"\xff\xfeP\0o"), "broken UTF-16LE: it holds half a character");
    }

    #[test]
    fn other_kinds_of_files_are_called_by_their_name() {
        let kind = |bytes: &[u8]| check_kind(bytes).unwrap_err().0;
        assert_eq!(kind(b"%PDF-1.7\n"), "a PDF, not a text");
        assert!(kind(b"PK\x03\x04").contains(".docx") && kind(b"\x1f\x8b\x08").contains("gzip"));
        assert_eq!(check_kind(b"text"), Ok(()));
    }

    #[test]
    fn a_declared_encoding_counts_where_the_bytes_are_not_utf_8() {
        let (cyrillic, text) = (encoding_rs::WINDOWS_1251, "Порт");
        let bytes = cyrillic.encode(text).0;
        assert_eq!(decode(&bytes, Some(cyrillic)).unwrap(), text);
        assert_eq!(decode("Café".as_bytes(), Some(cyrillic)).unwrap(), "Café");
    }
}
