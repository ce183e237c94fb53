//! HTML pages: the text of the article in them, as a reader sees it.
use super::depth::check_depth;
use super::text::Complaint;
use super::{Article, meta};
use dom_smoothie::{Config, Readability, TextMode};
use encoding_rs::Encoding;

/// Bytes in which a page says its encoding.
const HEAD: usize = 4096;

/// What is never read aloud.
const UNSEEN: &str = "script, style, noscript, template, svg, math, iframe, object, select, textarea, button, [hidden]";

/// What holds no part of the article, where the article is not found.
const FRAME: &str = "nav, header, footer, aside, form, title";

/// Parts that stand apart, though not all of them are blocks: each becomes a paragraph.
const BLOCKS: &str =
    "li, dt, dd, figcaption, figure, caption, tr, address, main, nav, header, footer, aside, details, summary, form, fieldset";

/// The encoding that a page declares in its beginning.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let after = |mark: &str| head.find(mark).map(|at| &head[at + mark.len()..]);
    let xml = head.trim_start().starts_with("<?xml").then(|| after("encoding")).flatten();
    let rest = after("charset").or(xml)?.trim_start().strip_prefix('=')?;
    let label = rest.trim_start().trim_start_matches(['"', '\'']);
    Encoding::for_label(label.split(|letter: char| !(letter.is_ascii_alphanumeric() || "-_:.".contains(letter))).next()?.as_bytes())
}

/// The article of a page: its body is the text that is found to be the article's, else that of the whole page without its frame, each
/// paragraph followed by a blank line.
pub(super) fn read(html: &str) -> Result<Article, Complaint> {
    check_depth(html)?;
    let broken = |error: dom_smoothie::ReadabilityError| (format!("a page that cannot be read: {error}"), "save it again".to_string());
    let config = Config { disable_json_ld: true, text_mode: TextMode::Formatted, ..Config::default() };
    let mut page = Readability::new(html, None, Some(config.clone())).map_err(broken)?;
    let told = meta::read(&page);
    page.doc.select(UNSEEN).remove();
    let parsed = page.parse().ok();
    let found = parsed.as_ref().map(|_| text(&page, "#readability-page-1")).filter(|text| !text.is_empty());
    let body = match found {
        Some(body) => body,
        None => whole(&Readability::new(html, None, Some(config)).map_err(broken)?),
    };
    Ok(Article { body, ..told.article(parsed.and_then(|parsed| parsed.byline)) })
}

fn whole(page: &Readability) -> String {
    page.doc.select(UNSEEN).remove();
    page.doc.select(FRAME).remove();
    text(page, "body")
}

fn text(page: &Readability, part: &str) -> String {
    page.doc.select(BLOCKS).rename("div");
    page.doc.select_single(part).formatted_text().trim().into()
}

#[cfg(test)]
mod tests {
    use super::super::Genre;
    use super::*;

    const PAGE: &str = r#"<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Council backs harbour | Coast Wire</title>
        <meta property="og:title" content="Council backs harbour"><meta property="og:site_name" content="Coast Wire &amp; Sons">
        <meta property="article:published_time" content="2015-07-06T09:00:00+02:00"><meta name="author" content="By Ann Reyes">
        <meta property="article:section" content="Opinion"><link rel="canonical" href="https://coast.example/a/b">
        <style>p { color: red }</style><script>var hidden = "script text";</script></head>
        <body><nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav>
        <article><h1>Council backs harbour</h1>
        <p>The council voted on Tuesday to enlarge the harbour, after a debate of four hours that many in the town had followed.</p>
        <p>&ldquo;We need the berths,&rdquo; said Mayor Ruth Callender,<br>who had asked for them &mdash; twice.</p>
        <ul><li>Nine members, all of them from the east side, voted against it.</li><li>Two members, who are both away, did not vote.</li></ul>
        <p>The Citizens&#39; Union, which opposes the plan, said that it would go to court, and that it had the money to do so.</p>
        </article><footer>All rights reserved</footer><script>more()</script></body></html>"#;

    #[test]
    fn the_body_is_the_article_in_paragraphs() {
        let read = read(PAGE).unwrap();
        let paragraphs: Vec<_> = read.body.split("\n\n").collect();
        assert!(paragraphs.contains(&"“We need the berths,” said Mayor Ruth Callender,\nwho had asked for them — twice."), "{}", read.body);
        assert!(paragraphs.contains(&"Nine members, all of them from the east side, voted against it."), "{}", read.body);
        assert!(read.body.contains("The Citizens' Union"));
        for unseen in ["script text", "color", "more()", "Home", "<", "&"] {
            assert!(!read.body.contains(unseen), "{unseen} in {}", read.body);
        }
    }

    #[test]
    fn the_head_tells_the_rest() {
        let read = read(PAGE).unwrap();
        assert_eq!((read.title.as_deref(), read.outlet.as_deref()), (Some("Council backs harbour"), Some("Coast Wire & Sons")));
        assert_eq!((read.author.as_deref(), read.url.as_deref()), (Some("Ann Reyes"), Some("https://coast.example/a/b")));
        assert_eq!((read.language.as_deref(), read.genre), (Some("en"), Genre::Opinion));
        assert_eq!(read.date.unwrap().to_string(), "2015-07-06");
    }

    #[test]
    fn data_for_machines_is_read_where_the_head_is_silent() {
        let page = r#"<html><head><title>x</title><script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite"},
            {"@type": ["OpinionNewsArticle"], "headline": "Build &amp; be quick", "datePublished": "2015-07-06", "author": [{"name": "Ann Reyes"}, {"name": "Bo Lind"}],
            "publisher": {"name": "Coast Wire"}, "url": "https://coast.example/x", "inLanguage": "en"}]}</script></head><body><p>Text.</p></body></html>"#;
        let read = read(page).unwrap();
        assert_eq!((read.title.as_deref(), read.author.as_deref()), (Some("Build & be quick"), Some("Ann Reyes, Bo Lind")));
        assert_eq!((read.outlet.as_deref(), read.url.as_deref()), (Some("Coast Wire"), Some("https://coast.example/x")));
        assert_eq!((read.language.as_deref(), read.genre, read.body.as_str()), (Some("en"), Genre::Opinion, "Text."));
        assert_eq!(read.date.unwrap().to_string(), "2015-07-06");
    }

    #[test]
    fn times_in_the_text_date_it_only_where_they_agree() {
        let date =
            |times: &str| read(&format!("<body><article><p>Text.</p>{times}</article></body>")).unwrap().date.map(|day| day.to_string());
        assert_eq!(date("<time datetime='2015-07-06T08:00'>x</time><time datetime='2015-07-06'>y</time>").as_deref(), Some("2015-07-06"));
        assert_eq!(date("<time datetime='2015-07-06'>x</time><time datetime='2015-07-07'>y</time>"), None);
        assert_eq!(date("<time datetime='7/6/15'>x</time>"), None);
        assert_eq!(date("<meta name='DC.date.issued' content='2015-07-06'>").as_deref(), Some("2015-07-06"));
    }

    #[test]
    fn a_page_without_an_article_gives_its_text_or_nothing() {
        assert_eq!(read("<p>One.<p>Two.").unwrap().body, "One.\n\nTwo.");
        assert_eq!(read("plain words").unwrap().body, "plain words");
        for empty in ["", "<html></html>", "<script>x()</script>", "<body><template>x</template></body>"] {
            assert_eq!(read(empty).unwrap().body, "", "{empty}");
        }
    }

    #[test]
    fn a_page_declares_its_encoding() {
        for page in ["<meta charset=windows-1251>", "<META http-equiv='Content-Type' content='text/html; charset=windows-1251'>"] {
            assert_eq!(declared(page.as_bytes()), Some(encoding_rs::WINDOWS_1251), "{page}");
        }
        assert_eq!(declared(b"<?xml version='1.0' encoding=\"iso-8859-1\"?>"), Some(encoding_rs::WINDOWS_1252));
        assert_eq!((declared(b"<meta charset=nonsense>"), declared(b"<p>charset"), declared(b"")), (None, None, None));
    }

    #[test]
    fn elements_without_end_are_refused_in_time() {
        assert!(read(&"<div>".repeat(100_000)).unwrap_err().0.contains("more than 500 deep"));
        assert!(read(&"<p>The council voted, it said, on the plan.".repeat(2000)).is_ok());
    }
}
