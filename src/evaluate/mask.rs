//! How much the classifier goes by who is speaking: the same questions with the speaker's name masked.
use super::{Judged, pairs::figures, share};
use crate::actor::table::forename;
use crate::dataset::{Pair, last_name};
use crate::round::round;
use crate::span::Span;
use regex::{Regex, escape};
use serde::Serialize;

/// What stands for the name: a letter, since "the speaker" presides over a parliament.
const MASK: &str = "X";

/// The figures of the masked pairs beside those of the pairs as they are.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Masked {
    /// Macro-F1 of the masked pairs.
    pub macro_f1: f64,
    /// That less the macro-F1 of the pairs as they are.
    pub change: f64,
    /// Of the masked pairs whose label and verdict are both poles, the share where they differ.
    pub reversed: f64,
    /// Share of the pairs whose verdict changes.
    pub verdicts_changed: f64,
}

impl Masked {
    pub(super) fn of(judged: &[Judged], masked: &[Judged]) -> Masked {
        let (plain, hidden) = (figures(judged), figures(masked));
        let changed = judged.iter().zip(masked).filter(|(plain, hidden)| plain.verdict() != hidden.verdict()).count();
        Masked {
            macro_f1: hidden.macro_f1,
            change: round(hidden.macro_f1 - plain.macro_f1),
            reversed: hidden.reversed,
            verdicts_changed: share(changed, judged.len()),
        }
    }
}

/// The pair with the speaker's name replaced by "X" wherever it stands: in the speaker's field, the sentence, the context, the issue and
/// its description. The name is the whole name in capital or small letters, its last word where that is a capital word, alone or behind
/// the forename, the forename alone, and those capital words of it that the mention has. Pronouns and descriptions stay, and so does the
/// mark round the mention.
pub fn mask_speaker(pair: &Pair) -> Pair {
    let mention = pair.mention.map_or("", |span| span.of(&pair.text));
    let Some(name) = pattern(&pair.speaker, mention) else { return pair.clone() };
    let mask = |text: &str| name.replace_all(text, MASK).into_owned();
    let matches: Vec<Span> = name.find_iter(&pair.text).map(|found| Span::new(found.start(), found.end())).collect();
    Pair {
        speaker: MASK.into(),
        text: mask(&pair.text),
        mention: pair.mention.map(|span| moved(span, &matches)),
        context: mask(&pair.context),
        issue: mask(&pair.issue),
        description: mask(&pair.description),
        ..pair.clone()
    }
}

/// What a name can look like in a text that mentions it so; `None` of an empty name.
fn pattern(speaker: &str, mention: &str) -> Option<Regex> {
    let words: Vec<&str> = words(speaker).collect();
    let (whole, first) = (bare(speaker), words.first().filter(|first| words.len() > 1 && forename(first).is_some()));
    let last = last_name(speaker).map(bare).filter(|last| capital(last));
    let behind = first.zip(last).map(|(first, last)| format!(r"{}\s+(?:[\w.]+\s+)?{}", escape(first), escape(last)));
    let called = self::words(mention).filter(|word| capital(word) && words.contains(word)).collect::<Vec<_>>().join(" ");
    let parts = [called.as_str(), last.unwrap_or(""), first.unwrap_or(&"")].map(escape);
    let whole_name = format!("(?i:{})", escape(whole));
    let forms: Vec<String> = std::iter::once(whole_name).chain(behind).chain(parts).filter(|form| !form.is_empty()).collect();
    if whole.is_empty() { None } else { Regex::new(&format!(r"\b(?:{})\b", forms.join("|"))).ok() }
}

/// The words of a name or a mention, without dots, brackets and the genitive.
fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|letter: char| letter.is_whitespace() || matches!(letter, '\'' | '’')).map(bare).filter(|word| !word.is_empty())
}

fn bare(name: &str) -> &str {
    name.trim_matches(|letter: char| !letter.is_alphanumeric())
}

fn capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Where a span lies once the matches are masked: one that begins or ends inside of a match covers the whole mask.
fn moved(span: Span, matches: &[Span]) -> Span {
    let cut = |at: usize| matches.iter().find(|found| found.start < at && at < found.end);
    let place = |at: usize| {
        let before = matches.iter().filter(|found| found.end <= at);
        before.fold(at, |place, found| place + MASK.len() - found.len())
    };
    let start = cut(span.start).map_or(span.start, |found| found.start);
    let end = cut(span.end).map_or(span.end, |found| found.end);
    Span::new(place(start), place(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::example::{judged, pairs};
    use crate::stance::Stance::{Opposed, Supportive};

    fn masked(speaker: &str, text: &str, mention: &str) -> (String, Option<String>) {
        let pair = &pairs(&[&format!(r#""speaker": "{speaker}", "text": "{text}", "mention": "{mention}""#)])[0];
        let masked = mask_speaker(pair);
        let mention = masked.mention.map(|span| span.of(&masked.text).to_string());
        (masked.text, mention)
    }

    fn text(speaker: &str, text: &str) -> String {
        masked(speaker, text, "").0
    }

    #[test]
    fn a_name_is_masked_in_all_its_forms() {
        assert_eq!(
            text("Mary Lund", "Mary Lund, Mary Q. Lund, Ms. Lund and Mary's aides; Lundgren"),
            "X, X, Ms. X and X's aides; Lundgren"
        );
        assert_eq!(text("Pablo Señor Jr.", "Pablo Señor Jr. met Señor"), "X. met X");
        assert_eq!(text("port workers", "Port workers said the workers agree"), "X said the workers agree");
        assert_eq!(text("the Varn Front", "Leaders of the Front, a front"), "Leaders of the X, a front");
        assert_eq!(text("", "Nobody said so"), "Nobody said so");
    }

    #[test]
    fn the_mark_stays_round_the_mention() {
        let masked = |speaker, text, mention| masked(speaker, text, mention).1.unwrap();
        assert_eq!(masked("Mary Lund", "As Lund saw, Mary Lund and Lund agree", "Mary Lund"), "X");
        assert_eq!(masked("Moe Dal-in", "Berg met Moe, said Ms. Moe’s aide", "Ms. Moe’s"), "Ms. X’s");
        assert_eq!(masked("Varn High Court", "A court and the High Court", "the High Court"), "the X");
        assert_eq!(masked("Norrjet", "Norrjet said the airline Norrjet would sue", "the airline Norrjet"), "the airline X");
        assert_eq!(masked("Mary Lund", "Lund said she would", "she"), "she");
        assert_eq!(masked("Mary Lund", "Then Mary Lund said", "Lund"), "X");
    }

    #[test]
    fn every_field_is_masked() {
        let fields =
            r#""speaker": "Mary Lund", "text": "No.", "context": "Lund rose.", "issue": "Lund's toll", "description": "Lund wins""#;
        let masked = mask_speaker(&crate::dataset::parse(&format!("{{{fields}}}")).unwrap().1);
        let fields = [&masked.speaker, &masked.text, &masked.context, &masked.issue, &masked.description];
        assert_eq!(fields, ["X", "No.", "X rose.", "X's toll", "X wins"]);
    }

    #[test]
    fn the_change_is_masked_less_plain() {
        let pairs = pairs(&[r#""text": "a", "label": "opposed""#, r#""text": "b", "label": "opposed""#]);
        let plain = judged(&pairs, &[(Opposed, 0.9), (Opposed, 0.9)]);
        let hidden = judged(&pairs, &[(Opposed, 0.9), (Supportive, 0.9)]);
        let expected = Masked { macro_f1: 0.6667, change: -0.3333, reversed: 0.5, verdicts_changed: 0.5 };
        assert_eq!(Masked::of(&plain, &hidden), expected);
    }
}
