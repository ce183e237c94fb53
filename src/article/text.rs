//! Text files: one article, the whole file being its body.
use crate::error::{Error, Result};
use std::path::Path;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// The text that `bytes` hold, unchanged, a byte order mark included. An error where they are UTF-16, binary, not UTF-8 or blank.
pub(super) fn decode(file: &Path, bytes: Vec<u8>) -> Result<String> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Error::new(file, "text in UTF-16", "save it as UTF-8, for example with `iconv -f UTF-16 -t UTF-8`"));
    }
    let text = String::from_utf8(bytes).map_err(|error| not_text(file, &error))?;
    check_body(&text).map_err(|(wrong, hint)| Error::new(file, wrong, hint))?;
    Ok(text)
}

/// Whether `text` can be the body of an article; else what is wrong with it and what to do.
pub(super) fn check_body(text: &str) -> std::result::Result<(), (String, &'static str)> {
    if let Some(at) = text.find('\0') {
        return Err((format!("not a text: a NUL byte at byte {at}"), "give the text of the article"));
    }
    if text.trim_start_matches(BYTE_ORDER_MARK).trim().is_empty() {
        return Err(("no text in it".into(), "give the text of the article, or leave it out"));
    }
    Ok(())
}

/// The first line without the white space around it, where a blank line follows.
pub(super) fn title(body: &str) -> Option<String> {
    let mut lines = body.trim_start_matches(BYTE_ORDER_MARK).lines();
    let (first, second) = (lines.next()?.trim(), lines.next()?);
    (!first.is_empty() && second.trim().is_empty()).then(|| first.into())
}

fn not_text(file: &Path, error: &std::string::FromUtf8Error) -> Error {
    let bytes = error.as_bytes();
    let at = error.utf8_error().valid_up_to();
    if let Some(nul) = bytes.iter().position(|byte| *byte == 0) {
        return Error::new(file, format!("not a text: a NUL byte at byte {nul}"), "give the text of the article");
    }
    let line = 1 + bytes[..at].iter().filter(|byte| **byte == b'\n').count();
    let wrong = format!("not UTF-8: the first bad byte, 0x{:02x}, is byte {at} of the file, counted from 0", bytes[at]);
    Error::new(file, wrong, "save it as UTF-8, for example with `iconv -f WINDOWS-1252 -t UTF-8`").at(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(bytes: &[u8]) -> Error {
        decode(Path::new("a.txt"), bytes.to_vec()).unwrap_err()
    }

    #[test]
    fn the_title_is_a_first_line_with_a_blank_one_below() {
        assert_eq!(title("Port vote\n\nText.").as_deref(), Some("Port vote"));
        assert_eq!(title("\u{feff} Port vote \r\n \t\r\nText.").as_deref(), Some("Port vote"));
        for body in ["Port vote\nText.\n\n", "Port vote", "\nPort vote\n\nText.", "", "\u{feff}\n\n"] {
            assert_eq!(title(body), None, "{body:?}");
        }
    }

    #[test]
    fn text_is_not_altered() {
        let text = "\u{feff}Port vote\r\n\r\n\u{201c}Yes\u{201d}\u{a0}\t \n";
        assert_eq!(decode(Path::new("a.txt"), text.as_bytes().to_vec()).unwrap(), text);
    }

    #[test]
    fn a_bad_byte_is_named_with_its_place_and_line() {
        let error = wrong(b"Caf\xc3\xa9\nna\xefve");
        assert_eq!(
            (error.line, error.wrong.as_str()),
            (Some(2), "not UTF-8: the first bad byte, 0xef, is byte 8 of the file, counted from 0")
        );
        assert!(error.hint.contains("iconv"));
    }

    #[test]
    fn binary_blank_and_utf_16_files_are_refused() {
        assert_eq!(wrong(b"PK\x03\x04\x00\xff").wrong, "not a text: a NUL byte at byte 4");
        assert_eq!(wrong(b"text\0").wrong, "not a text: a NUL byte at byte 4");
        for blank in ["", " \n\t\r\n", "\u{feff}", "\u{feff}\n\u{a0}"] {
            assert_eq!(wrong(blank.as_bytes()).wrong, "no text in it", "{blank:?}");
        }
        assert_eq!(wrong(b"\xff\xfeP\0o\0").wrong, "text in UTF-16");
    }
}
