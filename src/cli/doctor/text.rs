//! The diagnosis as text.
use super::{Diagnosis, Found};
use standpoint::encoder::attribution;
use standpoint::encoder::health::{Described, Examined};
use standpoint::encoder::libtorch::{Abi, Libtorch};
use standpoint::encoder::machine::{INSTRUCTIONS, Machine};
use standpoint::encoder::model::Description;
use std::path::Path;

/// All of it.
pub fn render(diagnosis: &Diagnosis) -> String {
    let models: String = diagnosis.models.iter().map(model).collect();
    let looked: Vec<String> = diagnosis.looked_in.iter().map(|folder| shown(folder)).collect();
    let rows = [
        ("libtorch", libtorch(&diagnosis.libtorch)),
        ("processor", processor(&diagnosis.machine)),
        ("memory", memory(&diagnosis.machine)),
        ("GPU", gpus(diagnosis.libtorch.gpus)),
        ("threads", threads(diagnosis)),
        ("arithmetic", arithmetic(diagnosis)),
        ("models in", looked.join(", ")),
    ];
    let rows: String = rows.iter().map(|(what, told)| format!("{what:<11} {told}\n")).collect();
    format!("standpoint {}\n\n{rows}\n{models}{}", diagnosis.version, findings(diagnosis))
}

fn libtorch(libtorch: &Libtorch) -> String {
    let version = libtorch.version.as_deref().unwrap_or("of a version that its folder does not tell");
    let abi = match libtorch.abi {
        Some(Abi::Old) => "old C++ ABI (LIBTORCH_CXX11_ABI=0)",
        Some(Abi::Cxx11) => "cxx11 ABI (LIBTORCH_CXX11_ABI=1)",
        None => "C++ ABI not known",
    };
    format!("{version}, {abi}, in {}", libtorch.folder.as_deref().map_or("a place not known".into(), shown))
}

fn processor(machine: &Machine) -> String {
    let name = machine.processor.as_deref().unwrap_or("not known");
    let lacks: Vec<&str> = INSTRUCTIONS.into_iter().filter(|name| !machine.instructions.contains(name)).collect();
    let words = |names: &[&str]| if names.is_empty() { "none of those asked for".into() } else { names.join(" ") };
    format!("{name}; has {}; lacks {}", words(&machine.instructions), words(&lacks))
}

fn memory(machine: &Machine) -> String {
    let gibibytes = |bytes: Option<u64>| bytes.map_or("not known".into(), |bytes| format!("{:.1} GiB", bytes as f64 / f64::from(1 << 30)));
    format!("{}, of which free {}", gibibytes(machine.memory), gibibytes(machine.free))
}

fn gpus(gpus: usize) -> String {
    if gpus == 0 { "none that this libtorch can use; models run on the processor".into() } else { format!("{gpus}, the first is used") }
}

fn threads(diagnosis: &Diagnosis) -> String {
    let set = diagnosis.threads.omp_num_threads.as_ref().map_or("OMP_NUM_THREADS is not set".into(), |n| format!("OMP_NUM_THREADS={n}"));
    let Diagnosis { libtorch, machine, threads, .. } = diagnosis;
    format!("{} in libtorch, {} in the text stages; cores {}; {set}", libtorch.threads, threads.text, machine.cores)
}

fn arithmetic(diagnosis: &Diagnosis) -> String {
    let (speed, word) = (diagnosis.speed, diagnosis.arithmetic.word());
    let why = if diagnosis.libtorch.gpus > 0 {
        "there is a GPU".to_string()
    } else {
        format!("bf16 is taken where it is clearly faster, and here it is {:.1} times as fast", speed.bf16 / speed.fp32)
    };
    format!("{word}; the processor multiplies fp32 at {:.0} and bf16 at {:.0} GFLOP/s; {why}", speed.fp32, speed.bf16)
}

fn model(found: &Found) -> String {
    let Examined { folder, bytes, description, sha256, fault } = &found.examined;
    let state = match fault {
        Some(error) => format!("CANNOT BE USED: {error}"),
        None if found.chosen => "loads and answers".into(),
        None => "loads, but a folder of the same name is found before it".into(),
    };
    let hash = sha256.as_deref().map_or("-", |hash| &hash[..12]);
    let size = *bytes as f64 / f64::from(1 << 20);
    let head = format!("model       {}: {state}\n            {}, {size:.1} MiB, sha256 {hash}\n", found.name, shown(folder));
    head + &description.as_ref().map(described).unwrap_or_default()
}

fn described(described: &Described) -> String {
    let (licence, base, rest) = match described {
        Described::Stance(Description { base, licence, labels, max_tokens, unsure_below, sure_none_above, .. }) => {
            let labels = labels.join(", ");
            let sure = format!("unsure below {unsure_below}; in a cascade none is believed above {sure_none_above}");
            (licence, base, format!("{labels}; {max_tokens} tokens; {sure}"))
        }
        Described::Attribution(attribution::Description { base, licence, max_tokens, around_tokens, confidence, .. }) => {
            let kept = confidence.keep_above;
            (licence, base, format!("attributions; {max_tokens} and {around_tokens} tokens; dropped below {kept}"))
        }
    };
    format!("            licence {licence}, from {base}\n            {rest}\n")
}

fn findings(diagnosis: &Diagnosis) -> String {
    if diagnosis.findings.is_empty() {
        return format!("\nNothing is wrong: the default, {}, can be used.\n", diagnosis.default_model);
    }
    let finding = |(index, finding): (usize, &super::Finding)| format!("{}. {}\n   {}\n", index + 1, finding.wrong, finding.remedy);
    format!("\nWhat is wrong, and what to do\n{}", diagnosis.findings.iter().enumerate().map(finding).collect::<String>())
}

/// A path with the user's home as `~`.
fn shown(path: &Path) -> String {
    let home = std::env::var_os("HOME").filter(|home| !home.is_empty());
    let inside = home.and_then(|home| path.strip_prefix(home).ok().map(|rest| format!("~/{}", rest.display())));
    inside.unwrap_or_else(|| path.display().to_string())
}
