//! What judges: one model, or a cascade of a fast one and a better one.
use super::arithmetic::Arithmetic;
use super::input::Query;
use super::judge::{Identity, ModelIdentity};
use super::model::{Description, Model};
use crate::error::Result;
use crate::hash::Sum;
use crate::scorecard::{Confusion, Pooling};
use crate::stance::{Answer, Stance};
use std::path::Path;

/// A model that judges, and where there is one a faster model before it, whose surest `none` stand.
pub struct Classifier {
    sifting: Option<Model>,
    judging: Model,
}

impl Classifier {
    /// The model in this folder alone.
    pub fn single(folder: &Path, arithmetic: Arithmetic) -> Result<Classifier> {
        Ok(Classifier { sifting: None, judging: Model::load(folder, arithmetic)? })
    }

    /// Where P(none) of the model in `sifting` is above its own `sure_none_above`, its answer stands; all other queries are answered by
    /// the model in `judging`.
    pub fn cascade(sifting: &Path, judging: &Path, arithmetic: Arithmetic) -> Result<Classifier> {
        Ok(Classifier { sifting: Some(Model::load(sifting, arithmetic)?), judging: Model::load(judging, arithmetic)? })
    }

    /// One answer for each query, in order; `progress` is told after every batch how many have their answer.
    pub fn classify(&self, queries: &[Query], progress: &mut dyn FnMut(usize)) -> Vec<Answer> {
        let Some(sifting) = &self.sifting else { return self.judging.classify(queries, progress) };
        let mut answers = sifting.classify(queries, &mut |_| ());
        let (rest, asked): (Vec<usize>, Vec<Query>) =
            queries.iter().copied().enumerate().filter(|(index, _)| !is_sure_none(sifting, &answers[*index])).unzip();
        let sifted = queries.len() - rest.len();
        progress(sifted);
        let judged = self.judging.classify(&asked, &mut |done| progress(sifted + done));
        for (index, answer) in rest.into_iter().zip(judged) {
            answers[index] = Answer { judge: 1, ..answer };
        }
        answers
    }

    /// The name of its only model, else `cascade`.
    pub fn name(&self) -> &str {
        if self.sifting.is_some() { "cascade" } else { &self.judging.description.name }
    }

    /// Its models, in the order that [`Answer::judge`] counts them.
    pub fn models(&self) -> impl Iterator<Item = &Model> {
        self.sifting.iter().chain([&self.judging])
    }

    /// How its answers are pooled: as the model that judges has it, else the weighted mean, unsure under the threshold of one answer.
    pub fn pooling(&self) -> Pooling {
        let Description { pooling, unsure_below, .. } = &self.judging.description;
        pooling.unwrap_or(Pooling { unsure_below: *unsure_below, ..Pooling::default() })
    }

    /// How its sayings are known to err, as the model that judges has it.
    pub fn confusion(&self) -> Option<Confusion> {
        self.judging.confusion
    }

    /// Who it is: name, hashes, arithmetic and pooling.
    pub fn identity(&self) -> Identity {
        let model = |model: &Model| ModelIdentity { name: model.description.name.clone(), sha256: model.sha256.clone() };
        let models: Vec<ModelIdentity> = self.models().map(model).collect();
        let mut hash = Sum::of("standpoint classifier 1");
        hash.add(self.arithmetic().word());
        hash.list(&models, |hash, model| hash.add(&model.sha256));
        let (name, pooling) = (self.name().to_string(), self.pooling());
        Identity { name, hash: hash.hex(), arithmetic: self.arithmetic(), models, pooling, confusion: self.confusion() }
    }

    /// What its models compute in.
    pub fn arithmetic(&self) -> Arithmetic {
        self.judging.arithmetic
    }
}

fn is_sure_none(model: &Model, answer: &Answer) -> bool {
    answer.probabilities.of(Stance::None) > model.description.sure_none_above
}
