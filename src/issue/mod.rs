//! Issues, the codebook that names them, and the gate that tells which sentences may touch them.
mod codebook;
mod gate;
mod reversal;
pub mod stems;
mod words;

pub use codebook::Codebook;
pub use gate::Agenda;
pub use reversal::reversed;

use serde::{Deserialize, Serialize};

/// Something one can be for or against.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Sentences on this issue, for readers of the codebook. Nothing is computed from them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
}
