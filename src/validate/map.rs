//! The map: how a file of codes calls its columns, stances, concepts and documents.
use crate::error::{Error, Result};
use crate::file::{not_text, not_toml};
use crate::stance::Stance;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// What `map.toml` says. The default takes columns of our own names, values that are usual, and concepts that are the run's issues.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Map {
    /// Whose stance a row codes.
    pub actor: ActorColumn,
    /// How a document is known.
    pub documents: Documents,
    /// Names of columns.
    pub columns: Columns,
    /// By value of the column `agreement`, the stance it means; [`USUAL`] where it is left out.
    pub agreement: BTreeMap<String, Stance>,
    /// By concept, the issue it is; a concept that is not here is the issue of that id or name.
    pub concepts: BTreeMap<String, Concept>,
}

/// Names of columns; those left out have the names of these fields. `document`, `concept`, `agreement` and one of `person` and
/// `organisation` must be there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Columns {
    /// Which article.
    pub document: Option<String>,
    /// Who.
    pub person: Option<String>,
    /// Who, where no person is told; `organization` is taken too.
    #[serde(alias = "organization")]
    pub organisation: Option<String>,
    /// Other forms of the actor's name, with semicolons between them.
    pub aliases: Option<String>,
    /// On what.
    pub concept: Option<String>,
    /// Which stance.
    pub agreement: Option<String>,
    /// Who coded.
    pub coder: Option<String>,
    /// The words coded.
    pub text: Option<String>,
    /// Where they begin, in code points of the article's body.
    pub start: Option<String>,
    /// Where they end.
    pub stop: Option<String>,
    /// The document's day, which tells documents of one title apart.
    pub date: Option<String>,
}

/// Whose stance a row codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActorColumn {
    /// The person's.
    Person,
    /// The organisation's.
    #[serde(alias = "organization")]
    Organisation,
    /// The person's, where there is one, who then merely belongs to the organisation; else the organisation's.
    #[default]
    Both,
}

/// How a document is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Documents {
    /// By the article's id.
    Id,
    /// By the name of its file, whose extension does not count.
    File,
    /// By its title, white space, quotation marks and semicolons apart.
    Title,
    /// By the first of these that fits.
    #[default]
    Any,
}

/// An issue of the run, as a file of codes words it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "expected an issue's id, or { issue = \"...\", reversed = true }")]
pub enum Concept {
    /// The same way round.
    Issue(String),
    /// Perhaps the other way round.
    Claim(Claim),
}

/// A claim about an issue.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Id of the issue.
    pub issue: String,
    /// Whether who agrees to the claim is opposed to the issue.
    #[serde(default)]
    pub reversed: bool,
}

/// What values of `agreement` mean where the map does not tell; of each the first three are those of Discourse Network Analyzer.
pub const USUAL: [(&str, Stance); 14] = [
    ("1", Stance::Supportive),
    ("yes", Stance::Supportive),
    ("true", Stance::Supportive),
    ("agree", Stance::Supportive),
    ("supportive", Stance::Supportive),
    ("0", Stance::Opposed),
    ("no", Stance::Opposed),
    ("false", Stance::Opposed),
    ("disagree", Stance::Opposed),
    ("opposed", Stance::Opposed),
    ("2", Stance::Cautious),
    ("mixed", Stance::Cautious),
    ("cautious", Stance::Cautious),
    ("none", Stance::None),
];

const EXPECTED: &str = "expected the keys actor and documents and the tables [columns], [agreement] and [concepts], nothing else, as \
                        `standpoint validate --help` shows them";

impl Map {
    /// Reads `map.toml` strictly. An error, with the line where there is one, for a file that cannot be read, is not TOML, or has an
    /// unknown key or value.
    pub fn load(path: &Path) -> Result<Map> {
        let bytes = std::fs::read(path).map_err(|error| Error::new(path, error, EXPECTED))?;
        let text = String::from_utf8(bytes).map_err(|error| not_text(path, &error))?;
        Map::parse(path, &text)
    }

    /// The same from the text of a file; `path` is what errors call it.
    pub fn parse(path: &Path, text: &str) -> Result<Map> {
        toml::from_str(text).map_err(|error| not_toml(path, text, &error, EXPECTED))
    }

    /// The stance that a value means; `None` where nobody told.
    pub fn stance(&self, value: &str) -> Option<Stance> {
        if self.agreement.is_empty() {
            let value = value.to_lowercase();
            return USUAL.iter().find(|(usual, _)| *usual == value).map(|(_, stance)| *stance);
        }
        self.agreement.get(value).copied()
    }

    /// The issue's id or name that a concept stands for, and whether it is the other way round.
    pub fn issue<'a>(&'a self, concept: &'a str) -> (&'a str, bool) {
        match self.concepts.get(concept) {
            Some(Concept::Issue(issue)) => (issue, false),
            Some(Concept::Claim(claim)) => (&claim.issue, claim.reversed),
            None => (concept, false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Map> {
        Map::parse(Path::new("map.toml"), text)
    }

    #[test]
    fn a_whole_map_is_read() {
        let text = "actor = \"organization\"\ndocuments = \"title\"\n[columns]\ndocument = \"document title\"\norganization = \"org\"\n\
                    [agreement]\n\"+\" = \"supportive\"\n\"?\" = \"none\"\n[concepts]\n\"Build it\" = \"tunnel\"\n\
                    \"Too dear\" = { issue = \"toll\", reversed = true }\n";
        let map = parse(text).unwrap();
        assert_eq!((map.actor, map.documents), (ActorColumn::Organisation, Documents::Title));
        assert_eq!(map.columns.organisation.as_deref(), Some("org"));
        assert_eq!([map.stance("+"), map.stance("?"), map.stance("1")], [Some(Stance::Supportive), Some(Stance::None), None]);
        assert_eq!(
            [map.issue("Build it"), map.issue("Too dear"), map.issue("fares")],
            [("tunnel", false), ("toll", true), ("fares", false)]
        );
    }

    #[test]
    fn values_are_usual_where_the_map_does_not_tell() {
        let map = Map::default();
        let stances = ["1", "No", "mixed", "none", "-1", ""].map(|value| map.stance(value));
        assert_eq!(stances, [Some(Stance::Supportive), Some(Stance::Opposed), Some(Stance::Cautious), Some(Stance::None), None, None]);
    }

    #[test]
    fn what_is_unknown_is_refused_with_its_line() {
        let line = |text: &str| parse(text).unwrap_err().line;
        assert_eq!(line("[columns]\ndocuments = \"x\"\n"), Some(2));
        assert_eq!(line("\n[agreement]\n1 = \"for\"\n"), Some(3));
        assert!(parse("[concepts]\na = { issue = \"b\", reverse = true }\n").unwrap_err().wrong.contains("reversed = true"));
    }
}
