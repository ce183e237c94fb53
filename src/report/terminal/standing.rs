//! What one cell says: a word and how much it rests on, or a sign where there is no room for words.
use super::ink::{Ink, Line, dim, piece};
use crate::report::wording::{turn, verdicts};
use crate::scorecard::{Counts, Group, Headline, Position};
use crate::stance::{Lean, Stance};

/// A position, or a part of one.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    pub headline: Headline,
    pub turned_to: Option<Stance>,
    pub lean: Option<Lean>,
    pub counts: Counts,
    pub n_unsure: usize,
}

impl From<&Position> for Standing {
    fn from(position: &Position) -> Standing {
        let Position { headline, turned_to, lean, counts, n_unsure, .. } = *position;
        Standing { headline, turned_to, lean, counts, n_unsure }
    }
}

impl From<&Group> for Standing {
    fn from(group: &Group) -> Standing {
        let Group { headline, turned_to, lean, counts, n_unsure, .. } = *group;
        Standing { headline, turned_to, lean, counts, n_unsure }
    }
}

/// Signs by verdict, of what is enough and of what is not.
const SUPPORTIVE: [&str; 2] = ["▲", "△"];
const OPPOSED: [&str; 2] = ["▼", "▽"];
const CAUTIOUS: [&str; 2] = ["●", "○"];
const MIXED: [&str; 2] = ["◆", "◇"];
const UNSURE: &str = "?";
/// Where there is no position.
pub const NOTHING: &str = "·";

impl Standing {
    pub fn ink(&self) -> Ink {
        match self.headline {
            Headline::Supportive => Ink::Supportive,
            Headline::Opposed => Ink::Opposed,
            Headline::Mixed | Headline::Changed => Ink::Both,
            Headline::Cautious => Ink::Plain,
            Headline::TooFew | Headline::Unsure => Ink::Weak,
        }
    }

    /// "supportive 14"; in brackets what is too few or unsure: "(1 opposed)".
    pub fn words(&self) -> Line {
        match self.headline {
            Headline::TooFew => vec![piece(&format!("({})", verdicts(self.counts)), Ink::Weak)],
            Headline::Unsure => vec![piece(&format!("({} unsure)", self.n_unsure), Ink::Weak)],
            headline => vec![piece(headline.word(), self.ink()), dim(&format!(" {}", self.counts.total()))],
        }
    }

    /// The word alone; in brackets what is too few or unsure: "(opposed)".
    pub fn words_alone(&self) -> String {
        let told: Vec<&str> = self.counts.by_word().into_iter().filter(|(_, count)| *count > 0).map(|(word, _)| word).collect();
        match self.headline {
            Headline::TooFew => format!("({})", if let [only] = told.as_slice() { only } else { "mixed" }),
            Headline::Unsure => "(unsure)".to_string(),
            headline => headline.word().to_string(),
        }
    }

    /// How many say so.
    pub fn number(&self) -> usize {
        if self.headline == Headline::Unsure { self.n_unsure } else { self.counts.total() }
    }

    /// "leaning for", "now opposed"; empty where there is nothing to say.
    pub fn way(&self) -> &'static str {
        turn(self.lean, self.turned_to)
    }

    /// "▲14", "△1".
    pub fn sign(&self) -> Line {
        vec![piece(self.mark(), self.ink()), dim(&self.number().to_string())]
    }

    /// The sign alone.
    pub fn mark(&self) -> &'static str {
        match (self.headline, self.turned_to) {
            (Headline::Supportive, _) => SUPPORTIVE[0],
            (Headline::Opposed, _) => OPPOSED[0],
            (Headline::Cautious, _) => CAUTIOUS[0],
            (Headline::Changed, Some(Stance::Opposed)) => "↘",
            (Headline::Changed, _) => "↗",
            (Headline::Mixed, _) => MIXED[0],
            (Headline::Unsure, _) => UNSURE,
            (Headline::TooFew, _) => self.few(),
        }
    }

    /// The hollow sign of the only verdict, or that of several.
    fn few(&self) -> &'static str {
        match self.counts.by_word().map(|(_, count)| count > 0) {
            [true, false, false] => SUPPORTIVE[1],
            [false, true, false] => CAUTIOUS[1],
            [false, false, true] => OPPOSED[1],
            _ => MIXED[1],
        }
    }
}

/// What brackets mean.
pub fn legend_of_words(min_sayings: usize, noun: &str) -> String {
    format!("The number counts {noun}s. In brackets: too few to tell (fewer than {min_sayings}), or unsure.")
}

/// What the signs mean.
pub fn legend_of_signs(min_sayings: usize, noun: &str) -> String {
    let full = format!(
        "{} supportive, {} cautious, {} opposed, {} mixed, ↗ ↘ changed, {UNSURE} unsure;",
        SUPPORTIVE[0], CAUTIOUS[0], OPPOSED[0], MIXED[0]
    );
    format!(
        "{full} {} {} {} {} too few (under {min_sayings}). The number counts {noun}s.",
        SUPPORTIVE[1], CAUTIOUS[1], OPPOSED[1], MIXED[1]
    )
}
