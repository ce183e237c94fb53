//! Where rows come from: a split by article needs to know it.
use super::{Coded, Finding, Kind};

/// How many rows of a file name no article.
pub(super) fn articles(coded: &Coded) -> Option<Finding> {
    let mut without = coded.rows.iter().filter(|row| row.pair.article.trim().is_empty());
    let line = without.next()?.line;
    let wrong = format!("{} of {} rows name no article", 1 + without.count(), coded.rows.len());
    let remedy = "give the id of each row's article as article, else sentences of one article may be trained on and measured on";
    Some(Finding::at(Kind::NoArticle, (&coded.file, line), wrong, remedy))
}
