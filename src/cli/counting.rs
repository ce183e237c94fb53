//! Flags that decide what counts.
use anyhow::{Result, anyhow};
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use standpoint::scorecard::{Include, Options, Period, Unit};

/// What a position is made of.
#[derive(Args)]
pub struct Counting {
    /// What counts as one: all that an actor said on an issue in one article, or each statement by itself
    #[arg(long, value_enum, default_value_t = Units::Saying)]
    unit: Units,
    /// Call a position with fewer sayings (with --unit statement: statements) "too few"
    #[arg(long, value_name = "N", default_value_t = 2)]
    min_sayings: usize,
    /// Count also what other actors report of the speaker, what the speaker is said to have thought earlier, or both
    #[arg(long, value_enum, value_delimiter = ',', value_name = "relayed,past", hide_possible_values = true)]
    include: Vec<Also>,
    /// Count only what first appeared on this day or later; articles without a date are then left out
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    since: Option<Date>,
    /// Count only what first appeared on this day or earlier; articles without a date are then left out
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    until: Option<Date>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Units {
    Saying,
    Statement,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Also {
    Relayed,
    Past,
}

impl Counting {
    /// As options, with the default pooling. Fails where the period ends before it begins.
    pub fn options(&self) -> Result<Options> {
        let period = Period::new(self.since, self.until)
            .map_err(|wrong| anyhow!("{wrong}; give --since a day that is not after that of --until"))?;
        let unit = match self.unit {
            Units::Saying => Unit::Saying,
            Units::Statement => Unit::Statement,
        };
        let include = Include { relayed: self.include.contains(&Also::Relayed), past: self.include.contains(&Also::Past) };
        Ok(Options { min_sayings: self.min_sayings, unit, include, period, ..Options::default() })
    }
}

/// The day that a text names as YYYY-MM-DD, and in no other way.
fn day(text: &str) -> Result<Date, String> {
    let day: Option<Date> = text.parse().ok();
    day.filter(|day| day.to_string() == text).ok_or_else(|| "expected a day that exists, as YYYY-MM-DD, such as 2024-02-29".to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        counting: Counting,
    }

    fn options(flags: &[&str]) -> Result<Options> {
        Line::try_parse_from(["standpoint"].iter().chain(flags))?.counting.options()
    }

    #[test]
    fn flags_become_options() {
        assert_eq!(options(&[]).unwrap(), Options::default());
        let all =
            ["--unit", "statement", "--min-sayings", "3", "--include", "past,relayed", "--since", "2024-02-29", "--until", "2024-03-01"];
        let given = options(&all).unwrap();
        assert_eq!((given.unit, given.min_sayings, given.include), (Unit::Statement, 3, Include { relayed: true, past: true }));
        assert_eq!(given.period.since().map(|day| day.to_string()).as_deref(), Some("2024-02-29"));
        assert_eq!(given.period.until().map(|day| day.to_string()).as_deref(), Some("2024-03-01"));
        assert_eq!(options(&["--include", "past"]).unwrap().include, Include { relayed: false, past: true });
    }

    #[test]
    fn what_is_no_day_or_no_period_is_refused() {
        for day in ["2023-02-29", "20240229", "2024-2-9", "2024-02-29T00:00", " 2024-02-29", "yesterday", ""] {
            assert!(options(&["--since", day]).unwrap_err().to_string().contains("YYYY-MM-DD"), "{day}");
        }
        let error = options(&["--since", "2024-03-01", "--until", "2024-02-29"]).unwrap_err();
        assert!(error.to_string().contains("2024-03-01 is after 2024-02-29") && error.to_string().contains("--until"), "{error}");
    }
}
