//! Coded articles small enough to count by hand.
