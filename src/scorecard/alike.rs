//! Articles that differ in a few words only, as edited wire copies do.
//!
//! Two texts are alike when the share of the runs of five words that both have, of those that either has, is at least four fifths: the
//! resemblance of Broder (1997), *On the resemblance and containment of documents*, computed exactly. Two texts that are alike share one of
//! their rarest runs at least, so only such pairs are compared: the prefix filter of Bayardo, Ma and Srikant (2007), *Scaling up all pairs
//! similarity search*.
use super::words::words;
use rayon::prelude::*;
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeSet, HashMap};
use std::hash::{Hash, Hasher};

/// Words in a run.
const RUN: usize = 5;
/// The least resemblance of texts that are alike, in fifths.
const FIFTHS: usize = 4;
/// How many counters tell rare runs from common ones; runs that share one only make the filter coarser.
const COUNTERS: usize = 1 << 22;

/// For each text the first one that it is alike to, of those that are alike to no earlier one; itself where there is none.
pub fn firsts(texts: &[&str]) -> Vec<usize> {
    let counts = counted(texts);
    let rare: Vec<Vec<u64>> = texts.par_iter().map(|text| rarest(text, &counts)).collect();
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut firsts = Vec::new();
    for (place, rare) in rare.iter().enumerate() {
        let near: BTreeSet<usize> = rare.iter().filter_map(|run| holders.get(run)).flatten().copied().collect();
        let first = near.into_iter().find(|other| are_alike(texts[*other], texts[place]));
        if first.is_none() {
            rare.iter().for_each(|run| holders.entry(*run).or_default().push(place));
        }
        firsts.push(first.unwrap_or(place));
    }
    firsts
}

/// How often runs occur, by the counter of each.
fn counted(texts: &[&str]) -> Vec<u32> {
    let mut counts = vec![0; COUNTERS];
    texts.iter().flat_map(|text| runs(text)).for_each(|run| counts[counter(run)] += 1);
    counts
}

/// The rarest runs of a text, of which a text that is alike has one too.
fn rarest(text: &str, counts: &[u32]) -> Vec<u64> {
    let mut runs: Vec<u64> = runs(text).into_iter().collect();
    runs.sort_unstable_by_key(|run| (counts[counter(*run)], *run));
    let shared = (runs.len() * FIFTHS).div_ceil(FIFTHS + 1);
    runs.truncate(if runs.is_empty() { 0 } else { runs.len() - shared + 1 });
    runs
}

fn are_alike(one: &str, other: &str) -> bool {
    let (one, other) = (runs(one), runs(other));
    let both = one.intersection(&other).count();
    let either = one.len() + other.len() - both;
    either > 0 && both * (FIFTHS + 1) >= either * FIFTHS
}

fn runs(text: &str) -> BTreeSet<u64> {
    words(text).windows(RUN).map(hash).collect()
}

fn hash(run: &[String]) -> u64 {
    let mut hasher = DefaultHasher::new();
    run.hash(&mut hasher);
    hasher.finish()
}

fn counter(run: u64) -> usize {
    usize::try_from(run % COUNTERS as u64).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A text of numbered words.
    fn text(words: impl Iterator<Item = usize>) -> String {
        words.map(|word| format!("w{word} ")).collect()
    }

    #[test]
    fn a_copy_with_a_word_changed_or_a_last_paragraph_cut_is_alike() {
        let (whole, other) = (text(0..200), text(200..400));
        let (edited, cut, half) = (whole.replace("w50 ", "x "), text(0..170), text(0..120));
        assert_eq!(firsts(&[&whole, &other, &edited, &cut, &half]), [0, 1, 0, 0, 4]);
    }

    #[test]
    fn texts_shorter_than_a_run_are_alike_to_none() {
        assert_eq!(firsts(&["", "one two", "", "one two"]), [0, 1, 2, 3]);
    }

    proptest! {
        #[test]
        fn the_filter_loses_no_pair(lengths in prop::collection::vec((0..40usize, 5..60usize), 1..12)) {
            let texts: Vec<String> = lengths.iter().map(|(from, n)| text(*from..from + n)).collect();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let mut expected: Vec<usize> = Vec::new();
            for place in 0..texts.len() {
                let earlier = (0..place).filter(|other| expected[*other] == *other).find(|other| are_alike(texts[*other], texts[place]));
                expected.push(earlier.unwrap_or(place));
            }
            prop_assert_eq!(firsts(&texts), expected);
        }
    }
}
