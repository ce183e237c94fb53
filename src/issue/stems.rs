//! The stems that the gate compares, for whoever checks a codebook.
use super::words::Stems;
use std::sync::LazyLock;

static STEMS: LazyLock<Stems> = LazyLock::new(Stems::new);

/// The stems of all words of a text, in order.
pub fn all(text: &str) -> Vec<String> {
    STEMS.of(text).collect()
}

/// The stems of a text that carry a topic, in order.
pub fn content(text: &str) -> Vec<String> {
    STEMS.content(text)
}

/// The stems of a text that tell one topic from others, in order.
pub fn specific(text: &str) -> Vec<String> {
    STEMS.specific(text)
}
