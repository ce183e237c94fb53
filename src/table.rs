//! Word lists that ship as text: one list a line, its name, a tab, and its words between `|`.
use std::collections::{HashMap, HashSet};

/// Named lists of words.
#[derive(Clone, Debug, Default)]
pub struct Lists(HashMap<&'static str, HashSet<&'static str>>);

impl Lists {
    /// Reads lists; lines that begin with `#` say where they come from.
    pub fn read(text: &'static str) -> Lists {
        let lines = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
        Lists(lines.map(|(list, words)| (list, words.split('|').collect())).collect())
    }

    /// Whether a word stands in a list.
    pub fn has(&self, list: &str, word: &str) -> bool {
        self.0.get(list).is_some_and(|words| words.contains(word))
    }
}
