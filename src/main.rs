//! Standpoint's command line.
mod cli;

fn main() -> std::process::ExitCode {
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
