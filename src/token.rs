//! Tokens: words and marks of a sentence, the alphabet in which the rules for attribution and names are written.
use crate::span::Span;

/// A word, number or mark of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where, in the body.
    pub span: Span,
    /// The text in lower case, with plain apostrophes and without the dot of an abbreviation.
    pub lower: String,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// Whether it holds a letter or digit.
    pub word: bool,
    /// Whether it lies inside quotation marks (the marks included).
    pub quoted: bool,
}

impl Token {
    /// Whether the token is exactly this word or mark.
    pub fn is(&self, lower: &str) -> bool {
        self.lower == lower
    }

    /// Whether the token is one of these words or marks.
    pub fn any(&self, lowers: &[&str]) -> bool {
        lowers.contains(&self.lower.as_str())
    }
}

/// The tokens of one sentence. `quotes` are the body's quotations in order.
///
/// `'s` and `n't` stand by themselves; a dot belongs to the word where it is inside ("U.S.", "J.") or where a word goes on behind
/// it ("Sen. Smith").
pub fn tokenise(body: &str, sentence: Span, quotes: &[Span]) -> Vec<Token> {
    let text = sentence.of(body);
    let mut tokens = Vec::new();
    let mut quote = quotes.partition_point(|q| q.end <= sentence.start);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let length = if c.is_whitespace() { c.len_utf8() } else { token_length(&text[at..]) };
        if !c.is_whitespace() {
            let span = Span::new(sentence.start + at, sentence.start + at + length);
            while quotes.get(quote).is_some_and(|q| q.end <= span.start) {
                quote += 1;
            }
            tokens.push(token(body, span, quotes.get(quote).is_some_and(|q| q.overlaps(span))));
        }
        at += length;
    }
    tokens
}

fn token(body: &str, span: Span, quoted: bool) -> Token {
    let text = span.of(body);
    let lower = text.to_lowercase().replace(['’', '‘'], "'");
    let lower = match lower.strip_suffix('.') {
        Some(stem) if !stem.is_empty() => stem.to_string(),
        _ => lower,
    };
    Token {
        span,
        lower,
        capital: text.starts_with(|c: char| c.is_uppercase() || c == '@'),
        word: text.contains(char::is_alphanumeric),
        quoted,
    }
}

fn token_length(rest: &str) -> usize {
    if let Some(length) = clitic(rest) {
        return length;
    }
    let Some(first) = rest.chars().next() else { return 0 };
    if !first.is_alphanumeric() && !"$€£@#".contains(first) {
        let same = rest.len() - rest.trim_start_matches(first).len();
        return if matches!(first, '.' | '-') { same } else { first.len_utf8() };
    }
    word_length(rest)
}

/// `'s`, `'re`, `n't` after the word they hang on.
fn clitic(rest: &str) -> Option<usize> {
    let mut chars = rest.chars();
    let apostrophe = chars.next().filter(|c| matches!(c, '\'' | '’'))?;
    let letters: String = chars.take_while(|c| c.is_alphabetic()).collect();
    matches!(letters.to_lowercase().as_str(), "s" | "re" | "ve" | "ll" | "d" | "m").then_some(apostrophe.len_utf8() + letters.len())
}

fn word_length(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let inner = next.is_some_and(char::is_alphanumeric);
        let goes_on = match c {
            _ if c.is_alphanumeric() || "$€£@#_".contains(c) => true,
            '-' | '‑' | '/' | '&' => inner,
            ',' | ':' => inner && next.is_some_and(|n| n.is_ascii_digit()) && rest[..at].ends_with(|p: char| p.is_ascii_digit()),
            '.' => inner || abbreviation(&rest[..at], &rest[at + 1..]),
            '\'' | '’' => {
                inner && clitic(&rest[at..]).is_none() && !rest[..at].ends_with(['n', 'N']) || negation(&rest[..at], &rest[at..])
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        end = at + c.len_utf8();
    }
    end.max(rest.chars().next().map_or(0, char::len_utf8))
}

fn negation(before: &str, rest: &str) -> bool {
    before.ends_with(['n', 'N']) && rest.chars().nth(1).is_some_and(char::is_alphabetic) && clitic(rest).is_none()
}

/// Whether the dot after `word` belongs to it: dotted letters, an initial, or a short capitalised word that goes on ("Sen. Smith").
fn abbreviation(word: &str, after: &str) -> bool {
    let goes_on = after.trim_start_matches(' ').starts_with(|c: char| c.is_alphanumeric() || "'’,;:)".contains(c))
        || after.starts_with([',', '\'', '’']);
    let letters = word.chars().count();
    let capital = word.starts_with(char::is_uppercase);
    let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 3 && part.chars().all(char::is_alphabetic));
    dotted || (capital && goes_on && letters <= 5) || (letters == 1 && capital)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_clitics_and_abbreviations() {
        let body = "Sen. Hale’s plan didn't cost the U.S. $3.50.";
        let tokens = tokenise(body, Span::new(0, body.len()), &[]);
        let words: Vec<&str> = tokens.iter().map(|t| t.span.of(body)).collect();
        assert_eq!(words, ["Sen.", "Hale", "’s", "plan", "didn't", "cost", "the", "U.S.", "$3.50", "."]);
        assert_eq!(tokens[0].lower, "sen");
        assert_eq!(tokens[7].lower, "u.s");
    }
}
