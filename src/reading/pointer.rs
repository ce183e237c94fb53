//! Pointers: pronouns and titles that stand for somebody whom the text has named.
use crate::actor::table::{self, Gender};
use crate::reading::author;
use crate::reading::told::{Place, Story};
use crate::statement::phrase;
use crate::token::Token;

impl Story<'_> {
    /// A pronoun, title or noun that stands for somebody, at token `i`: its length and whom it stands for. Inside quotation marks pronouns
    /// wait until it is known who speaks.
    pub(super) fn pointer(&mut self, at: usize, tokens: &[Token], i: usize, places: &[Place]) -> Option<(usize, usize)> {
        let token = &tokens[i];
        if token.any(&["the", "this"]) {
            return self.title(tokens, i).or_else(|| self.noun(tokens, i));
        }
        if token.quoted {
            return None;
        }
        if let Some(author) = self.author.filter(|_| token.any(&author::SELF)) {
            return Some((1, author));
        }
        if let Some(gender) = pronoun(token) {
            return self.person_of_pronoun(at, gender, places).map(|actor| (1, actor));
        }
        token.is("they").then(|| self.body_of_they(at, places)).flatten().map(|actor| (1, actor))
    }

    fn body_of_they(&self, at: usize, places: &[Place]) -> Option<usize> {
        let before = self.focus.body.filter(|(_, sentence)| at.saturating_sub(*sentence) <= 1);
        let here = places.iter().find(|place| self.collective(place.actor)).map(|place| place.actor);
        here.or(before.map(|(actor, _)| actor))
    }

    /// "the committee", for the one of that name.
    fn noun(&mut self, tokens: &[Token], i: usize) -> Option<(usize, usize)> {
        let noun = tokens.get(i + 1).filter(|t| t.word && !table::listed("never", &t.lower))?;
        let goes_on = tokens.get(i + 2).is_some_and(|t| t.is("of") || t.capital && t.word && !phrase::time_word(t));
        let actor = if goes_on { None } else { self.cast.of_noun(&noun.lower, &self.focus.seen) };
        actor.map(|actor| (2, actor))
    }

    /// "the president", "the Russian president", for whoever bears the title.
    fn title(&mut self, tokens: &[Token], i: usize) -> Option<(usize, usize)> {
        (1..=4).rev().find_map(|n| {
            let words = tokens.get(i + 1..i + 1 + n)?;
            let title: Vec<&str> = words.iter().map(|t| t.lower.as_str()).collect();
            let next = tokens.get(i + 1 + n);
            let goes_on = next.is_some_and(|t| t.capital && t.word && !phrase::time_word(t));
            let last = table::listed("title", title.last()?) || table::listed("title", &title.join(" "));
            let more = next.is_some_and(|t| t.any(&["of", "-"]));
            if goes_on || !last || more {
                return None;
            }
            self.cast.of_title(&title.join(" "), &self.focus.seen).map(|actor| (n + 1, actor))
        })
    }
}

/// The gender of a pronoun in the singular.
pub(super) fn pronoun(token: &Token) -> Option<Gender> {
    match token.lower.as_str() {
        "he" | "him" | "his" | "himself" => Some(Gender::Male),
        "she" | "her" | "hers" | "herself" => Some(Gender::Female),
        _ => None,
    }
}
