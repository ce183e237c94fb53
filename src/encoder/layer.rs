//! One layer of a transformer encoder as BERT and MPNet have it, with results that do not depend on the size of a batch.
//!
//! Vaswani et al., Attention Is All You Need, 2017; Devlin et al., BERT, 2019: attention over all tokens and a feed-forward block, each
//! followed by a layer norm.
use tch::nn::{self, LayerNorm, Linear, Path};
use tch::{Kind, Tensor};

/// The sizes of a layer.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Width of a state.
    pub width: i64,
    /// Width inside the feed-forward block.
    pub wide: i64,
    /// Attention heads.
    pub heads: i64,
    /// Added to the variance in every layer norm.
    pub epsilon: f64,
    /// Dropout of states.
    pub dropout: f64,
    /// Dropout of attention weights.
    pub attention_dropout: f64,
}

/// What the published weights call the parts of the attention, from the layer's own name.
pub struct Names {
    /// Makes queries.
    pub query: &'static str,
    /// Makes keys.
    pub key: &'static str,
    /// Makes values.
    pub value: &'static str,
    /// Mixes the heads.
    pub mix: &'static str,
    /// The layer norm after it.
    pub norm: &'static str,
}

/// Drawing a hundred million numbers that are then overwritten takes a second.
pub const BLANK: nn::Init = nn::Init::Const(0.0);

/// How many products one kernel adds up. With more, some kernels cut the sum in parts that depend on the number of rows (found on CPUs
/// with AMX, and with two threads in fp32 too), so that the same row has other bits in another batch.
const ADDED_AT_ONCE: i64 = 768;

/// One layer.
#[derive(Debug)]
pub struct Layer {
    query: Linear,
    key: Linear,
    value: Linear,
    mix: Linear,
    norm: LayerNorm,
    widen: Linear,
    narrow: Linear,
    last_norm: LayerNorm,
    shape: Shape,
}

impl Layer {
    /// With variables under `path` that wait for weights: matrices are zero.
    pub fn new(path: &Path, shape: &Shape, names: &Names) -> Layer {
        let blank = nn::LinearConfig { ws_init: BLANK, bs_init: Some(BLANK), bias: true };
        let linear = |name: &str, from, to| nn::linear(under(path, name), from, to, blank);
        let square = |name: &str| linear(name, shape.width, shape.width);
        Layer {
            query: square(names.query),
            key: square(names.key),
            value: square(names.value),
            mix: square(names.mix),
            norm: norm(&under(path, names.norm), shape),
            widen: linear("intermediate.dense", shape.width, shape.wide),
            narrow: linear("output.dense", shape.wide, shape.width),
            last_norm: norm(&under(path, "output.LayerNorm"), shape),
            shape: *shape,
        }
    }

    /// States, rows x tokens x width, from those of the layer before; `bias` is added to the attention's scores (it must broadcast to rows
    /// x heads x tokens x tokens); with dropout when `train`.
    pub fn forward(&self, states: &Tensor, bias: &Tensor, train: bool) -> Tensor {
        let attended = self.attend(states, bias, train).apply(&self.mix).dropout(self.shape.dropout, train);
        let states = (states + attended).apply(&self.norm);
        let moved = in_parts(&states.apply(&self.widen).gelu("none"), &self.narrow).dropout(self.shape.dropout, train);
        (states + moved).apply(&self.last_norm)
    }

    fn attend(&self, states: &Tensor, bias: &Tensor, train: bool) -> Tensor {
        let (rows, tokens, width) = states.size3().unwrap_or_else(|error| unreachable!("states have three dimensions: {error}"));
        let size = width / self.shape.heads;
        let split = |linear: &Linear| states.apply(linear).view([rows, tokens, self.shape.heads, size]).transpose(1, 2);
        let query = split(&self.query) / (size as f64).sqrt();
        let scores = query.matmul(&split(&self.key).transpose(-1, -2)) + bias;
        let weights = scores.softmax(-1, scores.kind()).dropout(self.shape.attention_dropout, train);
        weights.matmul(&split(&self.value)).transpose(1, 2).contiguous().view([rows, tokens, width])
    }
}

/// What keeps attention off padding: 0 for a token and a large negative number for padding, rows x 1 x 1 x tokens, from a mask of 1 and 0,
/// rows x tokens.
pub fn hide(mask: &Tensor, kind: Kind) -> Tensor {
    ((mask.ones_like() - mask) * -10000.0).to_kind(kind).unsqueeze(1).unsqueeze(1)
}

/// A layer norm over states.
pub fn norm(path: &Path, shape: &Shape) -> LayerNorm {
    let options = nn::LayerNormConfig { eps: shape.epsilon, ..Default::default() };
    nn::layer_norm(path, vec![shape.width], options)
}

fn under<'a>(path: &Path<'a>, name: &str) -> Path<'a> {
    name.split('.').fold(path.clone(), |path, part| path / part)
}

/// The linear map of `states`, at most [`ADDED_AT_ONCE`] products added at a time.
fn in_parts(states: &Tensor, linear: &Linear) -> Tensor {
    let (rows, tokens, wide) = states.size3().unwrap_or_else(|error| unreachable!("states have three dimensions: {error}"));
    let states = states.view([rows * tokens, wide]);
    let part = |from: i64| {
        let size = ADDED_AT_ONCE.min(wide - from);
        (states.narrow(1, from, size), linear.ws.narrow(1, from, size).transpose(0, 1))
    };
    let (first, weights) = part(0);
    let start = match &linear.bs {
        Some(bias) => bias.addmm(&first, &weights),
        None => first.matmul(&weights),
    };
    let sum = (ADDED_AT_ONCE..wide).step_by(ADDED_AT_ONCE as usize).fold(start, |sum, from| {
        let (states, weights) = part(from);
        sum.addmm(&states, &weights)
    });
    sum.view([rows, tokens, -1])
}
