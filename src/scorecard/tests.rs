use super::example::{article, issues, sure};
use super::saying::commonest;
use super::*;
use crate::stance::{Lean, Probabilities, Stance};
use crate::statement::{Evidence as HowTold, Time};
use jiff::civil::Date;
use proptest::prelude::*;

const FOR: Stance = Stance::Supportive;
const HELD: Stance = Stance::Cautious;
const AGAINST: Stance = Stance::Opposed;

fn saying(stance: Stance, date: Option<&str>) -> Saying {
    let date: Option<Date> = date.map(|date| date.parse().unwrap());
    Saying { article: 0, date, outlet: None, probabilities: sure(stance, 0.9), unsure: false, lean: None, n_statements: 1 }
}

fn options(min_sayings: usize, unsure_below: f64) -> Options {
    Options { min_sayings, pooling: Pooling { unsure_below, ..Pooling::default() } }
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
    assert_eq!(headline::turned_to(&turned), Some(AGAINST));
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
    assert!(position.hidden.is_none() && !position.evidence[0].counted);
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
        (shown.how, shown.time, shown.first_hand, shown.counted)
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
    let told = |id: &str, name: &str, kind| article(id, "", "").says(name, kind, "Someone |backed |it.", 0, sure(FOR, 0.9));
    let articles = [
        told("a", "Greens", Kind::Group).alias("Greens", "the Greens"),
        told("b", "Greens", Kind::Organisation).alias("Greens", "Green Party"),
        told("c", "Greens", Kind::Organisation),
        told("d", "Greens", Kind::Person),
        told("e", "a senior official", Kind::Anonymous),
        told("f", "a senior official", Kind::Anonymous),
        article("g", "", "").someone_says("It was |said |to help.", 0, sure(FOR, 0.9)),
        article("h", "", "").someone_says("It was |said |to help.", 0, sure(FOR, 0.9)),
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

fn any_article() -> impl Strategy<Value = ScoredArticle> {
    let sentence = (0..4usize, 0..2usize, prop::array::uniform4(0.01..1.0f64));
    (0..3usize, 0..4usize, prop::collection::vec(sentence, 1..5)).prop_map(|(outlet, day, sentences)| {
        let story = article(&format!("story{day}"), ["", "Herald", "Post"][outlet], ["", "2025-01-01", "2025-01-02", "2025-02-01"][day]);
        sentences.into_iter().fold(story, |story, (who, issue, weights)| {
            let probabilities = Probabilities::softmax(weights.map(f64::ln));
            let (name, kind) =
                [("Ada", Kind::Person), ("Union", Kind::Group), ("Union", Kind::Organisation), ("an aide", Kind::Anonymous)][who];
            story.says(name, kind, &format!("{name} |said |{:.3}.", weights[0]), issue, probabilities)
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_articles_changes_nothing(articles in prop::collection::vec(any_article(), 0..8), turn in 0..8usize) {
        let (issues, options) = (issues(&["A night ferry", "A bridge"]), options(1, 0.4));
        let mut shuffled: Vec<ScoredArticle> = articles.iter().rev().cloned().collect();
        shuffled.rotate_left(turn.min(articles.len()));
        prop_assert_eq!(tally(&articles, &issues, &options), tally(&shuffled, &issues, &options));
    }

    #[test]
    fn numbers_stay_in_their_ranges(articles in prop::collection::vec(any_article(), 0..8)) {
        for card in tally(&articles, &issues(&["A night ferry", "A bridge"]), &options(2, 0.4)) {
            for position in &card.positions {
                prop_assert!((position.counts.shares().iter().sum::<f64>() - 1.0).abs() < 1e-9);
                prop_assert!(position.net.is_none_or(|net| (-1.0..=1.0).contains(&net)));
                prop_assert_eq!(position.net.is_none(), position.counts.total() == 0);
                prop_assert!(position.evidence.iter().all(|evidence| evidence.stance != Stance::None));
                prop_assert_eq!(position.evidence.iter().any(|evidence| evidence.counted), position.counts.total() > 0);
            }
        }
    }
}
