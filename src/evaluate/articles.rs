//! How good the whole chain is on coded articles, and what each of its stages loses.
use super::cells::{Cell, Table};
use super::gold::{GoldPair, How, Row};
use super::losses::{Findings, Loss, PairFate, Path, RowFate, Stage, losses, path_to};
use super::share;
use super::tables::{Counts, Tables};
use super::trial::Trial;
use crate::scorecard::Options;
use crate::stance::Stance;
use serde::Serialize;

/// The figures of the chain on coded articles. Shares are in [0, 1], rounded to four decimals.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArticleFigures {
    /// Articles.
    pub articles: usize,
    /// Articles times their issues.
    pub issues: usize,
    /// What each stage loses of the sure pairs.
    pub losses: Vec<Loss>,
    /// Of the sure pairs that the chain loses where they were coded: those that have a cell by other sentences.
    pub found_elsewhere: usize,
    /// Those of them whose cell has an accepted stance.
    pub right_elsewhere: usize,
    /// The chain's tables.
    pub tables: Tables,
    /// What the gate lets through: questions to the classifier.
    pub asked: usize,
    /// The same for an article.
    pub asked_per_article: f64,
    /// What each stage loses of the coded sentences, where sentences were coded: all, by how, by mention.
    pub sentences: Vec<Group>,
    /// Judgements that find a stance, where sentences were coded.
    pub judged_stances: usize,
    /// Those of them that were coded at this sentence, actor and issue.
    pub judged_coded: usize,
}

/// Coded sentences that have something in common.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    /// What.
    pub group: &'static str,
    /// What each stage loses of them.
    pub losses: Vec<Loss>,
}

/// One article's ways and cells.
struct Assessed<'a> {
    trial: &'a Trial,
    rows: Vec<RowFate<'a>>,
    pairs: Vec<PairFate>,
}

/// The figures of all trials; a cell that is unsure does not count.
pub fn figures(trials: &[Trial], options: &Options) -> ArticleFigures {
    let (mut counts, mut assessed) = (Counts::default(), Vec::new());
    for trial in trials {
        let table = Table::of(trial, options);
        let cells = table.cells();
        counts.add(&trial.gold.pairs, cells.iter().map(Cell::found));
        assessed.push(assess(trial, &cells, options));
    }
    let asked = trials.iter().map(|trial| trial.scored.judgements.len()).sum();
    let (judged_stances, judged_coded) = judged(&assessed);
    let elsewhere = |right: bool| assessed.iter().map(|one| one.elsewhere(right)).sum();
    ArticleFigures {
        articles: trials.len(),
        issues: trials.iter().map(|trial| trial.gold.codebook.issues.len()).sum(),
        losses: losses(&assessed.iter().flat_map(Assessed::sure_paths).collect::<Vec<_>>()),
        found_elsewhere: elsewhere(false),
        right_elsewhere: elsewhere(true),
        tables: counts.figures(),
        asked,
        asked_per_article: share(asked, trials.len()),
        sentences: groups(&assessed),
        judged_stances,
        judged_coded,
    }
}

fn assess<'a>(trial: &'a Trial, cells: &[Cell], options: &Options) -> Assessed<'a> {
    let findings = Findings::of(trial);
    let rows = findings.rows();
    let pairs = findings.pairs(&rows, cells, options);
    Assessed { trial, rows, pairs }
}

impl Assessed<'_> {
    fn sure(&self) -> impl Iterator<Item = (&GoldPair, &PairFate)> {
        self.trial.gold.pairs.iter().zip(&self.pairs).filter(|(pair, _)| pair.sure)
    }

    fn sure_paths(&self) -> impl Iterator<Item = (Path, Path)> {
        self.sure().map(|(_, fate)| (path_to(fate.lost), fate.alone))
    }

    /// Sure pairs that are lost before the stance, and yet have a cell, or one that is right.
    fn elsewhere(&self, right: bool) -> usize {
        let lost = self.sure().filter(|(_, fate)| fate.lost.is_some_and(|stage| stage < Stage::Stance));
        lost.filter(|(pair, fate)| fate.cell.is_some_and(|stance| !right || pair.stances.contains(&stance))).count()
    }
}

/// How a sentence mentions the actor.
fn mention(body: &str, row: &Row) -> &'static str {
    const PRONOUNS: &str =
        " i me my mine myself we us our ours he him his himself she her hers herself it its itself they them their theirs who whose ";
    let Some(text) = row.mention.map(|span| span.of(body)) else { return "not mentioned" };
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let article = |word: &str| ["the", "a", "an"].contains(&word.to_lowercase().as_str());
    match () {
        () if PRONOUNS.contains(&format!(" {} ", text.to_lowercase())) => "by a pronoun",
        () if text.split_whitespace().any(|word| capital(word) && !article(word)) => "by name",
        () => "by a description",
    }
}

fn groups(assessed: &[Assessed]) -> Vec<Group> {
    let mut coded = Vec::new();
    for one in assessed {
        for (row, fate) in one.trial.gold.rows.iter().zip(&one.rows) {
            coded.extend(row.coded.map(|code| (code, mention(&one.trial.gold.article.body, row), (path_to(fate.lost), fate.alone))));
        }
    }
    let group = |group: &'static str, holds: &dyn Fn(How, &str) -> bool| {
        let paths: Vec<(Path, Path)> =
            coded.iter().filter(|(code, mention, _)| holds(code.how, mention)).map(|(.., paths)| *paths).collect();
        (!paths.is_empty()).then(|| Group { group, losses: losses(&paths) })
    };
    let by_how = [("said", How::Said), ("told", How::Told), ("relayed", How::Relayed)];
    let by_how = by_how.into_iter().filter_map(|(name, how)| group(name, &|other, _| other == how));
    let by_mention = ["by name", "by a pronoun", "by a description", "not mentioned"];
    let by_mention = by_mention.into_iter().filter_map(|name| group(name, &|_, mention| mention == name));
    group("all", &|_, _| true).into_iter().chain(by_how).chain(by_mention).collect()
}

/// Judgements with a stance where sentences were coded, and those of them that a coded row is beneath.
fn judged(assessed: &[Assessed]) -> (usize, usize) {
    let dense = assessed.iter().filter(|one| one.trial.gold.rows.iter().any(|row| row.coded.is_some()));
    let count = |one: &Assessed| {
        let told = one.trial.scored.judgements.iter().filter(|judgement| judgement.probabilities.verdict() != Stance::None);
        let coded =
            one.rows.iter().filter(|fate| fate.judgement.is_some_and(|judgement| judgement.probabilities.verdict() != Stance::None));
        (told.count(), coded.count())
    };
    dense.map(count).fold((0, 0), |(told, coded), (more_told, more_coded)| (told + more_told, coded + more_coded))
}
