use super::reversed;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Issues, and one of the wordings that say the opposite.
const CASES: &[(&str, &str)] = &[
    ("banning night ferries", "allowing night ferries"),
    ("allowing dogs in the reading room", "banning dogs in the reading room"),
    ("Closing the harbour library", "Keeping the harbour library open"),
    ("keeping the quarry open", "closing the quarry"),
    ("repealing the bicycle tax", "keeping the bicycle tax"),
    ("raising the ferry toll", "lowering the ferry toll"),
    ("raising the ferry toll to nine crowns", "not raising the ferry toll to nine crowns"),
    ("withdrawing the fleet from the northern bay", "keeping the fleet in the northern bay"),
    ("keeping tourists out of the caves", "letting tourists into the caves"),
    ("joining the Polar League", "staying out of the Polar League"),
    ("leaving the Polar League", "staying in the Polar League"),
    ("leaving the mill to its owners", "not leaving the mill to its owners"),
    ("dropping the rower from the national crew", "keeping the rower in the national crew"),
    ("lifting the embargo on wool", "keeping the embargo on wool"),
    ("postponing the regatta", "going ahead with the regatta now"),
    ("ending the harbour patrols", "continuing the harbour patrols"),
    ("continuing to feed the gulls", "ceasing to feed the gulls"),
    ("expanding the tram network", "shrinking the tram network"),
    ("letting farmers burn straw", "refusing to let farmers burn straw"),
    ("requiring anglers to buy a licence", "not requiring anglers to buy a licence"),
    ("blaming the mayor for the flood", "not blaming the mayor for the flood"),
    ("cutting the opera's budget and closing its school", "not cutting the opera's budget and closing its school"),
    ("reporting of gull counts by anglers", "objecting to reporting of gull counts by anglers"),
    ("juggling on trams", "not juggling on trams"),
    ("publicly naming the donors", "not publicly naming the donors"),
    ("not paving the market square", "paving the market square"),
    ("refusing to sell the old mill", "agreeing to sell the old mill"),
    ("rejecting the harbour treaty", "the harbour treaty"),
    ("opposition to the new pier", "support for the new pier"),
    ("support for the new pier", "opposition to the new pier"),
    ("a ban on glass bottles", "allowing glass bottles"),
    ("the repeal of the salt law", "keeping the salt law"),
    ("cuts to the lighthouse service", "sparing the lighthouse service from cuts"),
    ("the withdrawal of the guards from the palace", "keeping the guards in the palace"),
    ("Mayor Olsen's resignation", "keeping Mayor Olsen in office"),
    ("the minister's decision to sell the fleet", "the minister's decision not to sell the fleet"),
    ("the decision not to dredge the canal", "the decision to dredge the canal"),
    ("stricter rules for kite flyers", "looser rules for kite flyers"),
    ("deeper cuts in the opera budget", "opposing deeper cuts in the opera budget"),
    ("mandatory helmets for rowers", "voluntary helmets for rowers"),
    ("sanctions on Ruritania", "lifting sanctions on Ruritania"),
    ("claims that the bridge is unsafe", "denying that the bridge is unsafe"),
    ("Ruritania keeping the islands", "Ruritania not keeping the islands"),
    ("Mayor Olsen quietly selling the old pier", "Mayor Olsen not quietly selling the old pier"),
    ("The Strelsau trade pact", "rejecting the Strelsau trade pact"),
    ("the mayor's handling of the flood", "criticizing the mayor's handling of the flood"),
    ("an inquiry into the tram fire", "dropping an inquiry into the tram fire"),
    ("Ada Quist as harbour master", "opposing Ada Quist as harbour master"),
    ("negative parking fees", "rejecting negative parking fees"),
    ("whether to close the plant", "keeping the plant open"),
    ("whether the plant should close", "the plant should not close"),
    ("We should ban kites", "We should allow kites"),
    ("We should not ban kites", "We should ban kites"),
    ("Kites should never be taxed", "Kites should be taxed"),
    ("Kite flying should be banned", "Kite flying should be allowed"),
    ("The Harbour Should Be Dredged", "The Harbour Should Not Be Dredged"),
    ("Shops that sell kites should close", "Shops that sell kites should not close"),
    ("Kites can be dangerous", "Kites cannot be dangerous"),
    ("Anglers don't need licences", "Anglers do need licences"),
    ("The city has a duty to the gulls", "The city does not have a duty to the gulls"),
    ("Ferries won’t run at night", "Ferries will run at night"),
    ("Opera is no longer popular", "Opera is still popular"),
    ("All kites should be registered", "It is not true that all kites should be registered"),
    ("Kite flying brings more harm than good", "Kite flying brings more good than harm"),
    ("This house believes that kites are art", "This house does not believe that kites are art"),
    ("We believe in kites", "We do not believe in kites"),
    ("Abolish the salt tax", "Do not abolish the salt tax"),
];

fn all(issue: &str) -> BTreeSet<String> {
    (0..60).filter_map(|choice| reversed(issue, choice)).collect()
}

#[test]
fn every_kind_of_issue_is_reversed() {
    for (issue, opposite) in CASES {
        let wordings = all(issue);
        assert!(wordings.contains(*opposite), "{issue}: {opposite} is not in {wordings:?}");
    }
}

#[test]
fn what_is_no_single_matter_is_left_alone() {
    for issue in ["", "  ", "42", "?!", "how to dredge the canal", "Should kites be banned?", "ferries versus bridges"] {
        assert_eq!(reversed(issue, 7), None, "{issue}");
    }
}

#[test]
fn an_action_that_governs_a_second_one_keeps_both() {
    assert!(!all("keeping the tram instead of closing it").iter().any(|wording| wording.starts_with("dropping")));
}

fn words() -> impl Strategy<Value = String> {
    let known = "keeping|banning|A|N|A's|the|of|should|not|We|mayor's|whether|to|that|no|ban|on|is|has|have|and|raising|from|kites|The|can|do|’s|'|-ing|Ünal";
    prop::collection::vec(prop::sample::select(known.split('|').collect::<Vec<_>>()), 0..9).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn any_text_is_reworded_cleanly_or_not_at_all(issue in prop_oneof![any::<String>(), words()], choice: u64) {
        let wording = reversed(&issue, choice);
        prop_assert_eq!(&wording, &reversed(&issue, choice));
        if let Some(wording) = wording {
            prop_assert_ne!(&wording, &issue);
            prop_assert!(!wording.contains("  ") && wording.trim() == wording && !wording.is_empty());
        }
    }
}
