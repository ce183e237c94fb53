//! Bearers: whom "the president", "the Ohio senator" and "the committee" stand for.
use crate::actor::Kind;
use crate::actor::resolve::Cast;
use crate::actor::table;
use std::collections::BTreeMap;

/// In which sentence each actor was mentioned last.
type Seen = BTreeMap<usize, usize>;

/// Short and long forms of titles.
const LONG: [(&str, &str); 7] = [
    ("sen", "senator"),
    ("sens", "senator"),
    ("rep", "representative"),
    ("gov", "governor"),
    ("gen", "general"),
    ("lt. gen", "general"),
    ("maj. gen", "general"),
];
/// Nations that an American paper leaves out.
const HOME: [&str; 4] = ["", "u.s ", "us ", "american "];
/// Ways to address somebody that are no office.
const ADDRESSES: [&str; 8] = ["mr", "mrs", "ms", "miss", "mx", "sir", "dr", ""];

impl Cast {
    /// Who bears a title that ends so: the only one, else the one mentioned last.
    pub fn of_title(&mut self, title: &str, seen: &Seen) -> Option<usize> {
        if !self.bearers.contains_key(title) {
            let bearers = self.bearers_of(title);
            self.bearers.insert(title.to_string(), bearers);
        }
        one_or_last(self.bearers.get(title)?, seen)
    }

    fn bearers_of(&self, title: &str) -> Vec<usize> {
        let home = HOME.iter().rev().find_map(|nation| title.strip_prefix(nation)).unwrap_or(title);
        let ends = |t: &str| t == title || t.ends_with(&format!(" {title}"));
        let at_home = |t: &str| HOME.iter().any(|nation| *t == format!("{nation}{home}"));
        let fits = self.entitled(&|t| ends(t) && !former(t, title));
        if fits.len() == 1 {
            return fits;
        }
        let ours = self.entitled(&at_home);
        if ours.is_empty() { fits } else { ours }
    }

    fn entitled(&self, fits: &dyn Fn(&str) -> bool) -> Vec<usize> {
        let bears = |at: &usize| {
            let draft = &self.actors[*at];
            draft.titles.iter().chain(&draft.roles).any(|title| fits(&long(title)))
        };
        (0..self.actors.len()).filter(bears).collect()
    }

    /// Of several persons of one surname the only one whom the article gives an office.
    pub(super) fn in_office(&self, persons: &[usize]) -> Option<usize> {
        let office = |at: &&usize| self.actors[**at].titles.iter().any(|title| !ADDRESSES.contains(&title.as_str()) && !former(title, ""));
        let mut holders = persons.iter().filter(office);
        holders.next().filter(|_| holders.next().is_none()).copied()
    }

    /// The organisation or government whose name holds this noun: the only one, else the one mentioned last. "The administration" can be that
    /// of the only president.
    pub fn of_noun(&mut self, noun: &str, seen: &Seen) -> Option<usize> {
        if !table::listed("stands_for", noun) {
            return None;
        }
        let bodies: Vec<usize> = self.bodies.get(noun).into_iter().flatten().copied().collect();
        match bodies.is_empty() && noun == "administration" {
            true => self.administration(seen),
            false => one_or_last(&bodies, seen),
        }
    }

    fn administration(&mut self, seen: &Seen) -> Option<usize> {
        let president = self.of_title("president", seen)?;
        let surname = self.actors[president].name.rsplit(' ').next()?.to_string();
        let at = self.organisation(&format!("{surname} administration"), Kind::Government);
        self.actors[at].used = true;
        Some(at)
    }
}

fn one_or_last(bearers: &[usize], seen: &Seen) -> Option<usize> {
    if let [one] = bearers {
        return Some(*one);
    }
    let last = bearers.iter().filter_map(|bearer| seen.get(bearer)).max()?;
    let mut latest = bearers.iter().filter(|bearer| seen.get(*bearer) == Some(last));
    latest.next().filter(|_| latest.next().is_none()).copied()
}

/// A title with its last word spelled out.
fn long(title: &str) -> String {
    let (rest, last) = title.rsplit_once(' ').map_or(("", title), |(rest, last)| (rest, last));
    let spelled = LONG.iter().find(|(short, _)| *short == last).map_or(last, |(_, long)| long);
    if rest.is_empty() { spelled.to_string() } else { format!("{rest} {spelled}") }
}

/// Whether a title is of a time past or another one than `asked`.
fn former(title: &str, asked: &str) -> bool {
    !asked.starts_with("former ") && (title.starts_with("former ") || title.starts_with("ex-") || title.starts_with("then"))
        || asked == "president" && (title.contains("vice") || title.contains("deputy"))
}
