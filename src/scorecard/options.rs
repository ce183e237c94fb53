//! What decides what counts.
use super::{Confusion, Pooling, Reason, Weighting};
use crate::actor::registry::Belonging;
use crate::stance::{Judgement, Stance};
use crate::statement::{Evidence, Statement};
use jiff::civil::Date;

/// What decides which sayings make a position.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// With fewer sure units than this a position is "too few".
    pub min_sayings: usize,
    /// What counts as one.
    pub unit: Unit,
    /// What counts beside first-hand, current statements.
    pub include: Include,
    /// The days of first appearance that count.
    pub period: Period,
    /// A statement whose attribution is less sure than this does not count, in [0, 1].
    pub min_attribution: f64,
    /// The probability of a stance, in [0, 1], from which on one counts of an actor who is merely mentioned.
    pub min_mentioned: f64,
    /// Whom a statement counts for where the speaker speaks for another.
    pub holder: Holder,
    /// What the holder stands for, where a file of actors says that he or she belongs to one on the day of the article; `None` leaves
    /// everyone alone.
    pub roll_up: Option<Belonging>,
    /// How much each saying weighs.
    pub weighting: Weighting,
    /// How the judgements of an article become a saying, and when it is unsure.
    pub pooling: Pooling,
    /// How sayings err, for the intervals; `None` where that was not measured, and what sayings claim is believed.
    pub confusion: Option<Confusion>,
}

/// Chosen on coded articles that trained nothing: of five thresholds the one under which tables of actors and issues are best.
const MENTIONED: f64 = 0.8;

impl Default for Options {
    /// Two sayings at least, first-hand and current, of any day or none, however attributed, each for its speaker alone; the weighted
    /// mean, and nothing unsure.
    fn default() -> Options {
        Options {
            min_sayings: 2,
            unit: Unit::Saying,
            include: Include::default(),
            period: Period::ALL,
            min_attribution: 0.0,
            min_mentioned: MENTIONED,
            holder: Holder::default(),
            roll_up: None,
            weighting: Weighting::default(),
            pooling: Pooling::default(),
            confusion: None,
        }
    }
}

impl Options {
    /// Why a judgement of a statement joins no unit, whenever that appeared; `None` where it does. What the judgement is comes before what
    /// was asked for.
    pub(super) fn bar(&self, statement: &Statement, judgement: &Judgement) -> Option<Reason> {
        let attribution = || (statement.confidence < self.min_attribution).then_some(Reason::Attribution);
        let stance = 1.0 - judgement.probabilities.of(Stance::None);
        let mention = || (statement.evidence == Evidence::Mention && stance < self.min_mentioned).then_some(Reason::Mention);
        self.include.bar(judgement).or_else(mention).or_else(attribution)
    }
}

/// Whom a statement counts for where the speaker speaks for another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Holder {
    /// The one who speaks, such as a spokesperson known by name.
    #[default]
    Speaker,
    /// The one spoken for, where there is one.
    Principal,
}

impl Holder {
    /// The word used in every file.
    pub fn word(self) -> &'static str {
        match self {
            Holder::Speaker => "speaker",
            Holder::Principal => "principal",
        }
    }

    /// The index of the actor that a statement counts for; `None` where it is unknown.
    pub(super) fn of(self, statement: &Statement) -> Option<usize> {
        match self {
            Holder::Speaker => statement.speaker,
            Holder::Principal => statement.speaks_for.or(statement.speaker),
        }
    }
}

/// What counts as one in counts, shares, headline and net.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// What an actor said on an issue in one article, its statements there taken together.
    #[default]
    Saying,
    /// Each statement with a stance by itself.
    Statement,
}

impl Unit {
    /// The noun for one, which is the word used in every file.
    pub fn word(self) -> &'static str {
        match self {
            Unit::Saying => "saying",
            Unit::Statement => "statement",
        }
    }
}

/// What counts beside first-hand, current statements; a statement that is relayed and past needs both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Include {
    /// Stances that another actor reports of the speaker.
    pub relayed: bool,
    /// Stances of a time past.
    pub past: bool,
}

impl Include {
    /// The words of what is included.
    pub fn words(self) -> Vec<&'static str> {
        [("relayed", self.relayed), ("past", self.past)].into_iter().filter(|(_, included)| *included).map(|(word, _)| word).collect()
    }

    pub(super) fn bar(self, judgement: &Judgement) -> Option<Reason> {
        match () {
            _ if is_relayed(judgement) && !self.relayed => Some(Reason::Relayed),
            _ if is_past(judgement) && !self.past => Some(Reason::Past),
            _ => None,
        }
    }
}

/// Whether a judgement makes a position by default: first-hand and current ones do.
pub fn makes_position(judgement: &Judgement) -> bool {
    Include::default().bar(judgement).is_none()
}

/// Whether a stance is relayed is for the model to tell. The rules that read the statement find one in nine of the relayed stances and
/// one in six of the past ones, most of what they call so is not, and together with the model they do worse than the model alone.
pub(super) fn is_relayed(judgement: &Judgement) -> bool {
    judgement.relayed >= 0.5
}

pub(super) fn is_past(judgement: &Judgement) -> bool {
    judgement.past >= 0.5
}

/// Days, both ends included; with an end that is open on both sides also what has no date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    since: Option<Date>,
    until: Option<Date>,
}

impl Period {
    /// All days, and what is undated.
    pub const ALL: Period = Period { since: None, until: None };

    /// From the first day to the last one; `None` leaves an end open. Fails where the first comes after the last.
    pub fn new(since: Option<Date>, until: Option<Date>) -> Result<Period, String> {
        match (since, until) {
            (Some(since), Some(until)) if since > until => Err(format!("the period ends before it begins: {since} is after {until}")),
            _ => Ok(Period { since, until }),
        }
    }

    /// The first day.
    pub fn since(self) -> Option<Date> {
        self.since
    }

    /// The last day.
    pub fn until(self) -> Option<Date> {
        self.until
    }

    /// Why something of a day, or without one, does not count; `None` where it does.
    pub(super) fn bar(self, date: Option<Date>) -> Option<Reason> {
        let inside = |date| self.since.is_none_or(|since| since <= date) && self.until.is_none_or(|until| date <= until);
        match date {
            _ if self == Period::ALL => None,
            None => Some(Reason::Undated),
            Some(date) => (!inside(date)).then_some(Reason::OutsidePeriod),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<Date> {
        text.parse().ok()
    }

    #[test]
    fn a_period_holds_both_its_ends_and_nothing_undated() {
        let bars = |period: Period| ["2024-12-31", "2025-01-01", "2025-01-31", "2025-02-01", ""].map(|date| period.bar(day(date)));
        let (out, undated) = (Some(Reason::OutsidePeriod), Some(Reason::Undated));
        assert_eq!(bars(Period::new(day("2025-01-01"), day("2025-01-31")).unwrap()), [out, None, None, out, undated]);
        assert_eq!(bars(Period::new(day("2025-01-01"), None).unwrap()), [out, None, None, None, undated]);
        assert_eq!(bars(Period::new(None, day("2025-01-31")).unwrap()), [None, None, None, out, undated]);
        assert_eq!(bars(Period::ALL), [None; 5]);
    }

    #[test]
    fn a_period_that_ends_before_it_begins_is_refused() {
        let (first, second) = (day("2025-01-01"), day("2025-01-02"));
        assert!(Period::new(second, first).unwrap_err().contains("2025-01-02 is after 2025-01-01"));
        assert_eq!(Period::new(first, first).map(|period| (period.since(), period.until())), Ok((first, first)));
    }
}
