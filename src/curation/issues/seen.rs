//! Issues seen against a run.
use super::pairs::{mirrored, overlapping};
use super::words::jaccard;
use super::{Kind, Run};
use crate::curation::Finding;
use crate::curation::finding::{Place, Said};
use crate::issue::{Issue, stems};
use crate::stance::Stance;
use std::collections::{BTreeMap, BTreeSet};

/// Pairs from which on shares mean something.
const ENOUGH: usize = 50;
/// Share of the run's sentences with a speaker from which on an issue that seldom finds a stance is too wide.
const WIDE: f64 = 0.3;
/// Share of `none` from which on a keyword or an issue finds next to nothing.
const NEARLY_ALL: f64 = 0.97;
/// Share of an issue's pairs that a keyword must bring.
const MOST: f64 = 0.4;
/// Shared sentences of two issues from which on they are nearly one.
const SAME: f64 = 0.6;
/// Shared stances on both sides, and the share of them that must be opposite.
const POLES: usize = 8;
const OPPOSITE: f64 = 0.8;

/// An article's sentence with a speaker.
type Asked = (usize, usize, usize);

/// What was asked about one issue.
#[derive(Default)]
struct Judged {
    /// The most probable label of each.
    verdicts: BTreeMap<Asked, Stance>,
    /// Whether the sentence holds the keyword at this place, and how its words stand there.
    keywords: BTreeMap<usize, BTreeSet<Asked>>,
}

impl Judged {
    fn none_of<'a>(&self, asked: impl Iterator<Item = &'a Asked>) -> usize {
        asked.filter(|asked| self.verdicts.get(*asked) == Some(&Stance::None)).count()
    }

    fn poles(&self) -> impl Iterator<Item = (&Asked, Stance)> {
        self.verdicts.iter().filter(|(_, stance)| stance.is_pole()).map(|(asked, stance)| (asked, *stance))
    }
}

/// What the run shows of each issue that it was scored on.
pub fn findings(issues: &[Issue], places: &[Place], run: Run) -> Vec<Finding<Kind>> {
    let in_run = |issue: &Issue| {
        let text = |issue: &Issue| (issue.name.clone(), issue.description.clone(), issue.keywords.clone());
        run.issues.iter().position(|held| text(held) == text(issue))
    };
    let judged: Vec<Option<Judged>> = issues.iter().map(|issue| in_run(issue).map(|at| judged(issue, at, run))).collect();
    let all: BTreeSet<Asked> = sentences_with_speakers(run);
    let mut findings = Vec::new();
    for (at, (issue, place)) in issues.iter().zip(places).enumerate() {
        match &judged[at] {
            None => findings.push(place.note(Kind::NotInRun, not_in_run())),
            Some(own) => {
                findings.extend(width(own, all.len()).map(|said| place.warning(Kind::TooWide, said)));
                findings.extend(greedy(issue, own).map(|said| place.warning(Kind::GreedyKeyword, said)));
                let earlier = judged[..at].iter().zip(issues).filter_map(|(other, issue)| Some((other.as_ref()?, issue)));
                findings
                    .extend(earlier.filter_map(|(other, issue)| pair(own, other, &issue.id)).map(|(kind, said)| place.warning(kind, said)));
            }
        }
    }
    findings
}

fn judged(issue: &Issue, at: usize, run: Run) -> Judged {
    let keywords: Vec<BTreeSet<String>> = issue.keywords.iter().map(|keyword| stems::specific(keyword).into_iter().collect()).collect();
    let mut judged = Judged::default();
    for (rank, scored) in run.articles.iter().enumerate() {
        for judgement in scored.judgements.iter().filter(|judgement| judgement.issue == at) {
            let Some(speaker) = scored.reading.statements.get(judgement.statement).and_then(|statement| statement.speaker) else {
                continue;
            };
            let Some(sentence) = scored.reading.sentences.get(judgement.sentence) else { continue };
            let asked = (rank, judgement.sentence, speaker);
            judged.verdicts.insert(asked, judgement.probabilities.verdict());
            let held: BTreeSet<String> = stems::all(sentence.of(&scored.article.body)).into_iter().collect();
            for (keyword, _) in keywords.iter().enumerate().filter(|(_, stems)| !stems.is_empty() && stems.is_subset(&held)) {
                judged.keywords.entry(keyword).or_default().insert(asked);
            }
        }
    }
    judged
}

fn sentences_with_speakers(run: Run) -> BTreeSet<Asked> {
    let of = |(rank, scored): (usize, &crate::pipeline::ScoredArticle)| {
        let statements = scored.reading.statements.iter().filter_map(|statement| Some((statement, statement.speaker?)));
        let sentences = statements.flat_map(|(statement, speaker)| {
            scored.reading.sentences_of(statement).into_iter().map(move |sentence| (rank, sentence, speaker)).collect::<Vec<_>>()
        });
        sentences.collect::<Vec<_>>()
    };
    run.articles.iter().enumerate().flat_map(of).collect()
}

fn width(own: &Judged, all: usize) -> Option<Said> {
    let (asked, none) = (own.verdicts.len(), own.none_of(own.verdicts.keys()));
    let wide = asked >= ENOUGH && asked as f64 >= WIDE * all as f64 && none as f64 >= 0.9 * asked as f64;
    wide.then(|| Said {
        wrong: format!("it touches {asked} of the {all} sentences with a speaker in this run, and {none} of these hold no stance on it"),
        why: "the model is asked in vain, which takes time, and each time it may err",
        remedy: "narrow its name and keywords to one proposal, or make several issues of it".into(),
    })
}

/// Keywords that bring many of the pairs, nearly all without a stance, where the other pairs do better.
fn greedy(issue: &Issue, own: &Judged) -> Option<Said> {
    let total = own.verdicts.len();
    let bad = |(keyword, asked): (&usize, &BTreeSet<Asked>)| {
        let none = own.none_of(asked.iter());
        let others = own.verdicts.keys().filter(|other| !asked.contains(*other)).count();
        let others_none = own.none_of(own.verdicts.keys().filter(|other| !asked.contains(*other)));
        let many = asked.len() >= ENOUGH && asked.len() as f64 >= MOST * total as f64;
        let vain = none as f64 >= NEARLY_ALL * asked.len() as f64 && none * others.max(1) > others_none * asked.len();
        (many && vain).then_some((*keyword, asked.len(), none))
    };
    let (keyword, asked, none) = own.keywords.iter().filter_map(bad).max_by_key(|(_, asked, _)| *asked)?;
    Some(Said {
        wrong: format!(
            "the keyword {:?} stands in {asked} of the {total} sentences that the model was asked about, and {none} of these hold no stance",
            issue.keywords[keyword]
        ),
        why: "the model is asked in vain, which takes time, and each time it may err",
        remedy: "write a phrase that is used on this issue alone, or leave the keyword out".into(),
    })
}

/// Two issues that touch the same sentences: the other way round where the stances are opposite, else nearly one.
fn pair(own: &Judged, other: &Judged, id: &str) -> Option<(Kind, Said)> {
    let theirs: BTreeMap<&Asked, Stance> = other.poles().collect();
    let both: Vec<(Stance, Stance)> = own.poles().filter_map(|(asked, stance)| Some((stance, *theirs.get(asked)?))).collect();
    let opposite = both.iter().filter(|(one, other)| one != other).count();
    if both.len() >= POLES && opposite as f64 >= OPPOSITE * both.len() as f64 {
        let counted = format!("{}: of {} stances in this run on both, {opposite} are opposite", mirrored(id).wrong, both.len());
        return Some((Kind::Mirrored, Said { wrong: counted, ..mirrored(id) }));
    }
    let [one, two] = [own, other].map(|judged| judged.verdicts.keys().copied().collect::<BTreeSet<Asked>>());
    let shared = one.intersection(&two).count();
    let same = shared >= ENOUGH && jaccard(&one, &two) >= SAME;
    let how = || format!("of the {} sentences that the two touch in this run, {shared} touch both", one.union(&two).count());
    same.then(|| (Kind::Overlapping, overlapping(id, how())))
}

fn not_in_run() -> Said {
    Said {
        wrong: "the run was not scored on it, or on other words of it".into(),
        why: "nothing in the run tells how it does",
        remedy: "score it: `standpoint score --issues FILE --out RUN` judges only what is new".into(),
    }
}
