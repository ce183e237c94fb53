//! What a question and its answer are known by.
use super::input::Query;
use crate::hash::Sum;

/// SHA-256 over a question as the encoder reads it and over what answers it: the same key has the same answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub [u8; 32]);

impl Key {
    /// Of a question to the classifier with this [`hash`](super::Identity::hash), which knows models and arithmetic.
    pub fn of(query: &Query, classifier: &str) -> Key {
        let Query { speaker, text, mention, context, issue, description } = *query;
        let mut sum = Sum::of("standpoint question 1");
        [classifier, speaker, context, text, issue, description].iter().for_each(|part| sum.add(part));
        sum.list(mention.as_slice(), |sum, span| {
            sum.number(span.start);
            sum.number(span.end);
        });
        Key(sum.bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn everything_that_is_read_counts() {
        let asked = Query {
            speaker: "Lund",
            text: "Lund rejects the toll.",
            mention: Some(Span::new(0, 4)),
            context: "",
            issue: "The toll",
            description: "",
        };
        let others = [
            Query { speaker: "Ann Lund", ..asked },
            Query { text: "Lund rejects the tolls.", ..asked },
            Query { mention: None, ..asked },
            Query { mention: Some(Span::new(0, 3)), ..asked },
            Query { context: "A toll is planned.", ..asked },
            Query { issue: "A toll", ..asked },
            Query { issue: "", description: "The toll", ..asked },
        ];
        let key = Key::of(&asked, "a");
        assert_eq!(key, Key::of(&asked.clone(), "a"));
        assert_ne!(key, Key::of(&asked, "b"));
        assert!(others.iter().all(|other| Key::of(other, "a") != key));
    }
}
