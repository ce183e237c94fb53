//! The page.
use super::*;

/// The page that opens first.
pub fn page(report: &Report) -> String {
    html::pages(report).unwrap().swap_remove(0).html
}

/// What its script shows.
pub fn shown(page: &str) -> Value {
    serde_json::from_str(&data_of(page)).unwrap()
}

fn data_of(page: &str) -> String {
    let (_, data) = page.split_once(r#"<script type="application/json" id="report">"#).unwrap();
    data.split_once("</script>").unwrap().0.to_string()
}

/// The sentences of an actor's position, by their places.
pub fn sentences(page: &str, actor: usize, position: usize) -> Vec<Value> {
    shown(page)["actors"][actor]["positions"][position]["evidence"].as_array().unwrap().clone()
}

/// How often a flag stands at a sentence.
pub fn flagged(page: &str, flag: &str) -> usize {
    let data = shown(page);
    let all = |value: &Value, field: &str| value[field].as_array().unwrap().clone();
    let positions = all(&data, "actors").into_iter().flat_map(|actor| all(&actor, "positions"));
    let flags = positions.flat_map(|position| all(&position, "evidence")).flat_map(|sentence| all(&sentence, "flags"));
    flags.filter(|found| found == flag).count()
}

#[test]
fn hostile_text_stays_text_on_the_page() {
    let evil = "<script>alert(1)</script>";
    let name = "Eve\"><img src=x onerror=alert(2)>";
    let mut story =
        article(evil, evil, "").says(name, Kind::Person, "Eve' & <b>co</b> |said |</p><script>alert(3)</script>.", 0, sure(FOR, 0.9));
    story.article.title = Some("</cite><script>".into());
    story.article.url = Some("javascript:alert(5)".into());
    story = story.alias(name, evil);
    let mut report = report_of(&[story], &["<i>A</i> night ferry"], 1);
    report.run.skipped[0].why = evil.into();
    report.issues[0].description = "\" onmouseover=\"alert(4)".into();
    report.scorecards[0].note = Some(evil.into());
    report.scorecards[0].affiliations = vec![party(evil, Some("2025-01-01"), None)];
    let page = page(&report);
    let (scripts, ends) = (page.matches("<script").count(), page.matches("</script").count());
    assert_eq!((scripts, ends), (2, 2), "the data and the script: {page}");
    let markup = page.replace(&data_of(&page), "");
    assert!(!page.contains("<img") && !page.contains("<i>A") && !markup.contains("\" onmouseover"), "{page}");
    let actor = shown(&page)["actors"][0].clone();
    assert_eq!((&actor["name"], &actor["note"]), (&name.into(), &evil.into()), "as text in the data");
    assert!(page.contains("&lt;script&gt;alert(1)") && page.contains("Eve&quot;&gt;&lt;img"));
    assert!(!page.contains("javascript:"), "only web addresses are links");
}

#[test]
fn the_page_links_to_the_article_and_tells_opinion_parties_and_notes() {
    let mut town = town();
    town[1].article.url = Some("https://example.org/a?b=1&c=2".into());
    town[1].article.genre = Genre::Opinion;
    let mut report = report_of(&town, &["A night ferry", "A bridge toll"], 2);
    report.scorecards[0].note = Some("shares its name with another".into());
    report.scorecards[0].affiliations =
        vec![party("Harbour Party", None, Some("2025-03-05")), party("Old Party", None, Some("2024-12-31"))];
    report.scorecards[0].positions[0].interval = Some([-0.126, 0.9961]);
    let page = page(&report);
    let data = shown(&page);
    let link = |id: &str| data["articles"].as_array().unwrap().iter().find(|article| article["id"] == id).unwrap()["link"].clone();
    assert_eq!((link("harbour-2"), link("harbour-1")), ("https://example.org/a?b=1&c=2".into(), Value::Null));
    assert_eq!(flagged(&page, "opinion piece"), 4);
    let ada = &data["actors"][0];
    assert_eq!((&ada["beneath"], &ada["note"]), (&"person, Harbour Party".into(), &"shares its name with another".into()));
    assert_eq!(ada["affiliations"], "Harbour Party (until 5 March 2025), Old Party (until 31 December 2024)");
    assert!(ada["positions"][0]["numbers"].as_str().unwrap().contains("with 95% probability between \u{2212}0.13 and +1.00"));
    assert!(page.contains("<b>11%</b> by unknown speakers") && page.contains("<b>1</b> opinion piece<"));
}

#[test]
fn the_page_holds_words_sentences_marks_and_places() {
    let page = page(&report());
    let data = shown(&page);
    let ferry = &data["actors"][0]["positions"][0];
    assert_eq!((&ferry["word"], &ferry["note"], &ferry["issue"]), (&"supportive".into(), &"2 sayings, 2 outlets".into(), &0.into()));
    let days: Vec<_> = ferry["sayings"].as_array().unwrap().iter().map(|saying| saying["date"].clone()).collect();
    assert_eq!(days, ["2025-03-01", "2025-03-09"]);
    let [promised, praised] = &sentences(&page, 0, 0)[..] else { panic!("two sentences") };
    let pieces = serde_json::json!([
        ["Mayor Ada Nkemelu", "source"],
        [" ", ""],
        ["praised", "cue"],
        [" ", ""],
        ["the night ferry as a lifeline.", "content"]
    ]);
    assert_eq!((&praised["pieces"], &praised["saying"], &promised["saying"]), (&pieces, &0.into(), &1.into()));
    assert_eq!(promised["at"][0], serde_json::json!(["sentence", "0–41", "0–37"]), "bytes and code points");
    assert!(page.contains("1 March 2025 to 2 April 2025"));
    assert!(page.contains(r#"model cascade: small <span class="id">0f1e2d</span>, accurate <span class="id">3c4b5a</span>, fp32"#));
    let links = page.replace("http://www.w3.org/2000/svg", "");
    assert!(!links.contains("http:") && !links.contains("https:") && !links.contains("src="), "a page without network");
}

#[test]
fn actors_of_one_name_have_keys_of_their_own() {
    let says = |(story, boat): (ScoredArticle, usize)| {
        story.says("an official", Kind::Anonymous, &format!("An official |liked |boat {boat}."), 0, sure(FOR, 0.9))
    };
    let town: Vec<ScoredArticle> = town().into_iter().zip(1..).map(says).collect();
    let page = page(&report_of(&town, &["A night ferry", "A bridge toll"], 1));
    let data = shown(&page);
    let keys: Vec<_> = data["actors"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|actor| actor["name"] == "an official")
        .map(|actor| actor["key"].clone())
        .collect();
    assert_eq!(keys, ["an official", "an official (2)", "an official (3)"]);
}

#[test]
fn what_is_too_much_for_a_page_is_on_more() {
    let report = report();
    let whole = html::pages_of(&report, usize::MAX).unwrap();
    let parts = html::pages_of(&report, 1).unwrap();
    let names: Vec<&str> = parts.iter().map(|page| page.name.as_str()).collect();
    let actors = |page: &html::Page| shown(&page.html)["actors"].as_array().unwrap().clone();
    assert_eq!((whole.len(), parts.len()), (1, report.scorecards.len()));
    assert_eq!(names[..2], ["index.html", "index-2.html"]);
    assert_eq!(parts.iter().flat_map(actors).collect::<Vec<_>>(), actors(&whole[0]), "everyone once, in the same order");
    assert!(parts[1].html.contains(r#"<a href="index.html">1–1</a>"#) && !parts[1].html.contains("What changed"));
    assert!(!whole[0].html.contains("Pages of actors"));
}
