//! From the network's logits to cues, sources and contents.
use super::pieces::Pieces;
use super::rows::Stretch;
use std::ops::Range;

/// A cue of an article, in pieces.
#[derive(Clone, Debug, PartialEq)]
pub struct Cue {
    /// Its pieces.
    pub pieces: Range<usize>,
    /// How probable it is that a cue begins here, in [0, 1].
    pub probability: f64,
}

/// An attribution in pieces.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Who; `None` where the text names nobody.
    pub source: Option<Range<usize>>,
    /// The words that report.
    pub cue: Range<usize>,
    /// What, at least one range, in order.
    pub content: Vec<Range<usize>>,
    /// What its confidence depends on; see [`super::confidence::Confidence`].
    pub signs: Signs,
}

/// Of a found attribution: logit of its cue, logit of its holding, mean log probability of the parts, log odds of its source.
pub type Signs = [f64; 4];

/// A cue is looked at from this probability on.
const FLOOR: f64 = 0.1;
/// A word belongs to the source from this probability on, where no word is surer.
const SOURCE_FLOOR: f64 = 0.35;

/// Cues out of the first pass: `logits` has those of no cue, begin and inside for every piece of the article.
pub fn cues(article: &Pieces, logits: &[[f32; 3]]) -> Vec<Cue> {
    let probabilities: Vec<[f64; 3]> = logits.iter().map(softmax).collect();
    let mut cues: Vec<Cue> = Vec::new();
    for sentence in &article.sentences {
        for at in sentence.clone().filter(|at| article.pieces[*at].begins && probabilities[*at][1] >= FLOOR) {
            let inside = cues.last().is_some_and(|cue| cue.pieces.contains(&at));
            if inside && probabilities[at][1] < probabilities[at][2] {
                continue;
            }
            let goes_on = |next: &usize| !article.pieces[*next].begins || probabilities[*next][2] > 0.5;
            let end = (at + 1..sentence.end).take_while(goes_on).last().map_or(at + 1, |last| last + 1);
            cues.push(Cue { pieces: at..end, probability: probabilities[at][1] });
        }
    }
    cues
}

/// Source and content of a marked cue: `logits` has those of neither, source and content for every piece of the stretch, `holds` that of an
/// attribution standing there. `None` where nothing is said.
pub fn parts(article: &Pieces, row: &Stretch, cue: &Cue, logits: &[[f32; 3]], holds: f32) -> Option<Found> {
    let mut probabilities: Vec<[f64; 3]> = logits.iter().map(softmax).collect();
    let start = row.pieces.start;
    for at in row.cue.clone().into_iter().flatten() {
        probabilities[at - start] = [1.0, 0.0, 0.0];
    }
    let words = words(article, row, &probabilities);
    let content = bridged(runs(&words, |word| word.part[2] >= 0.5), &words);
    let content: Vec<Range<usize>> = content.into_iter().map(|run| words[run.start].pieces.start..words[run.end - 1].pieces.end).collect();
    if content.is_empty() {
        return None;
    }
    let weight = |run: &Range<usize>| words[run.clone()].iter().map(|word| word.part[1]).sum::<f64>();
    let best = |floor: f64| runs(&words, |word| word.part[1] >= floor).into_iter().max_by(|a, b| weight(a).total_cmp(&weight(b)));
    let run = best(0.5).or_else(|| best(SOURCE_FLOOR));
    let surest = words.iter().map(|word| word.part[1]).fold(0.0, f64::max);
    let source_odds = match &run {
        Some(run) => log_odds(weight(run) / run.len() as f64),
        None => log_odds(1.0 - surest),
    };
    let source = run.map(|run| words[run.start].pieces.start..words[run.end - 1].pieces.end);
    let sure: f64 = probabilities.iter().map(|of| of.iter().copied().fold(0.0, f64::max).max(1e-9).ln()).sum();
    let signs = [log_odds(cue.probability), f64::from(holds), sure / probabilities.len() as f64, source_odds];
    Some(Found { source, cue: cue.pieces.clone(), content, signs })
}

/// A word of a stretch with the mean probabilities of its pieces.
struct Word {
    pieces: Range<usize>,
    part: [f64; 3],
}

fn words(article: &Pieces, row: &Stretch, probabilities: &[[f64; 3]]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = row.pieces.start;
    while at < row.pieces.end {
        let end = article.word_end(at, row.pieces.end);
        let of = &probabilities[at - row.pieces.start..end - row.pieces.start];
        let part = std::array::from_fn(|part| of.iter().map(|piece| piece[part]).sum::<f64>() / of.len() as f64);
        words.push(Word { pieces: at..end, part });
        at = end;
    }
    words
}

/// The longest ranges of words that all fit.
fn runs(words: &[Word], fits: impl Fn(&Word) -> bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in (0..words.len()).filter(|at| fits(&words[*at])) {
        match runs.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// Runs with one doubtful word between them become one.
fn bridged(runs: Vec<Range<usize>>, words: &[Word]) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for run in runs {
        match joined.last_mut() {
            Some(last) if run.start - last.end == 1 && words[last.end].part[2] > 0.2 => last.end = run.end,
            _ => joined.push(run),
        }
    }
    joined
}

fn softmax(logits: &[f32; 3]) -> [f64; 3] {
    let most = f64::from(logits.iter().copied().fold(f32::MIN, f32::max));
    let powers = logits.map(|logit| (f64::from(logit) - most).exp());
    let sum: f64 = powers.iter().sum();
    powers.map(|power| power / sum)
}

fn log_odds(probability: f64) -> f64 {
    let inside = probability.clamp(1e-6, 1.0 - 1e-6);
    (inside / (1.0 - inside)).ln()
}
