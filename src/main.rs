//! Standpoint's command line.
mod cli;

fn main() -> std::process::ExitCode {
    wait_quietly();
    keep_large_buffers();
    cli::run()
}

/// glibc gives large temporaries back to the kernel after every operation; keeping them makes the encoder a third faster.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[allow(unsafe_code)]
fn keep_large_buffers() {
    const MIB: libc::c_int = 1 << 20;
    for (option, size) in [(libc::M_MMAP_THRESHOLD, 32 * MIB), (libc::M_TRIM_THRESHOLD, 512 * MIB), (libc::M_TOP_PAD, 64 * MIB)] {
        // SAFETY: mallopt only sets a number of the allocator, and no other thread runs yet.
        unsafe { libc::mallopt(option, size) };
    }
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn keep_large_buffers() {}

/// The threads of libtorch spin while they wait, so that two programs on one machine take twice as long and more. OpenMP is told not to
/// in the environment, which it reads when it is loaded: the program starts itself again once. Where that fails it goes on as it is.
#[cfg(unix)]
fn wait_quietly() {
    use std::os::unix::process::CommandExt;
    const WAITING: &str = "OMP_WAIT_POLICY";
    let mut words = std::env::args_os();
    if let (None, Ok(program), Some(name)) = (std::env::var_os(WAITING), std::env::current_exe(), words.next()) {
        let _ = std::process::Command::new(program).arg0(name).args(words).env(WAITING, "passive").exec();
    }
}

#[cfg(not(unix))]
fn wait_quietly() {}
