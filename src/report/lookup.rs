//! Whom and what a reader means by a name.
mod distance;

use crate::actor::registry::fold;
use crate::issue::Issue;
use crate::scorecard::Scorecard;
use distance::distance;
use std::fmt::{Display, Formatter};

/// A name that means nobody, or several; in words, with what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unclear(String);

impl Unclear {
    pub(super) fn new(said: String) -> Unclear {
        Unclear(said)
    }
}

impl Display for Unclear {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Unclear {}

/// How many are named where a name means none of them.
const OFFERED: usize = 5;
/// How many are named where a name means all of them.
const LISTED: usize = 20;

/// Whether something is called by a name in one way.
type Fits<'a, T> = dyn Fn(&T) -> bool + 'a;

/// The card of the actor with this name: the whole of it or of an alias, else its beginning or that of one of its words, such as a
/// surname; case and accents do not matter. Someone whom only one article knows is "NAME in ARTICLE" too. An error lists those whom it
/// could mean, or names like it.
pub fn actor<'a>(cards: &'a [Scorecard], name: &str) -> Result<&'a Scorecard, Unclear> {
    let asked = fold(name);
    let forms: Vec<(&Scorecard, Vec<String>)> = cards.iter().map(|card| (card, forms(card))).collect();
    let tiers: [&Fits<[String]>; 4] = [
        &|forms| forms.first() == Some(&asked),
        &|forms| forms.contains(&asked),
        &|forms| forms.iter().any(|form| form.split_whitespace().next_back() == Some(&asked)),
        &|forms| forms.iter().any(|form| begins(form, &asked)),
    ];
    let bearers = |tier: &&Fits<[String]>| -> Vec<&'a Scorecard> {
        forms.iter().filter(|(_, forms)| !asked.is_empty() && tier(forms)).map(|(card, _)| *card).collect()
    };
    match tiers.iter().map(bearers).find(|found| !found.is_empty()).as_deref() {
        Some([one]) => Ok(one),
        Some(several) => Err(ambiguous(name, several)),
        None => Err(unknown(name, &forms)),
    }
}

/// The index of the issue with this id, else of the only one whose id or name begins so; case does not matter.
pub fn issue(issues: &[Issue], id: &str) -> Result<usize, Unclear> {
    let asked = fold(id);
    let tiers: [&dyn Fn(&Issue) -> bool; 3] =
        [&|issue| issue.id == id, &|issue| fold(&issue.id) == asked || fold(&issue.name) == asked, &|issue| {
            begins(&fold(&issue.id), &asked) || begins(&fold(&issue.name), &asked)
        }];
    let meant =
        |tier: &&dyn Fn(&Issue) -> bool| -> Vec<usize> { (0..issues.len()).filter(|at| !asked.is_empty() && tier(&issues[*at])).collect() };
    let ids = |among: &[usize]| list(among.iter().map(|at| issues[*at].id.clone()).collect(), LISTED);
    match tiers.iter().map(meant).find(|found| !found.is_empty()).as_deref() {
        Some([one]) => Ok(*one),
        Some(several) => Err(Unclear(format!("several issues begin with {id:?}: {}; give the whole id", ids(several)))),
        None => Err(Unclear(format!("no issue {id:?}; the issues are {}", ids(&(0..issues.len()).collect::<Vec<_>>())))),
    }
}

/// Those of some texts that are most like one, the best first; those that are not alike are left out.
pub fn nearest<'a>(texts: impl Iterator<Item = &'a str>, asked: &str) -> Vec<&'a str> {
    let asked = fold(asked);
    let mut ranked: Vec<(usize, &str)> = texts.map(|text| (distance(&fold(text), &asked), text)).collect();
    ranked.retain(|(distance, _)| 5 * distance <= 2 * asked.chars().count());
    ranked.sort();
    ranked.into_iter().map(|(_, text)| text).take(OFFERED).collect()
}

/// Folded names: the canonical one, then all others.
fn forms(card: &Scorecard) -> Vec<String> {
    let alone = card.only_in.iter().map(|article| format!("{} in {article}", card.actor.name));
    let others = card.actor.aliases.iter().cloned().chain(alone);
    std::iter::once(card.actor.name.clone()).chain(others).map(|form| fold(&form)).collect()
}

/// Whether a folded form, from one of its words on, begins with what was asked for.
fn begins(form: &str, asked: &str) -> bool {
    let starts = form.char_indices().filter(|(at, _)| form[..*at].chars().next_back().is_none_or(|before| !before.is_alphanumeric()));
    starts.into_iter().any(|(at, _)| form[at..].starts_with(asked))
}

fn ambiguous(name: &str, several: &[&Scorecard]) -> Unclear {
    let names = several.iter().map(|card| full(card)).collect();
    Unclear(format!("{name:?} may be {} actors: {}; give more of the name", several.len(), list(names, LISTED)))
}

fn unknown(name: &str, forms: &[(&Scorecard, Vec<String>)]) -> Unclear {
    let asked = fold(name);
    let alike = |form: &String| form.split_whitespace().chain([form.as_str()]).map(|part| distance(part, &asked)).min();
    let mut ranked: Vec<(usize, &Scorecard)> =
        forms.iter().filter_map(|(card, forms)| Some((forms.iter().filter_map(alike).min()?, *card))).collect();
    ranked.sort_by_key(|(distance, _)| *distance);
    let like: Vec<String> =
        ranked.iter().filter(|(distance, _)| 5 * distance <= 2 * asked.chars().count()).map(|(_, card)| full(card)).take(OFFERED).collect();
    let offered = match (like.is_empty(), forms.is_empty()) {
        (false, _) => format!("names like it: {}", list(like, OFFERED)),
        (true, false) => {
            format!("among those who have: {}", list(forms.iter().map(|(card, _)| full(card)).take(OFFERED).collect(), OFFERED))
        }
        (true, true) => "nobody has".to_string(),
    };
    Unclear(format!("nobody called {name:?} has a position; {offered}"))
}

/// The name, with the article where only one article knows it.
fn full(card: &Scorecard) -> String {
    let alone = card.only_in.iter().map(|article| format!(" in {article}"));
    std::iter::once(card.actor.name.clone()).chain(alone).collect()
}

fn list(names: Vec<String>, most: usize) -> String {
    let more = names.len().saturating_sub(most);
    let listed = names.into_iter().take(most).collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{listed} and {more} more") } else { listed }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Kind;
    use crate::scorecard::example::{article, issues, sure};
    use crate::scorecard::{Options, tally};
    use crate::stance::Stance;

    fn cards() -> Vec<Scorecard> {
        let says = |story: crate::pipeline::ScoredArticle, name: &str, kind| {
            story.says(name, kind, &format!("{name} |backed |it."), 0, sure(Stance::Supportive, 0.9))
        };
        let story = ["Ada Hale", "Élise Hale", "Bo Lind", "Norway"]
            .into_iter()
            .fold(article("one", "", ""), |story, name| says(story, name, if name == "Norway" { Kind::Government } else { Kind::Person }));
        let story = says(story.alias("Bo Lind", "Senator Lind"), "a port official", Kind::Anonymous);
        let other = says(article("two", "", ""), "a port official", Kind::Anonymous);
        tally(&[story, other], &issues(&["A toll"]), &Options::default())
    }

    #[test]
    fn a_name_an_alias_a_surname_or_a_beginning_will_do() {
        let cards = cards();
        let found = |name: &str| actor(&cards, name).map(|card| card.actor.name.as_str());
        for (asked, name) in [
            ("ADA HALE", "Ada Hale"),
            ("elise", "Élise Hale"),
            ("senator lind", "Bo Lind"),
            ("lind", "Bo Lind"),
            ("Senator L", "Bo Lind"),
            ("nor", "Norway"),
        ] {
            assert_eq!(found(asked), Ok(name), "{asked}");
        }
        assert_eq!(actor(&cards, "a port official in two").map(|card| card.only_in.as_deref()), Ok(Some("two")));
    }

    #[test]
    fn what_means_several_or_nobody_is_an_error_that_helps() {
        let cards = cards();
        let wrong = |name: &str| actor(&cards, name).unwrap_err().to_string();
        assert_eq!(wrong("hale"), "\"hale\" may be 2 actors: Ada Hale, Élise Hale; give more of the name");
        assert!(wrong("a port official").contains("a port official in one, a port official in two"), "{}", wrong("a port official"));
        assert_eq!(wrong("Bo Lynd"), "nobody called \"Bo Lynd\" has a position; names like it: Bo Lind");
        assert!(wrong("Zacharias").contains("among those who have: "), "{}", wrong("Zacharias"));
        assert!(wrong("").contains("nobody called"), "{}", wrong(""));
        assert!(actor(&[], "Ada").unwrap_err().to_string().ends_with("nobody has"));
    }

    #[test]
    fn issues_are_found_by_id_or_its_beginning() {
        let issues = issues(&["A bridge toll", "A bridge", "Free buses"]);
        assert_eq!((issue(&issues, "a-bridge"), issue(&issues, "free"), issue(&issues, "Buses")), (Ok(1), Ok(2), Ok(2)));
        let wrong = |id: &str| issue(&issues, id).unwrap_err().to_string();
        assert_eq!(wrong("a-br"), "several issues begin with \"a-br\": a-bridge-toll, a-bridge; give the whole id");
        assert_eq!(wrong("trams"), "no issue \"trams\"; the issues are a-bridge-toll, a-bridge, free-buses");
    }
}
