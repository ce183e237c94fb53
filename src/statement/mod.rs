//! Statements: what a speaker is reported to say, write, think, want or do about something.
pub mod attribution;
pub mod content;
pub mod cue;
pub mod phrase;
pub mod quotation;
pub mod subject;
pub mod verb;

use crate::span::Span;
use serde::{Deserialize, Serialize};

/// How a statement reached the reader. All but [`Evidence::Relayed`] are first-hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Evidence {
    /// The speaker's own words, in quotation marks at least in part.
    Direct,
    /// The speaker's words, retold.
    Paraphrase,
    /// A deed that takes a side: a vote, a veto, a decision.
    Act,
    /// The reporter tells the attitude ("Russia opposes", "continues to reject").
    Told,
    /// Another actor says so of the speaker ("X said Y opposes Z").
    Relayed,
    /// An actor merely named, which says nothing until the classifier finds a stance.
    Mention,
}

impl Evidence {
    /// Whether words of the speaker are reported.
    pub fn speaks(self) -> bool {
        matches!(self, Evidence::Direct | Evidence::Paraphrase | Evidence::Relayed)
    }
}

/// When the statement was made, seen from the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Time {
    /// Part of the news.
    Now,
    /// Background: said earlier.
    Past,
}

/// One statement of an article.
///
/// Spans are byte offsets into the body, in order, and source, cue and content do not overlap.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Who, as the text has it. Empty where the text names nobody.
    pub source: Vec<Span>,
    /// The words that report. Empty for a quotation that goes on and for a mention.
    pub cue: Vec<Span>,
    /// What. Empty for an act without words and for a mention.
    pub content: Vec<Span>,
    /// Index into the article's actors; `None` where the speaker is unknown.
    pub speaker: Option<usize>,
    /// Index of the actor whom the speaker speaks for, as a spokesperson known by name does; `None` where the speaker speaks for themself.
    pub speaks_for: Option<usize>,
    /// How it reached the reader.
    pub evidence: Evidence,
    /// Index of the actor who relays it, for [`Evidence::Relayed`].
    pub relayed_by: Option<usize>,
    /// Now or past.
    pub time: Time,
    /// How sure the attribution is, in [0, 1].
    pub confidence: f64,
}

impl Statement {
    /// The span that places the statement in the article: its content, else its cue, else its source.
    pub fn place(&self) -> &[Span] {
        [&self.content, &self.cue, &self.source].into_iter().find(|spans| !spans.is_empty()).map_or(&[], Vec::as_slice)
    }
}
