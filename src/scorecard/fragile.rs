//! Whether the word for a position hangs on one outlet.
use super::{Headline, Options, Saying};
use crate::stance::Stance;
use std::collections::BTreeSet;

/// Which outlets a position hangs on. A position whose word is "too few" or "unsure" hangs on none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragile {
    /// Outlets without which the word would be another, in the order of their names: all sayings that only this one printed left out. The
    /// other word is one of supportive, cautious, opposed, mixed and changed, or changed to the other side.
    pub turns_without: Vec<String>,
    /// The one outlet without which fewer sayings than asked for would be left. `None` where there are several such: then few sayings make
    /// the position, which their number says.
    pub rests_on: Option<String>,
}

impl Fragile {
    /// From the sayings of a position, sure or not.
    pub fn of(sayings: &[&Saying], options: &Options) -> Fragile {
        let now = word(sayings, options);
        if !is_word(now.0) {
            return Fragile::default();
        }
        let sole = |saying: &&&Saying| saying.is_sure() && saying.outlets.len() == 1;
        let outlets: BTreeSet<&String> = sayings.iter().filter(sole).flat_map(|saying| &saying.outlets).collect();
        let without = |outlet: &String| {
            let is_left = |saying: &&&Saying| saying.outlets.len() != 1 || !saying.outlets.contains(outlet);
            word(&sayings.iter().filter(is_left).copied().collect::<Vec<_>>(), options)
        };
        let left: Vec<(&String, (Headline, Option<Stance>))> = outlets.into_iter().map(|outlet| (outlet, without(outlet))).collect();
        let turns = left.iter().filter(|(_, other)| is_word(other.0) && *other != now);
        let mut too_few = left.iter().filter(|(_, other)| !is_word(other.0)).map(|(outlet, _)| outlet.to_string());
        let rests_on = too_few.next().filter(|_| too_few.next().is_none());
        Fragile { turns_without: turns.map(|(outlet, _)| outlet.to_string()).collect(), rests_on }
    }
}

fn word(sayings: &[&Saying], options: &Options) -> (Headline, Option<Stance>) {
    Headline::under(sayings, options)
}

fn is_word(headline: Headline) -> bool {
    !matches!(headline, Headline::TooFew | Headline::Unsure)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scorecard::example::said_in;
    use crate::stance::Stance::{Cautious, Opposed, Supportive};

    fn fragile(said: &[(&[&str], Stance)]) -> (Vec<String>, Option<String>) {
        let sayings: Vec<Saying> = said.iter().enumerate().map(|(at, (outlets, stance))| said_in(at, outlets, *stance)).collect();
        let Fragile { turns_without, rests_on } = Fragile::of(&sayings.iter().collect::<Vec<_>>(), &Options::default());
        (turns_without, rests_on)
    }

    #[test]
    fn a_word_turns_without_the_outlet_that_makes_it() {
        // 6 of 8 supportive; without the Herald's three 3 of 5, without the Post's two 4 of 6, without the Echo's one 5 of 7.
        let split = |herald: &'static [&'static str]| -> Vec<(&'static [&'static str], Stance)> {
            let rest: [(&[&str], Stance); 5] =
                [(&["Post"], Supportive), (&["Post"], Supportive), (&["Echo"], Supportive), (&[], Opposed), (&[], Cautious)];
            [vec![(herald, Supportive); 3], rest.to_vec()].concat()
        };
        assert_eq!(fragile(&split(&["Herald"])), (vec!["Herald".to_string()], None));
        assert_eq!(fragile(&split(&["Herald", "Wire"])), (vec![], None), "what others printed too stays");
    }

    #[test]
    fn resting_on_one_outlet_is_another_remark() {
        let herald: (&[&str], Stance) = (&["Herald"], Opposed);
        assert_eq!(fragile(&[herald, herald, herald]), (vec![], Some("Herald".to_string())));
        assert_eq!(fragile(&[herald, herald, (&["Post"], Opposed)]), (vec![], Some("Herald".to_string())));
        assert_eq!(fragile(&[herald, (&["Post"], Opposed)]), (vec![], None), "that there are two says so");
        assert_eq!(fragile(&[herald]), (vec![], None), "too few anyway");
        let unknown: (&[&str], Stance) = (&[], Opposed);
        assert_eq!(fragile(&[unknown, unknown]), (vec![], None));
    }
}
