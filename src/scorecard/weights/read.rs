//! `outlets.toml`, read strictly.
use super::{Weights, folded};
use crate::error::{Error, Result};
use crate::file::{line_of, not_text, not_toml};
use serde::Deserialize;
use std::path::Path;
use toml::Spanned;

const EXPECTED: &str = "expected one [[outlet]] after another, each with name = \"...\" and weight = a number above 0; aliases = [\"...\"] may \
    follow, nothing else";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    outlet: Vec<Spanned<Entry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    weight: f64,
    #[serde(default)]
    aliases: Vec<String>,
}

impl Weights {
    /// Reads `outlets.toml`. An error, with the line where there is one, for a file that cannot be read or is not TOML, an unknown key, a value
    /// of the wrong type, a blank name, a weight that is not above 0, a name that is given twice, and a file without outlets.
    pub fn load(path: &Path) -> Result<Weights> {
        let bytes = std::fs::read(path).map_err(|error| Error::new(path, format!("cannot be read: {error}"), EXPECTED))?;
        let text = String::from_utf8(bytes).map_err(|error| not_text(path, &error))?;
        Weights::parse(path, &text)
    }

    /// The same from the text of a file; `path` is what errors call it.
    pub fn parse(path: &Path, text: &str) -> Result<Weights> {
        let file: File = toml::from_str(text).map_err(|error| not_toml(path, text, &error, EXPECTED))?;
        if file.outlet.is_empty() {
            return Err(Error::new(path, "no outlet in it", EXPECTED));
        }
        let mut weights = Weights::default();
        for entry in file.outlet {
            let line = line_of(text, entry.span().start);
            weights.add(entry.into_inner()).map_err(|wrong| Error::new(path, wrong, EXPECTED).at(line))?;
        }
        Ok(weights)
    }

    fn add(&mut self, Entry { name, weight, aliases }: Entry) -> std::result::Result<(), String> {
        if !(weight > 0.0 && weight.is_finite()) {
            return Err(format!("the weight of {name:?} is {weight}; to leave an outlet out, leave out its articles"));
        }
        for known in [&name].into_iter().chain(&aliases) {
            if known.trim().is_empty() {
                return Err("a blank name".to_string());
            }
            if self.names.insert(folded(known), name.clone()).is_some() {
                return Err(format!("{known:?} is there twice"));
            }
            self.known.insert(folded(known), weight);
        }
        self.listed.insert(name, weight);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> (Option<usize>, String) {
        let error = Weights::parse(Path::new("outlets.toml"), text).unwrap_err();
        (error.line, error.wrong)
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let first = "[[outlet]]\nname = \"Herald\"\nweight = 2\n";
        let after = |text: &str| error(&format!("{first}{text}"));
        assert_eq!(after("[[outlet]]\nname = \"herald\"\nweight = 1"), (Some(4), "\"herald\" is there twice".into()));
        assert_eq!(after("[[outlet]]\nname = \" \"\nweight = 1"), (Some(4), "a blank name".into()));
        for weight in ["0", "-1", "inf", "nan"] {
            let (line, wrong) = after(&format!("[[outlet]]\nname = \"Post\"\nweight = {weight}"));
            assert!(line == Some(4) && wrong.contains("the weight of \"Post\""), "{wrong}");
        }
        assert_eq!(after("wait = 1").0, Some(4));
        assert_eq!(after("[[outlet]]\nname = \"Post\"\nweight = \"heavy\"").0, Some(6));
        assert_eq!(error(""), (None, "no outlet in it".into()));
    }
}
