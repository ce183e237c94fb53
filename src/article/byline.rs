//! Bylines: who wrote an article.

/// A byline without its "By"; `None` where it is blank or an address.
pub(super) fn author(text: &str) -> Option<String> {
    let text = text.trim();
    let name = match text.get(..3) {
        Some(by) if by.eq_ignore_ascii_case("by ") => text[3..].trim(),
        _ => text,
    };
    (!name.is_empty() && !name.contains("://")).then(|| name.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_loses_its_by() {
        assert_eq!(author(" By Ann Reyes ").as_deref(), Some("Ann Reyes"));
        assert_eq!(author("Byron Lind").as_deref(), Some("Byron Lind"));
        assert_eq!(author("éé").as_deref(), Some("éé"));
        assert_eq!((author("by "), author("https://a.example/ann")), (Some("by".into()), None));
    }
}
