//! Whether a verb tells of words or of an attitude, where its table does not say.
use crate::statement::attribution::Attribution;
use crate::statement::{Evidence, cue, phrase};
use crate::token::Token;

/// How words that a verb of attitude tells reached the reader: "called it a mistake" retells words, "proposed a ban" does not.
pub fn uttered(tokens: &[Token], found: &Attribution) -> Evidence {
    let verbs = |list: &str| {
        let cued = tokens.iter().filter(|token| found.cue.iter().any(|cue| cue.contains(token.span)));
        cued.flat_map(|token| cue::of(&token.lower)).any(|cue| phrase::listed(list, &cue.base))
    };
    let quoted = || {
        tokens.iter().filter(|token| token.word && token.quoted && found.content.iter().any(|span| span.contains(token.span))).count() >= 2
    };
    match found.evidence {
        Evidence::Told if verbs("utters") && quoted() => Evidence::Direct,
        Evidence::Told if verbs("utters") => Evidence::Paraphrase,
        Evidence::Paraphrase if verbs("deed") => Evidence::Told,
        evidence => evidence,
    }
}
