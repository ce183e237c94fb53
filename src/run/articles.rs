//! The table of articles.
use super::column::{Column, Table, word};
use crate::actor::Actor;
use crate::article::Article;
use crate::error::Result;
use crate::reading::Reading;
use crate::span::Span;
use arrow_array::Array;
use arrow_schema::ArrowError;
use std::ops::Range;

/// An article as it is written.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// Over everything that its rows hold.
    pub version: &'a str,
    /// Over what it was read from and by.
    pub source: &'a str,
    /// The input it was read from.
    pub input: &'a str,
    pub article: &'a Article,
    pub reading: &'a Reading,
}

/// An article as it was read, without its statements.
pub struct Stored {
    pub version: String,
    pub input: String,
    pub article: Article,
    pub sentences: Vec<Span>,
    pub actors: Vec<Actor>,
}

/// Where an article stands in a run.
pub struct Place {
    pub id: String,
    pub version: String,
    pub source: String,
    pub input: String,
}

pub fn columns(rows: &[Row]) -> std::result::Result<Vec<Column>, ArrowError> {
    let articles = || rows.iter().map(|row| row.article);
    Ok(vec![
        Column::texts("article", articles().map(|article| &article.id)),
        Column::texts("version", rows.iter().map(|row| row.version)),
        Column::texts("source_version", rows.iter().map(|row| row.source)),
        Column::texts("input", rows.iter().map(|row| row.input)),
        Column::optional_texts("title", articles().map(|article| article.title.as_ref())),
        Column::optional_days("date", articles().map(|article| article.date)),
        Column::optional_texts("outlet", articles().map(|article| article.outlet.as_ref())),
        Column::optional_texts("url", articles().map(|article| article.url.as_ref())),
        Column::optional_texts("author", articles().map(|article| article.author.as_ref())),
        Column::optional_texts("language", articles().map(|article| article.language.as_ref())),
        Column::texts("genre", articles().map(|article| word(article.genre))),
        Column::texts("body", articles().map(|article| &article.body)),
        sentences(rows)?,
        actors(rows)?,
    ])
}

fn sentences(rows: &[Row]) -> std::result::Result<Column, ArrowError> {
    let all = || rows.iter().flat_map(|row| &row.reading.sentences);
    let ends = vec![Column::numbers("start", all().map(|span| span.start)), Column::numbers("end", all().map(|span| span.end))];
    Column::lists("sentences", rows.iter().map(|row| row.reading.sentences.len()), Column::records(ends)?)
}

fn actors(rows: &[Row]) -> std::result::Result<Column, ArrowError> {
    let all = || rows.iter().flat_map(|row| &row.reading.actors);
    let texts = |name, texts: fn(&Actor) -> &Vec<String>| {
        Column::lists(name, all().map(|actor| texts(actor).len()), Column::texts("item", all().flat_map(texts)))
    };
    let fields = vec![
        Column::texts("name", all().map(|actor| &actor.name)),
        Column::texts("kind", all().map(|actor| word(actor.kind))),
        texts("aliases", |actor| &actor.aliases)?,
        texts("roles", |actor| &actor.roles)?,
    ];
    Column::lists("actors", rows.iter().map(|row| row.reading.actors.len()), Column::records(fields)?)
}

/// What must be read to know which articles there are.
pub const PLACE: [&str; 4] = ["article", "version", "source_version", "input"];

/// The articles of a table by name only.
pub fn places(table: &Table) -> Result<Vec<Place>> {
    let [ids, versions, sources, inputs] = PLACE.map(|name| table.texts(name));
    let (ids, versions, sources, inputs) = (ids?, versions?, sources?, inputs?);
    let place = |row| Place {
        id: ids.value(row).into(),
        version: versions.value(row).into(),
        source: sources.value(row).into(),
        input: inputs.value(row).into(),
    };
    Ok((0..table.len()).map(place).collect())
}

/// The articles of a table.
pub fn decode(table: &Table) -> Result<Vec<Stored>> {
    let places = places(table)?;
    let [titles, outlets, urls, authors, languages] = ["title", "outlet", "url", "author", "language"].map(|name| table.texts(name));
    let (titles, outlets, urls, authors, languages) = (titles?, outlets?, urls?, authors?, languages?);
    let (dates, genres, bodies) = (table.days("date")?, table.texts("genre")?, table.texts("body")?);
    let ((of_sentences, sentences), (of_actors, actors)) = (table.record_lists("sentences")?, table.record_lists("actors")?);
    let (sentences, actors) = (spans(&sentences)?, all_actors(&actors)?);
    let text = |column: &arrow_array::StringArray, row| column.is_valid(row).then(|| column.value(row).to_string());
    let stored = |(row, place): (usize, Place)| {
        let article = Article {
            id: place.id,
            title: text(titles, row),
            date: dates[row],
            outlet: text(outlets, row),
            url: text(urls, row),
            author: text(authors, row),
            language: text(languages, row),
            genre: table.parse(genres.value(row))?,
            body: bodies.value(row).into(),
        };
        let (sentences, actors) = (sentences[of_sentences[row].clone()].to_vec(), actors[of_actors[row].clone()].to_vec());
        Ok(Stored { version: place.version, input: place.input, article, sentences, actors })
    };
    places.into_iter().enumerate().map(stored).collect()
}

/// The spans that a table of starts and ends holds.
pub fn spans(table: &Table) -> Result<Vec<Span>> {
    let (starts, ends) = (table.numbers("start")?.values(), table.numbers("end")?.values());
    let span = |(start, end): (&u64, &u64)| {
        if start <= end { Ok(Span::new(*start as usize, *end as usize)) } else { Err(table.damaged("a span ends before it starts")) }
    };
    starts.iter().zip(ends).map(span).collect()
}

fn all_actors(table: &Table) -> Result<Vec<Actor>> {
    let (names, kinds) = (table.texts("name")?, table.texts("kind")?);
    let (aliases, roles) = (table.text_lists("aliases")?, table.text_lists("roles")?);
    let texts = |(ranges, texts): &(Vec<Range<usize>>, &arrow_array::StringArray), row: usize| -> Vec<String> {
        ranges[row].clone().map(|item| texts.value(item).to_string()).collect()
    };
    let actor = |row| {
        let kind = table.parse(kinds.value(row))?;
        Ok(Actor { name: names.value(row).into(), aliases: texts(&aliases, row), kind, roles: texts(&roles, row) })
    };
    (0..table.len()).map(actor).collect()
}
