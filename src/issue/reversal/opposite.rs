//! The table of wordings and their opposites.
use super::pattern::Wording;
use std::sync::LazyLock;

/// Wordings that are read, and those that say the opposite: without any, what is read has no sure opposite in the table.
struct Rule {
    read: Wording,
    written: Vec<Wording>,
}

#[derive(Default)]
struct Rules {
    phrases: Vec<Rule>,
    claims: Vec<Rule>,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| rules(include_str!("opposites.tsv")));

/// The opposites of a phrase in the table.
pub(super) fn of_phrase(words: &[&str]) -> Vec<String> {
    first_that_fits(&RULES.phrases, words)
}

/// The opposites of a sentence in the table.
pub(super) fn of_claim(words: &[&str]) -> Vec<String> {
    first_that_fits(&RULES.claims, words)
}

fn first_that_fits(rules: &[Rule], words: &[&str]) -> Vec<String> {
    let capital = words.first().is_some_and(|word| word.starts_with(char::is_uppercase));
    let fit = rules.iter().find_map(|rule| Some((rule, rule.read.parts(words)?)));
    fit.map_or_else(Vec::new, |(rule, parts)| rule.written.iter().map(|wording| wording.filled(&parts, &rule.read, capital)).collect())
}

fn rules(table: &'static str) -> Rules {
    let mut all = Rules::default();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let kind = columns.next().unwrap_or_default();
        let [left, right] = [columns.next(), columns.next()].map(|column| wordings(column.unwrap_or_default()));
        let list = if kind == "claim" { &mut all.claims } else { &mut all.phrases };
        list.extend(one_way(&left, &right));
        if kind != "one" {
            list.extend(one_way(&right, &left));
        }
    }
    all
}

fn wordings(column: &'static str) -> Vec<Wording> {
    column.split('|').filter(|text| !text.is_empty()).map(Wording::new).collect()
}

fn one_way<'a>(read: &'a [Wording], written: &'a [Wording]) -> impl Iterator<Item = Rule> + 'a {
    read.iter().map(|read| Rule { read: read.clone(), written: written.to_vec() })
}
