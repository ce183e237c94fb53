//! Every error by itself.
use super::speech::Who;
use super::{Compared, Fate, Form};
use crate::span::Span;

/// One error of the text stages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault<'a> {
    /// The article's id.
    pub article: &'a str,
    /// What is wrong.
    pub wrong: Wrong,
    /// The coded actor, or the one found where none was coded.
    pub actor: &'a str,
    /// What was found: an actor's name or a class; empty where nothing was.
    pub found: String,
    /// The mention, where it is about one.
    pub mention: &'a str,
    /// The sentence.
    pub sentence: &'a str,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// A coded mention that is not seen.
    Unseen(Form),
    /// A coded mention that is resolved to somebody else.
    Resolved(Form),
    /// A coded speaker that is not found.
    Missed,
    /// A speaker who was not coded.
    Extra,
    /// Whose word it is.
    Evidence,
    /// Of when.
    Time,
}

impl Wrong {
    /// In one word.
    pub fn word(self) -> &'static str {
        match self {
            Wrong::Unseen(_) => "unseen",
            Wrong::Resolved(_) => "resolved",
            Wrong::Missed => "missed",
            Wrong::Extra => "extra",
            Wrong::Evidence => "evidence",
            Wrong::Time => "time",
        }
    }
}

impl Compared {
    /// Everything that is wrong: mentions, then evidence and time, then who speaks.
    pub fn faults(&self) -> Vec<Fault<'_>> {
        let mut faults = self.of_mentions();
        faults.extend(self.of_cells());
        for (sentence, who) in self.missed() {
            faults.push(self.fault(Wrong::Missed, who, String::new(), sentence));
        }
        for (sentence, who) in self.too_much() {
            faults.push(self.fault(Wrong::Extra, who, String::new(), sentence));
        }
        faults
    }

    fn of_mentions(&self) -> Vec<Fault<'_>> {
        let mut faults = Vec::new();
        for mention in &self.gold.mentions {
            let form = Form::of(&self.gold, mention);
            let wrong = match self.fate(mention) {
                Fate::Right => continue,
                Fate::Unseen => Wrong::Unseen(form),
                Fate::Wrong | Fate::Foreign => Wrong::Resolved(form),
            };
            let names: Vec<&str> = self.overlapping(mention).map(|found| self.reading.actors[found.actor].name.as_str()).collect();
            let fault = self.fault(wrong, Who::Coded(mention.actor), names.join(", "), mention.sentence);
            faults.push(Fault { mention: mention.span.of(&self.gold.article.body), ..fault });
        }
        faults
    }

    fn of_cells(&self) -> Vec<Fault<'_>> {
        let mut faults = Vec::new();
        for cell in self.cells() {
            let who = Who::Coded(cell.actor);
            let class = format!("{:?}, {:?}", cell.statement.evidence, cell.statement.time).to_lowercase();
            if cell.coded.how != cell.found_how() {
                faults.push(self.fault(Wrong::Evidence, who, class.clone(), cell.sentence));
            }
            if cell.coded.past != cell.found_past() {
                faults.push(self.fault(Wrong::Time, who, class, cell.sentence));
            }
        }
        faults
    }

    fn fault(&self, wrong: Wrong, who: Who, found: String, sentence: usize) -> Fault<'_> {
        let actor = match who {
            Who::Coded(actor) => &self.gold.actors[actor].name,
            Who::Foreign(actor) => &self.reading.actors[actor].name,
        };
        let sentence = self.gold.sentences.get(sentence).copied().unwrap_or(Span::new(0, 0)).of(&self.gold.article.body);
        Fault { article: &self.gold.article.id, wrong, actor, found, mention: "", sentence }
    }
}
