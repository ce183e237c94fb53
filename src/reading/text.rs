//! An article's text as attributions are found in it: sentences, quotations, tokens.
use crate::article::Article;
use crate::sentence;
use crate::span::Span;
use crate::statement::attribution::{self, Attribution};
use crate::statement::quotation;
use crate::token::{self, Token};

/// What is longer, in bytes, is no sentence but a table or a broken file: nothing is read from it.
pub const LONGEST: usize = 10_000;

/// An article split up.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    /// Whose body it is.
    pub article: &'a Article,
    /// Sentences in order, without the white space between them.
    pub sentences: Vec<Span>,
    /// Quotations in order, with their marks.
    pub quotes: Vec<Span>,
    /// The tokens of each sentence; none where it is too long to be one.
    pub tokens: Vec<Vec<Token>>,
}

impl<'a> Text<'a> {
    /// Splits an article up.
    pub fn of(article: &'a Article) -> Text<'a> {
        let body = article.body.as_str();
        let sentences = sentence::split(body);
        let quotes = quotation::find(body);
        let tokens = |sentence: &Span| if sentence.len() > LONGEST { Vec::new() } else { token::tokenise(body, *sentence, &quotes) };
        let tokens = sentences.iter().map(tokens).collect();
        Text { article, sentences, quotes, tokens }
    }

    /// The attributions of each sentence by rule, which needs no model.
    pub fn attributions_by_rule(&self) -> Vec<Vec<Attribution>> {
        self.tokens.iter().map(|tokens| attribution::find(tokens, &self.quotes)).collect()
    }
}
