//! Two persons of one name.
use super::group::{Group, Member};
use super::surnames::Doubtful;
use crate::actor::Family;
use crate::actor::table::{Gender, listed};
use std::collections::BTreeSet;

/// Splits persons whose articles contradict each other: a man and a woman by title, or the holder of a high office and one of an ordinary
/// occupation whom no article calls both. Articles that tell neither could mean either. Whoever lists an actor has decided.
pub fn split(groups: Vec<Group>) -> (Vec<Group>, Vec<Doubtful>) {
    let (mut told, mut doubtful) = (Vec::new(), Vec::new());
    for group in groups {
        match apart(&group) {
            Some((two, rest)) => {
                told.extend(two);
                doubtful.extend(rest);
            }
            None => told.push(group),
        }
    }
    (told, doubtful)
}

/// Two persons, and those who could be either.
type Divided<'a> = ([Group<'a>; 2], Vec<Doubtful<'a>>);

/// What sets two persons apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    One,
    Other,
}

fn apart<'a>(group: &Group<'a>) -> Option<Divided<'a>> {
    if group.family != Some(Family::Human) || group.listed.is_some() || !group.name.contains(' ') {
        return None;
    }
    let by_title = |member: &Member| match member.titled_gender()? {
        Gender::Female => Some(Side::One),
        Gender::Male => Some(Side::Other),
    };
    let by_role = |member: &Member| match (held(member, "high_office"), held(member, "occupation")) {
        (Some(_), None) => Some(Side::One),
        (None, Some(_)) => Some(Side::Other),
        _ => None,
    };
    let both = group.members.iter().any(|member| held(member, "high_office").is_some() && held(member, "occupation").is_some());
    divide(group, by_title).or_else(|| divide(group, by_role).filter(|_| !both))
}

/// Two groups where members stand on both sides, and those on neither.
fn divide<'a>(group: &Group<'a>, side: impl Fn(&Member<'a>) -> Option<Side>) -> Option<Divided<'a>> {
    let on = |wanted: Option<Side>| group.members.iter().filter(|member| side(member) == wanted).copied().collect::<Vec<_>>();
    let (one, other) = (on(Some(Side::One)), on(Some(Side::Other)));
    if one.is_empty() || other.is_empty() {
        return None;
    }
    let words = format!("{} / {}", known_as(&one), known_as(&other));
    let could_be = format!("could be {} or {}", told(&group.name, &one), told(&group.name, &other));
    let notes = BTreeSet::from([format!("shares its name with another: {words}")]);
    let of = |members| Group { members, shared: true, notes: group.notes.union(&notes).cloned().collect(), ..group.clone() };
    Some(([of(one), of(other)], on(None).into_iter().map(|member| (member, could_be.clone())).collect()))
}

/// One of several persons of a name: "Ada Hale (senator)".
pub fn told(name: &str, members: &[Member]) -> String {
    format!("{name} ({})", known_as(members))
}

/// What the articles call someone: an office or occupation, else by the way of address.
fn known_as(members: &[Member]) -> String {
    let address = |member: &Member| member.titled_gender().map(|gender| if gender == Gender::Female { "a woman" } else { "a man" });
    let telling = ["high_office", "occupation"].iter().find_map(|list| members.iter().find_map(|member| held(member, list)));
    telling.or_else(|| members.iter().find_map(address)).unwrap_or("without a title").to_string()
}

/// The office or occupation of a list that an article gives someone.
pub fn held<'a>(member: &Member<'a>, list: &str) -> Option<&'a str> {
    member.actor.roles.iter().find_map(|role| in_list(role, list))
}

/// "former sen" and "republican senator" are "sen" and "senator".
fn in_list<'r>(role: &'r str, list: &str) -> Option<&'r str> {
    let starts = std::iter::once(0).chain(role.match_indices(' ').map(|(at, _)| at + 1));
    starts.map(|at| &role[at..]).find(|tail| listed(list, tail))
}

/// The high offices that an article gives someone, each by one word.
pub fn offices(member: &Member) -> impl Iterator<Item = &'static str> {
    const ONE_WORD: &[(&str, &[&str])] = &[
        ("senator", &["senator", "sen", "sens"]),
        ("representative", &["representative", "rep", "reps", "congressman", "congresswoman"]),
        ("governor", &["governor", "gov", "govs"]),
        ("vice president", &["vice president", "vice-president"]),
        ("president", &["president"]),
        ("prime minister", &["prime minister", "premier"]),
        ("minister", &["minister", "foreign minister", "defense minister", "defence minister", "finance minister", "interior minister"]),
        ("secretary", &["secretary", "secretary of state", "secretary of defense", "defense secretary", "treasury secretary"]),
        ("attorney general", &["attorney general"]),
        ("mayor", &["mayor"]),
        ("justice", &["justice", "chief justice"]),
        ("chancellor", &["chancellor"]),
        ("speaker", &["speaker", "house speaker"]),
        ("king", &["king"]),
        ("queen", &["queen"]),
        ("pope", &["pope"]),
    ];
    let given: BTreeSet<&str> = member.actor.roles.iter().filter_map(|role| in_list(role, "high_office")).collect();
    ONE_WORD.iter().filter(move |(_, words)| words.iter().any(|word| given.contains(word))).map(|(office, _)| *office)
}
