//! The report in a terminal: a table of actors and issues, or a view of one actor, one issue, or parts of them.
mod card;
mod evidence;
mod explanation;
mod fill;
mod footer;
mod ink;
mod net;
mod overview;
mod parts;
mod standing;
mod strip;
mod table;
mod trend;
mod view;

pub use explanation::render as explain;
pub use view::{Top, View};

use super::lookup::Unclear;
use super::wording;
use super::{Report, plain::plain};
use fill::filled;
use ink::{Line, paint};
use view::Chosen;

/// What a terminal can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Screen {
    /// Columns; 100 where they are not known.
    pub width: Option<u16>,
    /// Whether escape sequences may be written. Control characters of the input never are.
    pub colour: bool,
}

const DEFAULT_WIDTH: u16 = 100;
const NARROWEST: u16 = 40;

impl Screen {
    fn columns(self) -> usize {
        self.width.unwrap_or(DEFAULT_WIDTH).max(NARROWEST).into()
    }
}

/// The table of the busiest actors and all issues: in words where there is room for them, else in signs, else as lists; then what was read
/// and left out. What is known of it by hand comes first.
pub fn render(report: &Report, width: Option<u16>, colour: bool) -> String {
    let screen = Screen { width, colour };
    let body = overview::lines(report, &Chosen::default(), screen.columns());
    page(report, body, screen)
}

/// The same of what is asked for. An error where a name means nobody or several, or where there is nothing to group.
pub fn view(report: &Report, view: &View, screen: Screen) -> Result<String, Unclear> {
    let (chosen, width) = (Chosen::of(report, view)?, screen.columns());
    let body = match view.by {
        Some(by) => parts::lines(report, &chosen, by, width)?,
        None if !chosen.cards.is_empty() => card::all(report, &chosen, width),
        None if chosen.issues.is_some() => strip::all(report, &chosen, width),
        None => overview::lines(report, &chosen, width),
    };
    Ok(page(report, body, screen))
}

fn page(report: &Report, body: Vec<Line>, screen: Screen) -> String {
    let width = screen.columns();
    let checked = filled(wording::checked(&report.run.check).split(' ').map(plain), " ", width).join("\n");
    let footer = paint(&footer::lines(report, width), screen.colour);
    format!("{checked}\n\n{}\n\n{footer}\n", paint(&body, screen.colour))
}
