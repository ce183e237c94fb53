//! Flags that decide what counts.
use anyhow::{Result, anyhow};
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use standpoint::scorecard::{Belonging, Holder, Include, Options, Period, Unit, Weighting, Weights};
use std::path::Path;

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
    /// Count only statements of which it is at least this sure whose they are, from 0 (all) to 1
    #[arg(long, value_name = "P", default_value_t = 0.0, value_parser = chance)]
    min_attribution: f64,
    /// Where a spokesperson known by name speaks for another, count it for the one who speaks (speaker) or for the other (principal)
    #[arg(long, value_enum, default_value_t = Whose::Speaker)]
    count: Whose,
    /// Count everyone for the organisation, party or country that --actors gives them on the day of the article; of undated articles
    /// only where that never changes
    #[arg(long, value_enum, default_value_t = Level::Person)]
    roll_up: Level,
    /// Count only what first appeared on this day or later; articles without a date are then left out
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    since: Option<Date>,
    /// Count only what first appeared on this day or earlier; articles without a date are then left out
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    until: Option<Date>,
    /// Weigh sayings by outlet in net, shares, interval and headline; counts stay raw. A file of [[outlet]] tables, each with a name, a weight
    /// above 0 and, if you like, aliases: a saying weighs as the heaviest outlet that printed it, and an outlet that is not listed weighs 1.
    /// Or else equal: every outlet of a position weighs the same, however much it printed
    #[arg(long, value_name = "FILE|equal", value_parser = weighting)]
    weights: Option<Weighting>,
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

#[derive(Clone, Copy, ValueEnum)]
enum Whose {
    Speaker,
    Principal,
}

#[derive(Clone, Copy, ValueEnum)]
enum Level {
    Person,
    Organisation,
    Party,
    Country,
}

impl Level {
    fn belonging(self) -> Option<Belonging> {
        match self {
            Level::Person => None,
            Level::Organisation => Some(Belonging::Organisation),
            Level::Party => Some(Belonging::Party),
            Level::Country => Some(Belonging::Country),
        }
    }
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
        let holder = match self.count {
            Whose::Speaker => Holder::Speaker,
            Whose::Principal => Holder::Principal,
        };
        let (min_sayings, min_attribution, roll_up) = (self.min_sayings, self.min_attribution, self.roll_up.belonging());
        let weighting = self.weights.clone().unwrap_or_default();
        Ok(Options { min_sayings, unit, include, period, min_attribution, holder, roll_up, weighting, ..Options::default() })
    }
}

/// How outlets weigh: by a file, or equally.
fn weighting(text: &str) -> Result<Weighting, standpoint::error::Error> {
    if text == "equal" { Ok(Weighting::EqualOutlets) } else { Weights::load(Path::new(text)).map(Weighting::Outlets) }
}

/// A number from 0 to 1.
fn chance(text: &str) -> Result<f64, String> {
    let number: Option<f64> = text.parse().ok();
    number.filter(|number| (0.0..=1.0).contains(number)).ok_or_else(|| "expected a number from 0 to 1, such as 0.6".to_string())
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
        let given = options(&["--min-attribution", "0.6", "--count", "principal", "--roll-up", "party"]).unwrap();
        assert_eq!((given.min_attribution, given.holder, given.roll_up), (0.6, Holder::Principal, Some(Belonging::Party)));
        assert_eq!(options(&["--include", "past"]).unwrap().include, Include { relayed: false, past: true });
    }

    #[test]
    fn weights_are_equal_or_those_of_a_file() {
        assert_eq!(options(&["--weights", "equal"]).unwrap().weighting, Weighting::EqualOutlets);
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("outlets.toml");
        std::fs::write(&file, "[[outlet]]\nname = \"Herald\"\nweight = 2\n").unwrap();
        let given = options(&["--weights", file.to_str().unwrap()]).unwrap().weighting;
        assert!(matches!(given, Weighting::Outlets(weights) if weights.of("Herald") == 2.0 && weights.of("Post") == 1.0));
        std::fs::write(&file, "[[outlet]]\nname = \"Herald\"\nweight = 0\n").unwrap();
        let error = options(&["--weights", file.to_str().unwrap()]).unwrap_err().to_string();
        assert!(error.contains("outlets.toml") && error.contains("the weight of \"Herald\" is 0"), "{error}");
    }

    #[test]
    fn what_is_no_chance_is_refused() {
        for chance in ["1.01", "-0.1", "NaN", "inf", "60%", ""] {
            let error = options(&[&format!("--min-attribution={chance}")]).unwrap_err().to_string();
            assert!(error.contains("--min-attribution") && error.contains("a number from 0 to 1"), "{chance}: {error}");
        }
        assert_eq!(options(&["--min-attribution", "1"]).unwrap().min_attribution, 1.0);
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
