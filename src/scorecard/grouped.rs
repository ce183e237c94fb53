//! Positions in parts: sayings by month, outlet or party, each part with a word by the rule of the whole.
use super::saying::commonest;
use super::weights::mean;
use super::{Belonging, Counts, Headline, Options, Saying, Scorecard};
use crate::stance::{Lean, Stance};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What sayings are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// When they first appeared.
    Time(Calendar),
    /// Who printed them: one that several outlets printed is in the group of each.
    Outlet,
    /// What a file of actors says that the actor belonged to on the day of the saying; of undated sayings only where that never changes.
    Belonging(Belonging),
}

impl Grouping {
    /// The noun for one group.
    pub fn word(self) -> &'static str {
        match self {
            Grouping::Time(calendar) => calendar.word(),
            Grouping::Outlet => "outlet",
            Grouping::Belonging(kind) => kind.word(),
        }
    }

    /// The groups of an actor's saying; `None` is that of what has no day, no known outlet, or belongs to nothing or to several.
    fn of(self, card: &Scorecard, saying: &Saying) -> BTreeSet<Option<String>> {
        match self {
            Grouping::Time(calendar) => BTreeSet::from([saying.date.map(|day| calendar.name(day))]),
            Grouping::Outlet if saying.outlets.is_empty() => BTreeSet::from([None]),
            Grouping::Outlet => saying.outlets.iter().cloned().map(Some).collect(),
            Grouping::Belonging(kind) => BTreeSet::from([belongs(card, kind, saying.date)]),
        }
    }
}

/// How long a period of time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calendar {
    /// "2025-03".
    Month,
    /// "2025-Q1".
    Quarter,
    /// "2025".
    Year,
}

impl Calendar {
    /// The noun for one period.
    pub fn word(self) -> &'static str {
        match self {
            Calendar::Month => "month",
            Calendar::Quarter => "quarter",
            Calendar::Year => "year",
        }
    }

    /// What the period of a day is called; such names sort by time.
    pub fn name(self, day: Date) -> String {
        match self {
            Calendar::Month => format!("{:04}-{:02}", day.year(), day.month()),
            Calendar::Quarter => format!("{:04}-Q{}", day.year(), (day.month() + 2) / 3),
            Calendar::Year => format!("{:04}", day.year()),
        }
    }

    /// The names of all periods from that of the first to that of the last day, in order.
    pub fn names(self, first: Date, last: Date) -> Vec<String> {
        let months = |year| (1..=12).filter_map(move |month| Date::new(year, month, 1).ok());
        let mut names: Vec<String> = (first.year()..=last.year()).flat_map(months).map(|day| self.name(day)).collect();
        names.dedup();
        let (from, to) = (self.name(first), self.name(last));
        names.retain(|name| from <= *name && *name <= to);
        names
    }
}

/// The sayings of one group, added up.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The period, outlet or body; `None` for what has none.
    pub name: Option<String>,
    /// The word for it, by the rule of [`Headline::under`].
    pub headline: Headline,
    /// The later pole, where it changed within the group.
    pub turned_to: Option<Stance>,
    /// Which way a cautious one leans, where a model told.
    pub lean: Option<Lean>,
    /// Mean, by their weights, over the sure sayings of their net, in [-1, 1]; `None` without any.
    pub net: Option<f64>,
    /// Sure sayings by verdict.
    pub counts: Counts,
    /// Sayings with a stance that are unsure, and count nowhere else.
    pub n_unsure: usize,
}

impl Group {
    fn new(name: Option<String>, sayings: &[&Saying], options: &Options) -> Group {
        let (headline, turned_to) = Headline::under(sayings, options);
        let sure: Vec<&Saying> = sayings.iter().copied().filter(|saying| saying.is_sure()).collect();
        Group {
            name,
            headline,
            turned_to,
            lean: commonest(sure.iter().map(|saying| saying.lean)).filter(|_| headline == Headline::Cautious),
            net: mean(&options.weighting.weigh(&sure), |saying| saying.probabilities.net()),
            counts: Counts::of(sure),
            n_unsure: sayings.iter().filter(|saying| saying.has_stance() && saying.unsure).count(),
        }
    }
}

/// The groups of some sayings, each with the card of whoever said it: in the order of their names, what has none last. The options say
/// how few are "too few", and how much each weighs within its group.
pub fn grouped<'a>(said: impl IntoIterator<Item = (&'a Scorecard, &'a Saying)>, by: Grouping, options: &Options) -> Vec<Group> {
    let mut groups: BTreeMap<(bool, Option<String>), Vec<&Saying>> = BTreeMap::new();
    for (card, saying) in said {
        for name in by.of(card, saying) {
            groups.entry((name.is_none(), name)).or_default().push(saying);
        }
    }
    groups.into_iter().map(|((_, name), sayings)| Group::new(name, &sayings, options)).collect()
}

fn belongs(card: &Scorecard, kind: Belonging, day: Option<Date>) -> Option<String> {
    let on_day = card.affiliations.iter().filter(|affiliation| affiliation.kind == kind && affiliation.period.holds(day));
    let mut names: BTreeSet<&String> = on_day.map(|affiliation| &affiliation.name).collect();
    names.pop_first().filter(|_| names.is_empty()).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Kind;
    use crate::actor::registry::{Affiliation, Tenure};
    use crate::pipeline::ScoredArticle;
    use crate::scorecard::example::{article, issues, sure};
    use crate::scorecard::tally;

    const FOR: Stance = Stance::Supportive;
    const AGAINST: Stance = Stance::Opposed;

    fn ada(id: &str, outlet: &str, date: &str, stance: Stance) -> ScoredArticle {
        article(id, outlet, date).says("Ada Hale", Kind::Person, &format!("Ada |spoke |of {id}."), 0, sure(stance, 0.85))
    }

    fn card(articles: &[ScoredArticle]) -> Scorecard {
        tally(articles, &issues(&["A toll"]), &Options::default()).remove(0)
    }

    fn of(card: &Scorecard, by: Grouping) -> Vec<Group> {
        grouped(card.positions[0].sayings.iter().map(|saying| (card, saying)), by, &Options::default())
    }

    fn words(groups: &[Group]) -> Vec<(&str, &str, usize)> {
        groups.iter().map(|group| (group.name.as_deref().unwrap_or("-"), group.headline.word(), group.counts.total())).collect()
    }

    fn story() -> Vec<ScoredArticle> {
        vec![
            ada("one", "Post", "2025-01-10", FOR),
            ada("two", "Herald", "2025-01-20", FOR),
            ada("three", "Post", "2025-02-01", FOR),
            ada("four", "Post", "2025-04-01", AGAINST),
            ada("five", "", "", AGAINST),
        ]
    }

    #[test]
    fn time_is_told_in_order_and_what_is_undated_last() {
        let card = card(&story());
        let months = of(&card, Grouping::Time(Calendar::Month));
        let expected = [("2025-01", "supportive", 2), ("2025-02", "too few", 1), ("2025-04", "too few", 1), ("-", "too few", 1)];
        assert_eq!(words(&months), expected);
        // 0.85 and a third of 0.15 each to the rest: (0.85 - 0.05) / 0.95.
        assert!((months[0].net.unwrap() - 0.8 / 0.95).abs() < 1e-12);
        assert_eq!(words(&of(&card, Grouping::Time(Calendar::Quarter)))[0], ("2025-Q1", "supportive", 3));
        assert_eq!(words(&of(&card, Grouping::Time(Calendar::Year)))[0], ("2025", "mixed", 4));
    }

    #[test]
    fn what_two_outlets_print_is_in_the_group_of_each() {
        let mut articles = story();
        let mut copy = articles[0].clone();
        (copy.article.id, copy.article.outlet) = ("copy".into(), Some("Herald".into()));
        articles.push(copy);
        let groups = of(&card(&articles), Grouping::Outlet);
        assert_eq!(words(&groups), [("Herald", "supportive", 2), ("Post", "mixed", 3), ("-", "too few", 1)]);
    }

    #[test]
    fn a_saying_counts_for_what_its_actor_belonged_to_on_the_day() {
        let mut card = card(&story());
        let party = |name: &str, from: &str, to: &str| {
            let period = Tenure { from: from.parse().ok(), to: to.parse().ok() };
            Affiliation { kind: Belonging::Party, name: name.into(), period }
        };
        card.affiliations = vec![party("Greens", "", "2025-01-31"), party("Reform", "2025-02-01", "")];
        let by = Grouping::Belonging(Belonging::Party);
        assert_eq!(words(&of(&card, by)), [("Greens", "supportive", 2), ("Reform", "mixed", 2), ("-", "too few", 1)]);
        card.affiliations = vec![party("Greens", "", ""), party("Reform", "", "")];
        assert_eq!(words(&of(&card, by)), [("-", "mixed", 5)], "of several none");
    }

    #[test]
    fn a_calendar_names_every_period_between_two_days() {
        let day = |text: &str| -> Date { text.parse().unwrap() };
        let names = |calendar: Calendar| calendar.names(day("2024-11-30"), day("2025-01-01"));
        assert_eq!(names(Calendar::Month), ["2024-11", "2024-12", "2025-01"]);
        assert_eq!(names(Calendar::Quarter), ["2024-Q4", "2025-Q1"]);
        assert_eq!(names(Calendar::Year), ["2024", "2025"]);
        assert!(Calendar::Month.names(day("2025-01-01"), day("2024-12-31")).is_empty());
    }
}
