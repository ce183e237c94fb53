//! The columns of a pair, and the words that may stand in those of a coder.

/// A field of a record, or a column of a table, that holds a part of a [`super::Pair`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The sentence: required.
    Text,
    /// The actor.
    Speaker,
    /// The words of the sentence that name the actor.
    Mention,
    /// Their bytes in the sentence, as `[start, end]`.
    MentionSpan,
    /// What stands before the sentence.
    Context,
    /// The issue's name: required.
    Issue,
    /// What being for the issue means.
    Description,
    /// The coded stance.
    Label,
    /// The lean of a cautious label.
    Lean,
    /// Whether words of the actor are reported.
    Speaks,
    /// How the stance reached the reader.
    Role,
    /// When the stance was taken.
    Time,
    /// How the issue was worded anew.
    How,
    /// What a model gave, as a JSON object of the four stances.
    Probabilities,
    /// The id of the article.
    Article,
}

impl Column {
    /// All of them.
    pub const ALL: [Column; 15] = [
        Column::Text,
        Column::Speaker,
        Column::Mention,
        Column::MentionSpan,
        Column::Context,
        Column::Issue,
        Column::Description,
        Column::Label,
        Column::Lean,
        Column::Speaks,
        Column::Role,
        Column::Time,
        Column::How,
        Column::Probabilities,
        Column::Article,
    ];

    /// Its name where nothing else is asked for.
    pub fn key(self) -> &'static str {
        [
            "text",
            "speaker",
            "mention",
            "mention_span",
            "context",
            "issue",
            "description",
            "label",
            "lean",
            "speaks",
            "role",
            "time",
            "how",
            "probabilities",
            "article",
        ][self as usize]
    }

    /// The words that may stand in it; none where any text may.
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Column::Label => &["supportive", "cautious", "opposed", "none"],
            Column::Lean => &["for", "against", "even"],
            Column::Speaks => &["true", "false"],
            Column::Role => &["said", "told", "relayed"],
            Column::Time => &["now", "past"],
            Column::How => &["reversed", "paraphrased"],
            _ => &[],
        }
    }

    /// The column of this name.
    pub fn named(key: &str) -> Option<Column> {
        Column::ALL.into_iter().find(|column| column.key() == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Rewording, Role};
    use crate::stance::{Lean, Stance};

    #[test]
    fn every_name_and_word_is_its_own() {
        assert!(Column::ALL.into_iter().all(|column| Column::named(column.key()) == Some(column)));
        assert_eq!(Column::Label.words(), Stance::ALL.map(Stance::word));
        assert_eq!(Column::Lean.words(), Lean::ALL.map(Lean::word));
        assert_eq!(Column::Role.words(), [Role::Said, Role::Told, Role::Relayed].map(Role::word));
        assert_eq!(Column::How.words(), [Rewording::Reversed, Rewording::Paraphrased].map(Rewording::word));
    }
}
