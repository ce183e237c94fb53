//! Tests of the whole: one binary, so that libtorch is linked once.
#![allow(clippy::unwrap_used, missing_docs)]
mod attribution;
mod attributions;
mod batches;
mod calibrate;
mod cascade;
mod check_data;
mod command_line;
mod datasets;
mod doctor;
mod errors;
mod evaluate;
mod finetune;
mod label;
mod reading;
mod registry;
mod run;
mod training;
mod views;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// libtorch has one generator of random numbers for all threads: whoever trains or loads a network here holds this.
fn torch() -> MutexGuard<'static, ()> {
    static TORCH: Mutex<()> = Mutex::new(());
    TORCH.lock().unwrap_or_else(PoisonError::into_inner)
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn model() -> PathBuf {
    root().join("models/small")
}
