//! Pooling: from what the sentences of an article say of an actor and an issue to one set of probabilities.
use crate::encoder::calibrate::Scaling;
use crate::stance::{Probabilities, Stance};
use serde::{Deserialize, Serialize};

/// How judgements are pooled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pooling {
    /// A pooled verdict less probable than this is unsure, in [0, 1].
    pub unsure_below: f64,
    /// How what the surest sentence allows becomes probable, where that was fitted; without it the weighted mean is taken as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scaling: Option<Scaling>,
}

/// Probabilities under this are taken as this, so that they have a logarithm.
const FLOOR: f64 = 1e-6;

impl Pooling {
    /// The learned pooling of coded cells: the judgements of each and its stance. Nothing is unsure yet.
    pub fn fit(cells: &[(Vec<Probabilities>, Stance)]) -> Pooling {
        let labelled: Vec<_> = cells.iter().map(|(judged, stance)| (logits(judged), *stance)).collect();
        Pooling { unsure_below: 0.0, scaling: Some(Scaling::fit(&labelled)) }
    }

    /// One set of probabilities for all judgements; certain `none` where there are none.
    pub fn pool(&self, judged: &[Probabilities]) -> Probabilities {
        self.scaling.filter(|_| !judged.is_empty()).map_or_else(|| mean(judged), |scaling| scaling.apply(logits(judged)))
    }
}

/// Logarithms of the weighted mean, in which `none` is only as probable as in the sentence where it is least so: in the mean over many
/// sentences that say nothing the one that does is buried.
fn logits(judged: &[Probabilities]) -> [f64; 4] {
    let [supportive, cautious, opposed, _] = mean(judged).0;
    let none = judged.iter().map(|item| item.of(Stance::None)).fold(1.0, f64::min);
    let share = (1.0 - none) / (supportive + cautious + opposed).max(FLOOR);
    [supportive * share, cautious * share, opposed * share, none].map(|probability| probability.max(FLOOR).ln())
}

/// The mean weighted by 1 - P(none): a sentence that is not on the issue has no say in which stance it is. The plain mean where none of
/// them is on it at all; certain `none` where there are none.
pub(super) fn mean(judged: &[Probabilities]) -> Probabilities {
    let weighted = |weight: &dyn Fn(&Probabilities) -> f64| {
        let mut sums = [0.0; 4];
        for item in judged {
            sums = std::array::from_fn(|outcome| sums[outcome] + weight(item) * item.0[outcome]);
        }
        let total: f64 = sums.iter().sum();
        (total > 1e-9).then(|| Probabilities(sums.map(|sum| sum / total)))
    };
    let on_issue = weighted(&|item| 1.0 - item.of(Stance::None));
    on_issue.or_else(|| weighted(&|_| 1.0)).unwrap_or(Probabilities([0.0, 0.0, 0.0, 1.0]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SILENT: Probabilities = Probabilities([0.02, 0.01, 0.02, 0.95]);
    const CLEAR: Probabilities = Probabilities([0.6, 0.1, 0.0, 0.3]);

    #[test]
    fn the_mean_weighs_by_what_is_on_the_issue() {
        let plain = Pooling::default();
        let pooled = plain.pool(&[Probabilities([0.8, 0.1, 0.1, 0.0]), Probabilities([0.02, 0.0, 0.08, 0.9])]);
        assert!((pooled.of(Stance::Supportive) - (0.8 + 0.1 * 0.02) / 1.1).abs() < 1e-12, "{pooled:?}");
        assert!((pooled.0.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        let none = Probabilities([0.0, 0.0, 0.0, 1.0]);
        assert_eq!((plain.pool(&[none; 3]), plain.pool(&[])), (none, none));
    }

    #[test]
    fn a_learned_pooling_does_not_bury_the_sentence_that_says_something() {
        let judged = [vec![CLEAR], vec![SILENT; 30]].concat();
        let learned = Pooling { scaling: Some(Scaling::NONE), ..Pooling::default() };
        assert_eq!(Pooling::default().pool(&judged).verdict(), Stance::None);
        let pooled = learned.pool(&judged);
        // The mean's stances are (0.6, 0.1, 0) * 0.7 and 30 times (0.02, 0.01, 0.02) * 0.05; they share 0.7.
        let [supportive, cautious, opposed] = [0.42 + 0.03, 0.07 + 0.015, 0.03].map(|sum| 0.7 * sum / 0.565);
        for (given, expected) in pooled.0.into_iter().zip([supportive, cautious, opposed, 0.3]) {
            assert!((given - expected).abs() < 1e-9, "{pooled:?}");
        }
        assert_eq!(learned.pool(&[]), Probabilities([0.0, 0.0, 0.0, 1.0]));
        assert!((learned.pool(&[Probabilities([0.0, 0.0, 0.0, 1.0])]).of(Stance::None) - 1.0).abs() < 1e-5);
    }

    #[test]
    fn a_fitted_pooling_believes_a_sentence_as_far_as_it_was_right() {
        let cells: Vec<_> = (0..100)
            .flat_map(|at| {
                let said = if at < 30 { Stance::Supportive } else { Stance::None };
                [
                    (vec![CLEAR, SILENT], said),
                    (vec![SILENT, SILENT], Stance::None),
                    (vec![Probabilities([0.0, 0.0, 1.0, 0.0])], Stance::Opposed),
                ]
            })
            .collect();
        let fitted = Pooling::fit(&cells);
        let before = Pooling { scaling: Some(Scaling::NONE), ..fitted }.pool(&[CLEAR, SILENT]).of(Stance::Supportive);
        let after = fitted.pool(&[CLEAR, SILENT]).of(Stance::Supportive);
        assert!(before > 0.55 && after < before, "{before} {after}");
        let text = toml::to_string(&fitted).unwrap();
        assert_eq!(toml::from_str::<Pooling>(&text).unwrap(), fitted);
        assert!(toml::from_str::<Pooling>("unsure_below = 0.4\nslope = 1").is_err());
    }
}
