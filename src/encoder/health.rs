//! Whether a model folder can be used.
use super::arithmetic::Arithmetic;
use super::attribution::{self, Attributor};
use super::input::Query;
use super::model::{Description, Model, read_description};
use super::recipe::{Aim, aim};
use crate::article::Article;
use crate::error::{Error, Result};
use crate::reading::Text;
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
    pub description: Option<Described>,
    /// As [`Model::sha256`] or [`Attributor::sha256`], of a model that loads.
    pub sha256: Option<String>,
    /// Why it cannot be used; `None` where it can.
    pub fault: Option<Error>,
}

/// What a model says of itself.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Described {
    /// One that tells stances.
    Stance(Description),
    /// One that finds attributions.
    Attribution(attribution::Description),
}

impl Examined {
    /// Loads the model in a folder in fp32 and asks it about a sentence.
    pub fn look_at(folder: &Path) -> Examined {
        let file = folder.join("model.toml");
        let (loaded, description) = match aim(&file) {
            Ok(Aim::Attribution) => (attributes(folder), attribution::Description::read(&file).ok().map(Described::Attribution)),
            _ => (answers(folder), read_description(&file).ok().map(Described::Stance)),
        };
        let (sha256, fault) = match loaded {
            Ok(sha256) => (Some(sha256), None),
            Err(error) => (None, Some(error)),
        };
        Examined { folder: folder.into(), bytes: size(folder), description, sha256, fault }
    }

    /// Whether it can be used.
    pub fn is_sound(&self) -> bool {
        self.fault.is_none()
    }
}

const TEXT: &str = "The mayor said that the bridge must be built.";

/// The hash of a stance model whose numbers are numbers: spoiled weights can have the right shapes.
fn answers(folder: &Path) -> Result<String> {
    let model = Model::load(folder, Arithmetic::Fp32)?;
    let query = Query { speaker: "the mayor", text: TEXT, mention: None, context: "", issue: "the bridge", description: "" };
    let sound = model.stance_logits(&[query], &mut |_| ()).iter().flatten().all(|logit| logit.is_finite());
    if sound { Ok(model.sha256) } else { Err(spoiled(folder)) }
}

/// The hash of an attribution model that finds what anyone finds.
fn attributes(folder: &Path) -> Result<String> {
    let model = Attributor::load(folder, Arithmetic::Fp32)?;
    let article = Article { body: TEXT.into(), ..Article::default() };
    let found = model.attribute(&[Text::of(&article)]);
    if found.iter().flatten().flatten().next().is_some() { Ok(model.sha256) } else { Err(spoiled(folder)) }
}

fn spoiled(folder: &Path) -> Error {
    Error::new(folder, "it answers with what is no number, or with nothing", "its weights are spoiled; get the model folder anew")
}

fn size(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.metadata().ok()).filter(std::fs::Metadata::is_file).map(|file| file.len()).sum()
}
