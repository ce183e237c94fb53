//! Reading: from files and folders to articles with ids of their own.
use super::find::{PassedOver, find};
use super::ids::{Draft, Drafts, Held, Ids};
use super::open::{Opened, open};
use super::text::{self, Complaint, check_body};
use super::{Article, Fields, Format, Source, decode, front_matter, genre, jsonl, language, markdown, page, record, table};
use crate::error::{Error, Result};
use rayon::prelude::*;
use std::path::PathBuf;

/// How inputs are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Which fields of JSON lines, columns of tables and entries of front matter hold what.
    pub fields: Fields,
    /// The format of standard input; without it, it is told by its beginning: JSON lines, HTML, or else text.
    pub stdin: Option<Format>,
}

/// Every article of `inputs` (files, folders and `-` for standard input) in order, with what cannot be read as errors in its place; see
/// [`find()`] for which files are read. The same files give the same articles, with ids that are unique: a file's stem, or where an
/// earlier article has that, its path from the folder asked for. Articles in other languages than English are errors too.
pub fn read(inputs: &[PathBuf]) -> Vec<Result<Article>> {
    let files = read_files(inputs, &Options::default(), &Held::new()).inputs;
    files.into_iter().flat_map(|file| file.map_or_else(|error| vec![Err(error)], |file| file.articles)).collect()
}

/// What was read, and what was not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Files {
    /// Every file in order; one that cannot be read at all is an error in its place.
    pub inputs: Vec<Result<Input>>,
    /// Files in folders that are no articles, in order.
    pub passed_over: Vec<PassedOver>,
}

/// A file with what was read from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The file.
    pub source: Source,
    /// Its articles in order, with what cannot be read as an error in its place.
    pub articles: Vec<Result<Article>>,
}

impl Input {
    /// The file as given, when that was a relative path, else its name from the folder asked for: never an absolute path.
    pub fn name(&self) -> String {
        self.source.input()
    }
}

/// [`read()`] with options, file by file, and with what was passed over. The ids that a run holds from other inputs are taken; an
/// article that it holds keeps its id.
pub fn read_files(inputs: &[PathBuf], options: &Options, held: &Held) -> Files {
    let found = find(inputs);
    let read: Vec<Result<Drafts>> = found.sources.into_par_iter().map(|source| read_source(source?, options)).collect();
    let mut ids = Ids::of(&read, held);
    let mut give = |(source, drafts): Drafts| {
        let articles = drafts.into_iter().map(|draft| ids.give(&source, draft?)).collect();
        Input { source, articles }
    };
    Files { inputs: read.into_iter().map(|file| file.map(&mut give)).collect(), passed_over: found.passed_over }
}

fn read_source(source: Source, options: &Options) -> Result<Drafts> {
    let opened = open(&source, options.stdin)?;
    let drafts =
        if opened.format.holds_many() { many(&source, opened, &options.fields)? } else { vec![one(&source, opened, &options.fields)] };
    let drafts = drafts.into_par_iter().map(|draft| in_english(&source, draft?)).collect();
    Ok((source, drafts))
}

/// The articles of a file that holds several. Where it breaks off, those before the break are read.
fn many(source: &Source, opened: Opened, fields: &Fields) -> Result<Vec<Result<Draft>>> {
    let mut opened = opened.narrow(source)?;
    let (mut drafts, broken) = match opened.format {
        Format::Csv => table::drafts(source, &mut opened.bytes, None, fields),
        Format::Tsv => table::drafts(source, &mut opened.bytes, Some(b'\t'), fields),
        _ => jsonl::drafts(source, &mut opened.bytes, fields),
    };
    drafts.extend(broken.map(|error| Err(opened.damage(source, &error))));
    if drafts.is_empty() {
        return Err(Error::new(&source.path, "no lines in it", "give one article a line, or leave it out"));
    }
    Ok(drafts)
}

fn one(source: &Source, mut opened: Opened, fields: &Fields) -> Result<Draft> {
    let bytes = opened.read_all(source)?;
    let declared = if opened.format == Format::Html { page::declared(&bytes) } else { None };
    let read = decode::decode(&bytes, declared).and_then(|text| article(text, opened.format, fields));
    let (id, article) = read.map_err(|wrong| source.error(wrong))?;
    Ok(Draft { ids: source.ids(id, None), line: None, article })
}

/// The article that a whole text is, and its id where it names one.
fn article(text: String, format: Format, fields: &Fields) -> std::result::Result<(Option<String>, Article), Complaint> {
    if format == Format::Html {
        let article = page::read(&text)?;
        check_body(&article.body)?;
        return Ok((None, article));
    }
    let ((id, told), rest) = match front_matter::split(&text) {
        Some((record, rest)) => (record::details(&record, fields)?, Some(rest)),
        None => Default::default(),
    };
    let (body, title) = match (format, rest) {
        (Format::Markdown, rest) => markdown::render(rest.unwrap_or(&text)),
        (_, Some(rest)) => (rest.to_string(), text::title(rest.trim_start_matches(['\r', '\n']))),
        (_, None) => {
            let title = text::title(&text);
            (text, title)
        }
    };
    check_body(&body)?;
    let title = told.title.or(title);
    let genre = told.genre.max(genre::of_place(None, title.as_deref()));
    Ok((id, Article { title, genre, body, ..told }))
}

/// The article with its language, where that is English or cannot be told; what the input says counts, unless it says English and the text
/// surely is not.
fn in_english(source: &Source, draft: Draft) -> Result<Draft> {
    let told = draft.article.language.clone();
    let foreign = |name: &str, by: &str| {
        let error = Error::new(
            &source.path,
            format!("not in English ({name} by {by})"),
            "only articles in English are read: translate it, or leave it out",
        );
        Error { line: draft.line, ..error }
    };
    if let Some(code) = told.as_deref().filter(|code| *code != ENGLISH) {
        return Err(foreign(language::name(code), "what it says of itself"));
    }
    let shown = language::shown(&draft.article.body);
    match shown {
        Some(shown) if shown.code != ENGLISH => Err(foreign(shown.name, "its text")),
        _ => {
            let language = told.or(shown.map(|shown| shown.code.into()));
            Ok(Draft { article: Article { language, ..draft.article }, ..draft })
        }
    }
}

const ENGLISH: &str = "en";

#[cfg(test)]
mod tests {
    use super::super::Genre;
    use super::*;
    use proptest::prelude::*;
    use std::fs;

    fn make(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (file, bytes) in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    fn ids(articles: &[Result<Article>]) -> Vec<&str> {
        articles.iter().map(|article| article.as_ref().map_or("error", |article| article.id.as_str())).collect()
    }

    #[test]
    fn a_text_file_is_its_body_whole() {
        let text = "Port vote\r\n\r\nThe council voted.\r\n";
        let folder = make(&[("vote.txt", text.as_bytes())]);
        let articles = read(&[folder.path().join("vote.txt")]);
        let expected = Article { id: "vote".into(), title: Some("Port vote".into()), body: text.into(), ..Article::default() };
        assert_eq!(articles, [Ok(expected)]);
    }

    #[test]
    fn what_is_broken_is_said_in_its_place_and_the_rest_is_read() {
        let lines = b"{\"id\": \"w1\", \"body\": \"One.\"}\nnonsense\n{\"body\": \"Three.\"}\n";
        let folder = make(&[("in/a.txt", b"Text."), ("in/b.txt", b" \n"), ("in/c.txt", b"\x81"), ("in/d.jsonl", lines)]);
        let articles = read(&[folder.path().join("in"), folder.path().join("gone.txt")]);
        assert_eq!(ids(&articles), ["a", "error", "error", "w1", "error", "d:3", "error"]);
        assert_eq!(articles[4].as_ref().unwrap_err().line, Some(2));
    }

    #[test]
    fn files_of_one_stem_are_told_apart_by_their_path() {
        let line: &[u8] = b"{\"body\": \"Text.\"}";
        let folder = make(&[
            ("x/vote.txt", b"One."),
            ("y/deep/vote.txt", b"Two."),
            ("y/vote.txt", b"Three."),
            ("x/w.jsonl", line),
            ("y/w.jsonl", line),
        ]);
        let articles = read(&["x", "y"].map(|name| folder.path().join(name)));
        assert_eq!(ids(&articles), ["vote", "w:1", "y/deep/vote.txt", "y/vote.txt", "y/w.jsonl:1"]);
    }

    #[test]
    fn a_repeated_id_is_named_with_both_lines() {
        let lines = b"{\"id\": \"w\", \"body\": \"One.\"}\n{\"id\": \"v\", \"body\": \"Two.\"}\n{\"id\": \"w\", \"body\": \"Three.\"}\n";
        let folder = make(&[("wire.jsonl", lines), ("w.txt", b"Text.")]);
        let [wire, text] = ["wire.jsonl", "w.txt"].map(|name| folder.path().join(name));
        let articles = read(&[wire.clone(), text]);
        let error = articles[2].as_ref().unwrap_err();
        let name = folder.path().file_name().unwrap().to_str().unwrap();
        assert_eq!((&error.file, error.line), (&wire, Some(3)));
        assert_eq!(error.wrong, format!("the id \"w\" is already that of {name}/wire.jsonl, line 1"));
        assert_eq!(ids(&articles)[3], format!("{name}/w.txt"));
    }

    #[test]
    fn two_files_that_no_path_tells_apart_are_not_both_read() {
        let folder = make(&[("x/in/a.txt", b"One."), ("y/in/a.txt", b"Two."), ("z/in/a.txt", b"Three.")]);
        let articles = read(&["x/in", "y/in", "z/in"].map(|name| folder.path().join(name)));
        assert_eq!(ids(&articles), ["a", "in/a.txt", "error"]);
        assert!(articles[2].as_ref().unwrap_err().wrong.starts_with("the id \"a\" is already that of "));
    }

    #[test]
    fn an_id_that_a_run_holds_from_another_input_is_taken() {
        let line: &[u8] = b"{\"id\": \"w\", \"body\": \"Text.\"}";
        let folder = make(&[("mon/001.txt", b"One."), ("tue/001.txt", b"Two."), ("wed/w.jsonl", line)]);
        let read = |days: &[&str], held: &[(&str, &str)]| {
            let inputs: Vec<_> = days.iter().map(|day| folder.path().join(day)).collect();
            let held = held.iter().map(|(id, input)| (id.to_string(), input.to_string())).collect();
            let files = read_files(&inputs, &Options::default(), &held).inputs;
            files.into_iter().flat_map(|file| file.unwrap().articles).collect::<Vec<_>>()
        };
        let monday = ("001", "mon/001.txt");
        assert_eq!(ids(&read(&["mon", "tue"], &[])), ["001", "tue/001.txt"]);
        assert_eq!(ids(&read(&["tue"], &[monday])), ["tue/001.txt"]);
        assert_eq!(ids(&read(&["tue", "mon"], &[monday, ("tue/001.txt", "tue/001.txt")])), ["tue/001.txt", "001"]);
        assert_eq!(ids(&read(&["tue"], &[("tue/001.txt", "tue/001.txt")])), ["tue/001.txt"]);
        assert_eq!(ids(&read(&["wed"], &[("w", "wed/w.jsonl")])), ["w"]);
        let refused = read(&["wed"], &[("w", "tue/w.jsonl")]).remove(0).unwrap_err();
        assert_eq!((refused.wrong.as_str(), refused.line), ("the id \"w\" is already that of tue/w.jsonl", Some(1)));
    }

    #[test]
    fn an_id_of_its_own_is_not_taken_by_a_file_of_that_name() {
        let folder = make(&[("in/w1.txt", b"One."), ("in/x.jsonl", b"{\"id\": \"w1\", \"body\": \"Two.\"}")]);
        assert_eq!(ids(&read(&[folder.path().join("in")])), ["in/w1.txt", "w1"]);
    }

    #[test]
    fn no_inputs_give_no_articles() {
        assert_eq!(read(&[]), []);
    }

    #[test]
    fn no_article_is_read_twice_however_often_an_id_is_free() {
        let folder = make(&[("x/a.txt", b"One."), ("x/a.md", b"Two."), ("x/a.html", b"<p>Three.")]);
        assert_eq!(ids(&read(&[folder.path().join("x")])), ["a", "x/a.md", "x/a.txt"]);
    }

    #[test]
    fn front_matter_tells_and_is_not_in_the_body() {
        let text = b"---\nid: v1\ntitle: Vote\nauthor: By Ann Reyes\nsection: Opinion\n---\n\nOther line\n\nText.\r\n";
        let folder =
            make(&[("in/a.txt", text), ("in/b.txt", b"---\ndate: 2015-07-06\n---\nLine\n\nText."), ("in/c.txt", b"---\nwords\n---\n")]);
        let articles: Vec<_> = read(&[folder.path().join("in")]).into_iter().map(Result::unwrap).collect();
        assert_eq!((articles[0].id.as_str(), articles[0].title.as_deref()), ("v1", Some("Vote")));
        assert_eq!((articles[0].author.as_deref(), articles[0].genre), (Some("Ann Reyes"), Genre::Opinion));
        assert_eq!(articles[0].body, "\nOther line\n\nText.\r\n");
        assert_eq!((articles[1].title.as_deref(), articles[1].date.is_some()), (Some("Line"), true));
        assert_eq!(articles[2].body, "---\nwords\n---\n");
        assert_eq!(article("Opinion: build it\n\nText.".into(), Format::Text, &Fields::default()).unwrap().1.genre, Genre::Opinion);
    }

    #[test]
    fn other_languages_are_left_out_and_take_no_id() {
        let german = "Der Stadtrat hat am Dienstag nach langer Debatte den Ausbau des Hafens beschlossen. Die Bürgermeisterin sagte, die neuen Liegeplätze seien für die Zukunft der Stadt unverzichtbar. Gegner warnten vor den Folgen für die Umwelt und kündigten an, vor Gericht zu ziehen.";
        let lines = format!(
            "{{\"id\": \"a\", \"lang\": \"en\", \"body\": \"{german}\"}}\n{{\"id\": \"a\", \"lang\": \"fr\", \"body\": \"Words.\"}}\n{{\"id\": \"a\", \"lang\": \"English\", \"body\": \"Words.\"}}"
        );
        let folder = make(&[("a.jsonl", lines.as_bytes())]);
        let articles = read(&[folder.path().join("a.jsonl")]);
        let wrong = |at: usize| articles[at].as_ref().unwrap_err();
        assert_eq!((wrong(0).wrong.as_str(), wrong(0).line), ("not in English (German by its text)", Some(1)));
        assert_eq!(wrong(1).wrong, "not in English (French by what it says of itself)");
        assert_eq!(articles[2].as_ref().unwrap().language.as_deref(), Some("en"));
    }

    fn pack(bytes: &[u8]) -> Vec<u8> {
        use std::io::Write;
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    const NAMES: &str = "[a-z]\\.(txt|md|html|jsonl|csv|tsv)(\\.gz)?";

    fn read_as(name: &str, bytes: &[u8]) -> Vec<Result<Article>> {
        let folder = make(&[(name, bytes)]);
        read(&[folder.path().to_path_buf()])
    }

    proptest! {
        #[test]
        fn any_bytes_give_an_article_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..300), name in NAMES, packs in any::<bool>()) {
            let bytes = if packs { pack(&bytes) } else { bytes };
            prop_assert!(!read_as(&name, &bytes).is_empty());
        }

        #[test]
        fn any_marks_give_an_article_or_an_error(
            text in "([a-z é\"',;=:&<>/!#*_`|~()\\[\\]{}\n\r\t-]|<p>|</p>|<div>|<script>|<!--|-->|<meta |\"\"|&amp;|---\n){0,60}", name in NAMES,
        ) {
            let bytes = if name.ends_with(".gz") { pack(text.as_bytes()) } else { text.into_bytes() };
            prop_assert!(!read_as(&name, &bytes).is_empty());
        }

        #[test]
        fn a_gzip_file_cut_anywhere_gives_the_whole_lines_before(bodies in proptest::collection::vec("[a-z]{1,40}", 1..60), cut in 0.0..1.0) {
            let lines: String = bodies.iter().map(|body| format!("{{\"body\": \"{body}\"}}\n")).collect();
            let packed = pack(lines.as_bytes());
            let articles = read_as("a.jsonl.gz", &packed[..(packed.len() as f64 * cut) as usize]);
            let (last, before) = articles.split_last().unwrap();
            prop_assert!(last.is_err());
            for (article, body) in before.iter().zip(&bodies) {
                prop_assert_eq!(&article.as_ref().unwrap().body, body);
            }
        }

        #[test]
        fn any_text_is_read_unchanged_or_refused(body in "\\PC*", title in "[ !-,.-~]{0,20}") {
            let text = format!("{title}\n\n{body}");
            match article(text.clone(), Format::Text, &Fields::default()) {
                Ok((_, article)) => {
                    prop_assert_eq!(article.title.as_deref().unwrap_or(""), title.trim());
                    prop_assert_eq!(article.body, text);
                }
                Err(_) => prop_assert!(text.trim().is_empty()),
            }
        }

        #[test]
        fn any_body_passes_through_json(body in any::<String>()) {
            let line = serde_json::json!({ "body": body }).to_string();
            let source = Source::example("a.jsonl");
            for draft in jsonl::drafts(&source, line.as_bytes(), &Fields::default()).0.into_iter().flatten() {
                prop_assert_eq!(&draft.article.body, &body);
            }
        }
    }
}
