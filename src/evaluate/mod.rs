//! How good judgements are against labels, and whole tables against coded articles.
mod articles;
pub mod attributions;
#[cfg(test)]
mod by_hand;
mod candidates;
mod cells;
mod charts;
pub mod compare;
mod consistency;
mod coverage;
mod errors;
mod evaluation;
#[cfg(test)]
mod example;
mod fields;
mod fit;
pub mod gold;
mod groups;
mod labels;
mod losses;
mod mask;
mod mentions;
pub mod names;
mod pairs;
mod reliability;
mod sayings;
mod score;
mod sides;
mod simulation;
mod speakers;
mod tables;
mod tally;
mod trial;

pub use articles::{ArticleFigures, Group, figures};
pub use candidates::{Price, Width, prices};
pub(crate) use cells::{Cell, Table, match_gold};
pub use compare::{Comparison, Difference, Verdict};
pub use consistency::{Consistency, original};
pub use coverage::{Coverage, Covered};
pub use errors::{Mistake, mistakes};
pub use evaluation::{Against, Comparisons, Evaluation, Measured};
pub use fields::Field;
pub use fit::{Fit, fit};
pub use groups::{Recall, Subset};
pub use labels::among;
pub use losses::{Loss, Stage};
pub use mask::{Masked, mask_speaker};
pub use mentions::{
    Agreement, Compared, EvidenceFigures, Fault, Form, MentionFigures, Resolved, SpeechFigures, Wrong, figures as mention_figures,
};
pub use pairs::{Beside, Judged, PairFigures};
pub use reliability::Bin;
pub use sayings::{coded_sayings, read_sayings, write_sayings};
pub use score::Score;
pub use sides::{Leans, Side};
pub use simulation::{Actors, Covering, SAYINGS, Simulation, populations};
pub use speakers::{Contrast, SameSentence};
pub(crate) use tables::Counts;
pub use tables::Tables;
pub use trial::Trial;

use crate::round::round;
use crate::stance::{Probabilities, Stance};
use serde::Serialize;
use std::collections::BTreeMap;
use tally::Tally;

/// One classified pair beside its label.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    /// The coded stance.
    pub label: Stance,
    /// What the classifier gave.
    pub probabilities: Probabilities,
    /// Whether the verdict is flagged as unsure.
    pub unsure: bool,
}

/// The figures of one classifier on one set.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figures {
    /// Items.
    pub n: usize,
    /// Share of right verdicts.
    pub accuracy: f64,
    /// Mean F1 of the labels that occur.
    pub macro_f1: f64,
    /// By label.
    pub per_label: BTreeMap<&'static str, Score>,
    /// Gold label, then verdict: counts in the order supportive, cautious, opposed, none.
    pub confusion: [[usize; 4]; 4],
    /// Verdicts flagged as unsure.
    pub unsure: usize,
    /// Of the items whose label and verdict are both poles, the share where they differ.
    pub reversed: f64,
    /// The same among those not unsure.
    pub reversed_sure: f64,
    /// Share of the items with a pole as label that are not unsure.
    pub poles_covered: f64,
    /// Expected calibration error of the verdict's probability, 15 bins of equal width.
    pub ece: f64,
}

const BINS: usize = 15;

impl Figures {
    /// Counts over `outcomes`; everything is rounded to four decimals.
    pub fn of(outcomes: &[Outcome]) -> Figures {
        let tally = Tally::of(outcomes);
        let sure: Vec<Outcome> = outcomes.iter().filter(|outcome| !outcome.unsure).copied().collect();
        let poles = |of: &[Outcome]| of.iter().filter(|outcome| outcome.label.is_pole()).count();
        Figures {
            n: outcomes.len(),
            accuracy: tally.accuracy(),
            macro_f1: tally.macro_f1(),
            per_label: Stance::ALL.into_iter().map(|stance| (stance.word(), tally.score(stance as usize))).collect(),
            confusion: tally.confusion,
            unsure: outcomes.len() - sure.len(),
            reversed: tally.reversed(),
            reversed_sure: Tally::of(&sure).reversed(),
            poles_covered: share(poles(&sure), poles(outcomes)),
            ece: tally.ece(),
        }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { round(part as f64 / whole as f64) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Stance::{Cautious, None, Opposed, Supportive};

    fn outcome(label: Stance, verdict: Stance, confidence: f64) -> Outcome {
        let mut four = [(1.0 - confidence) / 3.0; 4];
        four[verdict as usize] = confidence;
        Outcome { label, probabilities: Probabilities(four), unsure: confidence < 0.5 }
    }

    #[test]
    fn figures_are_counted_by_hand() {
        let outcomes = [
            outcome(Supportive, Supportive, 0.9),
            outcome(Supportive, Opposed, 0.4),
            outcome(Opposed, Opposed, 0.8),
            outcome(Cautious, None, 0.7),
            outcome(None, None, 0.9),
        ];
        let figures = Figures::of(&outcomes);
        assert_eq!(figures.accuracy, 0.6);
        assert_eq!(figures.per_label["supportive"], Score { p: 1.0, r: 0.5, f1: 0.6667, n: 2 });
        assert_eq!(figures.per_label["cautious"].f1, 0.0);
        assert_eq!(figures.macro_f1, round((0.6667 + 0.0 + 0.6667 + 0.6667) / 4.0));
        assert_eq!(figures.reversed, 0.3333);
        assert_eq!((figures.reversed_sure, figures.poles_covered, figures.unsure), (0.0, 0.6667, 1));
        assert_eq!(figures.confusion[0], [1, 0, 1, 0]);
        // bins of 0.9 (two right), 0.8 (one right), 0.7 (one wrong), 0.4 (one wrong)
        assert_eq!(figures.ece, round((0.2 + 0.2 + 0.7 + 0.4) / 5.0));
    }

    #[test]
    fn labels_that_do_not_occur_do_not_count() {
        assert_eq!(Figures::of(&[outcome(None, None, 0.9)]).macro_f1, 1.0);
        assert_eq!(Figures::of(&[]).n, 0);
    }
}
