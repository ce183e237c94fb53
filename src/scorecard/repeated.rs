//! The same quotation in otherwise different articles.
use super::words::words;
use std::collections::HashMap;

/// Two passages that share so many words in a row quote the same.
const RUN: usize = 8;
/// A passage of fewer words than a run is the same as one that holds all of it, if it has so many.
const SHORTEST: usize = 5;

/// What is quoted in one place: the words of each passage.
pub struct Quoted(Vec<Vec<String>>);

impl Quoted {
    /// From the passages of one place.
    pub fn of<'a>(passages: impl Iterator<Item = &'a str>) -> Quoted {
        Quoted(passages.map(words).collect())
    }
}

/// For each place the first one that it shares a quotation with, directly or by way of others; itself where it shares none with an earlier
/// one.
pub fn firsts(places: &[Quoted]) -> Vec<usize> {
    let mut firsts: Vec<usize> = Vec::new();
    let mut runs: HashMap<&[String], usize> = HashMap::new();
    let mut wholes: HashMap<&[String], usize> = HashMap::new();
    for (place, Quoted(passages)) in places.iter().enumerate() {
        let long = passages.iter().flat_map(|passage| passage.windows(RUN)).filter_map(|run| runs.get(run));
        let holding = passages.iter().filter(|passage| is_short(passage)).filter_map(|whole| runs.get(whole.as_slice()));
        let held = passages.iter().flat_map(|passage| short_runs(passage)).filter_map(|run| wholes.get(run));
        let met: Vec<usize> = long.chain(holding).chain(held).map(|other| firsts[*other]).collect();
        let first = met.iter().copied().min().unwrap_or(place);
        firsts.iter_mut().filter(|other| met.contains(other)).for_each(|other| *other = first);
        firsts.push(first);
        for passage in passages {
            passage.windows(RUN).chain(short_runs(passage)).for_each(|run| _ = runs.entry(run).or_insert(place));
            if is_short(passage) {
                wholes.entry(passage).or_insert(place);
            }
        }
    }
    firsts
}

fn is_short(passage: &[String]) -> bool {
    (SHORTEST..RUN).contains(&passage.len())
}

/// All runs that could be a whole short passage.
fn short_runs(passage: &[String]) -> impl Iterator<Item = &[String]> {
    (SHORTEST..RUN).flat_map(|length| passage.windows(length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(places: &[&[&str]]) -> Vec<usize> {
        firsts(&places.iter().map(|passages| Quoted::of(passages.iter().copied())).collect::<Vec<_>>())
    }

    #[test]
    fn eight_words_in_a_row_are_the_same_quotation_and_seven_of_a_longer_one_are_not() {
        let long = "We will not pay for a ferry that nobody asked for.";
        assert_eq!(of(&[&[long], &["He would “not pay for a ferry that nobody asked” to see."]]), [0, 0]);
        assert_eq!(of(&[&[long], &["They said we will not pay for a ferry to the north, or ever for more boats."]]), [0, 1]);
    }

    #[test]
    fn a_short_passage_is_the_same_as_one_that_holds_it_whichever_came_first() {
        let (short, long) = ("The ferry must never sail", "I say it again: the ferry must never sail from this harbour.");
        assert_eq!((of(&[&[short], &[long]]), of(&[&[long], &[short]])), (vec![0, 0], vec![0, 0]));
        assert_eq!(of(&[&["never sail"], &[long]]), [0, 1], "two words are anybody's");
    }

    #[test]
    fn what_joins_two_that_were_apart_makes_them_one() {
        let (one, other) = ("the ferry is a gift to the rich alone", "the bridge was always the better way to cross");
        assert_eq!(
            of(&[&[one], &["something else altogether, and nothing more than that"], &[other], &[one, other], &[other]]),
            [0, 1, 0, 0, 0]
        );
    }
}
