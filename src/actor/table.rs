//! Tables: countries and seats of government, titles, forenames, heads of organisations and groups.
use crate::table::Lists;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What grammar knows of a person's gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// he
    Male,
    /// she
    Female,
}

/// A country, or a union that acts like one.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its name as an actor.
    pub name: String,
}

/// How a form points to a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// Its name ("Russia").
    Name,
    /// A seat of its government ("the Kremlin").
    Seat,
    /// An adjective ("Russian").
    Adjective,
    /// Its people ("Russians").
    People,
}

/// Forms of places, with how they point to which.
type Forms = HashMap<String, Vec<(Pointer, usize)>>;

static PLACES: LazyLock<(Vec<Place>, Forms)> = LazyLock::new(|| places(include_str!("places.tsv")));
static WORDS: LazyLock<Lists> = LazyLock::new(|| Lists::read(include_str!("words.tsv")));
static FORENAMES: LazyLock<HashMap<&'static str, Option<Gender>>> = LazyLock::new(|| forenames(include_str!("forenames.tsv")));

/// All places; the index is what [`pointers`] gives.
pub fn all_places() -> &'static [Place] {
    &PLACES.0
}

/// The places that a form with its capitals ("Kyiv", "U.S.") can point to.
pub fn pointers(form: &str) -> &'static [(Pointer, usize)] {
    PLACES.1.get(form).map_or(&[], Vec::as_slice)
}

/// The place that a form points to in this way.
pub fn place(form: &str, pointer: Pointer) -> Option<usize> {
    pointers(form).iter().find(|(p, _)| *p == pointer).map(|(_, place)| *place)
}

/// Whether a word stands in one of the lists of `words.tsv`.
pub fn listed(list: &str, word: &str) -> bool {
    WORDS.has(list, word)
}

/// A forename's gender: `None` if it is no forename, `Some(None)` if it is either.
pub fn forename(name: &str) -> Option<Option<Gender>> {
    FORENAMES.get(name).copied()
}

fn places(table: &str) -> (Vec<Place>, Forms) {
    let mut all = Vec::new();
    let mut forms = Forms::new();
    for line in table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let mut columns = line.split('\t');
        let name = columns.next().unwrap_or("");
        let index = all.len();
        all.push(Place { name: name.to_string() });
        forms.entry(name.to_string()).or_default().push((Pointer::Name, index));
        for pointer in [Pointer::Seat, Pointer::Adjective, Pointer::People, Pointer::Name] {
            for form in columns.next().unwrap_or("").split('|').filter(|form| !form.is_empty()) {
                forms.entry(form.to_string()).or_default().push((pointer, index));
            }
        }
    }
    (all, forms)
}

fn forenames(table: &'static str) -> HashMap<&'static str, Option<Gender>> {
    let gender = |mark: &str| match mark {
        "m" => Some(Gender::Male),
        "f" => Some(Gender::Female),
        _ => None,
    };
    let lines = table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    lines.flat_map(|(mark, names)| names.split(' ').map(move |name| (name, gender(mark)))).collect()
}
