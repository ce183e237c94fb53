//! Cohen's kappa: two coders.
use super::alpha::percent;
use super::estimate::Estimate;
use serde::Serialize;

/// Cohen's kappa of units coded by two: (p - e) / (1 - e), with p the share of units on which they agree and e the share that would be
/// expected if each gave its codes by chance, as often as it does (Cohen 1960, Educational and Psychological Measurement 20:37-46). 1 where
/// they always agree, 0 where no more than by chance. `None` where there are no units or both coders gave one and the same code only.
pub fn kappa(units: &[&[usize; 2]]) -> Option<f64> {
    let categories = units.iter().flat_map(|codes| codes.iter()).max()? + 1;
    let n = units.len() as f64;
    let mut shares = [vec![0.0; categories], vec![0.0; categories]];
    for codes in units {
        (0..2).for_each(|coder| shares[coder][codes[coder]] += 1.0 / n);
    }
    let expected: f64 = shares[0].iter().zip(&shares[1]).map(|(one, other)| one * other).sum();
    let agreed = units.iter().filter(|[one, other]| one == other).count() as f64 / n;
    (expected < 1.0 - 1e-12).then(|| (agreed - expected) / (1.0 - expected))
}

/// How far two coders agree on the units that both coded.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Pairwise {
    /// Units that both coded.
    pub n: usize,
    /// The share on which they agree; `None` without units.
    pub percent: Option<Estimate>,
    /// [`kappa`]; `None` where it is not defined.
    pub kappa: Option<Estimate>,
}

impl Pairwise {
    /// Of pairs of codes, the same coder's first in each.
    pub fn of(units: &[[usize; 2]]) -> Pairwise {
        Pairwise {
            n: units.len(),
            percent: Estimate::of(units, "percent", |drawn| percent(drawn)),
            kappa: Estimate::of(units, "kappa", kappa),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many units for each cell of a table, the first coder's codes in rows.
    fn table<const N: usize>(cells: [[usize; N]; N]) -> Vec<[usize; 2]> {
        let cell = |row: usize, column: usize| std::iter::repeat_n([row, column], cells[row][column]);
        (0..N).flat_map(|row| (0..N).flat_map(move |column| cell(row, column))).collect()
    }

    #[test]
    fn cohens_own_example() {
        // Cohen (1960): agreement 0.70, by chance 0.41, kappa 0.492.
        let pairwise = Pairwise::of(&table([[88, 14, 18], [10, 40, 10], [2, 6, 12]]));
        let (percent, kappa) = (pairwise.percent.unwrap(), pairwise.kappa.unwrap());
        assert_eq!((pairwise.n, (percent.value * 1e3).round(), (kappa.value * 1e3).round()), (200, 700.0, 492.0));
        // The standard error of kappa by Fleiss, Cohen & Everitt (1969) is 0.0540 there: 1.96 of them are 0.106.
        assert!((kappa.value - kappa.low - 0.106).abs() < 0.02 && (kappa.high - kappa.value - 0.106).abs() < 0.02, "{kappa:?}");
    }

    #[test]
    fn chance_alone_gives_nought_and_one_code_alone_nothing() {
        let of = |units: &[[usize; 2]]| kappa(&units.iter().collect::<Vec<_>>());
        assert!(of(&table([[9, 3], [3, 1]])).unwrap().abs() < 1e-12);
        assert_eq!(of(&table([[3, 0], [0, 2]])), Some(1.0));
        assert_eq!((of(&[[1, 1], [1, 1]]), of(&[])), (None, None));
        assert_eq!(Pairwise::of(&[]), Pairwise { n: 0, percent: None, kappa: None });
    }
}
