//! What finds who says what, as asked for on the command line.
use super::find_model;
use anyhow::{Context, Result, ensure};
use clap::Args;
use standpoint::encoder::Arithmetic;
use standpoint::encoder::attribution::Attributor;
use standpoint::reader::Reader;
use standpoint::run::Manifest;

/// How statements are found.
#[derive(Args)]
pub struct AttributionOption {
    /// What finds who says what: model (that of models/attribution), a model's folder, or rules, which are faster and find less [default:
    /// that of the run scored into, else model]
    #[arg(long, value_name = "model|rules|PATH")]
    attribution: Option<String>,
}

const RULES: &str = "rules";
const DEFAULT: &str = "attribution";

impl AttributionOption {
    /// The reader asked for; a model computes in what `arithmetic` gives.
    pub fn load(&self, arithmetic: impl FnOnce() -> Arithmetic) -> Result<Reader> {
        match self.attribution.as_deref() {
            Some(RULES) => Ok(Reader::Rules),
            None | Some("model") => read_by(DEFAULT, arithmetic()),
            Some(path) => read_by(path, arithmetic()),
        }
    }

    /// The same, where what is not given is as in an earlier run.
    pub fn load_for(&self, run: Option<&Manifest>, arithmetic: impl FnOnce() -> Arithmetic) -> Result<Reader> {
        let Some(Manifest { attribution, .. }) = run.filter(|_| self.attribution.is_none()) else { return self.load(arithmetic) };
        let Some(held) = attribution else { return Ok(Reader::Rules) };
        let reader = read_by(&held.name, arithmetic())?;
        ensure!(
            reader.identity().as_ref() == Some(held),
            "the model {} found here is not the one that read the run's articles: name its folder, or another, with --attribution",
            held.name
        );
        Ok(reader)
    }

    /// Whether anything was asked for.
    pub fn is_given(&self) -> bool {
        self.attribution.is_some()
    }
}

fn read_by(model: &str, arithmetic: Arithmetic) -> Result<Reader> {
    let folder = find_model::find(model).context("statements are found by a model; --attribution rules needs none")?;
    Ok(Reader::Model(Box::new(Attributor::load(&folder, arithmetic)?)))
}
