use super::example::{article, issues, sure};
use super::saying::{Said, commonest};
use super::*;
use crate::stance::{Lean, Probabilities, Stance};
use crate::statement::{Evidence as HowTold, Time};
use jiff::civil::Date;
use std::collections::BTreeSet;

const FOR: Stance = Stance::Supportive;
const HELD: Stance = Stance::Cautious;
const AGAINST: Stance = Stance::Opposed;

fn saying(stance: Stance, date: Option<&str>) -> Saying {
    let date: Option<Date> = date.map(|date| date.parse().unwrap());
    let (texts, outlets, probabilities) = (vec![TextHash::of("")], BTreeSet::new(), sure(stance, 0.9));
    Saying { texts, date, outlets, probabilities, unsure: false, lean: None, confidence: 0.9, n_statements: 1 }
}

fn options(min_sayings: usize, unsure_below: f64) -> Options {
    Options { min_sayings, pooling: Pooling { unsure_below, ..Pooling::default() }, ..Options::default() }
}

fn headline(counts: [usize; 3], min_sayings: usize) -> &'static str {
    let sayings: Vec<Saying> =
        [FOR, HELD, AGAINST].into_iter().zip(counts).flat_map(|(stance, n)| std::iter::repeat_n(saying(stance, None), n)).collect();
    Headline::of(&sayings, min_sayings).word()
}

#[test]
fn the_first_rule_that_fits_is_the_headline() {
    let cases = [
        ([1, 0, 0], 2, "too few"),
        ([1, 0, 0], 1, "supportive"),
        ([2, 0, 0], 3, "too few"),
        ([2, 0, 1], 2, "mixed"),
        ([3, 0, 1], 2, "mixed"),
        ([4, 0, 1], 2, "supportive"),
        ([1, 0, 4], 2, "opposed"),
        ([1, 2, 1], 2, "mixed"),
        ([1, 3, 1], 2, "cautious"),
        ([2, 1, 0], 2, "supportive"),
        ([1, 1, 0], 2, "cautious"),
        ([0, 1, 2], 2, "opposed"),
        ([0, 2, 3], 2, "cautious"),
        ([0, 2, 0], 2, "cautious"),
    ];
    for (counts, min_sayings, word) in cases {
        assert_eq!(headline(counts, min_sayings), word, "{counts:?} with at least {min_sayings}");
    }
}

#[test]
fn only_unsure_sayings_are_unsure_and_count_nowhere() {
    let unsure = Saying { unsure: true, ..saying(FOR, None) };
    assert_eq!(Headline::of(&[unsure.clone(), saying(Stance::None, None)], 1), Headline::Unsure);
    let with_sure = [unsure, saying(AGAINST, None)];
    assert_eq!(Headline::of(&with_sure, 1), Headline::Opposed);
    assert_eq!(Counts::of(&with_sure), Counts { opposed: 1, ..Counts::default() });
}

#[test]
fn a_position_changed_when_one_pole_lies_wholly_before_the_other() {
    let days = |stances: &[(Stance, &str)]| -> Vec<Saying> { stances.iter().map(|(stance, day)| saying(*stance, Some(day))).collect() };
    let turned = days(&[(FOR, "2025-01-01"), (FOR, "2025-01-05"), (HELD, "2025-01-06"), (AGAINST, "2025-02-01"), (AGAINST, "2025-02-02")]);
    assert_eq!(Headline::of(&turned, 2), Headline::Changed);
    assert_eq!(headline::turned_to(&turned.iter().collect::<Vec<_>>()), Some(AGAINST));
    let same_day = days(&[(FOR, "2025-01-01"), (FOR, "2025-02-01"), (AGAINST, "2025-02-01"), (AGAINST, "2025-02-02")]);
    assert_eq!(Headline::of(&same_day, 2), Headline::Mixed);
    let one_only = days(&[(FOR, "2025-01-01"), (AGAINST, "2025-02-01"), (AGAINST, "2025-02-02")]);
    assert_eq!(Headline::of(&one_only, 2), Headline::Mixed);
    let mut with_undated = turned.clone();
    with_undated.push(saying(FOR, None));
    assert_eq!(Headline::of(&with_undated, 2), Headline::Changed, "an undated saying is no matter of time");
}

#[test]
fn the_commonest_lean_is_even_on_a_tie() {
    assert_eq!(commonest([None, Some(Lean::For), Some(Lean::For), Some(Lean::Against)].into_iter()), Some(Lean::For));
    assert_eq!(commonest([Some(Lean::For), Some(Lean::Against)].into_iter()), Some(Lean::Even));
    assert_eq!(commonest([None, None].into_iter()), None);
}

#[test]
fn statements_of_one_article_are_one_saying() {
    let story = article("ferry", "Herald", "2025-03-01")
        .says("Ada Nkemelu", Kind::Person, "Ada Nkemelu |praised |the night ferry.", 0, sure(FOR, 0.9))
        .says("Ada Nkemelu", Kind::Person, "She |promised |to pay for it.", 0, sure(FOR, 0.8))
        .says("Ada Nkemelu", Kind::Person, "She |worried |about noise.", 0, sure(AGAINST, 0.5));
    let cards = tally(&[story], &issues(&["A night ferry"]), &options(1, 0.5));
    let position = &cards[0].positions[0];
    assert_eq!((position.headline, position.counts.total(), position.n_statements), (Headline::Supportive, 1, 3));
    assert_eq!((position.n_articles, position.n_outlets), (1, 1));
    let stances: Vec<Stance> = position.evidence.iter().map(|evidence| evidence.stance).collect();
    assert_eq!(stances, [FOR, FOR, AGAINST]);
}

#[test]
fn pairs_without_a_stance_have_no_position() {
    let story =
        article("ferry", "Herald", "2025-03-01").says("Ada Nkemelu", Kind::Person, "Ada Nkemelu |sat down.", 0, sure(Stance::None, 0.6));
    assert!(tally(&[story], &issues(&["A night ferry"]), &options(1, 0.9)).is_empty());
}

#[test]
fn a_pooled_verdict_under_the_threshold_is_unsure() {
    let story = article("ferry", "", "").says("Ada Nkemelu", Kind::Person, "Ada Nkemelu |said |it may do.", 0, sure(HELD, 0.6));
    let cards = tally(&[story], &issues(&["A night ferry"]), &options(1, 0.61));
    let position = &cards[0].positions[0];
    assert_eq!((position.headline, position.counts.total(), position.n_unsure, position.net), (Headline::Unsure, 0, 1, None));
    assert!(position.hidden.is_none() && !position.evidence[0].counted());
}

#[test]
fn relayed_and_past_statements_are_evidence_apart() {
    let story = article("ferry", "Herald", "2025-03-01")
        .says("Boat Union", Kind::Organisation, "the Boat Union |opposed |the ferry.", 0, sure(AGAINST, 0.99))
        .relayed_by("Ada Nkemelu")
        .says("Boat Union", Kind::Organisation, "The Boat Union |had backed |it.", 0, sure(FOR, 0.99))
        .earlier();
    let only_apart = tally(std::slice::from_ref(&story), &issues(&["A night ferry"]), &Options::default());
    assert_eq!(only_apart[0].positions[0].hidden, Some("only relayed or past statements"));
    assert_eq!(only_apart[0].positions[0].counts.total(), 0);
    let own = story.says("Boat Union", Kind::Organisation, "The union |now says |it is torn.", 0, sure(HELD, 0.7));
    let cards = tally(&[own], &issues(&["A night ferry"]), &options(1, 0.5));
    let position = &cards[0].positions[0];
    assert_eq!((position.headline, position.counts.total(), position.hidden), (Headline::Cautious, 1, None));
    let order: Vec<Stance> = position.evidence.iter().map(|evidence| evidence.stance).collect();
    assert_eq!(order, [HELD, FOR, AGAINST], "current, past, relayed");
    assert_eq!(position.evidence[2].relayed_by.as_deref(), Some("Ada Nkemelu"));
}

#[test]
fn the_model_tells_what_is_relayed_or_past_whatever_the_rules_read() {
    let told = |relayed, past| {
        let mut story = article("ferry", "", "").says("Boat Union", Kind::Organisation, "The union |backs |it.", 0, sure(FOR, 0.9));
        (story.judgements[0].relayed, story.judgements[0].past) = (relayed, past);
        story
    };
    let evidence = |story: ScoredArticle| {
        let shown = tally(&[story], &issues(&["A night ferry"]), &options(1, 0.5))[0].positions[0].evidence[0].clone();
        (shown.how, shown.time, shown.first_hand, shown.counted())
    };
    assert_eq!(evidence(told(0.4, 0.4)), (HowTold::Paraphrase, Time::Now, true, true));
    assert_eq!(evidence(told(0.6, 0.4)), (HowTold::Relayed, Time::Now, false, false));
    assert_eq!(evidence(told(0.4, 0.6)), (HowTold::Paraphrase, Time::Past, true, false));
    let mut ruled = told(0.4, 0.4).relayed_by("Ada Nkemelu");
    ruled.judgements[0].relayed = 0.4;
    ruled.reading.statements[0].time = Time::Past;
    assert_eq!(evidence(ruled), (HowTold::Paraphrase, Time::Now, true, true));
}

#[test]
fn equal_names_of_compatible_kinds_are_one_actor_and_nameless_ones_never() {
    let told =
        |id: &str, name: &str, kind| article(id, "", "").says(name, kind, &format!("Someone |backed |it in {id}."), 0, sure(FOR, 0.9));
    let articles = [
        told("a", "Greens", Kind::Group).alias("Greens", "the Greens"),
        told("b", "Greens", Kind::Organisation).alias("Greens", "Green Party"),
        told("c", "Greens", Kind::Organisation),
        told("d", "Greens", Kind::Person),
        told("e", "a senior official", Kind::Anonymous),
        told("f", "a senior official", Kind::Anonymous),
        article("g", "", "").someone_says("It was |said |to help.", 0, sure(FOR, 0.9)),
        article("h", "", "").someone_says("It was |said |to do good.", 0, sure(FOR, 0.9)),
    ];
    let cards = tally(&articles, &issues(&["A night ferry"]), &Options::default());
    let listed: Vec<_> =
        cards.iter().map(|card| (card.actor.name.as_str(), card.actor.kind, card.only_in.as_deref(), card.n_sayings())).collect();
    let expected = [
        ("Greens", Kind::Organisation, None, 3),
        ("Greens", Kind::Person, None, 1),
        ("a senior official", Kind::Anonymous, Some("e"), 1),
        ("a senior official", Kind::Anonymous, Some("f"), 1),
        ("Unknown speaker", Kind::Unknown, Some("g"), 1),
        ("Unknown speaker", Kind::Unknown, Some("h"), 1),
    ];
    assert_eq!(listed, expected);
    assert_eq!(cards[0].actor.aliases, ["Green Party", "the Greens"]);
}

#[test]
fn judgements_that_point_nowhere_are_left_out() {
    let mut story = article("ferry", "", "").says("Ada Nkemelu", Kind::Person, "Ada Nkemelu |backed |it.", 0, sure(FOR, 0.9));
    let first = story.judgements[0].clone();
    story.judgements.push(crate::stance::Judgement { statement: 9, ..first.clone() });
    story.judgements.push(crate::stance::Judgement { sentence: 9, ..first.clone() });
    story.judgements.push(crate::stance::Judgement { issue: 9, ..first });
    story.reading.statements[0].speaker = Some(7);
    let cards = tally(&[story], &issues(&["A night ferry"]), &Options::default());
    assert_eq!((cards.len(), cards[0].actor.kind, cards[0].n_sayings()), (1, Kind::Unknown, 1));
}

/// Backed in January and in February, opposed in March, each on its first day, and twice in an undated article: once half-heartedly.
fn spring() -> Vec<ScoredArticle> {
    let ada = |story: ScoredArticle, marked: &str, p| story.says("Ada Nkemelu", Kind::Person, marked, 0, Probabilities(p));
    vec![
        ada(article("jan", "Herald", "2025-01-01"), "Ada Nkemelu |backed |the ferry.", [0.8, 0.1, 0.0, 0.1]),
        ada(article("feb", "Post", "2025-02-01"), "Ada Nkemelu |praised |the ferry.", [0.6, 0.2, 0.2, 0.0]),
        ada(article("mar", "Herald", "2025-03-01"), "Ada Nkemelu |cursed |the ferry.", [0.0, 0.1, 0.7, 0.2]),
        ada(
            ada(article("some-day", "", ""), "Ada Nkemelu |wavered |over the ferry.", [0.2, 0.6, 0.1, 0.1]),
            "She |liked |the ferry.",
            [0.9, 0.0, 0.1, 0.0],
        ),
    ]
}

fn only_position(articles: &[ScoredArticle], options: &Options) -> Position {
    tally(articles, &issues(&["A night ferry"]), options)[0].positions[0].clone()
}

fn is_near(value: Option<f64>, expected: f64) -> bool {
    value.is_some_and(|value| (value - expected).abs() < 1e-12)
}

fn in_period(since: Option<&str>, until: Option<&str>) -> Options {
    let day = |text: Option<&str>| text.map(|text| text.parse().unwrap());
    Options { period: Period::new(day(since), day(until)).unwrap(), ..options(1, 0.0) }
}

fn reasons(position: &Position) -> Vec<(&str, Option<&'static str>)> {
    position.evidence.iter().map(|evidence| (evidence.article.as_str(), evidence.left_out.map(Reason::words))).collect()
}

#[test]
fn counts_net_and_shares_are_those_of_sayings() {
    let position = only_position(&spring(), &options(1, 0.0));
    // The undated saying: weighted by 0.9 and 1, (0.18 + 0.9, 0.54, 0.09 + 0.1, 0.09) / 1.9, so supportive.
    assert_eq!(position.counts, Counts { supportive: 3, cautious: 0, opposed: 1 });
    assert_eq!((position.n_sayings, position.n_statements, position.n_articles, position.n_outlets), (4, 5, 4, 2));
    assert_eq!(position.headline, Headline::Mixed, "not changed: the undated one is no matter of time, and one is not two");
    let undated = (1.08 - 0.19) / (1.08 + 0.54 + 0.19);
    assert!(is_near(position.net, (0.8 / 0.9 + 0.4 - 0.7 / 0.8 + undated) / 4.0), "{:?}", position.net);
    let shares = position.counts.shares().map(|share| (share * 5.5 * 10.0).round() / 10.0);
    assert_eq!(shares, [3.5, 0.5, 1.5], "counts and a half, of 4 and three halves");
}

#[test]
fn with_statements_as_the_unit_each_has_its_own_say() {
    let by_statement = Options { unit: Unit::Statement, ..options(1, 0.0) };
    let position = only_position(&spring(), &by_statement);
    assert_eq!((position.unit, position.counts), (Unit::Statement, Counts { supportive: 3, cautious: 1, opposed: 1 }));
    assert_eq!((position.n_sayings, position.n_statements, position.n_articles, position.n_outlets), (4, 5, 4, 2));
    assert!(is_near(position.net, (0.8 / 0.9 + 0.4 - 0.7 / 0.8 + 0.1 / 0.9 + 0.8) / 5.0), "{:?}", position.net);
    assert_eq!(only_position(&spring(), &Options { min_sayings: 6, ..by_statement.clone() }).headline, Headline::TooFew);
    let turned = article("turned", "", "2025-04-01")
        .says("Ada Nkemelu", Kind::Person, "Ada Nkemelu |fought |the ferry.", 0, sure(AGAINST, 0.9))
        .says("Ada Nkemelu", Kind::Person, "She |voted against |it.", 0, sure(AGAINST, 0.9));
    let position = only_position(&[&spring()[..2], &[turned]].concat(), &by_statement);
    assert_eq!((position.headline, position.turned_to), (Headline::Changed, Some(AGAINST)));
}

#[test]
fn a_statement_over_several_sentences_is_one_and_unsure_only_if_no_sentence_is_sure() {
    let by_statement = Options { unit: Unit::Statement, ..options(1, 0.99) };
    let mut story = spring().remove(1).and_on(0, Probabilities([0.8, 0.0, 0.0, 0.2]));
    story.judgements[0].unsure = true;
    let position = only_position(std::slice::from_ref(&story), &by_statement);
    assert_eq!((position.counts.supportive, position.counts.total(), position.n_statements), (1, 1, 1));
    // The mean weighted by 1 and 0.8: (0.6 + 0.64, 0.2, 0.2, 0.16) / 1.8.
    assert!(is_near(position.net, 1.04 / 1.64), "{:?}", position.net);
    story.judgements[1].unsure = true;
    let position = only_position(&[story], &by_statement);
    assert_eq!((position.headline, position.n_unsure, position.evidence[1].left_out), (Headline::Unsure, 1, Some(Reason::Unsure)));
}

#[test]
fn what_is_included_joins_the_pooling() {
    let story = spring()
        .remove(0)
        .says("Ada Nkemelu", Kind::Person, "She |had cursed |it.", 0, Probabilities([0.0, 0.0, 1.0, 0.0]))
        .earlier()
        .says("Ada Nkemelu", Kind::Person, "She |was said |to loathe it.", 0, Probabilities([0.0, 0.0, 0.5, 0.5]))
        .relayed_by("Bo Lind");
    let with =
        |relayed, past| only_position(std::slice::from_ref(&story), &Options { include: Include { relayed, past }, ..options(1, 0.0) });
    let left_out = |position: &Position| position.evidence.iter().map(|evidence| evidence.left_out).collect::<Vec<_>>();
    let own = with(false, false);
    assert!(is_near(own.net, 0.8 / 0.9) && left_out(&own) == [None, Some(Reason::Past), Some(Reason::Relayed)], "{own:?}");
    let past = with(false, true);
    // Weights 0.9 and 1: (0.72, 0.09, 1.0) are on the issue.
    assert!(is_near(past.net, (0.72 - 1.0) / 1.81) && left_out(&past) == [None, None, Some(Reason::Relayed)], "{past:?}");
    let both = with(true, true);
    // And 0.5 times (0, 0, 0.5).
    assert!(is_near(both.net, (0.72 - 1.25) / 2.06) && left_out(&both) == [None; 3], "{both:?}");
    assert_eq!((own.headline, both.headline, both.n_statements), (Headline::Supportive, Headline::Opposed, 3));
}

#[test]
fn only_what_appeared_in_the_period_counts_and_the_rest_says_why() {
    let early = only_position(&spring(), &in_period(None, Some("2025-02-01")));
    assert_eq!((early.headline, early.counts.total(), early.hidden), (Headline::Supportive, 2, None));
    assert!(is_near(early.net, (0.8 / 0.9 + 0.4) / 2.0), "{:?}", early.net);
    let (outside, undated) = (Some("outside the period"), Some("undated"));
    assert_eq!(reasons(&early), [("jan", None), ("feb", None), ("some-day", undated), ("mar", outside), ("some-day", undated)]);
    let late = only_position(&spring(), &in_period(Some("2025-03-01"), None));
    assert_eq!((late.headline, late.counts.total(), late.n_outlets), (Headline::Opposed, 1, 1));
    let never = only_position(&spring(), &in_period(Some("2025-03-02"), None));
    assert_eq!((never.hidden, never.counts.total(), never.net, never.interval), (outside, 0, None, None));
    assert_eq!(only_position(&spring()[3..], &in_period(Some("2025-01-01"), None)).hidden, undated);
}

#[test]
fn a_copy_adds_its_outlet_and_nothing_else() {
    let mut wire = spring();
    let mut copy = wire[0].clone();
    copy.article =
        crate::article::Article { id: "wire".into(), date: "2025-01-03".parse().ok(), outlet: Some("Wire".into()), ..copy.article };
    wire.push(copy);
    let (alone, beside) = (only_position(&spring(), &options(1, 0.0)), only_position(&wire, &options(1, 0.0)));
    assert_eq!((alone.n_outlets, beside.n_outlets, n_copies(&wire)), (2, 3, 1));
    assert_eq!(beside, Position { n_outlets: 3, sayings: beside.sayings.clone(), ..alone });
    let until = only_position(&wire, &in_period(None, Some("2025-01-02")));
    assert_eq!((until.n_outlets, until.n_articles), (1, 1), "an outlet that printed it after the period");
    assert_eq!(only_position(&wire, &in_period(Some("2025-01-02"), None)).n_articles, 2, "it first appeared before");
}

#[test]
fn a_sentence_that_its_article_outweighs_says_so() {
    let silent = Probabilities([0.1, 0.0, 0.0, 0.9]);
    let mut story = spring().remove(1).says("Ada Nkemelu", Kind::Person, "She |smiled.", 0, silent);
    story.judgements[0].probabilities = Probabilities([0.51, 0.0, 0.0, 0.49]);
    for word in ["sang", "sat", "ate", "slept", "left", "rowed", "swam", "dived"] {
        story = story.says("Ada Nkemelu", Kind::Person, &format!("She |{word}."), 0, silent);
    }
    let position = only_position(&[spring().remove(0), story], &options(1, 0.0));
    assert_eq!(reasons(&position), [("jan", None), ("feb", Some("no stance in the article as a whole"))]);
}

/// An article with two statements of one actor, attributed this surely.
fn attributed(id: &str, date: &str, [first, second]: [f64; 2]) -> ScoredArticle {
    let say = |story: ScoredArticle, text: String, confidence, stance| {
        let mut story = story.says("Ada Nkemelu", Kind::Person, &text, 0, sure(stance, 0.9));
        story.reading.statements.last_mut().unwrap().confidence = confidence;
        story
    };
    let story = say(article(id, "", date), format!("Ada Nkemelu |praised |the ferry in {id}."), first, FOR);
    say(story, "She |cursed |it, they say.".into(), second, AGAINST)
}

#[test]
fn what_is_attributed_too_unsurely_is_shown_and_counts_nowhere() {
    let story = [attributed("a", "2025-01-01", [0.8, 0.5]), attributed("b", "2025-01-02", [0.6, 0.4])];
    let with = |min_attribution| only_position(&story, &Options { min_attribution, ..options(1, 0.0) });
    let all = with(0.0);
    assert_eq!((all.counts.total(), all.n_statements), (2, 4));
    assert_eq!(with(0.4), all, "as sure as that is sure enough");
    let some = with(0.6);
    assert_eq!((some.headline, some.n_statements, some.hidden), (Headline::Supportive, 2, None));
    let too_unsure = Some("attribution too unsure");
    assert_eq!(reasons(&some), [("a", None), ("b", None), ("a", too_unsure), ("b", too_unsure)]);
    let none = with(0.9);
    assert_eq!((none.counts.total(), none.net, none.hidden, none.evidence.len()), (0, None, too_unsure, 4));
}

#[test]
fn what_a_statement_is_comes_before_how_surely_it_is_attributed() {
    let story = attributed("a", "2025-01-01", [0.8, 0.2]).relayed_by("Bo Lind");
    let position = only_position(&[story], &Options { min_attribution: 0.5, ..options(1, 0.0) });
    assert_eq!(position.evidence[1].left_out, Some(Reason::Relayed));
}

#[test]
fn a_saying_is_as_surely_attributed_as_the_surest_of_its_statements() {
    let story = [attributed("a", "2025-01-01", [0.8, 0.5])];
    let texts = text::texts(&story);
    let confidence = |skip| {
        let judged = story[0].judgements.iter().skip(skip).map(|judgement| (judgement, None)).collect();
        let said: Vec<Said> = Said::all(&texts[0], judged, Unit::Saying).collect();
        Saying::pooled(&said, &options(1, 0.0)).confidence
    };
    assert_eq!([confidence(0), confidence(1)], [0.8, 0.5]);
}

#[test]
fn a_statement_counts_for_the_one_spoken_for_or_for_the_one_who_speaks() {
    let says = |story: ScoredArticle, text: &str, stance| story.says("Ada Hale", Kind::Person, text, 0, sure(stance, 0.9));
    let story = says(article("a", "", ""), "She |rejects |the ferry, her spokesman said.", AGAINST).voiced_by("Tom Reed");
    let story = [says(story, "Ada Hale |rejects |it.", AGAINST)];
    let counted = |holder| {
        let cards = tally(&story, &issues(&["A night ferry"]), &Options { holder, ..options(1, 0.0) });
        let count = |card: &Scorecard| (card.actor.name.clone(), card.positions[0].n_statements);
        cards.iter().map(count).collect::<Vec<_>>()
    };
    assert_eq!(counted(Holder::Principal), [("Ada Hale".to_string(), 2)]);
    assert_eq!(counted(Holder::Speaker), [("Ada Hale".to_string(), 1), ("Tom Reed".to_string(), 1)]);
}

/// One actor's statements, each in an article of its own: id, outlet, day, text.
fn printed(statements: &[(&str, &str, &str, &str, Stance)]) -> Vec<ScoredArticle> {
    let story = |(id, outlet, day, marked, stance): &(&str, &str, &str, &str, Stance)| {
        article(id, outlet, day).says("Ada Nkemelu", Kind::Person, marked, 0, sure(*stance, 0.9))
    };
    statements.iter().map(story).collect()
}

#[test]
fn a_quotation_in_several_articles_is_one_saying_of_its_first_day_with_all_outlets() {
    let repeated = printed(&[
        ("a", "Herald", "2025-01-01", "Ada Nkemelu |said |the ferry will bring life back to our dying harbour.", FOR),
        ("b", "Post", "2025-01-03", "“The ferry will bring life back to our dying harbour, believe me,” |said |Nkemelu.", FOR),
        ("c", "Echo", "2025-03-01", "Nkemelu |once promised |life back to our dying harbour.", FOR),
    ]);
    let own = only_position(&repeated[..1], &options(1, 0.0));
    let first = "“The ferry will bring life back to our dying harbour, believe me,”";
    let quoting = |mut story: ScoredArticle, from: usize, to: usize| {
        story.reading.statements[0].content = vec![crate::span::Span::new(from, to)];
        story
    };
    let [a, b, c] = repeated.try_into().unwrap();
    let articles = [a, quoting(b, 0, first.len()), c];
    let position = only_position(&articles, &options(1, 0.0));
    assert_eq!((position.counts.total(), position.n_sayings, position.n_articles, position.n_outlets), (1, 1, 3, 3));
    assert!(position.headline == own.headline && is_near(position.net, own.net.unwrap()), "{position:?}");
    assert_eq!(only_position(&articles, &in_period(Some("2025-01-02"), None)).hidden, Some("outside the period"), "said before");
    let by_statement = only_position(&articles, &Options { unit: Unit::Statement, ..options(1, 0.0) });
    assert_eq!((by_statement.counts.total(), by_statement.n_statements), (3, 3));
}

#[test]
fn the_same_words_of_two_actors_or_of_one_on_two_issues_stay_apart() {
    let story = |id: &str, name: &str, issue| {
        let marked = format!("In {id} {name} |said |the ferry will bring life back to our dying harbour.");
        article(id, "", "").says(name, Kind::Person, &marked, issue, sure(FOR, 0.9))
    };
    let articles = [story("a", "Ada Nkemelu", 0), story("b", "Bo Lind", 0), story("c", "Ada Nkemelu", 1)];
    let cards = tally(&articles, &issues(&["A night ferry", "A harbour"]), &options(1, 0.0));
    assert_eq!(cards.iter().map(Scorecard::n_sayings).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn an_edited_copy_counts_as_a_copy() {
    let body = |word: &str| (0..60).map(|n| if n == 30 { format!("{word} ") } else { format!("word{n} ") }).collect::<String>();
    let story = |id: &str, outlet: &str, day: &str, word: &str| {
        let mut story = article(id, outlet, day);
        story.article.body = body(word);
        story.says("Ada Nkemelu", Kind::Person, "Nkemelu |praised |it.", 0, sure(FOR, 0.9))
    };
    let articles = [story("a", "Herald", "2025-01-02", "said"), story("b", "Post", "2025-01-01", "added")];
    let position = only_position(&articles, &options(1, 0.0));
    assert_eq!((position.n_articles, position.n_outlets, n_copies(&articles), position.evidence.len()), (1, 2, 1, 1));
    assert_eq!(position.evidence[0].article, "b", "the first to print it");
}
