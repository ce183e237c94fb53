//! Issuers: whose words a statement, letter or tweet holds that is cited without its author's name.
use crate::actor::Kind;
use crate::reading::told::{Place, Story};
use crate::token::Token;
use std::ops::Range;

/// What somebody issues to say something.
const ISSUED: [&str; 15] = [
    "statement",
    "statements",
    "letter",
    "tweet",
    "tweets",
    "post",
    "posting",
    "website",
    "site",
    "release",
    "email",
    "e-mail",
    "message",
    "op-ed",
    "announcement",
];
/// How many sentences back the issuer can have spoken last.
const BACK: usize = 2;

impl Story<'_> {
    /// Who issued what is cited: "the ministry's statement", "a statement from the ministry", "a ministry statement", and of "the statement"
    /// the subject of the sentence, else who spoke last.
    pub(super) fn issuer(&self, at: usize, tokens: &[Token], places: &[Place], source: &Range<usize>, head: usize) -> Option<usize> {
        if !tokens[head].any(&ISSUED) || tokens[head].capital && head > source.start {
            return None;
        }
        let issues = |place: &&Place| !matches!(self.cast.actors[place.actor].kind, Kind::Document | Kind::Unknown);
        let within = |place: &&Place| place.tokens.start >= source.start && place.tokens.end <= source.end;
        let before = places.iter().filter(issues).filter(within).rfind(|place| place.tokens.end <= head);
        let behind = || {
            let by = tokens.get(head + 1).filter(|t| t.any(&["from", "by", "of"])).map(|_| head + 2)?;
            places.iter().filter(issues).find(|place| (by..=by + 1).contains(&place.tokens.start))
        };
        if let Some(place) = before.or_else(behind) {
            return Some(place.actor);
        }
        let named = tokens[source.start..head].iter().any(|token| token.capital);
        let subject =
            || places.iter().filter(issues).find(|place| place.tokens.end <= source.start && !place.quoted).map(|place| place.actor);
        let last = || self.focus.speaker.filter(|(_, sentence)| at.saturating_sub(*sentence) <= BACK).map(|(actor, _)| actor);
        if named { None } else { subject().or_else(last) }
    }
}
