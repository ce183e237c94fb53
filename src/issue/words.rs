//! Words and their stems, as the gate sees them.
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::HashSet;

/// Words that carry no topic.
const FUNCTION_WORDS: &str = "a an the of to in on at by for from with without against over under into onto off out up down and or nor but if \
    than as is are was were be been being it its this that these those their his her our my your who which what when where how why not no more \
    most less least all any each every some such only own same so too very can will just should would could may might must do does did done have \
    has had having about after before between during through again further then once here there both few other others another us we you he she \
    they them him i me also";

/// Words that news of every topic is full of: alone they tell no issue from another.
const COMMON_WORDS: &str = "new use using used plan plans policy support supporting government federal state states national public \
    international official officials president presidential administration law bill country countries us american americans america united make \
    making made keep keeping get getting give giving take taking handling end ending further early full large group groups people world wide \
    year years time way big right rights claim claims view viewing whether allow allowing issue issues";

/// Splits text into stems. Stems of English words; other words stay nearly as they are.
pub(super) struct Stems {
    stemmer: Stemmer,
    function_words: HashSet<String>,
    common_words: HashSet<String>,
}

impl Stems {
    pub(super) fn new() -> Stems {
        let stemmer = Stemmer::create(Algorithm::English);
        let stem_all = |words: &str| words.split_whitespace().map(|word| stemmer.stem(word).into_owned()).collect();
        Stems { function_words: stem_all(FUNCTION_WORDS), common_words: stem_all(COMMON_WORDS), stemmer }
    }

    /// The stems of the words of `text` in order, function words included: in lower case, without dots and possessives.
    pub(super) fn of<'a>(&'a self, text: &'a str) -> impl Iterator<Item = String> + 'a {
        words(text).map(|word| self.stem(word))
    }

    /// The stems of `text` that carry a topic.
    pub(super) fn content(&self, text: &str) -> Vec<String> {
        self.of(text).filter(|stem| !self.function_words.contains(stem)).collect()
    }

    /// The stems of `text` that tell one topic from others.
    pub(super) fn specific(&self, text: &str) -> Vec<String> {
        self.content(text).into_iter().filter(|stem| !self.common_words.contains(stem)).collect()
    }

    fn stem(&self, word: &str) -> String {
        let lower = word.to_lowercase().replace('’', "'");
        let bare = lower.strip_suffix("'s").unwrap_or(&lower).replace('.', "");
        self.stemmer.stem(&bare).into_owned()
    }
}

/// Runs of letters and digits, with single dots and apostrophes inside ("U.S", "Russia’s").
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let (word, after) = rest.split_at(word_end(rest));
        rest = after;
        (!word.is_empty()).then_some(word)
    })
}

fn word_end(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next_is_letter = letters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let inside = letter.is_alphanumeric() || (matches!(letter, '.' | '\'' | '’') && next_is_letter);
        if !inside {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_where_letters_end() {
        let found: Vec<_> = words("“No,” Russia’s U.S. envoy said—nuclear-free... 3.5 o'clock é").collect();
        assert_eq!(found, ["No", "Russia’s", "U.S", "envoy", "said", "nuclear", "free", "3.5", "o'clock", "é"]);
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        let stems = Stems::new();
        let [first, second] =
            ["Expansions negotiated, the Ministry's U.S.", "expansion Negotiations ministry us"].map(|text| stems.content(text));
        assert_eq!(first[..2], second[..2]);
        assert_eq!(stems.content("the ministry’s"), stems.content("Ministry"));
        assert_eq!(stems.of("The U.S.").collect::<Vec<_>>(), ["the", "us"]);
    }

    #[test]
    fn common_and_function_words_are_not_specific() {
        let stems = Stems::new();
        assert_eq!(stems.specific("The government's plans for new harbours"), ["harbour"]);
        assert_eq!(stems.content("The government's plans for new harbours"), ["govern", "plan", "new", "harbour"]);
    }
}
