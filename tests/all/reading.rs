//! Inputs as users have them: every format and encoding, packed and broken, through the program.
use crate::command_line::{command, text};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use standpoint::article::{Article, Genre, Held, Options, read, read_files};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

const BODY: &str = "The council of Kelmouth voted on Tuesday for the new berths.\r\n\r\n“We need them – all of them,” Mayor Ruth Callender said at the café.\r\n";

fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn in_utf_16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes_of).collect()
}

/// A text in every encoding that is read.
fn encodings(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let marked = format!("\u{feff}{text}");
    vec![
        ("utf-8", text.into()),
        ("utf-8 marked", marked.clone().into_bytes()),
        ("utf-16le marked", in_utf_16(&marked, u16::to_le_bytes)),
        ("utf-16be marked", in_utf_16(&marked, u16::to_be_bytes)),
        ("utf-16le", in_utf_16(text, u16::to_le_bytes)),
        ("utf-16be", in_utf_16(text, u16::to_be_bytes)),
        ("windows-1252", encoding_rs::WINDOWS_1252.encode(text).0.into_owned()),
    ]
}

fn one(name: &str, bytes: &[u8]) -> Article {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let mut articles = read(&[folder.path().join(name)]);
    assert_eq!(articles.len(), 1, "{name}");
    articles.remove(0).unwrap()
}

#[test]
fn one_text_in_all_formats_and_encodings_has_one_body() {
    let line = json!({ "id": "a", "body": BODY }).to_string();
    let table = format!("id;body\r\na;\"{}\"\r\n", BODY.replace('"', "\"\""));
    for (name, content) in [("a.txt", BODY), ("a.jsonl", &line), ("a.csv", &table), ("a.tsv", &table.replace(';', "\t"))] {
        for (encoding, bytes) in encodings(content) {
            assert_eq!(one(name, &bytes).body, BODY, "{name} in {encoding}");
            let packed = one(&format!("{name}.gz"), &pack(&bytes));
            assert_eq!((packed.body.as_str(), packed.id.as_str()), (BODY, "a"), "{name}.gz in {encoding}");
        }
    }
}

#[test]
fn pages_and_markdown_in_all_encodings_have_one_body() {
    let paragraphs: Vec<_> = BODY.trim().split("\r\n\r\n").collect();
    let page = format!("<!DOCTYPE html><html><head><title>Vote</title></head><body><p>{}</p></body></html>", paragraphs.join("</p><p>"));
    for (name, content) in [("a.html", page.as_str()), ("a.md", BODY)] {
        for (encoding, bytes) in encodings(content) {
            assert_eq!(one(name, &bytes).body, paragraphs.join("\n\n"), "{name} in {encoding}");
        }
    }
}

fn make(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (file, bytes) in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn run(folder: &Path, arguments: &[&str], input: Option<&[u8]>) -> Output {
    let mut command = command(folder, arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(input.unwrap_or_default()).unwrap();
    drop(stdin);
    child.wait_with_output().unwrap()
}

#[test]
fn text_prints_the_body_and_nothing_else() {
    let line = json!({ "id": "w1", "text": BODY }).to_string();
    let table = "id,text\nw2,Two.\nw3,Three.\n";
    let folder = make(&[("a.txt", BODY.as_bytes()), ("w.jsonl.gz", &pack(line.as_bytes())), ("t.csv", table.as_bytes())]);
    for file in ["a.txt", "w.jsonl.gz"] {
        let output = run(folder.path(), &["text", file], None);
        assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(0), BODY.as_bytes()), "{file}: {}", text(&output.stderr));
    }
    assert_eq!(run(folder.path(), &["text", "t.csv", "--id", "w3"], None).stdout, b"Three.");
    let without = run(folder.path(), &["text", "t.csv"], None);
    assert_eq!(without.status.code(), Some(2));
    assert!(text(&without.stderr).contains("holds 2 articles: give one of them as --id: w2, w3"), "{}", text(&without.stderr));
    assert!(text(&run(folder.path(), &["text", "t.csv", "--id", "x"], None).stderr).contains("no article \"x\"; its ids: w2, w3"));
}

#[test]
fn standard_input_is_any_format() {
    let folder = make(&[]);
    let line = json!({ "body": "Words." }).to_string();
    let page = b"<!doctype html><p>Words.</p>";
    for (input, format) in [(line.as_bytes(), &[][..]), (page, &[]), (b"Words.", &[]), (b"body\nWords.\n", &["--stdin-format", "csv"])] {
        for input in [input.to_vec(), pack(input)] {
            let output = run(folder.path(), &[&["text", "-"], format].concat(), Some(&input));
            assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(0), "Words."), "{}", text(&output.stderr));
        }
    }
    let output = run(folder.path(), &["statements", "-", "--attribution", "rules"], Some(b"{\"body\": \"Words.\"}\nnot json\n"));
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("skipped -:2: not JSON"), "{}", text(&output.stderr));
    assert_eq!(serde_json::from_slice::<Value>(&output.stdout).unwrap()["id"], "stdin:1");
}

#[test]
fn what_is_no_article_is_told_and_no_error() {
    let folder =
        make(&[("in/a.txt", b"Words."), ("in/b.pdf", b"x"), ("in/c/d.toml", b"x"), ("in/README.md", b"x"), ("in/.hidden.pdf", b"x")]);
    let output = run(folder.path(), &["statements", "in", "--attribution", "rules"], None);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stderr).contains("passed over 3 files that are no articles (.pdf, .toml, README.md)"), "{}", text(&output.stderr));
    let files = read_files(&[folder.path().join("in")], &Options::default(), &Held::new());
    assert_eq!((files.inputs.len(), files.passed_over.len()), (1, 3));
}

#[test]
fn columns_are_named_by_the_user() {
    let folder = make(&[("a.csv", b"Nr;Texte;Rubrik\n7;Words.;Opinion\n")]);
    let fields = ["--field", "body=Texte", "--field", "id=Nr"];
    let output = run(folder.path(), &[&["text", "a.csv", "--id", "7"][..], &fields].concat(), None);
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(0), &b"Words."[..]), "{}", text(&output.stderr));
    let said = |arguments: &[&str]| {
        let output = run(folder.path(), &[&["text", "a.csv"], arguments].concat(), None);
        assert_eq!(output.status.code(), Some(2));
        text(&output.stderr)
    };
    assert!(said(&[]).contains("the columns are \"Nr\", \"Texte\", \"Rubrik\""));
    assert!(said(&["--field", "text=body"]).contains("the keys are id, title, date, outlet, url, author, language, genre, body"));
    assert!(said(&["--field", "id=Nr", "--field", "id=No"]).contains("id is to be both"));
}

/// What is wrong with the last thing that a file gives.
fn wrong(name: &str, bytes: &[u8]) -> (usize, String) {
    let folder = make(&[(name, bytes)]);
    let articles = read(&[folder.path().join(name)]);
    let error = articles.last().unwrap().as_ref().unwrap_err();
    assert_eq!(error.file, folder.path().join(name));
    (articles.len(), error.wrong.clone())
}

#[test]
fn broken_files_are_called_what_they_are() {
    let lines: String = (0..2000).map(|row| json!({ "body": format!("Row {row} of {}.", row * 7919) }).to_string() + "\n").collect();
    let packed = pack(lines.as_bytes());
    let (read, said) = wrong("a.jsonl.gz", &packed[..packed.len() / 2]);
    assert!(read > 500 && said.contains("truncated gzip"), "{read} {said}");
    assert_eq!(wrong("a.txt.gz", &packed[..packed.len() / 2]), (1, said));
    let mut damaged = packed.clone();
    damaged[packed.len() / 2..packed.len() / 2 + 40].fill(0xff);
    assert!(wrong("a.jsonl.gz", &damaged).1.contains("damaged gzip"));
    assert!(wrong("a.txt.gz", b"Words.").1.contains("not gzip"));
    assert!(wrong("a.txt", &packed).1.contains("gzip data"));
    assert_eq!(wrong("a.csv", b"PK\x03\x04\0\0").1, "a zip file, as .docx, .odt and .epub are, not a text");
    assert_eq!(wrong("a.html", b"<script>x()</script>").1, "no text in it");
    assert_eq!(wrong("a.csv", b"body\n").1, "no lines in it");
    assert!(wrong("a.txt.gz", b"").1.contains("truncated gzip"));
    assert_eq!(wrong("a.txt.gz", &pack(b"")).1, "no text in it");
}

#[test]
fn nothing_is_unpacked_beyond_the_cap() {
    let blank = pack(&vec![b' '; 65 << 20]);
    assert!(blank.len() < 100_000);
    assert_eq!(wrong("a.txt.gz", &blank).1, "more than 64 MiB when unpacked");
    assert_eq!(wrong("a.jsonl.gz", &blank).1, "a line of more than 64 MiB");
    assert_eq!(wrong("a.txt", &"word ".repeat(1 << 20).into_bytes()).1, "an article of more than 4 MiB");
}

#[test]
fn an_archive_of_all_kinds_is_read_whole() {
    let page = b"<html lang=en><head><title>Build it</title><meta name=author content='By Ann Reyes'><meta property='og:url' content='https://coast.example/opinion/build'></head><body><article><p>Build the berths.</p></article></body></html>";
    let folder = make(&[
        ("in/page.html", page),
        ("in/notes.md", b"---\ndate: 2015-07-06\noutlet: Coast Wire\n---\n# The vote\n\nIt passed.\n"),
        ("in/wire.ndjson", b"{\"headline\": \"Vote\", \"content\": \"It passed.\", \"published\": \"7/6/15\"}\n"),
        ("in/notes.txt", b"It passed."),
    ]);
    let articles: Vec<_> = read(&[folder.path().join("in")]).into_iter().map(Result::unwrap).collect();
    let ids: Vec<_> = articles.iter().map(|article| article.id.as_str()).collect();
    assert_eq!(ids, ["notes", "in/notes.txt", "page", "wire:1"]);
    assert_eq!((articles[0].title.as_deref(), articles[0].outlet.as_deref()), (Some("The vote"), Some("Coast Wire")));
    assert_eq!(articles[0].body, "The vote\n\nIt passed.");
    assert_eq!((articles[2].genre, articles[2].author.as_deref()), (Genre::Opinion, Some("Ann Reyes")));
    assert_eq!((articles[3].title.as_deref(), articles[3].date), (Some("Vote"), None));
}

#[test]
fn an_input_that_is_not_there_is_said() {
    let missing = read(&[PathBuf::from("nowhere.csv.gz"), PathBuf::from("nowhere.pdf")]);
    assert!(missing.iter().all(|article| article.as_ref().unwrap_err().wrong.starts_with("cannot be read")));
}
