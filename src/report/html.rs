//! The page: one self-contained file, every word of it traceable to a sentence.
use super::highlight::{Piece, pieces};
use super::wording::{self, count};
use super::{Model, Report, is_shown};
use crate::error::{Error, Result};
use crate::scorecard::{Evidence, Position, Scorecard};
use crate::stance::Stance;
use crate::statement;
use minijinja::{Environment, context};
use serde::Serialize;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
/// How many sentences of a position are open to sight.
const AT_ONCE: usize = 3;

/// The page. All text of the input is escaped: the template's name ends in `.html`, which turns escaping on. Fails where the template is
/// broken.
pub fn render(report: &Report) -> Result<String> {
    let (shown, silent) = report.issues_by_use();
    let mut environment = Environment::new();
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    let page = environment.render_named_str(
        "page.html",
        PAGE,
        context! {
            style => STYLE,
            period => wording::period(report),
            facts => facts(report),
            issues => report.issues,
            columns => shown.iter().map(|issue| &report.issues[*issue]).collect::<Vec<_>>(),
            silence => wording::silence(silent.iter().map(|issue| report.issues[*issue].name.as_str())),
            parts => report.parts().iter().map(|(heading, cards)| Part::of(heading, cards, &shown, report)).collect::<Vec<_>>(),
            cards => report.scorecards.iter().enumerate().map(|(index, card)| Card::of(index, card, report)).collect::<Vec<_>>(),
            run => Facts::of(report),
            skipped => report.run.skipped,
        },
    );
    page.map_err(|error| {
        Error::new("page.html", format!("the page's template is broken: {error}"), "this is a mistake in the program: report it")
    })
}

#[derive(Serialize)]
struct Fact {
    number: usize,
    label: String,
}

fn facts(report: &Report) -> Vec<Fact> {
    let (corpus, left_out) = (&report.run.corpus, report.left_out());
    let fact = |number: usize, one: &str, more: &str| Fact { number, label: if number == 1 { one } else { more }.to_string() };
    vec![
        fact(corpus.n_articles, "article", "articles"),
        fact(corpus.n_outlets, "outlet", "outlets"),
        fact(corpus.n_statements, "statement", "statements"),
        fact(corpus.n_unknown, "by an unknown speaker", "by unknown speakers"),
        fact(left_out.unsure, "unsure left out", "unsure left out"),
        fact(left_out.relayed, "relayed left out", "relayed left out"),
        fact(left_out.past, "past left out", "past left out"),
        fact(report.run.skipped.len(), "input skipped", "inputs skipped"),
    ]
}

#[derive(Serialize)]
struct Facts<'a> {
    version: &'a str,
    model: &'a str,
    models: &'a [Model],
    arithmetic: &'a str,
    min_sayings: usize,
    unsure_below: String,
}

impl<'a> Facts<'a> {
    fn of(report: &'a Report) -> Facts<'a> {
        let run = &report.run;
        Facts {
            version: &run.version,
            model: &run.model,
            models: &run.models,
            arithmetic: &run.arithmetic,
            min_sayings: run.options.min_sayings,
            unsure_below: format!("{:.2}", run.options.pooling.unsure_below),
        }
    }
}

/// One part of the matrix.
#[derive(Serialize)]
struct Part<'a> {
    heading: &'a str,
    rows: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    anchor: String,
    name: &'a str,
    description: String,
    cells: Vec<Option<Word>>,
}

/// A position in a word, and where its evidence is.
#[derive(Serialize)]
struct Word {
    anchor: String,
    word: &'static str,
    class: String,
    note: String,
}

impl<'a> Part<'a> {
    fn of(heading: &'a str, cards: &[&'a Scorecard], issues: &[usize], report: &Report) -> Part<'a> {
        let place = |card: &Scorecard| report.scorecards.iter().position(|other| std::ptr::eq(other, card)).unwrap_or(0);
        let row = |card: &&'a Scorecard| Row::of(place(card), card, issues);
        Part { heading, rows: cards.iter().map(row).collect() }
    }
}

impl<'a> Row<'a> {
    fn of(index: usize, card: &'a Scorecard, issues: &[usize]) -> Row<'a> {
        let cell = |issue: &usize| card.on(*issue).filter(|position| is_shown(position)).map(|position| Word::of(index, position));
        Row {
            anchor: format!("actor-{index}"),
            name: &card.actor.name,
            description: wording::beneath(card),
            cells: issues.iter().map(cell).collect(),
        }
    }
}

impl Word {
    fn of(actor: usize, position: &Position) -> Word {
        let word = position.headline.word();
        let class = word.replace(' ', "-");
        Word { anchor: format!("actor-{actor}-issue-{}", position.issue), word, class, note: wording::note(position) }
    }
}

/// One actor's positions with their evidence.
#[derive(Serialize)]
struct Card<'a> {
    anchor: String,
    name: &'a str,
    description: String,
    aliases: String,
    positions: Vec<Stand<'a>>,
}

impl<'a> Card<'a> {
    fn of(index: usize, card: &'a Scorecard, report: &'a Report) -> Card<'a> {
        Card {
            anchor: format!("actor-{index}"),
            name: &card.actor.name,
            description: wording::description(card),
            aliases: card.actor.aliases.join(", "),
            positions: card.positions.iter().map(|position| Stand::of(index, position, report)).collect(),
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
    fn of(actor: usize, position: &'a Position, report: &'a Report) -> Stand<'a> {
        let (own, apart): (Vec<&Evidence>, Vec<&Evidence>) = position.evidence.iter().partition(|evidence| evidence.makes_position());
        let mut first: Vec<Sentence> = own.into_iter().map(Sentence::of).collect();
        let more = first.split_off(first.len().min(AT_ONCE));
        Stand {
            word: Word::of(actor, position),
            issue: report.issues.get(position.issue).map_or("", |issue| issue.name.as_str()),
            hidden: position.hidden,
            summary: summary(position),
            numbers: numbers(position),
            first,
            more,
            apart: apart.into_iter().map(Sentence::of).collect(),
        }
    }
}

/// "3 sayings in 3 articles of 2 outlets: 2 supportive, 1 cautious".
fn summary(position: &Position) -> String {
    let mut parts = Vec::new();
    if position.counts.total() > 0 {
        let mut place = format!("{} in {}", count(position.counts.total(), position.unit.word()), count(position.n_articles, "article"));
        if position.n_outlets > 0 {
            place += &format!(" of {}", count(position.n_outlets, "outlet"));
        }
        parts.push(format!("{place}: {}", wording::by_verdict(position)));
    }
    parts.extend((position.n_unsure > 0).then(|| format!("{} unsure, not counted", count(position.n_unsure, position.unit.word()))));
    parts.extend(Some(wording::way(position).to_string()).filter(|way| !way.is_empty()));
    parts.join("; ")
}

fn numbers(position: &Position) -> String {
    let [supportive, cautious, opposed] = position.counts.shares();
    let net = position.net.map_or("no net".to_string(), |net| format!("net {net:+.2} (from \u{2212}1, opposed, to +1, supportive)"));
    let net = net.replace('-', "\u{2212}");
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
    article: &'a str,
    span: [usize; 2],
    probabilities: String,
    confidence: String,
}

impl<'a> Sentence<'a> {
    fn of(evidence: &'a Evidence) -> Sentence<'a> {
        Sentence {
            pieces: pieces(evidence),
            speaker: speaker_elsewhere(evidence),
            stance: evidence.stance.word(),
            flags: flags(evidence),
            outlet: evidence.outlet.as_deref(),
            date: evidence.date.map(wording::day),
            title: evidence.title.as_deref(),
            article: &evidence.article,
            span: evidence.sentence.span.into(),
            probabilities: Stance::ALL.map(|stance| format!("{} {:.2}", stance.word(), evidence.probabilities.of(stance))).join(", "),
            confidence: format!("{:.2}", evidence.confidence),
        }
    }
}

/// How the text names the speaker, where it does so outside of the sentence.
fn speaker_elsewhere(evidence: &Evidence) -> String {
    let outside = evidence.source.iter().filter(|quote| !quote.span.overlaps(evidence.sentence.span));
    outside.map(|quote| quote.text.as_str()).collect::<Vec<_>>().join(" ")
}

fn flags(evidence: &Evidence) -> Vec<String> {
    let how = match (evidence.how, &evidence.relayed_by) {
        (statement::Evidence::Direct, _) => "quoted".to_string(),
        (statement::Evidence::Paraphrase, _) => "paraphrased".to_string(),
        (statement::Evidence::Act, _) => "an act".to_string(),
        (statement::Evidence::Told | statement::Evidence::Mention, _) => "told by the reporter".to_string(),
        (statement::Evidence::Relayed, Some(relayer)) => format!("relayed by {relayer}"),
        (statement::Evidence::Relayed, None) => "relayed".to_string(),
    };
    let past = (evidence.time == statement::Time::Past).then(|| "said earlier".to_string());
    let aside = evidence.left_out.filter(|_| evidence.makes_position()).map(|reason| format!("not counted: {}", reason.words()));
    let unsure = evidence.unsure.then(|| "unsure".to_string());
    [Some(how), past, unsure, aside].into_iter().flatten().collect()
}
