//! How often intervals hold the truth: actors drawn from a population, and sayings of theirs that err as those of coded articles do.
use crate::chance::chance;
use crate::round::round;
use crate::scorecard::{CodedSaying, Confusion, Intervals, POPULATION, Saying, TextHash, Weighed, shares};
use crate::stance::{Probabilities, Stance};
use rand::Rng;
use rand::seq::IndexedRandom;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeSet;

/// How many sayings that count the actors have.
pub const SAYINGS: [usize; 3] = [3, 10, 50];
const SEED: u64 = 0xc0de;

/// Where actors come from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Actors {
    /// Their shares of supportive, cautious and opposed sayings are drawn from a Dirichlet distribution with these numbers.
    Drawn([f64; 3]),
    /// All that they say has this stance, one of the first three.
    Only(Stance),
}

/// How well intervals did on many actors. Shares are in [0, 1], rounded to four decimals.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Covering {
    /// Sayings of each actor.
    pub sayings: usize,
    /// Of the actors, how many have a true net within the interval.
    pub covered: f64,
    /// Mean width of the intervals, in [0, 2].
    pub width: f64,
    /// Of the actors, how many have an interval that lies on the wrong side of zero.
    pub wrong_side: f64,
}

/// The sayings of coded articles, to be drawn from.
pub struct Simulation<'a> {
    /// For each coded stance, what was made of it; last those of `none`.
    coded: [Vec<&'a CodedSaying>; 4],
}

/// The true net of an actor, and its interval.
type Outcome = (f64, [f64; 2]);

impl<'a> Simulation<'a> {
    /// Of sayings of each of the four; `None` where one is missing, or where those of a stance were all missed.
    pub fn new(sayings: &'a [CodedSaying]) -> Option<Simulation<'a>> {
        let coded = Stance::ALL.map(|stance| sayings.iter().filter(|saying| saying.coded == stance).collect::<Vec<_>>());
        let usable = coded.iter().all(|of_stance| of_stance.iter().any(|saying| saying.claims.is_some()));
        usable.then_some(Simulation { coded })
    }

    /// Draws `n` actors with so many sayings each, and holds the interval of each against its true net. The same arguments give the same.
    pub fn run(&self, actors: Actors, sayings: usize, n: usize, confusion: Option<&Confusion>) -> Covering {
        let intervals = Intervals::new(confusion);
        let outcomes: Vec<Outcome> = (0..n).into_par_iter().map(|at| self.actor(actors, sayings, at, &intervals)).collect();
        let share = |holds: &dyn Fn(&Outcome) -> bool| round(outcomes.iter().filter(|outcome| holds(outcome)).count() as f64 / n as f64);
        Covering {
            sayings,
            covered: share(&|(net, [low, high])| low <= net && net <= high),
            width: round(outcomes.iter().map(|(_, [low, high])| high - low).sum::<f64>() / n as f64),
            wrong_side: share(&|(net, [low, high])| *net < 0.0 && *low > 0.0 || *net > 0.0 && *high < 0.0),
        }
    }

    /// Both rounded as in reports.
    fn actor(&self, actors: Actors, n: usize, at: usize, intervals: &Intervals) -> Outcome {
        let mut chance = chance(SEED, format!("{actors:?} {n} {at}").as_bytes());
        let theta = match actors {
            Actors::Drawn(counts) => shares(counts, &mut chance),
            Actors::Only(stance) => std::array::from_fn(|other| f64::from(u8::from(other == stance as usize))),
        };
        let sayings: Vec<Saying> = (0..n).map(|number| saying(number, self.claims(theta, &mut chance))).collect();
        let net = sayings.iter().map(|saying| saying.probabilities.net()).sum::<f64>() / n as f64;
        let units: Vec<Weighed> = sayings.iter().map(|unit| Weighed { unit, weight: 1.0 }).collect();
        (round(theta[0] - theta[2]), intervals.of(&units, net, &format!("{at}"), "simulated").map(round))
    }

    /// What the next saying that counts claims: true ones of the actor's stances and false ones come as often as in the coded articles,
    /// and what is missed is passed over.
    fn claims(&self, theta: [f64; 3], chance: &mut impl Rng) -> [f64; 4] {
        let n_true: usize = self.coded[..3].iter().map(Vec::len).sum();
        let n_false = self.coded[3].len();
        loop {
            let is_false = chance.random_range(0..n_true + n_false) < n_false;
            let stance = if is_false { 3 } else { stance(theta, chance) };
            if let Some(claims) = self.coded[stance].choose(chance).and_then(|saying| saying.claims) {
                return claims;
            }
        }
    }
}

fn stance(theta: [f64; 3], chance: &mut impl Rng) -> usize {
    let number: f64 = chance.random();
    if number < theta[0] { 0 } else { 1 + usize::from(number >= theta[0] + theta[1]) }
}

fn saying(number: usize, claims: [f64; 4]) -> Saying {
    Saying {
        texts: vec![TextHash::of(&number.to_string())],
        date: None,
        outlets: BTreeSet::new(),
        probabilities: Probabilities(claims),
        unsure: false,
        lean: None,
        confidence: 1.0,
        n_statements: 1,
    }
}

/// The populations that intervals are tried on, each with what it is.
pub fn populations() -> [(&'static str, Actors); 5] {
    [
        ("as coded: the population that the intervals take for granted", Actors::Drawn(POPULATION)),
        ("all sayings supportive", Actors::Only(Stance::Supportive)),
        ("all sayings opposed", Actors::Only(Stance::Opposed)),
        ("another: any shares equally likely", Actors::Drawn([1.0; 3])),
        ("another: nearly always of one mind, as within one article", Actors::Drawn([0.064, 0.015, 0.040])),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made-up sayings: seven in ten right, one in ten reversed, two in ten missed, and half as many false ones.
    fn coded() -> Vec<CodedSaying> {
        let claims = [[0.7, 0.1, 0.1, 0.1], [0.1, 0.7, 0.1, 0.1], [0.1, 0.1, 0.7, 0.1]];
        let of = |stance: Stance| {
            let right = stance as usize;
            let claimed = |verdict: usize, n: usize| vec![Some(claims[verdict]); n];
            let outcomes = [claimed(right, 70), claimed(2 - right, 10), vec![Option::None; 20]].concat();
            outcomes.into_iter().map(move |claims| CodedSaying { coded: stance, claims })
        };
        let n_false = (0..150).map(|at| CodedSaying { coded: Stance::None, claims: Some(claims[at % 3]) });
        [Stance::Supportive, Stance::Cautious, Stance::Opposed].into_iter().flat_map(of).chain(n_false).collect()
    }

    #[test]
    fn intervals_that_know_the_errors_cover_and_those_that_believe_do_not() {
        let coded = coded();
        let (simulation, confusion) = (Simulation::new(&coded).unwrap(), Confusion::of(&coded).unwrap());
        for n in [3, 10, 50] {
            let run = |confusion| simulation.run(Actors::Drawn(POPULATION), n, 400, confusion);
            let (known, believed) = (run(Some(&confusion)), run(None));
            assert!((0.92..=0.99).contains(&known.covered), "{known:?}");
            assert!(believed.covered < 0.9, "{believed:?}");
            assert_eq!(known, run(Some(&confusion)), "the same again");
        }
    }

    #[test]
    fn what_holds_no_saying_of_a_stance_cannot_be_drawn_from() {
        assert!(Simulation::new(&coded()[..200]).is_none());
        let missed =
            coded().into_iter().map(|saying| CodedSaying { claims: saying.claims.filter(|_| saying.coded != Stance::Cautious), ..saying });
        assert!(Simulation::new(&missed.collect::<Vec<_>>()).is_none());
    }
}
