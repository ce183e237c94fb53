//! What actors belong to, and when.
use super::{Kind, List};
use crate::actor::registry::{Affiliation, Belonging, Listed, Registry, fold};
use crate::actor::{self, Family};
use crate::curation::Finding;
use crate::curation::finding::Said;

/// Belongings that overlap, or that the rest of the list contradicts.
pub fn belongings(list: List) -> Vec<Finding<Kind>> {
    let of = |(at, actor): (usize, &Listed)| -> Vec<Finding<Kind>> {
        let overlaps = overlaps(actor).map(|(level, said)| match level {
            Belonging::Organisation => list.places[at].note(Kind::Overlap, said),
            Belonging::Party | Belonging::Country => list.places[at].warning(Kind::Overlap, said),
        });
        let contradictions = actor.affiliations.iter().filter_map(|one| contradiction(list.registry, actor, one));
        overlaps.chain(contradictions.map(|said| list.places[at].warning(Kind::Contradiction, said))).collect()
    };
    list.registry.actors().iter().enumerate().flat_map(of).collect()
}

/// Two of one kind at one time.
fn overlaps(actor: &Listed) -> impl Iterator<Item = (Belonging, Said)> {
    let all = &actor.affiliations;
    let pairs = all.iter().enumerate().flat_map(|(at, one)| all[at + 1..].iter().map(move |other| (one, other)));
    let at_once = pairs.filter(|(one, other)| one.kind == other.kind && one.name != other.name && one.period.overlaps(other.period));
    at_once.map(|(one, other)| {
        let level = one.kind.word();
        let said = Said {
            wrong: format!("its {level} is {:?} and {:?} on the same days", one.name, other.name),
            why: "with --roll-up it then counts alone, since it can count for one only",
            remedy: "give the first a last day, to = ..., and the second a first one, from = ...; if both are right leave them".into(),
        };
        (one.kind, said)
    })
}

fn contradiction(registry: &Registry, actor: &Listed, one: &Affiliation) -> Option<Said> {
    let folded = fold(&one.name);
    let bearer = |other: &&Listed| {
        fold(&other.name) == folded || other.aliases.iter().any(|alias| fold(&alias.name) == folded && alias.period.overlaps(one.period))
    };
    let bodies: Vec<&Listed> = registry.actors().iter().filter(bearer).collect();
    match bodies.as_slice() {
        [body] if body.name == actor.name => Some(said(one, "is the actor itself".into())),
        [body] if body.kind.and_then(actor::Kind::family) == Some(Family::Human) => Some(said(one, "is a person in this list".into())),
        [body] if belongs(body, actor, one) => Some(said(one, format!("in turn belongs to {:?}", actor.name))),
        [] => other_days(registry, one),
        _ => None,
    }
}

/// Whether the body belongs to the actor in the same way on the same days.
fn belongs(body: &Listed, actor: &Listed, one: &Affiliation) -> bool {
    let names = || actor.aliases.iter().map(|alias| alias.name.as_str()).chain([actor.name.as_str()]);
    let back = |other: &&Affiliation| names().any(|name| fold(name) == fold(&other.name)) && other.period.overlaps(one.period);
    body.affiliations.iter().any(|other| back(&other))
}

/// A name that an actor of the list bears on other days only.
fn other_days(registry: &Registry, one: &Affiliation) -> Option<Said> {
    let folded = fold(&one.name);
    let body = registry.actors().iter().find(|other| other.aliases.iter().any(|alias| fold(&alias.name) == folded))?;
    Some(said(one, format!("is a name of {:?} on other days only", body.name)))
}

fn said(one: &Affiliation, what: String) -> Said {
    Said {
        wrong: format!("its {} {:?} {what}", one.kind.word(), one.name),
        why: "with --roll-up its words would count for the wrong one, or for nobody",
        remedy: "write the name that the body has on those days, or mend the days".into(),
    }
}
