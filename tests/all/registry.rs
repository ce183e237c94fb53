//! Lists of actors and issues: what a run suggests is read back, and what is wrong with a list is told.
use crate::command_line::{command, text};
use crate::{model, root};
use serde_json::Value;
use standpoint::actor::registry::Registry;
use std::fs;
use std::path::Path;

/// What it prints; the exit code must be this.
fn done(arguments: &[&str], code: i32) -> String {
    let output = command(root(), arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(code), "{}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout) + &text(&output.stderr)
}

/// A run of three articles that name people and bodies in several ways.
fn scored(folder: &Path) -> String {
    let articles = [
        "Ola Brandt (R-Kel.) said the harbour expansion must begin. \"We need the new berths,\" Brandt said.",
        "Ola Brand said he supports the harbour expansion and the new berths.",
        "Finn Berg, president of the Harbour Pilots Union, said he opposes the harbour expansion.",
    ];
    for (at, body) in articles.iter().enumerate() {
        fs::write(folder.join(format!("{at}.txt")), body).unwrap();
    }
    let (run, model) = (folder.join("run").to_str().unwrap().to_string(), model());
    let rest = ["--issues", "datasets/sample/issues.toml", "--attribution", "rules", "--arithmetic", "fp32", "--out", &run];
    done(&[&["score", folder.to_str().unwrap(), "--model", model.to_str().unwrap()], &rest[..]].concat(), 0);
    run
}

#[test]
fn what_a_run_suggests_can_be_read_and_confirmed() {
    let folder = tempfile::tempdir().unwrap();
    let run = scored(folder.path());
    let (out, confirmed) = (folder.path().join("actors.toml"), folder.path().join("confirmed.toml"));
    let (path, more) = (out.to_str().unwrap(), confirmed.to_str().unwrap());
    let printed = done(&["actors", "suggest", &run], 0);
    assert!(done(&["actors", "suggest", &run, "--out", path], 0).contains("all to be confirmed"));
    let list = fs::read_to_string(&out).unwrap();
    assert_eq!(list, printed);
    for part in ["# \"Ola Brand\",", "# \"Republican Party\",", "# \"Harbour Pilots Union\","] {
        assert!(list.contains(part), "{part} not in {list}");
    }
    assert!(Registry::load(&out).unwrap().actors().iter().all(|actor| actor.aliases.is_empty() && actor.affiliations.is_empty()));
    assert!(done(&["actors", "suggest", &run, "--out", path], 2).contains("never overwritten"));

    fs::write(&confirmed, list.replace("    # \"", "    \"")).unwrap();
    assert_eq!(done(&["actors", "suggest", &run, "--actors", more], 0).lines().count(), 1, "nothing is suggested twice");
    assert!(done(&["actors", "check", more, &run], 0).contains("Nothing is wrong"));
    assert!(done(&["report", &run, "--actors", more, "--min-sayings", "1"], 0).contains("Ola Brandt"));
}

#[test]
fn what_is_wrong_with_a_list_is_told_and_the_samples_are_good() {
    let folder = tempfile::tempdir().unwrap();
    for list in ["actors", "issues"] {
        assert_eq!(done(&[list, "check", &format!("datasets/sample/{list}.toml")], 0), "Nothing is wrong.\n");
    }
    let (actors, issues) = (folder.path().join("actors.toml"), folder.path().join("issues.toml"));
    let (a, i) = (actors.to_str().unwrap(), issues.to_str().unwrap());
    fs::write(&actors, "[[actor]]\nname = \"Ada Hale\"\naliases = [\"the minister\"]\n").unwrap();
    fs::write(&issues, "[[issue]]\nid = \"sky\"\nname = \"Climate\"\nkeywords = [\"Fed\"]\n").unwrap();
    let told = done(&["actors", "check", a], 1);
    assert!(told.contains("actors.toml:1: Ada Hale: ") && told.contains("1 warning, 0 notes"), "{told}");
    let told = done(&["issues", "check", i], 1);
    assert!(told.contains("issues.toml:1: sky: ") && told.contains("why: ") && told.contains("3 warnings, 0 notes"), "{told}");
    let json: Value = serde_json::from_str(&done(&["issues", "check", i, "--json"], 1)).unwrap();
    assert_eq!((json[0]["kind"].as_str(), json[0]["line"].as_u64()), (Some("unarguable"), Some(1)));
    fs::write(&issues, "[[issue]]\nid = \"sky\"\n").unwrap();
    done(&["issues", "check", i], 2);
}
