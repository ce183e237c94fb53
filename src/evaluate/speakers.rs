//! Whether the classifier tells the actors of one sentence apart.
use super::{Judged, share};
use crate::stance::Stance;
use serde::Serialize;
use std::collections::BTreeMap;

/// Pairs of different actors of one sentence whose labels on one issue differ.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SameSentence {
    /// All of them.
    #[serde(flatten)]
    pub all: Contrast,
    /// Both carry a stance.
    pub stances: Contrast,
    /// One of them carries none.
    pub with_none: Contrast,
}

/// How many pairs of actors there are, and the share of them, in [0, 1], of which both verdicts are right.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Contrast {
    /// Pairs of actors.
    pub n: usize,
    /// Share with both right.
    pub both_right: f64,
}

impl SameSentence {
    /// One sentence is one text behind one context in one article; where no article is told, one text. `None` where no two actors of a
    /// sentence differ.
    pub fn of(judged: &[Judged]) -> Option<SameSentence> {
        let contrasts = contrasts(judged);
        let (with_none, stances): (Vec<_>, Vec<_>) = contrasts.iter().partition(|two| two.iter().any(|one| one.label == Stance::None));
        (!contrasts.is_empty()).then(|| SameSentence {
            all: Contrast::of(&contrasts),
            stances: Contrast::of(&stances),
            with_none: Contrast::of(&with_none),
        })
    }
}

impl Contrast {
    fn of(contrasts: &[[Judged; 2]]) -> Contrast {
        let right = contrasts.iter().filter(|two| two.iter().all(Judged::is_right)).count();
        Contrast { n: contrasts.len(), both_right: share(right, contrasts.len()) }
    }
}

fn contrasts<'a>(judged: &[Judged<'a>]) -> Vec<[Judged<'a>; 2]> {
    let mut sentences: BTreeMap<_, Vec<&Judged<'a>>> = BTreeMap::new();
    for one in judged.iter().filter(|one| !one.pair.speaker.is_empty()) {
        sentences.entry(sentence(one)).or_default().push(one);
    }
    let mut contrasts = Vec::new();
    for actors in sentences.values() {
        for (at, one) in actors.iter().enumerate() {
            let others = actors[..at].iter().filter(|other| other.pair.speaker != one.pair.speaker && other.label != one.label);
            contrasts.extend(others.map(|other| [**other, **one]));
        }
    }
    contrasts
}

fn sentence<'a>(judged: &Judged<'a>) -> [&'a str; 4] {
    let pair = judged.pair;
    let context = if pair.article.is_empty() { "" } else { &pair.context };
    [&pair.article, &pair.text, context, &pair.issue]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::example::{judged, pairs};
    use Stance::{None, Opposed, Supportive};

    #[test]
    fn pairs_of_actors_are_counted_by_hand() {
        let pairs = pairs(&[
            r#""article": "1", "text": "a", "speaker": "Lund", "label": "supportive""#,
            r#""article": "1", "text": "a", "speaker": "Berg", "label": "opposed""#,
            r#""article": "1", "text": "a", "speaker": "Moe", "label": "none""#,
            r#""article": "1", "text": "a", "speaker": "Dahl", "label": "none""#,
            r#""article": "2", "text": "a", "speaker": "Lund", "label": "opposed""#,
            r#""article": "1", "text": "a", "context": "b", "speaker": "Lund", "label": "opposed""#,
            r#""article": "1", "text": "a", "speaker": "", "label": "opposed""#,
        ]);
        let right = [Supportive, Opposed, None, Opposed, Opposed, Opposed, Opposed].map(|stance| (stance, 0.7));
        // Lund and Berg, Lund and Moe, Berg and Moe are right; Dahl makes the pairs with Lund and Berg wrong
        let same = SameSentence::of(&judged(&pairs, &right)).unwrap();
        assert_eq!(same.all, Contrast { n: 5, both_right: 0.6 });
        assert_eq!(same.stances, Contrast { n: 1, both_right: 1.0 });
        assert_eq!(same.with_none, Contrast { n: 4, both_right: 0.5 });
    }

    #[test]
    fn without_an_article_the_text_tells_the_sentence() {
        let pairs = pairs(&[
            r#""text": "a", "context": "b", "speaker": "Lund", "label": "supportive""#,
            r#""text": "a", "speaker": "Berg", "label": "opposed""#,
            r#""text": "c", "speaker": "Berg", "label": "supportive""#,
        ]);
        let same = SameSentence::of(&judged(&pairs, &[(Supportive, 0.7), (Supportive, 0.7), (Supportive, 0.7)])).unwrap();
        assert_eq!((same.all.n, same.all.both_right, same.with_none.n), (1, 0.0, 0));
        assert_eq!(SameSentence::of(&judged(&pairs[1..], &[(Supportive, 0.7), (Supportive, 0.7)])), Option::None);
    }
}
