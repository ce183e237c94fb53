//! Scoring into a run: what it holds already is neither judged nor written again.
use super::given::{File, Given, Named};
use super::index::Index;
use super::lock::Lock;
use super::manifest::{Input, Manifest, RunIssue, SCHEMA_VERSION, State};
use super::work::{Fresh, Work};
use super::{articles, judgements, parts, skipped, statements, version};
use crate::article::Article;
use crate::encoder::{Judge, Key, Query};
use crate::error::{Error, Result};
use crate::file::make_folder;
use crate::issue::{Agenda, Codebook};
use crate::pipeline::{CHUNK, chunks};
use crate::reader::Reader;
use crate::stance::Answer;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;

/// Is told how many articles of how many, and how many pairs are done.
pub type Progress<'a> = dyn FnMut(usize, usize, usize) + 'a;

/// What a scoring did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Articles that the run did not hold.
    pub new: usize,
    /// Articles that it held in another version.
    pub changed: usize,
    /// Articles that it held as they are, those among them that were not given but had to be judged included.
    pub unchanged: usize,
    /// Ids of changed articles that now come from another input than before: perhaps two articles of one name.
    pub moved: Vec<String>,
    /// Statement, sentence and issue triples that the articles give.
    pub pairs: usize,
    /// Those of them that the classifier was asked.
    pub judged: usize,
    /// Parts written.
    pub parts: usize,
}

/// Scores articles into the run in `folder`, which is made where it is missing; articles that it holds and that are not given stay.
/// A new or reworded issue, or another classifier, is for all articles of the run. `progress` is told how many articles of how many and
/// how many pairs are done. When it is stopped on the way, the run keeps every part written so far and goes on there when called again.
pub fn score(
    folder: &Path,
    given: Given,
    reader: &Reader,
    codebook: &Codebook,
    judge: &mut Judge,
    progress: &mut Progress,
) -> Result<Outcome> {
    let issues = RunIssue::all(codebook);
    make_folder(folder)?;
    let _lock = Lock::take(folder)?;
    let index = Index::open(folder, &issues, judge)?;
    let state = state(&index, &issues, reader, judge);
    let mut articles = given.articles;
    if state == State::JudgementsMissing {
        let ids: BTreeSet<&str> = articles.iter().map(|named| named.article.id.as_str()).collect();
        let others = others(folder, &index, &ids)?;
        articles.extend(others);
    }
    let settled = state != State::JudgementsMissing;
    let names: BTreeSet<String> = given.inputs.iter().map(|file| file.name.clone()).collect();
    let unfinished = index.unfinished();
    let (inputs, skipped) = merge(folder, &index, &given.inputs, given.skipped)?;
    let manifest = Manifest {
        schema_version: SCHEMA_VERSION,
        version: env!("CARGO_PKG_VERSION").into(),
        state,
        inputs,
        issues,
        attribution: reader.identity(),
        classifier: judge.identity().clone(),
        counts: index.counts(skipped.len()),
        n_parts: index.n_parts,
        unfinished: &unfinished | &names,
    };
    let total = articles.len();
    let mut scoring = Scoring {
        folder,
        reader,
        codebook,
        judge,
        settled,
        index,
        manifest,
        skipped,
        waiting: Vec::new(),
        seen: 0,
        total,
        outcome: Outcome::default(),
    };
    scoring.all(articles, progress)?;
    scoring.finish(&unfinished - &names)
}

/// What to call the run while it is scored.
fn state(index: &Index, issues: &[RunIssue], reader: &Reader, judge: &Judge) -> State {
    let Some(manifest) = &index.manifest else { return State::ArticlesMissing };
    let is_new = |issue: &RunIssue| !manifest.issues.iter().any(|held| held.version == issue.version);
    let another = manifest.attribution != reader.identity() || manifest.classifier.hash != judge.identity().hash;
    let anew = index.has_lost() || another || issues.iter().any(is_new);
    if anew || manifest.state == State::JudgementsMissing { State::JudgementsMissing } else { State::ArticlesMissing }
}

/// The articles of the run that are not given.
fn others(folder: &Path, index: &Index, given: &BTreeSet<&str>) -> Result<Vec<Named>> {
    let is_other = |id: &str, part| !given.contains(id) && index.held.get(id).is_some_and(|held| held.part == part);
    let all: BTreeSet<usize> = index.held.iter().filter(|(id, held)| is_other(id, held.part)).map(|(_, held)| held.part).collect();
    let mut others = Vec::new();
    for part in all {
        for table in parts::read(folder, "articles", part, &[])? {
            let stored = articles::decode(&table)?.into_iter().filter(|stored| is_other(&stored.article.id, part));
            others.extend(stored.map(|stored| Named { input: stored.input, article: stored.article }));
        }
    }
    Ok(others)
}

/// Inputs and what was left out in earlier scorings, where the files are not given now, before those given.
fn merge(folder: &Path, index: &Index, given: &[File], left_out: Vec<Error>) -> Result<(Vec<Input>, Vec<Error>)> {
    let names: BTreeSet<&str> = given.iter().map(|file| file.name.as_str()).collect();
    let held = index.manifest.iter().flat_map(|manifest| &manifest.inputs);
    let mut inputs: Vec<Input> = held.filter(|input| !names.contains(input.name.as_str())).cloned().collect();
    inputs.extend(given.iter().map(File::summed));
    inputs.sort();
    let mut skipped = skipped::read(folder)?;
    skipped.retain(|row| !left_out.iter().any(|error| error.file == row.file) && !given.iter().any(|file| file.is_in(&row.file)));
    skipped.extend(left_out);
    Ok((inputs, skipped))
}

struct Scoring<'a, 'j> {
    folder: &'a Path,
    reader: &'a Reader,
    codebook: &'a Codebook,
    judge: &'a mut Judge<'j>,
    /// Whether what the run holds was read and judged as it would be now.
    settled: bool,
    index: Index,
    manifest: Manifest,
    skipped: Vec<Error>,
    /// What the next part will hold.
    waiting: Vec<Work>,
    /// Articles looked at, of how many.
    seen: usize,
    total: usize,
    outcome: Outcome,
}

impl Scoring<'_, '_> {
    fn all(&mut self, articles: Vec<Named>, progress: &mut Progress) -> Result<()> {
        let agenda = Agenda::new(self.codebook);
        for chunk in chunks(articles) {
            let fresh = self.fresh(chunk);
            let articles: Vec<Article> = fresh.iter().map(|fresh| fresh.named.article.clone()).collect();
            let readings = self.reader.read(&articles);
            let (index, codebook, classifier) = (&self.index, self.codebook, &self.manifest.classifier.hash);
            let read = fresh.into_par_iter().zip(readings);
            let works = read.map(|(fresh, reading)| Work::of(fresh, reading, &agenda, codebook, index, classifier)).collect::<Vec<_>>();
            for work in works {
                self.take(work, progress)?;
            }
            progress(self.seen - self.waiting.len(), self.total, self.judge.judged());
        }
        self.write(progress)
    }

    /// The articles that the run does not hold whole already.
    fn fresh(&mut self, chunk: Vec<Named>) -> Vec<Fresh> {
        let attribution = self.manifest.attribution.as_ref();
        let summed = chunk.into_par_iter().map(|named| Fresh { source: version::of_source(&named.article, attribution), named });
        let summed: Vec<Fresh> = summed.collect();
        let whole = |fresh: &Fresh| self.index.held.get(&fresh.named.article.id).filter(|held| self.settled && held.source == fresh.source);
        let pairs: Vec<usize> = summed.iter().filter_map(|fresh| whole(fresh).map(|held| held.judged.len())).collect();
        let fresh = summed.into_iter().filter(|fresh| whole(fresh).is_none()).collect();
        self.seen += pairs.len();
        self.outcome.unchanged += pairs.len();
        self.outcome.pairs += pairs.iter().sum::<usize>();
        fresh
    }

    fn take(&mut self, work: Work, progress: &mut Progress) -> Result<()> {
        self.seen += 1;
        self.outcome.pairs += work.keys.len();
        match self.index.held.get(&work.article().id) {
            None => self.outcome.new += 1,
            Some(_) if !work.is_new => self.outcome.unchanged += 1,
            Some(held) => {
                self.outcome.changed += 1;
                if held.input != work.input {
                    self.outcome.moved.push(work.article().id.clone());
                }
            }
        }
        if work.is_new || !work.missing.is_empty() {
            self.waiting.push(work);
        }
        if self.waiting.len() < CHUNK { Ok(()) } else { self.write(progress) }
    }

    /// Judges what waits, and writes it as a part.
    fn write(&mut self, progress: &mut Progress) -> Result<()> {
        let works = std::mem::take(&mut self.waiting);
        if works.is_empty() {
            return Ok(());
        }
        if self.outcome.parts == 0 {
            self.write_manifest()?;
        }
        let answers = self.answer(&works, progress);
        self.write_part(&works, answers)?;
        works.iter().for_each(|work| self.hold(work));
        self.index.next += 1;
        self.manifest.n_parts += 1;
        self.outcome.parts += 1;
        self.write_manifest()
    }

    fn answer(&mut self, works: &[Work], progress: &mut Progress) -> Vec<Answer> {
        let (done, total, before) = (self.seen - works.len(), self.total, self.judge.judged());
        let asked: Vec<(Key, Query)> = works.iter().flat_map(|work| work.asked(self.codebook)).collect();
        self.judge.answer(&asked, &mut |batch| progress(done, total, before + batch))
    }

    fn write_part(&self, works: &[Work], answers: Vec<Answer>) -> Result<()> {
        let mut answers = answers.into_iter();
        let judged: Vec<judgements::Row> = works.iter().flat_map(|work| work.judged(&self.manifest.issues, &mut answers)).collect();
        let rows: Vec<articles::Row> = works.iter().filter(|work| work.is_new).map(Work::row).collect();
        let (folder, part) = (self.folder, self.index.next);
        parts::write(folder, "statements", part, statements::columns(&rows))?;
        parts::write(folder, "judgements", part, judgements::columns(&judged, &self.manifest.classifier))?;
        parts::write(folder, "articles", part, articles::columns(&rows))
    }

    fn hold(&mut self, work: &Work) {
        let held = self.index.held.entry(work.article().id.clone()).or_default();
        if work.is_new {
            *held = work.held(self.index.next);
        }
        held.judged.extend(work.places());
    }

    fn write_manifest(&self) -> Result<()> {
        skipped::write(self.folder, &self.skipped)?;
        self.manifest.write(self.folder)
    }

    fn finish(mut self, unfinished: BTreeSet<String>) -> Result<Outcome> {
        self.manifest.state = if unfinished.is_empty() { State::Complete } else { State::ArticlesMissing };
        self.manifest.unfinished = unfinished;
        self.manifest.counts = self.index.counts(self.skipped.len());
        self.write_manifest()?;
        Ok(Outcome { judged: self.judge.judged(), ..self.outcome })
    }
}
