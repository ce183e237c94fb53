//! What was read, and what was left out.
use super::fill::filled;
use super::ink::{Ink, Line, dim, piece};
use crate::report::Report;
use crate::report::plain::plain;
use crate::report::wording::{self, count, period};
use crate::round::percent;

/// The issues without a position, and the facts of the run.
pub fn lines(report: &Report, width: usize) -> Vec<Line> {
    let silent = wording::silence(report.issues_by_use().1.into_iter().map(|issue| report.issues[issue].id.as_str()));
    let silent = filled(silent.split(' ').map(plain), " ", width).into_iter().filter(|line| !line.is_empty());
    let facts = filled(facts(report).into_iter(), " · ", width);
    silent.map(|line| vec![dim(&line)]).chain(facts.into_iter().map(|line| vec![piece(&line, Ink::Plain)])).collect()
}

fn facts(report: &Report) -> Vec<String> {
    let corpus = &report.run.corpus;
    let mut facts = vec![count(corpus.n_articles, "article")];
    facts.extend((corpus.n_outlets > 0).then(|| count(corpus.n_outlets, "outlet")));
    facts.extend(Some(period(report)).filter(|period| !period.is_empty()));
    facts.extend((corpus.n_copies > 0).then(|| wording::copies(corpus.n_copies)));
    facts.extend((corpus.n_opinion > 0).then(|| count(corpus.n_opinion, "opinion piece")));
    facts.extend((corpus.n_undated > 0 && corpus.from.is_some()).then(|| format!("{} without a date", corpus.n_undated)));
    facts.extend([count(corpus.n_statements, "statement"), format!("{} by unknown speakers", percent(corpus.unknown_share()))]);
    facts.push(format!("left out: {}", wording::left_out(report)));
    let skipped = || plain(&format!("skipped: {}", wording::reasons(&report.run)));
    facts.extend((!report.run.skipped.is_empty()).then(skipped));
    facts
}
