//! What an HTML page says of its article, in its head and in its data for machines.
use super::genre::{of_place, of_words};
use super::{Article, Genre, byline, date, language};
use dom_smoothie::Readability;
use jiff::civil::Date;
use serde_json::{Map, Value};

/// The names of `<meta>` elements, the first one that tells something counting.
const TITLES: &[&str] = &["og:title", "dc.title", "dcterms.title", "citation_title", "parsely-title", "twitter:title"];
const AUTHORS: &[&str] =
    &["author", "article:author", "dc.creator", "dcterms.creator", "citation_author", "parsely-author", "sailthru.author", "byl"];
const OUTLETS: &[&str] = &["og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "application-name"];
const DATES: &[&str] = &[
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.available",
    "citation_date",
    "citation_publication_date",
    "citation_online_date",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "og:published_time",
];
const SECTIONS: &[&str] = &["article:section", "section", "genre", "parsely-section", "category"];
const LANGUAGES: &[&str] = &["content-language", "dc.language", "og:locale"];

/// Elements that date the article itself.
const DATED: &str = "time[itemprop='datePublished'][datetime], time[pubdate][datetime], [itemprop='datePublished'][content]";

/// What a page says.
pub(super) struct Told {
    metas: Vec<(String, String)>,
    data: Map<String, Value>,
    canonical: Option<String>,
    language: Option<String>,
    page_title: String,
    heading: Option<String>,
    dates: Vec<String>,
    times: Vec<String>,
}

/// Reads it; the page must not have been parsed yet.
pub(super) fn read(page: &Readability) -> Told {
    let doc = &page.doc;
    let attribute = |selector: &str, name: &str| doc.select(selector).attr(name).map(|value| value.to_string());
    let all = |selector: &str, name: &str| -> Vec<String> {
        doc.select(selector).iter().filter_map(|node| node.attr(name)).map(|value| value.to_string()).collect()
    };
    let times = Some(all("article time[datetime]", "datetime")).filter(|times| !times.is_empty());
    Told {
        metas: doc
            .select("meta[content]")
            .iter()
            .flat_map(|node| {
                let names = ["property", "name", "itemprop", "http-equiv"].map(|name| node.attr(name));
                let content = node.attr("content").unwrap_or_default();
                names.into_iter().flatten().map(move |name| (name.to_lowercase(), content.to_string())).collect::<Vec<_>>()
            })
            .collect(),
        data: doc.select("script[type='application/ld+json']").iter().find_map(|node| article_data(&node.text())).unwrap_or_default(),
        canonical: attribute("link[rel='canonical']", "href"),
        language: attribute("html", "lang").or_else(|| attribute("html", "xml:lang")),
        page_title: doc.select_single("title").text().to_string(),
        heading: [page.get_article_title(), doc.select_single("h1").text()].into_iter().find_map(|title| one_line(&title)),
        dates: [all(DATED, "datetime"), all(DATED, "content")].concat(),
        times: times.unwrap_or_else(|| all("time[datetime]", "datetime")),
    }
}

/// The object of a page's JSON-LD that is an article, wherever it stands in it.
fn article_data(json: &str) -> Option<Map<String, Value>> {
    fn search(value: Value) -> Option<Map<String, Value>> {
        match value {
            Value::Array(values) => values.into_iter().find_map(search),
            Value::Object(object) if is_article(&object) => Some(object),
            Value::Object(mut object) => object.remove("@graph").or_else(|| object.remove("mainEntity")).and_then(search),
            _ => None,
        }
    }
    search(serde_json::from_str(json.trim()).ok()?)
}

fn is_article(object: &Map<String, Value>) -> bool {
    strings(object.get("@type")).iter().any(|kind| kind.contains("Article") || kind.ends_with("Posting") || kind == "Report")
}

/// The texts in a value: itself, the names of what it holds, or those of all in a list.
fn strings(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => one_line(text).into_iter().collect(),
        Some(Value::Object(object)) => strings(object.get("name").or_else(|| object.get("@id"))),
        Some(Value::Array(values)) => values.iter().take(20).flat_map(|value| strings(Some(value))).collect(),
        _ => Vec::new(),
    }
}

/// A text with its entities decoded and its white space single; `None` where it is blank.
fn one_line(text: &str) -> Option<String> {
    let decoded = || Readability::new(text, None, None).map(|page| page.doc.text().to_string()).ok();
    let plain = text.contains('&').then(decoded).flatten().unwrap_or_else(|| text.to_string());
    let line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

impl Told {
    /// An article without a body. `signed` is the author whom the text itself names.
    pub(super) fn article(&self, signed: Option<String>) -> Article {
        let (title, url) = (self.title(), self.url());
        Article {
            date: self.date(),
            outlet: self.meta(OUTLETS).next().or_else(|| strings(self.data.get("publisher")).into_iter().next()),
            author: self.author().or_else(|| signed.as_deref().and_then(byline::author)),
            language: self.language(),
            genre: self.genre(url.as_deref(), title.as_deref()),
            title,
            url,
            ..Article::default()
        }
    }

    fn meta<'t>(&'t self, names: &'t [&str]) -> impl Iterator<Item = String> + 't {
        let named = move |wanted: &str| {
            let is_it = move |name: &str| name == wanted || name.replacen(':', ".", 1) == wanted;
            let contents: Vec<_> = self.metas.iter().filter(|(name, _)| is_it(name)).filter_map(|(_, content)| one_line(content)).collect();
            contents
        };
        names.iter().flat_map(move |name| named(name))
    }

    fn title(&self) -> Option<String> {
        let data = strings(self.data.get("headline")).into_iter().next();
        data.or_else(|| self.meta(TITLES).next()).or_else(|| self.heading.clone())
    }

    fn author(&self) -> Option<String> {
        let names: Vec<_> = strings(self.data.get("author")).iter().filter_map(|name| byline::author(name)).collect();
        let data = (!names.is_empty()).then(|| names.join(", "));
        data.or_else(|| self.meta(AUTHORS).find_map(|name| byline::author(&name)))
    }

    /// That of the head or the data; else the day that all times in the text share, since one of several may be that of anything.
    fn date(&self) -> Option<Date> {
        let told = strings(self.data.get("datePublished")).into_iter().chain(self.meta(DATES)).chain(self.dates.iter().cloned());
        let mut days = self.times.iter().map(|time| date::date(time));
        let first = days.next().flatten().filter(|first| days.all(|day| day == Some(*first)));
        told.into_iter().find_map(|text| date::date(&text)).or(first)
    }

    fn url(&self) -> Option<String> {
        let data = strings(self.data.get("url")).into_iter().chain(strings(self.data.get("mainEntityOfPage")));
        let mut told = self.canonical.iter().map(|url| url.trim().to_string()).chain(self.meta(&["og:url"])).chain(data);
        told.find(|url| url.starts_with("https://") || url.starts_with("http://"))
    }

    fn language(&self) -> Option<String> {
        let data = strings(self.data.get("inLanguage"));
        self.language.iter().cloned().chain(self.meta(LANGUAGES)).chain(data).find_map(|text| language::code(&text))
    }

    fn genre(&self, url: Option<&str>, title: Option<&str>) -> Genre {
        if strings(self.data.get("@type")).iter().any(|kind| kind == "OpinionNewsArticle") {
            return Genre::Opinion;
        }
        let told = self.meta(SECTIONS).chain(strings(self.data.get("articleSection")));
        told.into_iter()
            .find_map(|words| of_words(&words))
            .unwrap_or_else(|| of_place(url, title).max(of_place(None, Some(&self.page_title))))
    }
}
