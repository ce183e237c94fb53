//! The page's script, and its data in a form that no text of the input can leave.
use super::data::Data;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

/// In the order in which they use each other.
const FILES: [&str; 9] = [
    include_str!("../page/template.js"),
    include_str!("../page/report.js"),
    include_str!("../page/address.js"),
    include_str!("../page/draw.js"),
    include_str!("../page/sort.js"),
    include_str!("../page/matrix.js"),
    include_str!("../page/actor.js"),
    include_str!("../page/issue.js"),
    include_str!("../page/main.js"),
];

/// The script, all of it in one block.
pub fn whole() -> String {
    format!("'use strict';\n{{\n{}}}\n", FILES.join("\n"))
}

/// What a content security policy calls a script: SHA-256 in Base64.
pub fn hash(script: &str) -> String {
    BASE64_STANDARD.encode(Sha256::digest(script))
}

/// The data as JSON without `<`, so that nothing in it ends the element that holds it.
pub fn data(data: &Data) -> String {
    serde_json::to_string(data).unwrap_or_default().replace('<', "\\u003c")
}
