//! A memo in Markdown: the positions that hold, with their two best sentences.
pub(crate) mod escape;

use super::identity;
use super::plain::web;
use super::wording::{self, count};
use super::{Report, is_shown};
use crate::round::percent;
use crate::scorecard::{Evidence, Headline, Position, Scorecard};
use crate::stance::Stance;
pub(crate) use escape::escape;

/// How many issues one table holds; with more of them every actor has a table of its own.
const MOST_COLUMNS: usize = 6;
/// How many sentences speak for a position.
const BEST: usize = 2;

/// The memo. Actors whose every position is "too few" or "unsure" are only counted. All text of the input is escaped.
pub fn render(report: &Report) -> String {
    let memo = Memo::of(report);
    let mut blocks = vec!["# Reported positions, coded by machine".to_string()];
    blocks.push(format!("**{}**", escape(&wording::checked(&report.run.check))));
    blocks.extend(Some(wording::period(report)).filter(|period| !period.is_empty()));
    blocks.push(
        "Who is reported to be for, against or cautious about what. A machine read the articles and can be wrong: read the sentences \
         behind a word before relying on it."
            .to_string(),
    );
    blocks.extend(memo.table().into_iter().filter(|_| memo.fits()));
    blocks.extend(memo.cards.iter().flat_map(|card| memo.actor(card)));
    blocks.extend((memo.cards.is_empty()).then(|| "No positions found.".to_string()));
    blocks.extend(read_and_left_out(report, memo.n_thin));
    blocks.push(signature(report));
    blocks.join("\n\n") + "\n"
}

/// What a memo tells of.
struct Memo<'a> {
    report: &'a Report,
    /// Actors with at least one position that holds.
    cards: Vec<&'a Scorecard>,
    /// The issues these have positions on, as indices into the codebook.
    issues: Vec<usize>,
    /// Other actors.
    n_thin: usize,
}

impl<'a> Memo<'a> {
    fn of(report: &'a Report) -> Memo<'a> {
        let cards: Vec<&Scorecard> = report.scorecards.iter().filter(|card| card.positions.iter().any(holds)).collect();
        let issues = (0..report.issues.len()).filter(|issue| cards.iter().any(|card| card.on(*issue).is_some_and(is_shown)));
        Memo { report, issues: issues.collect(), n_thin: report.scorecards.len() - cards.len(), cards }
    }

    fn fits(&self) -> bool {
        self.issues.len() <= MOST_COLUMNS
    }

    fn table(&self) -> Vec<String> {
        if self.cards.is_empty() {
            return Vec::new();
        }
        let head = row(std::iter::once(String::new()).chain(self.issues.iter().map(|issue| self.issue(*issue))));
        let rule = row(std::iter::once("---".to_string()).chain(self.issues.iter().map(|_| "---".to_string())));
        let cell = |card: &Scorecard, issue: usize| card.on(issue).filter(|position| is_shown(position)).map_or(String::new(), word);
        let line = |card: &&Scorecard| {
            let beneath = identity::with_note(identity::beneath(card, &self.report.run.corpus), card);
            let beneath = if beneath.is_empty() { beneath } else { format!(" ({})", escape(&beneath)) };
            let name = format!("**{}**{beneath}", escape(&card.actor.name));
            row(std::iter::once(name).chain(self.issues.iter().map(|issue| cell(card, *issue))))
        };
        let lines: Vec<String> = [head, rule].into_iter().chain(self.cards.iter().map(line)).collect();
        vec!["## Positions".to_string(), lines.join("\n")]
    }

    fn issue(&self, issue: usize) -> String {
        self.report.issues.get(issue).map_or(String::new(), |issue| escape(&issue.name))
    }

    fn actor(&self, card: &Scorecard) -> Vec<String> {
        let mut blocks = vec![format!("## {}", escape(&card.actor.name)), self.about(card)];
        let shown: Vec<&Position> = card.positions.iter().filter(|position| is_shown(position)).collect();
        if !self.fits() {
            let rule = ["issue", "position"].map(String::from);
            let rows = shown.iter().map(|position| row([self.issue(position.issue), word(position)]));
            let lines: Vec<String> = [row(rule), row(["---", "---"].map(String::from))].into_iter().chain(rows).collect();
            blocks.push(lines.join("\n"));
        }
        blocks.extend(shown.iter().flat_map(|position| self.position(card, position)));
        blocks
    }

    /// "person, Harbour Party; also Mayor Ada Nkemelu".
    fn about(&self, card: &Scorecard) -> String {
        let mut about = identity::with_note(identity::description(card, &self.report.run.corpus), card);
        if !card.actor.aliases.is_empty() {
            about += &format!("; also {}", card.actor.aliases.join(", "));
        }
        escape(&about)
    }

    fn position(&self, card: &Scorecard, position: &Position) -> Vec<String> {
        let heading = format!("### {}: {}", self.issue(position.issue), position.headline.word());
        let net = Some(wording::net(position)).filter(|net| !net.is_empty());
        let numbers = std::iter::once(escape(&wording::summary(position))).chain(net).collect::<Vec<_>>().join("; ");
        let mut blocks = vec![heading, format!("{numbers}.")];
        for evidence in best(position) {
            blocks.push(format!("> {}\n>\n> {}", escape(&evidence.sentence.text), source(evidence, &card.actor.name)));
        }
        blocks
    }
}

fn holds(position: &Position) -> bool {
    is_shown(position) && !matches!(position.headline, Headline::TooFew | Headline::Unsure)
}

fn row(cells: impl IntoIterator<Item = String>) -> String {
    format!("| {} |", cells.into_iter().collect::<Vec<_>>().join(" | "))
}

/// "supportive, 2 sayings".
fn word(position: &Position) -> String {
    format!("{}, {}", position.headline.word(), wording::note(position))
}

/// The sentences that speak best for a position: of a mixed or changed one the best of each side, in the order of time.
fn best(position: &Position) -> Vec<&Evidence> {
    let any_counted = position.evidence.iter().any(Evidence::counted);
    let own = || position.evidence.iter().filter(|evidence| if any_counted { evidence.counted() } else { evidence.makes_position() });
    if matches!(position.headline, Headline::Mixed | Headline::Changed) {
        let side = |stance| own().find(|evidence| evidence.stance == stance);
        let mut sides: Vec<&Evidence> = [Stance::Supportive, Stance::Opposed].into_iter().filter_map(side).collect();
        sides.sort_by_key(|evidence| evidence.date);
        return sides;
    }
    let mut best: Vec<&Evidence> = Vec::new();
    for evidence in own() {
        if best.len() < BEST && best.iter().all(|other| other.sentence.text != evidence.sentence.text) {
            best.push(evidence);
        }
    }
    best
}

/// "supportive, paraphrased: Evening Post, 9 March 2025, *The harbour-2 story*".
fn source(evidence: &Evidence, name: &str) -> String {
    let flags = std::iter::once(evidence.stance.word().to_string()).chain(wording::flags(evidence, name)).collect::<Vec<_>>();
    let title = escape(evidence.title.as_deref().unwrap_or(&evidence.article));
    let title = match evidence.url.as_deref().and_then(web) {
        Some(url) => format!("[{title}](<{}>)", url.replace('|', "%7C")),
        None => title,
    };
    let place = [evidence.outlet.as_deref().map(escape), evidence.date.map(wording::day), Some(title)];
    format!("{}: {}", escape(&flags.join(", ")), place.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

fn read_and_left_out(report: &Report, n_thin: usize) -> Vec<String> {
    let (corpus, options) = (&report.run.corpus, &report.run.options);
    let read = [
        count(corpus.n_articles, "article"),
        count(corpus.n_outlets, "outlet"),
        wording::copies(corpus.n_copies),
        count(corpus.n_opinion, "opinion piece"),
        format!("{} without a date", corpus.n_undated),
        format!("{}, {} by unknown speakers", count(corpus.n_statements, "statement"), percent(corpus.unknown_share())),
    ];
    let mut lines =
        vec![format!("read: {}", read.join(", ")), format!("left out: {}", wording::left_out(report)), wording::what_counts(options)];
    lines.push(wording::intervals(options).to_string());
    let enough = count(options.min_sayings, options.unit.word());
    let thin = format!("{} with fewer than {enough} on every issue, or unsure ones only", count(n_thin, "actor"));
    lines.extend((n_thin > 0).then_some(thin));
    let silent = wording::silence(report.issues_by_use().1.into_iter().map(|issue| report.issues[issue].name.as_str()));
    lines.extend((!silent.is_empty()).then(|| escape(silent.trim_end_matches('.'))));
    let skipped = || format!("skipped: {}", escape(&wording::reasons(&report.run)));
    lines.extend((!report.run.skipped.is_empty()).then(skipped));
    let lines: Vec<String> = lines.iter().map(|line| format!("- {line}")).collect();
    vec!["## What was read and left out".to_string(), lines.join("\n")]
}

fn signature(report: &Report) -> String {
    let run = &report.run;
    let models: Vec<String> = run.models.iter().map(|model| format!("{} {}", escape(&model.name), escape(&model.hash))).collect();
    format!("Standpoint {}, model {}: {}, {}", run.version, escape(&run.model), models.join(", "), run.arithmetic)
}
