//! All suggestions of a run, one entry an actor.
use super::belonging::{self, Belongs};
use super::metonyms::Bodies;
use super::same::{Same, consistent};
use super::{Entry, Proposal, Suggestion, bodies, metonyms, persons};
use crate::actor::registry::{Registry, fold};
use crate::issue::Issue;
use crate::pipeline::ScoredArticle;
use crate::scorecard::{Belonging, Known, Options, known};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What `registry` could say more about the actors of a run's articles: only what would move a saying and what it does not say already.
/// What would move most sayings comes first.
pub fn suggest(registry: &Registry, articles: &[ScoredArticle], issues: &[Issue], options: &Options) -> Vec<Entry> {
    let known = known(registry, articles, issues, options);
    let bodies = Bodies::of(&known);
    let all = metonyms::same(&known, &bodies).into_iter().chain(persons::same(&known)).chain(bodies::same(&known)).collect();
    let same = consistent(all, &known);
    let into: BTreeMap<usize, usize> = same.iter().map(|same| (same.from, same.into)).collect();
    let mut entries: BTreeMap<usize, Entry> = BTreeMap::new();
    for same in same.iter().filter(|same| known[same.from].n_sayings > 0) {
        add(&mut entries, &known, same.into, aliases(same, &known, registry));
    }
    for belongs in belonging::of(&known, &bodies) {
        let who = into.get(&belongs.who).copied().unwrap_or(belongs.who);
        let body = bodies.get(&belongs.name).map(|at| into.get(&at).copied().unwrap_or(at));
        let name = body.map_or(belongs.name.clone(), |at| known[at].actor.name.clone());
        if !says(registry, &known[who], belongs.level, &name) && body != Some(who) {
            add(&mut entries, &known, who, vec![belonging(belongs, name, &known)]);
        }
    }
    sorted(entries.into_values().collect())
}

fn add(entries: &mut BTreeMap<usize, Entry>, known: &[Known], at: usize, suggestions: Vec<Suggestion>) {
    let one = &known[at];
    let entry =
        || Entry { name: one.actor.name.clone(), kind: Some(one.actor.kind), listed: one.listed.is_some(), suggestions: Vec::new() };
    if !suggestions.is_empty() {
        let held = &mut entries.entry(at).or_insert_with(entry).suggestions;
        let new = |suggestion: &Suggestion| {
            !held.iter().any(|old| old.proposal == suggestion.proposal && fold(&old.name) == fold(&suggestion.name))
        };
        let new: Vec<Suggestion> = suggestions.into_iter().filter(new).collect();
        held.extend(new);
    }
}

/// One alias for each name that articles give the other; the sayings stand with the first, the commonest.
fn aliases(same: &Same, known: &[Known], registry: &Registry) -> Vec<Suggestion> {
    let (from, into) = (&known[same.from], &known[same.into]);
    let mut forms: BTreeMap<String, (&str, Vec<&ScoredArticle>)> = BTreeMap::new();
    for (name, articles) in &from.names {
        forms.entry(fold(name)).or_insert((name, Vec::new())).1.extend(articles.iter().copied());
    }
    forms.retain(|folded, _| *folded != fold(&into.actor.name) && registry.find(folded, None, into.actor.kind).is_empty());
    let mut forms: Vec<(&str, Vec<&ScoredArticle>)> = forms.into_values().collect();
    forms.sort_by_key(|(name, articles)| (Reverse(articles.len()), *name));
    let suggestion = |(at, (name, articles)): (usize, (&str, Vec<&ScoredArticle>))| Suggestion {
        proposal: same.proposal,
        name: name.to_string(),
        sureness: same.sureness,
        why: if at == 0 { same.why.clone() } else { format!("another form of {}", from.actor.name) },
        n_sayings: if at == 0 { from.n_sayings } else { 0 },
        n_articles: articles.len(),
        article: example(articles.iter().map(|scored| scored.article.id.as_str())),
    };
    forms.into_iter().enumerate().map(suggestion).collect()
}

fn belonging(belongs: Belongs, name: String, known: &[Known]) -> Suggestion {
    Suggestion {
        proposal: Proposal::Belonging(belongs.level),
        name,
        sureness: belongs.sureness,
        why: belongs.why,
        n_sayings: known[belongs.who].n_sayings,
        n_articles: belongs.articles.len(),
        article: example(belongs.articles.iter().map(String::as_str)),
    }
}

fn example<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    ids.min().unwrap_or_default().to_string()
}

/// Whether the list says already what an actor belongs to: of a party or country any, of organisations this one.
fn says(registry: &Registry, known: &Known, level: Belonging, name: &str) -> bool {
    let listed = known.listed.and_then(|at| registry.actors().get(at));
    let mut of_level = listed.into_iter().flat_map(|listed| &listed.affiliations).filter(|one| one.kind == level);
    of_level.any(|one| level != Belonging::Organisation || fold(&one.name) == fold(name))
}

fn sorted(mut entries: Vec<Entry>) -> Vec<Entry> {
    for entry in &mut entries {
        entry.suggestions.sort_by_key(|one| (one.proposal, Reverse(one.n_sayings), Reverse(one.n_articles), one.name.clone()));
    }
    entries.sort_by_key(|entry| (Reverse(entry.n_sayings()), entry.name.clone()));
    entries
}
