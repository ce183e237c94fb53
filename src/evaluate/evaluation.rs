//! Everything measured on one file of labelled pairs, and the files it is written into.
mod markdown;
#[cfg(test)]
mod tests;

use super::charts::{self, Panel};
use super::compare::Comparison;
use super::{Judged, PairFigures};
use crate::encoder::Identity;
use crate::error::Result;
use crate::file::{make_folder, without_root, write_whole};
use crate::stance::Stance;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The version of the shape of `evaluation.json`; it grows when a reader of the old shape would misread the new one.
const SCHEMA_VERSION: u32 = 1;
/// Pairs that an issue needs to be told of by itself.
const ENOUGH: usize = 10;

/// A model, or one beside another, measured on a file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evaluation {
    schema_version: u32,
    /// The file, without the folders of an absolute path.
    pub file: PathBuf,
    /// The outcomes that verdicts were chosen from.
    pub labels: Vec<Stance>,
    /// The model that was asked for.
    #[serde(flatten)]
    pub ours: Measured,
    /// The one that it is held against.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<Against>,
}

/// A model and its figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measured {
    /// Who judged.
    pub model: Identity,
    /// How well.
    pub figures: PairFigures,
}

/// A second model and how the first compares.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Against {
    /// The second model.
    #[serde(flatten)]
    pub theirs: Measured,
    /// The first, "ours", held against it.
    pub comparison: Comparisons,
}

/// A comparison overall and by issue.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparisons {
    /// Over all pairs.
    #[serde(flatten)]
    pub all: Comparison,
    /// Over those of each issue with at least ten.
    pub by_issue: BTreeMap<String, Comparison>,
    /// Over those of all other issues together, where there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_issues: Option<Comparison>,
}

impl Comparisons {
    /// Of what two classifiers gave for the same pairs in the same order.
    pub fn of(ours: &[Judged], theirs: &[Judged]) -> Comparisons {
        let mut issues: BTreeMap<&str, Vec<(Judged, Judged)>> = BTreeMap::new();
        for (own, other) in ours.iter().zip(theirs) {
            issues.entry(&own.pair.issue).or_default().push((*own, *other));
        }
        let (own, rest): (Vec<_>, Vec<_>) = issues.into_iter().partition(|(_, judged)| judged.len() >= ENOUGH);
        let rest: Vec<(Judged, Judged)> = rest.into_iter().flat_map(|(_, judged)| judged).collect();
        Comparisons {
            all: Comparison::of(ours, theirs),
            by_issue: own.into_iter().map(|(issue, judged)| (issue.to_string(), compare(judged))).collect(),
            other_issues: (!rest.is_empty()).then(|| compare(rest)),
        }
    }
}

fn compare(judged: Vec<(Judged, Judged)>) -> Comparison {
    let (ours, theirs): (Vec<Judged>, Vec<Judged>) = judged.into_iter().unzip();
    Comparison::of(&ours, &theirs)
}

impl Evaluation {
    /// On this file, with verdicts from these outcomes.
    pub fn new(file: &Path, labels: &[Stance], ours: Measured, against: Option<Against>) -> Evaluation {
        Evaluation { schema_version: SCHEMA_VERSION, file: without_root(file).into(), labels: labels.to_vec(), ours, against }
    }

    /// The models, ours first, by names that differ: with the beginning of the hash where they are called the same.
    pub fn models(&self) -> Vec<(String, &Measured)> {
        let all: Vec<&Measured> = std::iter::once(&self.ours).chain(self.against.as_ref().map(|against| &against.theirs)).collect();
        let same = all.len() > 1 && all[0].model.name == all[1].model.name;
        let name = |measured: &Measured| {
            let hash: String = measured.model.hash.chars().take(8).collect();
            if same { format!("{} {hash}", measured.model.name) } else { measured.model.name.clone() }
        };
        all.into_iter().map(|measured| (name(measured), measured)).collect()
    }

    /// The comparison's verdict in a sentence, where there is one.
    pub fn sentence(&self) -> Option<String> {
        let names: Vec<String> = self.models().into_iter().map(|(name, _)| name).collect();
        self.against.as_ref().map(|against| against.comparison.all.sentence(&names[0], &names[names.len() - 1]))
    }

    /// Writes `evaluation.md`, `evaluation.json`, `reliability.svg` and `confusion.svg` into a folder, made where it is missing, and
    /// returns the files. Fails where the folder cannot be made or written to.
    pub fn write(&self, folder: &Path) -> Result<Vec<PathBuf>> {
        let models = self.models();
        let panels: Vec<Panel> = models.iter().map(|(name, measured)| (name.as_str(), &measured.figures)).collect();
        let file = self.file.display().to_string();
        let files = [
            ("evaluation.md", markdown::render(self)),
            ("evaluation.json", format!("{:#}\n", serde_json::json!(self))),
            ("reliability.svg", charts::reliability(&file, &panels)?),
            ("confusion.svg", charts::confusion(&file, &panels)?),
        ];
        make_folder(folder)?;
        files.into_iter().map(|(name, text)| write_whole(&folder.join(name), text.as_bytes()).map(|()| folder.join(name))).collect()
    }
}
