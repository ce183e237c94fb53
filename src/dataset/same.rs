//! When two texts are one, and when nearly.
use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// A text without what a copy may change: white space, case, the kinds of quotation marks, apostrophes and dashes.
pub(super) fn normal(text: &str) -> String {
    let letter = |letter: char| match letter {
        '“' | '”' | '„' | '«' | '»' => '"',
        '‘' | '’' | '‚' | '`' | '´' => '\'',
        '–' | '—' | '‑' | '−' => '-',
        other => other,
    };
    let words: Vec<String> = text.split_whitespace().map(|word| word.chars().map(letter).collect::<String>().to_lowercase()).collect();
    words.join(" ")
}

/// Words in a shingle.
const WORDS: usize = 5;

/// The least resemblance of texts that are nearly one.
pub(super) const RESEMBLANCE: f64 = 0.5;

/// Hashes of every [`WORDS`] words in a row, without marks; none of a shorter text.
fn shingles(text: &str) -> BTreeSet<u64> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(WORDS).map(hash).collect()
}

fn hash(words: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// Texts in which near copies are looked up: those whose resemblance, the shingles of five words that both have over those that either
/// has, is at least a half (Broder 1997, "On the resemblance and containment of documents"). One word changed in the middle of a sentence
/// of twenty leaves 11 shingles of 21. Texts of fewer than five words resemble none.
pub(super) struct Index {
    /// Of each text, how many shingles it has.
    sizes: Vec<usize>,
    holders: HashMap<u64, Vec<usize>>,
}

impl Index {
    /// Of these texts, by their places.
    pub(super) fn new<'t>(texts: impl Iterator<Item = &'t str>) -> Index {
        let mut index = Index { sizes: Vec::new(), holders: HashMap::new() };
        for (at, text) in texts.enumerate() {
            let shingles = shingles(text);
            index.sizes.push(shingles.len());
            shingles.into_iter().for_each(|shingle| index.holders.entry(shingle).or_default().push(at));
        }
        index
    }

    /// The place of the text that resembles `text` most, where one resembles it enough; of equals the first.
    pub(super) fn nearest(&self, text: &str) -> Option<usize> {
        let shingles = shingles(text);
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for at in shingles.iter().filter_map(|shingle| self.holders.get(shingle)).flatten() {
            *shared.entry(*at).or_default() += 1;
        }
        let resemblance = |(at, both): (usize, usize)| (both as f64 / (shingles.len() + self.sizes[at] - both) as f64, at);
        let near = shared.into_iter().map(resemblance).filter(|(share, _)| *share >= RESEMBLANCE);
        near.max_by(|(share, at), (other, next)| share.total_cmp(other).then(next.cmp(at))).map(|(_, at)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The mayor of the old harbour town said on Monday that the new toll would hurt every shop in it.";

    #[test]
    fn copies_differ_in_white_space_case_and_marks() {
        assert_eq!(normal("“It’s  late” – she\nSaid "), normal("\"it's late\" - She said"));
        assert_ne!(normal("now here"), normal("nowhere"));
    }

    #[test]
    fn a_word_may_differ_and_half_a_text_may_not() {
        let index = Index::new(["Rain fell on the town for the third day.", TEXT, TEXT].into_iter());
        assert_eq!(index.nearest(&TEXT.replace("Monday", "Tuesday")), Some(1));
        assert_eq!(
            index.nearest("THE MAYOR, of the old harbour town said on Monday that the new toll would hurt every shop in it"),
            Some(1)
        );
        assert_eq!(index.nearest("The mayor of the old harbour town said on Monday that she would stand again and win."), None);
        assert_eq!(index.nearest("the new toll"), None);
    }
}
