//! Articles with annotated attributions, as brat's stand-off files hold them.
use crate::error::{Error, Result};
use crate::span::Span;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// An article with every attribution its annotator found.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotated {
    /// The name of its text file.
    pub id: String,
    /// The text.
    pub body: String,
    /// In the order of the file.
    pub attributions: Vec<Coded>,
}

/// One coded attribution, in byte spans.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coded {
    /// Who; empty where the text names nobody.
    pub source: Vec<Span>,
    /// The words that report.
    pub cue: Vec<Span>,
    /// What.
    pub content: Vec<Span>,
}

const HINT: &str = "expected brat's stand-off: `T1<tab>Cue 10 14<tab>said` and `E1<tab>Attribution:T4 Content:T3 Cue:T1 Source:T2`";

/// Reads a folder of `text/*.txt` beside `attributions/*.ann`, by file name. Of several annotators (`<text>_<4 letters>.ann`) the first
/// counts.
pub fn read_brat(folder: &Path) -> Result<Vec<Annotated>> {
    let mut first: BTreeMap<String, PathBuf> = BTreeMap::new();
    for file in listed(&folder.join("attributions"), "ann")? {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let id = stem.char_indices().rev().nth(4).filter(|(_, c)| *c == '_').map_or(stem.as_str(), |(at, _)| &stem[..at]).to_string();
        first.entry(id).or_insert(file);
    }
    first.into_iter().map(|(id, file)| read_article(folder, id, &file)).collect()
}

fn listed(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let wrong = |error| Error::new(folder, error, "expected a folder with text/*.txt and attributions/*.ann");
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        files.extend((path.extension().is_some_and(|found| found == extension)).then_some(path));
    }
    files.sort();
    Ok(files)
}

fn read_article(folder: &Path, id: String, file: &Path) -> Result<Annotated> {
    let text = folder.join("text").join(format!("{id}.txt"));
    let read = |path: &Path| std::fs::read_to_string(path).map_err(|error| Error::new(path, error, HINT));
    let (body, notes) = (read(&text)?, read(file)?);
    let starts: Vec<usize> = body.char_indices().map(|(at, _)| at).chain([body.len()]).collect();
    let wrong = |line: usize, what: &str| Error::new(file, what, HINT).at(line + 1);
    let lines = |kind: char| {
        let fields = notes.lines().enumerate().filter_map(|(line, text)| Some((line, text.split_once('\t')?)));
        fields.filter(move |(_, (key, _))| key.starts_with(kind))
    };
    let mut spans: HashMap<&str, Vec<Span>> = HashMap::new();
    for (line, (key, rest)) in lines('T') {
        let places = rest.split('\t').next().and_then(|field| field.split_once(' '));
        let places = places.and_then(|(_, places)| places.split(';').map(|place| span(place, &starts)).collect());
        spans.insert(key, places.ok_or_else(|| wrong(line, "no spans inside of the text"))?);
    }
    let mut attributions = Vec::new();
    for (line, (_, roles)) in lines('E') {
        attributions.push(coded(roles, &spans).ok_or_else(|| wrong(line, "a role without a key"))?);
    }
    attributions.retain(|coded| !coded.content.is_empty());
    Ok(Annotated { id, body, attributions })
}

/// Code points to bytes.
fn span(place: &str, starts: &[usize]) -> Option<Span> {
    let (start, end) = place.split_once(' ')?;
    let byte = |chars: &str| starts.get(chars.parse::<usize>().ok()?).copied();
    let (start, end) = (byte(start)?, byte(end)?);
    (start < end).then(|| Span::new(start, end))
}

/// Roles whose key no line has are left out.
fn coded(roles: &str, spans: &HashMap<&str, Vec<Span>>) -> Option<Coded> {
    let mut coded = Coded::default();
    for role in roles.split_whitespace() {
        let (name, key) = role.split_once(':')?;
        let part = match name.trim_end_matches(|c: char| c.is_ascii_digit()) {
            "Source" => &mut coded.source,
            "Cue" => &mut coded.cue,
            "Content" => &mut coded.content,
            _ => continue,
        };
        part.extend(spans.get(key).into_iter().flatten());
        part.sort();
    }
    Some(coded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn folder(notes: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in ["text", "attributions"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        fs::write(folder.path().join("text/one.txt"), "“Né,” said Ada, “no.”").unwrap();
        fs::write(folder.path().join("attributions/one_ab12.ann"), notes).unwrap();
        fs::write(folder.path().join("attributions/one_cd34.ann"), "").unwrap();
        folder
    }

    #[test]
    fn code_points_become_bytes_and_the_first_annotator_counts() {
        let notes = "T1\tSource 11 14\tAda\nT2\tCue 6 10\tsaid\nE1\tAttribution:T2 Content:T4 Cue:T2 Source:T1\nT4\tContent 0 5;16 21\t“Né,” “no.”\n";
        let folder = folder(notes);
        let read = read_brat(folder.path()).unwrap();
        assert_eq!((read.len(), read[0].id.as_str()), (1, "one"));
        let texts = |spans: &[Span]| spans.iter().map(|span| span.of(&read[0].body).to_string()).collect::<Vec<_>>();
        let coded = &read[0].attributions[0];
        assert_eq!((texts(&coded.source), texts(&coded.cue)), (vec!["Ada".to_string()], vec!["said".to_string()]));
        assert_eq!(texts(&coded.content), ["“Né,”", "“no.”"]);
    }

    #[test]
    fn a_span_outside_of_the_text_is_told_with_its_line() {
        let folder = folder("T1\tSource 11 14\tAda\nT2\tCue 6 99\tsaid\n");
        let error = read_brat(folder.path()).unwrap_err().to_string();
        assert!(error.contains("one_ab12.ann:2"), "{error}");
    }
}
