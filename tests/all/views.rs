//! What the terminal shows of a run, one statement of it explained, and completions.
use crate::command_line::{command, text};
use crate::{model, root};
use std::path::Path;

const ISSUES: &str = "datasets/sample/issues.toml";

/// What it prints and what it says; the exit code must be this.
fn done(arguments: &[&str], code: i32) -> (String, String) {
    let output = command(root(), arguments).output().unwrap();
    let (out, said) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{said}");
    (out, said)
}

fn scored(folder: &Path) -> String {
    let (run, model) = (folder.join("run").to_str().unwrap().to_string(), model());
    let articles = ["datasets/sample/articles/harbour-plan.txt", "datasets/sample/articles/harbour-vote.txt"];
    let rest = ["--issues", ISSUES, "--out", &run, "--model", model.to_str().unwrap(), "--arithmetic", "fp32"];
    done(&[&["score"], &articles[..], &rest].concat(), 0);
    run
}

#[test]
fn an_actor_leads_to_a_statement_that_explain_explains() {
    let folder = tempfile::tempdir().unwrap();
    let run = scored(folder.path());
    let (card, _) = done(&["report", &run, "--actor", "callender"], 0);
    let about = card.lines().find(|line| line.contains(" · Kelmouth Courier, ")).unwrap();
    let id = about.split(" · ").last().unwrap();
    let (explained, _) = done(&["explain", &run, id], 0);
    assert!(explained.starts_with(&format!("{id}\n")) && explained.contains("counts for Ruth Callender"), "{explained}");
    let (listed, _) = done(&["explain", &run, "harbour-vote"], 0);
    assert!(listed.lines().count() > 10 && !explained.contains('\u{1b}'), "{listed}");
    let (all, _) = done(&["explain", &run, id, "--all", "--model", model().to_str().unwrap()], 0);
    assert!(all.contains("\nAsked now") && all.contains("\nnight-flights: none"), "{all}");
    for (wrong, said) in [("harbour-vot:3", "ids like it: harbour-vote"), ("harbour-vote:99999", "the nearest are harbour-vote:")] {
        assert!(done(&["explain", &run, wrong], 2).1.contains(said), "{wrong}");
    }
    assert!(done(&["explain", "datasets", "x:1"], 2).1.contains("is no run"));
    assert!(done(&["explain", &run, id, "--model", "small"], 2).1.contains("are for --all"));
}

#[test]
fn views_change_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let run = scored(folder.path());
    let out = |name: &str| folder.path().join(name).to_str().unwrap().to_string();
    let (plain, viewed) = (out("plain"), out("viewed"));
    let (table, _) = done(&["report", &run, "--out", &plain], 0);
    let (strip, _) = done(&["report", &run, "--out", &viewed, "--issue", "harbour", "--by", "month", "--top", "3"], 0);
    assert!(table.contains("Ruth Callender") && strip.contains("harbour-expansion by month") && strip.contains("2025-02"), "{strip}");
    for file in std::fs::read_dir(&plain).unwrap() {
        let name = file.unwrap().file_name();
        let [one, other] = [&plain, &viewed].map(|folder| std::fs::read(Path::new(folder).join(&name)).unwrap());
        assert_eq!(one, other, "{name:?}");
    }
    let said = |arguments: &[&str]| done(&[&["report", run.as_str()], arguments].concat(), 2).1;
    assert!(said(&["--actor", "Calender"]).contains("names like it: Ruth Callender"));
    assert!(said(&["--issue", "trams"]).contains("the issues are harbour-expansion, "));
    assert!(said(&["--top", "0"]).contains("a number from 1, such as 50, or all"));
    assert!(said(&["--by", "party"]).contains("--actors"));
}

#[test]
fn every_shell_gets_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (script, _) = done(&["completions", shell], 0);
        assert!(script.contains("standpoint") && script.contains("explain") && script.contains("min-sayings"), "{shell}");
    }
    assert!(done(&["completions", "cmd"], 2).1.contains("possible values: bash"));
}
