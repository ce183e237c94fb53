//! The pass over an article that resolves speakers sentence by sentence.
use crate::actor::name::{self, Name};
use crate::actor::resolve::Cast;
use crate::actor::{Kind, Mention};
use crate::article::{Article, Genre};
use crate::reading::focus::Focus;
use crate::reading::text::Text;
use crate::reading::time::time;
use crate::reading::uttered::uttered;
use crate::reading::{Reading, author, inside, quoted, relay};
use crate::span::Span;
use crate::statement::attribution::Attribution;
use crate::statement::{Evidence, Statement, Time, phrase};
use crate::token::Token;
use std::ops::Range;

/// A mention in tokens of its sentence.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) tokens: Range<usize>,
    pub(super) actor: usize,
    /// Inside quotation marks, where the one who speaks is not named.
    pub(super) quoted: bool,
}

/// An article on its way to a [`Reading`].
pub struct Story<'a> {
    article: &'a Article,
    pub(super) body: &'a str,
    /// Of an opinion piece.
    pub(super) author: Option<usize>,
    pub(super) sentences: Vec<Span>,
    quotes: Vec<Span>,
    /// Of when each sentence tells.
    times: Vec<Time>,
    tokens: Vec<Vec<Token>>,
    pub(super) cast: Cast,
    mentions: Vec<Mention>,
    pub(super) statements: Vec<Statement>,
    /// Where this sentence's statements begin.
    pub(super) fresh: usize,
    pub(super) focus: Focus,
}

impl<'a> Story<'a> {
    /// Of which nothing is told yet.
    pub fn new(Text { article, sentences, quotes, tokens }: Text<'a>) -> Story<'a> {
        let year = article.date.map(|date| date.year());
        let times = tokens.iter().map(|tokens| time(tokens, year)).collect();
        Story {
            article,
            body: &article.body,
            author: None,
            sentences,
            quotes,
            times,
            tokens,
            cast: Cast::default(),
            mentions: Vec::new(),
            statements: Vec::new(),
            fresh: 0,
            focus: Focus::default(),
        }
    }

    /// Reads the sentences in order; `attributions` has a list for each.
    pub fn tell(mut self, attributions: Vec<Vec<Attribution>>) -> Reading {
        let tokens = std::mem::take(&mut self.tokens);
        let names: Vec<Vec<Name>> = tokens.iter().map(|tokens| name::find(self.body, tokens)).collect();
        self.cast = Cast::introduce(self.body, &tokens, &names);
        if self.article.genre == Genre::Opinion {
            self.author = Some(self.cast.author_named(&author::name(self.article.author.as_deref())));
        }
        for (at, ((tokens, names), attributions)) in tokens.iter().zip(&names).zip(attributions).enumerate() {
            self.sentence(at, tokens, names, attributions);
        }
        self.finish(&tokens)
    }

    fn sentence(&mut self, at: usize, tokens: &[Token], names: &[Name], attributions: Vec<Attribution>) {
        let mut places = self.places(at, tokens, names, &attributions);
        let before = self.statements.len();
        self.fresh = before;
        for attribution in attributions {
            self.attribute(at, tokens, &mut places, attribution);
        }
        self.remember(at, &places, before);
        let mention = |place: &Place| Mention { span: span_of(tokens, &place.tokens), sentence: at, actor: place.actor };
        self.mentions.extend(places.iter().map(mention));
    }

    /// Names, pronouns and titles of one sentence, in order.
    fn places(&mut self, at: usize, tokens: &[Token], names: &[Name], attributions: &[Attribution]) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        let mut names = names.iter().peekable();
        let mut i = 0;
        while i < tokens.len() {
            if let Some(name) = names.next_if(|name| name.tokens.start <= i) {
                let speaks = attributions.iter().filter_map(|a| a.source.as_ref()).any(|source| heads(tokens, source, &name.core));
                let actor = self.cast.of_name(self.body, tokens, name, speaks);
                places.extend(actor.map(|actor| Place { tokens: name.tokens.clone(), actor, quoted: tokens[name.core.start].quoted }));
                i = name.tokens.end.max(i + 1);
                continue;
            }
            if let Some((length, actor)) = self.pointer(at, tokens, i, &places) {
                places.push(Place { tokens: i..i + length, actor, quoted: tokens[i].quoted });
                i += length;
                continue;
            }
            i += 1;
        }
        places
    }

    fn attribute(&mut self, at: usize, tokens: &[Token], places: &mut Vec<Place>, mut found: Attribution) {
        let Some(source) = &found.source else { return self.say_unnamed(at, found) };
        if no_comment(self.body, &found) {
            return;
        }
        if found.content.is_empty() && found.evidence == Evidence::Paraphrase {
            let Some(content) = self.content_beside(at, tokens) else { return };
            found.content = vec![content];
            found.evidence = Evidence::Direct;
        }
        let source = source.clone();
        let (speaker, speaks_for) = self.speaker_and_principal(at, tokens, places, &source);
        let headline =
            found.confidence < 0.65 && found.evidence == Evidence::Paraphrase && found.cue.iter().any(|cue| cue.of(self.body) == ":");
        if headline && speaker.is_none_or(|actor| self.cast.actors[actor].kind != Kind::Person) {
            return;
        }
        let weak = speaker.is_none() && matches!(found.evidence, Evidence::Told | Evidence::Act);
        if weak {
            return;
        }
        found.evidence = uttered(tokens, &found);
        for partner in self.partners(tokens, places, &source, speaker) {
            self.say(at, tokens, &source, &found, Some(partner), None);
        }
        self.say(at, tokens, &source, &found, speaker, speaks_for);
    }

    /// The words of a cue that has none in its own sentence: the quotation before it, or what follows its colon.
    fn content_beside(&self, at: usize, tokens: &[Token]) -> Option<Span> {
        if tokens.last()?.is(":") {
            let next = *self.sentences.get(at + 1)?;
            return Some(quotation_at(&self.quotes, next.start).unwrap_or(next));
        }
        let before = *self.sentences.get(at.checked_sub(1)?)?;
        let gap = self.body.get(before.end..self.sentences[at].start)?;
        let quote = self.quotes.get(self.quotes.partition_point(|q| q.end < before.end)).filter(|q| q.end == before.end)?;
        (!gap.contains('\n') && tokens.len() <= 24).then_some(*quote)
    }

    /// The others of "Smith and Jones said".
    fn partners(&self, tokens: &[Token], places: &[Place], source: &Range<usize>, speaker: Option<usize>) -> Vec<usize> {
        let Some(and) = (source.start..source.end).find(|i| tokens[*i].is("and")) else { return Vec::new() };
        let inside: Vec<&Place> = places.iter().filter(|p| p.tokens.start >= source.start && p.tokens.end <= source.end).collect();
        let joined = inside.iter().any(|p| p.tokens.end == and)
            && inside.iter().any(|p| p.tokens.start == and + 1 || p.tokens.start == and + 2 && phrase::determiner(&tokens[and + 1]));
        if !joined || phrase::head(tokens, source.clone()) >= and {
            return Vec::new();
        }
        inside.iter().map(|p| p.actor).filter(|actor| Some(*actor) != speaker).collect()
    }

    fn say(
        &mut self,
        at: usize,
        tokens: &[Token],
        source: &Range<usize>,
        found: &Attribution,
        speaker: Option<usize>,
        speaks_for: Option<usize>,
    ) {
        let confidence = if speaker.is_some() { found.confidence } else { found.confidence * 0.7 };
        self.statements.push(Statement {
            source: vec![span_of(tokens, source)],
            cue: found.cue.clone(),
            content: found.content.clone(),
            speaker,
            evidence: found.evidence,
            relayed_by: None,
            speaks_for,
            time: self.times[at],
            confidence,
        });
    }

    /// Words whose source the text does not name: the last speaker's, where they are quoted right behind that one's.
    fn say_unnamed(&mut self, at: usize, found: Attribution) {
        if matches!(found.evidence, Evidence::Told | Evidence::Act) {
            return;
        }
        let last = self.focus.speaker.filter(|(_, sentence)| found.evidence == Evidence::Direct && at.saturating_sub(*sentence) <= 1);
        self.statements.push(Statement {
            source: Vec::new(),
            cue: found.cue,
            content: found.content,
            speaker: last.map(|(actor, _)| actor),
            speaks_for: None,
            evidence: found.evidence,
            relayed_by: None,
            time: self.times[at],
            confidence: found.confidence * 0.7,
        });
    }

    fn finish(mut self, tokens: &[Vec<Token>]) -> Reading {
        let statements = quoted::go_on(self.body, std::mem::take(&mut self.statements), &self.mentions, tokens, &self.sentences);
        inside::add_pronouns(&self.cast, &statements, &mut self.mentions, tokens, &self.sentences);
        let (actors, index) = self.cast.finish();
        let moved = |actor: usize| index.get(actor).copied().flatten();
        let mentions: Vec<Mention> = self.mentions.iter().filter_map(|m| Some(Mention { actor: moved(m.actor)?, ..*m })).collect();
        let statements: Vec<Statement> = statements
            .into_iter()
            .map(|s| Statement { speaker: s.speaker.and_then(moved), speaks_for: s.speaks_for.and_then(moved), ..s })
            .collect();
        let statements = relay::without_echoes(relay::relay(self.body, statements));
        let statements = relay::without_hearsay(statements, &actors);
        let statements = match self.author.and_then(moved) {
            Some(at) => {
                let sentences: Vec<(Span, &[Token])> = self.sentences.iter().copied().zip(tokens.iter().map(Vec::as_slice)).collect();
                let forms: Vec<String> = actors[at].aliases.iter().chain([&actors[at].name]).cloned().collect();
                author::with_own_words(statements, at, &forms, self.article, &sentences)
            }
            None => statements,
        };
        let statements = relay::with_mentions(statements, &mentions, &self.sentences, &self.times);
        Reading { sentences: self.sentences, actors, mentions, statements }
    }
}

/// The quotation that begins at `start`, give or take white space.
fn quotation_at(quotes: &[Span], start: usize) -> Option<Span> {
    quotes.get(quotes.partition_point(|q| q.start < start)).copied().filter(|q| q.start == start)
}

/// The byte span of some tokens.
pub(super) fn span_of(tokens: &[Token], range: &Range<usize>) -> Span {
    Span::new(tokens[range.start].span.start, tokens[range.end - 1].span.end)
}

/// "did not respond to a request for comment" tells nothing.
fn no_comment(body: &str, found: &Attribution) -> bool {
    let Some(cue) = found.cue.first().map(|cue| cue.of(body).to_lowercase()) else { return false };
    let content = found.content.first().map_or("", |content| content.of(body));
    let start = content.split_whitespace().take(8).collect::<Vec<_>>().join(" ");
    cue.ends_with("respond to") && ["request", "call", "email", "message", "question", "inquir"].iter().any(|word| start.contains(word))
        || start == "comment"
        || start.starts_with("comment ")
}

/// Whether a name is the head of a source, or stands in apposition to it.
fn heads(tokens: &[Token], source: &Range<usize>, core: &Range<usize>) -> bool {
    let apposed = core.start > source.start && core.end <= source.end && tokens[core.start - 1].is(",");
    core.contains(&phrase::head(tokens, source.clone())) || apposed
}
