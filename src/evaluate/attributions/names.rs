//! Whether an actor that was found is the one that a case names.
use super::case::Case;
use crate::actor::Actor;
use crate::evaluate::names::Names;

/// Whether the case's names of somebody fit the actor, and no other that the case names fits as well or better. Where the case names
/// nobody, nobody fits.
pub fn fits(case: &Case, names: &[String], actor: Option<&Actor>) -> bool {
    let Some(actor) = actor else { return names.is_empty() };
    let found = Names::new(&actor.name, &actor.aliases);
    let rank = |names: &[String]| names.iter().map(|name| Names::new(name, []).rank(&found)).max().unwrap_or(0);
    let own = rank(names);
    own > 0 && others(case, names).all(|other| rank(other) < own)
}

/// The names of everyone else in the case.
fn others<'a>(case: &'a Case, names: &'a [String]) -> impl Iterator<Item = &'a [String]> {
    let named =
        case.statements.iter().flat_map(|labelled| [&labelled.speaker, &labelled.speaks_for, &labelled.relayed_by].map(Vec::as_slice));
    let named = named.chain(case.others.iter().map(std::slice::from_ref));
    named.filter(|other| !other.iter().any(|name| names.contains(name)))
}
