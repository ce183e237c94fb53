//! What is known of a node or an edge: named values of a type.
use crate::round::round;
use serde::Serialize;

/// One attribute with its value; `None` where nothing is known.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fact {
    name: &'static str,
    kind: Kind,
    value: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    String,
    Integer,
    Double,
}

impl Fact {
    /// A text, without the characters that XML cannot hold.
    pub fn text(name: &'static str, text: Option<&str>) -> Fact {
        Fact { name, kind: Kind::String, value: text.map(xml) }
    }

    /// Several texts in one, since few programs know lists.
    pub fn list<'a>(name: &'static str, texts: impl Iterator<Item = &'a str>) -> Fact {
        let joined = texts.collect::<Vec<_>>().join("; ");
        Fact::text(name, Some(joined.as_str()).filter(|joined| !joined.is_empty()))
    }

    /// A whole number.
    pub fn number(name: &'static str, number: usize) -> Fact {
        Fact { name, kind: Kind::Integer, value: Some(number.to_string()) }
    }

    /// A number, rounded to four decimals.
    pub fn decimal(name: &'static str, number: Option<f64>) -> Fact {
        Fact { name, kind: Kind::Double, value: number.map(|number| round(number).to_string()) }
    }
}

/// An attribute without a value, as files name them at the top.
#[derive(Debug, PartialEq, Serialize)]
pub struct Declared {
    name: &'static str,
    kind: Kind,
}

/// The attributes that occur, in the order of their first appearance.
pub fn declared<'a>(all: impl Iterator<Item = &'a Vec<Fact>>) -> Vec<Declared> {
    let mut declared: Vec<Declared> = Vec::new();
    for fact in all.flatten() {
        if !declared.iter().any(|known| known.name == fact.name) {
            declared.push(Declared { name: fact.name, kind: fact.kind });
        }
    }
    declared
}

/// A text without the characters that XML 1.0 cannot hold.
pub fn xml(text: &str) -> String {
    let fits = |c: &char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_xml_forbids_are_dropped_and_others_stay() {
        assert_eq!(xml("a\u{0}\u{b}\u{1f}\u{ffff}b\tc\n<&>\u{1f680}é"), "ab\tc\n<&>\u{1f680}é");
    }

    #[test]
    fn each_attribute_is_declared_once_with_its_type() {
        let facts = [vec![Fact::number("n", 1)], vec![Fact::decimal("net", None), Fact::number("n", 2)]];
        let expected = [Declared { name: "n", kind: Kind::Integer }, Declared { name: "net", kind: Kind::Double }];
        assert_eq!(declared(facts.iter()), expected);
    }
}
