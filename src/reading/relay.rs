//! Who relays whose words, and who is only mentioned.
use crate::actor::{Actor, Kind, Mention};
use crate::reading::words;
use crate::span::Span;
use crate::statement::{Evidence, Statement, Time};
use std::collections::BTreeSet;

/// How a plain report of words ends.
const SAID: [&str; 4] = ["said", "says", "say", "saying"];

/// Statements inside another speaker's words are relayed by that speaker. What somebody "said" there stays that one's own word: coders of news
/// see it so in seven of eight sentences.
pub fn relay(body: &str, mut statements: Vec<Statement>) -> Vec<Statement> {
    let inside = |inner: &Statement, outer: &Statement| {
        let cue = inner.cue.first();
        cue.is_some_and(|cue| outer.content.iter().any(|span| span.contains(*cue)))
    };
    let said =
        |statement: &Statement| statement.cue.last().is_some_and(|cue| SAID.iter().any(|said| cue.of(body).to_lowercase().ends_with(said)));
    for at in 0..statements.len() {
        if said(&statements[at]) {
            continue;
        }
        let near = at.saturating_sub(6)..statements.len().min(at + 7);
        let by = near.filter(|o| *o != at).filter(|o| {
            matches!(statements[*o].evidence, Evidence::Direct | Evidence::Paraphrase) && inside(&statements[at], &statements[*o])
        });
        let by = by.filter_map(|o| statements[o].speaker).next();
        if let (Some(by), Some(speaker)) = (by, statements[at].speaker)
            && by != speaker
        {
            statements[at].confidence *= 0.75;
            statements[at].evidence = Evidence::Relayed;
            statements[at].relayed_by = Some(by);
        }
    }
    statements
}

/// Without what a speaker is reported to say, want or think within their own words ("she said she wants"), or nobody known within another's:
/// the words around it say so already.
pub fn without_echoes(statements: Vec<Statement>) -> Vec<Statement> {
    let within =
        |inner: &Statement, outer: &Statement| inner.cue.first().is_some_and(|cue| outer.content.iter().any(|span| span.contains(*cue)));
    let echoes = |inner: &Statement, outer: &Statement| {
        within(inner, outer) && !within(outer, inner) && (inner.speaker.is_none() || inner.speaker == outer.speaker)
    };
    let near = |at: usize| at.saturating_sub(6)..statements.len().min(at + 7);
    let kept = |at: &usize| !near(*at).any(|other| other != *at && echoes(&statements[*at], &statements[other]));
    let kept: Vec<bool> = (0..statements.len()).map(|at| kept(&at)).collect();
    statements.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(statement, _)| statement).collect()
}

/// A document speaks where this is that sure: laws that require and reports that show are facts to the coders of news.
const DOCUMENT_SPEAKS: f64 = 0.6;

/// Without what is relayed of those who have no name ("voters want"), and without what documents hardly say. Whoever is mentioned there
/// can still have a stance.
pub fn without_hearsay(mut statements: Vec<Statement>, actors: &[Actor]) -> Vec<Statement> {
    let named = |kind: Kind| matches!(kind, Kind::Person | Kind::Organisation | Kind::Government);
    statements.retain(|statement| {
        let kind = statement.speaker.and_then(|speaker| actors.get(speaker)).map(|actor| actor.kind);
        let relayed = statement.evidence == Evidence::Relayed && !kind.is_some_and(named);
        let written = kind == Some(Kind::Document) && statement.confidence < DOCUMENT_SPEAKS;
        !relayed && !written
    });
    statements
}

/// Adds a statement for everyone who is mentioned in a sentence and says nothing there: relayed by whoever speaks of them.
pub fn with_mentions(mut statements: Vec<Statement>, mentions: &[Mention], sentences: &[Span], times: &[Time]) -> Vec<Statement> {
    let mut spoken: BTreeSet<(usize, usize)> = BTreeSet::new();
    for statement in &statements {
        let Some(speaker) = statement.speaker else { continue };
        for span in statement.source.iter().chain(&statement.cue).chain(&statement.content) {
            let first = sentences.partition_point(|s| s.end <= span.start);
            let overlapping = (first..sentences.len()).take_while(|i| sentences[*i].start < span.end);
            spoken.extend(overlapping.map(|i| (i, speaker)));
        }
    }
    let words = words::in_sentences(&statements, sentences);
    let speaker_of = |mention: &Mention| {
        let around = words[mention.sentence].iter().filter(|(span, _)| span.contains(mention.span));
        around.filter_map(|(_, index)| statements[*index].speaker).find(|speaker| *speaker != mention.actor)
    };
    let relayed_by: Vec<Option<usize>> = mentions.iter().map(speaker_of).collect();
    for (mention, relayed_by) in mentions.iter().zip(relayed_by) {
        if spoken.insert((mention.sentence, mention.actor)) {
            statements.push(Statement {
                source: vec![mention.span],
                cue: Vec::new(),
                content: Vec::new(),
                speaker: Some(mention.actor),
                evidence: Evidence::Mention,
                relayed_by,
                speaks_for: None,
                time: times[mention.sentence],
                confidence: 0.5,
            });
        }
    }
    statements.sort_by_key(|s| (s.place().first().copied(), s.source.first().copied()));
    statements
}
