//! Texts: which can be the body of an article, and what their first line tells.
use super::caps;
use super::decode::nul;

/// What is wrong, and what to do.
pub(super) type Complaint = (String, String);

/// Of so many characters one may be a control character; in data that is no text there are more.
const CHARACTERS_A_CONTROL: usize = 100;

/// Whether `text` can be the body of an article; else what is wrong with it and what to do.
pub(super) fn check_body(text: &str) -> Result<(), Complaint> {
    if let Some(at) = text.find('\0') {
        return Err(nul(at));
    }
    if text.trim().is_empty() {
        return Err(("no text in it".into(), "give the text of the article, or leave it out".into()));
    }
    if text.len() > caps::BODY {
        let wrong = format!("an article of more than {}", caps::shown(caps::BODY as u64));
        return Err((wrong, "split it: what is so long is not one article".into()));
    }
    check_controls(text)
}

fn check_controls(text: &str) -> Result<(), Complaint> {
    let is_control = |letter: char| letter < ' ' && !matches!(letter, '\t' | '\n' | '\r' | '\u{c}');
    let Some(at) = text.find(is_control) else { return Ok(()) };
    let controls = text[at..].chars().filter(|letter| is_control(*letter)).count();
    if controls * CHARACTERS_A_CONTROL <= text.chars().count() {
        return Ok(());
    }
    let code = u32::from(text[at..].chars().next().unwrap_or_default());
    let wrong = format!("not a text: {controls} control characters, the first one, 0x{code:02x}, at byte {at}");
    Err((wrong, "give the text of the article".into()))
}

/// The first line without the white space around it, where a blank line follows.
pub(super) fn title(body: &str) -> Option<String> {
    let mut lines = body.lines();
    let (first, second) = (lines.next()?.trim(), lines.next()?);
    (!first.is_empty() && second.trim().is_empty()).then(|| first.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> String {
        check_body(text).unwrap_err().0
    }

    #[test]
    fn the_title_is_a_first_line_with_a_blank_one_below() {
        assert_eq!(title("Port vote\n\nText.").as_deref(), Some("Port vote"));
        assert_eq!(title(" Port vote \r\n \t\r\nText.").as_deref(), Some("Port vote"));
        for body in ["Port vote\nText.\n\n", "Port vote", "\nPort vote\n\nText.", "", "\n\n"] {
            assert_eq!(title(body), None, "{body:?}");
        }
    }

    #[test]
    fn binary_blank_and_endless_texts_are_no_bodies() {
        assert_eq!(wrong("text\0"), "not a text: a NUL byte at byte 4");
        assert_eq!(wrong("te\u{1}xt"), "not a text: 1 control characters, the first one, 0x01, at byte 2");
        assert_eq!(wrong(&"word ".repeat(1 << 20)), "an article of more than 4 MiB");
        for blank in ["", " \n\t\r\n", "\n\u{a0}"] {
            assert_eq!(wrong(blank), "no text in it", "{blank:?}");
        }
    }

    #[test]
    fn the_marks_of_an_agency_do_not_spoil_its_text() {
        assert_eq!(check_body(&format!("\u{1}{}\u{3}", "The council voted. ".repeat(20))), Ok(()));
    }
}
