//! Whose words stand where.
use crate::span::Span;
use crate::statement::{Evidence, Statement};

/// For each sentence the reported words in it, each with its statement's index, the shortest first: those that lie inside others come first.
pub fn in_sentences(statements: &[Statement], sentences: &[Span]) -> Vec<Vec<(Span, usize)>> {
    let mut words = vec![Vec::new(); sentences.len()];
    let speaks = |statement: &Statement| matches!(statement.evidence, Evidence::Direct | Evidence::Paraphrase);
    for (index, statement) in statements.iter().enumerate().filter(|(_, statement)| speaks(statement)) {
        for span in &statement.content {
            let first = sentences.partition_point(|sentence| sentence.end <= span.start);
            for at in (first..sentences.len()).take_while(|at| sentences[*at].start < span.end) {
                words[at].push((*span, index));
            }
        }
    }
    for all in &mut words {
        all.sort_by_key(|(span, index)| (span.len(), *index));
    }
    words
}
