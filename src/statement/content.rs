//! What is reported: the stretches of a sentence that a cue is about.
use crate::statement::cue::Form;
use crate::statement::phrase;
use crate::statement::subject;
use crate::statement::verb::{self, Group, Voice};
use crate::token::Token;
use std::ops::Range;

/// Token ranges of a content, before and behind the cue. Either may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// "Q," said S
    pub before: Range<usize>,
    /// S said C
    pub behind: Range<usize>,
}

/// The content of a group whose source ends before `start` (the first token of cue and source) and whose cue or source ends at `end`.
pub fn of(tokens: &[Token], group: &Group, start: usize, end: usize, inverted: bool) -> Content {
    if group.voice == Voice::Passive {
        return Content { before: phrase::left(tokens, group.tokens.start).unwrap_or(0..0), behind: 0..0 };
    }
    let behind = behind(tokens, group, end, inverted);
    let speech = (group.cue.sense.say || group.cue.sense.think) && group.voice == Voice::Active;
    let before = if speech { before(tokens, start) } else { 0..0 };
    let after_quote = ends_quoted(tokens, start);
    if !behind.is_empty() && !inverted && (!after_quote || group.voice == Voice::Participle) {
        return Content { before: 0..0, behind };
    }
    let goes_on = (after_quote || before.is_empty()) && long_quotation(tokens, &behind);
    Content { before, behind: if goes_on { behind } else { 0..0 } }
}

/// Whether the content begins with a quotation of more than a few words.
fn long_quotation(tokens: &[Token], content: &Range<usize>) -> bool {
    tokens.get(content.clone()).unwrap_or(&[]).iter().take_while(|t| t.quoted).filter(|t| t.word).count() > 3
}

/// Whether a quotation ends right before `start`, with or without a comma.
fn ends_quoted(tokens: &[Token], start: usize) -> bool {
    start > 0 && (tokens[start - 1].quoted || start > 1 && tokens[start - 1].is(",") && tokens[start - 2].quoted)
}

/// "C, S said": all before the comma or the closing quotation mark.
fn before(tokens: &[Token], start: usize) -> Range<usize> {
    let Some(last) = start.checked_sub(1).map(|i| &tokens[i]) else { return 0..0 };
    if last.quoted {
        return opening(tokens, start)..start;
    }
    if !last.any(&[",", "—", "–", "--", "…"]) || start < 3 {
        return 0..0;
    }
    opening(tokens, start - 1)..start - 1
}

/// Where the content that ends at `end` begins: the sentence's start, without a conjunction.
fn opening(tokens: &[Token], end: usize) -> usize {
    let first = usize::from(!tokens[0].quoted && tokens[0].any(&["and", "but", "yet", "still", "meanwhile", "so", "also"]) && end > 1);
    first + usize::from(tokens.get(first).is_some_and(|t| t.is(",")))
}

fn behind(tokens: &[Token], group: &Group, end: usize, inverted: bool) -> Range<usize> {
    let mut start = end;
    if group.cue.sense.hearer {
        start = hearer(tokens, start);
    }
    start = occasion(tokens, start, group.cue.sense.say);
    while start < tokens.len() && !tokens[start].quoted && tokens[start].any(&[",", ":", "—", "–", "--"]) {
        start += 1;
    }
    let end = clause_end(tokens, group, start, inverted);
    let words = tokens.get(start..end).unwrap_or(&[]).iter().filter(|t| t.word).count();
    if words == 0 { 0..0 } else { start..end.max(start) }
}

/// Past the hearer of "told": "told reporters", "told Fox News on Monday".
fn hearer(tokens: &[Token], start: usize) -> usize {
    match phrase::right(tokens, start) {
        Some(range) if range.end - range.start <= 12 && !tokens[range.start].any(&["that"]) => range.end,
        _ => start,
    }
}

/// Past when and where it was said: "on Monday", "in an interview with CNN", "to reporters".
fn occasion(tokens: &[Token], start: usize, speech: bool) -> usize {
    let mut at = start;
    while at < tokens.len() && at - start < 25 {
        match occasion_end(tokens, at, speech) {
            Some(end) if end > at => at = end,
            _ => break,
        }
    }
    at
}

fn occasion_end(tokens: &[Token], at: usize, speech: bool) -> Option<usize> {
    let token = tokens.get(at).filter(|t| !t.quoted)?;
    if phrase::time_word(token) || token.any(&["again", "publicly", "repeatedly", "too", "aloud"]) || phrase::adverb(token) {
        return Some(at + 1);
    }
    let timed = |i: usize| tokens.get(i).is_some_and(phrase::time_word);
    if token.any(&["on", "in", "last", "this", "late", "early", "at", "since", "next"])
        && (timed(at + 1) || timed(at + 2) && !tokens[at + 1].capital)
    {
        return Some(at + if timed(at + 1) { 2 } else { 3 });
    }
    if !speech
        || !token.any(&["in", "at", "during", "on", "to", "via", "after", "through", "from", "of", "as", "when", "by", "about", "with"])
    {
        return None;
    }
    let marker = (at + 1..tokens.len().min(at + 22))
        .find(|i| tokens[*i].quoted || tokens[*i].any(&["that", ":", ",", "."]) || phrase::auxiliary(&tokens[*i]));
    match marker {
        Some(i)
            if tokens[i].any(&["that", ":"])
                || tokens[i].quoted && tokens[i..].iter().take_while(|t| t.quoted).filter(|t| t.word).count() > 4 =>
        {
            Some(i)
        }
        Some(i) if tokens[i].is(",") && tokens.get(i + 1).is_some_and(|t| t.quoted) => Some(i + 1),
        Some(i) if tokens[i].is(".") && !token.any(&["to", "about", "by"]) && i + 1 >= tokens.len() => Some(i),
        _ => None,
    }
}

/// Where the content that begins at `start` ends.
fn clause_end(tokens: &[Token], group: &Group, start: usize, inverted: bool) -> usize {
    let mut end = tokens.len();
    while end > start && !tokens[end - 1].word && !tokens[end - 1].quoted && !tokens[end - 1].any(&[")", "%"]) {
        end -= 1;
    }
    let first = if inverted { start } else { start + 1 };
    (first..end).find(|i| breaks(tokens, group, *i, start)).map_or(end, |i| i + usize::from(tokens[i].quoted))
}

/// Whether the content ends before token `at`.
fn breaks(tokens: &[Token], group: &Group, at: usize, start: usize) -> bool {
    let token = &tokens[at];
    let next = tokens.get(at + 1);
    if token.quoted {
        return closing_comma(tokens, at) && says_on(tokens, at + 1);
    }
    let object = !group.cue.sense.say && !group.cue.sense.think && !group.cue.sense.show;
    let further = object
        && next.is_some_and(|n| {
            !n.quoted
                && n.any(&[
                    "who", "which", "where", "when", "after", "while", "as", "but", "and", "although", "though", "because", "despite",
                ])
        });
    if token.is(",") && further && !listed(tokens, at) {
        return true;
    }
    if group.tokens.start == 0 && group.voice == Voice::Participle && subject::opens_clause(tokens, at) {
        return true;
    }
    if token.any(&[",", "—", "–", "--", ";"]) {
        let participle = next.is_some_and(|n| !n.quoted && n.lower.ends_with("ing"))
            && verb::at(tokens, at + 1).is_some_and(|g| g.cue.form == Form::Ing);
        let source = next.is_some_and(|n| n.is("according")) && tokens.get(at + 2).is_some_and(|n| n.is("to"));
        return participle || source || conjunct(tokens, at + 1) || says(tokens, at + 1) || relative_ends(tokens, group, at);
    }
    if token.is("and") || token.is("but") {
        let clause = (group.cue.sense.say || group.cue.sense.think) && tokens[start..at].iter().any(phrase::verb);
        return at > start
            && !clause
            && verb::at(tokens, at + 1).is_some_and(|g| {
                g.voice == Voice::Active && g.cue.form == group.cue.form && g.cue.form != Form::Base && !tokens[at + 1].capital
            });
    }
    token.is("according") && next.is_some_and(|n| n.is("to"))
        || token.is("while") && verb::at(tokens, at + 1).is_some_and(|g| g.cue.form == Form::Ing)
}

/// "A, B, and C": the comma belongs to a list.
fn listed(tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|t| t.is("and"))
        && (at.saturating_sub(5)..at).any(|i| tokens[i].is(","))
        && !tokens.get(at + 2).is_some_and(phrase::verb)
}

/// `,” saying`: a quotation closes with its comma inside.
fn closing_comma(tokens: &[Token], at: usize) -> bool {
    at > 0 && !tokens[at].word && tokens[at - 1].is(",") && tokens.get(at + 1).is_some_and(|t| !t.quoted)
}

fn says_on(tokens: &[Token], at: usize) -> bool {
    verb::at(tokens, at).is_some_and(|g| g.cue.form == Form::Ing) || says(tokens, at) || conjunct(tokens, at)
}

/// ", and Smith said": a further clause with its own source and cue.
fn conjunct(tokens: &[Token], at: usize) -> bool {
    let joins = tokens.get(at).is_some_and(|t| !t.quoted && t.any(&["and", "but", "while", "though", "although", "as", "whereas"]));
    joins && says(tokens, at + 1)
}

fn says(tokens: &[Token], at: usize) -> bool {
    let Some(range) = phrase::right(tokens, at) else { return false };
    let subject = !tokens[range.start].any(&["i", "we", "you"]);
    subject
        && (range.end..tokens.len().min(range.end + 3)).any(|i| {
            verb::at(tokens, i)
                .is_some_and(|g| g.cue.sense.say && g.voice == Voice::Active && g.tokens.start == range.end && g.cue.form != Form::Base)
        })
}

/// The comma that closes a relative clause: "Smith, who said so, left".
fn relative_ends(tokens: &[Token], group: &Group, at: usize) -> bool {
    let start = group.tokens.start;
    let relative = start > 1 && tokens[start - 1].any(&["who", "which"]) && tokens[start - 2].is(",");
    relative && tokens.get(at + 1).is_some_and(|t| phrase::verb(t) || t.is("said"))
}
