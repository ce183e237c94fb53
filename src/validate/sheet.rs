//! The file of codes, row by row.
use super::map::{ActorColumn, Map};
use crate::article::Records;
use crate::error::{Error, Result};
use crate::stance::Stance;
use jiff::civil::Date;
use serde_json::{Map as Record, Value};
use std::path::Path;

/// What one coder coded once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line it begins in, counted from 1.
    pub line: usize,
    /// Which document, as the file calls it.
    pub document: String,
    /// Its day.
    pub date: Option<Date>,
    /// Which concept, as the file calls it.
    pub concept: String,
    /// Whose stance; `None` where nobody was found.
    pub code: Option<Code>,
    /// Who coded; empty where the file does not tell.
    pub coder: String,
}

/// A stance and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The actor's name.
    pub actor: String,
    /// Other forms of it.
    pub aliases: Vec<String>,
    /// Towards the concept; none where the actor has none.
    pub stance: Stance,
    /// The words coded.
    pub text: Option<String>,
    /// From where to where, in code points of the body.
    pub chars: Option<[usize; 2]>,
}

/// A file of codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The rows that could be read.
    pub rows: Vec<Row>,
    /// What is wrong with the others.
    pub faults: Vec<Error>,
}

const EXPECTED: &str = "expected a CSV file with columns for document, concept, agreement and person or organisation; name yours under \
                        [columns] in the file that --map names";

impl Sheet {
    /// Reads a CSV file (commas, semicolons or tabs) by the columns of the map. A row that makes no sense is a fault with its line. An
    /// error where the file cannot be read, or lacks a column that is needed or that the map names.
    pub fn read(path: &Path, map: &Map) -> Result<Sheet> {
        let records = Records::open(path, EXPECTED)?;
        let columns = records.columns().ok_or_else(|| Error::new(path, "no table", EXPECTED))?;
        let named = Named::of(map, columns).map_err(|wrong| Error::new(path, wrong, EXPECTED).at(1))?;
        let mut sheet = Sheet::default();
        for record in records {
            let (line, record) = record?;
            match record.and_then(|record| named.row(&record, line, map)) {
                Ok(row) => sheet.rows.push(row),
                Err((wrong, hint)) => sheet.faults.push(Error::new(path, wrong, hint).at(line)),
            }
        }
        Ok(sheet)
    }
}

/// The columns that there are.
struct Named {
    document: String,
    people: [Option<String>; 2],
    aliases: Option<String>,
    concept: String,
    agreement: String,
    coder: Option<String>,
    text: Option<String>,
    ends: [Option<String>; 2],
    date: Option<String>,
}

impl Named {
    fn of(map: &Map, columns: &[String]) -> std::result::Result<Named, String> {
        let (there, names) = (|name: &str| columns.iter().any(|column| column == name), &map.columns);
        let find = |given: &Option<String>, usual: &[&str]| match given {
            Some(name) if !there(name) => Err(format!("no column {name:?}; the columns are {}", columns.join(", "))),
            Some(name) => Ok(Some(name.clone())),
            None => Ok(usual.iter().find(|name| there(name)).map(|name| name.to_string())),
        };
        let need = |given: &Option<String>, usual: &str| {
            find(given, &[usual])?.ok_or_else(|| format!("no column {usual:?}; the columns are {}", columns.join(", ")))
        };
        let person = || find(&names.person, &["person"]);
        let organisation = || find(&names.organisation, &["organisation", "organization"]);
        let people = match map.actor {
            ActorColumn::Person => [person()?, None],
            ActorColumn::Organisation => [None, organisation()?],
            ActorColumn::Both => [person()?, organisation()?],
        };
        if people == [None, None] {
            return Err(format!("no column with an actor; the columns are {}", columns.join(", ")));
        }
        Ok(Named {
            document: need(&names.document, "document")?,
            people,
            aliases: find(&names.aliases, &["aliases"])?,
            concept: need(&names.concept, "concept")?,
            agreement: need(&names.agreement, "agreement")?,
            coder: find(&names.coder, &["coder"])?,
            text: find(&names.text, &["text"])?,
            ends: [find(&names.start, &["start"])?, find(&names.stop, &["stop"])?],
            date: find(&names.date, &["date"])?,
        })
    }

    fn row(&self, record: &Record<String, Value>, line: usize, map: &Map) -> std::result::Result<Row, (String, String)> {
        let cell = |column: &str| record.get(column).and_then(Value::as_str).unwrap_or("").trim();
        let maybe = |column: &Option<String>| column.as_deref().map(cell).filter(|text| !text.is_empty());
        let (document, concept) = (cell(&self.document), cell(&self.concept));
        if document.is_empty() || concept.is_empty() {
            return Err(("no document or no concept".into(), "give both; a row without an actor says that nobody was found".into()));
        }
        let code = match self.people.iter().find_map(maybe) {
            None => None,
            Some(actor) => {
                let value = cell(&self.agreement);
                let stance = map.stance(value).ok_or_else(|| unknown(value))?;
                let number = |column: &Option<String>| maybe(column).and_then(|text| text.parse().ok());
                let chars = number(&self.ends[0]).zip(number(&self.ends[1])).map(|(start, stop)| [start, stop]);
                let aliases = maybe(&self.aliases).unwrap_or("").split(';').map(str::trim);
                let aliases = aliases.filter(|alias| !alias.is_empty()).map(String::from).collect();
                Some(Code { actor: actor.into(), aliases, stance, text: maybe(&self.text).map(String::from), chars })
            }
        };
        let day = maybe(&self.date).and_then(|text| text.get(..10)).and_then(|day| day.parse().ok());
        let coder = maybe(&self.coder).unwrap_or("").to_string();
        Ok(Row { line, document: document.into(), date: day, concept: concept.into(), code, coder })
    }
}

fn unknown(value: &str) -> (String, String) {
    let wrong = format!("{value:?} is no agreement that is known");
    (wrong, "say under [agreement] in the file that --map names whether it is supportive, cautious, opposed or none".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(csv: &str, map: &Map) -> Result<Sheet> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("coded.csv");
        std::fs::write(&path, csv).unwrap();
        Sheet::read(&path, map)
    }

    #[test]
    fn rows_are_read_and_faults_have_their_lines() {
        let csv = "document,person,organization,aliases,concept,agreement,start,stop,date\n\
                   a,Ann Lund,Council,the mayor; Lund,tunnel,1,4,9,2024-05-01 10:00:00\na,,Council,,tunnel,no,,,\na,,,,toll,,,,\na,Ann Lund,,,toll,-1,,,\n";
        let sheet = read(csv, &Map::default()).unwrap();
        let codes: Vec<_> =
            sheet.rows.iter().map(|row| row.code.as_ref().map(|code| (code.actor.as_str(), code.stance, code.chars))).collect();
        assert_eq!(codes, [Some(("Ann Lund", Stance::Supportive, Some([4, 9]))), Some(("Council", Stance::Opposed, None)), None]);
        assert_eq!(sheet.rows[0].code.as_ref().unwrap().aliases, ["the mayor", "Lund"]);
        assert_eq!(sheet.rows[0].date.unwrap().to_string(), "2024-05-01");
        assert!(sheet.faults.len() == 1 && sheet.faults[0].line == Some(5) && sheet.faults[0].wrong.contains("\"-1\""));
    }

    #[test]
    fn a_statement_export_of_discourse_network_analyzer_is_read() {
        let csv = "\"statement ID\";\"time\";\"document ID\";\"document title\";\"author\";\"source\";\"section\";\"type\";\"text\";\"person\";\
                   \"organization\";\"concept\";\"agreement\"\n7;2024-05-01 00:00:00;1;\"A 'tunnel', at last\";\"\";\"Post\";\"\";\"\";\
                   \"We need it\";\"Ann Lund\";\"Council\";\"Build the tunnel\";1\n";
        let map = Map::parse(
            Path::new("map.toml"),
            "documents = \"title\"\n[columns]\ndocument = \"document title\"\ndate = \"time\"\n[concepts]\n\"Build the tunnel\" = \"tunnel\"\n",
        );
        let row = read(csv, &map.unwrap()).unwrap().rows.remove(0);
        assert_eq!((row.line, row.document.as_str(), row.concept.as_str()), (2, "A 'tunnel', at last", "Build the tunnel"));
        assert_eq!(row.code.unwrap().text.as_deref(), Some("We need it"));
    }

    #[test]
    fn a_missing_column_is_named() {
        let wrong = |csv: &str, map: &Map| read(csv, map).unwrap_err().wrong;
        assert!(wrong("document,concept,agreement\n", &Map::default()).contains("no column with an actor"));
        assert!(wrong("document,person,agreement\n", &Map::default()).contains("no column \"concept\""));
        let mut map = Map::default();
        map.columns.coder = Some("rater".into());
        assert!(wrong("document,person,concept,agreement\n", &map).contains("\"rater\""));
    }
}
