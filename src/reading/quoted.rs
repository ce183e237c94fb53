//! Quotations that go on: sentences in quotation marks that no cue reports carry on the last speaker's words.
use crate::actor::Mention;
use crate::span::Span;
use crate::statement::{Evidence, Statement, Time};
use crate::token::Token;

/// Adds a statement for each quoted sentence that no statement covers and that stands right behind a speaker's words.
///
/// In the paragraph of the speaker's quotation they become a further span of its content.
pub fn go_on(
    body: &str,
    mut statements: Vec<Statement>,
    mentions: &[Mention],
    tokens: &[Vec<Token>],
    sentences: &[Span],
) -> Vec<Statement> {
    let owners = owners(&statements, sentences);
    let mut last: Option<(usize, usize)> = None;
    for (at, tokens) in tokens.iter().enumerate() {
        if let Some(owner) = owners[at] {
            last = Some((owner, at));
            continue;
        }
        if !quoted(tokens) {
            continue;
        }
        let Some((owner, before)) = last.filter(|(_, sentence)| at - sentence <= 1) else {
            if let Some(subject) = subject_before(mentions, at) {
                statements.push(of_subject(subject, sentences[at]));
                last = Some((statements.len() - 1, at));
            }
            continue;
        };
        last = Some((owner, at));
        let gap = body.get(sentences[before].end..sentences[at].start).unwrap_or("\n");
        if !gap.contains('\n')
            && statements[owner].evidence == Evidence::Direct
            && statements[owner].content.last().is_some_and(|span| span.end <= sentences[at].start)
        {
            lengthen(&mut statements[owner].content, sentences[at], body);
        } else {
            statements.push(continued(&statements[owner], sentences[at]));
            last = Some((statements.len() - 1, at));
        }
    }
    statements
}

/// The first one mentioned in the sentence before.
fn subject_before(mentions: &[Mention], at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let first = mentions.partition_point(|m| m.sentence < before);
    mentions.get(first).filter(|m| m.sentence == before).map(|m| m.actor)
}

fn of_subject(speaker: usize, sentence: Span) -> Statement {
    Statement {
        source: Vec::new(),
        cue: Vec::new(),
        content: vec![sentence],
        speaker: Some(speaker),
        evidence: Evidence::Direct,
        relayed_by: None,
        speaks_for: None,
        time: Time::Now,
        confidence: 0.45,
    }
}

/// Adds a sentence to a content: to its last span where only white space lies between and that span stands behind the cue.
fn lengthen(content: &mut Vec<Span>, sentence: Span, body: &str) {
    let behind = content.len() > 1;
    match content.last_mut() {
        Some(span) if behind && body.get(span.end..sentence.start).is_some_and(|gap| gap.trim().is_empty()) => span.end = sentence.end,
        _ => content.push(sentence),
    }
}

/// For each sentence the last reported speech whose content or cue lies in it.
fn owners(statements: &[Statement], sentences: &[Span]) -> Vec<Option<usize>> {
    let mut owners = vec![None; sentences.len()];
    let speech = |s: &Statement| matches!(s.evidence, Evidence::Direct | Evidence::Paraphrase);
    let (told, spoken): (Vec<_>, Vec<_>) = statements.iter().enumerate().partition(|(_, s)| !speech(s));
    for (index, statement) in told.into_iter().chain(spoken) {
        for span in statement.content.iter().chain(&statement.cue) {
            let first = sentences.partition_point(|s| s.end <= span.start);
            for at in (first..sentences.len()).take_while(|at| sentences[*at].start < span.end) {
                owners[at] = Some(index);
            }
        }
    }
    owners
}

/// Whether nearly the whole sentence stands in quotation marks.
fn quoted(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|t| t.word).count();
    let inside = tokens.iter().filter(|t| t.word && t.quoted).count();
    tokens.first().is_some_and(|t| t.quoted) && inside >= 2 && inside * 10 >= words * 9
}

fn continued(before: &Statement, sentence: Span) -> Statement {
    Statement {
        source: before.source.iter().copied().filter(|span| !span.overlaps(sentence)).collect(),
        cue: Vec::new(),
        content: vec![sentence],
        speaker: before.speaker,
        evidence: Evidence::Direct,
        relayed_by: None,
        speaks_for: before.speaks_for,
        time: Time::Now,
        confidence: 0.7,
    }
}
