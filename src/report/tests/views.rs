//! Views of the terminal, and one judgement in full.
use super::*;
use crate::report::explain::{find, id_of};
use crate::report::terminal::{Screen, Top, View, explain, view};
use crate::scorecard::{Calendar, Grouping};

fn seen(report: &Report, asked: View, width: u16) -> String {
    let text = view(report, &asked, Screen { width: Some(width), colour: false }).unwrap();
    assert!(text.lines().all(|line| line.chars().count() <= usize::from(width) && line.trim_end() == line), "{text}");
    text
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| name.to_string()).collect()
}

#[test]
fn an_actor_is_shown_with_net_trend_and_sentences() {
    let ada = || View { actors: names(&["nkemelu"]), ..View::default() };
    let text = seen(&report(), ada(), 100);
    assert!(text.contains("\nAda Nkemelu, person\n"), "{text}");
    let ferry = text.lines().find(|line| line.starts_with("a-night-ferry  supportive 2")).unwrap();
    assert!(ferry.contains(" (−0.12 to +0.99)") && ferry.ends_with("▲·") && ferry.contains("───●"), "{text}");
    assert!(text.contains("The trend is by month from 2025-03 to 2025-04."), "{text}");
    assert!(text.contains("\n  Nkemelu promised “a boat every hour”.\n      supportive 95% · "), "{text}");
    assert!(text.contains("Evening Post, 9 March 2025 · harbour-2:17\n"), "{text}");
    let toll = seen(&report(), View { issues: names(&["a-bridge"]), ..ada() }, 60);
    assert!(toll.contains("would accept a bridge toll") && !toll.contains("a-night-ferry"), "{toll}");
    let union = seen(&report(), View { actors: names(&["Boat Union"]), ..View::default() }, 80);
    assert!(union.contains("\na-bridge-toll: no position, only relayed or past statements\n"), "{union}");
    let coloured = view(&report(), &ada(), Screen { width: Some(100), colour: true }).unwrap();
    assert!(
        coloured.contains("\u{1b}[1mNkemelu\u{1b}[0m \u{1b}[4mpromised\u{1b}[0m \u{1b}[38;5;33m“a boat every hour”.\u{1b}[0m"),
        "{coloured}"
    );
}

#[test]
fn an_issue_is_a_strip_from_opposed_to_supportive() {
    let text = seen(&report(), View { issues: names(&["A-NIGHT"]), ..View::default() }, 100);
    let place = |name: &str| text.find(&format!("\n{name}  ")).unwrap();
    assert!(place("Boat Union") < place("Ada Nkemelu"), "{text}");
    assert!(text.contains("opposed 2") && text.contains("supportive 2"), "{text}");
    assert!(text.contains("Too few or unsure (2 actors):\n  (cautious)    a port official\n  (supportive)  commuters\n"), "{text}");
    let free = report_of(&town(), &["A night ferry", "A bridge toll", "Free buses"], 2);
    assert!(seen(&free, View { issues: names(&["free-buses"]), ..View::default() }, 80).contains("Nobody has a position on this."));
}

#[test]
fn positions_stand_by_time_outlet_and_party() {
    let mut report = report();
    report.scorecards[0].affiliations = vec![party("Harbour Party", None, None)];
    let by = |grouping, actors: &[&str], issues: &[&str]| View {
        actors: names(actors),
        issues: names(issues),
        by: Some(grouping),
        top: Top::All,
    };
    let months = seen(&report, by(Grouping::Time(Calendar::Month), &["ada"], &[]), 80);
    assert!(months.contains("\n2025-03         supportive 2") && months.contains("\n2025-04         ·"), "{months}");
    let outlets = seen(&report, by(Grouping::Outlet, &[], &["a-night-ferry"]), 80);
    let union = outlets.lines().find(|line| line.starts_with("Boat Union")).unwrap();
    assert_eq!(union.matches("(1 opposed)").count(), 2, "{outlets}");
    let parties = seen(&report, by(Grouping::Belonging(Belonging::Party), &[], &[]), 80);
    assert!(parties.contains("\nHarbour Party   supportive 2") && parties.contains("\nno known party  "), "{parties}");
    let wrong = |asked: View| view(&report, &asked, Screen::default()).unwrap_err().to_string();
    assert!(wrong(by(Grouping::Outlet, &[], &[])).contains("--actor or --issue"));
    assert!(wrong(by(Grouping::Belonging(Belonging::Country), &[], &[])).contains("country = \"...\""));
    assert!(wrong(View { actors: names(&["Ada Nkemelo"]), ..View::default() }).contains("names like it: Ada Nkemelu"));
}

#[test]
fn the_busiest_are_shown_and_the_rest_is_said() {
    let text = seen(&report(), View { top: Top::Busiest(2), ..View::default() }, 80);
    assert!(text.contains("Ada Nkemelu") && text.contains("Boat Union") && !text.contains("commuters"), "{text}");
    assert!(text.contains("\n2 of 5 actors: those with most sayings. --top all shows all"), "{text}");
    assert!(!seen(&report(), View { top: Top::All, ..View::default() }, 80).contains("--top"));
}

#[test]
fn a_judgement_is_explained_from_its_words_to_the_report() {
    let (articles, report) = (town(), report());
    let id = id_of(&report.scorecards[0].positions[0].evidence[0]);
    assert_eq!(id, "harbour-2:17");
    let screen = Screen { width: Some(100), colour: false };
    let told = |id: &str, attribution| explain(&report, &find(&articles, id).unwrap(), attribution, &[], screen);
    let text = told(&id, Some("attribution"));
    for part in [
        "harbour-2:17\nThe harbour-2 story · Evening Post, 9 March 2025\n",
        "\n  Nkemelu promised “a boat every hour”. The Boat Union walked out over the ferry. ",
        "  Speaker       Ada Nkemelu, person\n",
        "  Cue           “promised”\n",
        "  Content       “a boat every hour”.\n",
        "  Found by      the model attribution",
        "\na-night-ferry: supportive, over the threshold of small\n  Issue         A night ferry. Being for it means wanting A night ferry.\n",
        "  Probability   supportive 0.950, cautious 0.017, opposed 0.017, none 0.017\n",
        "  In the report counts for Ada Nkemelu (supportive over 2 sayings); its saying is supportive 0.950\n",
        "\nNot judged on, since their words do not stand near: a-bridge-toll. --all asks the models.\n",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let relayed = told("harbour-3:60", None);
    assert!(relayed.contains("relayed: Ada Nkemelu says so of the speaker") && relayed.contains("the rules"), "{relayed}");
    assert!(relayed.contains("not counted for Boat Union: relayed"), "{relayed}");
    let listed = told("harbour-3", None);
    assert!(listed.contains("Ada Nkemelu, cautious on a-bridge-toll\n") && listed.lines().count() == 4, "{listed}");
}
