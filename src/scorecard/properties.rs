//! What holds of positions whatever the articles say.
use super::example::{article, issues, sure};
use super::*;
use crate::stance::{Probabilities, Stance};
use proptest::prelude::*;
use std::path::Path;

const OUTLETS: [&str; 3] = ["", "Herald", "Post"];
const DAYS: [&str; 4] = ["", "2025-01-01", "2025-01-02", "2025-02-01"];

const CONFUSION: Confusion = Confusion {
    counted: [[120, 4, 9], [12, 16, 8], [7, 5, 80], [60, 9, 50]],
    missed: [60, 15, 50],
    claimed: [[0.6, 0.1, 0.1, 0.2], [0.15, 0.5, 0.15, 0.2], [0.1, 0.1, 0.55, 0.25]],
};

fn any_probabilities() -> impl Strategy<Value = Probabilities> {
    prop::array::uniform4(0.01..1.0f64).prop_map(|weights| Probabilities::softmax(weights.map(f64::ln)))
}

/// A sentence: who, on which issue, what, how surely theirs, relayed and past or not.
fn any_sentence() -> impl Strategy<Value = (usize, usize, Probabilities, f64, f64, f64)> {
    let flag = || prop_oneof![4 => Just(0.1), 1 => Just(0.9)];
    (0..4usize, 0..2usize, any_probabilities(), 0.0..=1.0f64, flag(), flag())
}

/// An article whose text tells all that it says.
fn any_article() -> impl Strategy<Value = ScoredArticle> {
    (0..3usize, 0..4usize, prop::collection::vec(any_sentence(), 1..5)).prop_map(|(outlet, day, sentences)| {
        let story = article(&format!("story{day}"), OUTLETS[outlet], DAYS[day]);
        sentences.into_iter().fold(story, |story, (who, issue, probabilities, confidence, relayed, past)| {
            let (name, kind) =
                [("Ada", Kind::Person), ("Union", Kind::Group), ("Union", Kind::Organisation), ("an aide", Kind::Anonymous)][who];
            let told = format!("{name} |said |{kind:?} {issue} {probabilities:?} {confidence} {relayed} {past}.");
            let mut story = story.says(name, kind, &told, issue, probabilities);
            if let (Some(statement), Some(judgement)) = (story.reading.statements.last_mut(), story.judgements.last_mut()) {
                statement.confidence = confidence;
                (judgement.relayed, judgement.past) = (relayed, past);
            }
            story
        })
    })
}

fn any_articles() -> impl Strategy<Value = Vec<ScoredArticle>> {
    prop::collection::vec(any_article(), 0..8)
}

fn any_options() -> impl Strategy<Value = Options> {
    let flags = any::<[bool; 5]>();
    (1..4usize, flags, 0..3usize).prop_map(|(min_sayings, [by_statement, relayed, past, equal, known], period)| {
        let day = |text: &str| text.parse().ok();
        let period = [(None, None), (day("2025-01-02"), None), (day("2025-01-01"), day("2025-01-31"))][period];
        Options {
            min_sayings,
            unit: if by_statement { Unit::Statement } else { Unit::Saying },
            include: Include { relayed, past },
            period: Period::new(period.0, period.1).unwrap(),
            min_attribution: if by_statement { 0.3 } else { 0.0 },
            pooling: Pooling { unsure_below: 0.4, ..Pooling::default() },
            weighting: if equal { Weighting::EqualOutlets } else { Weighting::Each },
            confusion: known.then_some(CONFUSION),
            ..Options::default()
        }
    })
}

fn cards(articles: &[ScoredArticle], options: &Options) -> Vec<Scorecard> {
    tally(articles, &issues(&["A night ferry", "A bridge"]), options)
}

/// The positions by name, in an order of their own: that of the cards also follows from the ids of articles and the commonest kind.
fn positions(cards: Vec<Scorecard>) -> Vec<(String, Vec<Position>)> {
    let mut positions: Vec<_> = cards.into_iter().map(|card| (card.actor.name, card.positions)).collect();
    positions.sort_by_cached_key(|positions| format!("{positions:?}"));
    positions
}

/// The same without the evidence, which names articles.
fn numbers(mut cards: Vec<Scorecard>) -> Vec<(String, Vec<Position>)> {
    cards.iter_mut().flat_map(|card| &mut card.positions).for_each(|position| position.evidence.clear());
    positions(cards)
}

/// The position of one actor who says the same in `n` articles.
fn repeated(n: usize, probabilities: Probabilities, confidence: f64) -> Position {
    let told = |at: usize| {
        let mut story = article(&format!("a{at}"), "", "").says("Ada", Kind::Person, &format!("Ada |said |{at}."), 0, probabilities);
        story.reading.statements[0].confidence = confidence;
        story
    };
    let articles: Vec<ScoredArticle> = (0..n).map(told).collect();
    tally(&articles, &issues(&["A night ferry"]), &Options::default())[0].positions[0].clone()
}

fn width(position: &Position) -> f64 {
    let [low, high] = position.interval.unwrap();
    high - low
}

fn any_stance() -> impl Strategy<Value = Probabilities> {
    any_probabilities().prop_filter("a stance", |probabilities| probabilities.verdict() != Stance::None)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_articles_changes_nothing(articles in any_articles(), turn in 0..8usize, options in any_options()) {
        let mut shuffled: Vec<ScoredArticle> = articles.iter().rev().cloned().collect();
        shuffled.rotate_left(turn.min(articles.len()));
        prop_assert_eq!(cards(&articles, &options), cards(&shuffled, &options));
    }

    #[test]
    fn an_article_without_stances_changes_no_position(articles in any_articles(), at in 0..8usize, options in any_options()) {
        let neutral = ["Ada", "Union"].into_iter().fold(article("neutral", "Echo", "2025-01-15"), |story, name| {
            let kind = if name == "Ada" { Kind::Person } else { Kind::Group };
            (0..2).fold(story, |story, issue| story.says(name, kind, &format!("{name} |sat |down."), issue, sure(Stance::None, 0.7)))
        });
        let mut more = articles.clone();
        more.insert(at.min(articles.len()), neutral);
        prop_assert_eq!(positions(cards(&articles, &options)), positions(cards(&more, &options)));
    }

    #[test]
    fn an_exact_copy_changes_nothing_at_all(articles in any_articles(), at in 0..8usize, options in any_options()) {
        let Some(mut copy) = articles.get(at).cloned() else { return Ok(()) };
        copy.article.id += "-again";
        copy.article.body = copy.article.body.replace(' ', "\n");
        let more = [&[copy.clone()], &articles[..]].concat();
        prop_assert_eq!(cards(&articles, &options), cards(&more, &options));
        copy.article.id = "0".into();
        let more = [&articles[..], &[copy]].concat();
        prop_assert_eq!(numbers(cards(&articles, &options)), numbers(cards(&more, &options)), "whatever its id");
    }

    #[test]
    fn numbers_stay_in_their_ranges(articles in any_articles(), options in any_options()) {
        for position in cards(&articles, &options).iter().flat_map(|card| &card.positions) {
            prop_assert!((position.shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            if options.weighting == Weighting::Each {
                prop_assert_eq!(position.shares, position.counts.shares());
            }
            prop_assert!(position.net.is_none_or(|net| (-1.0..=1.0).contains(&net)));
            let (total, [low, high]) = (position.counts.total(), position.interval.unwrap_or([-1.0, 1.0]));
            prop_assert!(-1.0 <= low && low < high && high <= 1.0, "{low} {high}");
            prop_assert!(position.net.is_none_or(|net| low <= net && net <= high));
            prop_assert_eq!([position.net.is_none(), position.interval.is_none()], [total == 0; 2]);
            prop_assert!(position.n_sayings <= total && total <= position.n_statements.max(position.n_sayings));
            prop_assert!(position.evidence.iter().all(|evidence| evidence.stance != Stance::None));
            prop_assert_eq!(position.evidence.iter().any(Evidence::counted), total > 0);
            prop_assert!(position.hidden.is_none() || total == 0);
        }
    }

    #[test]
    fn one_saying_has_a_wide_interval_that_holds_its_net(probabilities in any_stance(), confidence in 0.0..=1.0f64) {
        let position = repeated(1, probabilities, confidence);
        let [low, high] = position.interval.unwrap();
        prop_assert!(high - low >= 0.6 && low <= position.net.unwrap() && position.net.unwrap() <= high, "{low} {high}");
    }

    #[test]
    fn ten_equal_sayings_are_surer_than_two(probabilities in any_stance(), confidence in 0.5..=1.0f64) {
        let (two, ten) = (width(&repeated(2, probabilities, confidence)), width(&repeated(10, probabilities, confidence)));
        prop_assert!(ten < two, "{ten} {two}");
    }
}

proptest! {
    #[test]
    fn weights_of_one_size_change_nothing(articles in any_articles(), options in any_options()) {
        let same = Weights::parse(Path::new("outlets.toml"), "[[outlet]]\nname = \"herald\"\nweight = 1\n").unwrap();
        let each = Options { weighting: Weighting::Each, ..options.clone() };
        prop_assert_eq!(cards(&articles, &each), cards(&articles, &Options { weighting: Weighting::Outlets(same), ..options }));
    }
}

#[test]
fn doubt_about_who_spoke_and_about_what_was_said_widens_the_interval() {
    let clear = width(&repeated(20, sure(Stance::Supportive, 1.0), 1.0));
    let whose = width(&repeated(20, sure(Stance::Supportive, 1.0), 0.3));
    let what = width(&repeated(20, Probabilities([0.6, 0.0, 0.4, 0.0]), 1.0));
    assert!(clear < 0.3 && clear < whose && whose < what, "{clear} {whose} {what}");
}

#[test]
fn statements_of_one_article_weigh_one_in_the_interval() {
    let told = |n: usize| {
        let say =
            |story: ScoredArticle, at| story.says("Ada", Kind::Person, &format!("Ada |said |{at}."), 0, sure(Stance::Supportive, 1.0));
        let options = Options { unit: Unit::Statement, ..Options::default() };
        let position = tally(&[(0..n).fold(article("a", "", ""), say)], &issues(&["A night ferry"]), &options)[0].positions[0].clone();
        (position.counts.total(), width(&position))
    };
    let ((_, one), (twenty, of_twenty)) = (told(1), told(20));
    assert_eq!(twenty, 20);
    assert!((of_twenty - one).abs() < 0.15 && of_twenty > 1.0, "{one} {of_twenty}");
}
