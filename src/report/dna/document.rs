//! Articles as Discourse Network Analyzer holds them.
use crate::article::{Article, Genre};
use crate::error::Result;
use crate::report::spreadsheet::{self, Cell};
use crate::span::Span;

/// An article, and its text as the table has it: lines end in a line feed, and an apostrophe stands before a text that a spreadsheet would
/// compute.
pub struct Document<'a> {
    article: &'a Article,
    text: Cell,
    /// Code units before the text's own first.
    shift: usize,
}

impl<'a> Document<'a> {
    /// Of an article.
    pub fn of(article: &'a Article) -> Document<'a> {
        let text = lines(&article.body);
        let cell = Cell::from(&text);
        let shift = cell.as_str().len() - text.len();
        Document { article, text: cell, shift }
    }

    /// Where a part of the article's body stands in the text of the table, in UTF-16 code units, as Java counts.
    pub fn place(&self, span: Span) -> [usize; 2] {
        let units = |end: usize| self.shift + lines(self.article.body.get(..end).unwrap_or_default()).encode_utf16().count();
        [units(span.start), units(span.end)]
    }
}

fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// `documents.csv`.
pub fn table<'a>(documents: impl Iterator<Item = &'a Document<'a>>) -> Result<Vec<u8>> {
    let row = |Document { article, text, .. }: &Document| {
        [
            Cell::from(&article.id),
            article.title.as_ref().unwrap_or(&article.id).into(),
            text.clone(),
            article.author.as_ref().into(),
            article.outlet.as_ref().into(),
            if article.genre == Genre::Opinion { "opinion" } else { "news" }.into(),
            article.url.as_ref().into(),
            article.date.map(|date| date.to_string()).into(),
        ]
    };
    spreadsheet::table(["document", "title", "text", "author", "source", "type", "notes", "date"], documents.map(row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_as_java_does_in_the_text_of_the_table() {
        let body = "=a\r\n\u{1f680} “yes”, she said.";
        let article = Article { body: body.into(), ..Article::default() };
        let document = Document::of(&article);
        let span = Span::new(body.find('“').unwrap(), body.len());
        let units: Vec<u16> = document.text.as_str().encode_utf16().collect();
        let [start, end] = document.place(span);
        assert_eq!(String::from_utf16(&units[start..end]).unwrap(), "“yes”, she said.");
        assert_eq!((document.text.as_str(), start), ("'=a\n\u{1f680} “yes”, she said.", 7));
    }
}
