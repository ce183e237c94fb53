//! The table of statements.
use super::articles::{self, Row};
use super::column::{Column, Table, word};
use crate::actor::Actor;
use crate::error::Result;
use crate::span::Span;
use crate::statement::{Evidence, Statement};
use arrow_array::Array;
use arrow_schema::ArrowError;

/// A statement, and the id of its article.
pub struct Stored {
    pub article: String,
    pub statement: Statement,
}

struct Item<'a> {
    row: Row<'a>,
    index: usize,
    statement: &'a Statement,
}

impl Item<'_> {
    fn actor(&self, index: Option<usize>) -> Option<&Actor> {
        self.row.reading.actors.get(index?)
    }
}

pub fn columns(rows: &[Row]) -> std::result::Result<Vec<Column>, ArrowError> {
    let items: Vec<Item> = rows
        .iter()
        .flat_map(|row| row.reading.statements.iter().enumerate().map(|(index, statement)| Item { row: *row, index, statement }))
        .collect();
    let all = || items.iter();
    let lies: Vec<Vec<usize>> = all().map(|item| item.row.reading.sentences_of(item.statement)).collect();
    Ok(vec![
        Column::texts("article", all().map(|item| &item.row.article.id)),
        Column::texts("version", all().map(|item| item.row.version)),
        Column::numbers("statement", all().map(|item| item.index)),
        Column::optional_numbers("speaker", all().map(|item| item.statement.speaker)),
        Column::optional_texts("speaker_name", all().map(|item| item.actor(item.statement.speaker).map(|actor| &actor.name))),
        Column::optional_texts("speaker_kind", all().map(|item| item.actor(item.statement.speaker).map(|actor| word(actor.kind)))),
        Column::optional_numbers("speaks_for", all().map(|item| item.statement.speaks_for)),
        Column::optional_texts("speaks_for_name", all().map(|item| item.actor(item.statement.speaks_for).map(|actor| &actor.name))),
        Column::texts("evidence", all().map(|item| word(item.statement.evidence))),
        Column::optional_numbers("relayed_by", all().map(|item| item.statement.relayed_by)),
        Column::optional_texts("relayed_by_name", all().map(|item| item.actor(item.statement.relayed_by).map(|actor| &actor.name))),
        Column::texts("time", all().map(|item| word(item.statement.time))),
        Column::floats("confidence", all().map(|item| item.statement.confidence)),
        quotes("source", &items, |statement| &statement.source)?,
        quotes("cue", &items, |statement| &statement.cue)?,
        quotes("content", &items, |statement| &statement.content)?,
        Column::lists("sentences", lies.iter().map(Vec::len), Column::numbers("item", lies.iter().flatten().copied()))?,
    ])
}

fn quotes(name: &'static str, items: &[Item], spans: fn(&Statement) -> &Vec<Span>) -> std::result::Result<Column, ArrowError> {
    let all = || items.iter().flat_map(|item| spans(item.statement).iter().map(move |span| (span, span.of(&item.row.article.body))));
    let fields = vec![
        Column::numbers("start", all().map(|(span, _)| span.start)),
        Column::numbers("end", all().map(|(span, _)| span.end)),
        Column::texts("text", all().map(|(_, text)| text)),
    ];
    Column::lists(name, items.iter().map(|item| spans(item.statement).len()), Column::records(fields)?)
}

/// The statements of a table, in order.
pub fn decode(table: &Table) -> Result<Vec<Stored>> {
    let (ids, evidence, times) = (table.texts("article")?, table.texts("evidence")?, table.texts("time")?);
    let [speakers, principals, relayers] = [table.numbers("speaker")?, table.numbers("speaks_for")?, table.numbers("relayed_by")?];
    let confidence = table.floats("confidence")?;
    let [source, cue, content] = ["source", "cue", "content"].map(|name| {
        let (ranges, quotes) = table.record_lists(name)?;
        articles::spans(&quotes).map(|spans| (ranges, spans))
    });
    let (source, cue, content) = (source?, cue?, content?);
    let number = |column: &arrow_array::UInt64Array, row| column.is_valid(row).then(|| column.value(row) as usize);
    let stored = |row: usize| {
        let [source, cue, content] = [&source, &cue, &content].map(|(ranges, spans)| spans[ranges[row].clone()].to_vec());
        let statement = Statement {
            source,
            cue,
            content,
            speaker: number(speakers, row),
            speaks_for: number(principals, row),
            evidence: table.parse(evidence.value(row))?,
            relayed_by: number(relayers, row),
            time: table.parse(times.value(row))?,
            confidence: confidence.value(row),
        };
        Ok(Stored { article: ids.value(row).into(), statement })
    };
    (0..table.len()).map(stored).collect()
}

/// What must be read to count statements.
pub const COUNTED: [&str; 2] = ["article", "evidence"];

/// The article of each statement that is no mere mention.
pub fn articles(table: &Table) -> Result<Vec<String>> {
    let (ids, evidence, mention) = (table.texts("article")?, table.texts("evidence")?, word(Evidence::Mention));
    Ok((0..table.len()).filter(|row| evidence.value(*row) != mention).map(|row| ids.value(row).into()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Kind;
    use crate::pipeline::ScoredArticle;
    use crate::scorecard::example::{article, sure};
    use crate::stance::Stance;
    use std::path::Path;

    #[test]
    fn statements_come_back_with_relayer_and_principal() {
        let says = |story: ScoredArticle, text: &str| story.says("Ada Hale", Kind::Person, text, 0, sure(Stance::Opposed, 0.9));
        let story = says(article("a", "", ""), "She |rejects |the toll.").relayed_by("Bo Lind");
        let story = says(story, "She |fights |it, her aide said.").voiced_by("Tom Reed");
        let row = Row { version: "1", source: "1", input: "a.txt", article: &story.article, reading: &story.reading };
        let table = Table::new(Path::new("part.parquet"), Column::table(columns(&[row]).unwrap()).unwrap());
        let names = table.texts("speaks_for_name").unwrap();
        assert_eq!((names.is_null(0), names.value(1)), (true, "Ada Hale"));
        let back: Vec<Statement> = decode(&table).unwrap().into_iter().map(|stored| stored.statement).collect();
        assert_eq!(back, story.reading.statements);
        assert_eq!((back[0].speaks_for, back[1].speaks_for), (None, Some(0)));
    }
}
