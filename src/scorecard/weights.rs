//! How much each saying weighs, by who printed it.
mod read;

use super::Saying;
use std::collections::{BTreeMap, BTreeSet};

/// How much sayings weigh in net, shares, interval and headline; counts stay raw.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Weighting {
    /// Each the same.
    #[default]
    Each,
    /// Outlets weigh the same in a position, each spread over the sayings that it printed; what no known outlet printed is of one outlet.
    EqualOutlets,
    /// As outlets weigh.
    Outlets(Weights),
}

/// How much outlets weigh, in whatever case their names are written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights {
    /// By name, as the file has them.
    listed: BTreeMap<String, f64>,
    /// By name or alias, in lower case.
    known: BTreeMap<String, f64>,
    /// The listed name of each alias and name, in lower case.
    names: BTreeMap<String, String>,
}

/// A unit, and how much it weighs: above 0, the weights of a position summing to the number of sayings of one weight that would tell as much.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighed<'a> {
    /// A sure one.
    pub unit: &'a Saying,
    /// One where nothing else was asked for.
    pub weight: f64,
}

impl Weights {
    /// What an outlet weighs; one where it is not listed.
    pub fn of(&self, outlet: &str) -> f64 {
        self.known.get(&folded(outlet)).copied().unwrap_or(1.0)
    }

    /// The listed names with their weights, by name.
    pub fn listed(&self) -> impl Iterator<Item = (&str, f64)> {
        self.listed.iter().map(|(name, weight)| (name.as_str(), *weight))
    }

    /// Listed names that none of these outlets bears.
    pub fn unmet<'a>(&self, outlets: impl Iterator<Item = &'a str>) -> BTreeSet<&str> {
        let met: BTreeSet<&String> = outlets.filter_map(|outlet| self.names.get(&folded(outlet))).collect();
        self.listed.keys().filter(|name| !met.contains(name)).map(String::as_str).collect()
    }
}

fn folded(outlet: &str) -> String {
    outlet.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Weighting {
    /// Units with their weights, in their order. A saying that several listed outlets printed weighs as the heaviest: that lesser ones
    /// copied it takes nothing away from it. The weights are scaled to sum to `(sum w)^2 / sum w^2`, the effective number of Kish (1965),
    /// *Survey Sampling*: uneven weights tell less, and doubling them all tells nothing more.
    pub fn weigh<'a>(&self, units: &[&'a Saying]) -> Vec<Weighed<'a>> {
        let raw: Vec<f64> = match self {
            Weighting::Each => vec![1.0; units.len()],
            Weighting::EqualOutlets => by_outlet(units),
            Weighting::Outlets(weights) => units.iter().map(|unit| heaviest(unit, weights)).collect(),
        };
        let scale = raw.iter().sum::<f64>() / raw.iter().map(|weight| weight * weight).sum::<f64>();
        units.iter().zip(raw).map(|(unit, weight)| Weighed { unit, weight: weight * scale }).collect()
    }

    /// In a sentence that says what counts; empty where sayings weigh the same.
    pub fn words(&self) -> &'static str {
        match self {
            Weighting::Each => "",
            Weighting::EqualOutlets => "weighed so that all outlets of a position weigh the same",
            Weighting::Outlets(_) => "weighed by outlet",
        }
    }
}

fn heaviest(unit: &Saying, weights: &Weights) -> f64 {
    let known = unit.outlets.iter().map(|outlet| weights.of(outlet));
    known.max_by(f64::total_cmp).unwrap_or(1.0)
}

/// For each unit the sum over its outlets of one over the units of that outlet.
fn by_outlet(units: &[&Saying]) -> Vec<f64> {
    let outlets = |unit: &Saying| -> Vec<Option<String>> {
        if unit.outlets.is_empty() { vec![None] } else { unit.outlets.iter().cloned().map(Some).collect() }
    };
    let mut sizes: BTreeMap<Option<String>, f64> = BTreeMap::new();
    units.iter().flat_map(|unit| outlets(unit)).for_each(|outlet| *sizes.entry(outlet).or_default() += 1.0);
    units.iter().map(|unit| outlets(unit).iter().map(|outlet| 1.0 / sizes[outlet]).sum()).collect()
}

/// The mean of a figure of units by their weights; `None` of none.
pub fn mean(weighed: &[Weighed], figure: impl Fn(&Saying) -> f64) -> Option<f64> {
    let sum: f64 = weighed.iter().map(|weighed| weighed.weight * figure(weighed.unit)).sum();
    (!weighed.is_empty()).then(|| sum / weighed.iter().map(|weighed| weighed.weight).sum::<f64>())
}

/// Weights by verdict, in the order supportive, cautious, opposed.
pub fn sums(weighed: &[Weighed]) -> [f64; 3] {
    let mut sums = [0.0; 3];
    for Weighed { unit, weight } in weighed {
        sums.get_mut(unit.verdict() as usize).into_iter().for_each(|sum| *sum += weight);
    }
    sums
}

/// Shares under a Dirichlet prior of 0.5 per label, in the order of the sums; they sum to one.
pub fn shares(sums: [f64; 3]) -> [f64; 3] {
    sums.map(|sum| (sum + 0.5) / (sums.iter().sum::<f64>() + 1.5))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Kind;
    use crate::scorecard::example::{article, issues, said_in, sure};
    use crate::scorecard::{Headline, Options, Position, tally};
    use crate::stance::Stance;
    use std::path::Path;

    fn weights(text: &str) -> Weighting {
        Weighting::Outlets(Weights::parse(Path::new("outlets.toml"), text).unwrap())
    }

    fn rounded(weighting: &Weighting, outlets: &[&[&str]]) -> Vec<f64> {
        let sayings: Vec<Saying> = outlets.iter().enumerate().map(|(at, outlets)| said_in(at, outlets, Stance::Opposed)).collect();
        weighting.weigh(&sayings.iter().collect::<Vec<_>>()).iter().map(|weighed| (weighed.weight * 1e4).round() / 1e4).collect()
    }

    #[test]
    fn a_saying_weighs_as_the_heaviest_outlet_that_printed_it() {
        let halved =
            weights("[[outlet]]\nname = \"Herald\"\nweight = 3\naliases = [\"herald.example\"]\n[[outlet]]\nname = \"Post\"\nweight = 0.5");
        // Raw 3, 3, 1 and 0.5 sum to 7.5, their squares to 19.25: all are scaled by 7.5 / 19.25.
        let printed: [&[&str]; 4] = [&["HERALD", "Post"], &["herald.example"], &[], &["Post"]];
        assert_eq!(rounded(&halved, &printed), [1.1688, 1.1688, 0.3896, 0.1948]);
    }

    #[test]
    fn equal_weights_are_one_each_whatever_they_are() {
        let doubled = weights("[[outlet]]\nname = \"Herald\"\nweight = 2");
        assert_eq!(rounded(&doubled, &[&["Herald"], &["Herald"]]), [1.0, 1.0]);
        assert_eq!(rounded(&Weighting::Each, &[&["Herald"], &[]]), [1.0, 1.0]);
        assert_eq!(rounded(&Weighting::Each, &[]), [0.0; 0]);
    }

    #[test]
    fn outlets_weigh_the_same_however_much_they_print() {
        // Raw 1/3 three times and 1: the sum is 2, that of squares 4/3, and all are scaled by 3/2.
        let printed: [&[&str]; 4] = [&["Herald"], &["Herald"], &["Herald"], &["Post"]];
        assert_eq!(rounded(&Weighting::EqualOutlets, &printed), [0.5, 0.5, 0.5, 1.5]);
        assert_eq!(rounded(&Weighting::EqualOutlets, &[&["Herald", "Post"], &[]]), [1.2, 0.6]);
    }

    fn position(weighting: Weighting) -> Position {
        let story = |(id, outlet, stance): (&str, &str, Stance)| {
            article(id, outlet, "").says("Ada", Kind::Person, &format!("Ada |said |{id}."), 0, sure(stance, 0.9))
        };
        let herald = ["a", "b", "c", "d"].map(|id| (id, "Herald", Stance::Supportive));
        let told = herald.into_iter().chain([("e", "Post", Stance::Opposed)]);
        let options = Options { weighting, ..Options::default() };
        tally(&told.map(story).collect::<Vec<_>>(), &issues(&["A night ferry"]), &options)[0].positions[0].clone()
    }

    #[test]
    fn weights_decide_net_shares_and_headline_and_not_the_counts() {
        let (each, equal) = (position(Weighting::Each), position(Weighting::EqualOutlets));
        assert_eq!((each.headline, equal.headline), (Headline::Supportive, Headline::Mixed));
        assert_eq!(each.counts, equal.counts);
        // Each is (0.9 - 1/30) / (1 - 1/30): four for and one against, or as many on each side.
        assert!((each.net.unwrap() - 26.0 / 29.0 * 3.0 / 5.0).abs() < 1e-9 && equal.net.unwrap().abs() < 1e-9);
        // Weights of 0.4 four times and 1.6: as much as 3.2 sayings.
        let [supportive, cautious, opposed] = equal.shares;
        assert!((supportive - 2.1 / 4.7).abs() < 1e-9 && (cautious - 0.5 / 4.7).abs() < 1e-9 && (opposed - 2.1 / 4.7).abs() < 1e-9);
        let heavy = position(weights("[[outlet]]\nname = \"Post\"\nweight = 16"));
        assert_eq!(heavy.headline, Headline::Opposed, "sixteen of twenty");
        assert_eq!(heavy.fragile.rests_on.as_deref(), Some("Herald"), "the Post alone has one saying");
    }

    #[test]
    fn listed_outlets_that_no_article_has_are_told() {
        let Weighting::Outlets(weights) = weights("[[outlet]]\nname = \"Herald\"\nweight = 2\n[[outlet]]\nname = \"Echo\"\nweight = 2")
        else {
            panic!()
        };
        assert_eq!(weights.unmet(["herald", "Post"].into_iter()), BTreeSet::from(["Echo"]));
    }
}
