//! Texts: articles that print the same words, or nearly the same, are one.
use super::{Period, alike};
use crate::article::Article;
use crate::pipeline::ScoredArticle;
use jiff::civil::Date;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// What tells texts apart: SHA-256 of the words, white space apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextHash([u8; 32]);

impl TextHash {
    /// The hash of a text.
    pub fn of(text: &str) -> TextHash {
        let words = text.split_whitespace().fold(Sha256::new(), |hash, word| hash.chain_update(word).chain_update(" "));
        TextHash(words.finalize().into())
    }
}

/// One text and every article that prints it, a few words apart.
pub struct Text<'a> {
    /// Which.
    pub hash: TextHash,
    /// Where it appeared first; of equals the one whose id, outlet and title come first. What is dated comes before what is not.
    pub first: &'a ScoredArticle,
    /// All articles with the text, that one included.
    printed: Vec<&'a ScoredArticle>,
}

impl<'a> Text<'a> {
    /// From the articles with one text in the order of appearance; `None` of none.
    fn of(same: &[(TextHash, &'a ScoredArticle)]) -> Option<Text<'a>> {
        let (hash, first) = *same.first()?;
        Some(Text { hash, first, printed: same.iter().map(|(_, scored)| *scored).collect() })
    }

    /// The day of its first appearance; `None` where no article with it is dated.
    pub fn date(&self) -> Option<Date> {
        self.first.article.date
    }

    /// The known outlets that printed it within a period.
    pub fn outlets(&self, period: Period) -> BTreeSet<String> {
        let within = self.printed.iter().filter(|scored| period.bar(scored.article.date).is_none());
        within.filter_map(|scored| scored.article.outlet.clone()).collect()
    }
}

/// The texts of the articles in the order of their appearance; articles that differ in a few words are one. What is added up over them does
/// not depend on how they came.
pub fn texts(articles: &[ScoredArticle]) -> Vec<Text<'_>> {
    let mut texts = exact(articles);
    let bodies: Vec<&str> = texts.iter().map(|text| text.first.article.body.as_str()).collect();
    let firsts = alike::firsts(&bodies);
    for place in (0..texts.len()).rev().filter(|place| firsts[*place] != *place) {
        let copy = texts.remove(place);
        texts[firsts[place]].printed.extend(copy.printed);
    }
    texts
}

/// The same, with articles one only where all their words are the same.
fn exact(articles: &[ScoredArticle]) -> Vec<Text<'_>> {
    let mut hashed: Vec<(TextHash, &ScoredArticle)> =
        articles.par_iter().map(|scored| (TextHash::of(&scored.article.body), scored)).collect();
    hashed.sort_by(|(hash, scored), (other_hash, other)| (hash, appearance(scored)).cmp(&(other_hash, appearance(other))));
    let mut texts: Vec<Text> = hashed.chunk_by(|(hash, _), (other, _)| hash == other).filter_map(Text::of).collect();
    texts.sort_by(|one, other| (appearance(one.first), one.hash).cmp(&(appearance(other.first), other.hash)));
    texts
}

/// How many articles only print again what another one does, a few words apart.
pub fn n_copies(articles: &[ScoredArticle]) -> usize {
    articles.len() - texts(articles).len()
}

/// Dated articles first, by day.
fn appearance(scored: &ScoredArticle) -> impl Ord + '_ {
    let Article { id, title, date, outlet, .. } = &scored.article;
    (date.is_none(), date, id, outlet, title)
}

#[cfg(test)]
mod tests {
    use super::super::example::article;
    use super::*;

    fn printed(id: &str, outlet: &str, date: &str, body: &str) -> ScoredArticle {
        let mut scored = article(id, outlet, date);
        scored.article.body = body.into();
        scored
    }

    #[test]
    fn the_same_words_are_one_text_that_appeared_on_its_first_known_day() {
        let articles = [
            printed("a", "Post", "", "The ferry\nsails."),
            printed("b", "Herald", "2025-02-01", "The ferry  sails. "),
            printed("c", "", "2025-01-01", "The ferry sails."),
            printed("d", "Herald", "2025-03-01", "The ferry sails.\n"),
            printed("e", "Post", "2025-01-02", "The ferry sinks."),
        ];
        let texts = texts(&articles);
        let firsts: Vec<&str> = texts.iter().map(|text| text.first.article.id.as_str()).collect();
        assert_eq!((firsts, n_copies(&articles)), (vec!["c", "e"], 3));
        assert_eq!(texts[0].date(), "2025-01-01".parse().ok());
        assert_eq!(texts[0].outlets(Period::ALL), BTreeSet::from(["Herald".to_string(), "Post".to_string()]));
        let february = Period::new("2025-02-01".parse().ok(), "2025-02-28".parse().ok()).unwrap();
        assert_eq!(texts[0].outlets(february), BTreeSet::from(["Herald".to_string()]));
    }

    #[test]
    fn words_do_not_run_together() {
        assert_ne!(TextHash::of("now here"), TextHash::of("nowhere"));
        assert_eq!(TextHash::of(" a\u{a0}b\r\n"), TextHash::of("a b"));
    }
}
