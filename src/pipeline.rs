//! Scoring: from an article to judgements.
use crate::article::Article;
use crate::reading::Reading;
use crate::stance::Judgement;

/// One article with everything scoring found in it: a pure function of the article, the codebook and the models.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoredArticle {
    /// The article as read.
    pub article: Article,
    /// Its sentences, actors and statements.
    pub reading: Reading,
    /// One judgement for every statement, sentence and issue that passed the gate.
    pub judgements: Vec<Judgement>,
}
