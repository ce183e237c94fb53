//! Wordings with slots: "withdrawing N from B" fits "withdrawing the fleet from port" and gives its parts.
use super::words::{capitalised, listed, lowered};

/// What the slots of a wording stand for, by the slot's letter.
pub(super) type Parts = Vec<(char, String)>;

/// Words, some of which are slots: `A`, `B`, `C` for any words, `M`, `N` for a noun phrase, each with or without `'s`.
#[derive(Clone, Debug)]
pub(super) struct Wording(Vec<&'static str>);

impl Wording {
    pub(super) fn new(text: &'static str) -> Wording {
        Wording(text.split_whitespace().collect())
    }

    /// The parts of `words` that stand in the slots; `None` where the wording does not fit all of them.
    pub(super) fn parts(&self, words: &[&str]) -> Option<Parts> {
        bind(&self.0, words)
    }

    /// The wording with its slots filled, its capital like that of the text it reverses.
    pub(super) fn filled(&self, parts: &Parts, read: &Wording, capital: bool) -> String {
        let text: Vec<String> = self.0.iter().map(|word| filled_word(word, parts)).collect();
        match (read.begins_with_slot(), self.begins_with_slot()) {
            (false, false) if capital => capitalised(&text.join(" ")),
            (true, false) if read.is_phrase() => self.with_small_parts(parts),
            _ => text.join(" "),
        }
    }

    /// Whether any slot is all that a phrase has before its first plain word.
    pub(super) fn begins_with_slot(&self) -> bool {
        self.0.first().is_some_and(|word| slot(word).is_some())
    }

    fn is_phrase(&self) -> bool {
        !self.0.iter().any(|word| listed("auxiliary", word))
    }

    fn with_small_parts(&self, parts: &Parts) -> String {
        let small: Parts = parts.iter().map(|(letter, text)| (*letter, lowered(text))).collect();
        self.0.iter().map(|word| filled_word(word, &small)).collect::<Vec<_>>().join(" ")
    }
}

/// The letter of a slot, and whether it is a possessive.
fn slot(word: &str) -> Option<(char, bool)> {
    let (letter, possessive) = word.strip_suffix("'s").map_or((word, false), |letter| (letter, true));
    ["A", "B", "C", "M", "N"].contains(&letter).then(|| (letter.chars().next().unwrap_or_default(), possessive))
}

fn bind(wording: &[&str], words: &[&str]) -> Option<Parts> {
    let Some((first, rest)) = wording.split_first() else { return words.is_empty().then(Parts::new) };
    match slot(first) {
        Some(slot) if rest.is_empty() => Some(vec![(slot.0, part(slot, words)?)]),
        Some(slot) => (1..words.len()).find_map(|end| {
            let part = part(slot, &words[..end])?;
            let mut parts = bind(rest, &words[end..])?;
            parts.push((slot.0, part));
            Some(parts)
        }),
        None => words.split_first().filter(|(word, _)| word.eq_ignore_ascii_case(first)).and_then(|(_, after)| bind(rest, after)),
    }
}

fn part((letter, possessive): (char, bool), words: &[&str]) -> Option<String> {
    let last = words.last()?;
    if ['M', 'N'].contains(&letter) && !is_noun_phrase(words) {
        return None;
    }
    let text = words.join(" ");
    match possessive {
        true => possessor(&text).map(str::to_string),
        false => (possessor(last).is_none() || last.ends_with(['\'', '’'])).then_some(text),
    }
}

fn possessor(text: &str) -> Option<&str> {
    let owner = ["'s", "’s", "'", "’"].iter().find_map(|ending| text.strip_suffix(ending))?;
    (!owner.is_empty()).then_some(owner)
}

fn is_noun_phrase(words: &[&str]) -> bool {
    let linked = words.iter().any(|word| !word.eq_ignore_ascii_case("of") && listed("link", word));
    let second_phrase =
        words.windows(2).any(|pair| listed("determiner", pair[1]) && !listed("link", pair[0]) && !listed("coordinator", pair[0]));
    let state = |word: &&str| listed("state", word) || word.ends_with("ed") && word.starts_with(char::is_lowercase);
    !linked && !second_phrase && !words.last().is_some_and(state)
}

fn filled_word(word: &str, parts: &Parts) -> String {
    let Some((letter, possessive)) = slot(word) else { return word.to_string() };
    let part = parts.iter().find(|(name, _)| *name == letter).map_or("", |(_, part)| part);
    match (possessive, part.ends_with('s')) {
        (false, _) => part.to_string(),
        (true, true) => format!("{part}'"),
        (true, false) => format!("{part}'s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(read: &'static str, written: &'static str, text: &str) -> Option<String> {
        let (read, written) = (Wording::new(read), Wording::new(written));
        let words: Vec<&str> = text.split_whitespace().collect();
        read.parts(&words).map(|parts| written.filled(&parts, &read, text.starts_with(char::is_uppercase)))
    }

    #[test]
    fn slots_take_words_and_keep_capitals() {
        let cases = [
            ("withdrawing N from B", "keeping N in B", "withdrawing the old fleet from port", Some("keeping the old fleet in port")),
            ("banning A", "allowing A", "Banning kites", Some("Allowing kites")),
            ("A's resignation", "keeping A in office", "The mayors' resignation", Some("keeping the mayors in office")),
            ("A's plan", "A's refusal", "Ada Jones's plan", Some("Ada Jones' refusal")),
            ("keeping N", "dropping N", "keeping the school in town", None),
            ("keeping N", "dropping N", "keeping schools closed", None),
            ("keeping N", "dropping N", "keeping the crew informed", None),
            ("keeping N", "dropping N", "keeping", None),
        ];
        for (read, written, text, expected) in cases {
            assert_eq!(rewritten(read, written, text).as_deref(), expected, "{text}");
        }
    }
}
