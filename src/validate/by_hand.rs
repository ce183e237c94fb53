//! Coded articles small enough to count by hand.
use super::*;
use crate::actor::{Actor, Kind};
use crate::article::Article;
use crate::issue::{Codebook, Issue};
use crate::pipeline::{Candidate, ScoredArticle};
use crate::reading::Reading;
use crate::scorecard::{Options, Pooling};
use crate::sentence;
use crate::stance::{Answer, Lean, Probabilities, Stance};
use crate::statement::{Evidence, Statement, Time};
use std::path::Path;

const BODY: &str =
    "Ann Lund praised the tunnel. Olav Berg backed the tunnel. Kari Moe slept. Rain fell on the tunnel. Pia Ree wants fares up.";

fn codebook() -> Codebook {
    let issue = |id: &str, name: &str| Issue {
        id: id.into(),
        name: name.into(),
        description: String::new(),
        keywords: Vec::new(),
        examples: Vec::new(),
    };
    Codebook { issues: vec![issue("tunnel", "The tunnel"), issue("fares", "Higher fares"), issue("toll", "A toll")] }
}

/// Lund, Berg, Moe and Ree are known; Lund and Berg support the tunnel, Ree supports the fares and, unasked for, a toll.
fn scored(id: &str) -> ScoredArticle {
    let sentences = sentence::split(BODY);
    let actor = |name: &str| Actor { name: name.into(), aliases: Vec::new(), kind: Kind::Person, roles: Vec::new() };
    let said = |speaker: usize, sentence: usize| Statement {
        source: Vec::new(),
        cue: Vec::new(),
        content: vec![sentences[sentence]],
        speaker: Some(speaker),
        speaks_for: None,
        evidence: Evidence::Told,
        relayed_by: None,
        time: Time::Now,
        confidence: 1.0,
    };
    let probabilities = Probabilities([0.9, 0.0, 0.0, 0.1]);
    let answer = Answer { judge: 0, probabilities, unsure: false, lean: Lean::Even, relayed: 0.0, past: 0.0 };
    let judgement = |statement, sentence, issue| Candidate { statement, sentence, issue, weight: 16 }.judgement(&answer);
    let reading = Reading {
        actors: ["Ann Lund", "Olav Berg", "Kari Moe", "Pia Ree"].map(actor).to_vec(),
        statements: vec![said(0, 0), said(1, 1), said(3, 4)],
        mentions: Vec::new(),
        sentences: sentences.clone(),
    };
    let judgements = vec![judgement(0, 0, 0), judgement(1, 1, 0), judgement(2, 4, 1), judgement(2, 4, 2)];
    ScoredArticle { article: Article { id: id.into(), body: BODY.into(), ..Article::default() }, reading, judgements }
}

fn coding(csv: &str, articles: &[ScoredArticle]) -> Coding {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("coded.csv");
    std::fs::write(&path, csv).unwrap();
    let map = Map::default();
    let texts: Vec<&Article> = articles.iter().map(|scored| &scored.article).collect();
    Coding::of(Sheet::read(&path, &map).unwrap(), Path::new("coded.csv"), &map, &texts, &codebook())
}

fn validation(csv: &str) -> Validation {
    let articles = [scored("a"), scored("b")];
    let options = Options { pooling: Pooling { unsure_below: 0.4, ..Pooling::default() }, ..Options::default() };
    validate(&coding(csv, &articles), &articles, &codebook(), &options)
}

fn verdicts(validation: &Validation) -> Vec<(&str, &str, String)> {
    validation.cells.iter().map(|cell| (cell.actor.as_str(), cell.issue.as_str(), cell.verdict.words())).collect()
}

const CODED: &str = "document,person,concept,agreement,text\n\
    a,Ann Lund,tunnel,yes,\na,Olav Berg,tunnel,no,\na,Kari Moe,tunnel,no,\na,Nils Aas,tunnel,no,\n\
    a,Ann Lund,fares,mixed,Rain fell on the tunnel.\na,,fares,,\n";

#[test]
fn every_cell_is_checked() {
    let validation = validation(CODED);
    let expected = [
        ("Ann Lund", "tunnel", "right"),
        ("Ann Lund", "fares", "missed at issue"),
        ("Olav Berg", "tunnel", "reversed"),
        ("Kari Moe", "tunnel", "missed at issue"),
        ("Nils Aas", "tunnel", "missed at attribution"),
        ("Pia Ree", "fares", "false at attribution"),
    ];
    assert_eq!(verdicts(&validation), expected.map(|(actor, issue, verdict)| (actor, issue, verdict.to_string())));
    // Three cells, of which one is right and one reversed; the toll was not looked for, and b was not coded.
    assert_eq!((validation.checked, validation.missed, validation.taken.n_uncoded), ([3, 1, 1], 3, 1));
    let tables = &validation.tables;
    assert_eq!((tables.gold_pairs, tables.pair_p, tables.pair_r, tables.false_cells), (5, 0.6667, 0.4, 1));
    assert_eq!((tables.triple_f1, tables.stance_accuracy, tables.reversed), (0.25, 0.5, 0.5));
    let steps: Vec<_> = validation.stages.iter().map(|step| (step.reach, step.found, step.missed, step.invented)).collect();
    assert_eq!(steps, [(5, 4, 1, 1), (4, 2, 2, 0), (2, 2, 0, 0), (2, 1, 1, 1)]);
    let issues: Vec<_> = validation.issues.iter().map(|one| (one.issue.as_str(), one.checked, one.missed)).collect();
    assert_eq!(issues, [("tunnel", [2, 1, 1], 2), ("fares", [1, 0, 0], 1)]);
}

#[test]
fn the_coded_words_tell_attribution_from_issue() {
    // The tunnel is in the sentence, and nobody is credited with it.
    let csv = "document,person,concept,agreement,text\na,Kari Moe,tunnel,no,Rain fell on the tunnel\na,Pia Ree,tunnel,none,\n";
    assert_eq!(verdicts(&validation(csv))[0].2, "missed at attribution");
}

#[test]
fn what_was_coded_without_a_stance_is_not_asked_for_and_false_where_found() {
    let validation = validation("document,person,concept,agreement\na,Ann Lund,tunnel,none\na,Olav Berg,tunnel,1\nx,Ann Lund,tunnel,1\n");
    assert_eq!(verdicts(&validation), [("Olav Berg", "tunnel", "right".into()), ("Ann Lund", "tunnel", "false at stance".into())]);
    assert_eq!(validation.checked, [2, 1, 0]);
}

#[test]
fn rows_that_are_of_no_article_or_issue_are_said() {
    let coding = coding("document,person,concept,agreement\nx,Ann Lund,tunnel,1\nx,Ann Lund,toll,1\na,Ann Lund,taxes,1\n", &[scored("a")]);
    assert_eq!((coding.articles.len(), coding.faults.len(), coding.faults[0].line), (0, 1, Some(2)));
    assert!(coding.faults[0].wrong.ends_with("rows skipped: 2"), "{}", coding.faults[0].wrong);
    assert_eq!(coding.left_out.get("taxes"), Some(&1));
}

#[test]
fn several_coders_make_sure_pairs_and_agree_so_far() {
    let csv = "document,person,concept,agreement,coder\na,Ann Lund,tunnel,1,x\na,Ann Lund,tunnel,1,x\na,Mayor Ann Lund,tunnel,0,y\n\
               a,Olav Berg,tunnel,1,x\na,Olav Berg,tunnel,0,x\na,Pia Ree,fares,1,y\na,Pia Ree,fares,1,x\na,Kari Moe,fares,0,y\n";
    let articles = [scored("a")];
    let coding = coding(csv, &articles);
    assert_eq!((coding.coders.len(), coding.n_mixed(), coding.articles[0].actors.len()), (2, 1, 4));
    let validation = validation(csv);
    let sure: Vec<_> = validation.cells.iter().map(|cell| (cell.actor.as_str(), cell.coded.clone(), cell.sure)).collect();
    let expected = [
        ("Ann Lund", vec![Stance::Supportive, Stance::Opposed], true),
        ("Olav Berg", vec![Stance::Cautious], false),
        ("Pia Ree", vec![Stance::Supportive], true),
        ("Kari Moe", vec![Stance::Opposed], false),
    ];
    assert_eq!(sure, expected);
    let values = |at: usize| {
        let Agreement { who, n, both, same, kappa, .. } = &validation.agreement[at];
        (who.join("-"), *n, both.unwrap().value, same.unwrap().value, kappa.unwrap().value)
    };
    // Lund differs, Berg is x's alone, Ree is shared, Moe is y's alone: they agree on one of four, by chance on three of sixteen.
    let (who, n, both, same, kappa) = values(0);
    assert_eq!((who.as_str(), n, both, same), ("x-y", 4, 0.5, 0.5));
    assert!((kappa - (0.25 - 3.0 / 16.0) / (1.0 - 3.0 / 16.0)).abs() < 1e-9, "{kappa}");
    let (who, n, both, same, _) = values(1);
    assert_eq!((who.as_str(), n, both), ("machine-x", 3, 1.0));
    assert!((same - 2.0 / 3.0).abs() < 1e-9);
}

#[test]
fn the_appendix_holds_every_part() {
    let text = appendix(&validation(CODED), &About { version: "0.1.0".into(), models: "small 0f1e".into() });
    for part in [
        "One coder coded 1 article,",
        "| pairs, precision | 0.667",
        "| issue | 4 | 2 | 2 | 0 |",
        "| tunnel | 1 | 4 | 2 | 1 | 1 | 2 |",
        "Berg backed",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let csv = String::from_utf8(cells_csv(&validation(CODED)).unwrap()).unwrap();
    assert!(csv.contains("a,Olav Berg,tunnel,opposed,supportive,reversed,true,Olav Berg backed the tunnel.\r\n"), "{csv}");
}
