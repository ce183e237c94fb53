//! A list seen against a run.
use super::{Kind, List, Run};
use crate::actor::Family;
use crate::actor::registry::{Listed, Registry, fold};
use crate::curation::Finding;
use crate::curation::finding::{Place, Said};
use crate::scorecard::{Known, apart, known};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Sayings from which on someone should be in the list.
const FREQUENT: usize = 5;
/// How many of them are named.
const MOST: usize = 10;

/// Names that nobody in the run bears, or several.
pub fn names(list: List, run: Run) -> Vec<Finding<Kind>> {
    let without = known(&Registry::default(), run.articles, run.issues, run.options);
    let names = by_name(&without);
    let of = |(at, actor): (usize, &Listed)| -> Vec<Finding<Kind>> {
        let place = list.places[at];
        let forms: Vec<&str> = actor.aliases.iter().map(|alias| alias.name.as_str()).collect();
        let seen = |form: &str| names.get(&fold(form)).is_some_and(|all| !all.is_empty());
        if !seen(&actor.name) && !forms.iter().any(|form| seen(form)) {
            return vec![place.note(Kind::NobodyInRun, nobody())];
        }
        let unused = forms.iter().filter(|form| !seen(form)).map(|form| place.note(Kind::UnusedAlias, unused(form)));
        let several = forms
            .iter()
            .filter(|form| seen(form))
            .filter_map(|form| several(form, actor, &without))
            .map(|said| place.warning(Kind::SeveralInRun, said));
        unused.chain(several).collect()
    };
    list.registry.actors().iter().enumerate().flat_map(of).collect()
}

/// By every form that an article uses of an actor, those known.
fn by_name(known: &[Known]) -> BTreeMap<String, BTreeSet<usize>> {
    let mut names: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (at, one) in known.iter().enumerate() {
        let forms = one.names.keys().copied().chain(one.actor.aliases.iter().map(String::as_str)).chain([one.actor.name.as_str()]);
        forms.for_each(|form| {
            names.entry(fold(form)).or_default().insert(at);
        });
    }
    names
}

/// Of a surname alone: those of the run with that surname, where some other articles name in full. Of any other form: those so called.
fn several(form: &str, actor: &Listed, known: &[Known]) -> Option<Said> {
    let folded = fold(form);
    let own = |one: &Known| {
        fold(&one.actor.name) == fold(&actor.name) || actor.aliases.iter().any(|alias| fold(&alias.name) == fold(&one.actor.name))
    };
    let called = |one: &&Known| {
        let family = actor.kind.is_none_or(|kind| one.actor.kind.family() == kind.family());
        let full = !one.only && one.actor.name.contains(' ') && one.actor.kind.family() == Some(Family::Human);
        let surname = full && !folded.contains(' ') && fold(&one.actor.name).ends_with(&format!(" {folded}"));
        family && !own(one) && (surname || !one.only && one.names.keys().any(|name| fold(name) == folded))
    };
    let others: BTreeSet<&str> = known.iter().filter(called).map(|one| one.actor.name.as_str()).collect();
    let names: Vec<String> = others.iter().take(3).map(|name| format!("{name:?}")).collect();
    (!others.is_empty()).then(|| Said {
        wrong: format!("{form:?} can also be {} in this run", names.join(" or ")),
        why: "an article that says no more can mean any of them, and its words go to this one",
        remedy: "take the alias out, or list the others too, each with forms of its own".into(),
    })
}

fn nobody() -> Said {
    Said {
        wrong: "nobody in this run bears any of its names".into(),
        why: "it does nothing here; a name may be spelt in another way than the articles do",
        remedy: "compare it with the names in the report, or leave it for another corpus".into(),
    }
}

fn unused(form: &str) -> Said {
    Said {
        wrong: format!("nobody in this run is called {form:?}"),
        why: "the alias does nothing here; it may be spelt in another way than the articles do",
        remedy: "compare it with the names in the report, or leave it for another corpus".into(),
    }
}

/// Who says most of those that the list does not hold.
pub fn missing(file: &Path, registry: &Registry, run: Run) -> Vec<Finding<Kind>> {
    let mut known = known(registry, run.articles, run.issues, run.options);
    known.retain(|one| one.listed.is_none() && !one.only && apart(one.actor.kind) == 0 && one.n_sayings >= FREQUENT);
    known.sort_by_key(|one| (std::cmp::Reverse(one.n_sayings), one.actor.name.clone()));
    let finding = |one: &Known| Place { file, line: None, id: &one.actor.name }.note(Kind::NotListed, not_listed(one));
    known.iter().take(MOST).map(finding).collect()
}

fn not_listed(one: &Known) -> Said {
    Said {
        wrong: format!("it has {} sayings in this run and is not in the list", one.n_sayings),
        why: "with --roll-up it counts alone, and its other names are joined only where that is certain",
        remedy: "add it; `standpoint actors suggest RUN --actors FILE` writes the table".into(),
    }
}
