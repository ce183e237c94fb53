//! `standpoint doctor`: what the program runs with, and what to do where something is missing.
mod advice;
mod text;

use super::{Done, find_model, print};
use advice::Finding;
use anyhow::{Result, bail};
use clap::Args;
use serde::Serialize;
use standpoint::encoder::Arithmetic;
use standpoint::encoder::arithmetic::Speed;
use standpoint::encoder::health::{Described, Examined};
use standpoint::encoder::libtorch::Libtorch;
use standpoint::encoder::machine::Machine;
use std::path::PathBuf;

/// Look at libtorch, the machine and the models, and say what to do where something is missing
///
/// Tells libtorch's place, version and C++ ABI; the processor, its instruction sets, how fast it multiplies in 32 bits and in bfloat16
/// and which of the two is taken; threads, memory and GPUs; and of every model that can be found its folder, size, hash, licence, base,
/// labels and thresholds. Each is loaded and asked about a sentence. The hash is that which reports name.
///
/// Exit codes: 0 the default model can be used and nothing is wrong, 1 something is wrong but a model can be used, 2 none can.
///
/// Where libtorch itself is not found the program cannot start: "error while loading shared libraries: libtorch.so". Run
/// scripts/libtorch and build again, or put libtorch's lib/ folder beside the program.
#[derive(Args)]
#[command(after_help = "Examples:\n  standpoint doctor\n  standpoint doctor --json > diagnosis.json")]
pub struct Arguments {
    /// Print everything as JSON, for the report of a bug; it holds the paths of this machine
    #[arg(long)]
    json: bool,
}

/// Everything that is told.
#[derive(Serialize)]
struct Diagnosis {
    version: &'static str,
    libtorch: Libtorch,
    machine: Machine,
    /// 10^9 floating-point operations a second, over all threads.
    speed: Speed,
    arithmetic: Arithmetic,
    threads: Threads,
    default_model: &'static str,
    models: Vec<Found>,
    /// Where models are looked for by name, in order.
    looked_in: Vec<PathBuf>,
    findings: Vec<Finding>,
}

#[derive(Serialize)]
struct Threads {
    /// In the text stages.
    text: usize,
    omp_num_threads: Option<String>,
}

/// A model's folder under a name that `--model` takes.
#[derive(Serialize)]
struct Found {
    name: String,
    /// Whether the name leads to this folder, and not to one that is looked at earlier.
    chosen: bool,
    #[serde(flatten)]
    examined: Examined,
}

pub fn run(arguments: &Arguments) -> Result<Done> {
    let diagnosis = Diagnosis::make();
    if arguments.json {
        print(serde_json::to_string_pretty(&diagnosis)? + "\n")?;
    } else {
        print(text::render(&diagnosis))?;
    }
    let tells_stances = |found: &Found| !matches!(found.examined.description, Some(Described::Attribution(_)));
    if !diagnosis.models.iter().any(|found| found.chosen && found.examined.is_sound() && tells_stances(found)) {
        bail!("nothing can be scored: no model can be used");
    }
    Ok(Done::skipping(diagnosis.findings.len()))
}

impl Diagnosis {
    fn make() -> Diagnosis {
        let mut diagnosis = Diagnosis {
            version: env!("CARGO_PKG_VERSION"),
            libtorch: Libtorch::loaded(),
            machine: Machine::here(),
            speed: Speed::measure(),
            arithmetic: Arithmetic::fastest(),
            threads: Threads { text: rayon::current_num_threads(), omp_num_threads: std::env::var("OMP_NUM_THREADS").ok() },
            default_model: super::DEFAULT_MODEL,
            models: find_model::all().into_iter().map(Found::look_at).collect(),
            looked_in: find_model::roots(),
            findings: Vec::new(),
        };
        diagnosis.findings = advice::findings(&diagnosis);
        diagnosis
    }
}

impl Found {
    fn look_at(folder: PathBuf) -> Found {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let chosen = find_model::find(&name).is_ok_and(|found| found == folder);
        Found { name, chosen, examined: Examined::look_at(&folder) }
    }
}
