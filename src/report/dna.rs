//! Documents and statements for Discourse Network Analyzer, with a script that imports them by rDNA's `dna_addDocuments` and
//! `dna_addStatement`. `standpoint validate --gold` reads `statements.csv` too.
mod document;
mod statement;

use super::Report;
use super::write::File;
use crate::article::Article;
use crate::error::Result;
use document::Document;
use std::collections::BTreeMap;

const SCRIPT: &str = include_str!("dna/import.R");

/// The folder `dna`: `documents.csv`, `statements.csv` and `import.R`. One statement is one saying that counts and is supportive
/// (agreement 1) or opposed (agreement 0), at the sentence that shows it best; so as many agree and disagree as a position counts. Cautious
/// sayings are left out, since agreement has no third value. Documents are those in which a statement stands.
pub fn files(report: &Report) -> Result<Vec<File>> {
    let articles: BTreeMap<&str, &Article> = report.articles.iter().map(|article| (article.id.as_str(), article)).collect();
    let statements = statement::all(report);
    let mut documents: BTreeMap<&str, Document> = BTreeMap::new();
    for statement in &statements {
        if let Some(article) = articles.get(statement.article()) {
            documents.entry(statement.article()).or_insert_with(|| Document::of(article));
        }
    }
    Ok(vec![
        ("dna/documents.csv".into(), document::table(documents.values())?),
        ("dna/statements.csv".into(), statement::table(&statements, &documents)?),
        ("dna/import.R".into(), SCRIPT.into()),
    ])
}
