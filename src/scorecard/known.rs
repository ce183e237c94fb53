//! Everyone whom articles name, as they are told apart, with what says who they are.
use super::actor::{Identity, Key, Roster};
use super::{Intervals, Options, gather, scorecard, text};
use crate::actor::Actor;
use crate::actor::registry::Registry;
use crate::issue::Issue;
use crate::pipeline::ScoredArticle;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// One of those whom articles name.
#[derive(Clone, Debug)]
pub struct Known<'a> {
    /// Name, kind, all forms and titles.
    pub actor: Actor,
    /// Index among the actors of the list, where it stands there.
    pub listed: Option<usize>,
    /// Whether only one article can know it: it has no name of its own, or one that several bear.
    pub only: bool,
    /// Whether another of its name is somebody else.
    pub shared: bool,
    /// By the name that they give it, the articles that name it.
    pub names: BTreeMap<&'a str, Vec<&'a ScoredArticle>>,
    /// Its sayings with a stance, sure or not, over all issues.
    pub n_sayings: usize,
    /// By the index of another one for whom it speaks, the articles that say so.
    pub speaks_for: BTreeMap<usize, Vec<&'a ScoredArticle>>,
}

impl<'a> Known<'a> {
    /// The articles that name it, each once.
    pub fn articles(&self) -> Vec<&'a ScoredArticle> {
        let by_id: BTreeMap<&str, &'a ScoredArticle> =
            self.names.values().flatten().map(|scored| (scored.article.id.as_str(), *scored)).collect();
        by_id.into_values().collect()
    }
}

/// Everyone whom the articles name, told apart as [`super::tally_with`] does, in an order that depends on nothing else.
pub fn known<'a>(registry: &Registry, articles: &'a [ScoredArticle], issues: &[Issue], options: &Options) -> Vec<Known<'a>> {
    let texts = text::texts(articles);
    let firsts: Vec<&'a ScoredArticle> = texts.iter().map(|text| text.first).collect();
    let roster = Roster::of(&firsts, registry);
    let sayings = count_sayings(&roster, &texts, issues, options);
    let mut all: BTreeMap<Key, Known<'a>> = BTreeMap::new();
    for (rank, scored) in firsts.iter().enumerate() {
        for (index, actor) in scored.reading.actors.iter().enumerate() {
            let key = roster.key(rank, Some(index));
            let known = all.entry(key).or_insert_with_key(|key| new(&roster, key, sayings.get(key).copied().unwrap_or_default()));
            known.names.entry(&actor.name).or_default().push(scored);
        }
    }
    let keys: BTreeMap<Key, usize> = all.keys().cloned().zip(0..).collect();
    for (rank, scored) in firsts.iter().enumerate() {
        for statement in &scored.reading.statements {
            let Some(principal) = statement.speaks_for.and_then(|at| keys.get(&roster.key(rank, Some(at)))) else { continue };
            if let Some(speaker) = all.get_mut(&roster.key(rank, statement.speaker)) {
                let articles = speaker.speaks_for.entry(*principal).or_default();
                if !articles.iter().any(|known| known.article.id == scored.article.id) {
                    articles.push(scored);
                }
            }
        }
    }
    all.into_values().collect()
}

fn count_sayings(roster: &Roster, texts: &[text::Text], issues: &[Issue], options: &Options) -> BTreeMap<Key, usize> {
    let count = |(key, by_issue): (Key, _)| {
        let card = scorecard(roster, key.clone(), by_issue, issues, (options, &Intervals::new(None)))?;
        Some((key, card.positions.iter().map(|position| position.sayings.len()).sum()))
    };
    gather(roster, texts, issues.len(), options).into_par_iter().filter_map(count).collect()
}

fn new<'a>(roster: &Roster, key: &Key, n_sayings: usize) -> Known<'a> {
    let Identity { actor, only_in, .. } = roster.look_up(key);
    let (listed, shared) = (roster.listed(key), roster.is_shared(key));
    Known { actor, listed, only: only_in.is_some(), shared, names: BTreeMap::new(), n_sayings, speaks_for: BTreeMap::new() }
}
