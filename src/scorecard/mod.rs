//! From scored articles to what each actor stands for: sayings, positions, scorecards.
mod actor;
mod alike;
mod confusion;
mod evidence;
#[cfg(test)]
pub(crate) mod example;
mod fragile;
mod grouped;
mod headline;
mod interval;
mod known;
mod options;
mod pooling;
mod population;
mod position;
mod posterior;
#[cfg(test)]
mod properties;
mod reason;
mod repeated;
mod saying;
#[cfg(test)]
mod tests;
mod text;
mod weights;
mod words;

pub use crate::actor::registry::{Affiliation, Belonging};
pub use confusion::{CodedSaying, Confusion};
pub use evidence::{Evidence, Quote};
pub use fragile::Fragile;
pub use grouped::{Calendar, Group, Grouping, grouped};
pub use headline::Headline;
pub(crate) use interval::{Intervals, shares};
pub use known::{Known, known};
pub(crate) use options::makes_position;
pub use options::{Holder, Include, Options, Period, Unit};
pub use pooling::Pooling;
pub use population::POPULATION;
pub use position::{Counts, Position};
pub use reason::Reason;
pub use saying::Saying;
pub(crate) use saying::by_speaker;
pub(crate) use text::texts;
pub use text::{TextHash, n_copies};
pub(crate) use weights::Weighed;
pub use weights::{Weighting, Weights};

use crate::actor::registry::Registry;
use crate::actor::{Actor, Kind};
use crate::issue::Issue;
use crate::pipeline::ScoredArticle;
use actor::{Identity, Key, Roster};
use position::Gathered;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// All positions of one actor, over all articles.
#[derive(Clone, Debug, PartialEq)]
pub struct Scorecard {
    /// Who; aliases are those of all articles.
    pub actor: Actor,
    /// The id of the only article that knows this actor, who is never taken for another article's: someone anonymous, unknown, described
    /// without a name, or known by a surname that several bear.
    pub only_in: Option<String>,
    /// What the actor belongs to at any time, from a file of actors, sorted.
    pub affiliations: Vec<Affiliation>,
    /// What a reader must know of how this actor was told from others; shown beside the name.
    pub note: Option<String>,
    /// One for each issue on which the actor has a stance, in the order of the codebook. Never empty.
    pub positions: Vec<Position>,
}

impl Scorecard {
    /// Sayings that count, over all issues.
    pub fn n_sayings(&self) -> usize {
        self.positions.iter().map(|position| position.n_sayings).sum()
    }

    /// The position on the issue with this index in the codebook.
    pub fn on(&self, issue: usize) -> Option<&Position> {
        self.positions.iter().find(|position| position.issue == issue)
    }

    /// Named actors come first, then groups, the anonymous and the unknown; the busiest first; then by name.
    fn rank(&self) -> impl Ord + use<> {
        let Actor { name, kind, .. } = &self.actor;
        (apart(*kind), Reverse(self.n_sayings()), name.clone(), *kind, self.only_in.clone())
    }
}

/// Which part of a table an actor of this kind stands in: 0 named, 1 groups, 2 anonymous, 3 unknown.
pub fn apart(kind: Kind) -> usize {
    match kind {
        Kind::Person | Kind::Organisation | Kind::Government | Kind::Document | Kind::Author => 0,
        Kind::Group => 1,
        Kind::Anonymous => 2,
        Kind::Unknown => 3,
    }
}

/// Adds everything up per actor. The order of `articles` changes nothing. Articles with the same text, or with nearly the same, are one,
/// whose evidence is that of the first and whose outlets are those of all; what an actor is quoted with in several otherwise different
/// articles is one saying. Judgements that name a statement, sentence or issue that does
/// not exist are left out.
pub fn tally(articles: &[ScoredArticle], issues: &[Issue], options: &Options) -> Vec<Scorecard> {
    tally_with(&Registry::default(), articles, issues, options)
}

/// The same with a user's list of actors.
pub fn tally_with(registry: &Registry, articles: &[ScoredArticle], issues: &[Issue], options: &Options) -> Vec<Scorecard> {
    let texts = text::texts(articles);
    let articles: Vec<&ScoredArticle> = texts.iter().map(|text| text.first).collect();
    let roster = Roster::of(&articles, registry);
    let intervals = Intervals::new(options.confusion.as_ref());
    let mut cards: Vec<Scorecard> = gather(&roster, &texts, issues.len(), options)
        .into_par_iter()
        .filter_map(|(key, by_issue)| scorecard(&roster, key, by_issue, issues, (options, &intervals)))
        .collect();
    cards.sort_by_cached_key(Scorecard::rank);
    cards
}

/// What each actor says on each issue, text by text.
fn gather<'t>(
    roster: &Roster,
    texts: &'t [text::Text<'t>],
    n_issues: usize,
    options: &Options,
) -> BTreeMap<Key, BTreeMap<usize, Gathered<'t>>> {
    let mut gathered: BTreeMap<Key, BTreeMap<usize, Gathered>> = BTreeMap::new();
    for (rank, text) in texts.iter().enumerate() {
        let names = roster.names(rank);
        for ((key, issue), judgements) in saying::by_speaker(text.first, n_issues, |statement| roster.holder(rank, statement, options)) {
            gathered.entry(key).or_default().entry(issue).or_default().add(text, &names, &judgements, options);
        }
    }
    gathered
}

fn scorecard(
    roster: &Roster,
    key: Key,
    by_issue: BTreeMap<usize, Gathered>,
    issues: &[Issue],
    (options, intervals): (&Options, &Intervals),
) -> Option<Scorecard> {
    let Identity { actor, only_in, affiliations, mut note } = roster.look_up(&key);
    let position = |(issue, gathered): (usize, Gathered)| gathered.position((issue, issues.get(issue)?), &actor.name, options, intervals);
    let positions: Vec<Position> = by_issue.into_iter().filter_map(position).collect();
    let dates = positions.iter().flat_map(|position| &position.evidence).map(|evidence| evidence.date).collect();
    if let Some(alone) = options.roll_up.and_then(|level| roster.why_alone(&key, level, dates)) {
        note = Some(note.into_iter().chain([alone]).collect::<Vec<_>>().join("; "));
    }
    (!positions.is_empty()).then_some(Scorecard { actor, only_in, affiliations, note, positions })
}
