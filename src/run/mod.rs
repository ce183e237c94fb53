//! A run: a folder with everything that scoring produced, from which reports are made without a model.
//!
//! ```text
//! run.json                        inputs, codebook, classifier, counts
//! skipped.jsonl                   what was left out, and why
//! validation.json                 how it compared with hand-coded documents, where that was looked at
//! articles/part-00000.parquet     one row an article: metadata, body, sentences, actors
//! statements/part-00000.parquet   one row a statement, free of issues
//! judgements/part-00000.parquet   one row for each statement, sentence and issue that the classifier was asked about
//! ```
//!
//! Everything in the tables is a pure function of the row's article, the codebook and the models. Articles have a table of their own
//! since one without a statement must be known too, and since body, metadata, sentences and actors belong to the article: beside each
//! statement they would stand a hundred times.
//!
//! A part holds some articles and is written whole, its `articles` last: it counts only when that is there, so that a run that was
//! killed keeps every part it finished. Nothing is ever changed in a part. Of an article that is in several parts the last one holds;
//! its `version` (over everything that its article and statement rows hold) says which rows are its. Judgements count when they stand
//! in that part or a later one with the article's version, and with an `issue_version` and the `classifier` that `run.json` names. Their
//! `key` is a hash of what the classifier read and of the classifier: where it is known already the answer is copied.
//!
//! A run that was scored once holds nothing else. Of any other these are the judgements that count, as DuckDB finds them:
//!
//! ```sql
//! select distinct judgement.* from 'run/judgements/*.parquet' judgement
//! join (select article, max_by(version, filename) as version from read_parquet('run/articles/*.parquet', filename = true) group by article)
//!   using (article, version)
//! join (select unnest(issues).version as issue_version, classifier.hash as classifier from 'run/run.json') using (issue_version, classifier)
//! ```
mod articles;
mod checked;
mod column;
mod given;
mod index;
mod judgements;
mod load;
mod lock;
mod manifest;
mod parts;
mod score;
mod skipped;
mod statements;
#[cfg(test)]
mod tests;
mod version;
mod work;

pub use checked::{Check, Checked};
pub(crate) use column::Column;
pub use given::{File, Given, Named};
pub use load::{Loaded, held, load};
pub use manifest::{Counts, Input, Manifest, RunIssue, SCHEMA_VERSION, State, is_run};
pub(crate) use parts::encode;
pub use score::{Outcome, Progress, score};
