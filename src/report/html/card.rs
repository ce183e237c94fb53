//! An actor's positions with their evidence.
use super::matrix::Word;
use crate::report::highlight::{Piece, pieces};
use crate::report::plain::web;
use crate::report::{Report, identity, wording};
use crate::scorecard::{Evidence, Position, Quote, Scorecard};
use crate::span::Span;
use crate::stance::Stance;
use serde::Serialize;

/// How many sentences of a position are open to sight.
const AT_ONCE: usize = 3;

/// One actor's positions with their evidence.
#[derive(Serialize)]
pub struct Card<'a> {
    anchor: String,
    name: &'a str,
    description: String,
    note: Option<&'a str>,
    aliases: String,
    affiliations: String,
    positions: Vec<Stand<'a>>,
}

impl<'a> Card<'a> {
    /// `index` is its place among the report's scorecards.
    pub fn of(index: usize, card: &'a Scorecard, report: &'a Report) -> Card<'a> {
        let dated = card.affiliations.iter().any(|affiliation| affiliation.period != Default::default());
        Card {
            anchor: format!("actor-{index}"),
            name: &card.actor.name,
            description: identity::description(card, &report.run.corpus),
            note: card.note.as_deref(),
            aliases: card.actor.aliases.join(", "),
            affiliations: if dated { identity::affiliations(card).join(", ") } else { String::new() },
            positions: card.positions.iter().map(|position| Stand::of(index, card, position, report)).collect(),
        }
    }
}

/// One position with its evidence.
#[derive(Serialize)]
struct Stand<'a> {
    word: Word,
    issue: &'a str,
    hidden: Option<&'static str>,
    summary: String,
    numbers: String,
    first: Vec<Sentence<'a>>,
    more: Vec<Sentence<'a>>,
    apart: Vec<Sentence<'a>>,
}

impl<'a> Stand<'a> {
    fn of(index: usize, card: &'a Scorecard, position: &'a Position, report: &'a Report) -> Stand<'a> {
        let (own, apart): (Vec<&Evidence>, Vec<&Evidence>) = position.evidence.iter().partition(|evidence| evidence.makes_position());
        let sentence = |evidence| Sentence::of(evidence, &card.actor.name, report);
        let mut first: Vec<Sentence> = own.into_iter().map(sentence).collect();
        let more = first.split_off(first.len().min(AT_ONCE));
        Stand {
            word: Word::of(index, position),
            issue: report.issues.get(position.issue).map_or("", |issue| issue.name.as_str()),
            hidden: position.hidden,
            summary: wording::summary(position),
            numbers: numbers(position),
            first,
            more,
            apart: apart.into_iter().map(sentence).collect(),
        }
    }
}

fn numbers(position: &Position) -> String {
    let [supportive, cautious, opposed] = position.counts.shares();
    let net = match position.net {
        Some(_) => format!("{} (\u{2212}1 is opposed, +1 supportive)", wording::net(position)),
        None => "no net".to_string(),
    };
    format!("{net}; shares, with a prior of half a saying each: supportive {supportive:.2}, cautious {cautious:.2}, opposed {opposed:.2}")
}

/// One sentence of evidence.
#[derive(Serialize)]
struct Sentence<'a> {
    pieces: Vec<Piece<'a>>,
    speaker: String,
    stance: &'static str,
    flags: Vec<String>,
    outlet: Option<&'a str>,
    date: Option<String>,
    title: Option<&'a str>,
    /// Only where a browser may open it.
    link: Option<&'a str>,
    article: &'a str,
    probabilities: String,
    confidence: String,
    model: Option<&'a str>,
    places: Vec<Place>,
}

/// Where a part of a statement stands in the article.
#[derive(Serialize)]
struct Place {
    part: &'static str,
    bytes: String,
    chars: String,
}

impl<'a> Sentence<'a> {
    fn of(evidence: &'a Evidence, name: &str, report: &'a Report) -> Sentence<'a> {
        Sentence {
            pieces: pieces(evidence),
            speaker: speaker_elsewhere(evidence),
            stance: evidence.stance.word(),
            flags: wording::flags(evidence, name),
            outlet: evidence.outlet.as_deref(),
            date: evidence.date.map(wording::day),
            title: evidence.title.as_deref(),
            link: evidence.url.as_deref().and_then(web),
            article: &evidence.article,
            probabilities: Stance::ALL.map(|stance| format!("{} {:.2}", stance.word(), evidence.probabilities.of(stance))).join(", "),
            confidence: format!("{:.2}", evidence.confidence),
            model: report.run.models.get(evidence.judge).map(|model| model.name.as_str()),
            places: places(evidence),
        }
    }
}

/// How the text names the speaker, where it does so outside of the sentence.
fn speaker_elsewhere(evidence: &Evidence) -> String {
    let outside = evidence.source.iter().filter(|quote| !quote.span.overlaps(evidence.sentence.span));
    outside.map(|quote| quote.text.as_str()).collect::<Vec<_>>().join(" ")
}

fn places(evidence: &Evidence) -> Vec<Place> {
    let sentence = std::slice::from_ref(&evidence.sentence);
    let parts = [("sentence", sentence), ("source", &evidence.source), ("cue", &evidence.cue), ("content", &evidence.content)];
    let spans = |quotes: &[Quote], of: fn(&Quote) -> Span| {
        quotes.iter().map(|quote| format!("{}\u{2013}{}", of(quote).start, of(quote).end)).collect::<Vec<_>>().join(", ")
    };
    let place = |(part, quotes): (&'static str, &[Quote])| Place {
        part,
        bytes: spans(quotes, |quote| quote.span),
        chars: spans(quotes, |quote| quote.chars),
    };
    parts.into_iter().filter(|(_, quotes)| !quotes.is_empty()).map(place).collect()
}
