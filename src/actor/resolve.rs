//! Resolution: whom names, descriptions and pronouns of one article stand for. Nothing is merged on a guess.
use crate::actor::census::{self, Subject, core_text, each};
use crate::actor::name::{Look, Name};
use crate::actor::person::{self, Register};
use crate::actor::table::{self, Gender, Pointer};
use crate::actor::{Actor, Kind};
use crate::token::Token;
use std::collections::{BTreeMap, BTreeSet};

/// An actor while the article is read.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Best form so far.
    pub name: String,
    /// All forms.
    pub forms: BTreeSet<String>,
    /// What it is.
    pub kind: Kind,
    /// For persons, where known.
    pub gender: Option<Gender>,
    /// Titles in lower case.
    pub titles: BTreeSet<String>,
    /// Occupations and offices told behind the name ("a farmer from the valley").
    pub roles: BTreeSet<String>,
    /// The last word of a description, for "the official".
    pub head: String,
    /// Whether anything of the article stands for it.
    pub used: bool,
}

/// Everyone in one article.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// The actors so far.
    pub actors: Vec<Draft>,
    persons: Register,
    keys: BTreeMap<String, usize>,
    /// Single capital words that are the subject of verbs, and how they stand.
    subjects: BTreeMap<String, Subject>,
    /// Organisations by each of their words, by their first word (with `^` before it) and by their initials (with `=`).
    pub(super) bodies: BTreeMap<String, BTreeSet<usize>>,
    /// The last described source by its head.
    heads: BTreeMap<String, usize>,
    /// Whom titles stand for, once asked.
    pub(super) bearers: BTreeMap<String, Vec<usize>>,
    /// Whether Georgia is the country here and not the American state.
    foreign_georgia: bool,
    /// Places that the article names, and whether by more than a word that persons bear too.
    places: BTreeMap<usize, bool>,
    /// Words that the article writes in lower case.
    lower: BTreeSet<String>,
}

impl Cast {
    /// Enters all names of the article that stand by themselves: full names, organisations, countries, groups.
    pub fn introduce(body: &str, tokens: &[Vec<Token>], names: &[Vec<Name>]) -> Cast {
        let mut cast = Cast::default();
        let surnames = census::surnames(body, tokens, names);
        cast.lower = tokens.iter().flatten().filter(|t| t.word && !t.capital).map(|t| t.lower.clone()).collect();
        for look in [Look::Person, Look::Words] {
            for (tokens, name) in each(tokens, names).filter(|(_, name)| name.look == look) {
                let core = core_text(body, tokens, name);
                let words = person::words(&core);
                let last = words.last().map_or("", String::as_str);
                let new = words.len() <= 4
                    && cast.personal(&core, &words)
                    && cast.persons.by_last(last).is_empty()
                    && (census::known_surname(&surnames, &words) || census::aged(tokens, name));
                if words.len() > 1 && !person::paired(&core) && (look == Look::Person || new) {
                    cast.person(&core, &words, &name.title(tokens), person::gender(&core, &name.title(tokens)));
                }
            }
        }
        cast.foreign_georgia = tokens.iter().flatten().any(|t| t.any(&["tbilisi", "georgian", "georgians", "caucasus"]));
        cast.places = census::places(body, tokens);
        cast.yield_surnames();
        cast.subjects = census::subjects(body, tokens, names);
        for (tokens, name) in each(tokens, names)
            .filter(|(tokens, name)| name.look == Look::Person && person::words(&core_text(body, tokens, name)).len() == 1)
        {
            cast.surname(&core_text(body, tokens, name), &name.title(tokens));
        }
        cast
    }

    fn person(&mut self, name: &str, words: &[String], title: &str, gender: Option<Gender>) -> usize {
        let known = self.full(name, words);
        let at = known.unwrap_or_else(|| self.add(name, Kind::Person));
        self.persons.enter(words, at);
        let actor = &mut self.actors[at];
        if name.split(' ').count() > actor.name.split(' ').count() {
            actor.name = name.to_string();
        }
        actor.gender = actor.gender.or(gender);
        if !title.is_empty() {
            actor.titles.insert(title.to_string());
        }
        at
    }

    /// Whether capital words can be a person's name: none is a common word of the article, a title, or all in capitals.
    fn personal(&self, name: &str, words: &[String]) -> bool {
        let shouted = name.split(' ').any(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 2 && w.chars().all(|c| !c.is_lowercase()));
        let particle = |w: &String| ["de", "van", "von", "der", "bin", "al", "el", "da", "del", "la"].contains(&w.as_str());
        !shouted
            && !name.contains('/')
            && words.first().is_none_or(|w| particle(w) || !self.lower.contains(w))
            && words.iter().all(|w| particle(w) || !table::listed("title", w) && kind_of_head(w).is_none_or(|k| k == Kind::Anonymous))
    }

    /// The person of this full name.
    fn full(&self, name: &str, words: &[String]) -> Option<usize> {
        let apart = person::initials_apart(name);
        let same = |actor: &Draft| {
            person::one_person(&person::initials_apart(&actor.name), &apart) && person::junior(&actor.name) == person::junior(name)
        };
        let bearers = self.persons.by_full(words);
        let exact = bearers.iter().copied().find(|p| same(&self.actors[*p]));
        let mut loose = bearers.iter().copied().filter(|p| person::one_person(&person::initials_apart(&self.actors[*p].name), &apart));
        exact.or_else(|| loose.next().filter(|_| loose.next().is_none() && !person::junior(name)))
    }

    /// Juniors leave the bare surname to others.
    fn yield_surnames(&mut self) {
        for at in 0..self.actors.len() {
            let name = self.actors[at].name.clone();
            if let Some(last) = person::words(&name).last().filter(|_| person::junior(&name)) {
                self.persons.yield_surname(last, at);
            }
        }
    }

    /// "Mr. Smith": the one person of that surname, or a new one where there is none.
    fn surname(&mut self, name: &str, title: &str) {
        let words = person::words(name);
        let last = words.last().map_or("", String::as_str);
        let gender = person::gender(name, title).filter(|_| !title.is_empty());
        let all = self.bearers(last);
        let fits: Vec<usize> = all
            .iter()
            .copied()
            .filter(|p| gender.is_none() || self.actors[*p].gender.is_none() || self.actors[*p].gender == gender)
            .collect();
        match fits.as_slice() {
            [one] => {
                self.actors[*one].titles.insert(title.to_string());
                self.actors[*one].gender = self.actors[*one].gender.or(gender);
            }
            [] if !last.is_empty() => {
                self.person(name, &words, title, gender);
            }
            _ => {}
        }
    }

    fn bearers(&self, word: &str) -> Vec<usize> {
        let last = self.persons.by_last(word);
        if last.is_empty() { self.persons.by_first(word) } else { last }
    }

    fn add(&mut self, name: &str, kind: Kind) -> usize {
        let draft = Draft {
            name: name.to_string(),
            forms: BTreeSet::new(),
            kind,
            gender: None,
            titles: BTreeSet::new(),
            roles: BTreeSet::new(),
            head: String::new(),
            used: false,
        };
        self.actors.push(draft);
        self.actors.len() - 1
    }

    fn keyed(&mut self, key: String, name: &str, kind: Kind) -> usize {
        if let Some(known) = self.keys.get(&key) {
            return *known;
        }
        let at = self.add(name, kind);
        self.keys.insert(key, at);
        at
    }

    /// Whom a name stands for. `speaks`: it is the subject of a cue, which lets seats and unknown words be actors.
    pub fn of_name(&mut self, body: &str, tokens: &[Token], name: &Name, speaks: bool) -> Option<usize> {
        let core = core_text(body, tokens, name);
        let at = match &name.look {
            Look::Organisation | Look::Seat(_) if !core.contains(' ') && !self.persons.by_last(&core.to_lowercase()).is_empty() => {
                self.person_of(tokens, name, &core, speaks)?
            }
            Look::Country(place) if self.places.get(place) != Some(&true) && self.named_person(&core) => {
                self.person_of(tokens, name, &core, speaks)?
            }
            Look::Word | Look::Words if (speaks || census::acts(tokens, name)) && self.doubtful_seat(&core).is_some() => {
                self.doubtful_seat(&core).map(|place| self.country(place))?
            }
            Look::Country(_) if table::listed("state", &core) && !speaks && !census::acts(tokens, name) => return None,
            Look::Country(_) if core == "Georgia" && !self.foreign_georgia => return None,
            Look::Country(place) => self.country(*place),
            Look::Organisation if census::acronym(&core) && self.lower.contains(&core.to_lowercase()) => return None,
            Look::Word if table::listed("organisation", &core) => self.body(&core.to_lowercase())?,
            Look::Seat(place) if speaks || census::acts(tokens, name) => self.country(*place),
            Look::Seat(_) => return None,
            Look::Group => self.keyed(format!("group {}", core.to_lowercase()), &core, Kind::Group),
            Look::Organisation => self.organisation(&core, Kind::Organisation),
            Look::Body => self.organisation(&core, Kind::Government),
            Look::Word if name.core.start == 0 && self.common(&core) => return None,
            Look::Person | Look::Words | Look::Word => self.person_of(tokens, name, &core, speaks)?,
        };
        let form = name.span(tokens).of(body).split_whitespace().collect::<Vec<_>>().join(" ");
        let actor = &mut self.actors[at];
        actor.used = true;
        actor.forms.insert(core);
        actor.forms.insert(form);
        if actor.kind == Kind::Organisation
            && let Some(noun) = census::apposed_noun(tokens, name)
        {
            self.bodies.entry(noun.to_string()).or_default().insert(at);
        } else if actor.kind == Kind::Person {
            actor.roles.extend(census::apposed_role(tokens, name));
        }
        Some(at)
    }

    /// Whether a word that begins a sentence is a common noun or verb there, and no name.
    fn common(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        let inside = self.subjects.get(&lower).is_some_and(|s| s.inside > 0);
        !inside && (kind_of_head(&lower).is_some() || self.lower.contains(&lower)) && self.persons.by_last(&lower).is_empty()
    }

    /// Whether the article has a person of this first or last name: "Jordan", "Chad".
    fn named_person(&self, word: &str) -> bool {
        !word.contains(' ') && !self.bearers(&word.to_lowercase()).is_empty()
    }

    /// The country of a seat that is more often something else, where the article names it and no person bears the word.
    fn doubtful_seat(&self, form: &str) -> Option<usize> {
        let place = table::place(form, Pointer::DoubtfulSeat).filter(|place| self.places.contains_key(place))?;
        self.bearers(&form.to_lowercase()).is_empty().then_some(place)
    }

    fn country(&mut self, place: usize) -> usize {
        let name = &table::all_places()[place].name;
        let union = ["European Union", "United Nations", "NATO"].contains(&name.as_str());
        self.keyed(format!("place {place}"), name, if union { Kind::Organisation } else { Kind::Government })
    }

    pub(super) fn organisation(&mut self, name: &str, kind: Kind) -> usize {
        let lower = name.to_lowercase();
        let mut key = lower.as_str();
        for prefix in ["the ", "u.s. ", "us ", "united states ", "american "] {
            key = key.strip_prefix(prefix).unwrap_or(key);
        }
        let key = if key == "house of representatives" { "house" } else { key };
        let spelled = if census::acronym(name) { self.spelled_out(name) } else { None };
        spelled.unwrap_or_else(|| {
            let at = self.keyed(format!("organisation {key}"), name, kind);
            self.index(at, name);
            at
        })
    }

    fn index(&mut self, at: usize, name: &str) {
        let words: Vec<String> = name.to_lowercase().split(' ').map(str::to_string).collect();
        let initials: String = words
            .iter()
            .filter(|w| !["of", "the", "for", "and", "on", "&"].contains(&w.as_str()))
            .filter_map(|w| w.chars().next())
            .collect();
        let first = words.first().map(|word| format!("^{word}"));
        for key in words.into_iter().chain(first).chain([format!("={initials}")]) {
            self.bodies.entry(key).or_default().insert(at);
        }
    }

    /// The one organisation under a key of the index.
    fn body(&self, key: &str) -> Option<usize> {
        self.bodies.get(key).filter(|set| set.len() == 1).and_then(|set| set.first().copied())
    }

    /// The organisation whose words begin with an acronym's letters.
    fn spelled_out(&self, acronym: &str) -> Option<usize> {
        let letters: String = acronym.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
        self.body(&format!("={letters}"))
    }

    fn person_of(&mut self, tokens: &[Token], name: &Name, core: &str, speaks: bool) -> Option<usize> {
        let words = person::words(core);
        let last = words.last()?;
        if words.len() == 1 && person::junior(core) {
            return self.persons.by_last(last).into_iter().find(|p| person::junior(&self.actors[*p].name)).or_else(|| {
                (0..self.actors.len())
                    .find(|a| person::junior(&self.actors[*a].name) && person::words(&self.actors[*a].name).last() == Some(last))
            });
        }
        if words.len() == 1 {
            return self.by_one_word(last, core, &name.title(tokens), speaks && name.look != Look::Person);
        }
        let known = self.full(core, &words);
        if known.is_some() {
            return known;
        }
        let person = speaks
            && words.len() <= 3
            && self.personal(core, &words)
            && tokens[name.core.clone()]
                .iter()
                .all(|t| t.capital || t.span.len() <= 3 || t.lower.starts_with("al-") || t.lower.starts_with("el-"));
        if person {
            return Some(self.person(core, &words, "", None));
        }
        None
    }

    fn by_one_word(&mut self, word: &str, core: &str, title: &str, speaks: bool) -> Option<usize> {
        let gender = person::gender(core, title).filter(|_| !title.is_empty());
        let all = self.bearers(word);
        let fits: Vec<usize> =
            all.iter().copied().filter(|p| gender.is_none() || self.actors[*p].gender.is_none_or(|g| Some(g) == gender)).collect();
        let organisation = if all.is_empty() && title.is_empty() && word.len() > 3 { self.first_word(word) } else { None };
        match fits.as_slice() {
            [one] => Some(*one),
            [] if organisation.is_some() => organisation,
            [] if all.is_empty() => self.unknown_word(word, core, speaks),
            many => self.in_office(many),
        }
    }

    /// The one organisation whose name begins with this word: "Amnesty" for "Amnesty International".
    fn first_word(&self, word: &str) -> Option<usize> {
        self.body(&format!("^{word}")).filter(|at| self.actors[*at].kind == Kind::Organisation)
    }

    /// A single word that nothing introduces: somebody where it speaks or acts more than once.
    fn unknown_word(&mut self, word: &str, core: &str, speaks: bool) -> Option<usize> {
        let subject = self.subjects.get(word).copied().unwrap_or_default();
        let acts = subject.seen >= 2 && subject.acting >= 1 && core.len() > 2;
        let spoken = speaks && subject.seen >= 2 && subject.inside >= 1 && !self.lower.contains(word);
        if subject.borne && acts || spoken {
            return Some(self.person(core, &[word.to_string()], "", None));
        }
        (speaks || acts).then(|| self.keyed(format!("word {word}"), core, Kind::Unknown))
    }

    /// Makes someone the author of the article: the one person of exactly that full name where the article has one.
    pub fn author_named(&mut self, name: &str) -> usize {
        let at = self.same_words(name).unwrap_or_else(|| self.add(name, Kind::Author));
        let actor = &mut self.actors[at];
        actor.kind = Kind::Author;
        actor.used = true;
        actor.forms.insert(name.to_string());
        self.keys.insert("author".to_string(), at);
        at
    }

    /// The one person whose name has the same words: "J. Hale" is not "Joseph Hale".
    fn same_words(&self, name: &str) -> Option<usize> {
        let words = person::words(name);
        let same = |at: &usize| {
            let theirs = &self.actors[*at].name;
            person::words(theirs) == words && person::junior(theirs) == person::junior(name)
        };
        let mut bearers = self.persons.by_full(&words).into_iter().filter(same);
        bearers.next().filter(|_| words.len() > 1 && bearers.next().is_none())
    }

    /// The author of the article, who says "I" outside of quotation marks.
    pub fn author(&mut self) -> usize {
        let at = self.keyed("author".to_string(), "the author", Kind::Author);
        self.actors[at].used = true;
        at
    }

    /// The country of an adjective: "Russian" in "Russian opposition to".
    pub fn of_adjective(&mut self, text: &str) -> Option<usize> {
        let at = table::place(text, Pointer::Adjective).map(|place| self.country(place))?;
        self.actors[at].used = true;
        self.actors[at].forms.insert(text.to_string());
        Some(at)
    }

    /// A source that is described and not named. `None` where its head is nobody who could speak.
    pub fn of_description(&mut self, text: &str, head: &str, definite: bool) -> Option<usize> {
        let kind = kind_of_head(head)?;
        if definite && let Some(known) = self.last_with_head(head) {
            self.actors[known].forms.insert(text.to_string());
            return Some(known);
        }
        let bare = text.strip_prefix("the ").or_else(|| text.strip_prefix("The ")).unwrap_or(text);
        let at = self.keyed(format!("description {}", bare.to_lowercase()), bare, kind);
        let actor = &mut self.actors[at];
        actor.used = true;
        actor.head = head.to_string();
        self.heads.insert(head.to_string(), at);
        let actor = &mut self.actors[at];
        actor.forms.insert(text.to_string());
        Some(at)
    }

    fn last_with_head(&self, head: &str) -> Option<usize> {
        self.heads.get(head).copied()
    }

    /// The actors that are used, and for each draft its new index.
    pub fn finish(self) -> (Vec<Actor>, Vec<Option<usize>>) {
        let mut actors = Vec::new();
        let mut places = Vec::new();
        for draft in self.actors {
            places.push(draft.used.then_some(actors.len()));
            if draft.used {
                let name = draft.name;
                let aliases = draft.forms.into_iter().filter(|form| *form != name && !form.is_empty()).collect();
                let own = |title: &String| title.rsplit(" for ").next().unwrap_or(title).to_string();
                let roles = draft.titles.iter().map(own).chain(draft.roles).collect::<BTreeSet<_>>().into_iter().collect();
                actors.push(Actor { name, aliases, kind: draft.kind, roles });
            }
        }
        (actors, places)
    }
}

/// What a described source is, by the head of its phrase.
pub fn kind_of_head(head: &str) -> Option<Kind> {
    if table::listed("body", head) {
        return Some(Kind::Organisation);
    }
    if table::listed("document", head) {
        return Some(Kind::Document);
    }
    if table::listed("group", head) {
        return Some(Kind::Group);
    }
    if table::listed("anonymous", head) || table::listed("title", head) {
        return Some(Kind::Anonymous);
    }
    let person = ["er", "or", "ist", "man", "woman", "ian", "ee", "person"].iter().any(|end| head.ends_with(end)) && head.len() > 4;
    let persons =
        ["ers", "ors", "ists", "men", "women", "ians", "ees", "sources", "persons"].iter().any(|end| head.ends_with(end)) && head.len() > 4;
    let singular = head.strip_suffix('s').is_some_and(|one| table::listed("anonymous", one));
    let thing = table::listed("no_person", head);
    match () {
        () if thing => None,
        () if singular || persons => Some(Kind::Group),
        () if person => Some(Kind::Anonymous),
        () => None,
    }
}
