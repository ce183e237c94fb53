use super::*;
use crate::curation::Severity;
use crate::scorecard::example::{article, issues, sure};
use crate::stance::Stance;

fn found(list: &str, articles: &[ScoredArticle]) -> Vec<Finding<Kind>> {
    let path = Path::new("actors.toml");
    let registry = Registry::parse(path, list).unwrap();
    let (issues, options) = (issues(&["A bridge"]), Options::default());
    let run = Run { articles, issues: &issues, options: &options };
    check(path, list, &registry, Some(run).filter(|run| !run.articles.is_empty()))
}

/// Kinds with the actor and its line.
fn kinds(list: &str) -> Vec<(Kind, String, Option<usize>)> {
    found(list, &[]).into_iter().map(|finding| (finding.kind, finding.id, finding.line)).collect()
}

fn says(id: &str, name: &str) -> ScoredArticle {
    let kind = crate::actor::Kind::Person;
    article(id, "", "2022-06-01").says(name, kind, &format!("{name} |backed |it in {id}."), 0, sure(Stance::Supportive, 0.9))
}

#[test]
fn names_that_mean_several_are_told() {
    let list = |aliases: &str| {
        format!("[[actor]]\nname = \"Ada Hale\"\nkind = \"person\"\naliases = [{aliases}]\n[[actor]]\nname = \"Robert Lund\"\n")
    };
    let ada = |kind| vec![(kind, "Ada Hale".to_string(), Some(1))];
    assert_eq!(kinds(&list("\"Lund\"")), ada(Kind::Ambiguous));
    assert_eq!(kinds(&list("\"Ada\"")), ada(Kind::TooGeneral));
    assert_eq!(kinds(&list("\"the lawmaker\"")), ada(Kind::TooGeneral));
    assert_eq!(kinds(&list("\"mayor of Kelmouth\"")), ada(Kind::OfficeWithoutDays));
    assert_eq!(kinds(&list("\"Hale\", \"Mayor Hale\", { name = \"mayor of Kelmouth\", from = 2021-05-01 }")), []);
}

#[test]
fn belongings_that_contradict_each_other_are_told() {
    let list = |more: &str| format!("[[actor]]\nname = \"Ada Hale\"\nkind = \"person\"\n{more}\n");
    let one = |more: &str| kinds(&list(more)).into_iter().map(|(kind, ..)| kind).collect::<Vec<_>>();
    assert_eq!(one("party = [{ name = \"A\", to = 2020-12-31 }, { name = \"B\", from = 2021-01-01 }]"), []);
    assert_eq!(one("party = [\"A\", { name = \"B\", from = 2021-01-01 }]"), [Kind::Overlap]);
    assert_eq!(one("organisation = [\"A\", \"B\"]"), [Kind::Overlap]);
    assert_eq!(one("organisation = \"Ada Hale\""), [Kind::Contradiction]);
    let body = "[[actor]]\nname = \"Transport Office\"\nkind = \"organisation\"\n";
    assert_eq!(one(&format!("organisation = \"Transport Office\"\n{body}organisation = \"Ada Hale\"")), [Kind::Contradiction; 2]);
    let renamed = format!("{body}aliases = [{{ name = \"Tram Office\", to = 2019-12-31 }}]");
    assert_eq!(one(&format!("organisation = {{ name = \"Tram Office\", from = 2021-01-01 }}\n{renamed}")), [Kind::Contradiction]);
    assert_eq!(one(&format!("organisation = {{ name = \"Tram Office\", to = 2018-01-01 }}\n{renamed}")), []);
}

#[test]
fn a_run_shows_whom_an_alias_can_mean_and_who_is_missing() {
    let mut articles = vec![says("a", "Ada Hale"), says("b", "Robert Hale"), says("c", "Robert Hale"), says("e", "Hale")];
    articles.extend((0..5).map(|at| says(&format!("d{at}"), "Ola Brandt")));
    let list = "[[actor]]\nname = \"Ada Hale\"\naliases = [\"Hale\", \"Old Ironside\"]\n[[actor]]\nname = \"Mary Moss\"\n";
    let all = found(list, &articles);
    let told: Vec<_> = all.iter().map(|finding| (finding.severity, finding.kind, finding.id.as_str(), finding.line)).collect();
    assert_eq!(
        told,
        [
            (Severity::Warning, Kind::SeveralInRun, "Ada Hale", Some(1)),
            (Severity::Note, Kind::UnusedAlias, "Ada Hale", Some(1)),
            (Severity::Note, Kind::NobodyInRun, "Mary Moss", Some(4)),
            (Severity::Note, Kind::NotListed, "Ola Brandt", None),
        ]
    );
    assert!(all[0].wrong.contains("\"Robert Hale\""), "{}", all[0].wrong);
}
