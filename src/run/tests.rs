use super::*;
use crate::article::{Article, Options, read_files};
use crate::encoder::judge::ModelIdentity;
use crate::encoder::{Arithmetic, Identity, Judge, Query};
use crate::error::Error;
use crate::hash::sha256;
use crate::issue::{Codebook, Issue};
use crate::pipeline::{self, ScoredArticle};
use crate::reader::Reader;
use crate::scorecard::Pooling;
use crate::stance::{Answer, Lean, Probabilities};
use std::collections::BTreeMap;
use std::path::Path;
use tempfile::TempDir;

const VOTE: &str = "Mayor Ada Hale said the harbour toll must wait. “I oppose the toll,” said Tom Reed. Critics met at the harbour.";
const PLAN: &str = "The council met. Ada Hale praised the new harbour toll. Tom Reed was there. A spokesman said Reed rejects the toll.";

fn article(id: &str, body: &str) -> Named {
    let article = Article { id: id.into(), body: body.into(), date: "1969-07-20".parse().ok(), ..Article::default() };
    Named { input: format!("in/{id}.txt"), article }
}

fn given(articles: &[(&str, &str)]) -> Given {
    let input = |(id, _): &(&str, &str)| File { name: format!("in/{id}.txt"), path: "-".into(), n_articles: 1 };
    Given {
        inputs: articles.iter().map(input).collect(),
        articles: articles.iter().map(|(id, body)| article(id, body)).collect(),
        skipped: Vec::new(),
    }
}

fn issue(id: &str, name: &str) -> Issue {
    Issue { id: id.into(), name: name.into(), keywords: vec![id.into()], ..Issue::default() }
}

fn codebook(issues: &[Issue]) -> Codebook {
    Codebook { issues: issues.to_vec() }
}

fn toll() -> Codebook {
    codebook(&[issue("toll", "The harbour toll")])
}

/// Answers that hang on everything that is asked, and on the name.
fn judge(name: &str) -> Judge<'static> {
    let seed = name.len() as f64 / 100.0;
    let answer = move |query: &Query| {
        let share = (sha256(format!("{query:?}").as_bytes()).bytes().map(usize::from).sum::<usize>() % 97) as f64 / 97.0;
        let probabilities = Probabilities([share * (1.0 - seed), share * seed, (1.0 - share) * 0.9, (1.0 - share) * 0.1]);
        Answer { judge: 0, probabilities, unsure: share < 0.2, lean: Lean::For, relayed: share, past: seed }
    };
    let identity = Identity {
        name: name.into(),
        hash: sha256(name.as_bytes()),
        arithmetic: Arithmetic::Fp32,
        models: vec![ModelIdentity { name: name.into(), sha256: sha256(name.as_bytes()) }],
        confusion: None,
        pooling: Pooling::default(),
    };
    Judge::asking(identity, Box::new(move |queries, _| queries.iter().map(answer).collect()))
}

fn score_with(folder: &Path, articles: &[(&str, &str)], codebook: &Codebook, name: &str) -> Outcome {
    score(folder, given(articles), &Reader::Rules, codebook, &mut judge(name), &mut |_, _, _| ()).unwrap()
}

fn all(folder: &Path) -> Vec<ScoredArticle> {
    load(folder, None, |_| true).unwrap().articles
}

fn in_memory(articles: &[(&str, &str)], codebook: &Codebook, name: &str) -> Vec<ScoredArticle> {
    let articles = given(articles).articles.into_iter().map(|named| named.article).collect();
    pipeline::score(articles, &Reader::Rules, codebook, &mut judge(name), &mut |_, _| ())
}

/// Every file of a folder with its content.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    files.map(|file| (file.path().strip_prefix(folder).unwrap().display().to_string(), std::fs::read(file.path()).unwrap())).collect()
}

fn parts(folder: &Path) -> Vec<String> {
    files(folder).into_keys().filter(|name| name.starts_with("articles/")).collect()
}

fn scored(articles: &[(&str, &str)]) -> TempDir {
    let run = tempfile::tempdir().unwrap();
    score_with(run.path(), articles, &toll(), "small");
    run
}

#[test]
fn a_run_gives_back_what_was_scored() {
    let articles = [("vote", VOTE), ("plan", PLAN), ("none", "Nothing.")];
    let run = scored(&articles);
    let scored = all(run.path());
    assert_eq!(scored, in_memory(&articles, &toll(), "small"));
    assert!(scored.iter().map(|scored| scored.judgements.len()).sum::<usize>() > 4);
    let manifest = Manifest::read(run.path()).unwrap();
    let judgements = scored.iter().map(|scored| scored.judgements.len()).sum::<usize>();
    assert_eq!((manifest.state, manifest.counts.n_articles, manifest.counts.n_judgements), (State::Complete, 3, judgements));
    assert_eq!(manifest.inputs.iter().map(|input| input.name.as_str()).collect::<Vec<_>>(), ["in/none.txt", "in/plan.txt", "in/vote.txt"]);
}

#[test]
fn the_same_again_changes_nothing() {
    let run = scored(&[("vote", VOTE), ("plan", PLAN)]);
    let before = files(run.path());
    let again = score_with(run.path(), &[("plan", PLAN), ("vote", VOTE)], &toll(), "small");
    assert_eq!((again.unchanged, again.judged, again.parts), (2, 0, 0));
    assert!(again.pairs > 4);
    assert_eq!(files(run.path()), before);
}

#[test]
fn new_and_changed_articles_only_are_judged_and_the_others_stay() {
    let run = scored(&[("vote", VOTE), ("plan", PLAN)]);
    let changed = format!("{PLAN} Ada Hale now opposes the toll.");
    let outcome = score_with(run.path(), &[("plan", &changed), ("more", "Joan Mills backs the harbour toll.")], &toll(), "small");
    assert_eq!((outcome.new, outcome.changed, outcome.unchanged, outcome.parts), (1, 1, 0, 1));
    assert!(0 < outcome.judged && outcome.judged < outcome.pairs);
    let expected = [("vote", VOTE), ("plan", &changed), ("more", "Joan Mills backs the harbour toll.")];
    assert_eq!(all(run.path()), in_memory(&expected, &toll(), "small"));

    let back = score_with(run.path(), &[("plan", PLAN)], &toll(), "small");
    assert_eq!((back.changed, back.judged), (1, 0));
    let mut found = all(run.path());
    found.sort_by(|a, b| b.article.id.cmp(&a.article.id));
    assert_eq!(found, in_memory(&[("vote", VOTE), ("plan", PLAN), expected[2]], &toll(), "small"));
    assert_eq!(Manifest::read(run.path()).unwrap().inputs.len(), 3);
}

#[test]
fn files_of_one_stem_are_both_kept_when_they_come_one_after_the_other() {
    let (folder, run) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let scored = |day: &str, body: &str| {
        let path = folder.path().join(day);
        std::fs::create_dir_all(&path).unwrap();
        std::fs::write(path.join("001.txt"), body).unwrap();
        let files = read_files(&[path], &Options::default(), &held(run.path()).unwrap());
        score(run.path(), Given::of(files.inputs), &Reader::Rules, &toll(), &mut judge("small"), &mut |_, _, _| ()).unwrap()
    };
    let ids = || all(run.path()).into_iter().map(|scored| (scored.article.id, scored.article.body)).collect::<Vec<_>>();
    let pair = |id: &str, body: &str| (id.to_string(), body.to_string());
    assert_eq!((scored("mon", VOTE).new, scored("tue", PLAN).new), (1, 1));
    assert_eq!(ids(), [pair("001", VOTE), pair("tue/001.txt", PLAN)]);
    let again = scored("tue", VOTE);
    assert_eq!((again.new, again.changed, again.moved.len()), (0, 1, 0));
    assert_eq!(ids(), [pair("001", VOTE), pair("tue/001.txt", VOTE)]);
}

#[test]
fn the_same_sentence_elsewhere_is_not_judged_again() {
    let run = scored(&[("vote", VOTE)]);
    let copy = score_with(run.path(), &[("copy", VOTE)], &toll(), "small");
    assert_eq!((copy.new, copy.judged, copy.parts), (1, 0, 1));
    let both = all(run.path());
    assert_eq!(both[0].judgements, both[1].judgements);
}

#[test]
fn a_reworded_issue_is_judged_in_all_articles_and_the_others_are_not() {
    let harbour = issue("harbour", "The harbour");
    let run = tempfile::tempdir().unwrap();
    let both = codebook(&[issue("toll", "The harbour toll"), harbour.clone()]);
    let first = score_with(run.path(), &[("vote", VOTE), ("plan", PLAN)], &both, "small");
    let reworded = codebook(&[harbour, issue("toll", "A toll in the harbour")]);
    let outcome = score_with(run.path(), &[("vote", VOTE)], &reworded, "small");
    assert_eq!((outcome.unchanged, outcome.pairs), (2, first.pairs));
    let expected = in_memory(&[("vote", VOTE), ("plan", PLAN)], &reworded, "small");
    assert_eq!(outcome.judged, expected.iter().flat_map(|scored| &scored.judgements).filter(|judgement| judgement.issue == 1).count());
    assert_eq!(all(run.path()), expected);

    let first_again = score_with(run.path(), &[], &both, "small");
    assert_eq!((first_again.judged, first_again.parts), (0, 0));
    assert_eq!(all(run.path()), in_memory(&[("vote", VOTE), ("plan", PLAN)], &both, "small"));
}

#[test]
fn another_classifier_judges_all_anew() {
    let run = scored(&[("vote", VOTE), ("plan", PLAN)]);
    let outcome = score_with(run.path(), &[("plan", PLAN)], &toll(), "accurate");
    assert_eq!((outcome.judged, outcome.parts), (outcome.pairs, 1));
    assert_eq!(all(run.path()), in_memory(&[("vote", VOTE), ("plan", PLAN)], &toll(), "accurate"));
    let back = score_with(run.path(), &[], &toll(), "small");
    assert_eq!((back.judged, back.parts), (0, 0));
    assert_eq!(all(run.path()), in_memory(&[("vote", VOTE), ("plan", PLAN)], &toll(), "small"));
}

#[test]
fn a_killed_run_keeps_its_parts_and_copies_what_was_judged() {
    let articles: Vec<(String, String)> = (0..40).map(|at| (format!("a{at:02}"), format!("{VOTE} It was day {at} of the toll."))).collect();
    let articles: Vec<(&str, &str)> = articles.iter().map(|(id, body)| (id.as_str(), body.as_str())).collect();
    let run = scored(&articles);
    let (whole, expected) = (files(run.path()), all(run.path()));
    assert_eq!(parts(run.path()), ["articles/part-00000.parquet", "articles/part-00001.parquet"]);

    std::fs::remove_file(run.path().join("articles/part-00001.parquet")).unwrap();
    let manifest = Manifest { state: State::ArticlesMissing, n_parts: 1, ..Manifest::read(run.path()).unwrap() };
    manifest.write(run.path()).unwrap();
    assert_eq!(all(run.path()), expected[..32]);
    let resumed = score_with(run.path(), &articles, &toll(), "small");
    assert_eq!((resumed.new, resumed.unchanged, resumed.judged, resumed.parts), (8, 32, 0, 1));
    assert_eq!(files(run.path()), whole);
}

#[test]
fn a_run_that_was_stopped_says_so() {
    let run = scored(&[("vote", VOTE)]);
    let stop = |state| Manifest { state, ..Manifest::read(run.path()).unwrap() }.write(run.path()).unwrap();
    stop(State::ArticlesMissing);
    assert_eq!(load(run.path(), None, |_| true).unwrap().manifest.state, State::ArticlesMissing);
    stop(State::JudgementsMissing);
    assert!(wrong(load(run.path(), None, |_| true)).wrong.contains("stopped"));
    score_with(run.path(), &[], &toll(), "small");
    assert_eq!(Manifest::read(run.path()).unwrap().state, State::Complete);
}

/// Deletes a part as the hint about a damaged one says.
fn delete_part(run: &Path, name: &str) {
    ["articles", "statements", "judgements"].iter().for_each(|table| std::fs::remove_file(run.join(table).join(name)).unwrap());
}

#[test]
fn a_deleted_part_is_missed_and_judged_again() {
    let run = scored(&[("vote", VOTE), ("plan", PLAN)]);
    let both = codebook(&[issue("toll", "The harbour toll"), issue("harbour", "The harbour")]);
    score_with(run.path(), &[], &both, "small");
    let expected = in_memory(&[("vote", VOTE), ("plan", PLAN)], &both, "small");
    assert_eq!(all(run.path()), expected);
    delete_part(run.path(), "part-00001.parquet");
    let error = wrong(load(run.path(), None, |_| true));
    assert!(error.wrong.starts_with("1 of the 2 parts") && error.hint.contains("standpoint score"), "{error}");
    assert!(score_with(run.path(), &[], &both, "small").judged > 0);
    assert_eq!(all(run.path()), expected);
    assert_eq!(Manifest::read(run.path()).unwrap().state, State::ArticlesMissing);
    score_with(run.path(), &[("vote", VOTE), ("plan", PLAN)], &both, "small");
    assert_eq!(Manifest::read(run.path()).unwrap().state, State::Complete);
}

#[test]
fn articles_of_a_deleted_part_are_missing_until_their_inputs_are_given_again() {
    let run = scored(&[("vote", VOTE)]);
    score_with(run.path(), &[("vote", PLAN), ("plan", PLAN)], &toll(), "small");
    delete_part(run.path(), "part-00001.parquet");
    let unfinished = |articles: &[(&str, &str)]| {
        score_with(run.path(), articles, &toll(), "small");
        let Manifest { state, unfinished, .. } = Manifest::read(run.path()).unwrap();
        assert_eq!(state == State::Complete, unfinished.is_empty());
        unfinished.into_iter().collect::<Vec<_>>()
    };
    assert_eq!(unfinished(&[("more", "Nothing.")]), ["in/plan.txt", "in/vote.txt"]);
    assert_eq!(unfinished(&[("plan", PLAN)]), ["in/vote.txt"]);
    assert_eq!(unfinished(&[]), ["in/vote.txt"]);
    assert!(unfinished(&[("vote", PLAN)]).is_empty());
    assert!(all(run.path()).iter().all(|scored| scored.article.body != VOTE));
}

#[test]
fn a_scoring_that_was_stopped_stays_so_until_its_inputs_are_given_again() {
    let run = tempfile::tempdir().unwrap();
    let many: Vec<(String, String)> = (0..40).map(|at| (format!("a{at:02}"), format!("{VOTE} It was day {at} of the toll."))).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(id, body)| (id.as_str(), body.as_str())).collect();
    let mut reached = 0;
    let stopped = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        score(run.path(), given(&many), &Reader::Rules, &toll(), &mut judge("small"), &mut |done, _, _| {
            reached = done;
            assert!(done < 32, "stopped");
        })
    }));
    assert!(stopped.is_err() && reached >= 32);
    score_with(run.path(), &[("plan", PLAN)], &toll(), "small");
    let manifest = Manifest::read(run.path()).unwrap();
    assert_eq!((manifest.state, manifest.counts.n_articles, manifest.unfinished.len()), (State::ArticlesMissing, 33, 40));
    score_with(run.path(), &many, &toll(), "small");
    assert_eq!(Manifest::read(run.path()).unwrap().state, State::Complete);
}

fn wrong(loaded: crate::error::Result<Loaded>) -> Error {
    loaded.map(|_| ()).unwrap_err()
}

#[test]
fn other_issues_are_those_of_the_run_by_their_words() {
    let run = tempfile::tempdir().unwrap();
    let both = codebook(&[issue("harbour", "The harbour"), issue("toll", "The harbour toll")]);
    score_with(run.path(), &[("vote", VOTE)], &both, "small");
    let renamed = codebook(&[Issue { id: "fee".into(), ..issue("toll", "The harbour toll") }]);
    let loaded = load(run.path(), Some(&renamed), |_| true).unwrap();
    assert_eq!(loaded.codebook, renamed);
    assert_eq!(loaded.articles, in_memory(&[("vote", VOTE)], &toll(), "small"));
    let other = codebook(&[issue("toll", "The harbour toll"), issue("ferry", "The ferry")]);
    let error = wrong(load(run.path(), Some(&other), |_| true));
    assert!(error.wrong.ends_with(": ferry") && error.hint.contains("standpoint score"), "{error}");
}

#[test]
fn what_was_left_out_stays_while_its_file_does() {
    let run = tempfile::tempdir().unwrap();
    let left_out = |file: &str| Error::new(file, "broken", "mend it").at(2);
    let give = |id, skipped: &[&str]| {
        let given = Given { skipped: skipped.iter().map(|file| left_out(file)).collect(), ..given(&[(id, VOTE)]) };
        score(run.path(), given, &Reader::Rules, &toll(), &mut judge("small"), &mut |_, _, _| ()).unwrap();
        let skipped = load(run.path(), None, |_| true).unwrap().skipped;
        skipped.iter().map(|error| error.file.display().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(give("vote", &["in/vote.txt", "missing.txt"]), ["in/vote.txt", "missing.txt"]);
    assert_eq!(give("plan", &["in/plan.txt"]), ["in/vote.txt", "missing.txt", "in/plan.txt"]);
    assert_eq!(give("vote", &["missing.txt"]), ["in/plan.txt", "missing.txt"]);
    assert_eq!(give("plan", &["in"]), ["missing.txt", "in"]);
    assert_eq!(give("plan", &[]), ["missing.txt"]);
    assert_eq!(Manifest::read(run.path()).unwrap().counts.n_skipped, 1);
}

#[cfg(unix)]
#[test]
fn a_run_is_scored_into_by_one_at_a_time() {
    let run = scored(&[("vote", VOTE)]);
    let before = files(run.path());
    let lock = lock::Lock::take(run.path()).unwrap();
    let again = || score(run.path(), given(&[("plan", PLAN)]), &Reader::Rules, &toll(), &mut judge("small"), &mut |_, _, _| ());
    assert_eq!(again().unwrap_err().wrong, "another scoring into this run is under way");
    assert_eq!(files(run.path()), before);
    drop(lock);
    assert_eq!(again().unwrap().new, 1);
}

#[test]
fn what_is_no_run_or_a_newer_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let score =
        || score(folder.path(), given(&[("vote", VOTE)]), &Reader::Rules, &toll(), &mut judge("small"), &mut |_, _, _| ()).unwrap_err();
    std::fs::write(folder.path().join("notes.txt"), "mine").unwrap();
    assert!(score().wrong.starts_with("no run, and not empty"));
    let json = folder.path().join("run.json");
    for (text, expected) in [
        ("{", "EOF"),
        ("[]", "no schema_version"),
        ("{\"schema_version\": 1}", "schema_version 1"),
        ("{\"schema_version\": 2}", "missing field"),
    ] {
        std::fs::write(&json, text).unwrap();
        let error = score();
        assert!(error.wrong.contains(expected) && error.file == json, "{error}");
        assert_eq!(wrong(load(folder.path(), None, |_| true)), error);
    }
}

#[test]
fn a_damaged_part_is_named_and_never_a_panic() {
    let run = scored(&[("vote", VOTE), ("plan", PLAN)]);
    let sound = files(run.path());
    for name in sound.keys().filter(|name| name.ends_with(".parquet")) {
        let (path, bytes) = (run.path().join(name), &sound[name]);
        let step = bytes.len() / 60 + 1;
        let cut = (0..bytes.len()).step_by(step).map(|length| bytes[..length].to_vec());
        let flipped = (0..bytes.len()).step_by(step).map(|at| {
            let mut bytes = bytes.clone();
            bytes[at] ^= 0x55;
            bytes
        });
        for (broken, must_fail) in cut.map(|bytes| (bytes, true)).chain(flipped.map(|bytes| (bytes, false))) {
            std::fs::write(&path, broken).unwrap();
            match load(run.path(), None, |_| true) {
                Ok(_) => assert!(!must_fail, "{name}"),
                Err(error) => assert!(error.hint.contains("delete part-00000.parquet"), "{error}"),
            }
        }
        std::fs::remove_file(&path).unwrap();
        assert!(load(run.path(), None, |_| true).is_err());
        std::fs::write(&path, bytes).unwrap();
    }
}
