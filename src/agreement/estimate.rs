//! A figure with its interval, by the bootstrap.
use crate::chance::chance;
use crate::round::round;
use rand::Rng;
use serde::{Serialize, Serializer};

/// How often units are drawn anew.
const DRAWS: usize = 2_000;
const SEED: u64 = 0xc0de5;

/// A figure of a sample of units with its 95% interval. Written to JSON rounded to four decimals.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// The figure of the sample.
    #[serde(serialize_with = "rounded")]
    pub value: f64,
    /// Lower end of the interval; never above the value.
    #[serde(serialize_with = "rounded")]
    pub low: f64,
    /// Upper end of the interval; never below the value.
    #[serde(serialize_with = "rounded")]
    pub high: f64,
    /// Units in the sample.
    pub n: usize,
}

impl Estimate {
    /// The figure with the percentile bootstrap interval over units: from the 2.5% to the 97.5% quantile of the figure in 2,000 samples of
    /// as many units, drawn with replacement (Efron & Tibshirani 1993, An Introduction to the Bootstrap, chapter 13; for kappa and alpha
    /// Zapf et al. 2016, BMC Medical Research Methodology 16:93). Units that hang together, such as sentences of one article, are given
    /// as one unit. Samples without a figure, such as those of one category alone, are left out. Where all agree the interval has no
    /// width: it then tells nothing of how sure that is, and `n` does. `None` where the whole sample has no figure.
    ///
    /// The draws follow from `purpose` and the number of units; the units must come in an order of their own, not that of files.
    pub fn of<T>(units: &[T], purpose: &str, figure: impl Fn(&[&T]) -> Option<f64>) -> Option<Estimate> {
        let value = figure(&units.iter().collect::<Vec<_>>())?;
        let mut chance = chance(SEED, purpose.as_bytes());
        let mut draw = || (0..units.len()).map(|_| &units[chance.random_range(0..units.len())]).collect::<Vec<_>>();
        let mut drawn: Vec<f64> = (0..DRAWS).filter_map(|_| figure(&draw())).collect();
        drawn.sort_unstable_by(f64::total_cmp);
        let quantile = |share: f64| drawn.get((share * drawn.len().saturating_sub(1) as f64).round() as usize).copied().unwrap_or(value);
        Some(Estimate { value, low: quantile(0.025).min(value), high: quantile(0.975).max(value), n: units.len() })
    }
}

fn rounded<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(round(*value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(drawn: &[&f64]) -> Option<f64> {
        (!drawn.is_empty()).then(|| drawn.iter().copied().sum::<f64>() / drawn.len() as f64)
    }

    #[test]
    fn the_interval_of_a_share_is_that_of_the_normal_distribution() {
        // 0.7 of 400: 1.96 * sqrt(0.7 * 0.3 / 400) = 0.0449 to both sides.
        let units: Vec<f64> = (0..400).map(|at| f64::from(at % 10 < 7)).collect();
        let Estimate { value, low, high, n } = Estimate::of(&units, "test", mean).unwrap();
        assert!((value - 0.7).abs() < 1e-9 && (low - 0.655).abs() < 0.006 && (high - 0.745).abs() < 0.006, "{low} {high}");
        assert_eq!((n, Estimate::of(&units, "test", mean)), (400, Estimate::of(&units, "test", mean)));
        assert_ne!(Estimate::of(&units, "test", mean), Estimate::of(&units, "other", mean));
    }

    #[test]
    fn what_has_no_figure_has_no_estimate() {
        assert_eq!(Estimate::of(&[], "test", mean), None);
        let one = Estimate::of(&[1.0 / 3.0], "test", mean).unwrap();
        assert_eq!(serde_json::to_string(&one).unwrap(), r#"{"value":0.3333,"low":0.3333,"high":0.3333,"n":1}"#);
    }
}
