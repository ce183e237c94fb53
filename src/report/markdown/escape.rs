//! Text that Markdown leaves alone.
use crate::report::plain::plain;
use std::fmt::Write;

/// The text in one line, white space of every kind made one space, so that no flavour of Markdown finds anything in it: no emphasis, code,
/// link, table cell, HTML, heading, list or formula.
pub fn escape(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut escaped = String::with_capacity(line.len());
    let numbering = line.find(|c: char| !c.is_ascii_digit()).filter(|at| *at > 0);
    for (at, c) in plain(&line).char_indices() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '|' | '~' | '$' | '#' | '^' => escape_one(&mut escaped, c),
            '+' | '-' | '=' | ':' | '%' | '(' if at == 0 => escape_one(&mut escaped, c),
            '.' | ')' if Some(at) == numbering => escape_one(&mut escaped, c),
            _ => escaped.push(c),
        }
    }
    escaped
}

fn escape_one(escaped: &mut String, c: char) {
    // Writing to a string cannot fail.
    let _ = write!(escaped, "\\{c}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    /// What a reader of Markdown sees, if that is plain text in a quotation.
    fn shown(markdown: &str) -> Option<String> {
        let extensions = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
        let mut text = String::new();
        for event in Parser::new_ext(markdown, extensions) {
            match event {
                Event::Text(piece) => text.push_str(&piece),
                Event::Start(Tag::BlockQuote(None) | Tag::Paragraph) | Event::End(TagEnd::BlockQuote(None) | TagEnd::Paragraph) => (),
                _ => return None,
            }
        }
        Some(text)
    }

    fn cells(markdown: &str) -> Vec<String> {
        let mut cells = Vec::new();
        for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::TableCell) => cells.push(String::new()),
                Event::Text(piece) => cells.last_mut().unwrap().push_str(&piece),
                _ => (),
            }
        }
        cells
    }

    #[test]
    fn hostile_text_is_shown_as_it_is() {
        for text in [
            "# a",
            "- a",
            "+ a",
            "1. a",
            "12) a",
            "> a",
            "---",
            "===",
            "a *b* _c_ `d` **e** ~~f~~ $g$ ^h^",
            "[a](javascript:alert(1))",
            "![a](b)",
            "<script>alert(1)</script>",
            "<http://a.b>",
            "&lt;b&gt; &amp; &#60;",
            "a | b \\| c",
            "a\\",
            "[^1]: a",
            "{#id .class}",
            "a #",
            ": a",
            "[[a]]",
            "+++",
            "[x] a",
            "\\*",
            "Mr. *",
            "2025 was. good",
        ] {
            assert_eq!(shown(&format!("> {}", escape(text))).as_deref(), Some(text), "{}", escape(text));
        }
        assert_eq!(escape("a\n\n# b\r\n\tc"), "a \\# b c");
        assert!(!escape("a\u{1b}[31m\u{202e}b").contains(['\u{1b}', '\u{202e}']));
        assert_eq!(
            escape("A plain sentence, “quoted” (twice) - he's 5.5% sure: yes!"),
            "A plain sentence, “quoted” (twice) - he's 5.5% sure: yes!"
        );
    }

    proptest! {
        #[test]
        fn any_text_stays_text(text in "\\PC{0,20}", marks in "[-+*_`~<>&#|$^=.:!(){}\\[\\]\\\\ 0-9a]{0,12}") {
            let whole = format!("{marks}{text}");
            let plain = plain(&whole.split_whitespace().collect::<Vec<_>>().join(" "));
            prop_assert_eq!(shown(&format!("> {}", escape(&whole))), Some(plain.clone()));
            let table = format!("| a | b |\n| --- | --- |\n| {} | {} |", escape(&whole), escape(&whole));
            prop_assert_eq!(cells(&table)[2..].to_vec(), [plain.clone(), plain]);
        }
    }
}
