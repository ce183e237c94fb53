//! Progress on stderr, where that is a terminal.
use indicatif::{ProgressBar, ProgressStyle};

/// A bar over `total` of `what`, with rate and time left. Hidden where stderr is no terminal.
pub fn bar(total: usize, what: &str) -> ProgressBar {
    let template = format!("{{msg}} {{wide_bar}} {{pos}} of {{len}} {what}, {{per_sec:.0}}, {{eta}} left");
    let bar = ProgressBar::new(total as u64);
    if let Ok(style) = ProgressStyle::with_template(&template) {
        bar.set_style(style);
    }
    bar
}
