//! Temperature and the threshold for `unsure`, fitted on pairs that trained nothing.
use crate::stance::{Probabilities, Stance};

/// Logits of one pair beside its label.
pub type Labelled = ([f64; 4], Stance);

/// The temperature in [0.25, 8] with the least negative log likelihood, by golden-section search over its logarithm.
///
/// Guo et al., On Calibration of Modern Neural Networks, 2017.
pub fn temperature(pairs: &[Labelled]) -> f64 {
    let loss = |log: f64| -> f64 {
        pairs.iter().map(|(logits, label)| -Probabilities::from_logits(*logits, log.exp()).of(*label).max(1e-12).ln()).sum()
    };
    let golden = (5f64.sqrt() - 1.0) / 2.0;
    let (mut low, mut high) = (0.25f64.ln(), 8f64.ln());
    for _ in 0..40 {
        let (left, right) = (high - golden * (high - low), low + golden * (high - low));
        if loss(left) < loss(right) { high = right } else { low = left }
    }
    ((low + high) / 2.0).exp()
}

/// The highest threshold in steps of 0.01 under which at least `keep` of the pairs that carry a stance stay sure.
pub fn threshold(pairs: &[Labelled], temperature: f64, keep: f64) -> f64 {
    let mut sure: Vec<f64> = pairs
        .iter()
        .filter(|(_, label)| *label != Stance::None)
        .map(|(logits, _)| Probabilities::from_logits(*logits, temperature).confidence())
        .collect();
    sure.sort_by(f64::total_cmp);
    let dropped = ((1.0 - keep) * sure.len() as f64).floor() as usize;
    sure.get(dropped).map_or(0.0, |lowest| (lowest * 100.0).floor() / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overconfident_logits_are_cooled() {
        // four in five right at logits that claim 98%
        let pairs: Vec<Labelled> =
            (0..100).map(|index| ([4.0, 0.0, 0.0, -10.0], if index % 5 == 0 { Stance::Opposed } else { Stance::Supportive })).collect();
        let temperature = temperature(&pairs);
        let confidence = Probabilities::from_logits(pairs[0].0, temperature).confidence();
        assert!(temperature > 1.2, "{temperature}");
        assert!((confidence - 0.8).abs() < 0.05, "{confidence}");
    }

    #[test]
    fn the_threshold_keeps_the_share_it_was_told_to() {
        let pairs: Vec<Labelled> = (1..=100).map(|index| ([f64::from(index) / 20.0, 0.0, 0.0, 0.0], Stance::Supportive)).collect();
        let threshold = threshold(&pairs, 1.0, 0.9);
        let sure = pairs.iter().filter(|(logits, _)| Probabilities::from_logits(*logits, 1.0).confidence() >= threshold).count();
        assert!((90..=92).contains(&sure), "{sure}");
    }
}
