//! Names: the words of a sentence that name a person, an organisation, a government or a group, before they are resolved.
use crate::actor::capitals::{capitals, organisation_ahead, thing};
use crate::actor::group::collective;
use crate::actor::table::{self, Pointer};
use crate::span::Span;
use crate::statement::phrase;
use crate::token::Token;
use std::ops::Range;

/// What a name looks like by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// A person: a title or a forename says so.
    Person,
    /// An organisation: a head word, a known name or capital letters say so.
    Organisation,
    /// A body of a state: "the White House", "the Obama administration".
    Body,
    /// A place of the table, by name.
    Country(usize),
    /// A seat of government.
    Seat(usize),
    /// A group without organisation.
    Group,
    /// Two or more capital words of unknown kind.
    Words,
    /// One capital word of unknown kind.
    Word,
}

/// A name in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Tokens of the whole mention, titles included.
    pub tokens: Range<usize>,
    /// Tokens of the name without titles.
    pub core: Range<usize>,
    /// What it looks like.
    pub look: Look,
}

impl Name {
    /// The mention's byte span.
    pub fn span(&self, tokens: &[Token]) -> Span {
        Span::new(tokens[self.tokens.start].span.start, tokens[self.tokens.end - 1].span.end)
    }

    /// The title's words in lower case, "" without one.
    pub fn title(&self, tokens: &[Token]) -> String {
        let words: Vec<&str> = tokens[self.tokens.start..self.core.start].iter().map(|t| t.lower.as_str()).collect();
        words.join(" ")
    }
}

/// The names of a sentence in order; none overlaps another.
pub fn find(body: &str, tokens: &[Token]) -> Vec<Name> {
    let dateline = dateline_end(tokens);
    let mut names = Vec::new();
    let mut at = dateline;
    while at < tokens.len() {
        match name_at(body, tokens, at) {
            Some(name) => {
                at = name.tokens.end.max(at + 1);
                names.push(name);
            }
            None => at += place_length(body, tokens, at),
        }
    }
    names
}

/// How many tokens a place of several words has that is nobody ("New York"), else one.
fn place_length(body: &str, tokens: &[Token], at: usize) -> usize {
    (2..=3).rev().find(|n| at + n <= tokens.len() && table::listed("place", &text(body, tokens, at..at + n))).unwrap_or(1)
}

/// Where the text begins behind a dateline: "WASHINGTON (AP) —", "KYIV, Ukraine —".
fn dateline_end(tokens: &[Token]) -> usize {
    let shouted = tokens.first().is_some_and(|t| t.word && t.lower.len() > 2 && t.capital);
    let dash = (1..tokens.len().min(12)).find(|i| tokens[*i].any(&["—", "–", "--", "-"]));
    match dash {
        Some(end)
            if shouted
                && tokens[..end]
                    .iter()
                    .all(|t| !t.word || t.capital || phrase::time_word(t) || t.lower.chars().all(|c| c.is_ascii_digit())) =>
        {
            end + 1
        }
        _ => 0,
    }
}

fn name_at(body: &str, tokens: &[Token], at: usize) -> Option<Name> {
    if !tokens[at].word {
        return None;
    }
    titled(body, tokens, at)
        .or_else(|| administration(tokens, at))
        .or_else(|| listed(body, tokens, at))
        .or_else(|| collective(body, tokens, at))
        .or_else(|| capitals(body, tokens, at))
}

/// The text of some tokens, white space made single and apostrophes plain.
pub fn text(body: &str, tokens: &[Token], range: Range<usize>) -> String {
    match (tokens.get(range.start), range.end.checked_sub(1).and_then(|i| tokens.get(i))) {
        (Some(first), Some(last)) if range.start < range.end => {
            let raw = Span::new(first.span.start, last.span.end).of(body);
            raw.split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'")
        }
        _ => String::new(),
    }
}

/// A title with a name behind it: "Russian President Vladimir Putin", "former Sen. Smith".
fn titled(body: &str, tokens: &[Token], at: usize) -> Option<Name> {
    let mut end = at;
    let mut title = false;
    while end < tokens.len() && end - at < 9 {
        if let Some(length) = title_length(tokens, end) {
            end += length;
            title = true;
        } else if before_title(body, tokens, end)
            && (title_length(tokens, end + 1).is_some() || before_title(body, tokens, end + 1) && end + 2 < tokens.len())
        {
            end += 1;
        } else if title
            && tokens[end].any(&["and", "of", "for", "-", "/"])
            && tokens.get(end + 1).is_some_and(|t| t.capital)
            && title_length(tokens, end + 2).is_some()
        {
            end += 2;
        } else {
            break;
        }
    }
    let mut core = person_words(body, tokens, end);
    if core.is_empty()
        && end >= at + 2
        && tokens[end - 1].capital
        && tokens[end - 2].any(&["mr", "mrs", "ms", "sen", "rep", "gov", "dr", "president", "senator"])
    {
        end -= 1;
        core = end..end + 1;
    }
    while let Some(inner) = (core.start..core.end.saturating_sub(1))
        .find(|i| title && title_length(tokens, *i).is_some() && table::forename(tokens[*i].span.of(body)).is_none())
    {
        end = inner + title_length(tokens, inner).unwrap_or(1);
        core = person_words(body, tokens, end);
    }
    if !title
        || core.is_empty()
        || table::pointers(&text(body, tokens, core.clone())).iter().any(|(p, _)| !matches!(p, Pointer::Seat | Pointer::DoubtfulSeat))
    {
        return None;
    }
    let lower_bare = !tokens[end - 1].capital && !table::listed("title", &tokens[end - 1].lower);
    let organisation =
        core.clone().any(|i| table::listed("organisation", text(body, tokens, i..i + 1).as_str()) && (i > core.start || core.len() == 1))
            || core.clone().next_back().is_some_and(|i| thing(tokens[i].span.of(body)))
            || tokens.get(core.start).is_some_and(|t| t.any(&["national", "american", "international", "united"]));
    let known =
        table::listed("known", &text(body, tokens, core.clone())) || core.len() == 1 && table::listed("group", &tokens[core.start].lower);
    (!lower_bare && !organisation && !known).then_some(Name { tokens: at..core.end, core, look: Look::Person })
}

/// How many tokens the longest title at `at` has.
pub fn title_length(tokens: &[Token], at: usize) -> Option<usize> {
    let words = tokens.get(at..tokens.len().min(at + 4))?;
    (1..=words.len()).rev().find(|n| {
        let phrase: Vec<&str> = words[..*n].iter().map(|t| t.lower.as_str()).collect();
        table::listed("title", &phrase.join(" "))
    })
}

fn before_title(body: &str, tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| {
        table::listed("before_title", &t.lower)
            || (t.capital
                && (table::place(t.span.of(body), Pointer::Adjective).is_some()
                    || (table::listed("place", t.span.of(body)) || table::listed("state", t.span.of(body)))))
    })
}

/// Capital words that can be a person's name from `at` on.
pub fn person_words(body: &str, tokens: &[Token], at: usize) -> Range<usize> {
    let mut end = at;
    while end < tokens.len() && end - at < 5 {
        let token = &tokens[end];
        let particle = end > at
            && token.any(&["de", "del", "van", "von", "der", "den", "bin", "al", "el", "da", "dos", "la", "ibn", "ben", "al-"])
            && tokens.get(end + 1).is_some_and(|t| t.capital);
        let forename = end > at
            && table::forename(tokens[end - 1].span.of(body)).is_some()
            && !phrase::determiner(token)
            && !phrase::barrier(token)
            && !phrase::link(token);
        let may = token.is("may") || forename;
        let word = token.capital && token.word && (!never(token) || may) && !phrase::time_word(token);
        let arabic = end > at && (token.lower.starts_with("al-") || token.lower.starts_with("el-"));
        let again = end > at && (token.lower == tokens[at].lower || repeats(body, token, &tokens[at]));
        let glued = end == at + 1 && (end + 1..tokens.len().min(end + 4)).any(|i| repeats(body, &tokens[i], &tokens[at]));
        if !(word || particle || arabic) || again || glued || end > at && token.quoted != tokens[at].quoted {
            break;
        }
        end += 1;
    }
    at..end
}

/// "TrumpGOP": a name run together with the next heading.
fn repeats(body: &str, token: &Token, first: &Token) -> bool {
    let rest = token.lower.strip_prefix(&first.lower).map_or(0, str::len);
    rest > 0 && token.span.of(body).chars().rev().take(rest).last().is_some_and(char::is_uppercase)
}

/// Whether a capital word begins no name.
pub fn never(token: &Token) -> bool {
    table::listed("never", &token.lower) && !(token.lower.len() == 1 && token.span.len() == 2)
}

/// "the Russian government", "the Trump administration", "the Clinton campaign".
fn administration(tokens: &[Token], at: usize) -> Option<Name> {
    let owner = &tokens[at];
    if !owner.capital || never(owner) {
        return None;
    }
    let end = (at + 1..tokens.len().min(at + 3))
        .find(|i| tokens[*i].any(&["administration", "campaign", "regime", "team"]) && !tokens[*i].is("team"))?;
    let between = (at + 1..end).all(|i| tokens[i].capital && !never(&tokens[i]) || tokens[i].is("'s"));
    let look = if tokens[end].is("campaign") { Look::Organisation } else { Look::Body };
    between.then_some(Name { tokens: at..end + 1, core: at..end + 1, look })
}

/// The longest name of a table at `at`.
fn listed(body: &str, tokens: &[Token], at: usize) -> Option<Name> {
    let article = usize::from(tokens[at].is("the") && tokens.get(at + 1).is_some_and(|t| t.capital));
    if !tokens[at + article].capital && !tokens[at].lower.starts_with("al-") {
        return None;
    }
    let longest = tokens.len().min(at + 6);
    (at + article + 1..=longest).rev().find_map(|end| {
        let form = text(body, tokens, at + article..end);
        let goes_on = tokens.get(end).is_some_and(|t| {
            t.capital && t.word && table::forename(t.span.of(body)).is_none() && (!never(t) || organisation_ahead(body, tokens, end))
        }) && !form.contains(' ');
        let look = look_of_listed(&form, goes_on)?;
        let core = at + article..end;
        let ruled = ruled_by(body, tokens, &core);
        ruled.or(Some(Name { tokens: core.clone(), core, look }))
    })
}

fn look_of_listed(form: &str, goes_on: bool) -> Option<Look> {
    if let Some(place) = table::place(form, Pointer::Name).filter(|_| !goes_on) {
        return Some(Look::Country(place));
    }
    if let Some(place) =
        table::place(form, Pointer::Seat).or_else(|| table::place(&format!("the {form}"), Pointer::Seat)).filter(|_| !goes_on)
    {
        return Some(Look::Seat(place));
    }
    if table::place(form, Pointer::People).is_some() && !goes_on {
        return Some(Look::Group);
    }
    if table::listed("known", form) && (!goes_on || form.contains(' ')) {
        let body = table::listed("government", &form.to_lowercase());
        return Some(if body { Look::Body } else { Look::Organisation });
    }
    None
}

/// "U.S. government": a country's name that is an adjective here.
fn ruled_by(body: &str, tokens: &[Token], core: &Range<usize>) -> Option<Name> {
    let next = tokens.get(core.end)?;
    let place = table::place(&text(body, tokens, core.clone()), Pointer::Adjective)
        .or_else(|| table::place(&text(body, tokens, core.clone()), Pointer::Name))?;
    if next.any(&["military", "army", "navy"]) && !next.capital {
        return Some(Name { tokens: core.start..core.end + 1, core: core.start..core.end + 1, look: Look::Body });
    }
    let rules = table::listed("ruling", &next.lower) && !next.capital;
    rules.then(|| Name { tokens: core.start..core.end + 1, core: core.clone(), look: Look::Country(place) })
}
