//! Flags that decide what of a report the terminal shows.
use clap::{Args, ValueEnum};
use standpoint::report::terminal::{Screen, Top, View};
use standpoint::scorecard::{Belonging, Calendar, Grouping};
use std::io::IsTerminal;

/// What the terminal shows. Files hold everything all the same.
#[derive(Args)]
pub struct Views {
    /// Show this actor, with the sentences behind each position: by name, alias, surname or the beginning of one; may be repeated
    #[arg(long, value_name = "NAME", help_heading = HEADING)]
    actor: Vec<String>,
    /// Show these issues only; without --actor, who stands where on them from opposed to supportive; may be repeated
    #[arg(long, value_name = "ID,...", value_delimiter = ',', help_heading = HEADING)]
    issue: Vec<String>,
    /// Show positions by time or outlet, of --actor or --issue; or of all who belong to a party, organisation or country by the file of
    /// --actors, each saying for what its actor belonged to on its day
    #[arg(long, value_enum, help_heading = HEADING)]
    by: Option<By>,
    /// Show the N actors with most sayings, or all
    #[arg(long, value_name = "N|all", default_value = "30", value_parser = top, help_heading = HEADING)]
    top: Top,
}

const HEADING: &str = "What the terminal shows (files hold everything all the same)";

#[derive(Clone, Copy, ValueEnum)]
enum By {
    Month,
    Quarter,
    Year,
    Outlet,
    Party,
    Organisation,
    Country,
}

impl From<By> for Grouping {
    fn from(by: By) -> Grouping {
        match by {
            By::Month => Grouping::Time(Calendar::Month),
            By::Quarter => Grouping::Time(Calendar::Quarter),
            By::Year => Grouping::Time(Calendar::Year),
            By::Outlet => Grouping::Outlet,
            By::Party => Grouping::Belonging(Belonging::Party),
            By::Organisation => Grouping::Belonging(Belonging::Organisation),
            By::Country => Grouping::Belonging(Belonging::Country),
        }
    }
}

impl Views {
    /// As a view.
    pub fn view(&self) -> View {
        View { actors: self.actor.clone(), issues: self.issue.clone(), by: self.by.map(Grouping::from), top: self.top }
    }

    /// The issues asked for, as they were given.
    pub fn issues(&self) -> &[String] {
        &self.issue
    }
}

fn top(text: &str) -> Result<Top, String> {
    let number = || text.parse().ok().filter(|number| *number > 0).map(Top::Busiest);
    let top = if text == "all" { Some(Top::All) } else { number() };
    top.ok_or_else(|| "expected a number from 1, such as 50, or all".to_string())
}

/// The terminal that stdout is, if it is one.
pub fn screen() -> Screen {
    let width = terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| width.0);
    let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    Screen { width, colour }
}
