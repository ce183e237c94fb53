//! Numbers are rounded once, at the edge, so that the last bits of an arithmetic reach no file.

/// Rounded to four decimals, and never to a negative zero.
pub fn round(value: f64) -> f64 {
    (value * 1e4).round() / 1e4 + 0.0
}

/// "12%"; what is there but less than that is "under 1%".
pub fn percent(share: f64) -> String {
    let percent = (share * 100.0).round();
    if share > 0.0 && percent == 0.0 { "under 1%".to_string() } else { format!("{percent}%") }
}

#[cfg(test)]
mod tests {
    use super::round;

    #[test]
    fn a_small_negative_number_becomes_a_plain_zero() {
        assert!(round(-0.00003).is_sign_positive());
        assert_eq!(round(-0.12346), -0.1235);
    }
}
