//! Small scored articles, written sentence by sentence, for tests.

use super::{Saying, TextHash};
use crate::actor::{Actor, Kind};
use crate::article::Article;
use crate::issue::Issue;
use crate::pipeline::ScoredArticle;
use crate::reading::Reading;
use crate::span::Span;
use crate::stance::{Judgement, Probabilities, Stance};
use crate::statement::{Evidence, Statement, Time};

/// Issues with these names; the ids are the names with dashes.
pub fn issues(names: &[&str]) -> Vec<Issue> {
    let issue = |name: &&str| Issue {
        id: name.to_lowercase().replace(' ', "-"),
        name: name.to_string(),
        description: format!("Being for it means wanting {name}."),
        ..Issue::default()
    };
    names.iter().map(issue).collect()
}

/// `stance` with this probability, the rest shared equally.
pub fn sure(stance: Stance, probability: f64) -> Probabilities {
    Probabilities(Stance::ALL.map(|other| if other == stance { probability } else { (1.0 - probability) / 3.0 }))
}

/// A sure saying of a text of this number, printed by these outlets.
pub fn said_in(at: usize, outlets: &[&str], stance: Stance) -> Saying {
    Saying {
        texts: vec![TextHash::of(&at.to_string())],
        date: None,
        outlets: outlets.iter().map(|outlet| outlet.to_string()).collect(),
        probabilities: sure(stance, 0.9),
        unsure: false,
        lean: None,
        confidence: 1.0,
        n_statements: 1,
    }
}

/// An empty article.
pub fn article(id: &str, outlet: &str, date: &str) -> ScoredArticle {
    let article = Article {
        id: id.into(),
        title: Some(format!("The {id} story")),
        date: date.parse().ok(),
        outlet: (!outlet.is_empty()).then(|| outlet.into()),
        ..Article::default()
    };
    ScoredArticle { article, reading: Reading::default(), judgements: Vec::new() }
}

impl ScoredArticle {
    /// Adds a sentence in which someone says something on an issue. Its first words up to `|` are the source, the next up to `|` the
    /// cue, the rest the content; the bars are taken out.
    pub fn says(self, name: &str, kind: Kind, marked: &str, issue: usize, probabilities: Probabilities) -> Self {
        let speaker = Some((name, kind));
        self.adds(speaker, marked, issue, probabilities)
    }

    /// The same without a speaker.
    pub fn someone_says(self, marked: &str, issue: usize, probabilities: Probabilities) -> Self {
        self.adds(None, marked, issue, probabilities)
    }

    /// The last statement is relayed by another actor, and judged so.
    pub fn relayed_by(mut self, name: &str) -> Self {
        let relayer = self.actor(name, Kind::Person);
        let last = self.reading.statements.last_mut().unwrap();
        (last.evidence, last.relayed_by) = (Evidence::Relayed, Some(relayer));
        self.judgements.last_mut().unwrap().relayed = 0.9;
        self
    }

    /// The last statement is by another actor, who speaks for its speaker.
    pub fn voiced_by(mut self, name: &str) -> Self {
        let speaker = self.actor(name, Kind::Person);
        let last = self.reading.statements.last_mut().unwrap();
        last.speaks_for = last.speaker.replace(speaker);
        self
    }

    /// The last statement is judged to be of a time past.
    pub fn earlier(mut self) -> Self {
        self.judgements.last_mut().unwrap().past = 0.9;
        self
    }

    /// Another form of an actor's name.
    pub fn alias(mut self, name: &str, alias: &str) -> Self {
        let actor = self.reading.actors.iter_mut().find(|actor| actor.name == name).unwrap();
        actor.aliases.push(alias.into());
        self
    }

    /// The last statement judged once more, on another issue.
    pub fn and_on(mut self, issue: usize, probabilities: Probabilities) -> Self {
        let last = self.judgements.last().unwrap().clone();
        self.judgements.push(Judgement { issue, probabilities, ..last });
        self
    }

    fn adds(mut self, speaker: Option<(&str, Kind)>, marked: &str, issue: usize, probabilities: Probabilities) -> Self {
        let speaker = speaker.map(|(name, kind)| self.actor(name, kind));
        let start = self.article.body.len();
        let mut spans = Vec::new();
        for part in marked.split('|') {
            let from = self.article.body.len();
            self.article.body.push_str(part);
            spans.push(Span::new(from, from + part.len()).trim(&self.article.body));
        }
        self.reading.sentences.push(Span::new(start, self.article.body.len()));
        self.article.body.push(' ');
        let part = |index: usize| spans.get(index).copied().filter(|span| !span.is_empty()).into_iter().collect();
        let (source, cue, content) = (part(0), part(1), part(2));
        let (evidence, time, confidence) = (Evidence::Paraphrase, Time::Now, 0.9);
        self.reading.statements.push(Statement {
            source,
            cue,
            content,
            speaker,
            evidence,
            relayed_by: None,
            speaks_for: None,
            time,
            confidence,
        });
        let (statement, sentence) = (self.reading.statements.len() - 1, self.reading.sentences.len() - 1);
        let (judge, unsure, lean, relayed, past) = (0, false, None, 0.0, 0.0);
        self.judgements.push(Judgement { statement, sentence, issue, judge, probabilities, unsure, lean, relayed, past });
        self
    }

    fn actor(&mut self, name: &str, kind: Kind) -> usize {
        let actors = &mut self.reading.actors;
        let known = actors.iter().position(|actor| actor.name == name && actor.kind == kind);
        known.unwrap_or_else(|| {
            actors.push(Actor { name: name.into(), aliases: vec![], kind, roles: vec![] });
            actors.len() - 1
        })
    }
}
