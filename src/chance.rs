//! One way to draw by chance.
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use sha2::{Digest, Sha256};

/// A generator for one purpose: the same numbers for the same seed and purpose, whatever was drawn before.
pub fn chance(seed: u64, purpose: &[u8]) -> ChaCha8Rng {
    let hash = Sha256::new().chain_update(seed.to_le_bytes()).chain_update(purpose);
    ChaCha8Rng::from_seed(hash.finalize().into())
}
