//! Opinion pieces: whatever nobody else says in one, its author does.
use crate::actor::byline;
use crate::article::Article;
use crate::span::Span;
use crate::statement::{Evidence, Statement, Time};
use crate::token::Token;

/// What an author without a name is called.
const UNNAMED: &str = "the author";
/// How often a sentence in which nobody else speaks was coded as the author's in 22 opinion pieces, and how often one of which others
/// speak less than half.
const CONFIDENCE: (f64, f64) = (0.7, 0.5);
/// Words with which an author points to himself or herself.
pub(super) const SELF: [&str; 5] = ["i", "me", "my", "myself", "we"];

/// The author's name out of a byline, or what an author without a name is called.
pub(super) fn name(byline: Option<&str>) -> String {
    byline.and_then(byline::author).unwrap_or_else(|| UNNAMED.into())
}

/// Adds a statement of the author for each sentence that is not another's words, is no headline and is not about the author. Where the
/// author already says something in a sentence, that stands for it.
pub(super) fn with_own_words(
    mut statements: Vec<Statement>,
    author: usize,
    forms: &[String],
    article: &Article,
    sentences: &[(Span, &[Token])],
) -> Vec<Statement> {
    let mut own = Vec::new();
    for (sentence, tokens) in sentences {
        let near = || statements.iter().filter(|statement| spans(statement).any(|span| span.overlaps(*sentence)));
        let speaks = near().any(|statement| statement.speaker == Some(author));
        if speaks || is_headline(article, *sentence) || is_about_author(&article.body, *sentence, tokens, forms) {
            continue;
        }
        let mut taken: Vec<Span> = near().filter(|statement| statement.evidence.speaks()).flat_map(spans).collect();
        taken.sort();
        let content = left(*sentence, &taken, tokens);
        if !content.is_empty() {
            let confidence = if content == [*sentence] { CONFIDENCE.0 } else { CONFIDENCE.1 };
            own.push(own_words(author, content, confidence));
        }
    }
    statements.append(&mut own);
    statements
}

fn spans(statement: &Statement) -> impl Iterator<Item = Span> + '_ {
    statement.source.iter().chain(&statement.cue).chain(&statement.content).copied()
}

fn own_words(author: usize, content: Vec<Span>, confidence: f64) -> Statement {
    Statement {
        source: Vec::new(),
        cue: Vec::new(),
        content,
        speaker: Some(author),
        evidence: Evidence::Direct,
        relayed_by: None,
        speaks_for: None,
        time: Time::Now,
        confidence,
    }
}

/// The runs of tokens outside of what is taken, each from its first word on; none where others have most of the words: the classifier
/// sees the whole sentence, and would take their stance for the author's.
fn left(sentence: Span, taken: &[Span], tokens: &[Token]) -> Vec<Span> {
    let is_free = |token: &&Token| !taken.iter().any(|span| span.overlaps(token.span));
    let words = || tokens.iter().filter(|token| token.word);
    let own = words().filter(is_free).count();
    if own == 0 || 2 * own < words().count() {
        return Vec::new();
    }
    if taken.iter().all(|span| !span.overlaps(sentence)) {
        return vec![sentence];
    }
    let runs = tokens.chunk_by(|a, b| is_free(&a) == is_free(&b)).filter(|run| is_free(&&run[0]));
    let span = |run: &[Token]| {
        let first = run.iter().position(|token| token.word)?;
        Some(Span::new(run[first].span.start, run.last()?.span.end))
    };
    runs.filter_map(span).collect()
}

/// The article's title, or a line of its own that does not end as a sentence does.
fn is_headline(article: &Article, sentence: Span) -> bool {
    let text = sentence.of(&article.body);
    let bare = text.trim_end_matches(['"', '”', '’', '\'', ')', ']']);
    let unended = !bare.ends_with(['.', '!', '?', '…', ':', ';', ',']);
    let alone = article.body[sentence.end..].trim_start_matches([' ', '\t']).chars().next().is_none_or(|next| matches!(next, '\n' | '\r'));
    article.title.as_ref().is_some_and(|title| title.trim() == text) || unended && alone
}

/// "The writer is a lawyer.", "Ada Hale teaches law."
fn is_about_author(body: &str, sentence: Span, tokens: &[Token], forms: &[String]) -> bool {
    let describes = |at: usize| tokens.get(at).is_some_and(|token| token.any(&["is", "was", "writes"]));
    let writer = tokens.len() > 2 && tokens[0].is("the") && tokens[1].any(&["writer", "author", "columnist"]) && describes(2);
    let named =
        |form: &String| form.contains(' ') && sentence.of(body).strip_prefix(form.as_str()).is_some_and(|rest| rest.starts_with(' '));
    writer || forms.iter().any(named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Kind;
    use crate::article::Genre;
    use crate::reading::{Reading, read};

    fn piece(body: &str) -> Article {
        Article { author: Some("By Dr. Ada Hale, a lawyer".into()), genre: Genre::Opinion, body: body.into(), ..Article::default() }
    }

    /// What the author says, apart from being mentioned.
    fn own(article: &Article) -> Vec<String> {
        let reading = read(article);
        let by_author = |s: &&Statement| s.evidence != Evidence::Mention && is_author(&reading, s);
        let text = |s: &Statement| s.content.iter().map(|span| span.of(&article.body)).collect::<Vec<_>>().join(" .. ");
        reading.statements.iter().filter(by_author).map(text).collect()
    }

    fn is_author(reading: &Reading, statement: &Statement) -> bool {
        statement.speaker.is_some_and(|actor| reading.actors[actor].kind == Kind::Author)
    }

    #[test]
    fn bylines_give_a_bare_name() {
        for (byline, bare) in [
            ("By Dr. Ada Hale, a lawyer", "Ada Hale"),
            ("Ada Hale (The Herald)", "Ada Hale"),
            ("by the editorial board", "the editorial board"),
            ("Byron Moss", "Byron Moss"),
            ("  ", "the author"),
            ("By ", "the author"),
            ("Ann Reyes, Staff Writer", "Ann Reyes"),
            ("By Ann Reyes, Deputy Editor, Kelmouth Herald", "Ann Reyes"),
            ("Ann Reyes, University of Kelmouth", "Ann Reyes"),
            ("By Ann Reyes and Bo Lind", "Ann Reyes and Bo Lind"),
            ("Ann Reyes & Bo Lind, Staff Writers", "Ann Reyes & Bo Lind"),
            ("Ann Reyes, Bo Lind", "Ann Reyes, Bo Lind"),
            ("By Ann Reyes,\nBo Lind and Dr. Cy Ostrand", "Ann Reyes, Bo Lind and Dr. Cy Ostrand"),
            ("Ann Reyes\nBo Lind", "Ann Reyes; Bo Lind"),
        ] {
            assert_eq!(name(Some(byline)), bare, "{byline:?}");
        }
        assert_eq!(name(None), "the author");
    }

    #[test]
    fn the_author_says_what_nobody_else_does() {
        let article = piece("The bridge must be built. “It is too dear,” Robert Moss said. He is wrong.");
        assert_eq!(own(&article), ["The bridge must be built.", "He is wrong."]);
        let author = read(&article).actors.into_iter().find(|actor| actor.kind == Kind::Author).unwrap();
        assert_eq!(author.name, "Ada Hale");
    }

    #[test]
    fn in_news_nobody_says_what_nobody_is_reported_to_say() {
        let article = Article { genre: Genre::News, ..piece("The bridge must be built. “It is too dear,” Robert Moss said.") };
        let bare = Article { author: None, ..article.clone() };
        assert_eq!((own(&article), read(&article)), (Vec::new(), read(&bare)));
    }

    #[test]
    fn the_words_of_others_inside_a_sentence_are_left_out() {
        let article =
            piece("The bridge, which the town has wanted for years, is “too dear,” Robert Moss said, but the town needs it badly.");
        assert!(own(&article).iter().all(|text| !text.contains("too dear")), "{:?}", own(&article));
    }

    #[test]
    fn headlines_and_lines_about_the_author_are_not_said() {
        let body = "Build the bridge!\n\nBy Ada Hale\n\nWe need it now.\n\nThe writer is a lawyer.\n\nAda Hale teaches law in Kelmouth.";
        let article = Article { title: Some("Build the bridge!".into()), ..piece(body) };
        assert_eq!(own(&article), ["We need it now."]);
    }

    #[test]
    fn an_author_whom_the_text_names_is_one_actor() {
        let article = piece("I want the bridge. Ada Hale teaches law. My view is the same.");
        let reading = read(&article);
        let hales: Vec<Kind> = reading.actors.iter().filter(|actor| actor.name == "Ada Hale").map(|actor| actor.kind).collect();
        assert_eq!(hales, [Kind::Author]);
        let places: Vec<&str> = reading.mentions.iter().map(|mention| mention.span.of(&article.body)).collect();
        assert_eq!(places, ["I", "Ada Hale", "My"]);
    }

    #[test]
    fn a_byline_that_only_resembles_a_name_of_the_text_is_somebody_else() {
        for (byline, joined) in [("J. Hale", false), ("Joe Hale", false), ("Joseph Hale Jr.", false), ("Joseph Hale", true)] {
            let body = "The bridge must wait. Senator Joseph Hale said it was safe.";
            let reading = read(&Article { author: Some(byline.into()), ..piece(body) });
            let senator = reading.actors.iter().find(|actor| actor.name == "Joseph Hale").unwrap();
            assert_eq!(senator.kind == Kind::Author, joined, "{byline}");
        }
    }
}
