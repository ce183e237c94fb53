//! What an address of the page calls an actor.
use crate::report::Report;
use std::collections::BTreeSet;

/// A key for each scorecard: the name, and where that is taken also a number.
pub struct Keys(Vec<String>);

impl Keys {
    /// In the report's order.
    pub fn of_all(report: &Report) -> Keys {
        let (mut keys, mut taken) = (Vec::new(), BTreeSet::new());
        for card in &report.scorecards {
            let name = &card.actor.name;
            let free = (1..).map(|n| if n == 1 { name.clone() } else { format!("{name} ({n})") }).find(|key| !taken.contains(key));
            let key = free.unwrap_or_default();
            taken.insert(key.clone());
            keys.push(key);
        }
        Keys(keys)
    }

    /// The key of the scorecard with this index; empty where there is none.
    pub fn of(&self, index: usize) -> &str {
        self.0.get(index).map_or("", String::as_str)
    }
}
