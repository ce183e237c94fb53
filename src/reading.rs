//! What the text stages find in one article: sentences, actors, their mentions, and statements.
use crate::actor::{Actor, Mention};
use crate::sentence;
use crate::span::Span;
use crate::statement::quotation;
use crate::statement::{Evidence, Statement};
use serde_json::{Value, json};

mod quoted;
mod told;

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

/// Reads an article's body: splits it into sentences, finds who is mentioned and who says what.
pub fn read(body: &str) -> Reading {
    let sentences = sentence::split(body);
    let quotes = quotation::find(body);
    told::Story::new(body, sentences, quotes).tell()
}

impl Reading {
    /// The line that `standpoint statements` writes: the statements with byte spans, speakers by name.
    pub fn to_json(&self, id: &str) -> Value {
        let statements: Vec<Value> = self.statements.iter().map(|statement| self.statement_json(statement)).collect();
        json!({ "id": id, "statements": statements })
    }

    fn statement_json(&self, statement: &Statement) -> Value {
        let mut line = json!({
            "source": statement.source,
            "cue": statement.cue,
            "content": statement.content,
            "speaker": statement.speaker.and_then(|actor| self.actors.get(actor)),
            "evidence": statement.evidence,
            "time": statement.time,
            "confidence": (statement.confidence * 1e4).round() / 1e4,
        });
        if let (Evidence::Relayed, Some(by)) = (statement.evidence, statement.relayed_by.and_then(|actor| self.actors.get(actor))) {
            line["relayed_by"] = json!(by);
        }
        line
    }
}
