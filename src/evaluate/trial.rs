//! A coded article put through the whole chain, and its coded sentences through the classifier alone.
use super::gold::{Gold, Row};
use crate::encoder::Query;
use crate::pipeline::{Classify, ScoredArticle, context, score_one};
use crate::reading::Reading;
use crate::span::Span;
use crate::stance::Answer;

/// What was found in a coded article.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// What people coded.
    pub gold: Gold,
    /// What the chain found.
    pub scored: ScoredArticle,
    /// What the classifier makes of each coded row, given its sentence, actor and mention.
    pub given: Vec<Answer>,
}

impl Trial {
    /// Scores a coded article, which was read, with its own issues.
    pub fn run(gold: Gold, reading: Reading, classify: &Classify) -> Trial {
        let scored = score_one(gold.article.clone(), reading, &gold.codebook, classify);
        let given = classify(&gold.rows.iter().map(|row| query(&gold, row)).collect::<Vec<_>>());
        Trial { gold, scored, given }
    }
}

fn query<'a>(gold: &'a Gold, row: &Row) -> Query<'a> {
    let (body, sentence, issue) = (&gold.article.body, gold.sentences[row.sentence], &gold.codebook.issues[row.issue]);
    Query {
        speaker: &gold.actors[row.actor].name,
        text: sentence.of(body),
        mention: row.mention.map(|span| Span::new(span.start - sentence.start, span.end - sentence.start)),
        context: context(body, &gold.sentences, row.sentence),
        issue: &issue.name,
        description: &issue.description,
    }
}
