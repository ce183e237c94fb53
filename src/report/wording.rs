//! The words that the table and the page share.
use super::{LeftOut, Report, Run};
use crate::article::Genre;
use crate::round::percent;
use crate::run::Check;
use crate::scorecard::{Confusion, Counts, Evidence, Fragile, Headline, Holder, Options, Position, Unit};
use crate::stance::{Lean, Stance};
use crate::statement;
use jiff::civil::Date;

/// The number and its noun, with an `s` unless it is one.
pub fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// "1 copy", "2 copies".
pub fn copies(n: usize) -> String {
    if n == 1 { "1 copy".to_string() } else { format!("{n} copies") }
}

/// What stands under the word of a cell: the number of sayings, and for a thin position what they are.
pub fn note(position: &Position) -> String {
    match position.headline {
        Headline::TooFew => by_verdict(position),
        Headline::Unsure => count(position.n_unsure, position.unit.word()),
        Headline::Cautious | Headline::Changed => {
            let (sayings, way) = (count(position.counts.total(), position.unit.word()), way(position));
            if way.is_empty() { sayings } else { format!("{sayings}, {way}") }
        }
        _ => count(position.counts.total(), position.unit.word()),
    }
}

/// Which way a cautious position leans or a changed one turned; empty where there is nothing to say.
pub fn way(position: &Position) -> &'static str {
    turn(position.lean, position.turned_to)
}

/// The same of a lean and a later pole.
pub fn turn(lean: Option<Lean>, turned_to: Option<Stance>) -> &'static str {
    match (lean, turned_to) {
        (_, Some(Stance::Supportive)) => "now supportive",
        (_, Some(_)) => "now opposed",
        (Some(Lean::For), _) => "leaning for",
        (Some(Lean::Against), _) => "leaning against",
        (Some(Lean::Even), _) => "no lean",
        _ => "",
    }
}

/// "2 supportive, 1 cautious"; empty without sure sayings.
pub fn by_verdict(position: &Position) -> String {
    verdicts(position.counts)
}

/// The same of counts.
pub fn verdicts(counts: Counts) -> String {
    let told = counts.by_word().into_iter().filter(|(_, count)| *count > 0);
    told.map(|(word, count)| format!("{count} {word}")).collect::<Vec<_>>().join(", ")
}

/// "3 sayings in 3 articles of 2 outlets: 2 supportive, 1 cautious".
pub fn summary(position: &Position) -> String {
    let mut parts = Vec::new();
    if position.counts.total() > 0 {
        let mut place = format!("{} in {}", count(position.counts.total(), position.unit.word()), count(position.n_articles, "article"));
        if position.n_outlets > 0 {
            place += &format!(" of {}", count(position.n_outlets, "outlet"));
        }
        parts.push(format!("{place}: {}", by_verdict(position)));
    }
    parts.extend((position.n_unsure > 0).then(|| format!("{} unsure, not counted", count(position.n_unsure, position.unit.word()))));
    parts.extend(Some(way(position).to_string()).filter(|way| !way.is_empty()));
    parts.extend(hangs_on(position));
    parts.join("; ")
}

/// "turns without Herald", "rests on Herald"; `None` where the word hangs on no outlet.
pub fn hangs_on(position: &Position) -> Option<String> {
    let Fragile { turns_without, rests_on } = &position.fragile;
    let turns = (!turns_without.is_empty()).then(|| format!("turns without {}", turns_without.join(", or without ")));
    let rests = rests_on.as_ref().map(|outlet| format!("rests on {outlet}"));
    let remarks: Vec<String> = turns.into_iter().chain(rests).collect();
    (!remarks.is_empty()).then(|| remarks.join("; "))
}

/// "net +0.91, with 95% probability between +0.40 and +0.99"; empty without sure sayings.
pub fn net(position: &Position) -> String {
    let Some(net) = position.net else { return String::new() };
    let between = position.interval.map(|[low, high]| format!(", with 95% probability between {} and {}", signed(low), signed(high)));
    format!("net {}{}", signed(net), between.unwrap_or_default())
}

/// With two decimals and its sign, a minus as printers set it.
pub fn signed(number: f64) -> String {
    match format!("{number:+.2}") {
        zero if zero == "-0.00" || zero == "+0.00" => "0.00".to_string(),
        number => number.replace('-', "\u{2212}"),
    }
}

/// Whose stance it is and who tells it, where the name it stands under leaves that open: "Tom Reed for Ada Hale", "Ada Hale".
fn people(evidence: &Evidence, name: &str) -> Option<String> {
    match (&evidence.speaker, &evidence.speaks_for) {
        (Some(speaker), Some(principal)) => Some(format!("{speaker} for {principal}")),
        (Some(one), None) | (None, Some(one)) => Some(one.clone()).filter(|one| one != name),
        (None, None) => None,
    }
}

/// Whose it is where that differs from the name it stands under, how it reached the reader, and what else is to be known before relying
/// on it.
pub fn flags(evidence: &Evidence, name: &str) -> Vec<String> {
    let how = match (evidence.how, &evidence.relayed_by) {
        (statement::Evidence::Direct, _) => "quoted".to_string(),
        (statement::Evidence::Paraphrase, _) => "paraphrased".to_string(),
        (statement::Evidence::Act, _) => "an act".to_string(),
        (statement::Evidence::Told | statement::Evidence::Mention, _) => "told by the reporter".to_string(),
        (statement::Evidence::Relayed, Some(relayer)) => format!("relayed by {relayer}"),
        (statement::Evidence::Relayed, None) => "relayed".to_string(),
    };
    let opinion = (evidence.genre == Genre::Opinion).then(|| "opinion piece".to_string());
    let past = (evidence.time == statement::Time::Past).then(|| "said earlier".to_string());
    let aside = evidence.left_out.filter(|_| evidence.makes_position()).map(|reason| format!("not counted: {}", reason.words()));
    let unsure = evidence.unsure.then(|| "unsure".to_string());
    [people(evidence, name), Some(how), opinion, past, unsure, aside].into_iter().flatten().collect()
}

/// "not in English (3), broken line (1)"; empty where nothing was skipped.
pub fn reasons(run: &Run) -> String {
    run.reasons().iter().map(|(reason, skipped)| format!("{reason} ({})", skipped.len())).collect::<Vec<_>>().join(", ")
}

/// The ids or names of issues nobody has a position on, in a sentence; empty where there are none.
pub fn silence<'a>(issues: impl Iterator<Item = &'a str>) -> String {
    let issues: Vec<&str> = issues.collect();
    if issues.is_empty() { String::new() } else { format!("No position on: {}.", issues.join(", ")) }
}

/// What counts, in a sentence: "Only what is first-hand and current counts."
pub fn what_counts(options: &Options) -> String {
    let included = options.include.words().join(" and ");
    let what = match included.as_str() {
        "" => "Only what is first-hand and current counts".to_string(),
        _ => format!("What is first-hand and current counts, and here what is {included} too"),
    };
    let days = match (options.period.since().map(day), options.period.until().map(day)) {
        (None, None) => String::new(),
        (Some(since), None) => format!(", of texts that first appeared on {since} or later"),
        (None, Some(until)) => format!(", of texts that first appeared on {until} or earlier"),
        (Some(since), Some(until)) => format!(", of texts that first appeared from {since} to {until}"),
    };
    let unit = if options.unit == Unit::Statement { "; each statement counts by itself" } else { "" };
    let sure = Some(options.min_attribution)
        .filter(|least| *least > 0.0)
        .map(|least| format!(", attributed with a confidence of at least {least}"));
    let holder = if options.holder == Holder::Principal { "; who is spoken for counts in the speaker's place" } else { "" };
    let level = options.roll_up.map(|level| format!("; everyone counts for the {} of the day", level.word()));
    let weighed = match options.weighting.words() {
        "" => String::new(),
        words => format!("; sayings are {words}, in all but their counts"),
    };
    format!("{what}{}{days}{unit}{holder}{}{weighed}.", sure.unwrap_or_default(), level.unwrap_or_default())
}

/// What the intervals rest on, in a sentence.
pub fn intervals(options: &Options) -> &'static str {
    match options.confusion {
        Some(_) => "Intervals take into account how often such sayings were missed, invented and misread in articles coded by hand.",
        None => "Intervals believe the model's probabilities, since it was not measured how its sayings err; they are too narrow.",
    }
}

/// How the model's sayings come out on articles coded by hand, in a sentence; empty where that was not measured.
pub fn figures(options: &Options) -> String {
    let Some(Confusion { counted, missed, .. }) = options.confusion else { return String::new() };
    let n_counted: usize = counted.iter().flatten().sum();
    let n_right: usize = (0..3).map(|stance| counted[stance][stance]).sum();
    let (n_reversed, n_invented) = (counted[0][2] + counted[2][0], counted[3].iter().sum::<usize>());
    let n_missed: usize = missed.iter().sum();
    let share = |part: usize, whole: usize| percent(part as f64 / whole.max(1) as f64);
    format!(
        "Of {n_counted} sayings that it counted in other articles, coded by hand, {} have the coded stance, {} the opposite one, and {} are of \
         none; of {} coded sayings it missed {}.",
        share(n_right, n_counted),
        share(n_reversed, n_counted),
        share(n_invented, n_counted),
        n_counted - n_invented + n_missed,
        share(n_missed, n_counted - n_invented + n_missed)
    )
}

/// "40 cells checked by hand: 65% right, 5% reversed; 12 of 60 coded ones missed."
pub fn checked(check: &Check) -> String {
    match check {
        Check::Never => "No cell checked by hand yet.".to_string(),
        Check::Holds(checked) => format!("{checked}."),
        Check::Outdated(_) => "No cell checked by hand yet as it is now: what was checked came of another model or other wordings of the \
                               issues. Validate again."
            .to_string(),
    }
}

/// What positions leave out: "1 unsure, 0 relayed, 0 past".
pub fn left_out(report: &Report) -> String {
    let LeftOut { unsure, relayed, past, attribution, outside } = report.left_out();
    let attribution = if attribution > 0 { format!(", {attribution} attributed too unsurely") } else { String::new() };
    let outside = if outside > 0 { format!(", {outside} outside the period") } else { String::new() };
    format!("{unsure} unsure, {relayed} relayed, {past} past{attribution}{outside}")
}

/// "3 March 2025".
pub fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// From the first to the last day of publication; empty where no article is dated.
pub fn period(report: &Report) -> String {
    match (report.run.corpus.from, report.run.corpus.to) {
        (Some(from), Some(to)) if from != to => format!("{} to {}", day(from), day(to)),
        (Some(from), _) => day(from),
        _ => String::new(),
    }
}
