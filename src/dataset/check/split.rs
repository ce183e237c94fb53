//! What is on both sides of a split.
use super::super::leak::{Leak, Shared, leaks};
use super::super::same::{Index, normal};
use super::super::{Located, Pair};
use super::{Coded, Finding, Kind};
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

/// Rows of one side, each with its file.
type Side<'c> = Vec<(&'c Path, &'c Located)>;

/// Every row of `dev` that leaks, or whose text or nearly that text is trained on.
pub(super) fn splits(train: &[Coded], dev: &[Coded]) -> Vec<Finding> {
    let (train, dev) = (side(train), side(dev));
    let leaks = if dev.is_empty() { Vec::new() } else { leaks(&pairs(&train), &pairs(&dev)) };
    let leaking: BTreeSet<usize> = leaks.iter().map(|leak| leak.dev).collect();
    let rest: Side = dev.iter().enumerate().filter(|(at, _)| !leaking.contains(at)).map(|(_, row)| *row).collect();
    let leaks = leaks.iter().map(|leak| leaking_row(leak, &train, &dev));
    leaks.chain(if rest.is_empty() { Vec::new() } else { texts(&train, &rest) }).collect()
}

fn side(files: &[Coded]) -> Side<'_> {
    files.iter().flat_map(|coded| coded.rows.iter().map(|row| (coded.file.as_path(), row))).collect()
}

fn pairs<'c>(side: &Side<'c>) -> Vec<&'c Pair> {
    side.iter().map(|(_, row)| &row.pair).collect()
}

fn leaking_row(leak: &Leak, train: &Side, dev: &Side) -> Finding {
    let (place, there) = (place(dev[leak.dev]), shown(train[leak.train]));
    let (wrong, remedy) = match leak.shared {
        Shared::Question => {
            (format!("text, speaker and issue are those of {there}, which is trained on"), "take the row out of one of the two files")
        }
        Shared::Article => (
            format!("its article {:?} is also that of {there}, which is trained on", dev[leak.dev].1.pair.article),
            "put all rows of an article into one of the two files; if these are two articles, give them ids that differ",
        ),
    };
    Finding::at(Kind::Leak, place, wrong, remedy)
}

fn texts(train: &Side, dev: &Side) -> Vec<Finding> {
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut distinct = Vec::new();
    for (at, (_, row)) in train.iter().enumerate() {
        first.entry(normal(&row.pair.text)).or_insert_with(|| {
            distinct.push(at);
            at
        });
    }
    let index = Index::new(distinct.iter().map(|at| train[*at].1.pair.text.as_str()));
    let known = |row: &(&Path, &Located)| match first.get(&normal(&row.1.pair.text)) {
        Some(at) => Some(same_text(*row, train[*at])),
        None => index.nearest(&row.1.pair.text).map(|at| near_text(*row, train[distinct[at]])),
    };
    dev.iter().filter_map(known).collect()
}

const BOTH: &str = "if it is one event, put both rows into one of the two files: figures on a known text are too good";

fn same_text(row: (&Path, &Located), there: (&Path, &Located)) -> Finding {
    let wrong = format!("its text is also that of {}, with another speaker or issue", shown(there));
    Finding::at(Kind::SameText, place(row), wrong, BOTH)
}

fn near_text(row: (&Path, &Located), there: (&Path, &Located)) -> Finding {
    Finding::at(Kind::NearText, place(row), format!("its text is nearly that of {}", shown(there)), BOTH)
}

fn place<'c>((file, row): (&'c Path, &'c Located)) -> (&'c Path, usize) {
    (file, row.line)
}

fn shown((file, row): (&Path, &Located)) -> String {
    format!("{}:{}", file.display(), row.line)
}
