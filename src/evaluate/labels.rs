//! Answers of a model with four outcomes, for a file that can hold fewer.
use super::Judged;
use crate::stance::{Probabilities, Stance};

/// The same answers among these outcomes alone: the others get no probability, and the rest is made to sum to one. Whether an answer is
/// unsure stays as the model said.
pub fn among<'a>(judged: Vec<Judged<'a>>, labels: &[Stance]) -> Vec<Judged<'a>> {
    let mut judged = judged;
    for one in &mut judged {
        one.answer.probabilities = kept(one.answer.probabilities, labels);
    }
    judged
}

fn kept(probabilities: Probabilities, labels: &[Stance]) -> Probabilities {
    let sum: f64 = labels.iter().map(|label| probabilities.of(*label)).sum();
    let share = |stance: Stance| if sum > 0.0 { probabilities.of(stance) / sum } else { 1.0 / labels.len() as f64 };
    Probabilities(Stance::ALL.map(|stance| if labels.contains(&stance) { share(stance) } else { 0.0 }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Stance::{Cautious, None, Opposed, Supportive};

    #[test]
    fn what_cannot_be_gives_way_to_the_next() {
        let four = Probabilities([0.1, 0.5, 0.3, 0.1]);
        assert_eq!(four.verdict(), Cautious);
        let three = kept(four, &[Supportive, Opposed, None]);
        assert_eq!((three.verdict(), three.of(Cautious)), (Opposed, 0.0));
        assert!((three.confidence() - 0.6).abs() < 1e-12);
        let never = kept(Probabilities([0.0, 1.0, 0.0, 0.0]), &[Supportive, Opposed]);
        assert_eq!(never.0, [0.5, 0.0, 0.5, 0.0]);
    }
}
