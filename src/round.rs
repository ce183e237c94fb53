//! Numbers are rounded once, at the edge, so that the last bits of an arithmetic reach no file.

/// Rounded to four decimals.
pub fn round(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}
