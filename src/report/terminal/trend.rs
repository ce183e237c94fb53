//! A position over time, one sign for each period.
use super::ink::{Line, dim, piece};
use super::standing::{NOTHING, Standing};
use crate::report::Report;
use crate::scorecard::{Calendar, Grouping, Options, Position, Scorecard, grouped};

/// How many periods a trend has room for.
const MOST: usize = 12;
/// What stands over it.
pub const HEADING: &str = "trend";

/// The periods that the articles of a report lie in.
pub struct Trend {
    calendar: Calendar,
    periods: Vec<String>,
    /// Those of the report, but that one saying is enough.
    options: Options,
}

impl Trend {
    /// By month, quarter or year, the first that has room for all the time; `None` where there is only one period, or too many years.
    pub fn of(report: &Report) -> Option<Trend> {
        let (corpus, asked) = (&report.run.corpus, report.run.options.period);
        let first = asked.since().into_iter().chain(corpus.from).max()?;
        let last = asked.until().into_iter().chain(corpus.to).min()?;
        let named = [Calendar::Month, Calendar::Quarter, Calendar::Year].map(|calendar| (calendar, calendar.names(first, last)));
        let (calendar, periods) = named.into_iter().find(|(_, periods)| periods.len() <= MOST)?;
        let options = Options { min_sayings: 1, ..report.run.options.clone() };
        (periods.len() > 1).then_some(Trend { calendar, periods, options })
    }

    /// "by month from 2024-11 to 2025-03".
    pub fn words(&self) -> String {
        let [first, last] = [self.periods.first(), self.periods.last()].map(|period| period.map_or("", String::as_str));
        format!("by {} from {first} to {last}", self.calendar.word())
    }

    /// How many columns it takes, under its heading.
    pub fn width(&self) -> usize {
        self.periods.len().max(HEADING.len())
    }

    /// One sign for each period, of however few sayings.
    pub fn signs(&self, card: &Scorecard, position: &Position) -> Line {
        let said = position.sayings.iter().map(|saying| (card, saying));
        let groups = grouped(said, Grouping::Time(self.calendar), &self.options);
        let sign = |period: &String| {
            let group = groups.iter().find(|group| group.name.as_ref() == Some(period)).map(Standing::from);
            group.map_or_else(|| dim(NOTHING), |standing| piece(standing.mark(), standing.ink()))
        };
        self.periods.iter().map(sign).collect()
    }
}
