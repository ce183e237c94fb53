//! Cues: the verbs that report what someone says, thinks, wants or does, in all their forms.
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a cue verb can do, as a set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sense {
    /// Words: may follow or precede a quotation ("said").
    pub say: bool,
    /// A hearer stands after it ("told").
    pub hearer: bool,
    /// A mind ("believes").
    pub think: bool,
    /// Documents and polls ("shows").
    pub show: bool,
    /// For or against what follows ("opposes").
    pub stance: bool,
    /// A deed ("vetoed").
    pub act: bool,
}

/// A verb's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// "say"
    Base,
    /// "says"
    Third,
    /// "said"
    Past,
    /// "written", where it differs from the past
    Participle,
    /// "saying"
    Ing,
}

/// A form of a cue verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The verb's base.
    pub base: String,
    /// Which form.
    pub form: Form,
    /// What it can do.
    pub sense: Sense,
    /// Words that must follow, for phrasal verbs ("for" after "called"); empty for the verb by itself.
    pub tail: Vec<String>,
}

static TABLE: LazyLock<HashMap<String, Vec<Cue>>> = LazyLock::new(|| read(include_str!("cues.tsv")));

/// The cues that a word can be, longest tail first.
pub fn of(lower: &str) -> &'static [Cue] {
    TABLE.get(lower).map_or(&[], Vec::as_slice)
}

fn read(table: &str) -> HashMap<String, Vec<Cue>> {
    let mut cues: HashMap<String, Vec<Cue>> = HashMap::new();
    for (class, words) in table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')) {
        for entry in entries(class, words) {
            add(&mut cues, class, &entry);
        }
    }
    for list in cues.values_mut() {
        list.sort_by_key(|cue| std::cmp::Reverse(cue.tail.len()));
    }
    cues
}

fn entries(class: &str, words: &str) -> Vec<String> {
    match class {
        "phrasal" => words.split('|').map(str::to_string).collect(),
        _ => words.split(' ').map(str::to_string).collect(),
    }
}

/// `speak of/spoke/spoken`: the first word is the verb, the rest its tail, irregular forms after slashes.
fn add(cues: &mut HashMap<String, Vec<Cue>>, class: &str, entry: &str) {
    let mut parts = entry.split('/');
    let mut words = parts.next().unwrap_or("").split(' ');
    let base = words.next().unwrap_or("");
    let tail: Vec<String> = words.map(str::to_string).collect();
    for (form, word) in forms(base, parts.next(), parts.next()) {
        let list = cues.entry(word).or_default();
        let at = list.iter().position(|cue| cue.form == form && cue.tail == tail && cue.base == base).unwrap_or_else(|| {
            list.push(Cue { base: base.to_string(), form, sense: Sense::default(), tail: tail.clone() });
            list.len() - 1
        });
        mark(&mut list[at].sense, class);
    }
}

fn mark(sense: &mut Sense, class: &str) {
    match class {
        "say" => sense.say = true,
        "hearer" => sense.hearer = true,
        "think" => sense.think = true,
        "show" => sense.show = true,
        "act" => sense.act = true,
        _ => sense.stance = true,
    }
}

fn forms(base: &str, past: Option<&str>, participle: Option<&str>) -> Vec<(Form, String)> {
    let past = past.map_or_else(|| regular_past(base), str::to_string);
    let participle = participle.map_or_else(|| past.clone(), str::to_string);
    let mut forms = vec![(Form::Base, base.to_string()), (Form::Third, third(base)), (Form::Past, past.clone()), (Form::Ing, ing(base))];
    if participle != past {
        forms.push((Form::Participle, participle));
    }
    if past == base {
        forms.remove(0);
    }
    forms
}

fn third(base: &str) -> String {
    match consonant_y(base) {
        Some(stem) => format!("{stem}ies"),
        None if base.ends_with(['s', 'x', 'z']) || base.ends_with("sh") || base.ends_with("ch") || base == "go" || base == "veto" => {
            format!("{base}es")
        }
        None => format!("{base}s"),
    }
}

fn regular_past(base: &str) -> String {
    match consonant_y(base) {
        Some(stem) => format!("{stem}ied"),
        None if base.ends_with('e') => format!("{base}d"),
        None => format!("{}ed", doubled(base)),
    }
}

fn ing(base: &str) -> String {
    match base.strip_suffix('e') {
        Some(stem) if !base.ends_with("ee") && base != "see" => format!("{stem}ing"),
        _ => format!("{}ing", doubled(base)),
    }
}

fn consonant_y(base: &str) -> Option<&str> {
    base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']))
}

/// Verbs that double their last letter ("quipped", "admitted").
fn doubled(base: &str) -> String {
    const DOUBLE: &[&str] = &[
        "quip", "snap", "admit", "commit", "rebut", "rip", "slam", "pan", "snub", "rap", "plan", "permit", "submit", "ban", "scrap", "dub",
        "mum", "spot", "grab", "tap", "shrug", "opt", "appal", "get", "let", "put", "run", "cut", "set", "hit", "sum", "begin", "beg",
        "refer", "prefer", "hum", "brag", "sit", "win", "compel", "step", "trip", "cram", "flip", "refer", "infer", "confer", "defer",
    ];
    match base.chars().last() {
        Some(last) if DOUBLE.contains(&base) && base != "opt" => format!("{base}{last}"),
        _ => base.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms_of(word: &str) -> Vec<(&'static str, Form)> {
        of(word).iter().filter(|cue| cue.tail.is_empty()).map(|cue| (cue.base.as_str(), cue.form)).collect()
    }

    #[test]
    fn verbs_are_known_in_all_their_forms() {
        assert_eq!(forms_of("said"), [("say", Form::Past)]);
        assert_eq!(forms_of("denies"), [("deny", Form::Third)]);
        assert_eq!(forms_of("admitted"), [("admit", Form::Past)]);
        assert_eq!(forms_of("vetoes"), [("veto", Form::Third)]);
        assert_eq!(forms_of("opposing"), [("oppose", Form::Ing)]);
        assert_eq!(forms_of("written"), [("write", Form::Participle)]);
        assert_eq!(forms_of("walked"), []);
    }

    #[test]
    fn phrasal_verbs_come_before_the_verb_alone() {
        let called = of("called");
        assert!(called.iter().any(|cue| cue.tail == ["for"]));
        assert!(called.is_sorted_by_key(|cue| std::cmp::Reverse(cue.tail.len())));
    }
}
