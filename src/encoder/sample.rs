//! What a training sees and in which order: the sample of pairs, the pairs held out to calibrate, an epoch's batches.
use super::input::{Encoder, Input, Query};
use super::loss::Target;
use super::recipe::{Calibration, Manner, Part, Recipe};
use super::train::Places;
use crate::dataset::{Pair, Role, read_labelled, read_taught};
use crate::error::{Error, Result};
use crate::issue::reversed;
use crate::stance::Stance;
use crate::statement::Time;
use rand::Rng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A pair of the mix.
pub(super) struct Item {
    pair: Pair,
    target: Target,
}

/// A pair as the network reads it, and what is wanted of it.
pub(super) struct Example {
    pub(super) input: Input,
    pub(super) target: Target,
}

impl Item {
    fn new(pair: Pair, part: &Part) -> Item {
        let outcomes = Stance::ALL.map(|stance| part.labels.as_ref().is_none_or(|labels| labels.contains(&stance)));
        let stance = wanted(&pair, part.teacher);
        Item::wanting(pair, Target { stance, outcomes, weight: part.weight, ..Target::ANY })
    }

    /// A text with an issue that it does not touch: whatever its coders could say of others, none fits.
    fn unrelated(pair: Pair, part: &Part) -> Item {
        let labels = part.labels.clone().map(|labels| [labels, vec![Stance::None]].concat());
        Item::new(pair, &Part { labels, ..part.clone() })
    }

    /// A labelled pair whose coders could give every label.
    pub(super) fn labelled(pair: Pair) -> Item {
        let stance = wanted(&pair, None);
        Item::wanting(pair, Target { stance, ..Target::ANY })
    }

    fn wanting(pair: Pair, target: Target) -> Item {
        let target = Target {
            lean: pair.lean,
            relayed: pair.role.map(|role| role == Role::Relayed),
            past: pair.time.map(|time| time == Time::Past),
            ..target
        };
        Item { pair, target }
    }

    /// As coded.
    fn example(&self, encoder: &Encoder) -> Example {
        Example { input: encoder.encode(&self.pair.query()), target: self.target }
    }

    /// As it is in one epoch: by chance without its issue's description, or with its issue worded the other way round.
    pub(super) fn varied(&self, encoder: &Encoder, manner: &Manner, seed: u64, epoch: usize, row: usize) -> Example {
        let mut chance = chance(seed, &[2, epoch as u64, row as u64]);
        let (drops, rewords, choice) = (chance.random_bool(manner.drop_description), chance.random_bool(manner.reword), chance.random());
        let query = self.pair.query();
        match rewords.then(|| reversed(query.issue, choice)).flatten() {
            Some(issue) => {
                Example { input: encoder.encode(&Query { issue: &issue, description: "", ..query }), target: self.target.reversed() }
            }
            None if drops => Example { input: encoder.encode(&Query { description: "", ..query }), target: self.target },
            None => self.example(encoder),
        }
    }
}

/// The wanted probabilities: of the label, of the teacher, or mixed.
fn wanted(pair: &Pair, teacher: Option<f64>) -> [f64; 4] {
    let coded = pair.label.map(|label| Stance::ALL.map(|stance| f64::from(u8::from(stance == label))));
    match (coded, pair.probabilities.filter(|_| teacher.is_some())) {
        (Some(coded), Some(taught)) => {
            let share = teacher.unwrap_or(0.0);
            std::array::from_fn(|index| share * taught.0[index] + (1.0 - share) * coded[index])
        }
        (None, Some(taught)) => taught.0,
        (coded, None) => coded.unwrap_or([0.0, 0.0, 0.0, 1.0]),
    }
}

/// A generator for a purpose told in numbers.
pub(super) fn chance(seed: u64, purpose: &[u64]) -> ChaCha8Rng {
    crate::chance::chance(seed, &purpose.iter().flat_map(|part| part.to_le_bytes()).collect::<Vec<u8>>())
}

/// Whether an article is left out of training, to calibrate: one in `one_in`, by a hash of its id (or of a text without an article).
pub fn calibrates(article: &str, one_in: u64) -> bool {
    let hash = Sha256::digest(article.as_bytes());
    let head = hash.iter().take(8).fold(0u64, |value, byte| value << 8 | u64::from(*byte));
    !article.is_empty() && head % one_in == 0
}

/// The pairs trained on, and the labelled pairs that calibrate.
pub(super) fn sample(recipe: &Recipe, places: &Places) -> Result<(Vec<Item>, Vec<Pair>)> {
    let Calibration { file, one_in, .. } = &recipe.calibration;
    let mut held_out = read_labelled(&places.data.join(file))?;
    held_out.retain(|pair| calibrates(pair.unit(), *one_in));
    let units: BTreeSet<String> = held_out.iter().map(|pair| pair.unit().to_string()).collect();
    let mut items = Vec::new();
    for (index, part) in recipe.data.iter().enumerate() {
        let path = places.data.join(&part.file);
        let mut pairs = if part.teacher.is_some() { read_taught(&path)? } else { read_labelled(&path)? };
        check_labels(&path, part, &pairs)?;
        pairs.retain(|pair| !units.contains(pair.unit()));
        let mut generator = chance(recipe.seed, &[1, index as u64]);
        let pairs = thin(pairs, part, &mut generator);
        let others = unrelated(&pairs, part.unrelated, &mut generator);
        items.extend(pairs.into_iter().map(|pair| Item::new(pair, part)));
        items.extend(others.into_iter().map(|pair| Item::unrelated(pair, part)));
    }
    held_out.shuffle(&mut chance(recipe.seed, &[4]));
    if items.is_empty() || held_out.is_empty() {
        let wrong = format!("{} pairs to train on and {} to calibrate with", items.len(), held_out.len());
        return Err(Error::new(&places.recipe, wrong, "expected some of both"));
    }
    Ok((items, held_out))
}

/// That no pair carries a label which its file is said to lack.
fn check_labels(path: &Path, part: &Part, pairs: &[Pair]) -> Result<()> {
    let known = |label: Stance| part.labels.as_ref().is_none_or(|labels| labels.contains(&label));
    match pairs.iter().filter_map(|pair| pair.label).find(|label| !known(*label)) {
        Some(label) => Err(Error::new(
            path,
            format!("a pair labelled {}", label.word()),
            "the recipe's labels for this file leave it out; name it there",
        )),
        None => Ok(()),
    }
}

fn thin(mut pairs: Vec<Pair>, part: &Part, generator: &mut ChaCha8Rng) -> Vec<Pair> {
    if let Some(ratio) = part.none_per_stance {
        let nones = pairs.iter().filter(|pair| pair.label == Some(Stance::None)).count();
        let keep = ((pairs.len() - nones) as f64 * ratio / nones.max(1) as f64).clamp(0.0, 1.0);
        pairs.retain(|pair| pair.label != Some(Stance::None) || generator.random_bool(keep));
    }
    if let Some(most) = part.at_most {
        pairs.shuffle(generator);
        pairs.truncate(most);
    }
    pairs
}

/// So many texts for each pair, each with the issue of another pair of which it holds no word, labelled `none`.
fn unrelated(pairs: &[Pair], share: f64, generator: &mut ChaCha8Rng) -> Vec<Pair> {
    let (mut texts, mut issues): (Vec<&Pair>, Vec<&Pair>) = (pairs.iter().collect(), pairs.iter().collect());
    let mut others = Vec::new();
    for _ in 0..share.ceil() as usize {
        texts.shuffle(generator);
        issues.shuffle(generator);
        others.extend(texts.iter().zip(&issues).filter(|(text, issue)| !touches(text, &issue.issue)).map(|(text, issue)| {
            let Pair { issue, description, .. } = (*issue).clone();
            let label = Some(Stance::None);
            Pair { issue, description, label, probabilities: None, lean: None, role: None, time: None, ..(*text).clone() }
        }));
    }
    others.truncate((pairs.len() as f64 * share).round() as usize);
    others
}

/// Whether a pair's text or context holds the beginning of a long word of the issue.
fn touches(pair: &Pair, issue: &str) -> bool {
    let text = format!("{} {}", pair.context, pair.text).to_lowercase();
    let stem = |word: &str| word.chars().take(STEM).collect::<String>();
    issue
        .to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.chars().count() > 3)
        .any(|word| text.contains(&stem(word)))
}

/// Letters by which two forms of a word are told alike.
const STEM: usize = 5;

/// Tokens to which lengths are rounded up when batches are gathered: coarser than in scoring, so that one batch holds pairs of many kinds.
const COARSE: usize = 16;

/// One epoch's batches of rows of these lengths, at most `batch_tokens` tokens each: shuffled rows gathered by length; what is left over
/// comes last.
pub(super) fn gather(lengths: &[usize], batch_tokens: usize, seed: u64, epoch: usize) -> Vec<Vec<usize>> {
    let mut rows: Vec<usize> = (0..lengths.len()).collect();
    rows.shuffle(&mut chance(seed, &[3, epoch as u64]));
    let mut waiting: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut batches = Vec::new();
    for row in rows {
        let length = lengths[row].next_multiple_of(COARSE);
        let bucket = waiting.entry(length).or_default();
        bucket.push(row);
        if (bucket.len() + 1) * length > batch_tokens {
            batches.push(std::mem::take(bucket));
        }
    }
    batches.extend(waiting.into_values().filter(|bucket| !bucket.is_empty()));
    batches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs() -> [Pair; 3] {
        let of =
            |text: &str, issue: &str| Pair { text: text.into(), issue: issue.into(), label: Some(Stance::Supportive), ..Pair::default() };
        [
            of("The mayor wants trams in every street.", "new tram lines"),
            of("He called the dam a mistake.", "building the dam"),
            of("Trams are cheaper than a dam, she said.", "public transport"),
        ]
    }

    #[test]
    fn unrelated_pairs_carry_no_stance_and_hold_no_word_of_their_issue() {
        let others = unrelated(&pairs(), 3.0, &mut chance(1, &[1]));
        assert!(others.len() >= 3, "{others:?}");
        for pair in &others {
            assert_eq!(pair.label, Some(Stance::None));
            assert!(!touches(pair, &pair.issue), "{pair:?}");
        }
        assert_eq!(others, unrelated(&pairs(), 3.0, &mut chance(1, &[1])));
        assert!(unrelated(&pairs(), 0.0, &mut chance(1, &[1])).is_empty());
    }

    #[test]
    fn a_text_touches_an_issue_by_the_beginning_of_a_word() {
        let [tram, dam, both] = pairs();
        assert!(touches(&tram, "a tram to the airport") && touches(&both, "new tram lines"));
        assert!(!touches(&dam, "new tram lines"));
    }

    #[test]
    fn none_is_told_of_an_unrelated_text_even_where_its_coders_could_not() {
        let part = Part {
            file: "debates.jsonl".into(),
            none_per_stance: None,
            at_most: None,
            weight: 0.5,
            labels: Some(vec![Stance::Supportive, Stance::Opposed]),
            unrelated: 1.0,
            teacher: None,
        };
        let [pair, ..] = pairs();
        let target = Item::unrelated(Pair { label: Some(Stance::None), ..pair.clone() }, &part).target;
        assert_eq!((target.outcomes, target.stance, target.weight), ([true, false, true, true], [0.0, 0.0, 0.0, 1.0], 0.5));
        assert_eq!(Item::new(pair, &part).target.outcomes, [true, false, true, false]);
    }
}
