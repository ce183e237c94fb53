//! Krippendorff's alpha and percent agreement: any number of coders, who need not all have coded all.

/// How codes differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Codes are the same or they are not.
    Nominal,
    /// Codes are ranks: the more of what was coded lies between two, the more they differ.
    Ordinal,
}

/// Krippendorff's alpha: 1 - observed / expected disagreement over the pairs of codes of a unit. 1 where all agree, 0 where no more than by
/// chance, below where they systematically disagree. `None` where no unit has two codes, or where only one code was given at all.
///
/// After Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, <https://repository.upenn.edu/asc_papers/43>: a unit of m codes
/// adds 1 / (m - 1) for each ordered pair of them to the coincidences; units coded once are left out.
pub fn alpha<U: AsRef<[usize]>>(units: &[U], level: Level) -> Option<f64> {
    let coincidences = coincidences(units);
    let totals: Vec<f64> = coincidences.iter().map(|row| row.iter().sum()).collect();
    let total: f64 = totals.iter().sum();
    let (mut observed, mut expected) = (0.0, 0.0);
    for high in 1..totals.len() {
        for low in 0..high {
            let difference = level.difference(&totals, low, high);
            observed += coincidences[low][high] * difference;
            expected += totals[low] * totals[high] * difference;
        }
    }
    (expected > 0.0).then(|| 1.0 - (total - 1.0) * observed / expected)
}

impl Level {
    /// The squared difference of two codes, the lower first, where each code was given so often in all.
    fn difference(self, totals: &[f64], low: usize, high: usize) -> f64 {
        match self {
            Level::Nominal => 1.0,
            Level::Ordinal => (totals[low..=high].iter().sum::<f64>() - (totals[low] + totals[high]) / 2.0).powi(2),
        }
    }
}

/// How often codes meet in a unit: a symmetric table.
fn coincidences<U: AsRef<[usize]>>(units: &[U]) -> Vec<Vec<f64>> {
    let coded = || units.iter().map(AsRef::as_ref).filter(|codes| codes.len() > 1);
    let categories = coded().flatten().max().map_or(0, |highest| highest + 1);
    let mut table = vec![vec![0.0; categories]; categories];
    for codes in coded() {
        let weight = 1.0 / (codes.len() - 1) as f64;
        for (at, one) in codes.iter().enumerate() {
            for (_, other) in codes.iter().enumerate().filter(|(other, _)| *other != at) {
                table[*one][*other] += weight;
            }
        }
    }
    table
}

/// The share of the pairs of codes of a unit that are the same, all pairs alike; of two coders the share of units on which they agree.
/// `None` where no unit has two codes.
pub fn percent<U: AsRef<[usize]>>(units: &[U]) -> Option<f64> {
    let (mut same, mut pairs) = (0, 0);
    for codes in units.iter().map(AsRef::as_ref) {
        for (at, code) in codes.iter().enumerate() {
            same += codes[..at].iter().filter(|earlier| *earlier == code).count();
            pairs += at;
        }
    }
    (pairs > 0).then(|| f64::from(same as u32) / f64::from(pairs as u32))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Units from words, a digit a code.
    fn units(words: &str) -> Vec<Vec<usize>> {
        words.split(' ').map(|unit| unit.bytes().map(|digit| usize::from(digit - b'0')).collect()).collect()
    }

    fn thousandths(figure: Option<f64>) -> f64 {
        (figure.unwrap() * 1e3).round()
    }

    #[test]
    fn krippendorffs_own_examples() {
        // Krippendorff (2011): two observers of ten units, 0.095; of twelve, 0.692; four, who did not all code all twelve: 0.743 and, ordinal, 0.815.
        assert_eq!(thousandths(alpha(&units("01 11 01 00 00 01 00 00 10 00"), Level::Nominal)), 95.0);
        assert_eq!(thousandths(alpha(&units("01 00 11 11 31 22 22 22 44 33 33 03"), Level::Nominal)), 692.0);
        let four = units("111 2232 3333 3333 2222 1234 4444 1121 2222 555 11 3");
        assert_eq!(thousandths(alpha(&four, Level::Nominal)), 743.0);
        assert_eq!(thousandths(alpha(&four, Level::Ordinal)), 815.0);
    }

    #[test]
    fn pairs_of_codes_are_counted_alike() {
        // One pair of one, one of three and none of one.
        assert_eq!(percent(&units("11 122 3")), Some(0.5));
        assert_eq!(percent(&units("1 2")), None);
    }

    #[test]
    fn what_cannot_be_told_has_no_figure() {
        for alike in ["1 2 3", "11 11", "0"] {
            assert_eq!(alpha(&units(alike), Level::Ordinal), None, "{alike}");
        }
        assert_eq!(alpha::<Vec<usize>>(&[], Level::Nominal), None);
    }

    proptest! {
        #[test]
        fn two_ranks_are_as_two_names(codes in prop::collection::vec(prop::collection::vec(0..2usize, 0..4), 0..9)) {
            let (nominal, ordinal) = (alpha(&codes, Level::Nominal), alpha(&codes, Level::Ordinal));
            prop_assert_eq!(nominal.map(|alpha| (alpha * 1e9).round()), ordinal.map(|alpha| (alpha * 1e9).round()));
            prop_assert!(nominal.is_none_or(|alpha| (-1.0..=1.0).contains(&alpha)));
        }
    }
}
