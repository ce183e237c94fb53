//! Groups of one name, and of one actor of the registry.
use super::group::{Group, Member};
use super::{members, proper};
use crate::actor::registry::{Registry, fold};
use crate::actor::{Actor, Family, Kind, byline};
use crate::pipeline::ScoredArticle;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    Listed(usize),
    Folded(String, Family),
}

/// Whom an article's actor can be in the registry.
enum Match {
    One(usize),
    /// A form that fits several, and whom.
    Several(String, BTreeSet<usize>),
    Nobody,
}

/// One group for each actor of the registry that occurs, and for each name that is not in it, with its family.
pub fn groups<'a>(articles: &'a [&'a ScoredArticle], registry: &Registry) -> Vec<Group<'a>> {
    let mut groups: BTreeMap<Name, Group<'a>> = BTreeMap::new();
    for member in members(articles) {
        let found = look_up(member, articles[member.rank].article.date, registry);
        let Some(name) = name_of(member, &found, articles[member.rank].article.outlet.as_deref()) else { continue };
        let group = groups.entry(name).or_insert_with_key(|name| empty(name, member, registry));
        group.members.push(member);
        if let Match::Several(form, all) = found {
            let names: Vec<&str> = all.iter().map(|at| registry.actors()[*at].name.as_str()).collect();
            group.notes.insert(format!("\"{form}\" could be {}", names.join(" or ")));
        }
    }
    groups.into_values().collect()
}

fn name_of(member: Member, found: &Match, outlet: Option<&str>) -> Option<Name> {
    let Member { actor, .. } = member;
    match found {
        Match::One(at) => Some(Name::Listed(*at)),
        _ if actor.kind == Kind::Author && !personal(&actor.name, outlet) => None,
        _ if proper::named(&actor.name, actor.kind) => Some(Name::Folded(common_name(actor), actor.kind.family()?)),
        _ => None,
    }
}

/// Whether an author has a name of his or her own and not that of the outlet, by which other articles can know him or her.
fn personal(name: &str, outlet: Option<&str>) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let of_outlet = || outlet.is_some_and(|outlet| letters(outlet).contains(&letters(name)));
    byline::names_one(name) && (byline::has_forename(name) || !of_outlet())
}

/// Bodies of the American state bear their country's name or leave it out.
fn common_name(actor: &Actor) -> String {
    let name = fold(&actor.name);
    let bare = ["u.s. ", "us ", "united states "].iter().find_map(|prefix| name.strip_prefix(prefix));
    match bare.filter(|_| actor.kind == Kind::Government).unwrap_or(&name) {
        "house of representatives" => "house".into(),
        name => name.into(),
    }
}

fn empty<'a>(name: &Name, first: Member, registry: &Registry) -> Group<'a> {
    let (listed, name, family) = match name {
        Name::Listed(at) => {
            let actor = &registry.actors()[*at];
            (Some(*at), actor.name.clone(), actor.kind.or(Some(first.actor.kind)).and_then(Kind::family))
        }
        Name::Folded(_, family) => (None, first.actor.name.clone(), Some(*family)),
    };
    Group { listed, name, family, shared: false, members: Vec::new(), notes: BTreeSet::new() }
}

/// By the name, else by whatever else the article calls the actor that is no part of its own longer name and no mere description.
fn look_up(member: Member, date: Option<Date>, registry: &Registry) -> Match {
    let actor = member.actor;
    let bare = actor.kind != Kind::Anonymous;
    if let found @ (Match::One(_) | Match::Several(..)) = by_forms(bare.then_some(actor.name.as_str()), date, actor.kind, registry) {
        return found;
    }
    let telling = |form: &&str| if bare { !proper::part_of(form, &actor.name) && proper::proper(form) } else { office(form) };
    by_forms(actor.aliases.iter().map(String::as_str).filter(telling), date, actor.kind, registry)
}

fn by_forms<'f>(forms: impl IntoIterator<Item = &'f str>, date: Option<Date>, kind: Kind, registry: &Registry) -> Match {
    let mut all = BTreeSet::new();
    let mut first = None;
    for form in forms {
        let found = registry.find(form, date, kind);
        first = first.or((!found.is_empty()).then_some(form));
        all.extend(found);
    }
    match (all.len(), first) {
        (1, _) => all.first().map_or(Match::Nobody, |at| Match::One(*at)),
        (_, Some(form)) => Match::Several(form.to_string(), all),
        _ => Match::Nobody,
    }
}

/// "the first minister": an office that is called by its title alone, and not "a minister".
fn office(form: &str) -> bool {
    form.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("the"))
}
