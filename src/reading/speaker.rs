//! Speakers: whom the source of an attribution stands for.
use crate::actor::{Kind, resolve};
use crate::reading::told::{Place, Story, span_of};
use crate::statement::phrase;
use crate::token::Token;
use std::ops::Range;

/// Pronouns of a relative clause that can be a source.
const RELATIVE: [&str; 3] = ["who", "whom", "which"];
/// Tokens that an apposition before a relative clause may have.
const FARTHEST: usize = 10;

impl Story<'_> {
    /// Whom a source stands for: the mention at its head, else the description as it is.
    pub(super) fn speaker(&mut self, at: usize, tokens: &[Token], places: &mut Vec<Place>, source: &Range<usize>) -> Option<usize> {
        let head = phrase::head(tokens, source.clone());
        if let Some(person) = self.titled(tokens, places, source) {
            return Some(person);
        }
        if let Some(place) = places.iter().find(|place| place.tokens.contains(&head)) {
            return Some(place.actor);
        }
        if let Some(issuer) = self.issuer(at, tokens, places, source, head) {
            return Some(issuer);
        }
        let first = &tokens[source.start];
        if source.len() == 1 && first.any(&["they", "it", "them"]) {
            let here = self.statements[self.fresh..].iter().rev().find_map(|s| s.speaker).filter(|actor| self.collective(*actor));
            let before = self
                .focus
                .speaker
                .filter(|(actor, sentence)| at.saturating_sub(*sentence) <= 2 && self.collective(*actor))
                .map(|(actor, _)| actor);
            let subject = places.iter().filter(|p| p.tokens.end <= source.start).map(|p| p.actor).find(|actor| self.collective(*actor));
            let body = self.focus.body.filter(|(_, sentence)| at.saturating_sub(*sentence) <= 1).map(|(actor, _)| actor);
            return here.or(subject).or(before).or(body);
        }
        if source.len() == 1 && first.is("i") && !first.quoted {
            return Some(self.cast.author());
        }
        if source.len() == 1 && first.any(&RELATIVE) {
            return self.antecedent(at, tokens, places, source.start);
        }
        if source.len() == 1 && phrase::subject_pronoun(first) {
            return None;
        }
        if let Some(named) = self.apposed(tokens, places, source, head) {
            return Some(named);
        }
        if source.len() >= 3 && tokens[head].any(&["democrat", "republican"]) && first.any(&["the", "a"]) {
            return self.of_party(at, tokens, source);
        }
        if let Some(country) = self.cast.of_adjective(first.span.of(self.body)).filter(|_| source.len() == 1) {
            places.push(Place { tokens: source.clone(), actor: country, quoted: false });
            places.sort_by_key(|place| place.tokens.start);
            return Some(country);
        }
        if tokens[head].capital && head > source.start
            || first.capital && head == source.start && !phrase::determiner(first) && source.start > 0
        {
            return named_in(tokens, places, source);
        }
        let (source, head) = counted(tokens, source, head);
        let end = description_end(tokens, &source, head);
        let text = span_of(tokens, &(source.start..end)).of(self.body).split_whitespace().collect::<Vec<_>>().join(" ");
        let definite = tokens[source.start].any(&["the", "that", "this", "these"]) && end - source.start <= 2;
        let actor = self.cast.of_description(&text, &tokens[head].lower, definite)?;
        places.push(Place { tokens: source.start..end, actor, quoted: false });
        places.sort_by_key(|place| place.tokens.start);
        Some(actor)
    }

    /// Of "who" and "which": whoever is named right before it, with at most an apposition between, else what is described there.
    fn antecedent(&mut self, at: usize, tokens: &[Token], places: &mut Vec<Place>, pronoun: usize) -> Option<usize> {
        let human = !tokens[pronoun].is("which");
        let apposed = |place: &Place| {
            let between = &tokens[place.tokens.end..pronoun];
            between.len() <= FARTHEST && !between.iter().any(|token| phrase::verb(token) || token.any(&["and", "that"]))
        };
        let before = || places.iter().filter(|place| place.tokens.end <= pronoun);
        let fits = |place: &&Place| human == (self.cast.actors[place.actor].kind == Kind::Person) && apposed(place);
        let beside = |place: &&Place| place.tokens.end + 1 >= pronoun;
        let named = before().rfind(fits).or_else(|| before().rfind(beside)).map(|place| place.actor);
        let comma = pronoun.checked_sub(1).filter(|before| tokens[*before].is(",")).unwrap_or(pronoun);
        let described = || phrase::left(tokens, comma).filter(|range| !tokens[range.start].any(&RELATIVE));
        named.or_else(|| described().and_then(|range| self.speaker(at, tokens, places, &range)))
    }

    /// "the Kentucky Republican": who bears that state in a title, else the last one who spoke.
    fn of_party(&self, at: usize, tokens: &[Token], source: &Range<usize>) -> Option<usize> {
        let state: Vec<&str> = tokens[source.start + 1..source.end - 1].iter().map(|t| t.lower.as_str()).collect();
        let from = |actor: &usize| self.cast.actors[*actor].titles.iter().any(|title| title.starts_with(&state.join(" ")));
        let mut bearers = (0..self.cast.actors.len()).filter(from);
        let bearer = bearers.next().filter(|_| bearers.next().is_none());
        let last = self
            .focus
            .speaker
            .filter(|(actor, sentence)| at.saturating_sub(*sentence) <= 2 && self.cast.actors[*actor].kind == Kind::Person);
        bearer.or(last.map(|(actor, _)| actor))
    }

    /// "Director of National Intelligence Jane Roe": a person named last, right behind the words of an office.
    fn titled(&self, tokens: &[Token], places: &[Place], source: &Range<usize>) -> Option<usize> {
        let stop = (source.start..source.end).find(|i| tokens[*i].any(&[",", "—", "–", "who"])).unwrap_or(source.end);
        let bracket = (source.start..stop).find(|i| tokens[*i].is("(")).filter(|_| tokens[stop - 1].is(")"));
        let last = |p: &&Place| p.tokens.end == stop || Some(p.tokens.end) == bracket;
        let place = places.iter().filter(last).find(|p| p.tokens.start > source.start)?;
        let before = &tokens[place.tokens.start - 1];
        let before = if before.is(")") { &tokens[source.start] } else { before };
        let apart = phrase::link(before) || before.any(&["and", "or", "'s", "'"]) || !before.word;
        (!apart && self.cast.actors[place.actor].kind == Kind::Person).then_some(place.actor)
    }

    pub(super) fn collective(&self, actor: usize) -> bool {
        !matches!(self.cast.actors[actor].kind, Kind::Person | Kind::Document | Kind::Author)
    }

    /// "his lawyer, Jane Roe,": the name in apposition.
    fn apposed(&self, tokens: &[Token], places: &[Place], source: &Range<usize>, head: usize) -> Option<usize> {
        let comma = (head..source.end).find(|i| tokens[*i].is(","))?;
        let place =
            places.iter().find(|place| place.tokens.start > head && place.tokens.start == comma + 1 && place.tokens.end <= source.end)?;
        let person = self.cast.actors[place.actor].kind == Kind::Person;
        let closes = tokens[place.tokens.end..source.end].iter().all(|token| token.is(",")) && phrase::determiner(&tokens[source.start]);
        (closes || person && resolve::kind_of_head(&tokens[head].lower).is_some()).then_some(place.actor)
    }
}

/// The one named at the beginning of a source ("the Guardian this week"), or behind its comma ("one of them, Ada Hale").
fn named_in(tokens: &[Token], places: &[Place], source: &Range<usize>) -> Option<usize> {
    let start = source.start + usize::from(phrase::determiner(&tokens[source.start]));
    let comma = source.clone().find(|at| tokens[*at].is(",")).map(|at| at + 1);
    let at = |place: &Place, token: usize| place.tokens.start == token || place.tokens.contains(&token);
    let first = places.iter().find(|place| at(place, start) && place.tokens.end <= source.end);
    let second = || places.iter().find(|place| comma == Some(place.tokens.start) && place.tokens.end == source.end);
    first.or_else(second).map(|place| place.actor)
}

/// A description ends before its apposition or bracket.
fn description_end(tokens: &[Token], source: &Range<usize>, head: usize) -> usize {
    (head + 1..source.end).find(|i| tokens[*i].any(&[",", "(", "—", "–", "who"])).unwrap_or(source.end)
}

/// "71 percent of the voters": the noun that is counted, and its head.
fn counted(tokens: &[Token], source: &Range<usize>, head: usize) -> (Range<usize>, usize) {
    const COUNTS: [&str; 12] =
        ["percent", "majority", "number", "dozens", "hundreds", "thousands", "some", "many", "most", "half", "group", "all"];
    let of = tokens.get(head + 1).is_some_and(|t| t.is("of")) && tokens[head].any(&COUNTS) && head + 2 < source.end;
    let plural = of && phrase::head(tokens, head + 2..source.end) >= head + 2;
    if !plural {
        return (source.clone(), head);
    }
    let start = head + 2 + usize::from(phrase::determiner(&tokens[head + 2]) && head + 3 < source.end);
    (start..source.end, phrase::head(tokens, start..source.end))
}
