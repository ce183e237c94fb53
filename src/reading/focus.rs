//! Focus: whom the text is about just now, and so whom a pronoun means.
use crate::actor::Kind;
use crate::actor::table::Gender;
use crate::reading::told::{Place, Story};
use crate::statement::Evidence;
use std::collections::BTreeMap;

/// Whom a pronoun can point to.
#[derive(Clone, Debug, Default)]
pub(super) struct Focus {
    /// The last one who spoke, and in which sentence.
    pub(super) speaker: Option<(usize, usize)>,
    /// The first person of the last sentence that had one.
    pub(super) subject: Option<(usize, usize)>,
    /// The first one of the last sentence that had one who is no person.
    pub(super) body: Option<(usize, usize)>,
    /// Persons in the order of their last mention, with the sentence; short.
    recent: Vec<(usize, usize)>,
    /// In which sentence each actor was mentioned last.
    pub(super) seen: BTreeMap<usize, usize>,
}

impl Story<'_> {
    /// The person of "he" or "she": one named before in the sentence, else who spoke last, else the last subject, else the last
    /// one named. A woman known to be one comes before those of whom nothing is known.
    pub(super) fn person_of_pronoun(&self, at: usize, gender: Gender, places: &[Place]) -> Option<usize> {
        let fits = |actor: usize| self.can_be(actor, gender);
        let sure = |actor: usize| fits(actor) && self.cast.actors[actor].gender == Some(gender);
        let focus = &self.focus;
        let recent = || focus.recent.iter().rev().copied();
        let near = |entry: Option<(usize, usize)>| entry.filter(|(actor, sentence)| at.saturating_sub(*sentence) <= 2 && fits(*actor));
        let late = |(_, sentence): &(usize, usize)| at.saturating_sub(*sentence) <= 4;
        let known = focus.speaker.into_iter().chain(focus.subject).chain(recent()).find(|entry| late(entry) && sure(entry.0));
        let spoke = near(focus.speaker).filter(|(actor, _)| self.cast.actors[*actor].kind == Kind::Person);
        let known = known.filter(|(_, sentence)| gender == Gender::Female && spoke.is_none_or(|(_, last)| last <= *sentence));
        let here = places.iter().filter(|place| !place.quoted).map(|place| place.actor).find(|actor| fits(*actor));
        let here = here.filter(|actor| known.is_none() || sure(*actor)).map(|actor| (actor, at));
        let last = || near(focus.speaker).or_else(|| near(focus.subject)).or_else(|| recent().find(|entry| late(entry) && fits(entry.0)));
        here.or(known).or_else(last).map(|(actor, _)| actor)
    }

    pub(super) fn can_be(&self, actor: usize, gender: Gender) -> bool {
        let draft = &self.cast.actors[actor];
        let human = matches!(draft.kind, Kind::Person | Kind::Unknown) || draft.kind == Kind::Anonymous && !draft.head.is_empty();
        human && draft.gender.is_none_or(|known| known == gender)
    }

    pub(super) fn remember(&mut self, at: usize, places: &[Place], before: usize) {
        let persons: Vec<usize> = places
            .iter()
            .filter(|place| !place.quoted)
            .map(|place| place.actor)
            .filter(|actor| matches!(self.cast.actors[*actor].kind, Kind::Person | Kind::Unknown))
            .collect();
        if let Some(first) = persons.first() {
            self.focus.subject = Some((*first, at));
        }
        if let Some(first) = places.iter().filter(|place| !place.quoted).map(|place| place.actor).find(|actor| self.collective(*actor)) {
            self.focus.body = Some((first, at));
        }
        for person in persons {
            self.focus.recent.retain(|(actor, _)| *actor != person);
            self.focus.recent.push((person, at));
        }
        if self.focus.recent.len() > 20 {
            self.focus.recent.remove(0);
        }
        self.focus.seen.extend(places.iter().map(|place| (place.actor, at)));
        let spoken = self.statements[before..]
            .iter()
            .rfind(|s| s.speaker.is_some() && matches!(s.evidence, Evidence::Direct | Evidence::Paraphrase));
        if let Some(statement) = spoken
            && let Some(speaker) = statement.speaker
        {
            let end = statement.content.last().map_or(0, |span| span.end);
            let last = self.sentences.partition_point(|s| s.start < end).saturating_sub(1);
            self.focus.speaker = Some((speaker, last.max(at)));
        }
    }
}
