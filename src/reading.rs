//! What the text stages find in one article: sentences, actors, their mentions, and statements.
use crate::actor::{Actor, Mention};
use crate::span::Span;
use crate::statement::Statement;

/// One article, read. A pure function of the body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Sentences in order, without the white space between them.
    pub sentences: Vec<Span>,
    /// Everyone who is mentioned or speaks.
    pub actors: Vec<Actor>,
    /// Every mention, in the order of the text.
    pub mentions: Vec<Mention>,
    /// Statements in the order of the text. Whoever is mentioned in a sentence without a statement of their own there has one with
    /// evidence `mention`, whose source is the mention.
    pub statements: Vec<Statement>,
}

/// TEMPORARY
pub fn read(_body: &str) -> Reading {
    Reading::default()
}
impl Reading {
    /// TEMPORARY
    pub fn to_json(&self, id: &str) -> serde_json::Value {
        serde_json::json!({"id": id, "statements": []})
    }
}
