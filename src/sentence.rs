//! Sentences: byte spans of a body that a reader would call one sentence.
//!
//! Blank lines always end a sentence. Inside a paragraph a sentence ends at `.`, `!`, `?` or `…` with the quotation marks and brackets
//! that close there, unless an abbreviation, an initial, an ellipsis or a word in lower case says that it goes on.
use crate::span::Span;
use crate::table::Lists;
use std::sync::LazyLock;

static WORDS: LazyLock<Lists> = LazyLock::new(|| Lists::read(include_str!("sentence.tsv")));

/// Bytes after which a sentence without end is cut at the next white space, so that no rule ever meets an endless one.
const LONGEST: usize = 4000;

const CLOSERS: &[char] = &['"', '\'', '”', '’', '»', ')', ']', '}'];

/// The sentences of `body`, in order, without the white space between them. Every byte that is not white space lies in exactly one.
pub fn split(body: &str) -> Vec<Span> {
    paragraphs(body).into_iter().flat_map(|paragraph| blocks(body, paragraph)).flat_map(|block| sentences_of(body, block)).collect()
}

/// The paragraphs of `body`: what stands between blank lines, trimmed.
pub fn paragraphs(body: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut current: Option<Span> = None;
    for line in lines(body, Span::new(0, body.len())) {
        if line.of(body).trim().is_empty() {
            found.extend(current.take());
        } else {
            current = Some(Span::new(current.map_or(line.start, |c| c.start), line.end));
        }
    }
    found.extend(current);
    found.into_iter().map(|paragraph| paragraph.trim(body)).collect()
}

fn lines(body: &str, within: Span) -> Vec<Span> {
    let mut start = within.start;
    let mut found = Vec::new();
    for line in within.of(body).split_inclusive('\n') {
        found.push(Span::new(start, start + line.len()));
        start += line.len();
    }
    found
}

/// A paragraph's lines, unless it is one text whose lines were wrapped.
fn blocks(body: &str, paragraph: Span) -> Vec<Span> {
    let lines: Vec<Span> = lines(body, paragraph).into_iter().map(|line| line.trim(body)).filter(|line| !line.is_empty()).collect();
    if lines.len() < 2 || wrapped(body, &lines) { vec![paragraph] } else { lines }
}

fn wrapped(body: &str, lines: &[Span]) -> bool {
    let goes_on = |line: &Span| line.of(body).starts_with(char::is_lowercase);
    let ends = |line: &Span| line.of(body).trim_end_matches(CLOSERS).ends_with(['.', '!', '?', ':', '…']);
    lines.iter().any(ends) && lines.iter().skip(1).any(goes_on)
}

fn sentences_of(body: &str, block: Span) -> Vec<Span> {
    let text = block.of(body);
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < text.len() {
        let endless = at - start >= LONGEST && text[at..].starts_with(char::is_whitespace);
        let end = if endless { Some(at) } else { boundary(text, start, at) };
        if let Some(end) = end {
            found.push(Span::new(start, end));
            start = end;
        }
        at = (at + char_len(text, at)).max(start);
    }
    found.push(Span::new(start, text.len()));
    found.into_iter().map(|s| Span::new(block.start + s.start, block.start + s.end).trim(body)).filter(|s| !s.is_empty()).collect()
}

fn char_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

/// Where the sentence that began at `start` ends, if its end mark stands at `at`.
fn boundary(text: &str, start: usize, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let mark = rest.chars().next()?;
    if bullet_at(text, start, at) {
        return Some(at);
    }
    if !matches!(mark, '.' | '!' | '?' | '…' | '。' | '．') {
        return None;
    }
    let marks = rest.len() - rest.trim_start_matches(['.', '!', '?', '…', '。', '．']).len();
    let closed = marks + closers(&text[start..at], &rest[marks..]);
    let after = &rest[closed..];
    let next = after.trim_start();
    let gap = after.len() - next.len();
    if list_number(text[start..at].trim_start()) || !text[start..at].contains(char::is_alphanumeric) {
        return None;
    }
    let goes_on = |next: &str| goes_on_after(&text[start..at], &rest[..marks], closed > marks, next);
    if next.is_empty() || (gap == 0 && !glued(&text[start..at], &rest[..marks], after)) || goes_on(next) {
        return None;
    }
    Some(at + closed)
}

/// How many bytes of closing marks follow. A straight quotation mark after a space opens and does not close.
fn closers(before: &str, rest: &str) -> usize {
    let mut length = 0;
    for c in rest.chars() {
        let straight_opens =
            c == '"' && before.matches('"').count().is_multiple_of(2) && rest[length + 1..].starts_with(char::is_alphanumeric);
        if !CLOSERS.contains(&c) || straight_opens {
            break;
        }
        length += c.len_utf8();
    }
    length
}

/// `Hello world.Today`: no white space, but a small letter or digits before and a capital with a small letter behind.
fn glued(before: &str, marks: &str, after: &str) -> bool {
    let word: String = before.chars().rev().take_while(|c| !c.is_whitespace()).collect();
    let mut next = after.chars();
    let capital = next.next().is_some_and(char::is_uppercase) && next.next().is_some_and(|c| c.is_lowercase() || c.is_whitespace());
    let plain = word.chars().all(|c| c.is_alphanumeric() || ",'’-\"“”".contains(c))
        && word.chars().next().is_some_and(|c| c.is_lowercase() || c.is_ascii_digit());
    let web = after.chars().take_while(|c| !c.is_whitespace()).any(|c| c == '/' || c == '@' || c == '_');
    marks.chars().count() == 1 && capital && plain && word.chars().count() > 1 && !web
}

fn goes_on_after(before: &str, marks: &str, closed: bool, next: &str) -> bool {
    let opener = next.trim_start_matches(['"', '“', '‘', '\'', '(', '[', '«', '•', '-', '–', '—', '$']);
    let Some(first) = opener.chars().next() else { return false };
    let word: String = opener.chars().take_while(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    if first.is_lowercase() && !next.starts_with('•') {
        return true;
    }
    if marks.starts_with("..") || marks.starts_with('…') {
        return first.is_lowercase()
            || first == '.'
            || (before.ends_with(". ") || before.ends_with(' ')) && !marks.ends_with("....") && first == ',';
    }
    if next.starts_with([',', ';', ':', ')', '.', '—', '–']) || (marks.starts_with(['!', '?']) && !closed && next.starts_with('-')) {
        return !(next.starts_with(". . .") && opener.starts_with(". . . ") && closed_ellipsis(before));
    }
    if before.ends_with(". .") || (before.ends_with(' ') && marks == ".") {
        return next.starts_with('.');
    }
    marks == "." && !closed && abbreviation_goes_on(before, first, &word)
}

fn closed_ellipsis(before: &str) -> bool {
    before.ends_with(char::is_alphabetic)
}

fn abbreviation_goes_on(before: &str, first: char, next_word: &str) -> bool {
    let last = before.rsplit(|c: char| c.is_whitespace() || "(\"“‘[—–-".contains(c)).next().unwrap_or("");
    let lower = last.to_lowercase();
    let whole = before.trim_start();
    if lower.is_empty() {
        return false;
    }
    let at_a_time = whole.split_whitespace().count() == 3 && whole.starts_with("At ");
    let starts = WORDS.has("starter", next_word);
    if WORDS.has("before_a_name", &lower) {
        return true;
    }
    if initial(last) {
        return !starts || next_word == "i" && first != 'I';
    }
    if at_a_time && dotted(&lower) {
        return true;
    }
    if dotted(&lower) || WORDS.has("anywhere", &lower) {
        let next_title = lower.ends_with(".m") && ["mr", "mrs", "ms", "dr"].contains(&next_word);
        let new = starts || next_title || clearly_new(&lower, next_word, first);
        return !new;
    }
    false
}

/// After times and company forms a capital word mostly begins a sentence; after countries and months it mostly does not.
fn clearly_new(lower: &str, next_word: &str, first: char) -> bool {
    (lower == "a.m" || lower == "p.m" || lower == "etc")
        && first.is_uppercase()
        && !["eastern", "est", "edt", "et", "local", "pt", "pst", "gmt"].contains(&next_word)
}

fn initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

/// `u.s`, `p.m`, `e.u`: letters with dots between them.
fn dotted(lower: &str) -> bool {
    lower.contains('.') && lower.split('.').all(|part| part.chars().count() <= 2 && part.chars().all(char::is_alphabetic))
}

/// `1`, `a`, `• 9` at the very start: an item's number.
fn list_number(whole: &str) -> bool {
    let number = whole.trim_start_matches(['•', '⁃', '-', ' ']);
    !number.is_empty()
        && (number.len() <= 2 && number.chars().all(|c| c.is_ascii_digit())
            || number.len() == 1 && number.chars().all(|c| c.is_ascii_lowercase()))
}

/// Whether a list item begins at `at`, inside a running line.
fn bullet_at(text: &str, start: usize, at: usize) -> bool {
    if at == start || !text[..at].ends_with(' ') || text[start..at].trim().is_empty() {
        return false;
    }
    let rest = &text[at..];
    let number = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let letter = rest.starts_with(|c: char| c.is_ascii_lowercase()) as usize;
    let first = text[start..at].trim_start();
    let listed = first.starts_with(['•', '⁃'])
        || first.starts_with(|c: char| c.is_ascii_alphanumeric()) && matches!(first.as_bytes().get(1), Some(b'.' | b')'));
    let numbered =
        |n: usize| n > 0 && n <= 2 && (rest[n..].starts_with(") ") || rest[n..].starts_with(". ") || rest[n..].starts_with(".) "));
    let item = rest.starts_with('•') || rest.starts_with('⁃') || numbered(number) || numbered(letter);
    item && listed && !text[..at].trim_end().ends_with(['•', '⁃'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(body: &str) -> Vec<&str> {
        split(body).into_iter().map(|span| span.of(body)).collect()
    }

    #[test]
    fn titles_initials_and_countries_do_not_end_a_sentence() {
        let body = "Sen. Ada B. Hale met U.S. officials on Jan. 5. She left at 6 p.m. Nobody knew why.";
        assert_eq!(texts(body), ["Sen. Ada B. Hale met U.S. officials on Jan. 5.", "She left at 6 p.m.", "Nobody knew why."]);
    }

    #[test]
    fn a_country_can_end_a_sentence() {
        assert_eq!(texts("He left the U.S. The talks went on."), ["He left the U.S.", "The talks went on."]);
    }

    #[test]
    fn a_blank_line_always_ends_a_sentence() {
        assert_eq!(
            texts("Bridge plan stalls\n\nThe mayor, she said,\n\nwill wait"),
            ["Bridge plan stalls", "The mayor, she said,", "will wait"]
        );
    }

    #[test]
    fn wrapped_lines_are_one_sentence_and_headings_are_not() {
        assert_eq!(texts("The council met late\nin the evening. It voted."), ["The council met late\nin the evening.", "It voted."]);
        assert_eq!(texts("Bridge plan stalls\nThe council voted."), ["Bridge plan stalls", "The council voted."]);
    }

    #[test]
    fn closing_marks_belong_to_the_sentence_and_words_behind_go_on() {
        assert_eq!(texts("“We are done.” Hale left. “Really?” he asked."), ["“We are done.”", "Hale left.", "“Really?” he asked."]);
    }

    #[test]
    fn numbers_addresses_and_ellipses_go_on() {
        assert_eq!(
            texts("It cost $3.50 at shop.example.org. He said ... nothing. Well... maybe."),
            ["It cost $3.50 at shop.example.org.", "He said ... nothing.", "Well... maybe."]
        );
    }

    #[test]
    fn list_items_are_sentences() {
        assert_eq!(texts("1. Build it 2. Pay for it"), ["1. Build it", "2. Pay for it"]);
    }

    #[test]
    fn nothing_and_marks_alone_are_no_trouble() {
        assert!(texts("").is_empty());
        assert!(texts(" \n\n\t ").is_empty());
        assert_eq!(texts("...").concat(), "...");
    }
}
