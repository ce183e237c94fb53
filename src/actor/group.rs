//! Groups without organisation, and governments by their country's adjective.
use crate::actor::name::{Look, Name, text};
use crate::actor::table::{self, Pointer};
use crate::statement::phrase;
use crate::token::Token;

/// "Democrats", "human rights groups", "Russian officials", "the Russian government".
pub fn collective(body: &str, tokens: &[Token], at: usize) -> Option<Name> {
    if tokens[at].is("federal") && tokens.get(at + 1).is_some_and(|t| t.is("government")) {
        return Some(Name { tokens: at..at + 2, core: at..at + 2, look: Look::Body });
    }
    if let Some(name) = adjective_government(body, tokens, at) {
        return Some(name);
    }
    let end = (at..tokens.len().min(at + 4)).find(|i| table::listed("collective", &tokens[*i].lower) && tokens[*i].word)?;
    let modified = (at..end).all(|i| modifies_group(&tokens[i]));
    let alone = end == at && generic(&tokens[end]);
    (modified && !alone).then_some(Name { tokens: at..end + 1, core: at..end + 1, look: Look::Group })
}

/// Whether a word before a group's head makes it a certain group: a name, a nationality or one of the adjectives of politics.
fn modifies_group(token: &Token) -> bool {
    let adjective = table::listed("political", &token.lower)
        || token.lower.starts_with("pro-")
        || token.lower.starts_with("anti-")
        || token.lower.ends_with("-rights");
    token.word && (token.capital && !never_before_group(token) || adjective)
}

fn never_before_group(token: &Token) -> bool {
    phrase::determiner(token)
        || phrase::link(token)
        || phrase::barrier(token)
        || phrase::time_word(token)
        || phrase::adverb(token)
        || phrase::subject_pronoun(token)
        || phrase::verb(&Token { capital: false, ..token.clone() })
        || token.any(&["hundreds", "dozens", "thousands", "other", "mr", "mrs", "ms", "read", "use", "watch"])
}

/// Heads that say too little alone, and party names in lower case.
fn generic(token: &Token) -> bool {
    table::listed("generic", &token.lower) || !token.capital && token.any(&["democrats", "republicans"])
}

fn adjective_government(body: &str, tokens: &[Token], at: usize) -> Option<Name> {
    if !tokens[at].capital {
        return None;
    }
    (at + 1..=tokens.len().min(at + 2)).rev().find_map(|end| {
        let place = table::place(&text(body, tokens, at..end), Pointer::Adjective)?;
        let skip = usize::from(tokens.get(end).is_some_and(|t| t.any(&["federal", "central"])));
        if tokens.get(end).is_some_and(|t| t.any(&["military", "army", "navy", "police"]) && !t.capital) {
            return Some(Name { tokens: at..end + 1, core: at..end + 1, look: Look::Body });
        }
        let noun = tokens.get(end + skip).filter(|t| table::listed("ruling", &t.lower) && !t.capital)?;
        (noun.word).then_some(Name { tokens: at..end + skip + 1, core: at..end, look: Look::Country(place) })
    })
}
