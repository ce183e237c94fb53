//! Where a machine computes, and which floating-point arithmetic it is fast at. CPU flags do not tell: it is timed.
use std::time::{Duration, Instant};
use tch::{Device, Kind, Tensor};

/// The number format of the encoder's matrix products. Outputs of the two differ by up to 0.003 in a probability.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Arithmetic {
    /// 32-bit floating point.
    Fp32,
    /// bfloat16, with sums and the classification head in 32 bits.
    Bf16,
}

/// Where networks compute: the first GPU that libtorch can use, else the CPU.
pub fn device() -> Device {
    Device::cuda_if_available()
}

/// How much faster bf16 must be before it is taken.
const WORTH_IT: f64 = 1.3;

/// What this machine multiplies, in 10^9 floating-point operations a second over all threads in use.
#[derive(Clone, Copy, Debug, serde::Serialize)]
pub struct Speed {
    /// In 32 bits.
    pub fp32: f64,
    /// In bfloat16.
    pub bf16: f64,
}

impl Arithmetic {
    /// The word used in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Arithmetic::Fp32 => "fp32",
            Arithmetic::Bf16 => "bf16",
        }
    }

    /// The faster one here, found by timing one small product of each kind (some milliseconds); bf16 on a GPU.
    pub fn fastest() -> Arithmetic {
        if device().is_cuda() {
            return Arithmetic::Bf16;
        }
        let speed = Speed::measure();
        if speed.bf16 > WORTH_IT * speed.fp32 { Arithmetic::Bf16 } else { Arithmetic::Fp32 }
    }
}

impl Speed {
    /// Times one product of the size of MiniLM's widest layer in each kind.
    pub fn measure() -> Speed {
        Speed { fp32: rate(Kind::Float), bf16: rate(Kind::BFloat16) }
    }
}

fn rate(kind: Kind) -> f64 {
    let (rows, inner, columns) = (1024i64, 384i64, 1536i64);
    let left = Tensor::ones([rows, inner], (kind, Device::Cpu));
    let right = Tensor::ones([columns, inner], (kind, Device::Cpu));
    let product = || left.matmul(&right.transpose(0, 1));
    drop(product());
    let best = (0..3)
        .map(|_| {
            let start = Instant::now();
            drop(product());
            start.elapsed()
        })
        .min()
        .unwrap_or(Duration::MAX);
    2.0 * (rows * inner * columns) as f64 / best.as_secs_f64() / 1e9
}
