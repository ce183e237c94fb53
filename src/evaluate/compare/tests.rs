use super::*;
use crate::stance::Probabilities;
use Stance::{Cautious, None, Opposed, Supportive};

fn outcome(label: Stance, verdict: Stance) -> Outcome {
    let mut four = [0.1; 4];
    four[verdict as usize] = 0.7;
    Outcome { label, probabilities: Probabilities(four), unsure: false }
}

/// Every label in turn; the verdicts of those where `wrong` holds are those of the next label.
fn outcomes(n: usize, wrong: impl Fn(usize) -> bool) -> Vec<Outcome> {
    let labels = [Supportive, Cautious, Opposed, None];
    (0..n).map(|at| outcome(labels[at % 4], labels[(at + usize::from(wrong(at))) % 4])).collect()
}

fn alone(n: usize) -> Vec<usize> {
    (0..n).collect()
}

#[test]
fn a_classifier_does_not_differ_from_itself() {
    let same = outcomes(40, |at| at % 3 == 0);
    let comparison = Comparison::between(&alone(40), &same, &same);
    assert_eq!(comparison.verdict, Verdict::NotShown);
    let all = [comparison.macro_f1, comparison.accuracy, comparison.reversed, comparison.ece];
    for difference in all.iter().chain(comparison.per_label.values()) {
        assert_eq!((difference.difference, difference.interval, difference.p), (0.0, [0.0, 0.0], 1.0));
    }
    assert!(comparison.sentence("a", "b").starts_with("a and b: no difference that this file can show: macro-F1 0."));
}

#[test]
fn a_clearly_better_one_is_better_and_the_other_worse() {
    let (good, bad) = (outcomes(80, |at| at % 10 == 0), outcomes(80, |at| at % 2 == 0));
    let comparison = Comparison::between(&alone(80), &good, &bad);
    assert_eq!((comparison.verdict, comparison.drawn, comparison.n_drawn), (Verdict::Better, Drawn::Pairs, 80));
    let Difference { ours, theirs, difference, interval, p } = comparison.accuracy;
    assert_eq!((ours, theirs, difference, p), (0.9, 0.5, 0.4, 0.001));
    // 32 of 80 differ, all one way: the standard error is sqrt(0.4 * 0.6 / 80) = 0.055
    assert!((interval[0] - 0.29).abs() < 0.02 && (interval[1] - 0.51).abs() < 0.02, "{interval:?}");
    assert_eq!((comparison.mcnemar.only_ours, comparison.mcnemar.only_theirs), (32, 0));
    let turned = Comparison::between(&alone(80), &bad, &good);
    assert_eq!(turned.verdict, Verdict::Worse);
    assert_eq!(turned.accuracy.interval, interval.map(|end| -end).into_iter().rev().collect::<Vec<_>>()[..]);
    assert!(comparison.sentence("a", "b").starts_with("a is better than b: macro-F1 0."));
}

#[test]
fn pairs_of_one_article_tell_less_than_as_many_articles() {
    // In every fourth article all four pairs are wrong.
    let (good, bad) = (outcomes(80, |_| false), outcomes(80, |at| (at / 4) % 4 == 0));
    let articles: Vec<usize> = (0..80).map(|at| at / 4).collect();
    let width = |comparison: &Comparison| comparison.accuracy.interval[1] - comparison.accuracy.interval[0];
    let [clustered, single] = [&articles, &alone(80)].map(|articles| Comparison::between(articles, &good, &bad));
    assert_eq!((clustered.drawn, clustered.n_drawn), (Drawn::Articles, 20));
    let ratio = width(&clustered) / width(&single);
    assert!((1.8..2.2).contains(&ratio), "the standard error doubles: {ratio}");
}

#[test]
fn few_articles_are_not_drawn_and_few_pairs_show_nothing() {
    let (good, bad) = (outcomes(12, |_| false), outcomes(12, |_| true));
    let comparison = Comparison::between(&[1; 12], &good, &bad);
    assert_eq!((comparison.drawn, comparison.n_drawn, comparison.verdict), (Drawn::Pairs, 12, Verdict::Better));
    assert_eq!(Comparison::between(&[1; 9], &good, &bad).verdict, Verdict::NotShown);
    assert_eq!(Comparison::between::<u8>(&[], &[], &[]).n, 0);
}

#[test]
fn the_same_outcomes_give_the_same_draws() {
    let (ours, theirs) = (outcomes(50, |at| at % 3 == 0), outcomes(50, |at| at % 4 == 0));
    let once = Comparison::between(&alone(50), &ours, &theirs);
    assert_eq!(once, Comparison::between(&alone(50), &ours, &theirs));
    assert!(once.macro_f1.p > 0.05 && once.verdict == Verdict::NotShown);
}
