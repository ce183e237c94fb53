//! The one word for a position, from the verdicts of its sayings.
use super::weights::sums;
use super::{Options, Saying};
use crate::stance::Stance;
use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// So much of a sum of weights may be lost in rounding; a share that misses a bound by less is on it.
const ROUNDING: f64 = 1e-9;

/// What a position comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Headline {
    /// At least two thirds of the sayings are.
    Supportive,
    /// Neither pole prevails.
    Cautious,
    /// At least two thirds of the sayings are.
    Opposed,
    /// Each pole has at least a quarter of the sayings.
    Mixed,
    /// At least two dated sayings of each pole, all of one before all of the other.
    Changed,
    /// Fewer sayings than asked for. With [`Unit::Statement`](super::Unit) these rules count statements in the place of sayings.
    TooFew,
    /// No saying is sure.
    Unsure,
}

impl Headline {
    /// The first rule that fits; `sayings` may hold unsure ones and those without a stance, which count only for *unsure*.
    pub fn of(sayings: &[Saying], min_sayings: usize) -> Headline {
        Headline::under(&sayings.iter().collect::<Vec<_>>(), &Options { min_sayings, ..Options::default() }).0
    }

    /// The same under options, whose weights decide the shares, with the later pole where it is *changed*. How few sayings there are and
    /// what came before what is told from their raw number.
    pub fn under(sayings: &[&Saying], options: &Options) -> (Headline, Option<Stance>) {
        let sure: Vec<&Saying> = sayings.iter().copied().filter(|saying| saying.is_sure()).collect();
        let [supportive, cautious, opposed] = sums(&options.weighting.weigh(&sure));
        let total = (supportive + cautious + opposed) * (1.0 - ROUNDING);
        let turned_to = turned_to(&sure);
        let headline = match () {
            _ if sure.is_empty() && sayings.iter().any(|saying| saying.has_stance()) => Headline::Unsure,
            _ if sure.is_empty() || sure.len() < options.min_sayings => Headline::TooFew,
            _ if turned_to.is_some() => Headline::Changed,
            _ if 4.0 * supportive >= total && 4.0 * opposed >= total => Headline::Mixed,
            _ if 3.0 * supportive >= 2.0 * total => Headline::Supportive,
            _ if 3.0 * opposed >= 2.0 * total => Headline::Opposed,
            _ => Headline::Cautious,
        };
        (headline, turned_to.filter(|_| headline == Headline::Changed))
    }

    /// The word used on every page and in every file.
    pub fn word(self) -> &'static str {
        match self {
            Headline::Supportive => "supportive",
            Headline::Cautious => "cautious",
            Headline::Opposed => "opposed",
            Headline::Mixed => "mixed",
            Headline::Changed => "changed",
            Headline::TooFew => "too few",
            Headline::Unsure => "unsure",
        }
    }
}

impl Serialize for Headline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.word().serialize(serializer)
    }
}

/// The later pole, where at least two dated sayings of each pole lie on different sides of a day.
pub fn turned_to(sayings: &[&Saying]) -> Option<Stance> {
    let (first_for, last_for) = reach(sayings, Stance::Supportive)?;
    let (first_against, last_against) = reach(sayings, Stance::Opposed)?;
    if last_for < first_against { Some(Stance::Opposed) } else { (last_against < first_for).then_some(Stance::Supportive) }
}

/// The first and the last day of a pole; `None` with fewer than two dated sayings.
fn reach(sayings: &[&Saying], pole: Stance) -> Option<(Date, Date)> {
    let of_pole = sayings.iter().filter(|saying| saying.is_sure() && saying.verdict() == pole);
    let days: Vec<Date> = of_pole.filter_map(|saying| saying.date).collect();
    let (first, last) = (days.iter().min()?, days.iter().max()?);
    (days.len() >= 2).then_some((*first, *last))
}
