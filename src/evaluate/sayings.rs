//! What becomes of coded stances: each beside the saying that was made of it, as a table of numbers.
use super::cells::Table;
use super::tables::expected;
use super::trial::Trial;
use crate::error::{Error, Result};
use crate::file::write_whole;
use crate::round::round;
use crate::scorecard::{CodedSaying, Options};
use crate::stance::Stance;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The coded stances of an article in their order, each for every saying of it that counts, or once where none does; then the sayings that
/// count where none was coded.
pub fn coded_sayings(trial: &Trial, options: &Options) -> Vec<CodedSaying> {
    let table = Table::of(trial, options);
    let found: Vec<_> = table.sayings().filter(|(_, _, saying)| saying.is_sure()).collect();
    let mut coded = Vec::new();
    for pair in &trial.gold.pairs {
        let own = found.iter().filter(|(actor, issue, _)| (*actor, *issue) == (Some(pair.actor), pair.issue));
        let before = coded.len();
        coded.extend(own.map(|(_, _, saying)| CodedSaying { coded: expected(pair, saying.verdict()), claims: Some(saying.claims()) }));
        if coded.len() == before {
            coded.push(CodedSaying { coded: expected(pair, Stance::None), claims: None });
        }
    }
    let is_coded =
        |actor: Option<usize>, issue: usize| trial.gold.pairs.iter().any(|pair| (Some(pair.actor), pair.issue) == (actor, issue));
    let uncoded = found.iter().filter(|(actor, issue, _)| !is_coded(*actor, *issue));
    coded.extend(uncoded.map(|(_, _, saying)| CodedSaying { coded: Stance::None, claims: Some(saying.claims()) }));
    coded
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    coded: Stance,
    supportive: Option<f64>,
    cautious: Option<f64>,
    opposed: Option<f64>,
    none: Option<f64>,
}

/// Writes them as a .csv with the columns coded, supportive, cautious, opposed and none; the last four are empty where no saying counts.
pub fn write_sayings(path: &Path, sayings: &[CodedSaying]) -> Result<()> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for CodedSaying { coded, claims } in sayings {
        let claim = |stance: Stance| claims.map(|claims| round(claims[stance as usize]));
        let [supportive, cautious, opposed, none] = Stance::ALL.map(claim);
        let row = Row { coded: *coded, supportive, cautious, opposed, none };
        writer.serialize(row).map_err(|error| Error::new(path, error, "this is a mistake of the program; report it"))?;
    }
    let bytes = writer.into_inner().map_err(|error| Error::new(path, error.error(), "this is a mistake of the program; report it"))?;
    write_whole(path, &bytes)
}

/// Reads such a file.
pub fn read_sayings(path: &Path) -> Result<Vec<CodedSaying>> {
    let hint = "expected a .csv as `standpoint evaluate --articles PATH --sayings FILE` writes it: coded,supportive,cautious,opposed,none";
    let bytes = std::fs::read(path).map_err(|error| Error::new(path, error, hint))?;
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let rows = reader.deserialize::<Row>().enumerate();
    rows.map(|(at, row)| {
        let wrong = |wrong: String| Error::new(path, wrong, hint).at(at + 2);
        row.map_err(|error| wrong(error.to_string())).and_then(|row| row.saying().map_err(|what| wrong(what.to_string())))
    })
    .collect()
}

impl Row {
    fn saying(self) -> std::result::Result<CodedSaying, &'static str> {
        let Row { coded, supportive, cautious, opposed, none } = self;
        let claims = match [supportive, cautious, opposed, none] {
            [None, None, None, None] => None,
            [Some(supportive), Some(cautious), Some(opposed), Some(none)] => Some([supportive, cautious, opposed, none]),
            _ => return Err("some of the four shares are missing"),
        };
        let sound =
            |claims: [f64; 4]| claims.iter().all(|share| (0.0..=1.0).contains(share)) && (claims.iter().sum::<f64>() - 1.0).abs() < 0.01;
        match claims {
            Some(claims) if !sound(claims) => Err("the four shares do not sum to one"),
            None if coded == Stance::None => Err("nothing was coded and nothing counts"),
            claims => Ok(CodedSaying { coded, claims }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("sayings.csv");
        let sayings = [
            CodedSaying { coded: Stance::Opposed, claims: Some([0.1, 0.2, 0.3, 0.4]) },
            CodedSaying { coded: Stance::Cautious, claims: None },
        ];
        write_sayings(&file, &sayings).unwrap();
        assert_eq!(read_sayings(&file).unwrap(), sayings);
    }

    #[test]
    fn what_cannot_be_is_told_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("sayings.csv");
        for (row, wrong) in [
            ("opposed,0.1,,0.3,0.4", "some of the four shares are missing"),
            ("opposed,0.1,0.2,0.3,0.5", "do not sum to one"),
            ("none,,,,", "nothing was coded"),
            ("against,,,,", "unknown variant"),
        ] {
            std::fs::write(&file, format!("coded,supportive,cautious,opposed,none\nopposed,,,,\n{row}\n")).unwrap();
            let error = read_sayings(&file).unwrap_err();
            assert!(error.line == Some(3) && error.wrong.contains(wrong), "{error}");
        }
    }
}
