//! Adapting a stance model to some labelled sentences, with an honest answer to whether that helped.
//!
//! Sentences held out by the user judge both models. Without such, they are split by article into parts; each part is judged by a model
//! that learned from the others alone. Nothing is chosen by these judgements: not the epoch, not the scaling, not a threshold.
use super::arithmetic::Arithmetic;
use super::calibrate::{Labelled, outcomes};
use super::confusion;
use super::learner::Learner;
use super::model::{Description, Model, read_description, sha256};
use super::recipe::{FinetuneRecipe, Plan};
use super::sample::chance;
use super::stances::Stances;
use super::train::{Event, Places, Task, base_of, run};
use crate::dataset::Pair;
use crate::error::{Error, Result};
use crate::evaluate::Outcome;
use crate::file::{make_folder, write_whole};
use rand::seq::SliceRandom;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Labelled sentences to adapt a model to.
pub struct Sentences {
    /// Those it learns from.
    pub trained: Vec<Pair>,
    /// Those that judge, where the user held some out.
    pub held_out: Option<Vec<Pair>>,
    /// What `trained` was read from.
    pub files: Vec<PathBuf>,
}

/// The same sentences judged by two models, neither of which learned from them.
pub struct Verdicts {
    /// The sentences.
    pub pairs: Vec<Pair>,
    /// What the model that was adapted makes of each.
    pub before: Vec<Outcome>,
    /// What the adapted one does.
    pub after: Vec<Outcome>,
}

/// Adapts the recipe's base to the sentences, writes it to `model/` as a training does, and tells how both judge what they did not learn from.
/// What a stopped call has finished is not done again.
pub fn finetune(places: &Places, sentences: Sentences, arithmetic: Arithmetic, tell: &mut dyn FnMut(Event)) -> Result<Verdicts> {
    let recipe = FinetuneRecipe::load(&places.recipe)?;
    let plan = recipe.plan();
    let base = base_of(&plan, places)?;
    let description = read_description(&base.join("model.toml"))?;
    let calibration = description.calibration();
    let Sentences { trained, held_out, files } = sentences;
    let adapting = Adapting { recipe, plan, base, description, files, places, arithmetic };
    let (pairs, logits) = match held_out {
        Some(held_out) => {
            adapting.train(&trained, tell)?;
            let logits = adapting.asked(&places.out.join("model"), &held_out)?;
            (held_out, logits)
        }
        None => {
            let logits = adapting.cross_validated(&trained, tell)?;
            adapting.train(&trained, tell)?;
            (trained, logits)
        }
    };
    let before = adapting.asked(&adapting.base, &pairs)?;
    let judged = |logits: &[Labelled]| outcomes(logits, &calibration.scaling, calibration.unsure_below);
    Ok(Verdicts { before: judged(&before), after: judged(&logits), pairs })
}

/// What all parts of an adapting share.
struct Adapting<'a> {
    recipe: FinetuneRecipe,
    plan: Plan,
    base: PathBuf,
    description: Description,
    files: Vec<PathBuf>,
    places: &'a Places,
    arithmetic: Arithmetic,
}

impl Adapting<'_> {
    fn train(&self, pairs: &[Pair], tell: &mut dyn FnMut(Event)) -> Result<()> {
        let stances = self.stances(&pairs.iter().collect::<Vec<_>>(), &[])?;
        run(Learner::new(&self.plan, &self.base, &stances, self.places)?, self.places, self.arithmetic, tell)?;
        self.keep_confusion()
    }

    /// How sayings err is kept as their pooling is: some sentences alone do not tell it anew.
    fn keep_confusion(&self) -> Result<()> {
        let known = confusion::read(&self.base)?;
        known.map_or(Ok(()), |known| confusion::write(&self.places.out.join("model"), &known))
    }

    fn stances(&self, trained: &[&Pair], held_out: &[Pair]) -> Result<Stances> {
        Stances::of_pairs(&self.recipe, &self.base, &self.description, trained, held_out, &self.files)
    }

    /// Logits of each pair by the model in a folder.
    fn asked(&self, folder: &Path, pairs: &[Pair]) -> Result<Vec<Labelled>> {
        let model = Model::load(folder, self.arithmetic)?;
        let logits = model.stance_logits(&pairs.iter().map(Pair::query).collect::<Vec<_>>(), &mut |_| ());
        Ok(logits.into_iter().zip(pairs).filter_map(|(logits, pair)| Some((logits, pair.label?))).collect())
    }

    /// Logits of each pair by a model that did not learn from it, nor from its article.
    fn cross_validated(&self, pairs: &[Pair], tell: &mut dyn FnMut(Event)) -> Result<Vec<Labelled>> {
        let parts = parts(pairs, self.recipe.folds, self.recipe.seed).ok_or_else(|| {
            Error::new(&self.places.recipe, format!("fewer articles or texts than folds, which is {}", self.recipe.folds), TOO_FEW)
        })?;
        let mut judged: Vec<Option<Labelled>> = vec![None; pairs.len()];
        for fold in 0..self.recipe.folds {
            tell(Event::Fold { fold: fold + 1, of: self.recipe.folds });
            let (held_out, trained): (Vec<usize>, Vec<usize>) = (0..pairs.len()).partition(|at| parts[*at] == fold);
            let trained: Vec<&Pair> = trained.iter().map(|at| &pairs[*at]).collect();
            let asked: Vec<Pair> = held_out.iter().map(|at| pairs[*at].clone()).collect();
            let logits = self.fold(fold, &self.stances(&trained, &asked)?, tell)?;
            held_out.into_iter().zip(logits).for_each(|(at, logits)| judged[at] = Some(logits));
        }
        Ok(judged.into_iter().flatten().collect())
    }

    /// What a model that learned from the other parts makes of this one, computed or read back.
    fn fold(&self, fold: usize, stances: &Stances, tell: &mut dyn FnMut(Event)) -> Result<Vec<Labelled>> {
        let folder = self.places.out.join("folds");
        make_folder(&folder)?;
        let file = folder.join(format!("fold-{}.json", fold + 1));
        let recipe = std::fs::read(&self.places.recipe).map_err(|error| Error::new(&self.places.recipe, error, "expected a recipe"))?;
        let of = Source { recipe_sha256: sha256(&recipe), data_sha256: stances.data_sha256()?, arithmetic: self.arithmetic };
        let held = std::fs::read(&file).ok().and_then(|bytes| serde_json::from_slice::<Held>(&bytes).ok());
        if let Some(held) = held.filter(|held| held.of == of) {
            return Ok(held.logits);
        }
        let network = Learner::new(&self.plan, &self.base, stances, self.places)?.learn(self.arithmetic, tell);
        let held = Held { of, logits: stances.judge_held_out(&network) };
        let text = serde_json::to_vec(&held).map_err(|error| Error::new(&file, error, "this is a mistake of the program; report it"))?;
        write_whole(&file, &text)?;
        Ok(held.logits)
    }
}

const TOO_FEW: &str = "label more sentences, lower folds, or name sentences that judge with --dev";

/// What the judgements of a fold depend on.
#[derive(PartialEq, Serialize, Deserialize)]
struct Source {
    recipe_sha256: String,
    data_sha256: BTreeMap<String, String>,
    arithmetic: Arithmetic,
}

/// The judgements of a fold, kept for a call that is stopped and given again.
#[derive(Serialize, Deserialize)]
struct Held {
    of: Source,
    logits: Vec<Labelled>,
}

/// The part of each pair, in [0, folds): those of an article together, the articles by chance. `None` where there are fewer articles.
fn parts(pairs: &[Pair], folds: usize, seed: u64) -> Option<Vec<usize>> {
    let mut units: Vec<&str> = pairs.iter().map(Pair::unit).collect::<BTreeSet<_>>().into_iter().collect();
    units.shuffle(&mut chance(seed, &[7]));
    let part: BTreeMap<&str, usize> = units.iter().enumerate().map(|(at, unit)| (*unit, at % folds)).collect();
    (units.len() >= folds).then(|| pairs.iter().map(|pair| part[pair.unit()]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::parse;

    #[test]
    fn the_pairs_of_an_article_stay_together() {
        let pair = |article: usize| parse(&format!(r#"{{"text": "a", "issue": "b", "article": "{article}"}}"#)).unwrap().1;
        let pairs: Vec<Pair> = (0..40).map(|at| pair(at / 4)).collect();
        let parts = parts(&pairs, 5, 1).unwrap();
        assert!(parts.chunks(4).all(|of_article| of_article.iter().all(|part| *part == of_article[0])));
        assert!((0..5).all(|part| parts.iter().filter(|of| **of == part).count() == 8));
        assert!(super::parts(&pairs[..16], 5, 1).is_none());
    }
}
