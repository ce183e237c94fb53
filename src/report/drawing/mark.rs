//! The sign of each stance, which tells it without colour.
use crate::scorecard::Headline;

/// The class of its colour, as the page has it.
pub fn class(headline: Headline) -> String {
    headline.word().replace(' ', "-")
}

/// An outline around the origin, eleven pixels wide: a triangle up for supportive and down for opposed, a bar for cautious, a diamond for
/// mixed, an arrow for changed; empty for what is no stance.
pub fn outline(headline: Headline) -> &'static str {
    match headline {
        Headline::Supportive => "M0 -5.5L5.5 4.5H-5.5Z",
        Headline::Opposed => "M0 5.5L5.5 -4.5H-5.5Z",
        Headline::Cautious => "M-5.5 -2H5.5V2H-5.5Z",
        Headline::Mixed => "M-5.5 0L0 -5.5L5.5 0L0 5.5Z",
        Headline::Changed => "M-5.5 -1.5H0V-5L5.5 0L0 5V1.5H-5.5Z",
        Headline::TooFew | Headline::Unsure => "",
    }
}
