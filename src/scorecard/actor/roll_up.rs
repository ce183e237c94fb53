//! What those who speak belong to, by the user's list of actors, on the day of an article.
use super::Identity;
use crate::actor::registry::{Affiliation, Belonging, Registry, fold};
use crate::actor::{Actor, Kind};
use jiff::civil::Date;
use std::collections::BTreeSet;

#[cfg(test)]
mod tests;

/// What others belong to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Body {
    /// An actor of the list, by index.
    Listed(usize),
    /// By its folded name, which no actor of the list bears.
    Named(String),
}

/// The list, read for one way of belonging.
pub struct RollUp<'a> {
    pub registry: &'a Registry,
    pub level: Belonging,
}

impl RollUp<'_> {
    /// All that an actor of the list belongs to on the day of an article: of itself, else by way of its organisations and parties.
    pub fn bodies(&self, at: usize, date: Option<Date>) -> BTreeSet<Body> {
        self.reach(at, date, &|affiliation| affiliation.period.holds(date), &mut BTreeSet::new())
    }

    fn reach(&self, at: usize, date: Option<Date>, holds: &dyn Fn(&Affiliation) -> bool, passed: &mut BTreeSet<usize>) -> BTreeSet<Body> {
        if !passed.insert(at) {
            return BTreeSet::new();
        }
        let of = |kind: Belonging| self.registry.actors()[at].affiliations.iter().filter(move |one| one.kind == kind && holds(one));
        let own: BTreeSet<Body> = of(self.level).map(|affiliation| self.body(affiliation, date)).collect();
        if !own.is_empty() {
            return own;
        }
        let above: BTreeSet<Body> =
            [Belonging::Organisation, Belonging::Party].into_iter().flat_map(of).map(|affiliation| self.body(affiliation, date)).collect();
        let mut all = BTreeSet::new();
        for body in above {
            if let Body::Listed(next) = body {
                all.append(&mut self.reach(next, date, holds, passed));
            }
        }
        all
    }

    /// The actor of the list that bears the name on that day, where one does.
    fn body(&self, affiliation: &Affiliation, date: Option<Date>) -> Body {
        let mut found = self.registry.find(&affiliation.name, date, kind(affiliation.kind));
        let listed = found.pop_first().filter(|_| found.is_empty());
        listed.map_or_else(|| Body::Named(fold(&affiliation.name)), Body::Listed)
    }

    /// Why an actor of the list counts alone in articles of these days though it belongs to something; `None` where it does not.
    pub fn why_alone(&self, at: usize, dates: BTreeSet<Option<Date>>) -> Option<String> {
        let mut reasons = BTreeSet::new();
        for date in dates {
            let bodies = self.bodies(at, date);
            if bodies.len() > 1 {
                let names: Vec<String> = bodies.iter().map(|body| self.identity(body).actor.name).collect();
                reasons.insert(format!("counts alone where it is in more than one {}: {}", self.level.word(), names.join(" and ")));
            } else if date.is_none() && bodies.is_empty() && self.belongs_at_times(at) {
                reasons.insert(format!("counts alone in undated articles, since its {} depends on the day", self.level.word()));
            }
        }
        Some(reasons.into_iter().collect::<Vec<_>>().join("; ")).filter(|reasons| !reasons.is_empty())
    }

    fn belongs_at_times(&self, at: usize) -> bool {
        !self.reach(at, None, &|_| true, &mut BTreeSet::new()).is_empty()
    }

    /// Who a body is, of which no article speaks.
    pub fn identity(&self, body: &Body) -> Identity {
        let (name, kind, affiliations) = match body {
            Body::Listed(at) => {
                let listed = &self.registry.actors()[*at];
                (listed.name.clone(), listed.kind.unwrap_or(kind(self.level)), listed.affiliations.clone())
            }
            Body::Named(folded) => (self.spelling(folded), kind(self.level), Vec::new()),
        };
        Identity { actor: Actor { name, aliases: Vec::new(), kind, roles: Vec::new() }, only_in: None, affiliations, note: None }
    }

    /// As the list spells it first.
    fn spelling(&self, folded: &str) -> String {
        let all = self.registry.actors().iter().flat_map(|actor| &actor.affiliations);
        let first = all.filter(|one| one.kind == self.level).find(|one| fold(&one.name) == folded);
        first.map_or(folded, |affiliation| &affiliation.name).to_string()
    }
}

fn kind(level: Belonging) -> Kind {
    match level {
        Belonging::Organisation | Belonging::Party => Kind::Organisation,
        Belonging::Country => Kind::Government,
    }
}
