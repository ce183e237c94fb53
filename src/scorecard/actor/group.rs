//! Actors of articles that are taken for one.
use super::Identity;
use super::roll_up::Body;
use super::split::offices;
use crate::actor::registry::{Registry, fold};
use crate::actor::table::Gender;
use crate::actor::{Actor, Family, Kind, census, person};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// An actor as one article knows it.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// The article's rank among all.
    pub rank: usize,
    /// Index among its actors.
    pub index: usize,
    /// The actor.
    pub actor: &'a Actor,
}

/// Titles that many have.
const COMMON: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "head",
    "leader",
    "chief",
    "chair",
    "republican",
    "democrat",
    "democratic",
    "billionaire",
    "nominee",
    "candidate",
    "author",
    "critic",
    "student",
    "professor",
    "analyst",
    "lawyer",
    "attorney",
];

impl<'a> Member<'a> {
    /// Titles that tell one person from another of that name.
    pub fn telling_roles(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.actor.roles.iter().map(String::as_str).filter(|role| !COMMON.contains(role))
    }

    /// A gender that the way of address tells, which is all that "Mr." is there for; a "chairman" may be a woman.
    pub fn titled_gender(&self) -> Option<Gender> {
        let words = || self.actor.roles.iter().flat_map(|role| role.split(' '));
        let is = |list: &[&str]| words().any(|word| list.contains(&word));
        match (is(&["mr", "sir", "lord", "king", "prince"]), is(&["mrs", "ms", "miss", "dame", "lady", "queen", "princess"])) {
            (true, false) => Some(Gender::Male),
            (false, true) => Some(Gender::Female),
            _ => None,
        }
    }
}

/// Members that are one actor.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    /// Which of the registry it is.
    pub listed: Option<usize>,
    /// Its name as it was grouped by.
    pub name: String,
    /// Of the kinds its members have; `None` where the registry leaves it open.
    pub family: Option<Family>,
    /// Whether another group has the same name and is somebody else.
    pub shared: bool,
    /// In the order of articles.
    pub members: Vec<Member<'a>>,
    /// What a reader must know.
    pub notes: BTreeSet<String>,
}

impl<'a> Group<'a> {
    /// The words of its name, with initials taken apart.
    pub fn words(&self) -> Vec<String> {
        person::initials_apart(&self.name)
    }

    /// Its gender by titles, else by forename; `None` where titles contradict each other.
    pub fn gender(&self) -> Option<Gender> {
        let titled: Vec<Gender> = self.members.iter().filter_map(Member::titled_gender).collect();
        match titled.first() {
            Some(first) => Some(*first).filter(|first| titled.iter().all(|other| other == first)),
            None => person::gender(&self.name, ""),
        }
    }

    /// The high offices that articles give it.
    pub fn offices(&self) -> BTreeSet<&'static str> {
        self.members.iter().flat_map(offices).collect()
    }

    /// Titles that tell one person from another of that name.
    pub fn telling_roles(&self) -> BTreeSet<&'a str> {
        self.members.iter().flat_map(Member::telling_roles).collect()
    }

    /// Whether an article gives it an office that another article gives the other, or a telling title with the same last word.
    pub fn shares_role(&self, other: &Group) -> bool {
        let last = |role: &&'a str| role.rsplit(' ').next();
        let own: BTreeSet<Option<&str>> = self.telling_roles().iter().map(last).collect();
        !self.offices().is_disjoint(&other.offices()) || other.telling_roles().iter().any(|role| own.contains(&role.rsplit(' ').next()))
    }

    /// How many articles call it by its last word alone, and so mean it where they say no more.
    pub fn called_by_surname(&self) -> usize {
        let last = self.words().pop();
        let bare = |alias: &String| {
            let words = person::words(alias);
            words.len() == 1 && words.last() == last.as_ref()
        };
        self.members.iter().filter(|member| member.actor.aliases.iter().any(bare)).count()
    }

    /// Takes in another group, which is the same actor.
    pub fn absorb(&mut self, other: Group<'a>) {
        self.members.extend(other.members);
        self.notes.extend(other.notes);
        self.put_in_order();
    }

    /// Sorts members as their articles come.
    pub fn put_in_order(&mut self) {
        self.members.sort_by_key(|member| (member.rank, member.index));
    }

    /// The actor it makes: name and kind of the registry where it is listed.
    pub fn identity(&self, registry: &Registry) -> Identity {
        let listed = self.listed.and_then(|at| registry.actors().get(at));
        let name = listed.map_or_else(|| self.commonest_form(), |listed| listed.name.clone());
        let kind = listed.and_then(|listed| listed.kind).unwrap_or_else(|| self.commonest_kind());
        let forms = self.members.iter().flat_map(|member| member.actor.aliases.iter().chain([&member.actor.name]));
        let forms: BTreeSet<String> = forms.map(|form| plain(form)).filter(|form| *form != name).collect();
        let roles: BTreeSet<String> = self.members.iter().flat_map(|member| member.actor.roles.iter().cloned()).collect();
        Identity {
            actor: Actor { name, aliases: forms.into_iter().collect(), kind, roles: roles.into_iter().collect() },
            only_in: None,
            affiliations: listed.map_or_else(Vec::new, |listed| listed.affiliations.clone()),
            note: Some(self.notes.iter().cloned().collect::<Vec<_>>().join("; ")).filter(|note| !note.is_empty()),
        }
    }

    /// As what others can belong to it, under its final name; `None` where it is nothing of the kind, or shares its name.
    pub fn body(&self, name: &str) -> Option<Body> {
        let named = self.family == Some(Family::Body) && !self.shared;
        self.listed.map(Body::Listed).or_else(|| named.then(|| Body::Named(fold(name))))
    }

    /// The full form most articles use; the longest on a tie, then the first in the alphabet.
    fn commonest_form(&self) -> String {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for member in &self.members {
            *counts.entry(plain(&member.actor.name)).or_default() += 1;
        }
        let human = self.family == Some(Family::Human);
        let full = |form: &str| if human { form.contains(' ') } else { !census::acronym(form) };
        let any_full = counts.keys().any(|form| full(form));
        let best = counts
            .iter()
            .filter(|(form, _)| !any_full || full(form))
            .min_by_key(|(form, count)| (Reverse(**count), Reverse(form.chars().count()), (*form).clone()));
        best.map_or_else(|| self.name.clone(), |(form, _)| form.clone())
    }

    /// The commonest kind that is known; the first in the order of [`Kind`] on a tie.
    fn commonest_kind(&self) -> Kind {
        let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
        for member in &self.members {
            *counts.entry(member.actor.kind).or_default() += 1;
        }
        let known = |kind: &Kind| kind.family().is_some();
        let best = counts.iter().min_by_key(|(kind, count)| (!known(kind), Reverse(**count), **kind));
        best.map_or(Kind::Unknown, |(kind, _)| *kind)
    }
}

/// Groups with some of them taken into others: `into[at]` says into which the group at `at` goes, itself where it stays.
pub fn merged<'a>(groups: Vec<Group<'a>>, into: &[usize]) -> Vec<Group<'a>> {
    let mut kept: BTreeMap<usize, Group<'a>> = BTreeMap::new();
    let (stay, go): (Vec<_>, Vec<_>) = groups.into_iter().enumerate().partition(|(at, _)| into[*at] == *at);
    kept.extend(stay);
    for (at, group) in go {
        if let Some(target) = kept.get_mut(&into[at]) {
            target.absorb(group);
        }
    }
    kept.into_values().collect()
}

/// White space made single.
fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
