//! Reads news articles and tells who stands where on what.
//!
//! The modules follow the flow, and each uses only those above it:
//!
//! ```text
//! files -article-> Article -reader, reading (sentence, statement, actor)-> Statement
//!       -issue (gate)-> (Statement, Issue) -encoder-> Judgement                       pipeline: one article at a time
//! Statements, Judgements <-run-> a folder
//! Judgements -scorecard-> Sayings -> Positions -> Scorecards -report-> page, table, JSON      across articles
//! questions -pairs-> pairs to label
//! labelled pairs -dataset, encoder::train-> a model folder -evaluate-> figures
//! a run -labelling-> sheets, read back with agreement -dataset-> labelled pairs
//! a run, coded documents -validate-> figures of the run
//! ```
//!
//! Text is never altered: everything points into it by byte [`span`]s.
pub mod error;

pub mod file;

pub mod hash;

pub mod round;

pub mod chance;

pub mod span;

pub mod article;

pub mod table;

pub mod token;

pub mod sentence;

pub mod statement;

pub mod actor;

pub mod reading;

pub mod issue;

pub mod stance;

pub mod encoder;

pub mod reader;

pub mod pipeline;

pub mod run;

pub mod scorecard;

pub mod curation;

pub mod chart;

pub mod report;

pub mod dataset;

pub mod pairs;

pub mod agreement;

pub mod labelling;

pub mod evaluate;

pub mod validate;
