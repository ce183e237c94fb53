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
    /// A seat whose name is more often something else ("Wellington"): it counts only where an article names the country too.
    DoubtfulSeat,
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
                let (form, pointer) = form.strip_prefix('?').map_or((form, pointer), |form| (form, Pointer::DoubtfulSeat));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_point_to_their_places() {
        let name = |form: &str, pointer| place(form, pointer).map(|at| all_places()[at].name.as_str());
        assert_eq!(name("N'Djamena", Pointer::Seat), Some("Chad"));
        assert_eq!(name("Wellington", Pointer::DoubtfulSeat), Some("New Zealand"));
        assert_eq!((name("Wellington", Pointer::Seat), name("?Wellington", Pointer::Seat)), (None, None));
        assert_eq!(name("Batswana", Pointer::People), Some("Botswana"));
        assert_eq!(name("Kyrgyz Republic", Pointer::Name), Some("Kyrgyzstan"));
    }

    #[test]
    fn no_form_points_to_two_places_in_one_way() {
        for (form, pointers) in &PLACES.1 {
            let ways: Vec<Pointer> = pointers.iter().map(|(pointer, _)| *pointer).collect();
            assert!(ways.iter().all(|way| ways.iter().filter(|other| *other == way).count() == 1), "{form}");
        }
    }

    #[test]
    fn every_line_has_five_columns_and_a_name() {
        let lines = include_str!("places.tsv").lines().filter(|line| !line.starts_with('#'));
        assert!(lines.clone().count() > 190);
        assert!(lines.clone().all(|line| line.split('\t').count() == 5 && !line.starts_with('\t')));
    }
}
