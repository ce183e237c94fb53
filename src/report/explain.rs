//! One statement of a run, found by its id, with all that was judged of it.
use super::Report;
use super::lookup::{Unclear, nearest};
use crate::actor::Actor;
use crate::pipeline::ScoredArticle;
use crate::scorecard::{Evidence, Position, Quote, Scorecard};
use crate::span::Span;
use crate::stance::{Judgement, Stance};
use crate::statement::Statement;

/// The id of the statement that a piece of evidence is of: the article's id, a colon, and the byte of the body at which what is said begins
/// in the sentence judged (of an act without words its cue, of a mention the name).
pub fn id_of(evidence: &Evidence) -> String {
    let spans = |quotes: &[Quote]| quotes.iter().map(|quote| quote.span).collect::<Vec<_>>();
    let parts = [&evidence.content, &evidence.cue, &evidence.source].map(|quotes| spans(quotes));
    id(&evidence.article, place(evidence.sentence.span, parts.iter().map(Vec::as_slice)))
}

fn id(article: &str, byte: usize) -> String {
    format!("{article}:{byte}")
}

/// Where the first of these parts that stands in a sentence begins there.
fn place<'a>(sentence: Span, mut parts: impl Iterator<Item = &'a [Span]>) -> usize {
    let inside = |spans: &[Span]| spans.iter().find(|span| span.overlaps(sentence)).map(|span| span.start.max(sentence.start));
    parts.find_map(inside).unwrap_or(sentence.start)
}

/// A statement in one sentence of an article.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The article.
    pub scored: &'a ScoredArticle,
    /// Index of the statement.
    pub statement: usize,
    /// Index of the sentence.
    pub sentence: usize,
}

/// What an id means.
#[derive(Debug)]
pub enum Found<'a> {
    /// That of an article alone: all that is told in it, in the order of the text.
    Article(Vec<Told<'a>>),
    /// That of what begins or stands at one place: usually one, never none.
    Statements(Vec<Told<'a>>),
}

/// Looks up an id as [`id_of`] makes it, or that of an article. A byte within a statement means that statement, and one elsewhere in a
/// sentence all statements of the sentence. An error names ids like it.
pub fn find<'a>(articles: &'a [ScoredArticle], id: &str) -> Result<Found<'a>, Unclear> {
    if let Some(scored) = articles.iter().find(|scored| scored.article.id == id) {
        return Ok(Found::Article(told(scored)));
    }
    let parts = id.rsplit_once(':').and_then(|(article, byte)| Some((article, byte.parse::<usize>().ok()?)));
    let Some((article, byte)) = parts else { return Err(no_article(articles, id)) };
    let scored = articles.iter().find(|scored| scored.article.id == article).ok_or_else(|| no_article(articles, article))?;
    let all = told(scored);
    let tiers: [&dyn Fn(&Told) -> bool; 3] = [&|told| told.byte() == byte, &|told| told.says(byte), &|told| told.holds(byte)];
    let meant = |tier: &&dyn Fn(&Told) -> bool| all.iter().copied().filter(|told| tier(told)).collect::<Vec<_>>();
    match tiers.iter().map(meant).find(|found| !found.is_empty()) {
        Some(found) => Ok(Found::Statements(found)),
        None => Err(no_statement(&all, article, byte)),
    }
}

/// Each statement of an article in each of its sentences, in the order of the text.
fn told(scored: &ScoredArticle) -> Vec<Told<'_>> {
    let statements = scored.reading.statements.iter().enumerate();
    let mut told: Vec<Told> = statements
        .flat_map(|(at, statement)| scored.reading.sentences_of(statement).into_iter().map(move |sentence| (at, sentence)))
        .map(|(statement, sentence)| Told { scored, statement, sentence })
        .collect();
    told.sort_by_key(|told| (told.sentence, told.byte(), told.statement));
    told
}

fn no_article(articles: &[ScoredArticle], asked: &str) -> Unclear {
    let ids = || articles.iter().map(|scored| scored.article.id.as_str());
    let like = nearest(ids(), asked);
    let offered = match like.is_empty() {
        false => format!("ids like it: {}", like.join(", ")),
        true => format!("the first of {} ids: {}", articles.len(), ids().take(5).collect::<Vec<_>>().join(", ")),
    };
    Unclear::new(format!(
        "the run holds no article {asked:?}; {offered}. An id is ARTICLE:BYTE, as `standpoint report RUN --actor NAME` shows it"
    ))
}

fn no_statement(all: &[Told], article: &str, byte: usize) -> Unclear {
    let mut near: Vec<&Told> = all.iter().collect();
    near.sort_by_key(|told| told.byte().abs_diff(byte));
    let ids: Vec<String> = near.into_iter().take(5).map(Told::id).collect();
    let offered = if ids.is_empty() { "none is known in this article".to_string() } else { format!("the nearest are {}", ids.join(", ")) };
    Unclear::new(format!("no statement stands at byte {byte} of {article}; {offered}"))
}

impl<'a> Told<'a> {
    /// Its id.
    pub fn id(&self) -> String {
        id(&self.scored.article.id, self.byte())
    }

    /// The statement.
    pub fn statement(&self) -> &'a Statement {
        &self.scored.reading.statements[self.statement]
    }

    /// Where the sentence lies in the body.
    pub fn span(&self) -> Span {
        self.scored.reading.sentences[self.sentence]
    }

    /// An actor of the article.
    pub fn actor(&self, index: Option<usize>) -> Option<&'a Actor> {
        self.scored.reading.actors.get(index?)
    }

    /// What was judged of it in this sentence, stances first and the surest first.
    pub fn judgements(&self) -> Vec<&'a Judgement> {
        let here = |judgement: &&Judgement| judgement.statement == self.statement && judgement.sentence == self.sentence;
        let mut judgements: Vec<&Judgement> = self.scored.judgements.iter().filter(here).collect();
        judgements.sort_by(|one, other| {
            let of_none = |judgement: &Judgement| judgement.probabilities.of(Stance::None);
            of_none(one).total_cmp(&of_none(other)).then(one.issue.cmp(&other.issue))
        });
        judgements
    }

    /// The statement of the same speaker that was judged for all of them in this sentence, where it is another.
    pub fn judged_as(&self) -> Option<Told<'a>> {
        let speaker = self.statement().speaker?;
        let same = |judgement: &&Judgement| {
            judgement.sentence == self.sentence
                && judgement.statement != self.statement
                && self.scored.reading.statements[judgement.statement].speaker == Some(speaker)
        };
        let judgement = self.scored.judgements.iter().find(same).filter(|_| self.judgements().is_empty())?;
        Some(Told { statement: judgement.statement, ..*self })
    }

    /// Indices of the issues that it could have been judged on and was not, of so many in all: none where its speaker is unknown or another
    /// statement was judged for it.
    pub fn not_judged(&self, n_issues: usize) -> Vec<usize> {
        let judged: Vec<usize> = self.judgements().iter().map(|judgement| judgement.issue).collect();
        let could = self.statement().speaker.is_some() && self.judged_as().is_none();
        (0..n_issues).filter(|issue| could && !judged.contains(issue)).collect()
    }

    /// The position that a judgement belongs to, and how it is in it; `None` where it has no stance, or another article that prints the same
    /// stands for this one.
    pub fn in_report<'r>(&self, report: &'r Report, judgement: &Judgement) -> Option<(&'r Scorecard, &'r Position, &'r Evidence)> {
        let positions = report.scorecards.iter().flat_map(|card| card.positions.iter().map(move |position| (card, position)));
        let on_issue = positions.filter(|(_, position)| position.issue == judgement.issue);
        let mut all = on_issue.flat_map(|(card, position)| position.evidence.iter().map(move |evidence| (card, position, evidence)));
        all.find(|(_, _, evidence)| self.gives(evidence))
    }

    fn gives(&self, evidence: &Evidence) -> bool {
        let statement = self.statement();
        let same = |quotes: &[Quote], spans: &[Span]| quotes.iter().map(|quote| quote.span).eq(spans.iter().copied());
        evidence.article == self.scored.article.id
            && evidence.sentence.span == self.span()
            && same(&evidence.content, &statement.content)
            && same(&evidence.cue, &statement.cue)
            && same(&evidence.source, &statement.source)
    }

    /// Where the speaker is named nearest before the words that stand for them here, in the body; `None` where those words name them, or
    /// nothing before does.
    pub fn named_before(&self) -> Option<Span> {
        let (body, statement) = (&self.scored.article.body, self.statement());
        let actor = self.actor(statement.speaker)?;
        let here = statement.source.first().map_or(self.span().start, |span| span.start);
        let forms = || std::iter::once(&actor.name).chain(&actor.aliases);
        if statement.source.iter().any(|span| forms().any(|form| span.of(body).contains(form.as_str()))) {
            return None;
        }
        let before = body.get(..here)?;
        forms().filter_map(|form| last(before, form)).max_by_key(|span| (span.end, span.len()))
    }

    fn byte(&self) -> usize {
        let Statement { source, cue, content, .. } = self.statement();
        place(self.span(), [content, cue, source].into_iter().map(Vec::as_slice))
    }

    fn says(&self, byte: usize) -> bool {
        let Statement { source, cue, content, .. } = self.statement();
        self.holds(byte) && [content, cue, source].into_iter().flatten().any(|span| (span.start..span.end).contains(&byte))
    }

    fn holds(&self, byte: usize) -> bool {
        (self.span().start..self.span().end).contains(&byte)
    }
}

/// Where a name stands last in a text, as words of its own.
fn last(text: &str, name: &str) -> Option<Span> {
    let letter = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphanumeric);
    let whole = |at: &usize| !letter(text[..*at].chars().next_back()) && !letter(text[at + name.len()..].chars().next());
    let mut places = text.rmatch_indices(name).map(|(at, _)| at);
    places.find(whole).filter(|_| !name.is_empty()).map(|at| Span::new(at, at + name.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Kind;
    use crate::scorecard::example::{article, sure};

    fn town() -> Vec<ScoredArticle> {
        let ada = |story: ScoredArticle, marked: &str| story.says("Ada Hale", Kind::Person, marked, 0, sure(Stance::Opposed, 0.9));
        let one = ada(article("toll:1", "", ""), "Ada Hale |rejects |the toll.").and_on(1, sure(Stance::None, 0.9));
        vec![ada(one, "She |fights |it."), ada(article("ferry", "", ""), "Ada Hale |likes |the ferry.")]
    }

    fn ids(found: Found) -> Vec<String> {
        match found {
            Found::Article(told) | Found::Statements(told) => told.iter().map(Told::id).collect(),
        }
    }

    #[test]
    fn an_id_means_the_statement_that_begins_or_stands_there() {
        let town = town();
        let found = |id: &str| ids(find(&town, id).unwrap());
        for id in ["toll:1:17", "toll:1:3", "toll:1:20", "toll:1:8"] {
            assert_eq!(found(id), ["toll:1:17"], "{id}");
        }
        assert_eq!(found("toll:1:30"), ["toll:1:38"]);
        assert_eq!(found("toll:1"), ["toll:1:17", "toll:1:38"]);
    }

    #[test]
    fn an_unknown_id_is_answered_with_those_near_it() {
        let town = town();
        let wrong = |id: &str| find(&town, id).unwrap_err().to_string();
        assert!(wrong("tolls:1:3").contains("no article \"tolls:1\"; ids like it: toll:1."), "{}", wrong("tolls:1:3"));
        assert!(wrong("quay").contains("the first of 2 ids: toll:1, ferry"), "{}", wrong("quay"));
        assert!(wrong("toll:1:900").ends_with("the nearest are toll:1:38, toll:1:17"), "{}", wrong("toll:1:900"));
    }

    #[test]
    fn a_pronoun_is_traced_to_the_name_before_it() {
        let town = town();
        let Found::Article(told) = find(&town, "toll:1").unwrap() else { panic!("an article") };
        assert_eq!(told[0].named_before(), None);
        assert_eq!(told[1].named_before(), Some(Span::new(0, 8)));
        let judged: Vec<usize> = told[0].judgements().iter().map(|judgement| judgement.issue).collect();
        assert_eq!(judged, [0, 1]);
        assert_eq!((last("Adam, Ada.", "Ada"), last("Adam", "Ada")), (Some(Span::new(6, 9)), None));
    }
}
