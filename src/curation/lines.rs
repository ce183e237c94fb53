//! Where the tables of a list begin.
use crate::file::line_of;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeMap;
use toml::Spanned;

/// The lines, counted from 1, in which the tables of this name begin, in their order; none where the text is no TOML.
pub fn of_tables(text: &str, name: &str) -> Vec<usize> {
    let tables: BTreeMap<String, Tables> = toml::from_str(text).unwrap_or_default();
    let found = tables.get(name).map(|Tables(found)| found.as_slice());
    found.unwrap_or_default().iter().map(|table| line_of(text, table.span().start)).collect()
}

#[derive(Deserialize)]
struct Tables(Vec<Spanned<IgnoredAny>>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_begin_at_their_heads() {
        let text = "# Ours.\n[[issue]]\nid = \"a\"\n\n[[issue]]\nid = \"b\"\nkeywords = [\n\"x\"]\n";
        assert_eq!(of_tables(text, "issue"), [2, 5]);
        assert_eq!(of_tables(text, "actor"), [0; 0]);
        assert_eq!(of_tables("issue = [", "issue"), [0; 0]);
    }
}
