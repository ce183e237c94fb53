//! Loading a run for a report.
use super::checked::Check;
use super::manifest::{Manifest, RunIssue, State, is_run};
use super::parts::{self, Parts};
use super::{articles, judgements, skipped, statements, version};
use crate::article::Held;
use crate::error::{Error, Result};
use crate::issue::Codebook;
use crate::pipeline::{Candidate, ScoredArticle};
use crate::reading::Reading;
use crate::stance::Judgement;
use crate::statement::Statement;
use std::collections::BTreeMap;
use std::path::Path;

/// A run as a report needs it.
pub struct Loaded {
    /// What `run.json` says.
    pub manifest: Manifest,
    /// The issues that judgements count: those asked for, else those of the run.
    pub codebook: Codebook,
    /// Its articles, without mentions, as [`ScoredArticle::without_mere_mentions`] leaves them.
    pub articles: Vec<ScoredArticle>,
    /// What was left out.
    pub skipped: Vec<Error>,
    /// What is known of it by hand.
    pub check: Check,
}

/// Loads the articles of a run for which `wanted` holds, with their judgements on the issues of `codebook`, or on all. No model is
/// needed. An error where the run does not hold an issue, lacks judgements since its scoring was stopped, lacks a part, or is damaged.
pub fn load(folder: &Path, codebook: Option<&Codebook>, wanted: impl Fn(&str) -> bool) -> Result<Loaded> {
    let manifest = Manifest::read(folder)?;
    if manifest.state == State::JudgementsMissing {
        let hint = "give the same `standpoint score` again: it goes on where it was stopped";
        return Err(Error::new(folder, "the scoring was stopped while articles were judged anew, some judgements are missing", hint));
    }
    let all = Codebook { issues: manifest.issues.iter().map(|held| held.issue.clone()).collect() };
    let codebook = codebook.unwrap_or(&all).clone();
    let wanted_issues = look_up(folder, &codebook, &manifest.issues)?;
    let parts = Parts::list(folder)?;
    manifest.check_parts(folder, parts.whole.len())?;
    let mut loading = Loading { folder, places: BTreeMap::new(), judged: BTreeMap::new(), articles: Vec::new() };
    for part in &parts.whole {
        loading.find_articles(*part, &wanted)?;
    }
    for part in &parts.whole {
        loading.read_judgements(*part, &manifest.classifier.hash, &wanted_issues)?;
    }
    for part in &parts.whole {
        loading.read_articles(*part)?;
    }
    let (check, skipped) = (Check::read(folder, &manifest)?, skipped::read(folder)?);
    Ok(Loaded { manifest, codebook, articles: loading.articles, skipped, check })
}

/// The ids of the articles of a run with their inputs; none where there is no run. An error where it is newer or damaged.
pub fn held(folder: &Path) -> Result<Held> {
    let mut held = Held::new();
    if is_run(folder) {
        Manifest::read(folder)?;
        for part in Parts::list(folder)?.whole {
            for table in parts::read(folder, "articles", part, &articles::PLACE)? {
                held.extend(articles::places(&table)?.into_iter().map(|place| (place.id, place.input)));
            }
        }
    }
    Ok(held)
}

/// By the version of an issue of the run, which of the issues asked for it is: one that reads the same, whatever its id.
fn look_up(folder: &Path, codebook: &Codebook, held: &[RunIssue]) -> Result<BTreeMap<String, Vec<usize>>> {
    let mut found: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut missing = Vec::new();
    for (index, issue) in codebook.issues.iter().enumerate() {
        let text = |issue: &crate::issue::Issue| (issue.name.clone(), issue.description.clone(), issue.keywords.clone());
        match held.iter().find(|held| text(&held.issue) == text(issue)) {
            Some(held) => found.entry(held.version.clone()).or_default().push(index),
            None => missing.push(issue.id.as_str()),
        }
    }
    if missing.is_empty() {
        return Ok(found);
    }
    let run = folder.display();
    let hint = format!("score them first: `standpoint score --issues FILE --out {run}` with that file; only they are judged");
    Err(Error::new(folder, format!("the run does not hold these issues, or holds them in other words: {}", missing.join(", ")), hint))
}

struct Loading<'a> {
    folder: &'a Path,
    /// The part and the version of each article.
    places: BTreeMap<String, (usize, String)>,
    judged: BTreeMap<String, Vec<Judgement>>,
    articles: Vec<ScoredArticle>,
}

impl Loading<'_> {
    fn find_articles(&mut self, part: usize, wanted: &impl Fn(&str) -> bool) -> Result<()> {
        for table in parts::read(self.folder, "articles", part, &articles::PLACE)? {
            let places = articles::places(&table)?.into_iter().filter(|place| wanted(&place.id));
            self.places.extend(places.map(|place| (place.id, (part, place.version))));
        }
        Ok(())
    }

    fn read_judgements(&mut self, part: usize, classifier: &str, issues: &BTreeMap<String, Vec<usize>>) -> Result<()> {
        for table in parts::read(self.folder, "judgements", part, &[])? {
            for row in judgements::decode(&table, classifier)? {
                let counts = |(from, version): &(usize, String)| *from <= part && *version == row.version;
                let (true, Some(issues)) = (self.places.get(&row.article).is_some_and(counts), issues.get(&row.issue_version)) else {
                    continue;
                };
                let (statement, sentence) = (row.statement, row.sentence);
                let judgement = |issue: &usize| Candidate { statement, sentence, issue: *issue, weight: 0 }.judgement(&row.answer);
                self.judged.entry(row.article).or_default().extend(issues.iter().map(judgement));
            }
        }
        Ok(())
    }

    fn read_articles(&mut self, part: usize) -> Result<()> {
        let mut said: BTreeMap<String, Vec<Statement>> = BTreeMap::new();
        for table in parts::read(self.folder, "statements", part, &[])? {
            statements::decode(&table)?.into_iter().for_each(|row| said.entry(row.article).or_default().push(row.statement));
        }
        for table in parts::read(self.folder, "articles", part, &[])? {
            for stored in articles::decode(&table)? {
                let id = stored.article.id.clone();
                let statements = said.remove(&id).unwrap_or_default();
                if self.places.get(&id).is_some_and(|(from, _)| *from == part) {
                    let judgements = self.judged.remove(&id).unwrap_or_default();
                    self.articles.push(assemble(stored, statements, judgements).map_err(|wrong| table.damaged(wrong))?);
                }
            }
        }
        Ok(())
    }
}

/// An article put together again, checked against its version, with its judgements in the order in which they were asked.
fn assemble(
    stored: articles::Stored,
    statements: Vec<Statement>,
    mut judgements: Vec<Judgement>,
) -> std::result::Result<ScoredArticle, String> {
    let articles::Stored { version, article, sentences, actors, .. } = stored;
    let reading = Reading { sentences, actors, statements, mentions: Vec::new() };
    let speaker = |judgement: &Judgement| reading.statements.get(judgement.statement).and_then(|statement| statement.speaker);
    if version::of_article(&article, &reading) != version {
        return Err(format!("the article {:?} or its statements are not as they were written", article.id));
    }
    if judgements.iter().any(|judgement| speaker(judgement).is_none() || judgement.sentence >= reading.sentences.len()) {
        return Err(format!("a judgement of the article {:?} points at nothing", article.id));
    }
    judgements.sort_by_key(|judgement| (judgement.sentence, speaker(judgement), judgement.issue));
    Ok(ScoredArticle { article, reading, judgements }.without_mere_mentions())
}
