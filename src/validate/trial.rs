//! A coded article of a run as `evaluate` takes it: gold beside what was found, on the issues that were coded alone.
use super::coded::CodedArticle;
use crate::evaluate::Trial;
use crate::evaluate::gold::{Gold, GoldActor, GoldPair, Row};
use crate::evaluate::names::Names;
use crate::issue::Codebook;
use crate::pipeline::ScoredArticle;
use crate::span::Span;
use crate::stance::{Judgement, Stance};

/// The trial of a coded article; `given` is empty, since no model is there to ask.
pub fn trial(coded: &CodedArticle, scored: &ScoredArticle, codebook: &Codebook) -> Trial {
    let issues: Vec<usize> = coded.issues.iter().copied().collect();
    let local = |issue: usize| issues.binary_search(&issue).ok();
    let judgement = |judgement: &Judgement| Some(Judgement { issue: local(judgement.issue)?, ..judgement.clone() });
    let judgements = scored.judgements.iter().filter_map(judgement).collect();
    let (sentences, actors) = (scored.reading.sentences.clone(), coded.actors.iter().map(actor).collect());
    let mut rows: Vec<Row> = Vec::new();
    for (actor, issue, place) in &coded.places {
        for sentence in overlapping(&sentences, *place) {
            let row = local(*issue).map(|issue| Row { sentence, actor: *actor, issue, mention: None, coded: None });
            rows.extend(row.filter(|row| !rows.contains(row)));
        }
    }
    let pairs = coded.pairs().into_iter().filter_map(|(actor, issue)| pair(coded, actor, (issue, local(issue)?))).collect();
    let codebook = Codebook { issues: issues.iter().filter_map(|issue| codebook.issues.get(*issue)).cloned().collect() };
    let article = scored.article.clone();
    let gold = Gold { article, codebook, actors, pairs, sentences, rows, mentions: Vec::new(), speech: Vec::new() };
    Trial { gold, scored: ScoredArticle { judgements, ..scored.clone() }, given: Vec::new() }
}

fn actor(actor: &super::coded::CodedActor) -> GoldActor {
    GoldActor { name: actor.name.clone(), names: Names::new(&actor.name, &actor.aliases) }
}

/// The pair that the coders of an article make; `None` where none of them gave a stance. It is sure where all of them did. The stance
/// that most of them gave is preferred, on a tie that of the first of them.
fn pair(coded: &CodedArticle, actor: usize, (issue, local): (usize, usize)) -> Option<GoldPair> {
    let given: Vec<Stance> = coded.coders.iter().map(|coder| coded.found(actor, issue, *coder)).collect();
    let votes = |stance: Stance| given.iter().filter(|other| **other == stance).count();
    let mut stances: Vec<Stance> = Vec::new();
    for stance in given.iter().copied().filter(|stance| *stance != Stance::None) {
        if !stances.contains(&stance) {
            stances.push(stance);
        }
    }
    stances.sort_by_key(|stance| std::cmp::Reverse(votes(*stance)));
    (!stances.is_empty()).then(|| GoldPair { actor, issue: local, stances, sure: !given.contains(&Stance::None) })
}

fn overlapping(sentences: &[Span], place: Span) -> impl Iterator<Item = usize> {
    let first = sentences.partition_point(|sentence| sentence.end <= place.start);
    let end = sentences.partition_point(|sentence| sentence.start < place.end);
    first..end.max(first)
}
