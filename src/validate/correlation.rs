//! How aggregated positions of the machine go with those of the coders.
use super::cell::Checked;
use crate::agreement::Estimate;
use crate::stance::Stance;
use serde::Serialize;
use std::collections::BTreeMap;

/// The correlation over actors and issues of two means over articles: of the coded stances (+1, 0 or -1), and of the machine's nets.
/// Actors are those of one coded name. Actors and issues of which the machine has no cell do not count. Intervals are over articles.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Correlation {
    /// The issue's id; `None` for all.
    pub issue: Option<String>,
    /// Actors and issues.
    pub n: usize,
    /// Pearson's r; `None` where there are fewer than three or one of both means never differs.
    pub pearson: Option<Estimate>,
    /// Spearman's rho, of ranks with ties at their mean.
    pub spearman: Option<Estimate>,
}

/// Fewer actors than this tell nothing of an issue.
const ENOUGH: usize = 5;

/// Coded and found, by actor and issue.
type Points<'a> = Vec<((&'a str, &'a str), [f64; 2])>;

/// Over all issues, then for each issue with at least five actors. `cells` are those of each article.
pub fn correlations(cells: &[Vec<Checked>]) -> Vec<Correlation> {
    let articles: Vec<Points> = cells.iter().map(|cells| cells.iter().filter_map(point).collect()).collect();
    let issues: std::collections::BTreeSet<&str> = articles.iter().flatten().map(|((_, issue), _)| *issue).collect();
    let by_issue = issues.into_iter().map(|issue| correlation(Some(issue), &of_issue(&articles, issue))).filter(|found| found.n >= ENOUGH);
    std::iter::once(correlation(None, &articles)).chain(by_issue).collect()
}

/// The points of one issue, by the articles that have any.
fn of_issue<'a>(articles: &[Points<'a>], wanted: &str) -> Vec<Points<'a>> {
    let of_article = articles.iter().map(|points| points.iter().filter(|((_, issue), _)| *issue == wanted).copied().collect());
    of_article.filter(|points: &Points| !points.is_empty()).collect()
}

fn point(cell: &Checked) -> Option<((&str, &str), [f64; 2])> {
    let sign = |stance: &Stance| f64::from(i8::from(*stance == Stance::Supportive) - i8::from(*stance == Stance::Opposed));
    let coded = cell.coded.iter().map(sign).sum::<f64>() / cell.coded.len() as f64;
    Some(((cell.actor.as_str(), cell.issue.as_str()), [coded, cell.net?])).filter(|_| !cell.coded.is_empty())
}

fn correlation(issue: Option<&str>, articles: &[Points]) -> Correlation {
    let purpose = issue.unwrap_or("all issues");
    let estimate = |figure: fn(&[[f64; 2]]) -> Option<f64>| Estimate::of(articles, purpose, |drawn| figure(&means(drawn)));
    let n = means(&articles.iter().collect::<Vec<_>>()).len();
    Correlation { issue: issue.map(String::from), n, pearson: estimate(pearson), spearman: estimate(spearman) }
}

/// One point for each actor and issue.
fn means(articles: &[&Points]) -> Vec<[f64; 2]> {
    let mut sums: BTreeMap<(&str, &str), ([f64; 2], f64)> = BTreeMap::new();
    for (key, [coded, net]) in articles.iter().flat_map(|points| points.iter()) {
        let (sum, n) = sums.entry(*key).or_default();
        *sum = [sum[0] + coded, sum[1] + net];
        *n += 1.0;
    }
    sums.into_values().map(|(sum, n)| sum.map(|sum| sum / n)).collect()
}

/// Pearson's r.
pub fn pearson(points: &[[f64; 2]]) -> Option<f64> {
    let n = points.len() as f64;
    let mean = |at: usize| points.iter().map(|point| point[at]).sum::<f64>() / n;
    let means = [mean(0), mean(1)];
    let product =
        |one: usize, other: usize| points.iter().map(|point| (point[one] - means[one]) * (point[other] - means[other])).sum::<f64>();
    let spread = (product(0, 0) * product(1, 1)).sqrt();
    (points.len() > 2 && spread > 1e-12).then(|| product(0, 1) / spread)
}

/// Spearman's rho: Pearson's r of the ranks, those of ties at their mean (Spearman 1904, American Journal of Psychology 15:72-101).
pub fn spearman(points: &[[f64; 2]]) -> Option<f64> {
    let rank = |at: usize, value: f64| {
        let below = points.iter().filter(|point| point[at] < value).count() as f64;
        let equal = points.iter().filter(|point| point[at] == value).count() as f64;
        below + (equal + 1.0) / 2.0
    };
    pearson(&points.iter().map(|[coded, net]| [rank(0, *coded), rank(1, *net)]).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_as_by_hand() {
        // Sums of squares 10 and 26.8, of products 13. Ranks 1 3 2 5 4 against 1 to 5: 1 - 6 * 4 / 120.
        let points: Vec<[f64; 2]> = [1.0, 5.0, 4.0, 8.0, 6.0].into_iter().zip(1u8..).map(|(net, at)| [f64::from(at), net]).collect();
        assert!((pearson(&points).unwrap() - 13.0 / 268.0f64.sqrt()).abs() < 1e-9);
        assert!((spearman(&points).unwrap() - 0.8).abs() < 1e-9);
        // Ranks 1.5 1.5 3 against 1 2 3: 1.5 / sqrt(1.5 * 2).
        assert!((spearman(&[[0.0, 1.0], [0.0, 2.0], [1.0, 9.0]]).unwrap() - 0.75f64.sqrt()).abs() < 1e-9);
        assert_eq!((pearson(&points[..2]), pearson(&[[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]])), (None, None));
    }
}
