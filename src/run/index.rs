//! What a run holds already, in brief.
use super::manifest::{Counts, Manifest, RunIssue, is_run};
use super::parts::{self, Parts};
use super::{articles, judgements, statements};
use crate::encoder::Judge;
use crate::error::{Error, Result};
use crate::pipeline::Candidate;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;

/// An article that a run holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Held {
    /// Over everything that its rows hold.
    pub version: String,
    /// Over what it was read from and by.
    pub source: String,
    /// The input it was read from.
    pub input: String,
    /// The part that holds it.
    pub part: usize,
    /// Statements, mere mentions left out.
    pub n_statements: usize,
    /// What the classifier judged of it: statement, sentence and issue, as indices.
    pub judged: HashSet<(usize, usize, usize)>,
}

impl Held {
    /// Whether the run has the classifier's answer to this in its place.
    pub fn has(&self, candidate: &Candidate) -> bool {
        self.judged.contains(&(candidate.statement, candidate.sentence, candidate.issue))
    }
}

/// The articles of a run, by id.
pub struct Index {
    /// What its `run.json` said; `None` for a new run.
    pub manifest: Option<Manifest>,
    /// Its articles.
    pub held: BTreeMap<String, Held>,
    /// Parts that count.
    pub n_parts: usize,
    /// The number of the next part.
    pub next: usize,
}

impl Index {
    /// Opens a run to be scored with these issues, or a new one in an empty folder. The judge learns what
    /// it judged before. An error for a folder that holds something else.
    pub fn open(folder: &Path, issues: &[RunIssue], judge: &mut Judge) -> Result<Index> {
        if !is_run(folder) {
            require_empty(folder)?;
            return Ok(Index { manifest: None, held: BTreeMap::new(), n_parts: 0, next: 0 });
        }
        let (manifest, parts) = (Manifest::read(folder)?, Parts::list(folder)?);
        let mut index = Index { manifest: Some(manifest), held: BTreeMap::new(), n_parts: parts.whole.len(), next: parts.next() };
        for part in &parts.whole {
            index.add_articles(folder, *part)?;
        }
        for part in &parts.judged {
            index.add_judgements(folder, *part, parts.whole.contains(part), issues, judge)?;
        }
        Ok(index)
    }

    fn add_articles(&mut self, folder: &Path, part: usize) -> Result<()> {
        for table in parts::read(folder, "articles", part, &articles::PLACE)? {
            for place in articles::places(&table)? {
                let held = Held { version: place.version, source: place.source, input: place.input, part, ..Held::default() };
                self.held.insert(place.id, held);
            }
        }
        for table in parts::read(folder, "statements", part, &statements::COUNTED)? {
            for article in statements::articles(&table)? {
                self.held.get_mut(&article).into_iter().for_each(|held| held.n_statements += 1);
            }
        }
        Ok(())
    }

    fn add_judgements(&mut self, folder: &Path, part: usize, whole: bool, issues: &[RunIssue], judge: &mut Judge) -> Result<()> {
        for table in parts::read(folder, "judgements", part, &[])? {
            for row in judgements::decode(&table, &judge.identity().hash)? {
                judge.learn(row.key, row.answer);
                let held = self.held.get_mut(&row.article).filter(|held| whole && held.part <= part && held.version == row.version);
                let issue = issues.iter().position(|issue| issue.version == row.issue_version);
                if let (Some(held), Some(issue)) = (held, issue) {
                    held.judged.insert((row.statement, row.sentence, issue));
                }
            }
        }
        Ok(())
    }

    /// Whether parts are missing that were there.
    pub fn has_lost(&self) -> bool {
        self.manifest.as_ref().is_some_and(|manifest| self.n_parts < manifest.n_parts)
    }

    /// Inputs that earlier scorings left unfinished: after the loss of a part all of them.
    pub fn unfinished(&self) -> BTreeSet<String> {
        let manifests = || self.manifest.iter();
        let lost = manifests().filter(|_| self.has_lost()).flat_map(|manifest| &manifest.inputs).map(|input| &input.name);
        lost.chain(manifests().flat_map(|manifest| &manifest.unfinished)).cloned().collect()
    }

    /// How much there is.
    pub fn counts(&self, n_skipped: usize) -> Counts {
        Counts {
            n_articles: self.held.len(),
            n_statements: self.held.values().map(|held| held.n_statements).sum(),
            n_judgements: self.held.values().map(|held| held.judged.len()).sum(),
            n_skipped,
        }
    }
}

fn require_empty(folder: &Path) -> Result<()> {
    let hint = "name a new or empty folder, or one that `standpoint score` made";
    let first = std::fs::read_dir(folder).map_err(|error| Error::new(folder, format!("cannot be read: {error}"), hint))?.next();
    if first.is_none() { Ok(()) } else { Err(Error::new(folder, "no run, and not empty: it holds no run.json", hint)) }
}
