//! News or opinion, by what the input says of an article; never by its text.
use super::Genre;

const OPINION: &[&str] = &[
    "opinion",
    "opinions",
    "op-ed",
    "op-eds",
    "oped",
    "op ed",
    "editorial",
    "editorials",
    "commentary",
    "column",
    "columns",
    "columnist",
    "columnists",
    "comment",
    "comment is free",
    "letter",
    "letters",
    "letters to the editor",
    "letter to the editor",
    "guest essay",
    "viewpoint",
    "viewpoints",
];

const NEWS: &[&str] = &["news", "news article", "newsarticle", "report", "reportage", "wire"];

const PATHS: &[&str] =
    &["opinion", "opinions", "commentisfree", "op-ed", "op-eds", "oped", "editorial", "editorials", "columnists", "commentary"];

const TITLES: &[&str] = &["opinion", "editorial", "op-ed", "commentary", "letters", "letter to the editor"];

/// What a genre, section or category says, alone or as a part of a list ("News / Opinion"); `None` where it is neither. An analysis is no
/// opinion.
pub(super) fn of_words(words: &str) -> Option<Genre> {
    let words = words.to_lowercase();
    let is_one_of = |list: &[&str]| words.split([',', ';', '|', '/', '>', ':']).any(|part| list.contains(&part.trim()));
    if is_one_of(OPINION) {
        return Some(Genre::Opinion);
    }
    is_one_of(NEWS).then_some(Genre::News)
}

/// What the address and the title say; news where they say nothing.
pub(super) fn of_place(url: Option<&str>, title: Option<&str>) -> Genre {
    if url.is_some_and(is_opinion_page) || title.is_some_and(is_opinion_title) { Genre::Opinion } else { Genre::News }
}

fn is_opinion_page(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
    folders.split('/').any(|part| PATHS.iter().any(|word| part.eq_ignore_ascii_case(word)))
}

fn is_opinion_title(title: &str) -> bool {
    let prefix = title.split_once([':', '|']).map(|(prefix, _)| prefix.trim().to_lowercase());
    prefix.is_some_and(|prefix| TITLES.contains(&prefix.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_that_say_so_are_recognised() {
        for words in ["Opinion", "op-ed", "OPED", " Editorial ", "News / Opinion", "Letters", "World|Commentary", "columnists"] {
            assert_eq!(of_words(words), Some(Genre::Opinion), "{words}");
        }
        for words in ["analysis", "public opinion polls", "politics", "", "article"] {
            assert_eq!(of_words(words), None, "{words}");
        }
        assert_eq!(of_words("News"), Some(Genre::News));
    }

    #[test]
    fn addresses_and_titles_tell_too() {
        for url in ["https://a.example/opinion/2015/x", "https://a.example/commentisfree/x?y", "http://a.example/us/Op-Ed/x"] {
            assert_eq!(of_place(Some(url), None), Genre::Opinion, "{url}");
        }
        for url in ["https://a.example/news/opinion", "https://a.example/opinion-polls/x", "https://a.example/x?from=/opinion/"] {
            assert_eq!(of_place(Some(url), None), Genre::News, "{url}");
        }
        for title in ["Opinion: build it", "Opinion | Build it", "EDITORIAL: No", "Op-Ed: no"] {
            assert_eq!(of_place(None, Some(title)), Genre::Opinion, "{title}");
        }
        assert_eq!(of_place(None, Some("Opinions differ: the harbour")), Genre::News);
    }
}
