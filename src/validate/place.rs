//! Where in the run the rows of a file of codes belong.
use super::map::{Documents, Map};
use super::sheet::Row;
use crate::article::Article;
use crate::issue::Codebook;
use crate::span::Span;
use std::collections::BTreeMap;
use std::path::Path;

/// The articles of a run by all that a document can be called.
pub struct Places<'a> {
    articles: &'a [&'a Article],
    ids: BTreeMap<&'a str, usize>,
    titles: BTreeMap<String, Vec<usize>>,
}

/// What is wrong, and what to do.
pub type Complaint = (String, String);

impl<'a> Places<'a> {
    /// Of these articles.
    pub fn of(articles: &'a [&'a Article]) -> Places<'a> {
        let mut titles: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, article) in articles.iter().enumerate() {
            titles.entry(plain(article.title.as_deref().unwrap_or(""))).or_default().push(at);
        }
        let ids = articles.iter().enumerate().map(|(at, article)| (article.id.as_str(), at)).collect();
        Places { articles, ids, titles }
    }

    /// The index of a row's article. An error where there is none, or where several have its title.
    pub fn find(&self, row: &Row, documents: Documents) -> Result<usize, Complaint> {
        let name = row.document.as_str();
        let by_id = || self.ids.get(name).copied();
        let by_file = || self.ids.get(Path::new(name).file_stem()?.to_str()?).copied();
        let found = match documents {
            Documents::Id => by_id(),
            Documents::File => by_file().or_else(by_id),
            Documents::Title => return self.titled(row),
            Documents::Any => by_id().or_else(by_file),
        };
        match found {
            None if documents == Documents::Any => self.titled(row),
            found => found.ok_or_else(|| missing(name)),
        }
    }

    fn titled(&self, row: &Row) -> Result<usize, Complaint> {
        let all = self.titles.get(&plain(&row.document)).filter(|_| !plain(&row.document).is_empty());
        let all = all.ok_or_else(|| missing(&row.document))?;
        let of_day: Vec<usize> = all.iter().copied().filter(|at| row.date.is_some() && self.articles[*at].date == row.date).collect();
        match (all.as_slice(), of_day.as_slice()) {
            ([only], _) | (_, [only]) => Ok(*only),
            _ => {
                let ids: Vec<&str> = all.iter().map(|at| self.articles[*at].id.as_str()).collect();
                let wrong = format!("the title {:?} is that of several articles: {}", row.document, ids.join(", "));
                Err((wrong, "name the document by its id, or give a column with its date".into()))
            }
        }
    }
}

fn missing(name: &str) -> Complaint {
    let wrong = format!("the run holds no article {name:?}");
    (wrong, "score it first, or say with documents = \"id\", \"file\" or \"title\" how the file calls documents".into())
}

/// The index of the issue that a concept is, by id, else by name, and whether it is the other way round.
pub fn issue(map: &Map, concept: &str, codebook: &Codebook) -> Option<(usize, bool)> {
    let (name, reversed) = map.issue(concept);
    let by_id = codebook.issues.iter().position(|issue| issue.id == name);
    by_id.or_else(|| codebook.issues.iter().position(|issue| plain(&issue.name) == plain(name))).map(|at| (at, reversed))
}

/// Where the coded words stand in a body: by their offsets, where these hold them, else where the words first stand.
pub fn words(body: &str, text: Option<&str>, chars: Option<[usize; 2]>) -> Option<Span> {
    let by_offset = chars.and_then(|[start, stop]| {
        let byte = |at: usize| body.char_indices().map(|(byte, _)| byte).chain([body.len()]).nth(at);
        Some(Span::new(byte(start)?, byte(stop).filter(|_| stop > start)?))
    });
    match (by_offset, text) {
        (Some(span), None) => Some(span),
        (Some(span), Some(text)) if plain(span.of(body)) == plain(text) => Some(span),
        (_, Some(text)) => find(body, text),
        (None, None) => None,
    }
}

/// Where a text stands in a body, white space, quotation marks and semicolons apart.
fn find(body: &str, text: &str) -> Option<Span> {
    let (mut letters, mut starts) = (String::new(), Vec::new());
    for (at, c) in body.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        letters.push(fold(c));
        starts.extend(std::iter::repeat_n(at, fold(c).len_utf8()));
    }
    let sought: String = text.chars().filter(|c| !c.is_whitespace()).map(fold).collect();
    let start = letters.find(&sought).filter(|_| !sought.is_empty())?;
    let last = *starts.get(start + sought.len() - 1)?;
    Some(Span::new(*starts.get(start)?, last + body[last..].chars().next()?.len_utf8()))
}

/// Exports put commas for semicolons and one quotation mark for all.
fn fold(c: char) -> char {
    match c {
        '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '‚' | '`' | '´' => '\'',
        ';' => ',',
        other => other,
    }
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().map(fold).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(document: &str, date: Option<&str>) -> Row {
        let date = date.map(|day| day.parse().unwrap());
        Row { line: 2, document: document.into(), date, concept: "tunnel".into(), code: None, coder: String::new() }
    }

    #[test]
    fn documents_are_found_by_id_file_and_title() {
        let article = |id: &str, title: &str, day: &str| Article {
            id: id.into(),
            title: Some(title.into()),
            date: day.parse().ok(),
            ..Article::default()
        };
        let articles = [article("a", "A “tunnel”; at last", ""), article("b", "Vote", "2024-05-01"), article("c", "Vote", "2024-05-02")];
        let articles: Vec<&Article> = articles.iter().collect();
        let places = Places::of(&articles);
        let find = |document: &str, date, by| places.find(&row(document, date), by);
        assert_eq!(find("a", None, Documents::Any), Ok(0));
        assert_eq!(find("in/b.txt", None, Documents::Any), Ok(1));
        assert_eq!(find("A 'tunnel', at last", None, Documents::Any), Ok(0));
        assert_eq!(find("vote", Some("2024-05-02"), Documents::Title), Ok(2));
        assert!(find("Vote", None, Documents::Title).unwrap_err().0.contains("several articles: b, c"));
        assert!(find("a.txt", None, Documents::Id).unwrap_err().0.contains("no article"));
        assert!(find("", None, Documents::Title).is_err());
    }

    #[test]
    fn words_are_found_by_offsets_or_as_they_stand() {
        let body = "É. She said: “We;\n need it.”";
        let of = |text, chars| words(body, text, chars).map(|span| span.of(body));
        assert_eq!(of(None, Some([3, 6])), Some("She"));
        assert_eq!(of(Some("We, need"), Some([0, 2])), Some("We;\n need"));
        assert_eq!(of(Some("'We, need it.'"), None), Some("“We;\n need it.”"));
        assert_eq!([of(Some("not there"), None), of(None, Some([9, 99])), of(None, Some([6, 3]))], [None; 3]);
    }
}
