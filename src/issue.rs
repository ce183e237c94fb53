//! Issues and the codebook that names them.
use serde::{Deserialize, Serialize};

/// Something one can be for or against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Issue {
    /// Short and unique: what tables and files call it.
    pub id: String,
    /// A neutral noun phrase that stands by itself.
    pub name: String,
    /// What being for it means. May be empty.
    #[serde(default)]
    pub description: String,
    /// Words and phrases that a text on this issue holds.
    #[serde(default)]
    pub keywords: Vec<String>,
}
