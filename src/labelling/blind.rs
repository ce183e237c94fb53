//! Whole articles to be coded by hand, drawn over outlets and months, with nothing that the machine found.
use super::sample::by_chance;
use crate::article::{Article, Genre};
use crate::error::Result;
use crate::file::{make_folder, write_whole};
use crate::issue::Issue;
use crate::pipeline::ScoredArticle;
use crate::report::spreadsheet::{Cell, table};
use crate::scorecard::texts;
use serde_json::Value;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What sets articles apart: outlet, year and month.
type Stratum = (Option<String>, Option<(i16, i8)>);

/// Draws articles: from each outlet and month in proportion to its share, by the largest remainders, and within it by chance. Of articles
/// with the same text the first one stands for all. The same seed draws the same articles whatever their order.
pub fn stratified(articles: &[ScoredArticle], n: usize, seed: u64) -> Vec<&Article> {
    let mut strata: BTreeMap<Stratum, Vec<&Article>> = BTreeMap::new();
    for text in texts(articles) {
        let article = &text.first.article;
        strata.entry((article.outlet.clone(), article.date.map(|date| (date.year(), date.month())))).or_default().push(article);
    }
    let total: usize = strata.values().map(Vec::len).sum();
    let shares = shares(&strata.values().map(Vec::len).collect::<Vec<_>>(), n.min(total), |stratum| {
        by_chance(seed, "stratum", &format!("{:?}", strata.keys().nth(stratum)))
    });
    let mut drawn = Vec::new();
    for (mut stratum, share) in strata.into_values().zip(shares) {
        stratum.sort_by_cached_key(|article| by_chance(seed, "article", &article.id));
        drawn.extend(stratum.into_iter().take(share));
    }
    drawn
}

/// How many of each size, `n` in all: the whole parts of the exact shares, and one more where the rest is largest; chance parts equals.
fn shares(sizes: &[usize], n: usize, chance: impl Fn(usize) -> [u8; 32]) -> Vec<usize> {
    let total = sizes.iter().sum::<usize>().max(1);
    let mut shares: Vec<usize> = sizes.iter().map(|size| n * size / total).collect();
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_cached_key(|at| (Reverse(n * sizes[*at] % total), chance(*at)));
    let left = n - shares.iter().sum::<usize>();
    order.into_iter().take(left).for_each(|at| shares[at] += 1);
    shares
}

/// The columns of the sheet to fill.
const COLUMNS: [&str; 7] = ["document", "person", "organisation", "concept", "agreement", "coder", "text"];

/// Writes a folder for coders: `articles/`, a text file each that reads as the article did; `codes.csv`, a sheet with a header alone;
/// `codebook.md`, how to fill it; `map.toml`, for `standpoint validate`.
pub fn write(folder: &Path, articles: &[&Article], issues: &[Issue]) -> Result<()> {
    make_folder(&folder.join("articles"))?;
    let names = file_names(articles);
    for (article, name) in articles.iter().zip(&names) {
        write_whole(&folder.join("articles").join(name), text(article).as_bytes())?;
    }
    let sheet = [b"\xef\xbb\xbf".to_vec(), table(COLUMNS, std::iter::empty::<[Cell; 7]>())?].concat();
    write_whole(&folder.join("codes.csv"), &sheet)?;
    write_whole(&folder.join("codebook.md"), codebook(articles, &names, issues).as_bytes())?;
    write_whole(&folder.join("map.toml"), map(issues).as_bytes())
}

/// An article as a text file: what is known of it between lines of dashes, and the body as it was read.
fn text(article: &Article) -> String {
    let Article { id, title, date, outlet, url, author, language, genre, body } = article;
    let date = date.map(|date| date.to_string());
    let genre = (*genre == Genre::Opinion).then_some("opinion");
    let known = [
        ("id", Some(id.as_str())),
        ("title", title.as_deref()),
        ("date", date.as_deref()),
        ("outlet", outlet.as_deref()),
        ("url", url.as_deref()),
        ("author", author.as_deref()),
        ("language", language.as_deref()),
        ("genre", genre),
    ];
    let lines: String = known.iter().filter_map(|(name, value)| Some(format!("{name}: {}\n", Value::from((*value)?)))).collect();
    format!("---\n{lines}---\n{body}")
}

/// A name for each article's file: its id, made safe and kept apart from the others in any case.
fn file_names(articles: &[&Article]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let safe = |id: &str| {
        id.chars()
            .map(|letter| if letter.is_ascii_alphanumeric() || "-_".contains(letter) { letter } else { '_' })
            .take(80)
            .collect::<String>()
    };
    let mut name = |article: &&Article| {
        let stem = safe(&article.id);
        let all = std::iter::once(stem.clone()).chain((2..).map(|number| format!("{stem}-{number}")));
        let free = all.into_iter().find(|name| taken.insert(name.to_lowercase())).unwrap_or(stem);
        free + ".txt"
    };
    articles.iter().map(&mut name).collect()
}

fn codebook(articles: &[&Article], names: &[String], issues: &[Issue]) -> String {
    let issues: String =
        issues.iter().map(|issue| format!("- `{}`: **{}**. {}\n", issue.id, plain(&issue.name), plain(&issue.description))).collect();
    let row = |(article, name): (&&Article, &String)| {
        let date = article.date.map_or(String::new(), |date| date.to_string());
        let [id, outlet] = [article.id.as_str(), article.outlet.as_deref().unwrap_or("")].map(|text| plain(text).replace('|', "\\|"));
        format!("| `{}` | {name} | {outlet} | {date} |\n", id.replace('`', "'"))
    };
    let documents: String = articles.iter().zip(names).map(row).collect();
    format!(
        "{GUIDE}\n## Concepts\n\n{issues}\n## Documents\n\n| document | file in `articles/` | outlet | date |\n|---|---|---|---|\n{documents}"
    )
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

const GUIDE: &str = "# How to code these articles

Each coder fills a copy of `codes.csv`, alone, without looking at what a program or another coder found. One row for each stance of one
actor on one concept in one document, as the article as a whole reports it:

| column | holds |
|---|---|
| document | the document's name, as in the list below |
| person | who holds the stance: the full name, as the article gives it; empty where an organisation holds it |
| organisation | the organisation, party or government that holds it; beside a person it says whom he or she speaks for and is no row of that body, which gets its own where the article gives it a stance |
| concept | the concept's name in `code type`, from the list below |
| agreement | `supportive`, `cautious` or `opposed` |
| coder | your name, the same in every row |
| text | the words of the article that show it |

- supportive: endorses, defends, promises, votes for or works towards it
- cautious: takes it up but holds back from both sides: conditions, partial praise, concern without rejection
- opposed: rejects, criticises, votes against or blocks it, or demands what rules it out

Where you looked for a concept in a document and nobody takes a stance on it, write one row with document, concept and coder, and leave
person, organisation and agreement empty. Without that row nobody can tell a concept that you did not look for from one on which there
is nothing.

Afterwards, put the copies below each other into one `codes.csv`; `standpoint validate RUN --gold codes.csv --map map.toml` compares the run with the codes.
";

/// How the columns of the sheet are called, and which issue each concept is.
fn map(issues: &[Issue]) -> String {
    let columns: String = COLUMNS.iter().map(|name| format!("{name} = \"{name}\"\n")).collect();
    let concepts: String = issues.iter().map(|issue| format!("{0} = {0}\n", quoted(&issue.id))).collect();
    format!("# How `standpoint validate` reads codes.csv.\ndocuments = \"id\"\n\n[columns]\n{columns}\n[concepts]\n{concepts}")
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::read;
    use crate::reading::Reading;

    fn scored(id: &str, outlet: &str, date: &str) -> ScoredArticle {
        let article = Article {
            id: id.into(),
            title: Some(format!("Title \"of\" {id}: a vote")),
            outlet: Some(outlet.into()).filter(|name: &String| !name.is_empty()),
            date: date.parse().ok(),
            language: Some("en".into()),
            body: format!("\n  The council met on {id}.\r\n\r\nIt voted for the toll, and nobody said why it was done.\n"),
            ..Article::default()
        };
        ScoredArticle { article, reading: Reading::default(), judgements: Vec::new() }
    }

    fn corpus() -> Vec<ScoredArticle> {
        let of = |outlet: &str, month: u8, n: usize| {
            (0..n).map(|at| scored(&format!("{outlet}/{month}:{at}"), outlet, &format!("2025-{month:02}-03"))).collect::<Vec<_>>()
        };
        [of("Post", 1, 40), of("Post", 2, 20), of("Herald", 1, 25), of("", 3, 15)].concat()
    }

    fn ids(articles: &[&Article]) -> BTreeSet<String> {
        articles.iter().map(|article| article.id.clone()).collect()
    }

    #[test]
    fn strata_are_drawn_by_their_share() {
        let corpus = corpus();
        let drawn = stratified(&corpus, 10, 1);
        let count = |outlet: Option<&str>, month: i8| {
            drawn.iter().filter(|article| article.outlet.as_deref() == outlet && article.date.unwrap().month() == month).count()
        };
        // Of 4, 2, 2.5 and 1.5 two have the same rest, and one of them the last place.
        assert_eq!((drawn.len(), count(Some("Post"), 1), count(Some("Post"), 2)), (10, 4, 2));
        assert_eq!(count(Some("Herald"), 1) + count(None, 3), 4);
        let mut turned = corpus.clone();
        turned.reverse();
        assert_eq!(ids(&stratified(&turned, 10, 1)), ids(&drawn));
        assert_ne!(ids(&stratified(&corpus, 10, 2)), ids(&drawn));
        assert_eq!((stratified(&corpus, 500, 1).len(), stratified(&[], 5, 1).len()), (100, 0));
    }

    #[test]
    fn remainders_go_to_the_largest() {
        assert_eq!(shares(&[10, 20, 70], 5, |_| [0; 32]), [1, 1, 3]);
        assert_eq!(shares(&[1, 1, 1], 2, |at| [9 - at as u8; 32]), [0, 1, 1]);
        assert_eq!(shares(&[], 0, |_| [0; 32]), [0_usize; 0]);
    }

    #[test]
    fn articles_read_as_they_did_and_nothing_found_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let corpus = corpus();
        let drawn = stratified(&corpus, 3, 1);
        let issues = [Issue { id: "toll".into(), name: "The toll".into(), ..Issue::default() }];
        write(folder.path(), &drawn, &issues).unwrap();
        let files: Vec<_> = file_names(&drawn).iter().map(|name| folder.path().join("articles").join(name)).collect();
        let found: Vec<Article> = read(&files).into_iter().map(|article| article.unwrap()).collect();
        assert_eq!(found, drawn.iter().map(|article| (*article).clone()).collect::<Vec<_>>());
        let text = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(text("codes.csv"), "\u{feff}document,person,organisation,concept,agreement,coder,text\r\n");
        assert!(text("codebook.md").contains("- `toll`: **The toll**.") && text("codebook.md").contains(&format!("| `{}` |", drawn[0].id)));
        let map = crate::validate::Map::parse(Path::new("map.toml"), &text("map.toml")).unwrap();
        assert_eq!((map.documents, map.issue("toll")), (crate::validate::Documents::Id, ("toll", false)));
    }

    #[test]
    fn ids_that_look_alike_have_files_of_their_own() {
        let articles = ["a/b", "a:b", "A_B"].map(|id| Article { id: id.into(), ..Article::default() });
        assert_eq!(file_names(&articles.iter().collect::<Vec<_>>()), ["a_b.txt", "a_b-2.txt", "A_B-3.txt"]);
    }
}
