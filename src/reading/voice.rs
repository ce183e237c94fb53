//! Spokespersons, and whom they speak for.
use crate::actor::{Kind, name};
use crate::reading::told::{Place, Story};
use crate::token::Token;
use std::ops::Range;

const SPOKESPERSONS: [&str; 3] = ["spokesman", "spokeswoman", "spokesperson"];

impl Story<'_> {
    /// Whom a source stands for, and for whom that one speaks: "Hale's spokesman Tom Reed" is Tom Reed, for Hale; "a spokesman for Hale" is Hale.
    pub(super) fn speaker_and_principal(
        &mut self,
        at: usize,
        tokens: &[Token],
        places: &mut Vec<Place>,
        source: &Range<usize>,
    ) -> (Option<usize>, Option<usize>) {
        let Some(spokesperson) = source.clone().find(|i| tokens[*i].any(&SPOKESPERSONS)) else {
            return (self.speaker(at, tokens, places, source), None);
        };
        let principal = self.principal(tokens, places, source, spokesperson);
        let named = self.named_in(tokens, places, source).filter(|person| Some(*person) != principal);
        match (principal, named) {
            (Some(principal), Some(named)) => (Some(named), Some(principal)),
            (Some(principal), None) => (Some(principal), None),
            (None, named) => (named.or_else(|| self.speaker(at, tokens, places, source)), None),
        }
    }

    /// For whom a spokesperson speaks: who stands behind "for", else whose spokesperson it is.
    fn principal(&mut self, tokens: &[Token], places: &[Place], source: &Range<usize>, spokesperson: usize) -> Option<usize> {
        if tokens.get(spokesperson + 1).is_some_and(|t| t.any(&["for", "of", "from"])) {
            let near = spokesperson + 2..=spokesperson + 3;
            return places.iter().find(|place| near.contains(&place.tokens.start)).map(|place| place.actor);
        }
        let floor = (source.start..spokesperson).rev().find(|i| tokens[*i].any(&[",", "said", "—", "–"])).map_or(source.start, |i| i + 1);
        let place = places.iter().rfind(|place| place.tokens.start >= floor && place.tokens.end <= spokesperson);
        place.map(|place| place.actor).or_else(|| self.titled_after(tokens, floor..spokesperson))
    }

    /// The body in the words of an office: "White House" of "White House spokesman".
    fn titled_after(&mut self, tokens: &[Token], words: Range<usize>) -> Option<usize> {
        let words = tokens.get(words)?;
        let names = name::find(self.body, words);
        names.first().and_then(|name| self.cast.of_name(self.body, words, name, true))
    }

    /// The person named in a source: its head, or in apposition.
    fn named_in(&self, tokens: &[Token], places: &[Place], source: &Range<usize>) -> Option<usize> {
        let person = |place: &&Place| self.cast.actors[place.actor].kind == Kind::Person;
        let inside = places.iter().filter(person).filter(|place| place.tokens.start >= source.start && place.tokens.end <= source.end);
        let apart = |place: &&Place| {
            let before = place.tokens.start.checked_sub(1).map(|i| &tokens[i]);
            let owner = tokens.get(place.tokens.end).is_some_and(|t| t.any(&["'s", "'"]));
            !owner && before.is_none_or(|t| !t.any(&["for", "of", "from", "to", "with", "the"]))
        };
        inside.filter(apart).map(|place| place.actor).next()
    }
}
