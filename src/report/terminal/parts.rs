//! Positions by month, outlet or party.
use super::fill::wrapped;
use super::ink::{Ink, Line, bold, dim, piece};
use super::overview::{entry, legend, more};
use super::standing::Standing;
use super::table::{Entry, Row, Table};
use super::view::Chosen;
use crate::report::Report;
use crate::report::lookup::Unclear;
use crate::scorecard::{Group, Grouping, Saying, Scorecard, grouped};
use std::collections::BTreeSet;

/// By outlet or time: of each actor named a table of groups and issues, else of each issue one of actors and groups. By what actors belong
/// to: one of groups and issues, with the sayings of all of them together. An error where it is not said of whom, or nobody belongs to
/// anything.
pub fn lines(report: &Report, chosen: &Chosen, by: Grouping, width: usize) -> Result<Vec<Line>, Unclear> {
    let parts = Parts { report, chosen, by };
    let tables = match by {
        Grouping::Belonging(_) => vec![parts.of_bodies(width)?],
        _ if !chosen.cards.is_empty() => chosen.cards.iter().map(|card| parts.of_actor(card, width)).collect(),
        _ => parts.issues_asked()?.iter().map(|issue| parts.of_issue(*issue, width)).collect(),
    };
    Ok(tables.join(&Line::new()))
}

struct Parts<'a> {
    report: &'a Report,
    chosen: &'a Chosen<'a>,
    by: Grouping,
}

impl Parts<'_> {
    fn issues_asked(&self) -> Result<&[usize], Unclear> {
        let said = format!("--by {} is of somebody, or of an issue: name one with --actor or --issue", self.by.word());
        self.chosen.issues.as_deref().ok_or_else(|| Unclear::new(said))
    }

    /// The groups of what some cards say on an issue.
    fn groups(&self, cards: &[&Scorecard], issue: usize) -> Vec<Group> {
        let said = cards.iter().flat_map(|card| self.sayings(card, issue).map(move |saying| (*card, saying)));
        grouped(said, self.by, &self.report.run.options)
    }

    fn sayings<'b>(&self, card: &'b Scorecard, issue: usize) -> impl Iterator<Item = &'b Saying> {
        self.chosen.positions(card).filter(move |position| position.issue == issue).flat_map(|position| &position.sayings)
    }

    /// A table with a row for each group.
    fn by_group(&self, cards: &[&Scorecard], title: Line, width: usize) -> Vec<Line> {
        let all = (0..self.report.issues.len()).map(|issue| (issue, self.groups(cards, issue)));
        let of_issues: Vec<(usize, Vec<Group>)> = all.filter(|(_, groups)| !groups.is_empty()).collect();
        let names = names(of_issues.iter().map(|(_, groups)| groups));
        let row = |name: &Name| {
            let cells = of_issues.iter().map(|(_, groups)| standing(groups, name)).collect();
            Row::Of(Entry { name: self.name(name), beneath: String::new(), place: String::new(), cells })
        };
        let columns = of_issues.iter().map(|(issue, _)| self.report.issues[*issue].id.clone()).collect();
        self.set(title, &Table { columns, rows: names.iter().map(row).collect() }, width)
    }

    fn of_actor(&self, card: &Scorecard, width: usize) -> Vec<Line> {
        self.by_group(&[card], vec![bold(&card.actor.name), dim(&format!(" by {}", self.by.word()))], width)
    }

    fn of_bodies(&self, width: usize) -> Result<Vec<Line>, Unclear> {
        let everybody: Vec<&Scorecard> = self.report.scorecards.iter().collect();
        let cards = if self.chosen.cards.is_empty() { &everybody } else { &self.chosen.cards };
        let title = format!("By {}", self.by.word());
        let known = |card: &&Scorecard| card.affiliations.iter().any(|affiliation| Grouping::Belonging(affiliation.kind) == self.by);
        if !cards.iter().any(known) {
            let said = format!(
                "nobody here has a known {0}: give it in a file of actors, {0} = \"...\", and name that file with --actors",
                self.by.word()
            );
            return Err(Unclear::new(said));
        }
        Ok(self.by_group(cards, vec![bold(&title)], width))
    }

    /// A table with a row for each actor.
    fn of_issue(&self, issue: usize, width: usize) -> Vec<Line> {
        let chosen = Chosen { cards: Vec::new(), issues: Some(vec![issue]), top: self.chosen.top };
        let parts = self.report.parts().into_iter().flat_map(|(_, cards)| cards);
        let all: Vec<&Scorecard> = parts.filter(|card| chosen.positions(card).next().is_some()).collect();
        let (busiest, n_all) = chosen.busiest(&all);
        let of_cards: Vec<Vec<Group>> = busiest.iter().map(|card| self.groups(&[card], issue)).collect();
        let names = names(of_cards.iter());
        let row = |(card, groups): (&&Scorecard, &Vec<Group>)| {
            Row::Of(entry(self.report, card, names.iter().map(|name| standing(groups, name)).collect()))
        };
        let table =
            Table { columns: names.iter().map(|name| self.name(name)).collect(), rows: busiest.iter().zip(&of_cards).map(row).collect() };
        let title = vec![bold(&self.report.issues[issue].id), dim(&format!(" by {}", self.by.word()))];
        let noun = self.report.run.options.unit.word();
        [self.set(title, &table, width), more(busiest.len(), n_all, noun, width)].concat()
    }

    fn set(&self, title: Line, table: &Table, width: usize) -> Vec<Line> {
        if table.columns.is_empty() || table.rows.is_empty() {
            return vec![title, vec![piece("No position on this.", Ink::Plain)]];
        }
        let (shape, lines) = table.set(width);
        let options = &self.report.run.options;
        let mut legend = legend(shape, options.min_sayings, options.unit.word());
        legend += match self.by {
            Grouping::Outlet => " What several outlets print is in the row of each.",
            _ => "",
        };
        [vec![title, Line::new()], lines, vec![Line::new()], wrapped(&[dim(&legend)], width)].concat()
    }

    fn name(&self, name: &Name) -> String {
        let none = match self.by {
            Grouping::Time(_) => "undated".to_string(),
            by => format!("no known {}", by.word()),
        };
        name.1.clone().unwrap_or(none)
    }
}

/// Whether a group has no name, and its name: so they sort.
type Name = (bool, Option<String>);

fn names<'a>(groups: impl Iterator<Item = &'a Vec<Group>>) -> BTreeSet<Name> {
    groups.flatten().map(|group| (group.name.is_none(), group.name.clone())).collect()
}

fn standing(groups: &[Group], name: &Name) -> Option<Standing> {
    groups.iter().find(|group| group.name == name.1).map(Standing::from)
}
