//! From a record of named values to an article.
use super::fields::{Field, Fields};
use super::text::{Complaint, check_body};
use super::{Article, Genre, byline, date, genre, language};
use serde_json::{Map, Value};

type Record = Map<String, Value>;

/// The article that a record holds, and its id where it has one.
pub(super) fn article(record: &Record, fields: &Fields) -> Result<(Option<String>, Article), Complaint> {
    let (id, article) = details(record, fields)?;
    let (name, body) = text(record, fields, Field::Body)?.ok_or_else(|| no_body(fields))?;
    check_body(&body).map_err(|(wrong, hint)| (format!("field {name:?}: {wrong}"), hint))?;
    Ok((id, Article { body, ..article }))
}

/// All but the body.
pub(super) fn details(record: &Record, fields: &Fields) -> Result<(Option<String>, Article), Complaint> {
    let id = match fields.find(record, Field::Id) {
        Some((_, Value::Number(number))) if !number.is_f64() => Some(number.to_string()),
        _ => words(record, fields, Field::Id)?,
    };
    let (title, outlet) = (words(record, fields, Field::Title)?, words(record, fields, Field::Outlet)?);
    let plain = |field| fields.find(record, field).and_then(|(_, value)| value.as_str());
    let url = plain(Field::Url).map(str::trim).filter(|url| !url.is_empty()).map(String::from);
    let genre = genre_of(record, fields, url.as_deref(), title.as_deref());
    let author = fields.find(record, Field::Author).and_then(|(_, value)| author(value));
    let (date, language) = (plain(Field::Date).and_then(date::date), plain(Field::Language).and_then(language::code));
    Ok((id, Article { title, date, outlet, url, author, language, genre, ..Article::default() }))
}

fn no_body(fields: &Fields) -> Complaint {
    let given = fields.given().find(|(field, _)| *field == Field::Body);
    let name = given.map_or(Field::Body.key(), |(_, name)| name);
    let hint = format!("give the article's text as {name:?}, name your field with --field body=NAME, or leave it out");
    (format!("no text in the field {name:?}"), hint)
}

/// A field's text, unchanged, with its name; `None` where it is missing, null or blank.
fn text<'r>(record: &'r Record, fields: &Fields, field: Field) -> Result<Option<(&'r str, String)>, Complaint> {
    match fields.find(record, field) {
        None => Ok(None),
        Some((name, Value::String(text))) => Ok((!text.trim().is_empty()).then(|| (name, text.clone()))),
        Some((name, _)) => Err((format!("the field {name:?} is not a text"), "put it in double quotes, or leave it out".into())),
    }
}

fn words(record: &Record, fields: &Fields, field: Field) -> Result<Option<String>, Complaint> {
    Ok(text(record, fields, field)?.map(|(_, text)| text))
}

fn genre_of(record: &Record, fields: &Fields, url: Option<&str>, title: Option<&str>) -> Genre {
    let told = fields.all(record, Field::Genre).filter_map(|(_, value)| value.as_str()).find_map(genre::of_words);
    told.unwrap_or_else(|| genre::of_place(url, title))
}

/// One name, or several of a list.
fn author(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => byline::author(text),
        Value::Array(names) => {
            let names: Vec<_> = names.iter().filter_map(|name| byline::author(name.as_str()?)).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Article {
        article(&serde_json::from_str(json).unwrap(), &Fields::default()).unwrap().1
    }

    #[test]
    fn every_field_has_its_place() {
        let read = read(
            r#"{"headline": "Vote", "published": "Mon, 6 Jul 2015 10:00:00 +0000", "source": "Coast Wire", "link": " https://coast.example/a ",
                "byline": "By Ann Reyes", "lang": "en-GB", "section": "Op-Ed", "content": "Text."}"#,
        );
        assert_eq!((read.title.as_deref(), read.outlet.as_deref(), read.body.as_str()), (Some("Vote"), Some("Coast Wire"), "Text."));
        assert_eq!((read.url.as_deref(), read.author.as_deref()), (Some("https://coast.example/a"), Some("Ann Reyes")));
        assert_eq!((read.language.as_deref(), read.genre), (Some("en"), Genre::Opinion));
        assert_eq!(read.date.unwrap().to_string(), "2015-07-06");
    }

    #[test]
    fn a_genre_is_told_by_the_first_word_that_is_recognised() {
        for (json, genre) in [
            (r#"{"type": "article", "category": "editorials", "body": "T"}"#, Genre::Opinion),
            (r#"{"genre": "news", "section": "opinion", "body": "T"}"#, Genre::News),
            (r#"{"section": "Sport", "url": "https://coast.example/opinion/a", "body": "T"}"#, Genre::Opinion),
            (r#"{"genre": 3, "body": "T"}"#, Genre::News),
        ] {
            assert_eq!(read(json).genre, genre, "{json}");
        }
    }

    #[test]
    fn authors_may_be_a_list_and_odd_details_are_unknown() {
        assert_eq!(read(r#"{"author": ["Ann Reyes", 3, "by Bo Lind"], "body": "T"}"#).author.as_deref(), Some("Ann Reyes, Bo Lind"));
        let odd = read(r#"{"author": {}, "url": [1], "language": 7, "date": 2015, "body": "T"}"#);
        assert_eq!((odd.author, odd.url, odd.language, odd.date), (None, None, None, None));
    }
}
