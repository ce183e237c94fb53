//! Suggestions as a list of actors that can be read as it is, with every suggestion in a comment.
use super::{Entry, Proposal, Suggestion};
use crate::actor::Kind;
use crate::scorecard::Belonging;
use std::fmt::Write;

const HEAD: &str = "\
# Suggested by rules of thumb, none of them confirmed: what would move most sayings comes first.
# A line that begins with # counts for nothing. Where a suggestion is right take the # before it away, where it is wrong leave or delete it.
# An actor without a confirmed line may be deleted: it changes nothing of note.
# What an actor belongs to counts only with --roll-up, and may have had its days: { name = \"...\", from = 2021-05-01, to = 2024-03-31 }.
";

/// The list: readable as it is, and with any of its suggestions confirmed. Empty without suggestions.
pub fn render(entries: &[Entry]) -> String {
    let (known, new): (Vec<&Entry>, Vec<&Entry>) = entries.iter().partition(|entry| entry.listed);
    let new: String = new.into_iter().map(table).collect();
    let known: String = known.into_iter().map(table).collect();
    let head = if entries.is_empty() { "" } else { HEAD };
    let listed = "\n# These actors are in your list already: move what you confirm into their tables there.\n";
    [head, &new, if known.is_empty() { "" } else { listed }, &known].concat()
}

fn table(entry: &Entry) -> String {
    let kind = entry.kind.and_then(word).map_or(String::new(), |kind| format!("kind = \"{kind}\"\n"));
    let of = |wanted: &dyn Fn(Proposal) -> bool| entry.suggestions.iter().filter(|one| wanted(one.proposal)).collect::<Vec<_>>();
    let names = list("aliases", &of(&|proposal| !matches!(proposal, Proposal::Belonging(_))));
    let belonging = [Belonging::Organisation, Belonging::Party, Belonging::Country]
        .map(|level| list(level.word(), &of(&|proposal| proposal == Proposal::Belonging(level))));
    format!("\n[[actor]]\nname = {}\n{kind}{names}{}", quoted(&entry.name), belonging.concat())
}

fn list(key: &str, suggestions: &[&Suggestion]) -> String {
    if suggestions.is_empty() {
        return String::new();
    }
    let mut lines = format!("{key} = [\n");
    for one in suggestions {
        let Suggestion { name, sureness, why, n_sayings, n_articles, article, .. } = one;
        let metonym = if one.proposal == Proposal::Metonym { "metonym, " } else { "" };
        let (sayings, articles) = (many(*n_sayings, "saying"), articles(*n_articles));
        let comment = plain(&format!("{metonym}{}: {why}; {sayings}; {articles}, such as {article}", sureness.word()));
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "    # {},  # {comment}", quoted(name));
    }
    lines + "]\n"
}

/// A name as TOML writes it, in one line.
fn quoted(name: &str) -> String {
    let escaped = plain(name).replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

/// One line without control characters.
fn plain(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The kinds that a list knows.
fn word(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Person => Some("person"),
        Kind::Organisation => Some("organisation"),
        Kind::Government => Some("government"),
        Kind::Group => Some("group"),
        Kind::Document => Some("document"),
        Kind::Author => Some("author"),
        Kind::Anonymous | Kind::Unknown => None,
    }
}

/// "1 article", "2 articles".
pub(super) fn articles(n: usize) -> String {
    many(n, "article")
}

fn many(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
