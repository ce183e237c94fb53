//! How often what sayings are counted as is what they are.
use super::Saying;
use crate::stance::Stance;
use serde::{Deserialize, Serialize};

/// A stance that was coded in an article beside what was made of it, or a saying that counts where none was coded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CodedSaying {
    /// What was coded; `none` where the actor has no stance on the issue in the article.
    pub coded: Stance,
    /// What the saying claims, where one counts, as [`Saying::claims`] has it; `None` where it was missed, or is unsure.
    pub claims: Option<[f64; 4]>,
}

/// How the sayings of coded articles come out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confusion {
    /// Sayings that count: for each coded stance, in the order supportive, cautious, opposed, none, how many have each verdict.
    pub counted: [[usize; 3]; 4],
    /// Coded stances of which no saying counts, in the same order; what is `none` cannot be missed.
    pub missed: [usize; 3],
    /// For each verdict the mean of what its sayings claim, in the order of [`Stance::ALL`]; each sums to one.
    pub claimed: [[f64; 4]; 3],
}

/// What a saying counts as: the stance it claims most of, the first on a tie.
pub fn verdict(claims: &[f64; 4]) -> usize {
    (0..3).rev().max_by(|one, other| claims[*one].total_cmp(&claims[*other])).unwrap_or(0)
}

impl Saying {
    /// How probable it is that the actor holds each stance by it, and last that it says nothing: another said it, or it takes no stance. In
    /// the order of [`Stance::ALL`]; they sum to one.
    pub fn claims(&self) -> [f64; 4] {
        let [supportive, cautious, opposed] =
            [Stance::Supportive, Stance::Cautious, Stance::Opposed].map(|stance| self.confidence * self.probabilities.of(stance));
        [supportive, cautious, opposed, 1.0 - supportive - cautious - opposed]
    }
}

impl Confusion {
    /// Counts what was coded; `None` unless something of each verdict and of each stance is there.
    pub fn of(sayings: &[CodedSaying]) -> Option<Confusion> {
        let mut confusion = Confusion::default();
        for CodedSaying { coded, claims } in sayings {
            match claims {
                Some(claims) => confusion.add(*coded, claims),
                None => confusion.missed.get_mut(*coded as usize).into_iter().for_each(|missed| *missed += 1),
            }
        }
        for verdict in 0..3 {
            let n = confusion.verdicts(verdict).iter().sum::<usize>() as f64;
            confusion.claimed[verdict] = confusion.claimed[verdict].map(|sum| (sum / n.max(1.0) * 1e6).round() / 1e6);
        }
        confusion.wrong().is_none().then_some(confusion)
    }

    fn add(&mut self, coded: Stance, claims: &[f64; 4]) {
        let verdict = verdict(claims);
        self.counted[coded as usize][verdict] += 1;
        self.claimed[verdict] = std::array::from_fn(|stance| self.claimed[verdict][stance] + claims[stance]);
    }

    /// Of the sayings with a verdict, how many were coded as each of the four.
    pub fn verdicts(&self, verdict: usize) -> [usize; 4] {
        self.counted.map(|row| row[verdict])
    }

    /// How many of a coded stance there are, counted or missed.
    pub fn coded(&self, stance: usize) -> usize {
        self.counted[stance].iter().sum::<usize>() + self.missed[stance]
    }

    /// What makes it unusable; `None` where it can be used.
    pub fn wrong(&self) -> Option<&'static str> {
        let is_sum = |claimed: &[f64; 4]| claimed.iter().all(|share| *share >= 0.0) && (claimed.iter().sum::<f64>() - 1.0).abs() < 0.01;
        let rules = [
            ((0..3).any(|stance| self.coded(stance) == 0), "a stance that was never coded"),
            ((0..3).any(|verdict| self.verdicts(verdict).iter().sum::<usize>() == 0), "a verdict that was never given"),
            (!self.claimed.iter().all(is_sum), "claims that do not sum to one"),
        ];
        rules.into_iter().find(|(broken, _)| *broken).map(|(_, wrong)| wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coded(coded: Stance, claims: Option<[f64; 4]>) -> CodedSaying {
        CodedSaying { coded, claims }
    }

    #[test]
    fn what_was_coded_is_counted_by_what_it_counts_as() {
        let sayings = [
            coded(Stance::Supportive, Some([0.8, 0.0, 0.0, 0.2])),
            coded(Stance::None, Some([0.4, 0.2, 0.0, 0.4])),
            coded(Stance::Supportive, Some([0.1, 0.1, 0.7, 0.1])),
            coded(Stance::Opposed, Some([0.0, 0.5, 0.4, 0.1])),
            coded(Stance::Opposed, None),
            coded(Stance::Cautious, None),
        ];
        let confusion = Confusion::of(&sayings).unwrap();
        assert_eq!(confusion.counted, [[1, 0, 1], [0, 0, 0], [0, 1, 0], [1, 0, 0]]);
        assert_eq!((confusion.missed, confusion.coded(2)), ([0, 1, 1], 2));
        assert_eq!(confusion.claimed[0], [0.6, 0.1, 0.0, 0.3]);
        assert_eq!(Confusion::of(&sayings[..5]), None, "cautious was never coded");
        assert_eq!(Confusion::of(&[]), None);
    }

    #[test]
    fn the_verdict_is_the_stance_it_claims_most_of() {
        assert_eq!([[0.3, 0.3, 0.0, 0.4], [0.0, 0.1, 0.2, 0.7]].map(|claims| verdict(&claims)), [0, 2]);
    }
}
