//! Versions: what tells whether something is still as it was.
use super::column::word;
use crate::actor::Actor;
use crate::article::Article;
use crate::encoder::judge::ModelIdentity;
use crate::hash::Sum;
use crate::issue::Issue;
use crate::reading::Reading;
use crate::span::Span;
use crate::statement::Statement;

/// SHA-256 over an article and its reading, mentions left out: everything that its rows hold.
pub fn of_article(article: &Article, reading: &Reading) -> String {
    let mut sum = Sum::of("standpoint article 2");
    fields(&mut sum, article);
    spans(&mut sum, &reading.sentences);
    sum.list(&reading.actors, actor);
    sum.list(&reading.statements, statement);
    sum.hex()
}

/// SHA-256 over an article, the model that reads it and this program's version: what is the same in all three is read the same.
pub fn of_source(article: &Article, attribution: Option<&ModelIdentity>) -> String {
    let mut sum = Sum::of("standpoint source 1");
    sum.add(env!("CARGO_PKG_VERSION"));
    sum.maybe(attribution.map(|model| model.sha256.as_str()));
    fields(&mut sum, article);
    sum.hex()
}

fn fields(sum: &mut Sum, article: &Article) {
    let Article { id, title, date, outlet, url, author, language, genre, body } = article;
    sum.add(id);
    [title, outlet, url, author, language].iter().for_each(|part| sum.maybe(part.as_deref()));
    sum.maybe(date.map(|date| date.to_string()).as_deref());
    sum.add(word(genre));
    sum.add(body);
}

fn spans(sum: &mut Sum, spans: &[Span]) {
    sum.list(spans, |sum, span| [span.start, span.end].iter().for_each(|end| sum.number(*end)));
}

fn actor(sum: &mut Sum, Actor { name, aliases, kind, roles }: &Actor) {
    sum.add(name);
    sum.add(word(kind));
    [aliases, roles].iter().for_each(|texts| sum.list(texts, |sum, text| sum.add(text)));
}

fn statement(sum: &mut Sum, statement: &Statement) {
    let Statement { source, cue, content, speaker, speaks_for, evidence, relayed_by, time, confidence } = statement;
    [source, cue, content].iter().for_each(|part| spans(sum, part));
    [speaker, speaks_for, relayed_by].iter().for_each(|actor| sum.list(actor.as_slice(), |sum, actor| sum.number(*actor)));
    sum.add(word(evidence));
    sum.add(word(time));
    sum.add(confidence.to_bits().to_le_bytes());
}

/// SHA-256 over an issue with its keywords, and over this program's version, whose gate chose what to ask.
pub fn of_issue(issue: &Issue) -> String {
    let Issue { id, name, description, keywords, examples: _ } = issue;
    let mut sum = Sum::of("standpoint issue 1");
    [env!("CARGO_PKG_VERSION"), id, name, description].iter().for_each(|part| sum.add(part));
    sum.list(keywords, |sum, keyword| sum.add(keyword));
    sum.hex()
}
