//! Reads news articles and tells who stands where on what.
pub mod error;
pub mod span;

pub mod actor;
pub mod article;
pub mod dataset;
pub mod encoder;
pub mod evaluate;
pub mod issue;
pub mod pipeline;
pub mod reading;
pub mod stance;
pub mod statement;
