//! Attributions: sources, cues and contents by rule, one sentence at a time.
use crate::span::Span;
use crate::statement::Evidence;
use crate::statement::content::{self, Content};
use crate::statement::cue::{self, Form};
use crate::statement::phrase;
use crate::statement::subject::{self, Source};
use crate::statement::verb::{self, Group, Voice};
use crate::token::Token;
use std::ops::Range;

/// One attribution before its source is resolved to an actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The noun phrase of the source, tokens of its sentence; `None` where a quotation goes on.
    pub source: Option<Range<usize>>,
    /// Byte spans of the cue.
    pub cue: Vec<Span>,
    /// Byte spans of the content.
    pub content: Vec<Span>,
    /// How it reached the reader.
    pub evidence: Evidence,
    /// How sure the rule is, in [0, 1]: about the share of its finds that coders of news articles agree with.
    pub confidence: f64,
}

/// The attributions of one sentence, in the order of their cues.
pub fn find(tokens: &[Token], quotes: &[Span]) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    let mut last_subject: Option<Range<usize>> = None;
    let mut first_subject: Option<Option<Range<usize>>> = None;
    for at in 0..tokens.len() {
        let Some(draft) = according_to(tokens, at)
            .or_else(|| colon(tokens, at))
            .or_else(|| by_noun(tokens, at))
            .or_else(|| noun_from(tokens, at))
            .or_else(|| by_verb(tokens, at))
        else {
            continue;
        };
        let source = match draft.source {
            Some(range) => Some(range),
            None => last_subject.clone().or_else(|| first_subject.get_or_insert_with(|| subject::of_clause(tokens)).clone()),
        };
        let Some(source) = source else { continue };
        let inherits = source.end <= draft.cue.start && draft.subject;
        if inherits {
            last_subject = Some(source.clone());
        }
        found.extend(build(tokens, quotes, Draft { source: Some(source), ..draft }));
    }
    found
}

/// An attribution in tokens.
struct Draft {
    source: Option<Range<usize>>,
    cue: Range<usize>,
    content: Content,
    evidence: Evidence,
    confidence: f64,
    /// Whether the source is a subject that later verbs of the sentence share.
    subject: bool,
}

fn by_verb(tokens: &[Token], at: usize) -> Option<Draft> {
    let group = verb::at(tokens, at)?;
    let source = subject::of(tokens, &group)?;
    let (start, end, range) = match &source {
        Source::Before(range) => (range.start, group.tokens.end, Some(range.clone())),
        Source::Antecedent(range) => (group.tokens.start, group.tokens.end, Some(range.clone())),
        Source::After(range) => (group.tokens.start, range.end, Some(range.clone())),
        Source::Inherited => (group.tokens.start, group.tokens.end, None),
    };
    let inverted = matches!(source, Source::After(_));
    let content = content::of(tokens, &group, start, end, inverted);
    let sense = group.cue.sense;
    if phrase::listed("quotes_only", &group.cue.base) && group.cue.tail.is_empty() && content.before.is_empty() && !quoted(tokens, &content)
    {
        return None;
    }
    let speech = sense.say && group.voice == Voice::Active && group.cue.form != Form::Base;
    if !sense.act && !speech && content.before.is_empty() && content.behind.is_empty() {
        return None;
    }
    let subject = group.voice == Voice::Active;
    let (evidence, confidence) = (evidence(&group), confidence(&group, &source));
    Some(Draft { source: range, cue: group.tokens.clone(), content, evidence, confidence, subject })
}

fn quoted(tokens: &[Token], content: &Content) -> bool {
    let that = tokens.get(content.behind.start).is_some_and(|t| t.is("that")) && !content.behind.is_empty();
    that || [&content.before, &content.behind].into_iter().any(|piece| tokens[piece.clone()].iter().any(|t| t.quoted))
}

fn evidence(group: &Group) -> Evidence {
    let sense = group.cue.sense;
    match () {
        () if sense.say || sense.hearer => Evidence::Paraphrase,
        () if sense.act && !sense.stance => Evidence::Act,
        () => Evidence::Told,
    }
}

fn confidence(group: &Group, source: &Source) -> f64 {
    let sense = group.cue.sense;
    let verb = if sense.say || sense.hearer {
        0.85
    } else if sense.think || sense.stance {
        0.75
    } else {
        0.62
    };
    let place = match source {
        Source::Before(_) | Source::After(_) => 1.0,
        Source::Antecedent(_) => 0.85,
        Source::Inherited => 1.0,
    };
    let form = if group.cue.form == Form::Base { 0.8 } else { 1.0 };
    verb * place * form
}

/// "according to S".
fn according_to(tokens: &[Token], at: usize) -> Option<Draft> {
    let matched = !tokens[at].quoted && tokens[at].is("according") && tokens.get(at + 1)?.is("to");
    if !matched {
        return None;
    }
    let source = phrase::right(tokens, at + 2)?;
    let further = subject::extended(tokens, source.clone());
    let closed = at >= 2 || tokens.get(further.end).is_some_and(|t| t.is(","));
    let source = if closed { further } else { source };
    let content = if at < 2 {
        let comma = (source.end..tokens.len()).find(|i| tokens[*i].any(&[","]) && !tokens[*i].quoted)?;
        Content { before: 0..0, behind: comma + 1..sentence_end(tokens) }
    } else {
        let end = if tokens[at - 1].any(&[",", "—", "–"]) { at - 1 } else { at };
        Content { before: 0..end, behind: 0..0 }
    };
    Some(Draft { source: Some(source), cue: at..at + 2, content, evidence: Evidence::Paraphrase, confidence: 0.85, subject: false })
}

/// "Smith's opposition to C", "Russian demands for C".
fn by_noun(tokens: &[Token], at: usize) -> Option<Draft> {
    let links = noun_links(&tokens[at].lower)?;
    let link = tokens.get(at + 1).filter(|t| !tokens[at].quoted && !tokens[at].capital && t.any(links))?;
    let source = possessor(tokens, at)?;
    let from = if link.any(&["that", "to"]) { at + 1 } else { at + 2 };
    let end = (from + 1..tokens.len()).find(|i| {
        !tokens[*i].quoted
            && (!tokens[*i].word && !tokens[*i].any(&["'", "-"])
                || phrase::auxiliary(&tokens[*i]) && !link.is("that")
                || tokens[*i].any(&["who", "which", "and", "but"]))
    });
    let end = end.unwrap_or(tokens.len());
    let cue = if link.any(&["that", "to"]) { at..at + 1 } else { at..at + 2 };
    let content = Content { before: 0..0, behind: from..end };
    let confidence = if tokens[source.start].any(&["his", "her", "their", "its"]) { 0.45 } else { 0.6 };
    Some(Draft { source: Some(source), cue, content, evidence: Evidence::Told, confidence, subject: false })
}

/// "concerns from S about C", "opposition from S".
fn noun_from(tokens: &[Token], at: usize) -> Option<Draft> {
    let links = noun_links(&tokens[at].lower).filter(|_| !tokens[at].quoted && !tokens[at].capital)?;
    let source = tokens.get(at + 1).filter(|t| t.is("from")).and_then(|_| phrase::right(tokens, at + 2))?;
    let named = tokens.get(source.end).filter(|t| t.any(links) && !t.quoted).map(|_| source.end + 1);
    let end =
        |from: usize| (from..tokens.len()).find(|i| !tokens[*i].quoted && !tokens[*i].word && !tokens[*i].is("'")).unwrap_or(tokens.len());
    let content = Content { before: 0..0, behind: named.map_or(0..0, |from| from..end(from)) };
    Some(Draft { source: Some(source), cue: at..at + 2, content, evidence: Evidence::Told, confidence: 0.6, subject: false })
}

/// The words that may follow a noun of speech or attitude.
fn noun_links(noun: &str) -> Option<&'static [&'static str]> {
    Some(match noun {
        "opposition" | "objection" | "objections" | "resistance" | "commitment" | "refusal" | "willingness" | "unwillingness"
        | "reluctance" | "decision" | "promise" | "pledge" | "vow" | "threat" | "threats" | "desire" | "determination" | "intention"
        | "proposal" | "proposals" => &["to", "for"],
        "support" | "call" | "calls" | "demand" | "demands" | "push" | "request" | "requests" | "praise" | "preference" | "contempt"
        | "enthusiasm" | "respect" => &["for", "that"],
        "criticism" | "criticisms" | "endorsement" | "rejection" | "condemnation" | "defense" | "defence" | "approval" | "denial"
        | "disapproval" | "embrace" | "acceptance" | "denunciation" => &["of"],
        "concern" | "concerns" | "skepticism" | "scepticism" | "fear" | "fears" | "doubt" | "doubts" | "worries" | "warning"
        | "warnings" | "view" | "views" | "position" | "stance" | "complaint" | "complaints" | "anger" | "frustration" | "optimism"
        | "attack" | "attacks" | "assault" | "insistence" => &["about", "over", "of", "on", "that", "toward", "towards", "against"],
        "claim" | "claims" | "assertion" | "assertions" | "allegation" | "allegations" | "argument" | "belief" | "contention" | "hope"
        | "hopes" | "suggestion" | "statement" => &["that"],
        _ => return None,
    })
}

/// Whose noun it is: "Smith's", "his", "Russian".
fn possessor(tokens: &[Token], at: usize) -> Option<Range<usize>> {
    let mut before = at;
    while before > 0 && at - before < 3 {
        let token = &tokens[before - 1];
        if token.any(&["'s", "'"]) {
            return phrase::left(tokens, before - 1);
        }
        if token.any(&["his", "her", "their", "its"]) || token.capital && before == at {
            return Some(before - 1..before);
        }
        if !token.word || phrase::barrier(token) || phrase::link(token) || phrase::determiner(token) || token.capital {
            return None;
        }
        before -= 1;
    }
    None
}

/// `S: "Q"`.
fn colon(tokens: &[Token], at: usize) -> Option<Draft> {
    let quoted = tokens.get(at + 1)?.quoted;
    let opens = tokens[at].is(":")
        && !tokens[at].quoted
        && (quoted || at <= 3 && tokens[..at].iter().all(|t| t.capital) && tokens.len() > at + 3 && !shouted(tokens));
    if !opens || at == 0 || verb_before(tokens, at) {
        return None;
    }
    let source = if at <= 6 && !tokens[..at].iter().any(phrase::verb) { Some(0..at) } else { subject::of_clause(tokens) }?;
    let content = Content { before: 0..0, behind: at + 1..sentence_end(tokens) };
    Some(Draft {
        source: Some(source),
        cue: at..at + 1,
        content,
        evidence: Evidence::Paraphrase,
        confidence: if quoted { 0.7 } else { 0.6 },
        subject: false,
    })
}

fn shouted(tokens: &[Token]) -> bool {
    tokens.first().is_some_and(|t| {
        t.any(&[
            "just",
            "must",
            "watched",
            "watch",
            "photo",
            "photos",
            "video",
            "image",
            "photographer",
            "related",
            "graphic",
            "special",
            "read",
            "more",
        ])
    })
}

/// Whether a cue of speech stands in the clause before the colon, which then takes the quotation.
fn verb_before(tokens: &[Token], colon: usize) -> bool {
    (colon.saturating_sub(8)..colon).any(|i| verb::at(tokens, i).is_some_and(|g| g.cue.sense.say))
}

fn sentence_end(tokens: &[Token]) -> usize {
    let last = tokens.iter().rposition(|t| t.word || t.quoted || t.is(")"));
    last.map_or(0, |i| i + 1)
}

fn build(tokens: &[Token], quotes: &[Span], draft: Draft) -> Option<Attribution> {
    let source = draft.source.clone()?;
    let cue = Span::new(tokens.get(draft.cue.start)?.span.start, tokens.get(draft.cue.end - 1)?.span.end);
    let taken = [draft.cue.clone(), source.clone()];
    let pieces: Vec<Range<usize>> =
        [draft.content.before.clone(), draft.content.behind.clone()].into_iter().flat_map(|piece| without(piece, &taken)).collect();
    let direct = pieces.iter().any(|piece| tokens[piece.clone()].iter().filter(|t| t.quoted && t.word).count() >= 2);
    let content: Vec<Span> = pieces.iter().filter_map(|piece| spans_of(tokens, quotes, piece)).collect();
    let evidence = if direct && draft.evidence == Evidence::Paraphrase { Evidence::Direct } else { draft.evidence };
    let confidence = if direct { (draft.confidence * 1.08).min(0.95) } else { draft.confidence };
    let source_span = Span::new(tokens[source.start].span.start, tokens[source.end - 1].span.end);
    let content = content.into_iter().filter(|span| !span.overlaps(source_span) && !span.overlaps(cue)).collect();
    let source = (!source_span.overlaps(cue)).then_some(source);
    Some(Attribution { source, cue: vec![cue], content, evidence, confidence })
}

/// An attribution whose spans were found by other means, in the sentence that `tokens` are of: that of its source, else of its cue.
///
/// What the cue means tells how it reached the reader: words, a deed, or an attitude.
pub fn of_spans(tokens: &[Token], quotes: &[Span], source: Option<Span>, cue: Span, content: Vec<Span>, confidence: f64) -> Attribution {
    let inside = |span: Span| {
        let start = tokens.partition_point(|token| token.span.end <= span.start);
        let end = tokens.partition_point(|token| token.span.start < span.end);
        (start < end).then_some(start..end)
    };
    let reporting = inside(cue).map_or(&[][..], |range| &tokens[range]);
    let direct = content.iter().any(|span| around(quotes, *span).is_some_and(|quote| shares_words(quote, *span)));
    let evidence = match meaning(reporting) {
        Evidence::Paraphrase if direct => Evidence::Direct,
        evidence => evidence,
    };
    let whole = |range: &Range<usize>| Span::new(tokens[range.start].span.start, tokens[range.end - 1].span.end);
    let source = source.and_then(inside).and_then(|range| words_of(tokens, range)).filter(|range| !whole(range).overlaps(cue));
    let taken = source.as_ref().map(whole);
    let content = content.into_iter().filter(|span| !span.overlaps(cue) && taken.is_none_or(|taken| !taken.overlaps(*span))).collect();
    Attribution { source, cue: vec![cue], content, evidence, confidence }
}

/// A range without the marks before its first word, such as the dash of a dateline.
fn words_of(tokens: &[Token], range: Range<usize>) -> Option<Range<usize>> {
    let first = range.clone().find(|at| tokens[*at].word || tokens[*at].quoted)?;
    Some(first..range.end)
}

/// Whether more than a word lies in both.
fn shares_words(quote: Span, content: Span) -> bool {
    const WORD: usize = 12;
    quote.end.min(content.end).saturating_sub(quote.start.max(content.start)) > WORD
}

/// What the words of a cue report: a deed, an attitude, or words where nothing else is known.
fn meaning(cue: &[Token]) -> Evidence {
    let senses = || cue.iter().flat_map(|token| cue::of(&token.lower)).map(|cue| cue.sense);
    match () {
        () if senses().any(|sense| sense.say || sense.hearer) => Evidence::Paraphrase,
        () if senses().any(|sense| sense.act && !sense.stance) => Evidence::Act,
        () if senses().next().is_some() || cue.iter().any(|token| noun_links(&token.lower).is_some()) => Evidence::Told,
        () => Evidence::Paraphrase,
    }
}

/// The parts of `piece` that no `taken` range covers, stripped of nothing else.
fn without(piece: Range<usize>, taken: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut parts = vec![piece];
    for hole in taken {
        parts = parts
            .into_iter()
            .flat_map(|part| [part.start..part.end.min(hole.start), part.start.max(hole.end)..part.end])
            .filter(|part| part.start < part.end)
            .collect();
    }
    parts
}

/// The byte span of a token range; a quotation it begins or ends in is taken whole.
fn spans_of(tokens: &[Token], quotes: &[Span], piece: &Range<usize>) -> Option<Span> {
    let words = tokens.get(piece.clone())?;
    let first = words.iter().position(|t| t.word || t.quoted)?;
    let last = words.iter().rposition(|t| t.word || t.quoted || t.is(")"))?;
    let (mut start, mut end) = (words[first].span.start, words[last].span.end);
    if piece.start + first == 0
        && let Some(quote) = around(quotes, words[first].span).filter(|_| words[first].quoted)
    {
        start = start.min(quote.start);
    }
    if piece.start + last + 1 == tokens.len()
        && let Some(quote) = around(quotes, words[last].span).filter(|_| words[last].quoted)
    {
        end = end.max(quote.end);
    }
    Some(Span::new(start, end))
}

/// The quotation that covers `span`.
pub fn around(quotes: &[Span], span: Span) -> Option<Span> {
    let at = quotes.partition_point(|quote| quote.end <= span.start);
    quotes.get(at).copied().filter(|quote| quote.overlaps(span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokenise;

    #[test]
    fn the_dash_of_a_dateline_is_in_no_source() {
        let body = "LUND - The council said it would wait.";
        let tokens = tokenise(body, Span::new(0, body.len()), &[]);
        let (source, cue, content) = (Some(Span::new(5, 18)), Span::new(19, 23), vec![Span::new(24, 37)]);
        let found = of_spans(&tokens, &[], source, cue, content.clone(), 0.9);
        assert_eq!((found.source, found.content, found.evidence), (Some(2..4), content, Evidence::Paraphrase));
    }
}
