//! Charts: self-contained SVG files from templates, the same bytes for the same numbers.
use crate::error::{Error, Result};
use minijinja::{AutoEscape, Environment};
use serde::Serialize;

/// Colours and type of every chart, light, dark and in print, without anything that needs a browser. Hues are those of Okabe and Ito,
/// which people who see few colours tell apart.
const STYLE: &str = include_str!("chart/style.css");

/// The same for a printed page: on white, with the words of stances in the colours that the report has.
const PAPER: &str = include_str!("chart/paper.css");

/// Fills a template, which finds the styles as `style` and `paper` beside what is in `context`. All text is escaped. Fails where the template is broken.
pub fn render(name: &str, template: &str, context: impl Serialize) -> Result<String> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    environment.add_global("style", minijinja::Value::from_safe_string(STYLE.to_string()));
    environment.add_global("paper", minijinja::Value::from_safe_string(PAPER.to_string()));
    environment
        .render_named_str(name, template, minijinja::Value::from_serialize(context))
        .map_err(|error| Error::new(name, format!("the template is broken: {error}"), "this is a mistake in the program: report it"))
}

/// A text as XML can hold it: with a replacement character for every character that it cannot, and for those that turn text round.
pub fn text(text: &str) -> String {
    let steers = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
    };
    text.chars().map(|c| if steers(c) { '\u{fffd}' } else { c }).collect()
}

/// The same, cut to so many characters.
pub fn short(full: &str, most: usize) -> String {
    let cut: String = text(full).chars().take(most).collect();
    if full.chars().count() > most { cut.chars().take(most - 1).chain(['…']).collect() } else { cut }
}

/// What an XML reader would complain of: for tests.
#[cfg(test)]
pub mod well_formed {
    /// Panics where tags are not closed in order, or text holds what should be escaped.
    pub fn check(xml: &str) {
        let mut open: Vec<&str> = Vec::new();
        let mut rest = xml;
        while let Some(at) = rest.find('<') {
            plain(&rest[..at]);
            let end = at + rest[at..].find('>').expect("a tag ends");
            let tag = &rest[at + 1..end];
            assert!(!tag.contains('<'), "{tag}");
            match tag.strip_prefix('/') {
                Some(name) => assert_eq!(open.pop(), Some(name)),
                None => {
                    plain(tag);
                    let quotes = tag.matches('"').count();
                    assert!(quotes == 2 * tag.matches("=\"").count(), "{tag}");
                    let name = tag.split_whitespace().next().unwrap();
                    open.extend((!tag.ends_with('/')).then_some(name));
                }
            }
            rest = &rest[end + 1..];
        }
        assert!(open.is_empty() && rest.trim().is_empty(), "{open:?} {rest}");
    }

    fn plain(text: &str) {
        for (at, _) in text.match_indices('&') {
            let known = ["&amp;", "&lt;", "&gt;", "&quot;", "&#x27;", "&#x2f;"];
            assert!(known.iter().any(|entity| text[at..].starts_with(entity)), "{text}");
        }
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_cut() {
        let drawn = render("a.svg", "<text>{{ name }}</text>", minijinja::context! { name => text("<b> & \"x\"\u{1}\u{202e}") }).unwrap();
        assert_eq!(drawn, "<text>&lt;b&gt; &amp; &quot;x&quot;\u{fffd}\u{fffd}</text>");
        well_formed::check(&drawn);
        assert_eq!((short("abcdef", 4).as_str(), short("abcd", 4).as_str()), ("abc…", "abcd"));
    }

    #[test]
    fn a_broken_template_is_an_error() {
        assert!(render("a.svg", "{{ ", ()).unwrap_err().wrong.contains("template is broken"));
    }
}
