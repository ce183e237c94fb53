//! Tests of the whole: one binary, so that libtorch is linked once.
mod batches;
mod command_line;
mod datasets;
mod training;

use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn model() -> PathBuf {
    root().join("models/small")
}
