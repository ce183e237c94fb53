//! A name that means whom another name means.
use super::{Proposal, Sureness};
use crate::actor::Family;
use crate::scorecard::Known;
use std::cmp::Reverse;

/// One of those known, who is another one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Same {
    /// Whose name becomes an alias.
    pub from: usize,
    /// Whom it means.
    pub into: usize,
    /// In which way.
    pub proposal: Proposal,
    /// How sure.
    pub sureness: Sureness,
    /// What speaks for it.
    pub why: String,
}

impl Same {
    /// Two names of one actor, into the one that more texts know best.
    pub fn of(known: &[Known], pair: (usize, usize), sureness: Sureness, why: impl Into<String>) -> Same {
        let (into, from) = if rank(&known[pair.0]) <= rank(&known[pair.1]) { pair } else { (pair.1, pair.0) };
        Same { from, into, proposal: Proposal::Alias, sureness, why: why.into() }
    }

    /// The first as an alias of the second.
    pub fn alias(from: usize, into: usize, sureness: Sureness, why: impl Into<String>) -> Same {
        Same { from, into, proposal: Proposal::Alias, sureness, why: why.into() }
    }
}

/// The listed come first, then people of full names, then those of more sayings, of more articles, of longer names.
fn rank(known: &Known) -> impl Ord + use<> {
    let name = &known.actor.name;
    let short = known.only || known.actor.kind.family() == Some(Family::Human) && !name.contains(' ');
    (known.listed.is_none(), short, Reverse(known.n_sayings), Reverse(known.articles().len()), Reverse(name.len()), name.clone())
}

/// Those that agree with each other: no one is taken for two, and who is taken for another is nobody's other name. Sure ones come first,
/// then those of more sayings.
pub fn consistent(mut all: Vec<Same>, known: &[Known]) -> Vec<Same> {
    all.sort_by_key(|same| (same.sureness, Reverse(known[same.from].n_sayings), same.from, same.into));
    let mut kept: Vec<Same> = Vec::new();
    for same in all {
        let clash = |other: &Same| other.from == same.from || other.into == same.from || other.from == same.into;
        if same.from != same.into && known[same.from].listed.is_none() && !kept.iter().any(clash) {
            kept.push(same);
        }
    }
    kept
}
