//! The words of a passage, by which two passages are told to be the same.

/// A text's words in lower case, without apostrophes and what else is no letter or digit.
pub fn words(text: &str) -> Vec<String> {
    let bare = |word: &str| word.replace(APOSTROPHES, "").to_lowercase();
    let letters = |letter: char| letter.is_alphanumeric() || APOSTROPHES.contains(&letter);
    text.split(|letter| !letters(letter)).map(bare).filter(|word| !word.is_empty()).collect()
}

const APOSTROPHES: [char; 2] = ['\'', '’'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_capitals_tell_no_words_apart() {
        assert_eq!(words("“It’s Ada's ferry,” she said — twice."), words("it's adas FERRY she said; twice"));
        assert!(words(" … — ").is_empty());
    }
}
