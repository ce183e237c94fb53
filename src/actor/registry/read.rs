//! `actors.toml`, read strictly.
use super::check::{self, Complaint};
use super::{Affiliation, Alias, Belonging, Listed, Registry, Tenure};
use crate::actor::Kind;
use crate::error::{Error, Result};
use crate::file::{line_of, not_text, not_toml};
use jiff::civil::Date;
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::path::Path;
use toml::Spanned;
use toml::value::Datetime;

const EXPECTED: &str = "expected one [[actor]] after another, each with name = \"...\"; aliases = [\"...\"], kind = \"person\", \
    organisation, party and country may follow, nothing else; for what has not always held, write \
    { name = \"...\", from = 2021-05-01, to = 2024-03-31 } in place of a name";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    actor: Vec<Spanned<Entry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    #[serde(default)]
    aliases: Vec<Spanned<Dated>>,
    kind: Option<Sort>,
    organisation: Option<Spanned<OneOrMore>>,
    party: Option<Spanned<OneOrMore>>,
    country: Option<Spanned<OneOrMore>>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Sort {
    Person,
    Organisation,
    Government,
    Group,
    Document,
    Author,
}

/// A name, or a table of a name and its days.
#[derive(Clone)]
struct Dated {
    name: String,
    from: Option<Datetime>,
    to: Option<Datetime>,
}

/// A name, a table, or a list of both.
struct OneOrMore(Vec<Dated>);

impl Registry {
    /// Reads `actors.toml`. An error, with the line where there is one, for a file that cannot be read or is not TOML, an unknown key, a
    /// value of the wrong type, a blank name, days in the wrong order, a name that is given twice or that two actors bear at one time,
    /// and a file without actors.
    pub fn load(path: impl AsRef<Path>) -> Result<Registry> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|error| unreadable(path, &error))?;
        let text = String::from_utf8(bytes).map_err(|error| not_text(path, &error))?;
        Registry::parse(path, &text)
    }

    /// The same from the text of a file; `path` is what errors call it.
    pub fn parse(path: &Path, text: &str) -> Result<Registry> {
        let file: File = toml::from_str(text).map_err(|error| not_toml(path, text, &error, EXPECTED))?;
        if file.actor.is_empty() {
            return Err(Error::new(path, "no actor in it", EXPECTED));
        }
        let lines = Lines(text);
        let read = || {
            let mut claims = check::Claims::default();
            let mut actors = Vec::new();
            for entry in file.actor {
                let line = lines.of(&entry);
                actors.push(lines.listed(line, entry.into_inner(), &mut claims)?);
            }
            Ok(Registry::new(actors))
        };
        read().map_err(|Complaint { line, wrong, hint }| Error::new(path, wrong, hint).at(line))
    }
}

/// The text, for telling lines.
struct Lines<'a>(&'a str);

impl Lines<'_> {
    fn of<T>(&self, spanned: &Spanned<T>) -> usize {
        line_of(self.0, spanned.span().start)
    }

    fn listed(&self, line: usize, entry: Entry, claims: &mut check::Claims) -> std::result::Result<Listed, Complaint> {
        let kind = entry.kind.map(Kind::from);
        check::name(line, "the name", &entry.name)?;
        claims.add(line, &entry.name, &entry.name, Tenure::default(), kind)?;
        let mut aliases = Vec::new();
        for alias in entry.aliases {
            let line = self.of(&alias);
            let alias = alias.into_inner().alias(line, "the alias")?;
            claims.add(line, &entry.name, &alias.name, alias.period, kind)?;
            aliases.push(alias);
        }
        let mut affiliations = Vec::new();
        let belongings =
            [(Belonging::Organisation, entry.organisation), (Belonging::Party, entry.party), (Belonging::Country, entry.country)];
        for (kind, all) in belongings.into_iter().filter_map(|(kind, all)| Some((kind, all?))) {
            let line = self.of(&all);
            for one in all.into_inner().0 {
                let Alias { name, period } = one.alias(line, check::word(kind))?;
                let affiliation = Affiliation { kind, name, period };
                check::new_affiliation(line, &affiliations, &affiliation)?;
                affiliations.push(affiliation);
            }
        }
        affiliations.sort();
        Ok(Listed { name: entry.name, aliases, kind, affiliations })
    }
}

impl Dated {
    fn alias(self, line: usize, what: &str) -> std::result::Result<Alias, Complaint> {
        check::name(line, what, &self.name)?;
        let period = Tenure { from: self.from.map(|at| day(line, at)).transpose()?, to: self.to.map(|at| day(line, at)).transpose()? };
        check::period(line, &self.name, period)?;
        Ok(Alias { name: self.name, period })
    }
}

fn day(line: usize, at: Datetime) -> std::result::Result<Date, Complaint> {
    let date = at.date.filter(|_| at.time.is_none());
    let date = date.and_then(|date| Date::new(i16::try_from(date.year).ok()?, date.month as i8, date.day as i8).ok());
    date.ok_or_else(|| Complaint { line, wrong: format!("{at} is no day"), hint: "write a date such as 2021-05-01".into() })
}

impl From<Sort> for Kind {
    fn from(sort: Sort) -> Kind {
        match sort {
            Sort::Person => Kind::Person,
            Sort::Organisation => Kind::Organisation,
            Sort::Government => Kind::Government,
            Sort::Group => Kind::Group,
            Sort::Document => Kind::Document,
            Sort::Author => Kind::Author,
        }
    }
}

impl<'de> Deserialize<'de> for Dated {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Dated, D::Error> {
        deserializer.deserialize_any(OneName)
    }
}

impl<'de> Deserialize<'de> for OneOrMore {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<OneOrMore, D::Error> {
        deserializer.deserialize_any(Names)
    }
}

struct OneName;

impl<'de> Visitor<'de> for OneName {
    type Value = Dated;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a name, or a table with name, from and to")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> std::result::Result<Dated, E> {
        Ok(Dated { name: name.into(), from: None, to: None })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> std::result::Result<Dated, A::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Table {
            name: String,
            from: Option<Datetime>,
            to: Option<Datetime>,
        }
        let Table { name, from, to } = Table::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Dated { name, from, to })
    }
}

struct Names;

impl<'de> Visitor<'de> for Names {
    type Value = OneOrMore;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a name, a table with name, from and to, or a list of them")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> std::result::Result<OneOrMore, E> {
        Ok(OneOrMore(vec![OneName.visit_str(name)?]))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> std::result::Result<OneOrMore, A::Error> {
        Ok(OneOrMore(vec![OneName.visit_map(map)?]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> std::result::Result<OneOrMore, A::Error> {
        let mut all = Vec::new();
        while let Some(one) = list.next_element()? {
            all.push(one);
        }
        Ok(OneOrMore(all))
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Error::new(path, format!("the list of actors cannot be read: {error}"), "name a file such as actors.toml with the actors you know")
}
