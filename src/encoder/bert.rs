//! BERT: rust-bert's embeddings under layers of our own, since its own layers give a row other bits in another batch on some CPUs.
use super::layer::{Layer, Names, Shape, hide};
use rust_bert::bert::{BertConfig, BertEmbedding, BertEmbeddings};
use tch::Tensor;
use tch::nn::Path;

const NAMES: Names = Names {
    query: "attention.self.query",
    key: "attention.self.key",
    value: "attention.self.value",
    mix: "attention.output.dense",
    norm: "attention.output.LayerNorm",
};
/// What every BERT adds to the variance in its layer norms.
const EPSILON: f64 = 1e-12;

/// The encoder without a head.
#[derive(Debug)]
pub struct Bert {
    embeddings: BertEmbeddings,
    layers: Vec<Layer>,
}

impl Bert {
    /// With variables under `root` that wait for weights.
    pub fn new(root: &Path, config: &BertConfig) -> Bert {
        let shape = Shape {
            width: config.hidden_size,
            wide: config.intermediate_size,
            heads: config.num_attention_heads,
            epsilon: EPSILON,
            dropout: config.hidden_dropout_prob,
            attention_dropout: config.attention_probs_dropout_prob,
        };
        let layer = root / "encoder" / "layer";
        Bert {
            embeddings: BertEmbeddings::new(root / "embeddings", config),
            layers: (0..config.num_hidden_layers).map(|at| Layer::new(&(&layer / at), &shape, &NAMES)).collect(),
        }
    }

    /// The last layer's states, rows x tokens x width, of `ids` in segments `types` (both rows x tokens); `mask` holds 1 for a token and 0
    /// for padding.
    pub fn forward(&self, ids: &Tensor, types: &Tensor, mask: &Tensor, train: bool) -> Tensor {
        let states = self.embeddings.forward_t(Some(ids), Some(types), None, None, train);
        let states = states.unwrap_or_else(|error| unreachable!("ids are given, and no states: {error}"));
        let bias = hide(mask, states.kind());
        self.layers.iter().fold(states, |states, layer| layer.forward(&states, &bias, train))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_bert::bert::BertModel;
    use tch::nn::VarStore;
    use tch::{Device, Kind, no_grad};

    #[test]
    fn forward_gives_the_states_of_rust_bert() {
        let sizes = r#"{"hidden_act": "gelu", "hidden_size": 16, "intermediate_size": 1600, "num_hidden_layers": 2, "num_attention_heads": 4,
            "vocab_size": 20, "max_position_embeddings": 100, "type_vocab_size": 2, "initializer_range": 0.02, "hidden_dropout_prob": 0.1,
            "attention_probs_dropout_prob": 0.1}"#;
        let config: BertConfig = serde_json::from_str(sizes).unwrap();
        let (ours, theirs) = (VarStore::new(Device::Cpu), VarStore::new(Device::Cpu));
        let bert = Bert::new(&ours.root(), &config);
        let other = BertModel::<BertEmbeddings>::new_with_optional_pooler(theirs.root(), &config, false);
        let variables = theirs.variables();
        for (name, variable) in ours.variables() {
            no_grad(|| variable.shallow_clone().copy_(&variables[&name]));
        }
        assert_eq!(ours.variables().len(), variables.len());
        let cells = |f: &dyn Fn(i64) -> i64| Tensor::from_slice(&(0..120).map(f).collect::<Vec<_>>()).view([2, 60]);
        let (ids, types, mask) = (cells(&|at| at * 7 % 20), cells(&|at| i64::from(at % 60 > 25)), cells(&|at| i64::from(at < 100)));
        let found = no_grad(|| bert.forward(&ids, &types, &mask, false));
        let expected =
            no_grad(|| other.forward_t(Some(&ids), Some(&mask), Some(&types), None, None, None, None, false)).unwrap().hidden_state;
        let farthest = (found - expected).abs().max().to_kind(Kind::Double).double_value(&[]);
        assert!(farthest < 1e-4, "{farthest}");
    }
}
