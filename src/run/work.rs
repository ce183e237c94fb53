//! Articles on their way into a run.
use super::given::Named;
use super::index::{Held, Index};
use super::manifest::RunIssue;
use super::{articles, judgements, version};
use crate::article::Article;
use crate::encoder::{Key, Query};
use crate::issue::{Agenda, Codebook};
use crate::pipeline::{Prepared, prepare};
use crate::reading::Reading;
use crate::stance::Answer;
use crate::statement::Evidence;
use std::collections::HashSet;

/// An article that is to be read.
pub struct Fresh {
    /// The article.
    pub named: Named,
    /// Over what it is read from and by.
    pub source: String,
}

/// An article on its way into the run.
pub struct Work {
    /// The input that the article was read from.
    pub input: String,
    /// Over everything that its rows hold.
    version: String,
    /// Over what it was read from and by.
    source: String,
    prepared: Prepared,
    /// Of each candidate.
    pub keys: Vec<Key>,
    /// Whether the article itself is to be written.
    pub is_new: bool,
    /// The candidates that the run does not hold in their place.
    pub missing: Vec<usize>,
}

impl Work {
    /// Finds what the run lacks of an article that was read.
    pub fn of(fresh: Fresh, reading: Reading, agenda: &Agenda, codebook: &Codebook, index: &Index, classifier: &str) -> Work {
        let Fresh { named: Named { input, article }, source } = fresh;
        let prepared = prepare(article, reading, agenda);
        let keys: Vec<Key> = prepared.queries(&codebook.issues).map(|query| Key::of(&query, classifier)).collect();
        let version = version::of_article(&prepared.article, &prepared.reading);
        let held = index.held.get(&prepared.article.id).filter(|held| held.version == version);
        let is_missing = |at: &usize| !held.is_some_and(|held| held.has(&prepared.candidates[*at]));
        let missing = (0..keys.len()).filter(is_missing).collect();
        Work { is_new: held.is_none(), input, version, source, keys, missing, prepared }
    }

    /// The article.
    pub fn article(&self) -> &Article {
        &self.prepared.article
    }

    /// As it is written.
    pub fn row(&self) -> articles::Row<'_> {
        articles::Row {
            version: &self.version,
            source: &self.source,
            input: &self.input,
            article: self.article(),
            reading: &self.prepared.reading,
        }
    }

    /// The questions that are missing.
    pub fn asked<'a>(&'a self, codebook: &'a Codebook) -> impl Iterator<Item = (Key, Query<'a>)> {
        self.missing.iter().map(|at| (self.keys[*at], self.prepared.query(&codebook.issues, &self.prepared.candidates[*at])))
    }

    /// The judgements to write: one for each answer to [`Work::asked`].
    pub fn judged<'a>(&'a self, issues: &'a [RunIssue], answers: &mut impl Iterator<Item = Answer>) -> Vec<judgements::Row<'a>> {
        let row = |(at, answer): (&usize, Answer)| {
            let candidate = &self.prepared.candidates[*at];
            let RunIssue { version, issue } = &issues[candidate.issue];
            judgements::Row {
                article: &self.article().id,
                version: &self.version,
                issue: &issue.id,
                issue_version: version,
                key: self.keys[*at],
                judgement: candidate.judgement(&answer),
            }
        };
        self.missing.iter().zip(answers).map(row).collect()
    }

    /// Where these judgements lie: statement, sentence and issue.
    pub fn places(&self) -> impl Iterator<Item = (usize, usize, usize)> {
        let candidates = self.missing.iter().map(|at| &self.prepared.candidates[*at]);
        candidates.map(|candidate| (candidate.statement, candidate.sentence, candidate.issue))
    }

    /// How a run holds the article in this part, without judgements yet.
    pub fn held(&self, part: usize) -> Held {
        let statements = self.prepared.reading.statements.iter();
        let n_statements = statements.filter(|statement| statement.evidence != Evidence::Mention).count();
        Held {
            version: self.version.clone(),
            source: self.source.clone(),
            input: self.input.clone(),
            part,
            n_statements,
            judged: HashSet::new(),
        }
    }
}
