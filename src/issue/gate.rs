//! The gate: which sentences may touch which issue. It is cheap, the classifier is not.
//!
//! An issue's **words** are the stems of its keywords and name that tell it from other topics. An article takes up the issue when it
//! holds enough of them: two fifths, five at most; or a keyword of several words whole, in one sentence. In such an article a sentence
//! passes when it holds one of the words; a word in the sentence before or after counts half, two sentences before a quarter, and a
//! word that only the description holds half of that again.
//!
//! Measured on 610 coded articles: of the pairs of sentence and issue that carry a stance 93% pass, of all pairs with the article's own
//! issues 57%, with those of other articles 2%.
use super::words::Stems;
use super::{Codebook, Issue};
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Share of an issue's words that an article on it holds.
const ENOUGH: f64 = 0.4;
/// No issue asks for more words than this, however long its list of keywords.
const MOST: usize = 5;
/// Weights of a word of the issue and of one that only its description holds.
const WORD: usize = 4;
const DESCRIBING: usize = 2;
/// What a sentence needs, where its own words count four times, its neighbours' twice and those two before once.
const PASS: usize = 4 * WORD;

/// A codebook made ready to be matched against articles. The same codebook gives the same answers, and each issue's are free of the
/// other issues.
pub struct Agenda {
    stems: Stems,
    /// For every stem: the issues it belongs to, and its number and weight there.
    marks: HashMap<String, Vec<Mark>>,
    topics: Vec<Topic>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    issue: usize,
    word: usize,
    weight: usize,
}

/// What an article needs to take up an issue.
struct Topic {
    /// Different words in the article.
    enough: usize,
    /// Keywords of several words, as numbers of words.
    phrases: Vec<Vec<usize>>,
}

impl Agenda {
    /// Makes a codebook ready.
    pub fn new(codebook: &Codebook) -> Agenda {
        let mut agenda = Agenda { stems: Stems::new(), marks: HashMap::new(), topics: Vec::new() };
        for issue in &codebook.issues {
            agenda.add(issue);
        }
        agenda
    }

    /// How many issues there are.
    pub fn len(&self) -> usize {
        self.topics.len()
    }

    /// Whether there is no issue.
    pub fn is_empty(&self) -> bool {
        self.topics.is_empty()
    }

    /// For each of `sentences` (byte spans of `body`, in order) the issues it may touch: indices into the codebook, ascending.
    pub fn touches(&self, body: &str, sentences: &[Span]) -> Vec<Vec<usize>> {
        self.weigh(body, sentences).into_iter().map(|weights| weights.into_keys().collect()).collect()
    }

    /// The same, each with the weight of its words in and around the sentence: the more, the better they match. One pass over the words.
    pub fn weigh(&self, body: &str, sentences: &[Span]) -> Vec<BTreeMap<usize, usize>> {
        let marks: Vec<BTreeSet<Mark>> = sentences.iter().map(|sentence| self.marks_of(sentence.of(body))).collect();
        let open = self.taken_up(&marks);
        let scores: Vec<_> = marks.iter().map(|marks| add_weights(marks, &open)).collect();
        (0..scores.len()).map(|at| passing(&scores, at)).collect()
    }

    fn add(&mut self, issue: &Issue) {
        let (issue_at, numbers) = (self.topics.len(), self.number_words(issue));
        let words = numbers.len();
        let phrase = |keyword: &String| {
            let stems: BTreeSet<_> = self.stems.specific(keyword).into_iter().collect();
            (stems.len() > 1).then(|| stems.iter().filter_map(|stem| numbers.get(stem).copied()).collect())
        };
        let phrases = issue.keywords.iter().filter_map(phrase).collect();
        let describing: BTreeSet<_> =
            self.stems.specific(description(issue)).into_iter().filter(|stem| !numbers.contains_key(stem)).collect();
        for (stem, word) in numbers {
            self.marks.entry(stem).or_default().push(Mark { issue: issue_at, word, weight: WORD });
        }
        for (stem, word) in describing.into_iter().zip(words..) {
            self.marks.entry(stem).or_default().push(Mark { issue: issue_at, word, weight: DESCRIBING });
        }
        self.topics.push(Topic { enough: ((words as f64 * ENOUGH).ceil() as usize).clamp(1, MOST), phrases });
    }

    /// The issue's words with their numbers: the specific ones of keywords and name, else all that carry a topic, else all.
    fn number_words(&self, issue: &Issue) -> BTreeMap<String, usize> {
        let texts = || issue.keywords.iter().chain([&issue.name]);
        let specific: BTreeSet<_> = texts().flat_map(|text| self.stems.specific(text)).collect();
        let content: BTreeSet<_> = texts().flat_map(|text| self.stems.content(text)).collect();
        let all: BTreeSet<_> = texts().flat_map(|text| self.stems.of(text)).collect();
        let words = [specific, content, all].into_iter().find(|words| !words.is_empty()).unwrap_or_default();
        words.into_iter().zip(0..).collect()
    }

    fn marks_of(&self, sentence: &str) -> BTreeSet<Mark> {
        self.stems.of(sentence).filter_map(|stem| self.marks.get(&stem)).flatten().copied().collect()
    }

    /// Whether the article takes up each issue.
    fn taken_up(&self, marks: &[BTreeSet<Mark>]) -> Vec<bool> {
        let mut words = vec![BTreeSet::new(); self.topics.len()];
        for mark in marks.iter().flatten().filter(|mark| mark.weight == WORD) {
            words[mark.issue].insert(mark.word);
        }
        let whole = |issue: usize| marks.iter().any(|marks| self.topics[issue].phrases.iter().any(|phrase| holds(marks, issue, phrase)));
        let open = |issue: usize| words[issue].len() >= self.topics[issue].enough || whole(issue);
        (0..self.topics.len()).map(open).collect()
    }
}

/// What the description says beyond its usual opening.
fn description(issue: &Issue) -> &str {
    issue.description.trim_start().trim_start_matches("Being for it means")
}

fn holds(marks: &BTreeSet<Mark>, issue: usize, phrase: &[usize]) -> bool {
    phrase.iter().all(|word| marks.contains(&Mark { issue, word: *word, weight: WORD }))
}

/// The weights of a sentence's different words, by issue.
fn add_weights(marks: &BTreeSet<Mark>, open: &[bool]) -> BTreeMap<usize, usize> {
    let mut weights = BTreeMap::new();
    for mark in marks.iter().filter(|mark| open[mark.issue]) {
        *weights.entry(mark.issue).or_default() += mark.weight;
    }
    weights
}

/// The issues for which the sentence and those around it hold enough, and how much they hold.
fn passing(scores: &[BTreeMap<usize, usize>], at: usize) -> BTreeMap<usize, usize> {
    let mut totals: BTreeMap<usize, usize> = BTreeMap::new();
    for (place, times) in [(Some(at), 4), (at.checked_sub(1), 2), (at.checked_add(1), 2), (at.checked_sub(2), 1)] {
        for (issue, weight) in place.and_then(|place| scores.get(place)).into_iter().flatten() {
            *totals.entry(*issue).or_default() += times * weight;
        }
    }
    totals.retain(|_, total| *total >= PASS);
    totals
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn issue(name: &str, description: &str, keywords: &[&str]) -> Issue {
        let keywords = keywords.iter().map(|keyword| keyword.to_string()).collect();
        Issue { id: name.into(), name: name.into(), description: description.into(), keywords, examples: vec![] }
    }

    fn agenda(issues: &[Issue]) -> Agenda {
        Agenda::new(&Codebook { issues: issues.to_vec() })
    }

    fn port() -> Issue {
        issue("Expanding the port of Varn", "Being for it means wanting new berths.", &["port expansion", "harbour", "dredging"])
    }

    fn toll() -> Issue {
        issue("A toll for cars in the city centre", "", &["congestion charge", "toll"])
    }

    /// One sentence a line.
    fn touched(agenda: &Agenda, body: &str) -> Vec<Vec<usize>> {
        let mut start = 0;
        let sentences = body.split('\n').map(|line| {
            let span = Span::new(start, start + line.len());
            start += line.len() + 1;
            span
        });
        agenda.touches(body, &sentences.collect::<Vec<_>>())
    }

    #[test]
    fn a_word_of_the_issue_opens_its_sentence_in_any_form() {
        let found =
            touched(&agenda(&[port(), toll()]), "VARN’s harbours will be DREDGED.\nRain fell.\nRain fell.\nRain fell.\nThe Port waits.");
        assert_eq!(found[0], [0]);
        assert_eq!(found[4], [0]);
    }

    #[test]
    fn neighbours_open_a_sentence_only_together() {
        let agenda = agenda(&[port()]);
        let two_before =
            "The harbour and the port of Varn will be dredged.\n“We cannot wait,” she said.\nNobody answered.\nRain fell.\nThe port slept.";
        assert_eq!(touched(&agenda, two_before), [vec![0], vec![0], vec![0], vec![], vec![0]]);
        let one_before = "The harbour of Varn.\nSun.\nSun.\nSun.\nThe port.\nRain fell.\nRain fell.";
        assert_eq!(touched(&agenda, one_before), [vec![0], vec![0], vec![], vec![], vec![0], vec![], vec![]]);
    }

    #[test]
    fn an_article_on_something_else_stays_shut() {
        let body = "The airport expansion pleased the mayor.\nA charge of theft was read out.\nCars stood in the rain.";
        assert_eq!(touched(&agenda(&[port(), toll()]), body), vec![Vec::<usize>::new(); 3]);
    }

    #[test]
    fn a_whole_keyword_opens_an_issue_with_a_long_list() {
        let keywords = ["congestion charge", "road pricing", "car toll", "inner ring", "traffic zone", "rush hour fee", "clean air"];
        let agenda = agenda(&[issue("Charging drivers", "", &keywords)]);
        assert_eq!(touched(&agenda, "The congestion charge angers drivers."), [[0]]);
        assert_eq!(touched(&agenda, "The charge angers drivers in the rush."), [vec![]; 1] as [Vec<usize>; 1]);
    }

    #[test]
    fn an_issue_needs_no_keywords_and_may_have_common_words_only() {
        assert_eq!(touched(&agenda(&[issue("Dredging", "", &[])]), "They dredge."), [[0]]);
        assert_eq!(touched(&agenda(&[issue("The new law", "", &[])]), "A new law came."), [[0]]);
        assert_eq!(touched(&agenda(&[issue("Us", "", &[])]), "They told us."), [[0]]);
    }

    #[test]
    fn threads_may_share_an_agenda() {
        fn shared<T: Send + Sync>(_: &T) {}
        shared(&agenda(&[port()]));
    }

    #[test]
    fn an_issue_is_free_of_the_others() {
        let body = "The congestion charge is dear.\nThe port expansion in Varn needs dredging.\nShe opposes both.";
        let both = touched(&agenda(&[toll(), port()]), body);
        let alone = touched(&agenda(&[port()]), body);
        let of_port = |found: &[Vec<usize>], at| found.iter().map(|issues| issues.contains(&at)).collect::<Vec<_>>();
        assert_eq!(of_port(&both, 1), of_port(&alone, 0));
        assert_eq!(both[1..], [vec![0, 1], vec![1]]);
    }

    proptest! {
        #[test]
        fn any_text_and_any_spans_are_answered(body in "\\PC{0,60}", cuts in proptest::collection::vec(0usize..70, 0..6), name in "\\PC{0,9}") {
            let spans: Vec<Span> = cuts.windows(2).map(|ends| Span::new(ends[0].min(ends[1]), ends[0].max(ends[1]))).collect();
            let found = agenda(&[issue(&name, &body, &[]), port()]).touches(&body, &spans);
            prop_assert_eq!(found.len(), spans.len());
        }
    }
}
