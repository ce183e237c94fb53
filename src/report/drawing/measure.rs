//! How wide a text is drawn, near enough to set it without a font at hand, and how it is cut.
use crate::chart;

/// The width in pixels of a text in a sans-serif face of this size; rather too wide than too narrow.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

/// The width of a character as a share of the size of its face.
fn em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.34,
        'f' | 't' | 'r' | '(' | ')' | '-' | '/' => 0.42,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.98,
        'A'..='Z' => 0.72,
        '\u{0}'..='\u{7f}' => 0.63,
        '\u{300}'..='\u{36f}' => 0.0,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{1f000}'.. => 1.0,
        _ => 0.72,
    }
}

/// The text on one line, harmless in XML, and cut with an ellipsis where it is wider.
pub fn fit(text: &str, most: f64, size: f64) -> String {
    wrap(text, most, size, 1).remove(0)
}

/// The same on several lines, at least one and at most so many; broken between words.
pub fn wrap(text: &str, most: f64, size: f64, lines: usize) -> Vec<String> {
    let text = chart::text(text);
    let mut words = text.split_whitespace().peekable();
    let mut wrapped = Vec::new();
    while wrapped.len() + 1 < lines && words.peek().is_some() {
        let mut line = String::from(words.next().unwrap_or_default());
        while let Some(word) = words.next_if(|word| width(&format!("{line} {word}"), size) <= most) {
            line = format!("{line} {word}");
        }
        wrapped.push(cut(line, most, size));
    }
    let rest = words.collect::<Vec<_>>().join(" ");
    if !rest.is_empty() || wrapped.is_empty() {
        wrapped.push(cut(rest, most, size));
    }
    wrapped
}

fn cut(line: String, most: f64, size: f64) -> String {
    if width(&line, size) <= most {
        return line;
    }
    let (mut kept, room) = (String::new(), most - width("…", size));
    for c in line.chars() {
        if width(&kept, size) + em(c) * size > room {
            break;
        }
        kept.push(c);
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_the_last_is_cut() {
        let text = "Protection of the inland canal fund from a levy";
        assert_eq!(wrap(text, 120.0, 10.0, 3), ["Protection of the", "inland canal fund from", "a levy"]);
        assert_eq!(wrap(text, 120.0, 10.0, 2), ["Protection of the", "inland canal fund fro…"]);
        assert_eq!(wrap("", 120.0, 10.0, 2), [""]);
        assert_eq!(fit("Donaudampfschifffahrtsgesellschaft", 60.0, 10.0), "Donauda…");
    }

    #[test]
    fn what_fits_is_no_wider_than_asked() {
        for text in ["W".repeat(90), "一".repeat(40), "a b ".repeat(40)] {
            assert!(width(&fit(&text, 100.0, 11.0), 11.0) <= 100.0, "{text}");
        }
    }
}
