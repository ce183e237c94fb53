//! MPNet on tch: BERT without segments, with one relative position bias that all layers share.
//!
//! Song et al., MPNet: Masked and Permuted Pre-training for Language Understanding, 2020; variables bear the names of the published
//! weights. Position ids start at 2.
use super::layer::{BLANK, Layer, Names, Shape, hide, norm};
use serde::Deserialize;
use tch::nn::{self, LayerNorm, Module, Path};
use tch::{Kind, Tensor};

/// What `config.json` says of an MPNet.
#[derive(Clone, Debug, Deserialize)]
pub struct MpnetConfig {
    /// Width of a state.
    pub hidden_size: i64,
    /// Width inside the feed-forward block.
    pub intermediate_size: i64,
    /// Layers.
    pub num_hidden_layers: i64,
    /// Attention heads of a layer.
    pub num_attention_heads: i64,
    /// Rows of the position table, the two unused ones included.
    pub max_position_embeddings: i64,
    /// Token ids.
    pub vocab_size: i64,
    /// Buckets of relative positions, both directions together.
    pub relative_attention_num_buckets: i64,
    /// Added to the variance in every layer norm.
    pub layer_norm_eps: f64,
    /// Dropout of states.
    pub hidden_dropout_prob: f64,
    /// Dropout of attention weights.
    pub attention_probs_dropout_prob: f64,
}

const NAMES: Names = Names {
    query: "attention.attn.q",
    key: "attention.attn.k",
    value: "attention.attn.v",
    mix: "attention.attn.o",
    norm: "attention.LayerNorm",
};
/// The first rows of the position table are not used.
pub const FIRST_POSITION: i64 = 2;
/// Relative positions from here on share the last bucket.
const FARTHEST: f64 = 128.0;

/// The encoder without a head.
#[derive(Debug)]
pub struct Mpnet {
    words: nn::Embedding,
    positions: nn::Embedding,
    norm: LayerNorm,
    distances: nn::Embedding,
    layers: Vec<Layer>,
    dropout: f64,
}

impl MpnetConfig {
    fn shape(&self) -> Shape {
        Shape {
            width: self.hidden_size,
            wide: self.intermediate_size,
            heads: self.num_attention_heads,
            epsilon: self.layer_norm_eps,
            dropout: self.hidden_dropout_prob,
            attention_dropout: self.attention_probs_dropout_prob,
        }
    }
}

impl Mpnet {
    /// With variables under `root` that wait for weights: matrices are zero.
    pub fn new(root: &Path, config: &MpnetConfig) -> Mpnet {
        let embeddings = root / "embeddings";
        let encoder = root / "encoder";
        let blank = nn::EmbeddingConfig { ws_init: BLANK, ..Default::default() };
        let table = |path: Path, rows: i64, columns: i64| nn::embedding(path, rows, columns, blank);
        Mpnet {
            words: table(&embeddings / "word_embeddings", config.vocab_size, config.hidden_size),
            positions: table(&embeddings / "position_embeddings", config.max_position_embeddings, config.hidden_size),
            norm: norm(&(&embeddings / "LayerNorm"), &config.shape()),
            distances: table(&encoder / "relative_attention_bias", config.relative_attention_num_buckets, config.num_attention_heads),
            layers: (0..config.num_hidden_layers).map(|layer| Layer::new(&(&encoder / "layer" / layer), &config.shape(), &NAMES)).collect(),
            dropout: config.hidden_dropout_prob,
        }
    }

    /// The last layer's states, rows x tokens x width, of `ids` (rows x tokens); `mask` holds 1 for a token and 0 for padding.
    pub fn forward(&self, ids: &Tensor, mask: &Tensor, train: bool) -> Tensor {
        let tokens = ids.size()[1];
        let places = Tensor::arange(tokens, (Kind::Int64, ids.device())) + FIRST_POSITION;
        let embedded = self.words.forward(ids) + self.positions.forward(&places);
        let states = embedded.apply(&self.norm).dropout(self.dropout, train);
        let bias = self.bias(tokens) + hide(mask, states.kind());
        self.layers.iter().fold(states, |states, layer| layer.forward(&states, &bias, train))
    }

    /// What a head adds to the score of a pair of positions: 1 x heads x tokens x tokens.
    fn bias(&self, tokens: i64) -> Tensor {
        let buckets = self.distances.ws.size()[0];
        let cells: Vec<i64> = (0..tokens).flat_map(|from| (0..tokens).map(move |to| bucket(to - from, buckets))).collect();
        let cells = Tensor::from_slice(&cells).view([tokens, tokens]).to_device(self.distances.ws.device());
        self.distances.forward(&cells).permute([2, 0, 1]).unsqueeze(0)
    }
}

/// The bucket of a relative position: half of them for each direction, half of those for one distance each, the others ever wider.
fn bucket(relative: i64, buckets: i64) -> i64 {
    let half = buckets / 2;
    let exact = half / 2;
    let distance = relative.abs();
    let within = if distance < exact {
        distance
    } else {
        let scale = (FARTHEST / exact as f64).ln();
        let wider = ((distance as f64 / exact as f64).ln() / scale * (half - exact) as f64 + 1e-9) as i64;
        (exact + wider).min(half - 1)
    };
    if relative > 0 { half + within } else { within }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tch::nn::VarStore;
    use tch::{Device, no_grad};

    #[test]
    fn buckets_widen_with_the_distance() {
        let relative = [0, -1, -7, -8, -11, -12, -16, -23, -32, -64, -91, -128, -500, 1, 8, 64, 500];
        let expected = [0, 1, 7, 8, 8, 9, 10, 11, 12, 14, 15, 15, 15, 17, 24, 30, 31];
        assert_eq!(relative.map(|relative| bucket(relative, 32)), expected);
    }

    /// The values were computed in fp64 by the Python library transformers 5.24, from the same made-up weights.
    #[test]
    fn forward_gives_the_states_of_another_implementation() {
        let sizes = r#"{"hidden_size": 8, "intermediate_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "vocab_size": 20,
            "max_position_embeddings": 170, "relative_attention_num_buckets": 32, "layer_norm_eps": 1e-5, "hidden_dropout_prob": 0.1,
            "attention_probs_dropout_prob": 0.1}"#;
        let variables = VarStore::new(Device::Cpu);
        let mpnet = Mpnet::new(&variables.root(), &serde_json::from_str(sizes).unwrap());
        let named: std::collections::BTreeMap<_, _> = variables.variables().into_iter().collect();
        for (number, variable) in (1..).zip(named.into_values()) {
            let wave = |at: usize| ((0.1 * f64::from(number) + 0.31 * (at * at) as f64).sin() * 1.2) as f32;
            let values: Vec<f32> = (0..variable.numel()).map(wave).collect();
            no_grad(|| variable.shallow_clone().copy_(&Tensor::from_slice(&values).view_as(&variable)));
        }
        let ids: Vec<i64> = (0..160).map(|at| if at < 150 { at * 7 % 17 + 3 } else { 1 }).collect();
        let mask: Vec<i64> = (0..160).map(|at| i64::from(at < 150)).collect();
        let states = no_grad(|| mpnet.forward(&Tensor::from_slice(&ids).unsqueeze(0), &Tensor::from_slice(&mask).unsqueeze(0), false));
        for (at, expected) in EXPECTED {
            let found: Vec<f64> = Vec::try_from(states.get(0).get(at).to_kind(Kind::Double)).unwrap();
            for (a, b) in found.iter().zip(expected) {
                assert!((a - b).abs() < 1e-4, "at {at}: {found:?}");
            }
        }
    }

    const EXPECTED: [(i64, [f64; 8]); 3] = [
        (0, [-0.166341, -0.960203, 0.981719, -0.298576, 0.966671, -3.054906, 1.517786, -0.065216]),
        (75, [-0.146939, -0.912869, 0.947773, -0.301252, 0.989296, -3.111869, 1.530181, -0.066232]),
        (149, [-0.163449, -0.954975, 0.978037, -0.298981, 0.970567, -3.058271, 1.524138, -0.064742]),
    ];
}
