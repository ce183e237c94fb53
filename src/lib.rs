//! Reads news articles and tells who stands where on what.
pub mod actor;
pub mod article;
pub mod error;
pub mod issue;
pub mod pipeline;
pub mod reading;
pub mod sentence;
pub mod span;
pub mod stance;
pub mod statement;
pub mod table;
pub mod token;
