//! SHA-256 sums.
use sha2::{Digest, Sha256};
use std::path::Path;

/// SHA-256 of bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// SHA-256 of a file, in hexadecimal.
pub fn sha256_of(file: &Path) -> std::io::Result<String> {
    let mut sum = Sha256::new();
    std::io::copy(&mut std::fs::File::open(file)?, &mut sum)?;
    Ok(hex(&sum.finalize()))
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256 over parts, each with its length: where one ends and the next begins counts too.
pub struct Sum(Sha256);

impl Sum {
    /// Sums of different things differ, be their parts the same.
    pub fn of(thing: &str) -> Sum {
        let mut sum = Sum(Sha256::new());
        sum.add(thing);
        sum
    }

    /// Adds a part.
    pub fn add(&mut self, part: impl AsRef<[u8]>) {
        self.number(part.as_ref().len());
        self.0.update(part);
    }

    /// Adds a number.
    pub fn number(&mut self, number: usize) {
        self.0.update((number as u64).to_le_bytes());
    }

    /// Adds what may be missing.
    pub fn maybe(&mut self, part: Option<&str>) {
        self.number(usize::from(part.is_some()));
        self.add(part.unwrap_or_default());
    }

    /// Adds a list: its length, then each item by `add`.
    pub fn list<T>(&mut self, items: &[T], mut add: impl FnMut(&mut Sum, &T)) {
        self.number(items.len());
        items.iter().for_each(|item| add(self, item));
    }

    /// The sum.
    pub fn bytes(self) -> [u8; 32] {
        self.0.finalize().into()
    }

    /// The sum in hexadecimal.
    pub fn hex(self) -> String {
        hex(&self.bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(parts: &[&str]) -> String {
        let mut sum = Sum::of("test");
        parts.iter().for_each(|part| sum.add(part));
        sum.hex()
    }

    #[test]
    fn where_parts_end_counts() {
        assert_eq!(sum(&["ab", "c"]), sum(&["ab", "c"]));
        assert!(sum(&["ab", "c"]) != sum(&["a", "bc"]) && sum(&["a"]) != sum(&["a", ""]));
        assert_eq!(sha256(b"abc")[..8], *"ba7816bf");
    }

    #[test]
    fn a_blank_part_is_not_a_missing_one() {
        let maybe = |part| {
            let mut sum = Sum::of("test");
            sum.maybe(part);
            sum.hex()
        };
        assert_ne!(maybe(None), maybe(Some("")));
    }
}
