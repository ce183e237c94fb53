//! `config.json`: which transformer the weights belong to, and its sizes.
use super::mpnet::{FIRST_POSITION, MpnetConfig};
use super::read;
use crate::error::{Error, Result};
use rust_bert::Activation;
use rust_bert::bert::BertConfig;
use serde_json::Value;
use std::path::Path;

/// The shape of a base model.
#[derive(Debug)]
pub enum Config {
    /// BERT.
    Bert(BertConfig),
    /// MPNet.
    Mpnet(MpnetConfig),
}

/// More numbers than the largest table of any such model holds, and few enough to find room for.
const MOST_NUMBERS: i64 = 1 << 30;

/// The sizes that other parts must fit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sizes {
    /// Width of a state.
    pub width: i64,
    /// Token ids lie under this.
    pub vocabulary: i64,
    /// Longest input in tokens.
    pub tokens: i64,
    /// Dropout of the base, which the head takes over.
    pub dropout: f64,
}

impl Config {
    /// Reads a `config.json`, checked so far that nothing built from it can panic. Without a `model_type` it is a BERT.
    pub fn read(path: &Path) -> Result<Config> {
        let hint = "expected the config.json of a BERT or MPNet model";
        let text = read::text(path, hint)?;
        let wrong = |error: serde_json::Error| Error::new(path, &error, hint).at(error.line().max(1));
        let fields: Value = serde_json::from_str(&text).map_err(wrong)?;
        let config = match fields.get("model_type").and_then(Value::as_str) {
            Some("mpnet") => Config::Mpnet(serde_json::from_str(&text).map_err(wrong)?),
            Some("bert") | None => Config::Bert(serde_json::from_str(&text).map_err(wrong)?),
            Some(other) => return Err(Error::new(path, format!("model_type {other}"), hint)),
        };
        if config.is_sound() { Ok(config) } else { Err(Error::new(path, "sizes or an activation that fit no such model", hint)) }
    }

    /// The sizes that tokenizer, inputs and head must fit.
    pub fn sizes(&self) -> Sizes {
        match self {
            Config::Bert(bert) => Sizes {
                width: bert.hidden_size,
                vocabulary: bert.vocab_size,
                tokens: bert.max_position_embeddings,
                dropout: bert.hidden_dropout_prob,
            },
            Config::Mpnet(mpnet) => Sizes {
                width: mpnet.hidden_size,
                vocabulary: mpnet.vocab_size,
                tokens: mpnet.max_position_embeddings - FIRST_POSITION,
                dropout: mpnet.hidden_dropout_prob,
            },
        }
    }

    fn is_sound(&self) -> bool {
        let Sizes { width, vocabulary, tokens, dropout } = self.sizes();
        let (heads, layers, wide, rows, least) = match self {
            Config::Bert(bert) => (bert.num_attention_heads, bert.num_hidden_layers, bert.intermediate_size, bert.type_vocab_size, 2),
            Config::Mpnet(mpnet) => {
                (mpnet.num_attention_heads, mpnet.num_hidden_layers, mpnet.intermediate_size, mpnet.relative_attention_num_buckets, 4)
            }
        };
        let positive = [width, heads, layers, vocabulary, wide].iter().all(|size| *size > 0);
        let tables = [
            (vocabulary, width),
            (tokens, width),
            (rows, width),
            (layers.saturating_mul(width), width),
            (layers.saturating_mul(width), wide),
        ];
        let loadable = tables.iter().all(|(rows, columns)| rows.saturating_mul(*columns) <= MOST_NUMBERS);
        let rest = tokens >= 96 && rows >= least && (0.0..1.0).contains(&dropout) && self.has_our_activation();
        positive && loadable && rest && width % heads == 0
    }

    /// Whether the layers compute its activation; that of MPNet is fixed.
    fn has_our_activation(&self) -> bool {
        match self {
            Config::Bert(bert) => matches!(bert.hidden_act, Activation::gelu),
            Config::Mpnet(_) => true,
        }
    }
}
