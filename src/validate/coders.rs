//! Machine and coders beside coders and coders: agreement over the same units.
use super::coded::{CodedArticle, Coding};
use crate::agreement::{Estimate, Level, alpha, kappa, percent};
use crate::evaluate::{Cell, Table, Trial};
use crate::scorecard::Options;
use crate::stance::Stance;
use serde::Serialize;
use std::collections::BTreeMap;

/// How far two agree. A unit is an actor and an issue of an article that both coded, to which at least one of them gives a stance; the
/// codes are supportive, cautious, opposed and none. None against none does not occur, so that chance-corrected figures are strict.
/// Intervals are over articles.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Agreement {
    /// Who: two coders, or `machine` and a coder.
    pub who: [String; 2],
    /// Articles that both coded.
    pub n_articles: usize,
    /// Units.
    pub n: usize,
    /// Share of the units to which both give a stance.
    pub both: Option<Estimate>,
    /// Share of those to which they give the same.
    pub same: Option<Estimate>,
    /// Share of all units on which they agree.
    pub percent: Option<Estimate>,
    /// Cohen's kappa.
    pub kappa: Option<Estimate>,
    /// Krippendorff's alpha, nominal.
    pub alpha: Option<Estimate>,
}

/// The codes of two, article by article.
type Units = Vec<Vec<[usize; 2]>>;

/// Each pair of coders, then the machine with each coder. `trials` are those of the coded articles, in order.
pub fn agreements(coding: &Coding, trials: &[Trial], options: &Options) -> Vec<Agreement> {
    let machine: Vec<Found> = trials.iter().map(|trial| found(trial, options)).collect();
    let (mut all, name) = (Vec::new(), |coder: usize| Some(&coding.coders[coder]).filter(|name| !name.is_empty()).cloned());
    let name = |coder: usize| name(coder).unwrap_or_else(|| "coder".to_string());
    for first in 0..coding.coders.len() {
        for second in first + 1..coding.coders.len() {
            let both = coding.articles.iter().filter(|article| article.coders.contains(&first) && article.coders.contains(&second));
            all.push(agreement([name(first), name(second)], both.map(|article| of_coders(article, [first, second])).collect()));
        }
    }
    for coder in 0..coding.coders.len() {
        let coded = coding.articles.iter().zip(&machine).filter(|(article, _)| article.coders.contains(&coder));
        all.push(agreement(["machine".into(), name(coder)], coded.map(|(article, found)| with_machine(article, coder, found)).collect()));
    }
    all
}

/// What the machine found: by coded actor and issue of the article, the issue as its place among the coded ones, and the stances of
/// cells whose actor nobody coded.
type Found = (BTreeMap<(usize, usize), Stance>, Vec<Stance>);

fn found(trial: &Trial, options: &Options) -> Found {
    let table = Table::of(trial, options);
    let (mut known, mut others) = (BTreeMap::new(), Vec::new());
    for Cell { actor, position, stance, .. } in table.cells() {
        match actor {
            Some(actor) => _ = known.entry((actor, position.issue)).or_insert(stance),
            None => others.push(stance),
        }
    }
    (known, others)
}

fn of_coders(article: &CodedArticle, [first, second]: [usize; 2]) -> Vec<[usize; 2]> {
    let codes = |(actor, issue)| [first, second].map(|coder| article.found(actor, issue, coder) as usize);
    article.pairs().into_iter().map(codes).filter(told).collect()
}

fn with_machine(article: &CodedArticle, coder: usize, (known, others): &Found) -> Vec<[usize; 2]> {
    let issues: Vec<usize> = article.issues.iter().copied().collect();
    let mut pairs = article.pairs();
    pairs.extend(known.keys().filter_map(|(actor, issue)| Some((*actor, *issues.get(*issue)?))));
    let codes = |(actor, issue): (usize, usize)| {
        let local = issues.binary_search(&issue).unwrap_or(usize::MAX);
        [known.get(&(actor, local)).copied().unwrap_or(Stance::None) as usize, article.found(actor, issue, coder) as usize]
    };
    let invented = others.iter().map(|stance| [*stance as usize, Stance::None as usize]);
    pairs.into_iter().map(codes).filter(told).chain(invented).collect()
}

fn told(codes: &[usize; 2]) -> bool {
    *codes != [Stance::None as usize; 2]
}

fn agreement(who: [String; 2], units: Units) -> Agreement {
    let purpose = who.join(" and ");
    let estimate = |figure: &dyn Fn(&[[usize; 2]]) -> Option<f64>| {
        Estimate::of(&units, &purpose, |drawn| figure(&drawn.iter().flat_map(|units| units.iter().copied()).collect::<Vec<_>>()))
    };
    let none = Stance::None as usize;
    let shared = |units: &[[usize; 2]]| units.iter().copied().filter(|codes| !codes.contains(&none)).collect::<Vec<_>>();
    Agreement {
        n_articles: units.len(),
        n: units.iter().map(Vec::len).sum(),
        both: estimate(&|units| (!units.is_empty()).then(|| shared(units).len() as f64 / units.len() as f64)),
        same: estimate(&|units| percent(&shared(units))),
        percent: estimate(&|units| percent(units)),
        kappa: estimate(&|units| kappa(&units.iter().collect::<Vec<_>>())),
        alpha: estimate(&|units| alpha(units, Level::Nominal)),
        who,
    }
}
