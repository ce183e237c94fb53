//! The pass over an article that resolves speakers sentence by sentence.
use crate::actor::name::{self, Name};
use crate::actor::resolve::Cast;
use crate::actor::table::{self, Gender};
use crate::actor::{Kind, Mention};
use crate::article::{Article, Genre};
use crate::reading::text::Text;
use crate::reading::{Reading, author, quoted, relay};
use crate::span::Span;
use crate::statement::attribution::Attribution;
use crate::statement::{Evidence, Statement, phrase};
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
    author: Option<usize>,
    sentences: Vec<Span>,
    quotes: Vec<Span>,
    tokens: Vec<Vec<Token>>,
    pub(super) cast: Cast,
    mentions: Vec<Mention>,
    pub(super) statements: Vec<Statement>,
    /// Where this sentence's statements begin.
    pub(super) fresh: usize,
    pub(super) focus: Focus,
}

/// Whom a pronoun can point to.
#[derive(Clone, Debug, Default)]
pub(super) struct Focus {
    /// The last one who spoke, and in which sentence.
    pub(super) speaker: Option<(usize, usize)>,
    /// The first person of the last sentence that had one.
    subject: Option<(usize, usize)>,
    /// The first one of the last sentence that had one who is no person.
    body: Option<(usize, usize)>,
    /// Persons in the order of their last mention, with the sentence; short.
    recent: Vec<(usize, usize)>,
}

impl<'a> Story<'a> {
    /// Of which nothing is told yet.
    pub fn new(Text { article, sentences, quotes, tokens }: Text<'a>) -> Story<'a> {
        Story {
            article,
            body: &article.body,
            author: None,
            sentences,
            quotes,
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
                places.push(Place { tokens: i..i + length, actor, quoted: false });
                i += length;
                continue;
            }
            i += 1;
        }
        places
    }

    /// A pronoun or a title that stands for a person, at token `i`: its length and the person.
    fn pointer(&mut self, at: usize, tokens: &[Token], i: usize, places: &[Place]) -> Option<(usize, usize)> {
        let token = &tokens[i];
        if token.quoted {
            return None;
        }
        if let Some(author) = self.author.filter(|_| token.any(&author::SELF)) {
            return Some((1, author));
        }
        if let Some(gender) = pronoun(token) {
            return self.person_of_pronoun(at, gender, places).map(|actor| (1, actor));
        }
        if token.is("they") {
            let before = self.focus.body.filter(|(_, sentence)| at.saturating_sub(*sentence) <= 1);
            let here = places.iter().find(|place| self.collective(place.actor)).map(|place| place.actor);
            return here.or(before.map(|(actor, _)| actor)).map(|actor| (1, actor));
        }
        if !token.any(&["the", "his", "her", "its"]) {
            return None;
        }
        if let Some(actor) = tokens
            .get(i + 1)
            .filter(|t| !t.capital && token.is("the") && !tokens.get(i + 2).is_some_and(|n| n.any(&["of", "'s"])))
            .and_then(|t| self.cast.of_noun(&t.lower))
        {
            return Some((2, actor));
        }
        if !token.is("the") {
            return None;
        }
        (1..=3).rev().find_map(|n| {
            let words = tokens.get(i + 1..i + 1 + n)?;
            let title: Vec<&str> = words.iter().map(|t| t.lower.as_str()).collect();
            let goes_on = tokens.get(i + 1 + n).is_some_and(|t| t.capital && t.word && !phrase::time_word(t));
            let last = table::listed("title", title.last()?) || table::listed("title", &title.join(" "));
            let possessive = tokens.get(i + 1 + n).is_some_and(|t| t.any(&["of", "-"]));
            if goes_on || !last || possessive {
                return None;
            }
            self.cast.of_title(&title.join(" ")).map(|actor| (n + 1, actor))
        })
    }

    /// The person of "he" or "she": one named before in the sentence, else who spoke last, else the last subject, else the last
    /// one named. A woman known to be one comes before those of whom nothing is known.
    fn person_of_pronoun(&self, at: usize, gender: Gender, places: &[Place]) -> Option<usize> {
        let fits = |actor: usize| self.can_be(actor, gender);
        let sure = |actor: usize| fits(actor) && self.cast.actors[actor].gender == Some(gender);
        let focus = &self.focus;
        let recent = || focus.recent.iter().rev().copied();
        let near = |entry: Option<(usize, usize)>| entry.filter(|(actor, sentence)| at.saturating_sub(*sentence) <= 2 && fits(*actor));
        let late = |(_, sentence): &(usize, usize)| at.saturating_sub(*sentence) <= 4;
        let known = focus.speaker.into_iter().chain(focus.subject).chain(recent()).find(|entry| late(entry) && sure(entry.0));
        let spoke = near(focus.speaker).filter(|(actor, _)| self.cast.actors[*actor].kind == Kind::Person);
        let known = known.filter(|(_, sentence)| gender == Gender::Female && spoke.is_none_or(|(_, last)| last <= *sentence));
        let here = places.iter().filter(|place| !place.quoted).map(|place| place.actor).find(|actor| fits(*actor));
        let here = here.filter(|actor| known.is_none() || sure(*actor)).map(|actor| (actor, at));
        let last = || near(focus.speaker).or_else(|| near(focus.subject)).or_else(|| recent().find(|entry| late(entry) && fits(entry.0)));
        here.or(known).or_else(last).map(|(actor, _)| actor)
    }

    fn can_be(&self, actor: usize, gender: Gender) -> bool {
        let draft = &self.cast.actors[actor];
        let human = matches!(draft.kind, Kind::Person | Kind::Unknown) || draft.kind == Kind::Anonymous && !draft.head.is_empty();
        human && draft.gender.is_none_or(|known| known == gender)
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
        let speaker = self.speaker(at, tokens, places, source);
        let headline =
            found.confidence < 0.65 && found.evidence == Evidence::Paraphrase && found.cue.iter().any(|cue| cue.of(self.body) == ":");
        if headline && speaker.is_none_or(|actor| self.cast.actors[actor].kind != Kind::Person) {
            return;
        }
        let weak = speaker.is_none() && matches!(found.evidence, Evidence::Told | Evidence::Act);
        if weak {
            return;
        }
        for partner in self.partners(tokens, places, source, speaker) {
            self.say(tokens, source, &found, Some(partner));
        }
        self.say(tokens, source, &found, speaker);
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

    fn say(&mut self, tokens: &[Token], source: &Range<usize>, found: &Attribution, speaker: Option<usize>) {
        let confidence = if speaker.is_some() { found.confidence } else { found.confidence * 0.7 };
        self.statements.push(Statement {
            source: vec![span_of(tokens, source)],
            cue: found.cue.clone(),
            content: found.content.clone(),
            speaker,
            evidence: found.evidence,
            relayed_by: None,
            voice: None,
            time: found.time,
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
            voice: None,
            evidence: found.evidence,
            relayed_by: None,
            time: found.time,
            confidence: found.confidence * 0.7,
        });
    }

    fn remember(&mut self, at: usize, places: &[Place], before: usize) {
        let persons: Vec<usize> = places
            .iter()
            .filter(|place| !place.quoted)
            .map(|place| place.actor)
            .filter(|actor| matches!(self.cast.actors[*actor].kind, Kind::Person | Kind::Unknown))
            .collect();
        if let Some(first) = persons.first() {
            self.focus.subject = Some((*first, at));
        }
        if let Some(first) = places.iter().filter(|place| !place.quoted).map(|place| place.actor).find(|actor| self.collective(*actor)) {
            self.focus.body = Some((first, at));
        }
        for person in persons {
            self.focus.recent.retain(|(actor, _)| *actor != person);
            self.focus.recent.push((person, at));
        }
        if self.focus.recent.len() > 20 {
            self.focus.recent.remove(0);
        }
        let spoken = self.statements[before..]
            .iter()
            .rfind(|s| s.speaker.is_some() && matches!(s.evidence, Evidence::Direct | Evidence::Paraphrase));
        if let Some(statement) = spoken
            && let Some(speaker) = statement.speaker
        {
            let end = statement.content.last().map_or(0, |span| span.end);
            let last = self.sentences.partition_point(|s| s.start < end).saturating_sub(1);
            self.focus.speaker = Some((speaker, last.max(at)));
        }
    }

    fn finish(self, tokens: &[Vec<Token>]) -> Reading {
        let (actors, index) = self.cast.finish();
        let moved = |actor: usize| index.get(actor).copied().flatten();
        let mentions: Vec<Mention> = self.mentions.iter().filter_map(|m| Some(Mention { actor: moved(m.actor)?, ..*m })).collect();
        let statements: Vec<Statement> = self
            .statements
            .into_iter()
            .map(|s| Statement { speaker: s.speaker.and_then(moved), voice: s.voice.and_then(moved), ..s })
            .collect();
        let statements = quoted::go_on(self.body, statements, &mentions, tokens, &self.sentences);
        let statements = relay::without_echoes(relay::relay(statements));
        let statements = match self.author.and_then(moved) {
            Some(at) => {
                let sentences: Vec<(Span, &[Token])> = self.sentences.iter().copied().zip(tokens.iter().map(Vec::as_slice)).collect();
                let forms: Vec<String> = actors[at].aliases.iter().chain([&actors[at].name]).cloned().collect();
                author::with_own_words(statements, at, &forms, self.article, &sentences)
            }
            None => statements,
        };
        let statements = relay::with_mentions(statements, &mentions, &self.sentences);
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

fn pronoun(token: &Token) -> Option<Gender> {
    match token.lower.as_str() {
        "he" | "him" | "his" | "himself" => Some(Gender::Male),
        "she" | "her" | "hers" | "herself" => Some(Gender::Female),
        _ => None,
    }
}
