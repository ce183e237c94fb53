//! Reads news articles and tells who stands where on what.
pub mod error;
pub mod span;

pub mod article;

pub mod statement;

pub mod actor;
pub mod reading;

pub mod issue;

pub mod stance;

pub mod encoder;

pub mod pipeline;

pub mod scorecard;

pub mod report;

pub mod dataset;
pub mod evaluate;
