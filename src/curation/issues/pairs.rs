//! Two issues of a codebook that are nearly one, or one the other way round.
use super::Kind;
use super::words::{jaccard, listed, plain, telling, topic, words};
use crate::curation::Finding;
use crate::curation::finding::{Place, Said};
use crate::issue::{Issue, reversed, stems};
use std::collections::BTreeSet;

/// Shared stems of two names from which on they are nearly one.
const NAMES: f64 = 0.6;
/// Shared stems of names and keywords, and of descriptions.
const WORDS: f64 = 0.5;
/// Wordings of an opposite that are tried.
const WORDINGS: u64 = 60;

/// What descriptions have in common.
const OPENING: &str = "Being for it means wanting, backing or supporting a stricter rule or law";

/// Pairs, each told at the later issue.
pub fn findings(issues: &[Issue], places: &[Place]) -> Vec<Finding<Kind>> {
    let opposites: Vec<BTreeSet<Vec<String>>> = issues.iter().map(opposites).collect();
    let mut findings = Vec::new();
    for later in 1..issues.len() {
        for first in 0..later {
            let (one, other) = (&issues[first], &issues[later]);
            let mirror = opposites[first].contains(&wording(&other.name)) || opposites[later].contains(&wording(&one.name));
            match mirror {
                true => findings.push(places[later].warning(Kind::Mirrored, mirrored(&one.id))),
                false => findings.extend(alike(one, other).map(|how| places[later].warning(Kind::Overlapping, overlapping(&one.id, how)))),
            }
        }
    }
    findings
}

/// The stems of a name in order, articles left out, and one word for all that is against something.
fn wording(name: &str) -> Vec<String> {
    let plain = plain(name);
    let words: Vec<&str> = plain.split(' ').collect();
    let (against, rest) = match words.as_slice() {
        [first, link, rest @ ..] if listed("against", first) && ["to", "of"].contains(link) => (true, rest.to_vec()),
        [first, rest @ ..] if listed("against", first) && !rest.is_empty() => (true, rest.to_vec()),
        all => (false, all.to_vec()),
    };
    let small = |word: &&&str| !["the", "a", "an", "of"].contains(*word);
    let kept: Vec<&str> = rest.iter().filter(small).copied().collect();
    against.then(|| "against".to_string()).into_iter().chain(stems::all(&kept.join(" "))).collect()
}

/// Every wording that says the opposite of a name.
fn opposites(issue: &Issue) -> BTreeSet<Vec<String>> {
    let own = wording(&issue.name);
    let against = match own.split_first() {
        Some((first, rest)) if first == "against" => rest.to_vec(),
        _ => ["against".to_string()].into_iter().chain(own.iter().cloned()).collect(),
    };
    let table = (0..WORDINGS).filter_map(|choice| reversed(&issue.name, choice)).map(|name| wording(&name));
    table.chain([against]).filter(|wording| *wording != own).collect()
}

/// In which way two issues are nearly one.
fn alike(one: &Issue, other: &Issue) -> Option<String> {
    let names = [one, other].map(|issue| topic(&issue.name));
    let keywords = [one, other].map(|issue| issue.keywords.iter().map(|keyword| words(keyword).join(" ")).collect::<BTreeSet<_>>());
    let shared: Vec<&str> = keywords[0].intersection(&keywords[1]).map(String::as_str).collect();
    let all = [one, other].map(|issue| telling(issue.keywords.iter().map(String::as_str).chain([issue.name.as_str()])));
    let descriptions =
        [one, other].map(|issue| telling([issue.description.as_str()]).difference(&telling([OPENING])).cloned().collect::<BTreeSet<_>>());
    match () {
        _ if jaccard(&names[0], &names[1]) >= NAMES => Some("their names are nearly the same".into()),
        _ if shared.len() > 1 && 2 * shared.len() >= keywords[0].len().min(keywords[1].len()) => {
            Some(format!("they share the keywords {}", shared.iter().map(|word| format!("{word:?}")).collect::<Vec<_>>().join(", ")))
        }
        _ if keywords.iter().all(|own| !own.is_empty()) && all[0].len().min(all[1].len()) > 2 && jaccard(&all[0], &all[1]) >= WORDS => {
            Some("their names and keywords are nearly the same".into())
        }
        _ if descriptions[0].len().min(descriptions[1].len()) > 3 && jaccard(&descriptions[0], &descriptions[1]) >= NAMES => {
            Some("their descriptions are nearly the same".into())
        }
        _ => None,
    }
}

pub(super) fn mirrored(other: &str) -> Said {
    Said {
        wrong: format!("it is {other:?} the other way round"),
        why: "every supporter of the one is an opponent of the other: the same sayings count twice, and the model may judge them differently",
        remedy: "keep the one whose wording articles use, and say in its description what being against it means".into(),
    }
}

pub(super) fn overlapping(other: &str, how: String) -> Said {
    Said {
        wrong: format!("it overlaps with {other:?}: {how}"),
        why: "the same sentences are judged for both, and a stance on the one is easily taken for one on the other",
        remedy: "make one of the two, or say in both descriptions what belongs to which and give each keywords of its own".into(),
    }
}
