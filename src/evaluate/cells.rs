//! The table that the chain makes of a coded article, cell by cell beside the coded one.
use super::gold::{Gold, GoldPair};
use super::names::{Names, match_names};
use super::tables::Found;
use super::trial::Trial;
use crate::scorecard::{Evidence, Headline, Options, Position, Saying, Scorecard, tally};
use crate::stance::Stance;

/// The chain's table of one article.
pub struct Table {
    scorecards: Vec<Scorecard>,
    /// For each scorecard the coded actor it is.
    known: Vec<Option<usize>>,
}

/// An actor's stance on an issue, as the chain found it.
#[derive(Clone, Copy)]
pub struct Cell<'a> {
    /// Whose.
    pub card: &'a Scorecard,
    /// Index of the coded actor.
    pub actor: Option<usize>,
    /// What it came to.
    pub position: &'a Position,
    /// A mixed position is cautious.
    pub stance: Stance,
}

impl Table {
    /// Adds up the judgements; thin positions count, a cell that is unsure does not.
    pub fn of(trial: &Trial, options: &Options) -> Table {
        let options = Options { min_sayings: 1, ..options.clone() };
        let scorecards = tally(std::slice::from_ref(&trial.scored), &trial.gold.codebook.issues, &options);
        let found: Vec<Names> = scorecards.iter().map(|card| Names::new(&card.actor.name, &card.actor.aliases)).collect();
        Table { known: match_gold(&found, &trial.gold), scorecards }
    }

    /// All cells with a stance, in the order of the scorecards.
    pub fn cells(&self) -> Vec<Cell<'_>> {
        let mut cells: Vec<Cell> = Vec::new();
        for (card, actor) in self.scorecards.iter().zip(self.known.iter().copied()) {
            for position in &card.positions {
                let Some(stance) = stance(position.headline) else { continue };
                cells.push(Cell { card, actor, position, stance });
            }
        }
        cells
    }

    /// All sayings with a stance, sure or not, each with the index of its coded actor and of its issue.
    pub fn sayings(&self) -> impl Iterator<Item = (Option<usize>, usize, &Saying)> {
        let of_actor = self.scorecards.iter().zip(self.known.iter().copied());
        of_actor.flat_map(|(card, actor)| {
            card.positions.iter().flat_map(move |position| position.sayings.iter().map(move |saying| (actor, position.issue, saying)))
        })
    }

    /// What stands where a pair has no cell: `unsure`, `hidden` (relayed or past) or `none`.
    pub fn silence(&self, pair: &GoldPair) -> &'static str {
        let of_actor = self.scorecards.iter().zip(&self.known).filter(|(_, actor)| **actor == Some(pair.actor));
        let mut positions = of_actor.filter_map(|(card, _)| card.on(pair.issue));
        positions.next().map_or("none", |position| if position.hidden.is_some() { "hidden" } else { position.headline.word() })
    }
}

impl Cell<'_> {
    /// To be counted.
    pub fn found(&self) -> Found {
        Found { actor: self.actor, issue: self.position.issue, stance: self.stance }
    }

    /// Whether it is of this pair.
    pub fn is_of(&self, pair: &GoldPair) -> bool {
        (self.actor, self.position.issue) == (Some(pair.actor), pair.issue)
    }

    /// The evidence that speaks for it first.
    pub fn shown_by(&self) -> Option<&Evidence> {
        let evidence = &self.position.evidence;
        evidence.iter().find(|shown| shown.counted() && shown.stance == self.stance).or_else(|| evidence.first())
    }
}

/// For each of these the index of the coded actor.
pub fn match_gold(found: &[Names], gold: &Gold) -> Vec<Option<usize>> {
    let known: Vec<Names> = gold.actors.iter().map(|actor| actor.names.clone()).collect();
    match_names(found, &known)
}

fn stance(headline: Headline) -> Option<Stance> {
    match headline {
        Headline::Supportive => Some(Stance::Supportive),
        Headline::Opposed => Some(Stance::Opposed),
        Headline::Cautious | Headline::Mixed => Some(Stance::Cautious),
        Headline::Changed | Headline::TooFew | Headline::Unsure => None,
    }
}
