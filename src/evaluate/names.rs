//! Whether two lists of names mean the same actor, for actors found beside actors that people coded.
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// The names of one actor, made comparable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// Of the name and the aliases, in order.
    plain: Vec<String>,
    /// The same without titles and offices.
    cores: BTreeSet<String>,
}

impl Names {
    /// From a name and its aliases.
    pub fn new<'a>(name: &'a str, aliases: impl IntoIterator<Item = &'a String>) -> Names {
        let plain: Vec<String> = std::iter::once(name).chain(aliases.into_iter().map(String::as_str)).map(normal).collect();
        let cores = plain.iter().map(|name| core(name)).filter(|core| !core.is_empty()).collect();
        Names { plain, cores }
    }

    /// How well both agree: 4 for the same name, 3 for a shared name or alias, 2 for one that is shared without titles or in its last
    /// two words, 1 for the last word where one of them has no other, 0 for no agreement.
    pub fn rank(&self, other: &Names) -> u8 {
        let words = |names: &Names| names.cores.iter().map(|core| core.split(' ').map(String::from).collect()).collect();
        let (ours, theirs): (Vec<Vec<String>>, Vec<Vec<String>>) = (words(self), words(other));
        let any = |fits: &dyn Fn(&[String], &[String]) -> bool| ours.iter().any(|a| theirs.iter().any(|b| fits(a, b)));
        match () {
            () if self.plain.first() == other.plain.first() => 4,
            () if self.plain.iter().any(|name| other.plain.contains(name)) => 3,
            () if !self.cores.is_disjoint(&other.cores) || any(&same_end) => 2,
            () if any(&same_surname) => 1,
            () => 0,
        }
    }
}

/// For each of `found` the index of the actor of `known` it agrees with best, the first on a tie. Several may have the same.
pub fn match_names(found: &[Names], known: &[Names]) -> Vec<Option<usize>> {
    let best = |names: &Names| {
        let ranked = known.iter().map(|other| names.rank(other)).enumerate().filter(|(_, rank)| *rank > 0);
        ranked.rev().max_by_key(|(_, rank)| *rank).map(|(index, _)| index)
    };
    found.iter().map(best).collect()
}

fn same_end(a: &[String], b: &[String]) -> bool {
    a.len() > 1 && b.len() > 1 && a[a.len() - 2..] == b[b.len() - 2..]
}

fn same_surname(a: &[String], b: &[String]) -> bool {
    a.last() == b.last() && (a.len() == 1 || b.len() == 1)
}

/// Small letters and digits of ASCII in single spaces, accents and the genitive removed.
fn normal(name: &str) -> String {
    let ascii: String = name.nfkd().filter(char::is_ascii).collect::<String>().to_lowercase();
    let letters: String = without_genitive(&ascii).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_genitive(text: &str) -> String {
    let goes_on = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    let mut parts = text.split("'s");
    let first = parts.next().unwrap_or("").to_string();
    parts.fold(first, |whole, part| if goes_on(part) { whole + "'s" + part } else { whole + part })
}

const PAIRS: [[&str; 2]; 3] = [["prime", "minister"], ["of", "state"], ["u", "s"]];
const TITLES: &str = " mr mrs ms dr sen senator rep representative gov governor president secretary general gen the former us minister \
    foreign spokesman spokeswoman spokesperson chief leader majority minority attorney judge justice speaker chancellor king queen \
    prince crown pope ambassador envoy special republican democratic democrat republicans democrats house senate official officials \
    administration government ";

/// A normal name without titles and offices; the whole of it where nothing else would be left.
fn core(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let (mut kept, mut at) = (Vec::new(), 0);
    while at < words.len() {
        let pair = words.get(at..at + 2).is_some_and(|two| PAIRS.iter().any(|pair| pair == two));
        if !pair && !TITLES.contains(&format!(" {} ", words[at])) {
            kept.push(words[at]);
        }
        at += 1 + usize::from(pair);
    }
    if kept.is_empty() { name.to_string() } else { kept.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(all: &[&str]) -> Names {
        let aliases: Vec<String> = all[1..].iter().map(|alias| alias.to_string()).collect();
        Names::new(all[0], &aliases)
    }

    fn rank(a: &[&str], b: &[&str]) -> u8 {
        assert_eq!(names(a).rank(&names(b)), names(b).rank(&names(a)));
        names(a).rank(&names(b))
    }

    #[test]
    fn normal_names_are_plain() {
        assert_eq!(normal("  José  O'Shea's Lund’s-Berg\tFront "), "jose o shea lunds berg front");
        assert_eq!(normal("Ａnna Ⅳ"), "anna iv");
        assert_eq!(normal("漢字"), "");
    }

    #[test]
    fn titles_go_unless_nothing_is_left() {
        assert_eq!(core("former u s secretary of state ann lund"), "ann lund");
        assert_eq!(core("prime minister"), "prime minister");
        assert_eq!(core("state of varn"), "state of varn");
    }

    #[test]
    fn ranks_go_from_the_name_to_the_last_word() {
        assert_eq!(rank(&["Ann Lund"], &["ann lund’", "Lund"]), 4);
        assert_eq!(rank(&["Ann Lund", "Ms. Lund"], &["A. Lund", "Ms Lund"]), 3);
        assert_eq!(rank(&["Governor Ann Lund"], &["Ann Lund"]), 2);
        assert_eq!(rank(&["Mary Ann Lund"], &["Ann Lund"]), 2);
        assert_eq!(rank(&["Ann Lund"], &["Lund"]), 1);
        assert_eq!(rank(&["Ann Lund"], &["Olav Lund"]), 0);
        assert_eq!(rank(&["Senate Republicans"], &["House Republicans"]), 0);
    }

    #[test]
    fn each_gets_the_best_and_the_first_of_equals() {
        let known = [names(&["Olav Lund"]), names(&["Ann Lund"]), names(&["Lund Holding"])];
        let found = [names(&["Mayor Ann Lund"]), names(&["Lund"]), names(&["Ann Lund"]), names(&["Berg"])];
        assert_eq!(match_names(&found, &known), [Some(1), Some(0), Some(1), None]);
    }
}
