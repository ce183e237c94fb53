//! How a text mentions somebody.
use super::super::gold::{Gold, GoldMention};
use std::collections::BTreeSet;

const PRONOUNS: &str = " i me my mine myself we us our ours ourselves you your yours he him his himself she her hers herself it its itself they \
    them their theirs themselves who whom whose ";

/// Name, pronoun or description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A capital word of it is one of the actor's name: "Mrs. Hale".
    Name,
    /// A pronoun alone.
    Pronoun,
    /// Neither: "the minister", "the valley's mayor".
    Description,
}

impl Form {
    /// That of a coded mention.
    pub fn of(gold: &Gold, mention: &GoldMention) -> Form {
        let text = mention.span.of(&gold.article.body);
        let name: BTreeSet<&str> = words(&gold.actors[mention.actor].name).collect();
        match () {
            () if PRONOUNS.contains(&format!(" {} ", text.to_lowercase())) => Form::Pronoun,
            () if words(text).any(|word| word.starts_with(char::is_uppercase) && name.contains(word)) => Form::Name,
            () => Form::Description,
        }
    }

    /// As the figures call it.
    pub fn word(self) -> &'static str {
        match self {
            Form::Name => "name",
            Form::Pronoun => "pronoun",
            Form::Description => "description",
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '.').filter(|word| word.chars().count() > 1 && !["The", "An"].contains(word))
}
