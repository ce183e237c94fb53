//! Words of names and keywords, for comparing them.
use crate::issue::stems;
use crate::table::Lists;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists::read(include_str!("words.tsv")));

/// Whether a word in small letters stands in one of the lists of `words.tsv`.
pub fn listed(list: &str, word: &str) -> bool {
    LISTS.has(list, word)
}

/// Words in small letters, without the marks around them.
pub fn words(text: &str) -> Vec<String> {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).replace('’', "'").to_lowercase();
    text.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}

/// A name in small letters without the article before it and the marks behind it.
pub fn plain(name: &str) -> String {
    let words = words(name);
    let rest = match words.as_slice() {
        [article, rest @ ..] if ["the", "a", "an"].contains(&article.as_str()) && !rest.is_empty() => rest,
        all => all,
    };
    rest.join(" ")
}

/// The stems of the words that carry a topic.
pub fn topic(text: &str) -> BTreeSet<String> {
    stems::content(text).into_iter().collect()
}

/// The stems that tell an issue from others, of its name and of its keywords, as the gate takes them.
pub fn telling<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    texts.into_iter().flat_map(stems::specific).collect()
}

/// Shared ones among all.
pub fn jaccard<T: Ord>(one: &BTreeSet<T>, other: &BTreeSet<T>) -> f64 {
    let shared = one.intersection(other).count();
    shared as f64 / (one.len() + other.len() - shared).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_articles_and_marks() {
        assert_eq!((plain("The Economy."), plain("the"), plain("A toll")), ("economy".into(), "the".into(), "toll".into()));
        assert_eq!(jaccard(&BTreeSet::from([1, 2, 3]), &BTreeSet::from([2, 3, 4])), 0.5);
        assert_eq!(jaccard::<u8>(&BTreeSet::new(), &BTreeSet::new()), 0.0);
    }
}
