//! The page.
use super::*;

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
    let page = html::render(&report).unwrap();
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("<i>") && !page.contains("\" onmouseover"), "{page}");
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
    let page = html::render(&report).unwrap();
    assert!(page.contains(r#"<a href="https:&#x2f;&#x2f;example.org&#x2f;a?b=1&amp;c=2" rel="noopener noreferrer nofollow">"#), "{page}");
    assert!(page.contains(r#"<span class="flag">opinion piece</span>"#));
    assert!(
        page.contains(r#"<small>person, Harbour Party</small><small class="note">shares its name with another</small>"#),
        "the old party is not of this period"
    );
    assert!(page.contains("Harbour Party (until 5 March 2025), Old Party (until 31 December 2024)"));
    assert!(page.contains("with 95% probability between \u{2212}0.13 and +1.00"));
    assert!(page.contains("<b>11%</b> by unknown speakers") && page.contains("<b>1</b> opinion piece<"));
}

#[test]
fn the_page_marks_source_cue_and_content_and_links_words_to_evidence() {
    let page = html::render(&report()).unwrap();
    assert!(page.contains(
        r#"<mark class="source">Mayor Ada Nkemelu</mark> <mark class="cue">praised</mark> <mark class="content">the night ferry as a lifeline.</mark>"#
    ));
    assert!(
        page.contains(r##"<a class="cell supportive" href="#actor-0-issue-0"><b>supportive</b><small>2 sayings</small></a>"##),
        "{page}"
    );
    assert!(page.contains(r#"id="actor-0-issue-0""#));
    assert!(page.contains("1 March 2025 to 2 April 2025"));
    assert!(page.contains(r#"model cascade: small <span class="id">0f1e2d</span>, accurate <span class="id">3c4b5a</span>, fp32"#));
    assert!(!page.contains("http:") && !page.contains("https:") && !page.contains("src="), "a page without network");
    assert!(page.contains("<td>0–41</td><td>0–37</td>"), "bytes and code points");
}
