//! `validation.json`: how a run compared with hand-coded documents when that was last looked at.
use super::manifest::Manifest;
use crate::error::{Error, Result};
use crate::file::write_whole;
use crate::round::percent;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::{Display, Formatter};
use std::path::{Path, PathBuf};

/// The headline of a validation, with all that tells whether it still holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checked {
    /// Cells with a stance in the coded articles, on the issues coded there.
    pub n_cells: usize,
    /// Those of them with an accepted stance.
    pub n_right: usize,
    /// Those of them with the opposite pole.
    pub n_reversed: usize,
    /// Coded stances.
    pub n_coded: usize,
    /// Those of them without a cell.
    pub n_missed: usize,
    /// Articles that were coded.
    pub n_articles: usize,
    /// Name and SHA-256 of the file of codes.
    pub gold: [String; 2],
    /// Hash of the classifier that judged.
    pub classifier: String,
    /// Hash of the model that found who says what; `None` for the rules.
    pub attribution: Option<String>,
    /// By id, the version of each issue that was coded.
    pub issues: BTreeMap<String, String>,
}

/// What is known of a run by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Check {
    /// Nothing.
    #[default]
    Never,
    /// This.
    Holds(Checked),
    /// This, of what another model or another wording of the issues gave.
    Outdated(Checked),
}

fn path(folder: &Path) -> PathBuf {
    folder.join("validation.json")
}

impl Display for Checked {
    /// "40 cells checked by hand: 65% right, 5% reversed; 12 of 60 coded ones missed".
    fn fmt(&self, f: &mut Formatter) -> std::fmt::Result {
        let Checked { n_cells, n_right, n_reversed, n_coded, n_missed, .. } = self;
        let share = |part: &usize| percent(*part as f64 / *n_cells as f64);
        match n_cells {
            0 => write!(f, "No cell to check by hand, where {n_coded} are coded")?,
            1 => write!(f, "1 cell checked by hand: {} right, {} reversed", share(n_right), share(n_reversed))?,
            _ => write!(f, "{n_cells} cells checked by hand: {} right, {} reversed", share(n_right), share(n_reversed))?,
        }
        write!(f, "; {n_missed} of {n_coded} coded ones missed")
    }
}

impl Checked {
    /// Writes it into a run, in the place of an earlier one.
    pub fn write(&self, folder: &Path) -> Result<()> {
        let path = path(folder);
        let text = serde_json::to_string_pretty(self).map_err(|error| Error::new(&path, error, "this is a mistake of the program"))?;
        write_whole(&path, (text + "\n").as_bytes())
    }

    fn holds(&self, manifest: &Manifest) -> bool {
        let held = |(id, version): (&String, &String)| manifest.issues.iter().any(|held| held.issue.id == *id && held.version == *version);
        let attribution = manifest.attribution.as_ref().map(|model| &model.sha256);
        self.classifier == manifest.classifier.hash && self.attribution.as_ref() == attribution && self.issues.iter().all(held)
    }
}

impl Check {
    /// What a run's folder tells. An error where its `validation.json` is there and damaged.
    pub fn read(folder: &Path, manifest: &Manifest) -> Result<Check> {
        let path = path(folder);
        if !path.exists() {
            return Ok(Check::Never);
        }
        let hint = "expected what `standpoint validate` writes; validate again, or delete the file";
        let text = std::fs::read_to_string(&path).map_err(|error| Error::new(&path, error, hint))?;
        let checked: Checked = serde_json::from_str(&text).map_err(|error| Error::new(&path, &error, hint).at(error.line().max(1)))?;
        Ok(if checked.holds(manifest) { Check::Holds(checked) } else { Check::Outdated(checked) })
    }
}
