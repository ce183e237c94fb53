//! What the shipped model gives does not depend on what else is asked.
use crate::{model, root, torch};
use standpoint::dataset::{Pair, read_labelled};
use standpoint::encoder::{Arithmetic, Model};
use standpoint::evaluate::{Figures, Outcome};
use standpoint::stance::Answer;
use std::path::Path;

fn pairs() -> Vec<Pair> {
    read_labelled(&root().join("datasets/statements/test.jsonl")).unwrap()
}

fn bits(model: &Model, pairs: &[Pair]) -> Vec<[u64; 4]> {
    let queries: Vec<_> = pairs.iter().map(Pair::query).collect();
    model.classify(&queries, &mut |_| ()).into_iter().map(|answer| answer.probabilities.0.map(f64::to_bits)).collect()
}

fn assert_batched_equals_single(arithmetic: Arithmetic) {
    assert_equal(&model(), arithmetic, 40, &[1, 2, 3, 7, 32]);
    assert_equal(&root().join("models/accurate"), arithmetic, 12, &[1, 5]);
}

fn assert_equal(folder: &Path, arithmetic: Arithmetic, count: usize, sizes: &[usize]) {
    let model = Model::load(folder, arithmetic).unwrap();
    let pairs = &pairs()[..count];
    let batched = bits(&model, pairs);
    for size in sizes.iter().copied() {
        let apart: Vec<_> = pairs.chunks(size).flat_map(|chunk| bits(&model, chunk)).collect();
        assert!(batched == apart, "{arithmetic:?}, {size} at a time: not the same bits");
    }
}

#[test]
fn batched_equals_single_to_the_bit_in_fp32() {
    let _torch = torch();
    assert_batched_equals_single(Arithmetic::Fp32);
}

#[test]
fn batched_equals_single_to_the_bit_in_bf16() {
    let _torch = torch();
    if Arithmetic::fastest() == Arithmetic::Bf16 {
        assert_batched_equals_single(Arithmetic::Bf16);
    } else {
        eprintln!("skipped: this machine is not fast at bf16");
    }
}

#[test]
fn both_arithmetics_agree_closely() {
    let _torch = torch();
    let [exact, fast] = [Arithmetic::Fp32, Arithmetic::Bf16].map(|arithmetic| {
        let model = Model::load(&model(), arithmetic).unwrap();
        model.classify(&pairs()[..16].iter().map(Pair::query).collect::<Vec<_>>(), &mut |_| ())
    });
    for (exact, fast) in exact.iter().zip(&fast) {
        for (a, b) in exact.probabilities.0.iter().zip(fast.probabilities.0) {
            assert!((a - b).abs() < 0.02, "{exact:?} {fast:?}");
        }
    }
}

#[test]
fn the_shipped_model_knows_more_than_the_commonest_label() {
    let _torch = torch();
    let model = Model::load(&model(), Arithmetic::Fp32).unwrap();
    let pairs = pairs();
    let queries: Vec<_> = pairs.iter().map(Pair::query).collect();
    let judged = model.classify(&queries, &mut |_| ());
    let outcomes: Vec<Outcome> = pairs
        .iter()
        .zip(judged)
        .map(|(pair, Answer { probabilities, unsure, .. })| Outcome { label: pair.label.unwrap(), probabilities, unsure })
        .collect();
    let figures = Figures::of(&outcomes);
    assert!(figures.macro_f1 > 0.3, "{figures:?}");
    assert!(figures.reversed < 0.5, "{figures:?}");
}

#[test]
fn a_long_input_is_cut_and_the_cut_is_told() {
    let _torch = torch();
    let model = Model::load(&model(), Arithmetic::Fp32).unwrap();
    let pair = Pair { context: "before it ".repeat(300), text: "word ".repeat(400), ..pairs()[0].clone() };
    let input = model.encode(&pair.query());
    assert!(input.ids.len() <= model.description.max_tokens);
    assert!(input.cut.sentence > 0 && input.cut.context > 0);
    assert_eq!(model.classify(&[pair.query()], &mut |_| ()).len(), 1);
    let short = model.encode(&pairs()[0].query());
    assert_eq!(short.cut, Default::default());
}

#[test]
fn the_mention_stands_between_its_marks() {
    let _torch = torch();
    let model = Model::load(&model(), Arithmetic::Fp32).unwrap();
    let pair = pairs().into_iter().find(|pair| pair.mention.is_some()).unwrap();
    let input = model.encode(&pair.query());
    let (open, close) = (2, 3);
    assert_eq!(input.ids[input.mark], open);
    assert_eq!(input.ids.iter().filter(|id| **id == open || **id == close).count(), 2);
    assert!(input.mark >= input.split, "the sentence is in segment 1");
    let bare = model.encode(&Pair { mention: None, ..pair }.query());
    assert_eq!((bare.mark, bare.ids.len()), (0, input.ids.len() - 2));
}
