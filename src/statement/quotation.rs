//! Quotations: the stretches of a body that stand in quotation marks.
use crate::sentence;
use crate::span::Span;

/// The quotations of `body` in order, marks included, none inside another. A quotation that is not closed in its paragraph runs to
/// the paragraph's end, as newspapers write speech of several paragraphs.
pub fn find(body: &str) -> Vec<Span> {
    sentence::paragraphs(body).into_iter().flat_map(|paragraph| in_paragraph(body, paragraph)).collect()
}

fn in_paragraph(body: &str, paragraph: Span) -> Vec<Span> {
    let text = paragraph.of(body);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((open, close)) = next_opening(text, at) {
        let inside = open + text[open..].chars().next().map_or(1, char::len_utf8);
        let end = closing(text, inside, close);
        match end {
            Some(end) => {
                found.push(Span::new(paragraph.start + open, paragraph.start + end));
                at = end;
            }
            None if close == '”' || close == '"' && open == 0 => {
                found.push(Span::new(paragraph.start + open, paragraph.end));
                break;
            }
            None => at = inside,
        }
    }
    found
}

/// The next opening mark at or after `from`, with the mark that closes it.
fn next_opening(text: &str, from: usize) -> Option<(usize, char)> {
    let starts = |at: usize| text[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || "([—–-:“\"".contains(c));
    let inside = |at: usize| text[at..].chars().nth(1).is_some_and(|c| !c.is_whitespace());
    text[from..].char_indices().map(|(at, c)| (from + at, c)).find_map(|(at, c)| match c {
        '“' => Some((at, '”')),
        '«' => Some((at, '»')),
        '"' => Some((at, '"')),
        '‘' if starts(at) && inside(at) => Some((at, '’')),
        '\'' if text[at..].starts_with("''") && starts(at) => Some((at, '″')),
        '\'' if starts(at) && inside(at) => Some((at, '\'')),
        '`' if text[at..].starts_with("``") => Some((at, '\'')),
        _ => None,
    })
}

/// Where the quotation ends, closing mark included.
fn closing(text: &str, inside: usize, close: char) -> Option<usize> {
    text[inside..].char_indices().map(|(at, c)| (inside + at, c)).find_map(|(at, c)| {
        let end = at + c.len_utf8();
        let apart = text[end..].chars().next().is_none_or(|n| !n.is_alphanumeric());
        let after_mark = text[..at].ends_with(['.', ',', '!', '?']);
        if close == '″' {
            return (at > inside + 1 && text[at..].starts_with("''")).then_some(at + 2);
        }
        let closes = match close {
            '”' => c == '”' || c == '"' && apart,
            '\'' | '’' => c == close && apart && (after_mark || close == '’' && !text[..at].ends_with('s')),
            _ => c == close,
        };
        closes.then_some(end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(body: &str) -> Vec<&str> {
        find(body).into_iter().map(|span| span.of(body)).collect()
    }

    #[test]
    fn curly_straight_and_single_marks() {
        assert_eq!(texts("“One,” she said, \"two.\""), ["“One,”", "\"two.\""]);
        assert_eq!(texts("‘One,’ he said. The workers' hall was 'safe,' he said."), ["‘One,’", "'safe,'"]);
        assert_eq!(texts("Hale's and Moss' bridge isn't built."), Vec::<&str>::new());
    }

    #[test]
    fn an_open_quotation_ends_with_its_paragraph() {
        assert_eq!(texts("“One.\n\n“Two,” he said."), ["“One.", "“Two,”"]);
    }
}
