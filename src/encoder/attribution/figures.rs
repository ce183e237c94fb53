//! How good found attributions are against coded ones.
use crate::dataset::Coded;
use crate::evaluate::Score;
use crate::round::round;
use crate::span::Span;
use serde::Serialize;

/// Figures on annotated articles.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Figures {
    /// Coded attributions.
    pub n: usize,
    /// Contents that share half of their bytes (intersection over union).
    pub content: Score,
    /// Of those that have a coded source, the share whose found source overlaps it.
    pub source_right: f64,
    /// Content and source right.
    pub full: Score,
    /// Expected calibration error of the confidence that content and source are right, over 10 bins.
    pub ece: f64,
}

/// A found attribution: its source, its content and how sure it is.
pub type Claim = (Option<Span>, Vec<Span>, f64);

/// For each claim whether content, and whether content and source, agree with a coded attribution; one to one, the closest contents first.
pub fn agreement(coded: &[Coded], claims: &[Claim]) -> Vec<(bool, bool)> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (at, coded) in coded.iter().enumerate() {
        pairs.extend(claims.iter().enumerate().map(|(claim, (_, content, _))| (shared(&coded.content, content), at, claim)));
    }
    pairs.retain(|(share, ..)| *share >= 0.5);
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut agree = vec![(false, false); claims.len()];
    let mut taken = vec![false; coded.len()];
    for (_, at, claim) in pairs {
        if !taken[at] && !agree[claim].0 {
            let source = claims[claim].0;
            let same = match source {
                Some(source) => coded[at].source.iter().any(|span| span.overlaps(source)),
                None => coded[at].source.is_empty(),
            };
            taken[at] = true;
            agree[claim] = (true, same);
        }
    }
    agree
}

/// Bytes in both over bytes in either.
pub fn shared(a: &[Span], b: &[Span]) -> f64 {
    let length = |spans: &[Span]| spans.iter().map(|span| span.len()).sum::<usize>();
    let both: usize = a.iter().flat_map(|a| b.iter().map(move |b| a.end.min(b.end).saturating_sub(a.start.max(b.start)))).sum();
    both as f64 / (length(a) + length(b) - both).max(1) as f64
}

impl Figures {
    /// Of several articles: what is coded in each, and what was claimed there.
    pub fn of(articles: &[(&[Coded], Vec<Claim>)]) -> Figures {
        let n = articles.iter().map(|(coded, _)| coded.len()).sum();
        let judged: Vec<(f64, bool, bool)> = articles
            .iter()
            .flat_map(|(coded, claims)| {
                agreement(coded, claims).into_iter().zip(claims).map(|((content, full), claim)| (claim.2, content, full))
            })
            .collect();
        let count = |is: fn(&(f64, bool, bool)) -> bool| judged.iter().filter(|judged| is(judged)).count();
        let (content, full) = (count(|judged| judged.1), count(|judged| judged.2));
        Figures {
            n,
            content: Score::of_counts(content, judged.len(), n),
            source_right: round(full as f64 / content.max(1) as f64),
            full: Score::of_counts(full, judged.len(), n),
            ece: round(calibration_error(&judged)),
        }
    }
}

fn calibration_error(judged: &[(f64, bool, bool)]) -> f64 {
    let mut bins = [(0.0, 0.0); 10];
    for (confidence, _, right) in judged {
        let bin = &mut bins[((confidence * 10.0) as usize).min(9)];
        bin.0 += confidence;
        bin.1 += f64::from(u8::from(*right));
    }
    bins.iter().map(|(claimed, right)| (claimed - right).abs()).sum::<f64>() / judged.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coded(source: Option<(usize, usize)>, content: (usize, usize)) -> Coded {
        Coded {
            source: source.map(|(start, end)| Span::new(start, end)).into_iter().collect(),
            cue: vec![],
            content: vec![Span::new(content.0, content.1)],
        }
    }

    fn claim(source: Option<(usize, usize)>, content: (usize, usize), sure: f64) -> Claim {
        (source.map(|(start, end)| Span::new(start, end)), vec![Span::new(content.0, content.1)], sure)
    }

    #[test]
    fn the_closest_contents_agree_one_to_one() {
        let coded = [coded(Some((0, 5)), (10, 20)), coded(None, (30, 40))];
        let claims = [claim(Some((3, 6)), (10, 16), 0.5), claim(Some((7, 9)), (10, 20), 0.5), claim(None, (35, 45), 0.9)];
        assert_eq!(agreement(&coded, &claims), [(false, false), (true, false), (false, false)]);
        let figures = Figures::of(&[(&coded, claims.to_vec())]);
        assert_eq!((figures.n, figures.content.r, figures.full.p, figures.source_right), (2, 0.5, 0.0, 0.0));
        let right = Figures::of(&[(&coded, vec![claim(Some((0, 2)), (10, 21), 1.0), claim(None, (30, 40), 1.0)])]);
        assert_eq!((right.content.f1, right.full.f1, right.source_right, right.ece), (1.0, 1.0, 1.0, 0.0));
    }
}
