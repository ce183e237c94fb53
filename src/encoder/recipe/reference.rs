//! The reference of all keys of a recipe, made from the code that reads them.
use super::{AttributionRecipe, Calibration, FinetuneRecipe, Part, Plan, Recipe, RecipeKey};

/// Every key with its type, its default and its effect, as Markdown; `docs/recipes.md` holds it.
pub fn reference() -> String {
    let own = |keys: &'static [RecipeKey]| keys.iter().filter(|key| Plan::KEYS.iter().all(|common| common.name != key.name));
    let sections = [
        section("Every recipe", "", Plan::KEYS.iter()),
        section(
            "A stance model",
            "Without `task`, or with `task = \"stance\"`, as [accurate](../recipes/accurate.toml).",
            own(Recipe::KEYS),
        ),
        section("`[[data]]`", "The files of a stance model's mix, one table each.", Part::KEYS.iter()),
        section("`[calibration]`", "What a stance model is calibrated on.", Calibration::KEYS.iter()),
        section(
            "A model adapted to your sentences",
            "With `task = \"finetune\"`, as [finetune](../recipes/finetune.toml); the sentences are given with `--data`.",
            own(FinetuneRecipe::KEYS),
        ),
        section(
            "An attribution model",
            "With `task = \"attribution\"`, as [attribution](../recipes/attribution.toml).",
            own(AttributionRecipe::KEYS),
        ),
    ];
    format!("{HEAD}{}", sections.concat())
}

const HEAD: &str = "# Recipes\n\n\
    Everything that a training depends on besides the data itself. A key that is not listed here is an error. `standpoint train --keys` prints\n\
    this page, which is made from the program.\n";

fn section<'a>(title: &str, about: &str, keys: impl Iterator<Item = &'a RecipeKey>) -> String {
    let about = if about.is_empty() { String::new() } else { format!("{about}\n\n") };
    format!("\n## {title}\n\n{about}| key | type | default | effect |\n|---|---|---|---|\n{}", keys.map(row).collect::<String>())
}

fn row(key: &RecipeKey) -> String {
    let effect: Vec<&str> = key.effect.iter().map(|line| line.trim()).collect();
    format!("| `{}` | {} | {} | {} |\n", key.name, kind(key), default(key), effect.join(" "))
}

/// In words of TOML.
fn kind(key: &RecipeKey) -> &'static str {
    match key.kind.replace(' ', "").as_str() {
        "String" => "text",
        "PathBuf" => "path",
        "u64" | "usize" | "Option<usize>" => "whole number",
        "f64" | "Option<f64>" => "number",
        "[f64;4]" => "four numbers",
        "Vec<String>" => "list of texts",
        "Vec<PathBuf>" => "list of paths",
        "Option<Vec<Stance>>" => "list of labels",
        "Vec<Part>" => "tables `[[data]]`",
        "Calibration" => "table `[calibration]`",
        "Precision" => "`fp32`, `fp16` or `int8`",
        "Aim" => "`stance`, `attribution` or `finetune`",
        _ => "",
    }
}

fn default(key: &RecipeKey) -> &'static str {
    match (key.default, key.kind) {
        (None, kind) if kind.starts_with("Option") => "not given",
        (None, _) => "must be given",
        (Some("one"), _) => "1",
        (Some(_), "Aim") => "`stance`",
        (Some(_), "f64") => "0",
        (Some(_), kind) if kind.starts_with("Vec") => "none",
        (Some(_), _) => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    const EVERY: [&[RecipeKey]; 5] = [Recipe::KEYS, Part::KEYS, Calibration::KEYS, FinetuneRecipe::KEYS, AttributionRecipe::KEYS];

    #[test]
    fn every_key_has_its_words() {
        for key in EVERY.concat() {
            assert!(!kind(&key).is_empty() && !default(&key).is_empty() && !key.effect.is_empty(), "{key:?}");
        }
    }

    #[test]
    fn the_page_is_made_from_the_code() {
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/recipes.md");
        assert!(std::fs::read_to_string(page).unwrap() == reference(), "run `standpoint train --keys > docs/recipes.md`");
    }

    #[test]
    fn what_is_said_to_be_a_default_is_one() {
        let text = include_str!("../../../recipes/accurate.toml");
        let optional = |line: &&str| !["drop_description", "reword", "freeze", "labels", "weight "].iter().any(|key| line.starts_with(key));
        let recipe: Recipe = toml::from_str(&text.lines().filter(optional).collect::<Vec<_>>().join("\n")).unwrap();
        let given = toml::Value::try_from(&recipe).unwrap();
        for (table, keys) in [(&given, Recipe::KEYS), (&given["data"][2], Part::KEYS)] {
            for key in keys.iter().filter(|key| default(key) != "must be given" && !text.contains(&format!("\n{} = ", key.name))) {
                let value = table.get(key.name);
                match default(key) {
                    "not given" => assert!(value.is_none(), "{key:?}"),
                    "none" => assert_eq!(value.and_then(toml::Value::as_array).map(Vec::len), Some(0), "{key:?}"),
                    "`stance`" => assert_eq!(value.and_then(toml::Value::as_str), Some("stance")),
                    number => assert_eq!(value.and_then(toml::Value::as_float), number.parse().ok(), "{key:?}"),
                }
            }
        }
        assert_eq!((recipe.reword, recipe.drop_description, recipe.data[2].weight), (0.0, 0.0, 1.0));
    }
}
