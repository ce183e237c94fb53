//! How deep the elements of a page lie in one another, told by its tags before it is parsed.
use super::text::Complaint;

/// Depth of elements that no page of a newspaper comes near, and over which the time to read one grows out of hand.
const DEEPEST: usize = 500;

/// Elements that never hold another, or end by themselves.
const FLAT: &[&str] = &[
    "a", "area", "base", "basefont", "bgsound", "body", "br", "caption", "col", "colgroup", "dd", "dt", "embed", "form", "frame", "head",
    "hr", "html", "img", "input", "keygen", "li", "link", "meta", "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead",
    "tr", "track", "wbr",
];

/// Elements in which a `<` begins no tag but their own end.
const RAW: &[&str] = &["script", "style", "textarea", "title"];

/// Elements in which `/>` ends an element; elsewhere in a page it is nothing, and `<div/>` stays open.
const DRAWINGS: &[&str] = &["svg", "math"];

/// Fails where more elements than [`DEEPEST`] are open at once.
pub(super) fn check_depth(html: &str) -> Result<(), Complaint> {
    let (mut depth, mut drawings, mut rest) = (0_usize, 0_usize, html);
    while let Some((tag, after)) = next_tag(rest) {
        rest = after;
        if tag.closes {
            drawings = drawings.saturating_sub(usize::from(tag.is_in(DRAWINGS)));
            depth = depth.saturating_sub(usize::from(!tag.is_in(FLAT)));
        } else if drawings == 0 && tag.is_in(RAW) {
            rest = skip_raw(after, tag.name);
        } else if !tag.is_in(FLAT) && !(tag.is_alone && (drawings > 0 || tag.is_in(DRAWINGS))) {
            drawings += usize::from(tag.is_in(DRAWINGS));
            depth += 1;
        }
        if depth > DEEPEST {
            return Err((format!("elements in one another more than {DEEPEST} deep"), "save the article's text as .txt".into()));
        }
    }
    Ok(())
}

struct Tag<'p> {
    name: &'p str,
    /// `</name>`.
    closes: bool,
    /// `<name/>`.
    is_alone: bool,
}

impl Tag<'_> {
    fn is_in(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.name.eq_ignore_ascii_case(name))
    }
}

/// The next tag outside of comments, and what follows it.
fn next_tag(mut page: &str) -> Option<(Tag<'_>, &str)> {
    loop {
        page = &page[page.find('<')? + 1..];
        if let Some(comment) = page.strip_prefix("!--") {
            page = skip_comment(comment);
            continue;
        }
        let (tag, closes) = page.strip_prefix('/').map_or((page, false), |tag| (tag, true));
        if tag.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            let (name, attributes) = tag.split_at(tag.find(|letter: char| letter.is_ascii_whitespace() || "/>".contains(letter))?);
            let (end, is_alone) = end_of_tag(attributes)?;
            return Some((Tag { name, closes, is_alone }, &attributes[end + 1..]));
        }
    }
}

/// What follows a comment; also `<!-->` and `<!--->` are whole ones.
fn skip_comment(comment: &str) -> &str {
    let ends = |at: &usize| matches!(&comment[..*at], "" | "-") || comment[..*at].ends_with("--") || comment[..*at].ends_with("--!");
    comment.match_indices('>').map(|(at, _)| at).find(ends).map_or("", |at| &comment[at + 1..])
}

/// What follows the text of a raw element, from its end tag on.
fn skip_raw<'p>(text: &'p str, name: &str) -> &'p str {
    let ends = |at: &usize| text.as_bytes()[at + 2..].get(..name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()));
    let after = text.match_indices("</").map(|(at, _)| at).find(ends).map(|at| &text[at + 2 + name.len()..]);
    after.unwrap_or_default()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Where an attribute may begin.
    Before,
    /// After a slash there.
    Slash,
    Name,
    AfterName,
    Equals,
    /// A value without quotation marks.
    Plain,
    /// A value between these marks.
    Quoted(u8),
}

/// Where the `>` of a tag stands, and whether a slash is before it; a `>` in an attribute's value is none.
fn end_of_tag(attributes: &str) -> Option<(usize, bool)> {
    use Part::*;
    let mut part = Before;
    for (at, byte) in attributes.bytes().enumerate() {
        part = match (part, byte) {
            (Quoted(mark), _) => {
                if byte == mark {
                    Before
                } else {
                    part
                }
            }
            (_, b'>') => return Some((at, part == Slash)),
            (Equals, b'"' | b'\'') => Quoted(byte),
            (Equals, _) if byte.is_ascii_whitespace() => Equals,
            (Plain, _) if byte.is_ascii_whitespace() => Before,
            (Equals | Plain, _) => Plain,
            (Name | AfterName, b'=') => Equals,
            (_, b'/') => Slash,
            (Name | AfterName, _) if byte.is_ascii_whitespace() => AfterName,
            (_, _) if byte.is_ascii_whitespace() => Before,
            _ => Name,
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_deep(part: &str) -> bool {
        check_depth(&format!("<body><article><p>Text.{}</article>", part.repeat(DEEPEST + 1))).is_err()
    }

    #[test]
    fn only_elements_in_one_another_are_deep() {
        let drawing = format!("<svg><title>Map</title>{}</svg>", "<path d='M0 0'/><g id=a><use href=\"#a\" /></g>".repeat(DEEPEST + 1));
        let text = format!("<script>{}</script><STYLE>{0}</Style>", "if (a<b) x = '<div>';".repeat(DEEPEST + 1));
        let flat = ["<p>One.", "<li>One.", "<br/>", "<img src=a>", "<svg/>", "<div></div>", "a < b <3 <", "<!-- <div> -->", "<!--><!--->"];
        for part in flat.into_iter().chain(["<i title='<div>'></i>", "<script>'<div>'</script>", &drawing, &text]) {
            assert!(!is_deep(part), "{part:.80}");
        }
    }

    #[test]
    fn elements_that_a_page_leaves_open_are_deep() {
        let deep = ["<div>", "<div/>", "<path/>", "<a-b>", "<i href=/>", "<svg><g>", "<!-- --><div>", "<!--><div>", "<!-- --!><div>"];
        for part in deep.into_iter().chain(["<script></script><div>", "<div =\">", "<svg></svg><div/>", "<b title = '>'>"]) {
            assert!(is_deep(part), "{part}");
        }
    }

    #[test]
    fn what_never_ends_is_passed() {
        for part in ["<!-- ", "<script>", "<div title='", "<div", "<", "</", "<title>é</titl"] {
            assert!(!is_deep(part), "{part}");
        }
    }
}
