//! One scoring at a time: two would write the same part.
use crate::error::{Error, Result};
use std::fs::{File, TryLockError};
use std::path::Path;

/// Keeps other processes from scoring into a run while it lives; the system lets go of it when a process ends, however it ends.
pub struct Lock {
    _folder: Option<File>,
}

impl Lock {
    /// Takes it; an error where another scoring has it. A file system that knows no locks gives none.
    pub fn take(folder: &Path) -> Result<Lock> {
        // Only Unix can open a folder.
        let opened = if cfg!(unix) { File::open(folder).ok() } else { None };
        match opened.as_ref().map(File::try_lock) {
            Some(Err(TryLockError::WouldBlock)) => {
                Err(Error::new(folder, "another scoring into this run is under way", "wait until it ends, or stop it; then score again"))
            }
            _ => Ok(Lock { _folder: opened }),
        }
    }
}
