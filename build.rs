//! Writes the place of libtorch into the binary, so that nobody has to set `LD_LIBRARY_PATH`, and says what is wrong with a libtorch
//! that cannot be linked.
use std::env;
use std::path::{Path, PathBuf};

/// A symbol that libc10 has only when it was built for the old C++ ABI.
const OLD_ABI_SYMBOL: &[u8] = b"_ZN3c105ErrorC2ENS_14SourceLocationESs\0";

fn main() {
    println!("cargo:rerun-if-env-changed=LIBTORCH_CXX11_ABI");
    let Some(lib) = env::var_os("DEP_TCH_LIBTORCH_LIB").map(PathBuf::from) else { return };
    println!("cargo:rerun-if-changed={}", lib.join("libc10.so").display());
    let lib = lib.canonicalize().unwrap_or(lib);
    check_abi(&lib);
    for argument in ["-Wl,-rpath,$ORIGIN/lib", &format!("-Wl,-rpath,{}", lib.display()), "-Wl,--no-as-needed", "-ltorch"] {
        println!("cargo:rustc-link-arg={argument}");
    }
}

fn check_abi(lib: &Path) {
    let Ok(bytes) = std::fs::read(lib.join("libc10.so")) else {
        panic!("no libtorch in {}: run scripts/libtorch, or set LIBTORCH to a libtorch 2.4.0", lib.display());
    };
    let found = if bytes.windows(OLD_ABI_SYMBOL.len()).any(|window| window == OLD_ABI_SYMBOL) { "0" } else { "1" };
    let named = env::var("LIBTORCH_CXX11_ABI").unwrap_or_else(|_| "1".into());
    assert!(
        named == found,
        "libtorch in {} was built with LIBTORCH_CXX11_ABI={found}, but {named} is set: export LIBTORCH_CXX11_ABI={found}",
        lib.display()
    );
}
