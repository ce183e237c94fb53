//! A net and its interval on a line from opposed to supportive.
use super::ink::{Ink, Line, dim, piece};
use super::standing::Standing;
use crate::report::wording::signed;

/// The line for values in [-1, 1] in an odd number of columns: the middle, the interval, and the net in the ink of the position.
pub fn scale(net: f64, interval: Option<[f64; 2]>, standing: &Standing, columns: usize) -> Line {
    let place = |value: f64| ((value.clamp(-1.0, 1.0) + 1.0) / 2.0 * (columns - 1) as f64).round() as usize;
    let between = interval.map(|[low, high]| place(low)..=place(high));
    let at = |column: usize| {
        let held = between.as_ref().is_some_and(|between| between.contains(&column));
        match column {
            _ if column == place(net) => piece("●", standing.ink()),
            _ if held => piece("─", standing.ink()),
            _ if column == columns / 2 => dim("┊"),
            _ => piece(" ", Ink::Plain),
        }
    };
    [vec![dim("▏")], (0..columns).map(at).collect(), vec![dim("▕")]].concat()
}

/// "+0.62 (+0.31 to +0.80)".
pub fn numbers(net: f64, interval: Option<[f64; 2]>) -> String {
    let between = interval.map(|[low, high]| format!(" ({} to {})", signed(low), signed(high)));
    format!("{}{}", signed(net), between.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::terminal::ink::paint;
    use crate::scorecard::{Counts, Headline};

    #[test]
    fn the_net_lies_between_opposed_and_supportive() {
        let counts = Counts { supportive: 2, ..Counts::default() };
        let standing = Standing { headline: Headline::Supportive, turned_to: None, lean: None, counts, n_unsure: 0 };
        let drawn = |net, interval| paint(&[scale(net, interval, &standing, 11)], false);
        assert_eq!(drawn(1.0, Some([0.4, 1.0])), "▏     ┊ ───●▕");
        assert_eq!(drawn(-1.0, None), "▏●    ┊     ▕");
        assert_eq!(drawn(0.0, Some([-0.2, 0.2])), "▏    ─●─    ▕");
        assert_eq!(numbers(0.62, Some([-0.31, 0.8])), "+0.62 (−0.31 to +0.80)");
    }
}
