//! What is wrong, and the command that mends it.
use super::{Diagnosis, Found};
use serde::Serialize;
use standpoint::encoder::libtorch::{FITTING_VERSION, Libtorch};

/// Something that is wrong.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What.
    pub wrong: String,
    /// What to do.
    pub remedy: String,
}

/// The models that the defaults of --attribution and --model ask.
const NEEDED: [&str; 3] = ["attribution", "small", "accurate"];

/// Everything that is wrong, the worst first.
pub fn findings(diagnosis: &Diagnosis) -> Vec<Finding> {
    let missing = NEEDED.into_iter().filter(|name| !diagnosis.models.iter().any(|found| found.name == *name)).map(missing);
    let broken = diagnosis.models.iter().filter_map(broken);
    missing.chain(broken).chain(of_libtorch(&diagnosis.libtorch)).chain(of_threads(diagnosis)).collect()
}

fn missing(name: &str) -> Finding {
    Finding {
        wrong: format!("there is no model {name}, and the default needs it"),
        remedy: format!(
            "run the program in or under a clone of Standpoint, or copy its folder models/{name} into one of the folders looked in; \
             if the clone has lost it: git checkout -- models/{name}"
        ),
    }
}

fn broken(found: &Found) -> Option<Finding> {
    let fault = found.examined.fault.as_ref()?;
    let shipped = NEEDED.contains(&found.name.as_str());
    let remedy = if shipped {
        format!("in a clone of Standpoint: git checkout -- models/{}; elsewhere copy that folder anew from one", found.name)
    } else {
        format!("{}; a model of your own: standpoint train its recipe again, or remove the folder", fault.hint)
    };
    Some(Finding { wrong: format!("the model {} cannot be used: {}", found.name, fault.place_and_wrong()), remedy })
}

fn of_libtorch(libtorch: &Libtorch) -> Option<Finding> {
    let version = libtorch.version.as_deref().filter(|_| libtorch.fits() == Some(false))?;
    Some(Finding {
        wrong: format!("libtorch is {version}, and Standpoint is written for {FITTING_VERSION}"),
        remedy: "unset LIBTORCH, run scripts/libtorch, and build again: cargo build --release --locked".into(),
    })
}

/// More threads than cores wait for one another.
fn of_threads(diagnosis: &Diagnosis) -> Option<Finding> {
    let (threads, cores) = (diagnosis.libtorch.threads, diagnosis.machine.cores);
    (threads > cores).then(|| Finding {
        wrong: format!("libtorch uses {threads} threads, but there are {cores} cores: it is slower so"),
        remedy: format!("export OMP_NUM_THREADS={cores}, or unset it"),
    })
}
