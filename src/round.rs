//! Numbers are rounded once, at the edge, so that the last bits of an arithmetic reach no file.

/// Rounded to four decimals, and never to a negative zero.
pub fn round(value: f64) -> f64 {
    (value * 1e4).round() / 1e4 + 0.0
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
