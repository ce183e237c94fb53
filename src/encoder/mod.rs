//! The transformer: the only folder that names rust-bert and tch.
//!
//! A cross-encoder reads the actor and the issue beside the sentence with its context and gives four logits. rust-bert is dormant
//! and pins libtorch 2.4, so nothing unchecked reaches it: token ids are under the vocabulary's size, lengths under the position
//! table's, names, shapes and kinds of weights are compared before they are copied.
pub mod arithmetic;
pub mod attribution;
pub mod batch;
pub mod bert;
pub mod calibrate;
pub mod classifier;
pub mod config;
pub mod confusion;
pub mod finetune;
pub mod health;
pub mod input;
pub mod judge;
pub mod key;
pub mod layer;
mod learner;
pub mod libtorch;
pub mod loss;
pub mod machine;
pub mod model;
pub mod mpnet;
pub mod network;
pub mod optimiser;
mod read;
pub mod recipe;
mod sample;
mod stances;
pub mod train;
pub mod weights;

pub use arithmetic::Arithmetic;
pub use classifier::Classifier;
pub use input::{Input, Query};
pub use judge::{Identity, Judge};
pub use key::Key;
pub use model::Model;
pub use sample::calibrates;
