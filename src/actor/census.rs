//! What an article's capital words do: counted once, before anyone is resolved.
use crate::actor::name::{Look, Name, text};
use crate::actor::table::{self, Pointer};
use crate::span::Span;
use crate::statement::{phrase, verb};
use crate::token::Token;
use std::collections::{BTreeMap, BTreeSet};

/// How a single capital word of unknown kind stands in the article.
#[derive(Clone, Copy, Debug, Default)]
pub struct Subject {
    /// How often in all.
    pub seen: usize,
    /// How often not at a sentence's start.
    pub inside: usize,
    /// How often before a verb or a possessive.
    pub acting: usize,
    /// Whether an administration, a regime or a campaign bears it, as only persons' names are borne.
    pub borne: bool,
}

/// All names with the tokens of their sentence.
pub fn each<'a>(tokens: &'a [Vec<Token>], names: &'a [Vec<Name>]) -> impl Iterator<Item = (&'a [Token], &'a Name)> {
    tokens.iter().zip(names).flat_map(|(tokens, names)| names.iter().map(move |name| (tokens.as_slice(), name)))
}

/// A name's text without titles, white space made single.
pub fn core_text(body: &str, tokens: &[Token], name: &Name) -> String {
    let span = Span::new(tokens[name.core.start].span.start, tokens[name.core.end - 1].span.end);
    span.of(body).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Single capital words of the article in lower case: they tell which two words are a person's name.
pub fn surnames(body: &str, tokens: &[Vec<Token>], names: &[Vec<Name>]) -> BTreeSet<String> {
    let single = |name: &Name| matches!(name.look, Look::Word | Look::Person) && name.core.len() == 1;
    each(tokens, names).filter(|(_, name)| single(name)).map(|(tokens, name)| core_text(body, tokens, name).to_lowercase()).collect()
}

/// Single capital words of unknown kind, counted.
pub fn subjects(body: &str, tokens: &[Vec<Token>], names: &[Vec<Name>]) -> BTreeMap<String, Subject> {
    let mut subjects: BTreeMap<String, Subject> = BTreeMap::new();
    for (tokens, name) in each(tokens, names) {
        let core = core_text(body, tokens, name);
        if name.look == Look::Word {
            let entry = subjects.entry(core.to_lowercase()).or_default();
            entry.seen += 1;
            entry.inside += usize::from(name.core.start > 0);
            let next = tokens.get(name.core.end).filter(|t| !t.capital);
            let verb = next.is_some_and(|t| t.is("'s") || phrase::verb(t) || verb::at(tokens, name.core.end).is_some());
            entry.acting += usize::from(verb && name.core.start > 0);
        }
        if let Some(owner) = [
            " administration",
            " regime",
            " campaign",
            " supporters",
            " voters",
            " aides",
            " officials",
            " allies",
            " advisers",
            " lawyers",
            " critics",
            " backers",
            " donors",
        ]
        .iter()
        .find_map(|noun| core.strip_suffix(noun))
        {
            subjects.entry(owner.to_lowercase()).or_default().borne = true;
        }
    }
    subjects
}

/// Whether a name ends in one of the surnames.
pub fn known_surname(surnames: &BTreeSet<String>, words: &[String]) -> bool {
    words.last().is_some_and(|last| surnames.contains(last))
}

/// "Jane Roe, 45," or "Jane Roe, who".
pub fn aged(tokens: &[Token], name: &Name) -> bool {
    let comma = tokens.get(name.tokens.end).is_some_and(|t| t.is(","));
    comma
        && tokens.get(name.tokens.end + 1).is_some_and(|t| t.is("who") || t.lower.len() == 2 && t.lower.chars().all(|c| c.is_ascii_digit()))
}

/// Places that the article names, doubtful seats apart, and whether otherwise than by a country's name of one word, which persons may bear.
pub fn places(body: &str, tokens: &[Vec<Token>]) -> BTreeMap<usize, bool> {
    let mut places = BTreeMap::new();
    for tokens in tokens {
        for at in (0..tokens.len()).filter(|at| tokens[*at].capital) {
            for end in at + 1..=tokens.len().min(at + 3) {
                let pointers = table::pointers(&text(body, tokens, at..end)).iter();
                for (pointer, place) in pointers.filter(|(pointer, _)| *pointer != Pointer::DoubtfulSeat) {
                    *places.entry(*place).or_default() |= *pointer != Pointer::Name || end > at + 1;
                }
            }
        }
    }
    places
}

/// "Ada Hale, a farmer from the valley": what is said behind a name with "a" or "an"; nothing where it is told of a time past.
pub fn apposed_role(tokens: &[Token], name: &Name) -> Option<String> {
    let at = name.tokens.end;
    let comma = tokens.get(at).is_some_and(|t| t.is(","));
    let one = tokens.get(at + 1).is_some_and(|t| t.any(&["a", "an", "the"]));
    if !comma || !one {
        return None;
    }
    let words =
        tokens[at + 2..].iter().take(6).take_while(|t| t.word && !phrase::link(t) && !t.any(&["and", "or", "who", "whose", "that"]));
    let words: Vec<&Token> = words.collect();
    let past = |t: &&&Token| t.any(&["former", "ex", "then", "retired", "onetime", "one-time", "longtime"]);
    let last = words.last().filter(|t| !t.capital && words.iter().find(past).is_none())?;
    let role = |word: &str| table::listed("title", word) || table::listed("anonymous", word) || table::listed("occupation", word);
    let double = words.len().checked_sub(2).map(|i| format!("{} {}", words[i].lower, last.lower)).filter(|two| role(two));
    double.or_else(|| Some(last.lower.clone()).filter(|one| role(one)))
}

/// "Acme, a nonprofit group": the noun said behind an organisation's name.
pub fn apposed_noun<'a>(tokens: &'a [Token], name: &Name) -> Option<&'a str> {
    let at = name.tokens.end;
    let opens = tokens.get(at).is_some_and(|t| t.is(",")) && tokens.get(at + 1).is_some_and(|t| t.any(&["a", "an", "the"]));
    let words = tokens
        .get(at + 2..)
        .filter(|_| opens)?
        .iter()
        .take(6)
        .take_while(|t| t.word && !phrase::link(t) && !t.any(&["and", "or", "who", "which", "that"]));
    words.last().map(|t| t.lower.as_str()).filter(|noun| table::listed("stands_for", noun))
}

/// A seat of government that does something: it is possessive, or a verb follows, and no preposition stands before.
pub fn acts(tokens: &[Token], name: &Name) -> bool {
    let before = name.tokens.start.checked_sub(1).map(|i| &tokens[i]);
    let before = before.filter(|t| t.is("the")).map_or(before, |_| name.tokens.start.checked_sub(2).map(|i| &tokens[i]));
    let placed = before.is_some_and(|t| {
        t.any(&[
            "in", "at", "from", "near", "outside", "to", "around", "of", "through", "inside", "across", ",", "for", "near", "over",
            "leave", "left",
        ])
    });
    let next = tokens.get(name.tokens.end);
    if before.is_some_and(|t| t.any(&["between", "with", "against", "by", "urged", "urging", "accusing", "warned", "told"])) {
        return true;
    }
    !placed
        && next.is_some_and(|t| {
            t.is("'s") || !t.capital && (phrase::verb(t) || t.lower.ends_with("ing") || verb::at(tokens, name.tokens.end).is_some())
        })
}

/// Whether a name is written in capital letters alone.
pub fn acronym(name: &str) -> bool {
    name.len() >= 2 && name.len() <= 7 && name.chars().all(|c| c.is_uppercase() || c == '.')
}
