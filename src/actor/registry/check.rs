//! What an actor of the list must be.
use super::{Affiliation, Belonging, Tenure, fold};
use crate::actor::Kind;
use std::collections::BTreeMap;

/// What is wrong in a line, and what to do.
pub struct Complaint {
    pub line: usize,
    pub wrong: String,
    pub hint: String,
}

/// Who bears which name so far.
#[derive(Default)]
pub struct Claims(BTreeMap<String, Vec<Claim>>);

struct Claim {
    line: usize,
    actor: String,
    period: Tenure,
    kind: Option<Kind>,
}

impl Claims {
    /// Enters a name of an actor; a complaint where it, or another actor that could be taken for it, has the name at the same time.
    pub fn add(&mut self, line: usize, actor: &str, name: &str, period: Tenure, kind: Option<Kind>) -> Result<(), Complaint> {
        let claims = self.0.entry(fold(name)).or_default();
        let apart = |other: Option<Kind>| kind.zip(other).is_some_and(|(one, other)| one.family() != other.family());
        match claims.iter().find(|claim| claim.period.overlaps(period) && !apart(claim.kind)) {
            Some(first) if first.actor == actor && name != actor => Err(Complaint {
                line,
                wrong: format!("{actor:?} has the name {name:?} already, in line {}", first.line),
                hint: "give each name once; case and a leading \"the\" make no difference".into(),
            }),
            Some(first) => Err(Complaint {
                line,
                wrong: format!("{name:?} is already a name of {:?}, in line {}", first.actor, first.line),
                hint: "a name can belong to one actor at a time: remove one, or give both from and to".into(),
            }),
            None => {
                claims.push(Claim { line, actor: actor.into(), period, kind });
                Ok(())
            }
        }
    }
}

/// A name holds a word and no control characters.
pub fn name(line: usize, what: &str, name: &str) -> Result<(), Complaint> {
    let good = name.contains(char::is_alphanumeric) && !name.contains(char::is_control);
    let complaint =
        || Complaint { line, wrong: format!("{what} {name:?} holds no name"), hint: "write a name such as \"Ada Hale\"".into() };
    if good { Ok(()) } else { Err(complaint()) }
}

/// A period ends after its beginning.
pub fn period(line: usize, name: &str, period: Tenure) -> Result<(), Complaint> {
    match period.from.zip(period.to).filter(|(from, to)| from > to) {
        Some((from, to)) => Err(Complaint {
            line,
            wrong: format!("{name:?} is from {from} to {to}, which is before it"),
            hint: "from is the first day, to the last".into(),
        }),
        None => Ok(()),
    }
}

/// An actor belongs to something once at a time.
pub fn new_affiliation(line: usize, known: &[Affiliation], new: &Affiliation) -> Result<(), Complaint> {
    let same = |one: &&Affiliation| one.kind == new.kind && fold(&one.name) == fold(&new.name) && one.period.overlaps(new.period);
    match known.iter().find(same) {
        Some(_) => Err(Complaint {
            line,
            wrong: format!("{} {:?} is given twice for the same time", word(new.kind), new.name),
            hint: "give each once, or with from and to that do not overlap".into(),
        }),
        None => Ok(()),
    }
}

/// The key of a belonging, as a phrase.
pub fn word(kind: Belonging) -> &'static str {
    match kind {
        Belonging::Organisation => "the organisation",
        Belonging::Party => "the party",
        Belonging::Country => "the country",
    }
}
