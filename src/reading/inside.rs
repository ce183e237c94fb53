//! Pronouns inside quotation marks: "I" is whoever speaks there, "he" is somebody else.
use crate::actor::resolve::Cast;
use crate::actor::{Kind, Mention};
use crate::reading::pointer::pronoun;
use crate::reading::words;
use crate::span::Span;
use crate::statement::Statement;
use crate::token::Token;

/// What a speaker is called by himself or herself.
const SELF: [&str; 10] = ["i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"];
/// How many sentences back "he" can point.
const BACK: usize = 3;

/// Adds mentions for the pronouns in quotations whose speaker is known. `mentions` stay in the order of the text.
pub fn add_pronouns(cast: &Cast, statements: &[Statement], mentions: &mut Vec<Mention>, tokens: &[Vec<Token>], sentences: &[Span]) {
    let words = words::in_sentences(statements, sentences);
    let mut all: Vec<Mention> = Vec::with_capacity(mentions.len());
    let mut rest = mentions.iter().copied().peekable();
    for (at, (tokens, words)) in tokens.iter().zip(&words).enumerate() {
        for token in tokens.iter().filter(|token| token.quoted) {
            while let Some(mention) = rest.next_if(|mention| mention.span.start < token.span.start) {
                all.push(mention);
            }
            let free = rest.peek().is_none_or(|mention| !mention.span.overlaps(token.span))
                && all.last().is_none_or(|mention| !mention.span.overlaps(token.span));
            let statement = words.iter().find(|(span, _)| span.contains(token.span)).map(|(_, index)| &statements[*index]);
            let speaker = statement.and_then(|statement| statement.speaker);
            let actor = speaker.filter(|_| free).and_then(|speaker| meant(cast, token, speaker, at, &all));
            all.extend(actor.map(|actor| Mention { span: token.span, sentence: at, actor }));
        }
    }
    all.extend(rest);
    *mentions = all;
}

fn meant(cast: &Cast, token: &Token, speaker: usize, at: usize, before: &[Mention]) -> Option<usize> {
    if token.any(&SELF) {
        return Some(speaker);
    }
    let gender = pronoun(token)?;
    let near = before.iter().rev().take_while(|mention| mention.sentence + BACK >= at).map(|mention| mention.actor);
    let person = |actor: &usize| {
        let draft = &cast.actors[*actor];
        *actor != speaker && draft.kind == Kind::Person && draft.gender.is_none_or(|known| known == gender)
    };
    near.into_iter().find(person)
}
