//! Reading articles: attributions by rule, or by a model.
use crate::article::Article;
use crate::encoder::attribution::Attributor;
use crate::encoder::judge::ModelIdentity;
use crate::reading::{self, Reading, Text};
use rayon::prelude::*;

/// What finds who says what.
pub enum Reader {
    /// The rules, which need no model.
    Rules,
    /// A network.
    Model(Box<Attributor>),
}

impl Reader {
    /// Reads articles, in order: each by itself, however many there are.
    pub fn read(&self, articles: &[Article]) -> Vec<Reading> {
        match self {
            Reader::Rules => articles.par_iter().map(reading::read).collect(),
            Reader::Model(model) => {
                let texts: Vec<Text> = articles.par_iter().map(Text::of).collect();
                let found = model.attribute(&texts);
                texts.into_par_iter().zip(found).map(|(text, found)| reading::tell(text, found)).collect()
            }
        }
    }

    /// Who it is; `None` for the rules, which belong to the program.
    pub fn identity(&self) -> Option<ModelIdentity> {
        match self {
            Reader::Rules => None,
            Reader::Model(model) => Some(ModelIdentity { name: model.description.name.clone(), sha256: model.sha256.clone() }),
        }
    }
}
