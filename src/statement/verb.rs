//! The verb group around a cue: its auxiliaries, negation and voice.
use crate::statement::cue::{self, Cue, Form};
use crate::statement::phrase;
use crate::token::Token;
use std::ops::Range;

/// A cue as it stands in a sentence.
#[derive(Clone, Debug)]
pub struct Group {
    /// The verb's entry in the table.
    pub cue: &'static Cue,
    /// Token of the verb itself.
    pub at: usize,
    /// All tokens of the group: auxiliaries, negation, adverbs, verb and the words of a phrasal verb.
    pub tokens: Range<usize>,
    /// How the group stands to its subject.
    pub voice: Voice,
}

/// How a verb group stands to its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// "Smith said", "Smith has been saying", "Smith continues to reject"
    Active,
    /// "..., saying": the subject stands elsewhere.
    Participle,
    /// "was criticised by Smith", "proposed by Smith"
    Passive,
}

/// The cue at token `at`, if the verb there is one and its surroundings let it report.
pub fn at(tokens: &[Token], at: usize) -> Option<Group> {
    let token = tokens.get(at).filter(|t| !t.quoted && t.word)?;
    cue::of(&token.lower).iter().filter(|cue| tail_follows(tokens, at, cue)).find_map(|cue| group(tokens, at, cue))
}

fn tail_follows(tokens: &[Token], at: usize, cue: &Cue) -> bool {
    cue.tail.iter().enumerate().all(|(i, word)| tokens.get(at + 1 + i).is_some_and(|t| !t.quoted && t.is(word)))
}

fn group(tokens: &[Token], at: usize, cue: &'static Cue) -> Option<Group> {
    let colours = phrase::listed("colour", &tokens[at].lower)
        && tokens.get(at + 1).is_some_and(|t| t.is("to"))
        && tokens.get(at + 2).is_some_and(|t| !cue::of(&t.lower).is_empty());
    let preposition = tokens[at].any(&[
        "regarding",
        "considering",
        "including",
        "following",
        "concerning",
        "involving",
        "pending",
        "seeing",
        "maintaining",
    ]) && cue.tail.is_empty();
    if colours && cue.tail.is_empty() || preposition {
        return None;
    }
    if tokens[at].capital && at > 0 && tokens[at - 1].word && tokens[at - 1].capital && cue.form == Form::Base {
        return None;
    }
    let (start, chain) = chain_left(tokens, at);
    let voice = voice(tokens, at, start, &chain, cue)?;
    let end = at + 1 + cue.tail.len();
    Some(Group { cue, at, tokens: start..end, voice })
}

/// Where the verb group that ends with the verb at `at` begins: past its auxiliaries and adverbs.
pub fn start(tokens: &[Token], at: usize) -> usize {
    chain_left(tokens, at).0
}

#[derive(Default)]
struct Chain {
    be: bool,
    have: bool,
    modal: bool,
    to: bool,
    negated: bool,
    /// "could", "should": someone else's idea of what the subject does.
    possible: bool,
}

/// Walks over auxiliaries, adverbs, negation and colouring verbs to the left of the verb.
fn chain_left(tokens: &[Token], at: usize) -> (usize, Chain) {
    let mut chain = Chain::default();
    let mut start = at;
    while start > 0 && at - start < 8 {
        let token = &tokens[start - 1];
        match token.lower.as_str() {
            _ if token.quoted => break,
            "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am" | "'re" | "'m" | "gets" | "got" => chain.be = true,
            "'s" if aux_s(tokens, start - 1) => chain.be = true,
            "had" | "'d" | "has" | "have" | "'ve" | "having" => chain.have = true,
            "can" | "could" | "may" | "might" | "must" | "should" | "ought" => (chain.modal, chain.possible) = (true, true),
            "will" | "would" | "shall" | "do" | "does" | "did" | "'ll" | "cannot" => chain.modal = true,
            "don't" | "doesn't" | "didn't" | "won't" | "wouldn't" | "can't" | "couldn't" | "shouldn't" => {
                (chain.modal, chain.negated) = (true, true)
            }
            "isn't" | "aren't" | "wasn't" | "weren't" => (chain.be, chain.negated) = (true, true),
            "hasn't" | "haven't" | "hadn't" => (chain.have, chain.negated) = (true, true),
            "not" | "n't" | "never" => chain.negated = true,
            "to" if start > 1 && phrase::listed("colour", &tokens[start - 2].lower) => {
                chain.modal = true;
                start -= 1;
            }
            "to" => {
                chain.to = true;
                break;
            }
            "also" | "still" | "even" | "just" | "then" | "now" | "later" | "again" | "already" | "once" | "soon" | "often" | "have to"
            | "long" | "too" | "first" | "himself" | "herself" | "themselves" | "ever" | "simply" | "further" | "both" | "always"
            | "sometimes" => {}
            _ if phrase::adverb(token) => {}
            _ => break,
        }
        start -= 1;
    }
    (start, chain)
}

fn aux_s(tokens: &[Token], at: usize) -> bool {
    at > 0 && tokens[at - 1].any(&["he", "she", "it", "who", "that", "there", "what"])
}

fn voice(tokens: &[Token], at: usize, start: usize, chain: &Chain, cue: &Cue) -> Option<Voice> {
    if chain.to || chain.possible && !chain.negated && cue.form == Form::Base {
        return None;
    }
    let before = start.checked_sub(1).map(|i| &tokens[i]);
    match cue.form {
        Form::Ing if chain.be => Some(Voice::Active),
        Form::Ing => (!noun_before(before)).then_some(Voice::Participle),
        Form::Past | Form::Participle if chain.be => by_follows(tokens, at, cue).then_some(Voice::Passive),
        Form::Past if !chain.have && !chain.modal && by_follows(tokens, at, cue) => Some(Voice::Passive),
        Form::Past if cue.base == "read" || !noun_before(before) => Some(Voice::Active),
        Form::Participle => (chain.have).then_some(Voice::Active),
        Form::Past => None,
        Form::Third => (!chain.be && !chain.have && !chain.modal && third_is_verb(tokens, at, before)).then_some(Voice::Active),
        Form::Base => (chain.modal && !chain.be && !chain.have || base_is_verb(tokens, at, start, before)).then_some(Voice::Active),
    }
}

fn by_follows(tokens: &[Token], at: usize, cue: &Cue) -> bool {
    let after = at + 1 + cue.tail.len();
    (after..tokens.len().min(after + 4)).take_while(|i| tokens[*i].word && !tokens[*i].quoted).any(|i| tokens[i].is("by"))
}

fn noun_before(before: Option<&Token>) -> bool {
    before.is_some_and(|t| {
        phrase::determiner(t) && !t.any(&["this", "that", "all", "both", "many", "some", "others", "most"]) || t.any(&["'s", "of"])
    })
}

/// "Smith claims that": a third person and not a plural noun.
fn third_is_verb(tokens: &[Token], at: usize, before: Option<&Token>) -> bool {
    let plain = [
        "says", "thinks", "believes", "knows", "wants", "insists", "argues", "writes", "tells", "adds", "opposes", "rejects", "accuses",
        "denies", "seeks", "tweets",
    ];
    let Some(before) = before else { return false };
    if plain.contains(&tokens[at].lower.as_str()) {
        return !noun_before(Some(before));
    }
    let subject = before.any(&["he", "she", "it", "who", "which", "that"])
        || before.capital && before.word
        || before.any(&[",", ")", "”", "\"", "and", "but"]);
    let singular = !before.capital
        && before.word
        && !phrase::determiner(before)
        && !phrase::link(before)
        && !before.is("'s")
        && !before.lower.ends_with('s')
        && !adjective(before);
    let phrasal = cue::of(&tokens[at].lower).iter().any(|cue| !cue.tail.is_empty() && tail_follows(tokens, at, cue));
    let object = phrasal
        || tokens.get(at + 1).is_some_and(|t| {
            phrase::determiner(t)
                || t.capital
                || t.any(&[
                    "that", "to", "he", "she", "they", "it", "“", "\"", ":", "how", "why", "what", "whether", "for", "on", "him", "them",
                    "her",
                ])
                || (t.word && !phrase::verb(t) && !phrase::link(t) && !phrase::barrier(t))
        });
    (subject || singular) && object
}

fn adjective(token: &Token) -> bool {
    ["al", "ive", "ous", "ful", "ic", "able", "ible", "ary", "ish"].iter().any(|end| token.lower.ends_with(end))
}

/// "Democrats oppose", "I think": a plural subject and not a noun.
fn base_is_verb(tokens: &[Token], at: usize, start: usize, before: Option<&Token>) -> bool {
    let Some(before) = before else { return false };
    let next = tokens.get(at + 1);
    let object = next.is_some_and(|t| {
        phrase::determiner(t)
            || t.capital
            || t.any(&["that", "to", "he", "she", "they", "it", "“", "\"", "how", "why", "what", "whether", "him", "them", "for", "on"])
            || (t.word && !phrase::verb(t) && !phrase::link(t) && !phrase::barrier(t))
    });
    let across = before.any(&[",", ")"]) && ["say", "believe", "think", "argue", "insist"].contains(&tokens[at].lower.as_str());
    let pronoun = before.any(&["i", "we", "they", "you", "who", "also"]);
    let plural = before.word
        && before.lower.len() > 3
        && (before.lower.ends_with('s') || before.any(&["people", "police", "women", "men", "voters"]))
        && !before.lower.ends_with("ss")
        && !before.is("'s");
    let named_pair = start >= 3 && before.capital && tokens[start - 2].is("and");
    let verbal =
        ["say", "believe", "think", "argue", "agree", "oppose", "insist", "want", "know", "expect", "seek", "refuse", "reject", "tell"]
            .contains(&tokens[at].lower.as_str());
    across || pronoun && object || (plural || named_pair) && (verbal || object)
}
