//! The network: rust-bert's BERT, and a head over the `[CLS]` state beside the state of the mention's opening mark.
use super::arithmetic::Arithmetic;
use super::batch::Batch;
use crate::error::{Error, Result};
use rust_bert::bert::{BertConfig, BertEmbeddings, BertModel};
use std::path::Path;
use tch::nn::{self, VarStore};
use tch::{Device, Kind, Tensor};

/// Encoder and head with their variables. The encoder computes in the chosen arithmetic, the head always in fp32.
pub struct Network {
    /// Variables of the encoder, under the names of the base model's file.
    pub encoder_variables: VarStore,
    /// Variables of the head, under `classifier.`.
    pub head_variables: VarStore,
    encoder: BertModel<BertEmbeddings>,
    dense: nn::Linear,
    out: nn::Linear,
    dropout: f64,
}

/// The head multiplies at least so many rows, and a multiple of eight: the kernels for fewer or odd numbers of rows add up in another
/// order, which would make a result depend on the size of its batch.
const HEAD_ROWS: i64 = 16;

/// How many outcomes the head tells apart.
pub const OUTCOMES: i64 = 4;

impl Network {
    /// A network of this shape with random weights, in fp32.
    pub fn new(config: &BertConfig) -> Network {
        let encoder_variables = VarStore::new(Device::Cpu);
        let head_variables = VarStore::new(Device::Cpu);
        let encoder = BertModel::new_with_optional_pooler(encoder_variables.root(), config, false);
        let path = head_variables.root() / "classifier";
        let dense = nn::linear(&path / "dense", 2 * config.hidden_size, config.hidden_size, Default::default());
        let out = nn::linear(&path / "out", config.hidden_size, OUTCOMES, Default::default());
        Network { encoder_variables, head_variables, encoder, dense, out, dropout: config.hidden_dropout_prob }
    }

    /// Casts the encoder's variables. Going to bf16 loses precision for good.
    pub fn set_arithmetic(&mut self, arithmetic: Arithmetic) {
        match arithmetic {
            Arithmetic::Fp32 => self.encoder_variables.float(),
            Arithmetic::Bf16 => self.encoder_variables.bfloat16(),
        }
    }

    /// Logits in fp32, rows x [`OUTCOMES`]; with dropout when `train`.
    pub fn forward(&self, batch: &Batch, train: bool) -> Tensor {
        let states = self
            .encoder
            .forward_t(Some(&batch.ids), Some(&batch.mask), Some(&batch.types), None, None, None, None, train)
            .map(|output| output.hidden_state)
            .unwrap_or_else(|error| unreachable!("ids and mask have one shape: {error}"));
        let width = states.size()[2];
        let marks = batch.marks.view([-1, 1, 1]).expand([-1, 1, width], false);
        let read = Tensor::cat(&[states.select(1, 0), states.gather(1, &marks, false).squeeze_dim(1)], 1).to_kind(Kind::Float);
        let rows = read.size()[0];
        let spare = (rows.max(HEAD_ROWS) as u64).next_multiple_of(8) as i64 - rows;
        let read = read.constant_pad_nd([0, 0, 0, spare]);
        let hidden = read.dropout(self.dropout, train).apply(&self.dense).tanh();
        hidden.dropout(self.dropout, train).apply(&self.out).narrow(0, 0, rows)
    }
}

/// Reads a BERT `config.json`, checked so far that rust-bert cannot panic on it.
pub fn read_config(path: &Path) -> Result<BertConfig> {
    let hint = "expected the config.json of a BERT model";
    let text = std::fs::read_to_string(path).map_err(|error| Error::new(path, error, hint))?;
    let config: BertConfig = serde_json::from_str(&text).map_err(|error| Error::new(path, &error, hint).at(error.line().max(1)))?;
    let sizes = [config.hidden_size, config.num_attention_heads, config.num_hidden_layers, config.vocab_size, config.intermediate_size];
    if sizes.iter().any(|size| *size <= 0)
        || config.hidden_size % config.num_attention_heads != 0
        || config.max_position_embeddings < 96
        || config.type_vocab_size < 2
    {
        return Err(Error::new(path, "sizes that fit no BERT model with two segments", hint));
    }
    Ok(config)
}
