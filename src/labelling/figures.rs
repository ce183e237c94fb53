//! How far coders agree with one another, and the classifier with them.
use super::merge::{Coded, Merged};
use crate::agreement::{Estimate, Level, Pairwise, alpha, percent};
use crate::stance::Stance;

/// What can be said of the labels of several coders.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// Units labelled by two coders or more.
    pub n_double: usize,
    /// The share of pairs of labels that agree, over those units.
    pub percent: Option<Estimate>,
    /// Krippendorff's alpha over the four labels.
    pub nominal: Option<Estimate>,
    /// Krippendorff's alpha over opposed < cautious < supportive; labels of `none` are left out.
    pub ordinal: Option<Estimate>,
    /// Each two coders who labelled something in common.
    pub pairs: Vec<Two>,
    /// The classifier beside each coder, and last, as `all`, beside what was decided or has a majority: on the audit slice alone.
    pub machine: Vec<Two>,
}

/// Two who labelled the same units.
#[derive(Clone, Debug, PartialEq)]
pub struct Two {
    /// The one, and the other.
    pub names: [String; 2],
    /// How far they agree.
    pub agreement: Pairwise,
    /// Units by the label of the one (rows) and of the other (columns), in the order of [`Stance::ALL`].
    pub confusion: [[usize; 4]; 4],
}

impl Two {
    fn of(names: [&str; 2], labels: &[[Stance; 2]]) -> Two {
        let codes: Vec<[usize; 2]> = labels.iter().map(|both| both.map(|stance| stance as usize)).collect();
        let mut confusion = [[0; 4]; 4];
        codes.iter().for_each(|[one, other]| confusion[*one][*other] += 1);
        Two { names: names.map(str::to_string), agreement: Pairwise::of(&codes), confusion }
    }

    /// Units on which both see a side, and those of them on which it is not the same.
    pub fn reversed(&self) -> (usize, usize) {
        let (supportive, opposed) = (Stance::Supportive as usize, Stance::Opposed as usize);
        let at = |one: usize, other: usize| self.confusion[one][other];
        let reversed = at(supportive, opposed) + at(opposed, supportive);
        (reversed + at(supportive, supportive) + at(opposed, opposed), reversed)
    }
}

/// What the classifier is called among coders.
pub const MACHINE: &str = "machine";

/// All figures of merged labels.
pub fn figures(merged: &Merged) -> Figures {
    let coded = &merged.coded;
    let codes: Vec<Vec<usize>> =
        coded.iter().map(|coded| codes(coded, |stance| Some(stance as usize))).filter(|codes| codes.len() > 1).collect();
    let ranks: Vec<Vec<usize>> = coded.iter().map(|coded| self::codes(coded, rank)).filter(|codes| codes.len() > 1).collect();
    let names: Vec<&str> = merged.coders.keys().map(String::as_str).collect();
    let both = |one: &str, other: &str| common(coded, |coded| Some([*coded.labels.get(one)?, *coded.labels.get(other)?]));
    let pairs = names.iter().enumerate().flat_map(|(at, one)| names[at + 1..].iter().map(move |other| [*one, *other]));
    let machine = |name: &str| {
        let label = |coded: &Coded| if name == "all" { coded.label() } else { coded.labels.get(name).copied() };
        Two::of([MACHINE, name], &common(coded, |coded| coded.is_audit().then_some([coded.unit.predicted()?, label(coded)?])))
    };
    let all = (names.len() > 1).then_some("all");
    Figures {
        n_double: codes.len(),
        percent: Estimate::of(&codes, "labels: percent", |drawn| percent(drawn)),
        nominal: Estimate::of(&codes, "labels: nominal", |drawn| alpha(drawn, Level::Nominal)),
        ordinal: Estimate::of(&ranks, "labels: ordinal", |drawn| alpha(drawn, Level::Ordinal)),
        pairs: pairs.map(|[one, other]| Two::of([one, other], &both(one, other))).filter(|two| two.agreement.n > 0).collect(),
        machine: names.iter().copied().chain(all).map(machine).filter(|two| two.agreement.n > 0).collect(),
    }
}

fn codes(coded: &Coded, code: impl Fn(Stance) -> Option<usize>) -> Vec<usize> {
    coded.labels.values().filter_map(|stance| code(*stance)).collect()
}

fn rank(stance: Stance) -> Option<usize> {
    [Stance::Opposed, Stance::Cautious, Stance::Supportive].iter().position(|ranked| *ranked == stance)
}

fn common(coded: &[Coded], both: impl Fn(&Coded) -> Option<[Stance; 2]>) -> Vec<[Stance; 2]> {
    coded.iter().filter_map(both).collect()
}

#[cfg(test)]
mod tests {
    use super::super::merge::{merge, tests::record};
    use super::super::unit::tests::unit;
    use super::super::{Given, Slice};
    use super::*;

    /// Units with what the machine predicts and what two coders gave, by first letter.
    fn merged(rows: &str) -> Merged {
        let label = |letter: char| Given::from_word(&letter.to_string()).unwrap();
        let records = rows.split(' ').enumerate().flat_map(|(at, row)| {
            let letters: Vec<char> = row.chars().collect();
            let Given::Label(predicted) = label(letters[0]) else { unreachable!() };
            let mut four = [0.1; 4];
            four[predicted as usize] = 0.7;
            let mut unit = unit("a", &format!("Ada said {at}."), "Ada", four);
            unit.slice = Some(if at < 6 { Slice::Audit } else { Slice::Diverse });
            [record("ann", &unit, label(letters[1])), record("bea", &unit, label(letters[2]))]
        });
        merge(records.collect())
    }

    #[test]
    fn coders_agree_with_one_another_and_the_machine_with_them() {
        // Ann and Bea agree on 7 of 9; the machine agrees with Ann on 4 of the 6 of the audit, one of them the other way round.
        let figures = figures(&merged("sss ooo nnn ssc soo ncn ooo s?s nnn coo"));
        assert_eq!(figures.n_double, 9);
        let thousandths = |estimate: Option<Estimate>| (estimate.unwrap().value * 1e3).round();
        assert_eq!(thousandths(figures.percent), 778.0);
        let [pair] = &figures.pairs[..] else { panic!() };
        assert_eq!((pair.names.clone(), pair.agreement.n), (["ann".to_string(), "bea".to_string()], 9));
        assert_eq!(pair.confusion, [[1, 1, 0, 0], [0, 0, 0, 1], [0, 0, 4, 0], [0, 0, 0, 2]]);
        // Expected by chance: (2 * 1 + 1 * 1 + 4 * 4 + 2 * 3) / 81 = 25 / 81.
        assert_eq!(thousandths(pair.agreement.kappa), (((7.0 / 9.0 - 25.0 / 81.0) / (56.0 / 81.0)) * 1e3_f64).round());
        let names: Vec<&str> = figures.machine.iter().map(|two| two.names[1].as_str()).collect();
        assert_eq!(names, ["ann", "bea", "all"]);
        let of_ann = &figures.machine[0];
        assert_eq!((of_ann.agreement.n, thousandths(of_ann.agreement.percent), of_ann.reversed()), (6, 667.0, (4, 1)));
        assert_eq!(figures.machine[2].agreement.n, 4, "ties are left out");
    }

    #[test]
    fn ranks_leave_none_out() {
        let figures = figures(&merged("sss ooo scc nsn"));
        // Three units of two ranks each, all alike: no disagreement.
        assert_eq!(figures.ordinal.map(|estimate| (estimate.value, estimate.n)), Some((1.0, 3)));
        assert!(figures.nominal.unwrap().value < 1.0);
    }

    #[test]
    fn one_coder_agrees_with_nobody() {
        let unit = unit("a", "Ada said it.", "Ada", [0.7, 0.1, 0.1, 0.1]);
        let figures = figures(&merge(vec![record("ann", &unit, Given::Label(Stance::Supportive))]));
        assert_eq!((figures.n_double, figures.percent, figures.nominal, figures.pairs.len()), (0, None, None, 0));
        assert_eq!((figures.machine.len(), figures.machine[0].agreement.kappa), (1, None));
    }
}
