//! Sayings as statements of Discourse Network Analyzer.
use super::document::Document;
use crate::actor::Kind;
use crate::error::Result;
use crate::report::Report;
use crate::report::spreadsheet::{self, Cell};
use crate::scorecard::{Belonging, Evidence, Position, Saying, Scorecard};
use crate::stance::Stance;
use std::collections::BTreeMap;

/// A saying with the sentence that shows it best.
pub struct Statement<'a> {
    actor: usize,
    card: &'a Scorecard,
    concept: &'a str,
    number: usize,
    saying: &'a Saying,
    evidence: &'a Evidence,
}

impl Statement<'_> {
    /// The id of its article.
    pub fn article(&self) -> &str {
        &self.evidence.article
    }

    /// Who, as person and organisation: a person with the organisation, or else the party, of the day; else the body alone.
    fn who(&self) -> [Option<&str>; 2] {
        let name = self.card.actor.name.as_str();
        match self.card.actor.kind {
            Kind::Person | Kind::Author => {
                [Some(name), self.member_of(Belonging::Organisation).or_else(|| self.member_of(Belonging::Party))]
            }
            _ => [None, Some(name)],
        }
    }

    fn member_of(&self, kind: Belonging) -> Option<&str> {
        let of_day = self.card.affiliations.iter().find(|one| one.kind == kind && one.period.holds(self.evidence.date));
        of_day.map(|one| one.name.as_str())
    }
}

/// Every saying that counts and takes a side, of everyone whose name is known.
pub fn all(report: &Report) -> Vec<Statement<'_>> {
    let named = report.scorecards.iter().enumerate().filter(|(_, card)| !matches!(card.actor.kind, Kind::Unknown));
    named.flat_map(|(actor, card)| card.positions.iter().flat_map(move |position| on(report, actor, card, position))).collect()
}

fn on<'a>(report: &'a Report, actor: usize, card: &'a Scorecard, position: &'a Position) -> impl Iterator<Item = Statement<'a>> {
    let concept = report.issues.get(position.issue).map_or("", |issue| issue.id.as_str());
    let sided = position.sayings.iter().enumerate().filter(|(_, saying)| saying.is_sure() && saying.verdict().is_pole());
    sided.filter_map(move |(number, saying)| {
        Some(Statement { actor, card, concept, number, saying, evidence: shown_by(position, number, saying)? })
    })
}

/// Of a saying's sentences the first in time and text that has its stance, or else the first.
fn shown_by<'a>(position: &'a Position, number: usize, saying: &Saying) -> Option<&'a Evidence> {
    let own = position.evidence.iter().filter(|evidence| evidence.of_saying == Some(number));
    own.min_by_key(|evidence| {
        let Evidence { stance, date, article, sentence, .. } = evidence;
        (*stance != saying.verdict(), date.is_none(), *date, article, sentence.span)
    })
}

/// `statements.csv`: the columns that DNA's own export has, and `actor_no` and `saying_no` of the other tables.
pub fn table(statements: &[Statement], documents: &BTreeMap<&str, Document>) -> Result<Vec<u8>> {
    let row = |statement: &Statement| {
        let place = documents.get(statement.article())?.place(statement.evidence.sentence.span);
        let [person, organization] = statement.who();
        Some([
            Cell::from(statement.article()),
            place[0].into(),
            place[1].into(),
            statement.evidence.sentence.text.as_str().into(),
            person.into(),
            organization.into(),
            statement.concept.into(),
            usize::from(statement.saying.verdict() == Stance::Supportive).into(),
            (statement.actor + 1).into(),
            (statement.number + 1).into(),
        ])
    };
    let columns = ["document", "start", "stop", "text", "person", "organization", "concept", "agreement", "actor_no", "saying_no"];
    spreadsheet::table(columns, statements.iter().filter_map(row))
}
