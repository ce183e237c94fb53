use super::*;
use crate::chart::well_formed;
use crate::dataset::Pair;
use crate::encoder::Arithmetic;
use crate::evaluate::Beside;
use crate::evaluate::example::{judged, pairs};
use crate::scorecard::Pooling;
use Stance::{None, Opposed, Supportive};

fn measured(name: &str, judged: &[Judged]) -> Measured {
    let model = Identity {
        name: name.into(),
        hash: format!("{name:0<8}cdef"),
        arithmetic: Arithmetic::Fp32,
        models: vec![],
        pooling: Pooling::default(),
        confusion: Option::None,
    };
    let subset = PairFigures::of(judged, Beside::default());
    let by = BTreeMap::from([("topic".to_string(), BTreeMap::from([("a | b".to_string(), crate::evaluate::Subset::of(judged))]))]);
    Measured { model, figures: PairFigures { by, ..subset } }
}

/// Twelve pairs on a toll and two on other issues, with one model that is always right and one that never is.
fn labelled() -> Vec<Pair> {
    let mut pairs = pairs(&[r#""text": "a", "label": "opposed""#; 14]);
    pairs[12].issue = "a <port>".into();
    pairs[13].issue = "a canal".into();
    pairs
}

fn evaluation(ours: &str, theirs: &str) -> Evaluation {
    let pairs = labelled();
    let (right, wrong) = (judged(&pairs, &[(Opposed, 0.9); 14]), judged(&pairs, &[(Supportive, 0.6); 14]));
    let against = Against { theirs: measured(theirs, &wrong), comparison: Comparisons::of(&right, &wrong) };
    Evaluation::new(Path::new("/data/a<b>&\"c\".jsonl"), &Stance::ALL, measured(ours, &right), Some(against))
}

#[test]
fn issues_with_few_pairs_are_compared_together() {
    let pairs = labelled();
    let compared = Comparisons::of(&judged(&pairs, &[(Opposed, 0.9); 14]), &judged(&pairs, &[(None, 0.6); 14]));
    assert_eq!(compared.by_issue.keys().collect::<Vec<_>>(), ["a toll"]);
    assert_eq!((compared.all.n, compared.by_issue["a toll"].n, compared.other_issues.unwrap().n), (14, 12, 2));
}

#[test]
fn models_of_one_name_are_told_apart() {
    let names = |evaluation: Evaluation| evaluation.models().into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(names(evaluation("one", "two")), ["one", "two"]);
    assert_eq!(names(evaluation("one", "one")), ["one one00000", "one one00000"]);
    assert!(evaluation("one", "two").sentence().unwrap().starts_with("one is better than two: macro-F1 1.0000 and 0.0000"));
}

#[test]
fn the_files_are_well_formed_whatever_the_names() {
    let folder = tempfile::tempdir().unwrap();
    let files = evaluation("<s>\u{1}&", "two]]>").write(folder.path()).unwrap();
    let text = |at: usize| std::fs::read_to_string(&files[at]).unwrap();
    let names: Vec<_> = files.iter().map(|file| file.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(names, ["evaluation.md", "evaluation.json", "reliability.svg", "confusion.svg"]);
    for drawn in [text(2), text(3)] {
        well_formed::check(&drawn);
        assert!(
            drawn.contains("a&lt;b&gt;&amp;&quot;c&quot;.jsonl") && !drawn.contains("/data/") && !drawn.contains("http://a"),
            "{drawn}"
        );
    }
    let markdown = text(0);
    for line in ["# &lt;s&gt;\u{fffd}&amp; and two\\]\\]&gt; on a&lt;b&gt;&amp;\"c\".jsonl\n", "## By topic\n", "| a \\| b | 14 | 1.0000 |"]
    {
        assert!(markdown.contains(line), "{line}\n{markdown}");
    }
    let json: serde_json::Value = serde_json::from_str(&text(1)).unwrap();
    assert_eq!((&json["file"], &json["against"]["comparison"]["verdict"]), (&"a<b>&\"c\".jsonl".into(), &"better".into()));
}

#[test]
fn the_charts_show_what_was_counted() {
    let evaluation = evaluation("one", "two");
    let models = evaluation.models();
    let panels: Vec<Panel> = models.iter().map(|(name, measured)| (name.as_str(), &measured.figures)).collect();
    let confusion = charts::confusion("f", &panels).unwrap();
    assert!(confusion.contains("<title>coded opposed, verdict supportive: 14 of 14</title>"), "{confusion}");
    assert!(!confusion.contains("cautious") && confusion.matches("class=\"warn\"").count() == 4, "{confusion}");
    let reliability = charts::reliability("f", &panels).unwrap();
    assert!(reliability.contains("14 verdicts of 87% to 93%: mean probability 90.0%, right 100.0%"), "{reliability}");
    assert_eq!(reliability.matches("<circle").count(), 2);
    assert_eq!(reliability, charts::reliability("f", &panels).unwrap());
}
