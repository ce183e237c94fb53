//! Which libtorch the program runs with.
use serde::Serialize;
use std::path::{Path, PathBuf};

/// The libtorch in use. What its files do not tell is `None`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Libtorch {
    /// The folder of its libraries.
    pub folder: Option<PathBuf>,
    /// Its version.
    pub version: Option<String>,
    /// How its C++ was compiled.
    pub abi: Option<Abi>,
    /// Threads that one operation is shared out to.
    pub threads: usize,
    /// GPUs that it can use.
    pub gpus: usize,
}

/// The two forms of C++ strings that a libtorch can be built with; `LIBTORCH_CXX11_ABI` tells the build which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Abi {
    /// `LIBTORCH_CXX11_ABI=0`, as in the wheels of PyPI.
    Old,
    /// `LIBTORCH_CXX11_ABI=1`.
    Cxx11,
}

/// The version that the bindings are written for.
pub const FITTING_VERSION: &str = "2.4.0";

/// A symbol that libc10 has only when it was built for the old ABI.
const OLD_SYMBOL: &[u8] = b"_ZN3c105ErrorC2ENS_14SourceLocationESs\0";

impl Libtorch {
    /// The one that this process has loaded.
    pub fn loaded() -> Libtorch {
        let maps = std::fs::read_to_string("/proc/self/maps").unwrap_or_default();
        let folder = folder_of_library(&maps);
        let threads = usize::try_from(tch::get_num_threads()).unwrap_or(1);
        let gpus = usize::try_from(tch::Cuda::device_count()).unwrap_or(0);
        Libtorch { version: folder.as_deref().and_then(version), abi: folder.as_deref().and_then(abi), folder, threads, gpus }
    }

    /// Whether the bindings are written for its version; `None` where that is not known.
    pub fn fits(&self) -> Option<bool> {
        let number = self.version.as_deref()?.split('+').next()?;
        Some(number == FITTING_VERSION)
    }
}

/// The folder of the mapped libtorch_cpu.so, from the lines of `/proc/self/maps`.
fn folder_of_library(maps: &str) -> Option<PathBuf> {
    let paths = maps.lines().filter_map(|line| Some(Path::new(&line[line.find('/')?..])));
    let is_library = |path: &&Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("libtorch_cpu.so"));
    paths.filter(is_library).find_map(|path| path.parent().map(Path::to_path_buf))
}

/// From `build-version` beside the folder of the libraries, else from the header among the includes.
fn version(libraries: &Path) -> Option<String> {
    let home = libraries.parent()?;
    let plain = std::fs::read_to_string(home.join("build-version")).ok().map(|text| text.trim().to_string());
    plain.filter(|text| !text.is_empty()).or_else(|| {
        let header = std::fs::read_to_string(home.join("include/torch/csrc/api/include/torch/version.h")).ok()?;
        let line = header.lines().find(|line| line.starts_with("#define TORCH_VERSION \""))?;
        line.split('"').nth(1).map(str::to_string)
    })
}

fn abi(libraries: &Path) -> Option<Abi> {
    let bytes = std::fs::read(libraries.join("libc10.so")).ok()?;
    Some(if bytes.windows(OLD_SYMBOL.len()).any(|window| window == OLD_SYMBOL) { Abi::Old } else { Abi::Cxx11 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_that_of_the_mapped_library() {
        let maps =
            "7f00-7f01 r-xp 0 08:01 9 /usr/lib/libc.so.6\n7f02-7f03 r--p 0 08:01 9 /my libs/lib/libtorch_cpu.so\n7f04-7f05 rw-p 0 0 0\n";
        assert_eq!(folder_of_library(maps), Some(PathBuf::from("/my libs/lib")));
        assert_eq!(folder_of_library("7f00-7f01 r-xp 0 08:01 9 /usr/lib/libc.so.6\n"), None);
    }

    #[test]
    fn version_and_abi_are_read_from_the_files() {
        let home = tempfile::tempdir().unwrap();
        let lib = home.path().join("lib");
        std::fs::create_dir(&lib).unwrap();
        assert_eq!((version(&lib), abi(&lib)), (None, None));
        let header = home.path().join("include/torch/csrc/api/include/torch");
        std::fs::create_dir_all(&header).unwrap();
        std::fs::write(header.join("version.h"), "#pragma once\n#define TORCH_VERSION \"2.3.1\"\n").unwrap();
        assert_eq!(version(&lib).as_deref(), Some("2.3.1"));
        std::fs::write(home.path().join("build-version"), "2.4.0+cpu\n").unwrap();
        assert_eq!(version(&lib).as_deref(), Some("2.4.0+cpu"));
        std::fs::write(lib.join("libc10.so"), b"nothing old").unwrap();
        assert_eq!(abi(&lib), Some(Abi::Cxx11));
        std::fs::write(lib.join("libc10.so"), [b"\0a\0", OLD_SYMBOL].concat()).unwrap();
        assert_eq!(abi(&lib), Some(Abi::Old));
    }

    #[test]
    fn this_very_process_has_loaded_one() {
        let loaded = Libtorch::loaded();
        assert!(loaded.threads > 0);
        if cfg!(target_os = "linux") {
            assert!(loaded.folder.is_some_and(|folder| folder.join("libc10.so").is_file()));
        }
    }
}
