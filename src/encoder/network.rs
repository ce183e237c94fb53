//! A network: a base transformer under the head of one task.
use super::arithmetic::Arithmetic;
use super::batch::Batch;
use super::bert::Bert;
use super::config::Config;
use super::mpnet::Mpnet;
use tch::nn::{self, VarStore};
use tch::{Device, Kind, Tensor};

/// Base and head with their variables. The base computes in the chosen arithmetic, the head always in fp32.
pub struct Network<H> {
    /// Variables of the base, under the names of the base model's file.
    pub base_variables: VarStore,
    /// Variables of the head.
    pub head_variables: VarStore,
    pub(super) head: H,
    base: Base,
    dropout: f64,
}

/// What reads the base's states.
pub trait Head {
    /// With random weights under `root`, for states of this width.
    fn new(root: &nn::Path, width: i64) -> Self;
}

enum Base {
    Bert(Bert),
    Mpnet(Mpnet),
}

impl<H: Head> Network<H> {
    /// A network of this shape in fp32, its head with random weights, its base waiting for some.
    pub fn new(config: &Config, device: Device) -> Network<H> {
        let base_variables = VarStore::new(device);
        let head_variables = VarStore::new(device);
        let base = match config {
            Config::Bert(bert) => Base::Bert(Bert::new(&base_variables.root(), bert)),
            Config::Mpnet(mpnet) => Base::Mpnet(Mpnet::new(&base_variables.root(), mpnet)),
        };
        let sizes = config.sizes();
        let head = H::new(&head_variables.root(), sizes.width);
        Network { base_variables, head_variables, head, base, dropout: sizes.dropout }
    }

    /// Where its variables lie.
    pub fn device(&self) -> Device {
        self.head_variables.device()
    }

    /// Casts the base's variables. Going to bf16 loses precision for good.
    pub fn set_arithmetic(&mut self, arithmetic: Arithmetic) {
        match arithmetic {
            Arithmetic::Fp32 => self.base_variables.float(),
            Arithmetic::Bf16 => self.base_variables.bfloat16(),
        }
    }

    /// The base's last states, rows x tokens x width, of a batch on the network's device; with dropout when `train`.
    pub(super) fn states(&self, batch: &Batch, train: bool) -> Tensor {
        match &self.base {
            Base::Bert(bert) => bert.forward(&batch.ids, &batch.types, &batch.mask, train),
            Base::Mpnet(mpnet) => mpnet.forward(&batch.ids, &batch.mask, train),
        }
    }
}

/// What judges stances: it reads the state of the first token beside the state of the mention's opening mark.
pub struct StanceHead {
    dense: nn::Linear,
    out: nn::Linear,
}

/// The network of a stance model.
pub type StanceNetwork = Network<StanceHead>;

/// The head multiplies at least so many rows, and a multiple of eight: the kernels for fewer or odd numbers of rows add up in another
/// order, which would make a result depend on the size of its batch.
const HEAD_ROWS: i64 = 16;

/// What the head gives for a row: four logits of the stance in the order of `Stance::ALL`, three of the lean in the order of
/// `Lean::ALL`, one for relayed, one for past.
pub const LOGITS: usize = 9;

impl Head for StanceHead {
    fn new(root: &nn::Path, width: i64) -> StanceHead {
        let path = root / "classifier";
        StanceHead {
            dense: nn::linear(&path / "dense", 2 * width, width, Default::default()),
            out: nn::linear(&path / "out", width, LOGITS as i64, Default::default()),
        }
    }
}

impl StanceNetwork {
    /// Logits in fp32, rows x [`LOGITS`], of a batch on the network's device; with dropout when `train`.
    pub fn forward(&self, batch: &Batch, train: bool) -> Tensor {
        let states = self.states(batch, train);
        let width = states.size()[2];
        let marks = batch.marks.view([-1, 1, 1]).expand([-1, 1, width], false);
        let read = Tensor::cat(&[states.select(1, 0), states.gather(1, &marks, false).squeeze_dim(1)], 1).to_kind(Kind::Float);
        let rows = read.size()[0];
        let spare = (rows.max(HEAD_ROWS) as u64).next_multiple_of(8) as i64 - rows;
        let read = read.constant_pad_nd([0, 0, 0, spare]);
        let hidden = read.dropout(self.dropout, train).apply(&self.head.dense).tanh();
        hidden.dropout(self.dropout, train).apply(&self.head.out).narrow(0, 0, rows)
    }
}

/// What finds attributions: it reads the state of every token.
pub struct AttributionHead {
    tags: nn::Linear,
}

/// The network of an attribution model.
pub type AttributionNetwork = Network<AttributionHead>;

/// What the head gives for a token: logits of no cue, begin of a cue, inside of a cue; of neither, source, content (of the marked cue); of
/// an attribution standing there (at the opening mark).
pub const TAGS: usize = 7;

impl Head for AttributionHead {
    fn new(root: &nn::Path, width: i64) -> AttributionHead {
        AttributionHead { tags: nn::linear(&(root / "tagger") / "out", width, TAGS as i64, Default::default()) }
    }
}

impl AttributionNetwork {
    /// Logits in fp32, rows x tokens x [`TAGS`], of a batch on the network's device; with dropout when `train`.
    pub fn forward(&self, batch: &Batch, train: bool) -> Tensor {
        self.states(batch, train).to_kind(Kind::Float).dropout(self.dropout, train).apply(&self.head.tags)
    }
}
