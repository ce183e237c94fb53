//! The machine as far as it decides how fast a model judges. Only Linux tells all of it.
use serde::Serialize;
use std::fs::read_to_string;

/// Processor and memory. What the system does not tell is `None` or empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Machine {
    /// The processor's name.
    pub processor: Option<String>,
    /// Those of [`INSTRUCTIONS`] that it lists.
    pub instructions: Vec<&'static str>,
    /// Cores that this process may use.
    pub cores: usize,
    /// Bytes of memory that this process may use.
    pub memory: Option<u64>,
    /// Bytes of memory that are free for programs.
    pub free: Option<u64>,
}

/// Instruction sets that matrix products gain by, under the names that Linux gives them.
pub const INSTRUCTIONS: [&str; 6] = ["avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "amx_int8"];

impl Machine {
    /// This one.
    pub fn here() -> Machine {
        let [processor, memory] = ["/proc/cpuinfo", "/proc/meminfo"].map(|path| read_to_string(path).unwrap_or_default());
        let limit = read_to_string("/sys/fs/cgroup/memory.max").ok().and_then(|text| text.trim().parse().ok());
        let total = bytes(&memory, "MemTotal");
        Machine {
            processor: field(&processor, "model name").map(str::to_string),
            instructions: instructions(&processor),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            memory: total.into_iter().chain(limit).min(),
            free: bytes(&memory, "MemAvailable").into_iter().chain(limit).min(),
        }
    }
}

/// The value of the first line `name : value`.
fn field<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let fields = text.lines().filter_map(|line| line.split_once(':'));
    fields.map(|(field, value)| (field.trim(), value.trim())).find(|(field, _)| *field == name).map(|(_, value)| value)
}

fn instructions(processor: &str) -> Vec<&'static str> {
    let flags: Vec<&str> = field(processor, "flags").unwrap_or_default().split_whitespace().collect();
    INSTRUCTIONS.into_iter().filter(|name| flags.contains(name)).collect()
}

fn bytes(memory: &str, name: &str) -> Option<u64> {
    let kibibytes: u64 = field(memory, name)?.strip_suffix("kB")?.trim().parse().ok()?;
    Some(1024 * kibibytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_linux_lists_is_read() {
        let processor = "processor\t: 0\nmodel name\t: Some CPU @ 2 GHz\nflags\t\t: fpu avx avx2 avx512f avx512_bf16x\n";
        assert_eq!(field(processor, "model name"), Some("Some CPU @ 2 GHz"));
        assert_eq!(instructions(processor), ["avx2", "avx512f"]);
        assert_eq!(bytes("MemTotal:       2048 kB\nMemFree: 1 kB\n", "MemTotal"), Some(2 << 20));
        assert_eq!((bytes("", "MemTotal"), instructions("").len()), (None, 0));
    }

    #[test]
    fn here_are_cores() {
        assert!(Machine::here().cores > 0);
    }
}
