//! Text of the input, made harmless for whatever shows it as it is.

/// With a replacement character for every character that steers a terminal or turns the direction of text; line breaks stay.
pub fn plain(text: &str) -> String {
    let steers =
        |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if steers(c) { '\u{fffd}' } else { c }).collect()
}

/// The address, where it is one that a browser may open: `http` or `https`, and nothing in it that ends or breaks a link.
pub fn web(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let known = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let breaks = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\\' | '`');
    (known && !rest.is_empty() && !plain(url).contains('\u{fffd}') && !url.contains(breaks)).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        for url in ["http://example.org", "HTTPS://example.org/a_(b)?c=d&e=f#g"] {
            assert_eq!(web(url), Some(url));
        }
        for url in
            ["javascript:alert(1)", "javascript://example.org/%0aalert(1)", " http://a.org", "http://a.org/ b", "http://a\">b", "https://"]
        {
            assert_eq!(web(url), None, "{url}");
        }
        for url in ["data:text/html,http://a.org", "//a.org", "file:///etc/passwd", "http://a\u{202e}b.org", "http\n://a.org", ""] {
            assert_eq!(web(url), None, "{url}");
        }
    }
}
