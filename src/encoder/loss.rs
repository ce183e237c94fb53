//! What a training wants of a row, and how far logits are from it.
use crate::stance::{Lean, Stance};
use tch::{Device, Kind, Tensor};

/// The wanted outcomes of one row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// Wanted probabilities of the stances; one is 1 where only a label is known.
    pub stance: [f64; 4],
    /// The outcomes that this row's data set can tell apart; the others are left out of the softmax.
    pub outcomes: [bool; 4],
    /// The wanted lean, where coded.
    pub lean: Option<Lean>,
    /// Whether the stance is only relayed, where coded.
    pub relayed: Option<bool>,
    /// Whether the stance is of a time past, where coded.
    pub past: Option<bool>,
    /// How much the row counts.
    pub weight: f64,
}

/// Added to the logits of outcomes that do not take part.
const LEFT_OUT: f64 = -1e4;

impl Target {
    /// Nothing is wanted yet; every outcome may be, and it counts as one.
    pub const ANY: Target = Target { stance: [0.0; 4], outcomes: [true; 4], lean: None, relayed: None, past: None, weight: 1.0 };

    /// The same row with its issue worded the other way round.
    pub fn reversed(self) -> Target {
        let [supportive, cautious, opposed, none] = self.stance;
        let lean = self.lean.map(|lean| match lean {
            Lean::For => Lean::Against,
            Lean::Against => Lean::For,
            Lean::Even => Lean::Even,
        });
        Target { stance: [opposed, cautious, supportive, none], lean, ..self }
    }
}

/// Weighted mean cross-entropy of the stance, plus `side_weight` times those of lean, relayed and past over the rows that are coded so.
/// `logits` is rows x `LOGITS`, `class_weights` in the order of [`Stance::ALL`].
pub fn loss(logits: &Tensor, targets: &[Target], class_weights: &[f64; 4], side_weight: f64) -> Tensor {
    let device = logits.device();
    let wanted = table(
        targets,
        |target| Stance::ALL.map(|stance| target.weight * class_weights[stance as usize] * target.stance[stance as usize]),
        device,
    );
    let left_out = table(targets, |target| target.outcomes.map(|takes_part| if takes_part { 0.0 } else { LEFT_OUT }), device);
    let stance = entropy(&(logits.narrow(1, 0, 4) + left_out), &wanted);
    if side_weight == 0.0 {
        return stance;
    }
    let leans = table(targets, |target| Lean::ALL.map(|lean| if target.lean == Some(lean) { target.weight } else { 0.0 }), device);
    let lean = entropy(&logits.narrow(1, 4, 3), &leans);
    // a binary logit against zero is a softmax over two
    let binary = |column: i64, of: fn(&Target) -> Option<bool>| {
        let wanted =
            table(targets, |target| [false, true].map(|value| if of(target) == Some(value) { target.weight } else { 0.0 }), device);
        let logit = logits.narrow(1, column, 1);
        entropy(&Tensor::cat(&[logit.zeros_like(), logit], 1), &wanted)
    };
    stance + (lean + binary(7, |target| target.relayed) + binary(8, |target| target.past)) * side_weight
}

fn table<const N: usize>(targets: &[Target], row: impl Fn(&Target) -> [f64; N], device: Device) -> Tensor {
    let cells: Vec<f32> = targets.iter().flat_map(|target| row(target).map(|cell| cell as f32)).collect();
    Tensor::from_slice(&cells).view([targets.len() as i64, N as i64]).to_device(device)
}

/// Cross-entropy with the wanted weights, over their sum; 0 where nothing is wanted.
fn entropy(logits: &Tensor, wanted: &Tensor) -> Tensor {
    let sum = wanted.sum(Kind::Float).clamp_min(1e-6);
    -(logits.log_softmax(-1, Kind::Float) * wanted).sum(Kind::Float) / sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(stance: Stance) -> Target {
        let mut wanted = [0.0; 4];
        wanted[stance as usize] = 1.0;
        Target { stance: wanted, outcomes: [true; 4], lean: None, relayed: None, past: None, weight: 1.0 }
    }

    fn of(logits: [f32; 9], targets: &[Target], side_weight: f64) -> f64 {
        let rows = logits.repeat(targets.len());
        let logits = Tensor::from_slice(&rows).view([targets.len() as i64, 9]);
        loss(&logits, targets, &[1.0; 4], side_weight).double_value(&[])
    }

    #[test]
    fn an_outcome_left_out_takes_no_probability() {
        let even = [0.0; 9];
        let all = target(Stance::Opposed);
        let two = Target { outcomes: [true, false, true, false], ..all };
        assert!((of(even, &[all], 0.0) - 4f64.ln()).abs() < 1e-5);
        assert!((of(even, &[two], 0.0) - 2f64.ln()).abs() < 1e-5);
    }

    #[test]
    fn side_losses_count_only_what_is_coded() {
        let even = [0.0; 9];
        let plain = target(Stance::Cautious);
        let coded = Target { lean: Some(Lean::Even), past: Some(true), ..plain };
        assert_eq!(of(even, &[plain], 0.5), of(even, &[plain], 0.0));
        let extra = of(even, &[plain, coded], 0.5) - of(even, &[plain, coded], 0.0);
        assert!((extra - 0.5 * (3f64.ln() + 2f64.ln())).abs() < 1e-5, "{extra}");
    }

    #[test]
    fn a_reversed_issue_swaps_the_poles_and_the_lean() {
        let cautious = Target { stance: [0.1, 0.6, 0.2, 0.1], lean: Some(Lean::For), ..target(Stance::None) };
        let reversed = cautious.reversed();
        assert_eq!((reversed.stance, reversed.lean), ([0.2, 0.6, 0.1, 0.1], Some(Lean::Against)));
        assert_eq!(reversed.reversed(), cautious);
    }
}
