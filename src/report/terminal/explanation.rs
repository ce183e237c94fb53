//! One judgement in full.
use super::Screen;
use super::evidence::ink;
use super::fill::{columns, cut, padded, wrapped};
use super::ink::{Ink, Line, Piece, bold, dim, paint, piece};
use super::table::hanging;
use crate::report::explain::{Found, Told};
use crate::report::highlight::pieces_of;
use crate::report::identity::kind;
use crate::report::wording::day;
use crate::report::{Report, is_shown};
use crate::scorecard::{Evidence, Headline, Position, Scorecard};
use crate::span::Span;
use crate::stance::{Judgement, Stance};
use crate::statement::{self, Time};

/// What an id means, with what is to be known of it. `attribution` is the name of the model that found who says what, where one did;
/// `asked` are judgements made now, beside those of the run, of the statement with the first index.
pub fn render(report: &Report, found: &Found, attribution: Option<&str>, asked: &[(usize, Judgement)], screen: Screen) -> String {
    let width = screen.columns();
    let lines = match found {
        Found::Article(told) => listed(report, told, width),
        Found::Statements(told) => {
            let one = |(at, told): (usize, &Told)| {
                let asked = asked.iter().filter(|(of, _)| *of == at).map(|(_, judgement)| judgement).collect();
                Explanation { report, told: *told, attribution, asked, width }.lines()
            };
            told.iter().enumerate().map(one).collect::<Vec<_>>().join(&[Line::new(), vec![dim(&"─".repeat(width))], Line::new()][..])
        }
    };
    paint(&lines, screen.colour) + "\n"
}

/// A line for each statement of an article.
fn listed(report: &Report, told: &[Told], width: usize) -> Vec<Line> {
    if told.is_empty() {
        return vec![vec![piece("Nobody says anything in this article.", Ink::Plain)]];
    }
    let ids = told.iter().map(|told| columns(&told.id())).max().unwrap_or(0);
    let one = |told: &Told| {
        let speaker = told.actor(told.statement().speaker).map_or("unknown speaker", |actor| &actor.name);
        let head = padded(vec![dim(&told.id())], ids.min(width / 2) + 2);
        let indent = super::fill::width(&head);
        let text = piece(&cut(&flat(told.span().of(&told.scored.article.body)), width.saturating_sub(indent)), Ink::Plain);
        let stances = told.judgements().into_iter().filter(|judgement| judgement.probabilities.verdict() != Stance::None);
        let stances = stances.flat_map(|judgement| {
            let verdict = judgement.probabilities.verdict();
            let issue = &report.issues[judgement.issue].id;
            [piece(", ", Ink::Plain), piece(verdict.word(), ink("content", verdict)), dim(&format!(" on {issue}"))]
        });
        let title: Line = std::iter::once(bold(speaker)).chain(stances).collect();
        [hanging(head, &title, width), vec![[padded(Line::new(), indent), vec![text]].concat()]].concat()
    };
    told.iter().flat_map(one).collect()
}

/// Sentences shown before and after.
const AROUND: usize = 2;
const LABEL: usize = 13;

struct Explanation<'a> {
    report: &'a Report,
    told: Told<'a>,
    attribution: Option<&'a str>,
    asked: Vec<&'a Judgement>,
    width: usize,
}

impl Explanation<'_> {
    fn lines(&self) -> Vec<Line> {
        let parts = [self.article(), self.text(), self.attributed(), self.judged(), self.judged_now(), self.silent()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(&Line::new())
    }

    fn article(&self) -> Vec<Line> {
        let article = &self.told.scored.article;
        let place: Vec<String> = article.outlet.clone().into_iter().chain(article.date.map(day)).collect();
        let parts =
            article.title.clone().into_iter().chain(Some(place.join(", ")).filter(|place| !place.is_empty())).chain(article.url.clone());
        let about = parts.collect::<Vec<_>>().join(" · ");
        let mut lines = vec![vec![bold(&self.told.id())]];
        lines.extend(Some(about).filter(|about| !about.is_empty()).into_iter().flat_map(|about| wrapped(&[dim(&about)], self.width)));
        lines
    }

    /// The sentence with its marks, all that is said, and what stands around it.
    fn text(&self) -> Vec<Line> {
        let (body, reading) = (&self.told.scored.article.body, &self.told.scored.reading);
        let own = reading.sentences_of(self.told.statement());
        let (first, last) = (own.first().map_or(self.told.sentence, |at| *at), own.last().map_or(self.told.sentence, |at| *at));
        let (from, to) = (
            first.min(self.told.sentence).saturating_sub(AROUND),
            (last.max(self.told.sentence) + AROUND).min(reading.sentences.len() - 1),
        );
        let stance = self.told.judgements().first().map_or(Stance::None, |judgement| judgement.probabilities.verdict());
        let mut line = Line::new();
        for (at, sentence) in reading.sentences.iter().enumerate().take(to + 1).skip(from) {
            if at > from {
                line.push(piece(" ", Ink::Plain));
            }
            line.extend(match at {
                _ if at == self.told.sentence || own.contains(&at) => marked(body, *sentence, &self.told, stance),
                _ => vec![dim(sentence.of(body))],
            });
        }
        wrapped(&line, self.width - 2).into_iter().map(|line| [vec![piece("  ", Ink::Plain)], line].concat()).collect()
    }

    fn attributed(&self) -> Vec<Line> {
        let statement = self.told.statement();
        let body = &self.told.scored.article.body;
        let quoted = |spans: &[Span]| spans.iter().map(|span| in_quotes(&flat(span.of(body)))).collect::<Vec<_>>().join(" … ");
        let by =
            self.attribution.map_or_else(|| "the rules".to_string(), |name| format!("the model {name}, or by rule within what it found"));
        let rows = [
            ("Speaker", self.speaker()),
            (
                "Source",
                Some(quoted(&statement.source)).filter(|text| !text.is_empty()).unwrap_or("no words: it goes on from before".to_string()),
            ),
            ("Cue", quoted(&statement.cue)),
            ("Content", quoted(&statement.content)),
            ("Kind", self.how()),
            ("Time", if statement.time == Time::Past { "said earlier".to_string() } else { String::new() }),
            ("For", self.told.actor(statement.speaks_for).map_or(String::new(), |actor| format!("speaks for {}", actor.name))),
            (
                "Found by",
                if statement.evidence == statement::Evidence::Mention { "the list of names in the article".to_string() } else { by },
            ),
            ("Attribution", format!("{:.2} sure", statement.confidence)),
        ];
        let heading = vec![bold("Why it is attributed so")];
        let rows = rows.into_iter().filter(|(_, text)| !text.is_empty());
        std::iter::once(heading).chain(rows.flat_map(|(label, text)| self.row(label, &[piece(&text, Ink::Plain)]))).collect()
    }

    /// "Ruth Callender, person, mayor; last named before as “Callender”".
    fn speaker(&self) -> String {
        let Some(actor) = self.told.actor(self.told.statement().speaker) else {
            return "unknown: nobody is named, so that it counts for nobody and was not judged".to_string();
        };
        let body = &self.told.scored.article.body;
        let roles = if actor.roles.is_empty() { String::new() } else { format!(", {}", actor.roles.join(", ")) };
        let before = self.told.named_before().map(|span| {
            let sentence = self.told.scored.reading.sentences.partition_point(|sentence| sentence.end <= span.start);
            format!("; last named {} as “{}”", sentences_back(self.told.sentence.saturating_sub(sentence)), span.of(body))
        });
        format!("{}, {}{roles}{}", actor.name, kind(actor.kind), before.unwrap_or_default())
    }

    fn how(&self) -> String {
        let statement = self.told.statement();
        match statement.evidence {
            statement::Evidence::Direct => "quoted, at least in part in the speaker's own words".to_string(),
            statement::Evidence::Paraphrase => "paraphrased: the speaker's words, retold".to_string(),
            statement::Evidence::Act => "an act that takes a side, such as a vote".to_string(),
            statement::Evidence::Told => "told by the reporter".to_string(),
            statement::Evidence::Relayed => {
                let by = self.told.actor(statement.relayed_by).map_or("another", |actor| &actor.name);
                format!("relayed: {by} says so of the speaker")
            }
            statement::Evidence::Mention => {
                let least = self.report.run.options.min_mentioned;
                format!("merely named: counts only where a stance is at least {least} sure")
            }
        }
    }

    fn judged(&self) -> Vec<Line> {
        let judgements = self.told.judgements();
        let heading = vec![bold("How it is judged")];
        if let Some(other) = self.told.judged_as() {
            let said =
                format!("By {}, a statement of the same speaker in this sentence that is more direct: it stands for both.", other.id());
            return std::iter::once(heading).chain(wrapped(&[piece(&said, Ink::Plain)], self.width)).collect();
        }
        if judgements.is_empty() {
            let said = "Not at all: no issue's words stand in or near the sentence, or its speaker is unknown.";
            return std::iter::once(heading).chain(wrapped(&[piece(said, Ink::Plain)], self.width)).collect();
        }
        let one = |judgement: &&Judgement| self.judgement(judgement, self.in_report(judgement));
        std::iter::once(heading).chain(judgements.iter().map(one).collect::<Vec<_>>().join(&Line::new())).collect()
    }

    fn judged_now(&self) -> Vec<Line> {
        if self.asked.is_empty() {
            return Vec::new();
        }
        let heading = vec![bold("Asked now"), dim(", on issues that it was not judged on since their words do not stand near")];
        let one = |judgement: &&Judgement| self.judgement(judgement, String::new());
        std::iter::once(heading).chain(self.asked.iter().map(one).collect::<Vec<_>>().join(&Line::new())).collect()
    }

    /// The issue, the verdict, all probabilities, and what came of it. The issue's text stands with what has a stance.
    fn judgement(&self, judgement: &Judgement, came_to: String) -> Vec<Line> {
        let verdict = judgement.probabilities.verdict();
        let issue = &self.report.issues[judgement.issue];
        let lean = judgement.lean.map_or(String::new(), |lean| format!(", leaning {}", lean.word()));
        let judge = self.report.run.models.get(judgement.judge).map_or("", |model| model.name.as_str());
        let sure = if judgement.unsure { "under" } else { "over" };
        let mut lines = wrapped(
            &[
                bold(&issue.id),
                piece(": ", Ink::Plain),
                piece(verdict.word(), ink("content", verdict)),
                piece(&lean, Ink::Plain),
                dim(&format!(", {sure} the threshold of {judge}")),
            ],
            self.width,
        );
        if verdict != Stance::None {
            let text = [issue.name.as_str(), issue.description.as_str()]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join(". ");
            lines.extend(self.row("Issue", &[piece(&text, Ink::Plain)]));
        }
        lines.extend(self.row("Probability", &probabilities(judgement)));
        let aside = format!("relayed {:.3}, past {:.3}", judgement.relayed, judgement.past);
        lines.extend(self.row("", &[piece(&aside, Ink::Plain)]).into_iter().filter(|_| verdict != Stance::None));
        lines.extend(self.row("In the report", &[piece(&came_to, Ink::Plain)]).into_iter().filter(|_| !came_to.is_empty()));
        lines
    }

    /// What a report made of it.
    fn in_report(&self, judgement: &Judgement) -> String {
        if judgement.probabilities.verdict() == Stance::None {
            return String::new();
        }
        match self.told.in_report(self.report, judgement) {
            Some((card, position, evidence)) => came_to(card, position, evidence),
            None => "not there: an article that prints the same stands for this one".to_string(),
        }
    }

    /// The issues that it was not judged on.
    fn silent(&self) -> Vec<Line> {
        let silent = self.told.not_judged(self.report.issues.len());
        if silent.is_empty() || !self.asked.is_empty() {
            return Vec::new();
        }
        let ids: Vec<&str> = silent.into_iter().map(|issue| self.report.issues[issue].id.as_str()).collect();
        let said = format!("Not judged on, since their words do not stand near: {}. --all asks the models.", ids.join(", "));
        wrapped(&[dim(&said)], self.width)
    }

    fn row(&self, label: &str, text: &[Piece]) -> Vec<Line> {
        hanging(padded(vec![piece("  ", Ink::Plain), dim(label)], LABEL + 3), text, self.width)
    }
}

fn marked(body: &str, sentence: Span, told: &Told, stance: Stance) -> Line {
    pieces_of(body, sentence, told.statement()).into_iter().map(|part| piece(part.text, ink(part.role, stance))).collect()
}

/// "supportive 0.953, cautious 0.021, opposed 0.010, none 0.016", the verdict in bold.
fn probabilities(judgement: &Judgement) -> Line {
    let verdict = judgement.probabilities.verdict();
    let one = |stance: Stance| {
        let after = if stance == Stance::None { "" } else { ", " };
        let text = format!("{} {:.3}{after}", stance.word(), judgement.probabilities.of(stance));
        piece(&text, if stance == verdict { Ink::Bold } else { Ink::Plain })
    };
    Stance::ALL.map(one).to_vec()
}

/// "counts for Ruth Callender (supportive over 2 sayings); its saying is supportive 0.953".
fn came_to(card: &Scorecard, position: &Position, evidence: &Evidence) -> String {
    let name = &card.actor.name;
    let whole = match position.headline {
        Headline::TooFew => "too few sayings for a position".to_string(),
        Headline::Unsure => "unsure sayings only".to_string(),
        headline => format!("{} over {} {}s", headline.word(), position.counts.total(), position.unit.word()),
    };
    let whole = if is_shown(position) { format!(" ({whole})") } else { String::new() };
    match evidence.left_out {
        Some(reason) => format!("not counted for {name}: {}", reason.words()),
        None => {
            let saying = evidence.of_saying.and_then(|at| position.sayings.get(at));
            let pooled = saying.map(|saying| {
                let one = format!("{} {:.3}", saying.verdict().word(), saying.probabilities.confidence());
                if saying.n_statements > 1 {
                    format!("; its saying, pooled from {} statements, is {one}", saying.n_statements)
                } else {
                    format!("; its saying is {one}")
                }
            });
            format!("counts for {name}{whole}{}", pooled.unwrap_or_default())
        }
    }
}

fn sentences_back(n: usize) -> String {
    match n {
        0 => "in this sentence".to_string(),
        1 => "one sentence before".to_string(),
        n => format!("{n} sentences before"),
    }
}

/// In quotation marks, where it has none.
fn in_quotes(text: &str) -> String {
    if text.starts_with(['“', '"', '‘', '«']) { text.to_string() } else { format!("“{text}”") }
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
