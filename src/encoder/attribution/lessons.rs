//! What an attribution model learns: the cues of a stretch, and for a marked cue its source and content, or that none is there.
use super::super::batch::{Batch, Row};
use super::super::network::{AttributionHead, AttributionNetwork, TAGS};
use super::super::recipe::AttributionRecipe;
use super::super::sample::{calibrates, chance, gather};
use super::super::train::{Measured, Origin, Places, Task};
use super::confidence::Confidence;
use super::figures::{Claim, Figures, agreement};
use super::model::{Description, claims};
use super::passes::{Shape, find};
use super::pieces::{Pieces, Reader};
use super::rows::{Reach, Stretch};
use crate::dataset::{Annotated, Coded, read_brat};
use crate::error::{Error, Result};
use crate::hash::Sum;
use crate::reading::LONGEST;
use crate::sentence;
use rand::seq::SliceRandom;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::path::Path;
use tch::{Kind, Tensor};

/// A coded article in pieces.
struct Lesson {
    pieces: Pieces,
    coded: Vec<Coded>,
    /// The cue of each coded attribution; `None` where it lies in no piece.
    cues: Vec<Option<Range<usize>>>,
}

/// A row to train on.
#[derive(Clone, Debug)]
enum Item {
    /// The cues of a stretch.
    Cues { lesson: usize, row: Stretch },
    /// Source and content of a coded attribution.
    Parts { lesson: usize, attribution: usize, row: Stretch },
    /// A word that is no cue.
    Nothing { row: Stretch },
}

/// A row with the wanted class of each token; -1 where none is wanted.
pub(in super::super) struct Example {
    row: Stretch,
    cue: Vec<i64>,
    part: Vec<i64>,
    holds: i64,
}

/// The articles of a recipe.
pub(in super::super) struct Lessons<'a> {
    recipe: &'a AttributionRecipe,
    places: &'a Places,
    shape: Shape,
    lessons: Vec<Lesson>,
    held_out: Vec<Lesson>,
    items: Vec<Item>,
    /// Where the items [`Item::Nothing`] begin.
    nothing: usize,
}

/// How much an attribution standing or not standing at a mark counts beside one token.
const HOLDS_WEIGHT: f64 = 4.0;
/// Of the places of a word the share that begins a cue, from which on its other places are worth a look.
const OFTEN_CUE: f64 = 0.1;

impl<'a> Lessons<'a> {
    /// Reads the articles and cuts them into rows.
    pub(in super::super) fn new(recipe: &'a AttributionRecipe, base: &Path, places: &'a Places) -> Result<Lessons<'a>> {
        let reader = Reader::load(&base.join("tokenizer.json"))?;
        let reach = Reach { room: recipe.around_tokens, before: recipe.before, behind: recipe.behind };
        let shape = Shape { max_tokens: recipe.max_tokens, reach, special: reader.special };
        let mut annotated: Vec<Annotated> = Vec::new();
        for folder in &recipe.data {
            annotated.extend(read_brat(&places.data.join(folder))?);
        }
        let (held_out, trained): (Vec<_>, Vec<_>) =
            annotated.into_par_iter().partition(|article| calibrates(&article.id, recipe.held_out_one_in));
        if trained.is_empty() || held_out.is_empty() {
            let wrong = format!("{} articles to train on and {} held out", trained.len(), held_out.len());
            return Err(Error::new(&places.recipe, wrong, "expected some of both"));
        }
        let lesson = |article: Annotated| Lesson::new(&reader, article);
        let (lessons, held_out): (Vec<Lesson>, Vec<Lesson>) =
            (trained.into_par_iter().map(lesson).collect(), held_out.into_par_iter().map(lesson).collect());
        let taught = lessons.iter().enumerate().flat_map(|(at, lesson)| lesson.taught(at, &shape));
        let mut items: Vec<Item> = taught.collect();
        let nothing = items.len();
        let often = often_cues(&lessons);
        items.extend(lessons.iter().flat_map(|lesson| lesson.false_cues(&often, &shape)));
        Ok(Lessons { recipe, places, shape, lessons, held_out, items, nothing })
    }

    /// The items of an epoch: all that are coded, and some of the rest by chance.
    fn drawn(&self, epoch: usize) -> Vec<usize> {
        let true_cues = self.items[..self.nothing].iter().filter(|item| matches!(item, Item::Parts { .. })).count();
        let mut rest: Vec<usize> = (self.nothing..self.items.len()).collect();
        rest.shuffle(&mut chance(self.recipe.seed, &[6, epoch as u64]));
        rest.truncate((true_cues as f64 * self.recipe.false_cues) as usize);
        (0..self.nothing).chain(rest).collect()
    }

    fn example(&self, item: &Item) -> Example {
        let none = |row: &Stretch| vec![-1; row.ids().len()];
        match item {
            Item::Cues { lesson, row } => {
                let mut cue = none(row);
                row.pieces.clone().for_each(|piece| cue[row.place(piece)] = 0);
                for pieces in self.lessons[*lesson].cues.iter().flatten() {
                    for piece in pieces.clone().filter(|piece| row.pieces.contains(piece)) {
                        cue[row.place(piece)] = if piece == pieces.start { 1 } else { 2 };
                    }
                }
                Example { part: none(row), row: row.clone(), cue, holds: -1 }
            }
            Item::Parts { lesson, attribution, row } => {
                let lesson = &self.lessons[*lesson];
                let coded = &lesson.coded[*attribution];
                let mut part = none(row);
                for piece in row.pieces.clone() {
                    let start = lesson.pieces.pieces[piece].span.start;
                    let inside = |spans: &[crate::span::Span]| spans.iter().any(|span| (span.start..span.end).contains(&start));
                    part[row.place(piece)] = if inside(&coded.source) {
                        1
                    } else if inside(&coded.content) {
                        2
                    } else {
                        0
                    };
                }
                Example { cue: none(row), row: row.clone(), part, holds: 1 }
            }
            Item::Nothing { row } => Example { cue: none(row), part: none(row), row: row.clone(), holds: 0 },
        }
    }

    /// What the network finds in the articles held out.
    fn tried(&self, network: &AttributionNetwork) -> (Confidence, Figures) {
        let pieces: Vec<Pieces> = self.held_out.iter().map(|lesson| lesson.pieces.clone()).collect();
        let found = find(network, &self.shape, &pieces);
        let all = Confidence { weights: [0.25, 0.25, 0.0, 0.0, 0.0], keep_above: 0.0 };
        let mut cases = Vec::new();
        for (lesson, found) in self.held_out.iter().zip(&found) {
            let (kept, claims) = claims(&lesson.pieces, found, &all);
            let agree = agreement(&lesson.coded, &claims);
            cases.extend(kept.iter().zip(agree).map(|(at, (_, full))| (found[*at].signs, full)));
        }
        let fitted = Confidence::fit(&cases);
        let figures = |keep_above: f64| {
            let confidence = Confidence { keep_above, ..fitted };
            let claimed = |(lesson, found): (&'_ Lesson, &Vec<_>)| claims(&lesson.pieces, found, &confidence).1;
            let claimed: Vec<Vec<Claim>> = self.held_out.iter().zip(&found).map(claimed).collect();
            let articles: Vec<(&[Coded], Vec<Claim>)> = self.held_out.iter().map(|lesson| lesson.coded.as_slice()).zip(claimed).collect();
            (confidence, Figures::of(&articles))
        };
        let tried = (2..=12).map(|step| figures(f64::from(step) / 20.0));
        tried.max_by(|a, b| good(&a.1).total_cmp(&good(&b.1))).unwrap_or_else(|| figures(0.0))
    }
}

fn good(figures: &Figures) -> f64 {
    figures.content.f1 + figures.full.f1
}

impl Lesson {
    fn new(reader: &Reader, article: Annotated) -> Lesson {
        let sentences = sentence::split(&article.body);
        let pieces = reader.pieces(&article.body, &sentences, LONGEST);
        let cue = |coded: &Coded| {
            let span = coded.cue.first()?;
            let start = pieces.pieces.partition_point(|piece| piece.span.end <= span.start);
            let end = pieces.pieces.partition_point(|piece| piece.span.start < span.end);
            (start < end).then_some(start..end)
        };
        let cues = article.attributions.iter().map(cue).collect();
        Lesson { pieces, coded: article.attributions, cues }
    }

    fn taught(&self, lesson: usize, shape: &Shape) -> Vec<Item> {
        let cues = shape.first(&self.pieces).into_iter().map(|row| Item::Cues { lesson, row });
        let parts = self
            .cues
            .iter()
            .enumerate()
            .filter_map(|(attribution, cue)| Some(Item::Parts { lesson, attribution, row: shape.second(&self.pieces, cue.as_ref()?) }));
        cues.chain(parts).collect()
    }

    /// Words that are often cues and none here.
    fn false_cues(&self, often: &HashSet<i64>, shape: &Shape) -> Vec<Item> {
        let covered = |at: usize| self.cues.iter().flatten().any(|cue| cue.contains(&at));
        let begins = |at: &usize| self.pieces.pieces[*at].begins && often.contains(&self.pieces.pieces[*at].id) && !covered(*at);
        let places = (0..self.pieces.pieces.len()).filter(begins);
        places
            .map(|at| Item::Nothing { row: shape.second(&self.pieces, &(at..self.pieces.word_end(at, self.pieces.pieces.len()))) })
            .collect()
    }
}

/// The first pieces of words that are often cues.
fn often_cues(lessons: &[Lesson]) -> HashSet<i64> {
    let mut counts: HashMap<i64, (usize, usize)> = HashMap::new();
    for lesson in lessons {
        for piece in lesson.pieces.pieces.iter().filter(|piece| piece.begins) {
            counts.entry(piece.id).or_default().1 += 1;
        }
        for cue in lesson.cues.iter().flatten() {
            counts.entry(lesson.pieces.pieces[cue.start].id).or_default().0 += 1;
        }
    }
    let is_often = |(cues, all): (usize, usize)| cues > 2 && cues as f64 / all as f64 >= OFTEN_CUE;
    counts.into_iter().filter(|(_, counts)| is_often(*counts)).map(|(id, _)| id).collect()
}

impl Task for Lessons<'_> {
    type Head = AttributionHead;
    type Example = Example;
    type Fit = Confidence;
    type Description = Description;

    fn rows(&self) -> usize {
        self.drawn(0).len()
    }

    fn held_out(&self) -> usize {
        self.held_out.iter().map(|lesson| lesson.coded.len()).sum()
    }

    fn order(&self, epoch: usize) -> Vec<Vec<usize>> {
        let drawn = self.drawn(epoch);
        let lengths: Vec<usize> = drawn.iter().map(|item| self.items[*item].row().ids().len()).collect();
        let batches = gather(&lengths, self.recipe.batch_tokens, self.recipe.seed, epoch);
        batches.into_iter().map(|rows| rows.into_iter().map(|row| drawn[row]).collect()).collect()
    }

    fn draw(&self, _epoch: usize, rows: &[usize]) -> Vec<Example> {
        rows.par_iter().map(|row| self.example(&self.items[*row])).collect()
    }

    /// The cross-entropies of all tokens that are coded, and of what stands at the marks, over the tokens of the batch.
    fn loss(&self, network: &AttributionNetwork, examples: &[Example]) -> Tensor {
        let rows: Vec<&Stretch> = examples.iter().map(|example| &example.row).collect();
        let batch = Batch::new(&rows, network.device());
        let logits = network.forward(&batch, true);
        let (count, length, _) = logits.size3().unwrap_or_else(|error| unreachable!("logits have three dimensions: {error}"));
        let wanted = |of: fn(&Example) -> &[i64]| {
            let cells: Vec<i64> =
                examples.iter().flat_map(|example| (0..length as usize).map(|at| of(example).get(at).copied().unwrap_or(-1))).collect();
            Tensor::from_slice(&cells).to_device(network.device())
        };
        let flat = logits.view([count * length, TAGS as i64]);
        let cues = entropy(&flat.narrow(1, 0, 3), &wanted(|example| &example.cue));
        let parts = entropy(&flat.narrow(1, 3, 3), &wanted(|example| &example.part));
        let marked = logits.gather(1, &batch.marks.view([-1, 1, 1]).expand([-1, 1, TAGS as i64], false), false).squeeze_dim(1);
        let holds = marked.narrow(1, 6, 1);
        let holds = Tensor::cat(&[holds.zeros_like(), holds], 1);
        let stands: Vec<i64> = examples.iter().map(|example| example.holds).collect();
        let stands = entropy(&holds, &Tensor::from_slice(&stands).to_device(network.device()));
        (cues + parts + stands * HOLDS_WEIGHT) / (count * length) as f64
    }

    fn watch(&self, network: &AttributionNetwork) -> Measured {
        Measured::Attribution(self.tried(network).1)
    }

    fn fit(&self, network: &AttributionNetwork) -> (Confidence, Measured) {
        let (fit, figures) = self.tried(network);
        (fit, Measured::Attribution(figures))
    }

    fn describe(&self, fit: Confidence, origin: Origin) -> Description {
        Description {
            task: self.recipe.task,
            name: self.recipe.name.clone(),
            base: self.recipe.base_name.clone(),
            licence: self.recipe.licence.clone(),
            max_tokens: self.recipe.max_tokens,
            around_tokens: self.recipe.around_tokens,
            before: self.recipe.before,
            behind: self.recipe.behind,
            arithmetic: origin.arithmetic,
            recipe_sha256: origin.recipe_sha256,
            confidence: fit,
            data_sha256: origin.data_sha256,
        }
    }

    /// Of a folder: over the names and contents of all its annotations and texts.
    fn data_sha256(&self) -> Result<BTreeMap<String, String>> {
        let sum = |folder: &std::path::PathBuf| {
            let mut sum = Sum::of("standpoint annotated articles 1");
            sum.list(&read_brat(&self.places.data.join(folder))?, |sum, article| {
                sum.add(&article.id);
                sum.add(&article.body);
                sum.add(format!("{:?}", article.attributions));
            });
            Ok((folder.display().to_string(), sum.hex()))
        };
        self.recipe.data.iter().map(sum).collect()
    }
}

impl Item {
    fn row(&self) -> &Stretch {
        match self {
            Item::Cues { row, .. } | Item::Parts { row, .. } | Item::Nothing { row } => row,
        }
    }
}

/// The sum of the cross-entropies of rows whose wanted class is not -1.
fn entropy(logits: &Tensor, wanted: &Tensor) -> Tensor {
    let nothing = None::<&Tensor>;
    logits.to_kind(Kind::Float).cross_entropy_loss(wanted, nothing, tch::Reduction::Sum, -1, 0.0)
}
