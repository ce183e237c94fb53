//! Whether a model folder can be used.
use super::arithmetic::Arithmetic;
use super::input::Query;
use super::model::{Description, Model, read_description};
use crate::error::Error;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// A model folder that was loaded and asked a question, or could not be.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Examined {
    /// The folder.
    pub folder: PathBuf,
    /// Bytes of all its files.
    pub bytes: u64,
    /// What `model.toml` says, where that can be read.
    pub description: Option<Description>,
    /// As [`Model::sha256`], of a model that loads.
    pub sha256: Option<String>,
    /// Why it cannot be used; `None` where it can.
    pub fault: Option<Error>,
}

impl Examined {
    /// Loads the model in a folder in fp32 and asks it about a sentence.
    pub fn look_at(folder: &Path) -> Examined {
        let loaded = Model::load(folder, Arithmetic::Fp32).and_then(|model| answers(&model, folder).map(|()| model));
        let (sha256, fault) = match loaded {
            Ok(model) => (Some(model.sha256), None),
            Err(error) => (None, Some(error)),
        };
        let description = read_description(&folder.join("model.toml")).ok();
        Examined { folder: folder.into(), bytes: size(folder), description, sha256, fault }
    }

    /// Whether it can be used.
    pub fn is_sound(&self) -> bool {
        self.fault.is_none()
    }
}

/// That a model's numbers are numbers: spoiled weights can have the right shapes.
fn answers(model: &Model, folder: &Path) -> Result<(), Error> {
    let text = "The mayor said that the bridge must be built.";
    let query = Query { speaker: "the mayor", text, mention: None, context: "", issue: "the bridge", description: "" };
    let sound = model.stance_logits(&[query], &mut |_| ()).iter().flatten().all(|logit| logit.is_finite());
    let wrong = || Error::new(folder, "it answers with what is no number", "its weights are spoiled; get the model folder anew");
    if sound { Ok(()) } else { Err(wrong()) }
}

fn size(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.metadata().ok()).filter(std::fs::Metadata::is_file).map(|file| file.len()).sum()
}
