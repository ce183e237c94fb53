//! What the page's script shows: the report in rows, as JSON.
use super::key::Keys;
use crate::report::highlight::{Piece, pieces};
use crate::report::plain::web;
use crate::report::{Corpus, Report, identity, wording};
use crate::round::round;
use crate::scorecard::{Evidence, Position, Quote, Saying, Scorecard, apart};
use crate::span::Span;
use crate::stance::Stance;
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};

/// What stands in a page besides its actors.
#[derive(Serialize)]
pub struct Data<'a> {
    unit: &'static str,
    min_sayings: usize,
    outlets: Vec<&'a str>,
    models: Vec<&'a str>,
    issues: Vec<IssueRow<'a>>,
    articles: Vec<ArticleRow<'a>>,
    actors: Vec<&'a ActorRow<'a>>,
}

#[derive(Serialize)]
struct IssueRow<'a> {
    id: &'a str,
    name: &'a str,
    description: &'a str,
}

/// An article that some evidence is of; empty fields are left out here and below.
#[derive(Clone, PartialEq, Serialize)]
pub struct ArticleRow<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "day")]
    date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet: Option<&'a str>,
    /// Only where a browser may open it.
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'a str>,
}

/// An actor with everything said of and by it.
#[derive(Serialize)]
pub struct ActorRow<'a> {
    key: String,
    name: &'a str,
    kind: &'static str,
    /// As in [`apart`].
    part: usize,
    beneath: String,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "String::is_empty")]
    aliases: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    affiliations: String,
    /// Each with the word for what it is.
    belongs: Vec<(&'static str, &'a str)>,
    positions: Vec<PositionRow<'a>>,
    /// Of the evidence, each once.
    #[serde(skip)]
    articles: Vec<ArticleRow<'a>>,
}

#[derive(Serialize)]
struct PositionRow<'a> {
    issue: usize,
    word: &'static str,
    note: String,
    summary: String,
    numbers: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    net: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    interval: Option<[f64; 2]>,
    sayings: Vec<SayingRow>,
    evidence: Vec<Sentence<'a>>,
}

#[derive(Serialize)]
struct SayingRow {
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "day")]
    date: Option<Date>,
    /// Indices into the page's outlets.
    outlets: Vec<usize>,
    stance: Stance,
    net: f64,
    #[serde(skip_serializing_if = "is_false")]
    unsure: bool,
}

#[derive(Serialize)]
struct Sentence<'a> {
    article: &'a str,
    /// Each with its role, which may be empty.
    pieces: Vec<(&'a str, &'static str)>,
    stance: Stance,
    flags: Vec<String>,
    /// How the text names the speaker, where it does so outside of the sentence.
    #[serde(skip_serializing_if = "String::is_empty")]
    speaker: String,
    /// In the order of [`Stance::ALL`].
    p: [f64; 4],
    confidence: f64,
    judge: usize,
    at: Vec<Place>,
    /// Index into the position's sayings.
    #[serde(skip_serializing_if = "Option::is_none")]
    saying: Option<usize>,
    /// Whether it is shown apart, for being relayed or past.
    #[serde(skip_serializing_if = "is_false")]
    apart: bool,
}

/// Where a part of a statement stands in the article: its name, bytes, code points.
type Place = (&'static str, String, String);

impl<'a> Data<'a> {
    /// The page of these actors.
    pub fn of(report: &'a Report, actors: &[&'a ActorRow<'a>]) -> Data<'a> {
        let articles: BTreeMap<&str, &ArticleRow> =
            actors.iter().flat_map(|actor| &actor.articles).map(|article| (article.id, article)).collect();
        Data {
            unit: report.run.options.unit.word(),
            min_sayings: report.run.options.min_sayings,
            outlets: outlets(report),
            models: report.run.models.iter().map(|model| model.name.as_str()).collect(),
            issues: report
                .issues
                .iter()
                .map(|issue| IssueRow { id: &issue.id, name: &issue.name, description: &issue.description })
                .collect(),
            articles: articles.into_values().cloned().collect(),
            actors: actors.to_vec(),
        }
    }
}

/// Every outlet of a saying, by name.
fn outlets(report: &Report) -> Vec<&str> {
    let positions = report.scorecards.iter().flat_map(|card| &card.positions);
    let outlets = positions.flat_map(|position| &position.sayings).flat_map(|saying| &saying.outlets);
    outlets.map(String::as_str).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Every actor, in the report's order.
pub fn actors<'a>(report: &'a Report, keys: &Keys) -> Vec<ActorRow<'a>> {
    let places: BTreeMap<&str, usize> = outlets(report).into_iter().enumerate().map(|(place, outlet)| (outlet, place)).collect();
    let row = |(index, card)| ActorRow::of(keys.of(index).to_string(), card, &report.run.corpus, &places);
    report.scorecards.iter().enumerate().map(row).collect()
}

impl<'a> ActorRow<'a> {
    fn of(key: String, card: &'a Scorecard, corpus: &Corpus, outlets: &BTreeMap<&str, usize>) -> ActorRow<'a> {
        let dated = card.affiliations.iter().any(|affiliation| affiliation.period != Default::default());
        ActorRow {
            key,
            name: &card.actor.name,
            kind: identity::kind(card.actor.kind),
            part: apart(card.actor.kind),
            beneath: identity::beneath(card, corpus),
            description: identity::description(card, corpus),
            note: card.note.as_deref(),
            aliases: card.actor.aliases.join(", "),
            affiliations: if dated { identity::affiliations(card).join(", ") } else { String::new() },
            belongs: card.affiliations.iter().map(|belongs| (belongs.kind.word(), belongs.name.as_str())).collect(),
            positions: card.positions.iter().map(|position| PositionRow::of(position, card, outlets)).collect(),
            articles: articles(card),
        }
    }

    /// About how many bytes of a page it takes, with the articles that are not among these yet, which they then are.
    pub fn weigh(&self, articles: &mut BTreeSet<&'a str>) -> usize {
        let own = serde_json::to_vec(self).map_or(0, |bytes| bytes.len());
        let new = self.articles.iter().filter(|article| articles.insert(article.id));
        own + new.map(|article| serde_json::to_vec(article).map_or(0, |bytes| bytes.len())).sum::<usize>()
    }
}

/// Of an actor's evidence, each once.
fn articles(card: &Scorecard) -> Vec<ArticleRow<'_>> {
    let evidence = card.positions.iter().flat_map(|position| &position.evidence);
    let rows: BTreeMap<&str, ArticleRow> = evidence.map(|evidence| (evidence.article.as_str(), ArticleRow::of(evidence))).collect();
    rows.into_values().collect()
}

impl<'a> ArticleRow<'a> {
    fn of(evidence: &'a Evidence) -> ArticleRow<'a> {
        ArticleRow {
            id: &evidence.article,
            title: evidence.title.as_deref(),
            date: evidence.date,
            outlet: evidence.outlet.as_deref(),
            link: evidence.url.as_deref().and_then(web),
        }
    }
}

impl<'a> PositionRow<'a> {
    fn of(position: &'a Position, card: &'a Scorecard, outlets: &BTreeMap<&str, usize>) -> PositionRow<'a> {
        PositionRow {
            issue: position.issue,
            word: position.headline.word(),
            note: note(position),
            summary: wording::summary(position),
            numbers: numbers(position),
            hidden: position.hidden,
            net: position.net.map(round),
            interval: position.interval.map(|ends| ends.map(round)),
            sayings: position.sayings.iter().map(|saying| SayingRow::of(saying, outlets)).collect(),
            evidence: position.evidence.iter().map(|evidence| Sentence::of(evidence, &card.actor.name)).collect(),
        }
    }
}

/// What stands under the word of a cell: how many sayings, and by how many outlets.
fn note(position: &Position) -> String {
    let outlets = Some(wording::count(position.n_outlets, "outlet")).filter(|_| position.n_outlets > 0);
    std::iter::once(wording::note(position)).chain(outlets).collect::<Vec<_>>().join(", ")
}

fn numbers(position: &Position) -> String {
    let [supportive, cautious, opposed] = position.shares;
    let net = match position.net {
        Some(_) => format!("{} (\u{2212}1 is opposed, +1 supportive)", wording::net(position)),
        None => "no net".to_string(),
    };
    format!("{net}; shares, with a prior of half a saying each: supportive {supportive:.2}, cautious {cautious:.2}, opposed {opposed:.2}.")
}

impl SayingRow {
    fn of(saying: &Saying, outlets: &BTreeMap<&str, usize>) -> SayingRow {
        SayingRow {
            date: saying.date,
            outlets: saying.outlets.iter().filter_map(|outlet| outlets.get(outlet.as_str()).copied()).collect(),
            stance: saying.verdict(),
            net: round(saying.probabilities.net()),
            unsure: saying.unsure,
        }
    }
}

impl<'a> Sentence<'a> {
    fn of(evidence: &'a Evidence, name: &str) -> Sentence<'a> {
        Sentence {
            article: &evidence.article,
            pieces: pieces(evidence).into_iter().map(|Piece { role, text }| (text, role)).collect(),
            stance: evidence.stance,
            flags: wording::flags(evidence, name),
            speaker: speaker_elsewhere(evidence),
            p: Stance::ALL.map(|stance| round(evidence.probabilities.of(stance))),
            confidence: round(evidence.confidence),
            judge: evidence.judge,
            at: places(evidence),
            saying: evidence.of_saying,
            apart: !evidence.makes_position(),
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
    let place = |(part, quotes): (&'static str, &[Quote])| (part, spans(quotes, |quote| quote.span), spans(quotes, |quote| quote.chars));
    parts.into_iter().filter(|(_, quotes)| !quotes.is_empty()).map(place).collect()
}

fn day<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    date.map(|date| date.to_string()).serialize(serializer)
}

fn is_false(value: &bool) -> bool {
    !value
}
