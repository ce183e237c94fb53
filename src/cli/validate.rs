//! `standpoint validate`: a run held against hand-coded documents.
mod text;

use super::{Done, complain, print, shown};
use anyhow::{Result, ensure};
use clap::Args;
use standpoint::article::Article;
use standpoint::file::{make_folder, without_root, write_whole};
use standpoint::hash::sha256_of;
use standpoint::issue::Codebook;
use standpoint::run::{self, Checked, Loaded, Manifest};
use standpoint::scorecard::Options;
use standpoint::validate::{About, Coding, Concept, Map, Sheet, Validation, appendix, cells_csv, validate};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Hold a run against documents coded by hand
///
/// FILE is a table with a row for each coded statement: document, person or organisation, concept and agreement, and where there are any
/// aliases (semicolons between them), coder, text (the words coded), start and stop (where they stand, in code points) and date. A row
/// without an actor says that its concept was looked for in the document and nobody was found; an agreement that means none says that this
/// actor was seen and has no stance.
///
/// Articles without a row do not count, and of the others only the issues that have a row there. Several rows of one coder on one actor and
/// concept are one stance, cautious where they differ. With several coders a pair must be found where all who coded the document have it,
/// and the stance of any of them is right.
///
/// Told are: what each stage finds, misses and invents, how many cells are right or reversed, the same by issue, how far machine and coders
/// agree beside coders and coders, and how aggregated positions go together; with 95% intervals over articles. The headline is written
/// into the run, and every report of it begins with it.
#[derive(Args)]
#[command(after_help = AFTER)]
pub struct Arguments {
    /// The run, as `standpoint score` writes it
    run: PathBuf,
    /// The coded documents: .csv with commas or semicolons, or .tsv
    #[arg(long, value_name = "FILE")]
    gold: PathBuf,
    /// How FILE calls columns, stances, concepts and documents; not needed where columns have our names and concepts are the run's issues
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// Folder to write validation.md (an appendix to paste), cells.csv (every cell) and validation.json (all figures) into
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
}

const AFTER: &str = r#"Examples:
  standpoint validate run/ --gold coded.csv
  standpoint validate run/ --gold statements.csv --map map.toml --out validation/

A map for statements as Discourse Network Analyzer exports them (Export, event list, CSV); every key may be left out:

  actor = "both"               # person, organisation, or both: the person, and the organisation where no person is told
  documents = "title"          # id, file or title; left out: the first that fits

  [columns]                    # theirs; left out: document, person, organisation, concept, agreement, aliases, coder, text,
  document = "document title"  # start, stop, date
  date = "time"                # tells documents of one title apart
  organisation = "organization"

  [agreement]                  # left out: 1 yes true agree, 0 no false disagree, 2 mixed, none
  "1" = "supportive"
  "0" = "opposed"

  [concepts]                   # left out: a concept is the issue of that id or name
  "The tunnel should be built" = "tunnel"
  "Tolls are unfair" = { issue = "toll", reversed = true }

Exit codes: 0 all rows taken, 1 some rows skipped (said with file and line), 2 failed."#;

pub fn run(arguments: &Arguments) -> Result<Done> {
    let Arguments { run: folder, gold, .. } = arguments;
    ensure!(run::is_run(folder), "{} is no run; make one with `standpoint score`", shown(folder));
    ensure!(arguments.out.as_deref().is_none_or(|out| !run::is_run(out)), "--out is a run, which has a validation.json of its own");
    arguments.out.as_deref().map_or(Ok(()), make_folder)?;
    let map = arguments.map.as_deref().map_or_else(|| Ok(Map::default()), Map::load)?;
    let sheet = Sheet::read(gold, &map)?;
    let Loaded { manifest, codebook, articles, .. } = run::load(folder, None, |_| true)?;
    check(&map, &codebook)?;
    let texts: Vec<&Article> = articles.iter().map(|scored| &scored.article).collect();
    let coding = Coding::of(sheet, gold, &map, &texts, &codebook);
    let done = tell(&coding, &map);
    ensure!(!coding.articles.is_empty(), "no row of {} is of an article and an issue of the run", shown(gold));
    let options = Options { pooling: manifest.classifier.pooling, ..Options::default() };
    let validation = validate(&coding, &articles, &codebook, &options);
    let headline = headline(&validation, &manifest, gold)?;
    headline.write(folder)?;
    let json = serde_json::to_string_pretty(&validation)? + "\n";
    print(if arguments.json { json.clone() } else { text::render(&headline, &validation) })?;
    if let Some(out) = &arguments.out {
        write(out, &validation, &about(&manifest), &json)?;
    }
    Ok(done)
}

/// Fails where the map names an issue that the run does not hold.
fn check(map: &Map, codebook: &Codebook) -> Result<()> {
    let ids: Vec<&str> = codebook.issues.iter().map(|issue| issue.id.as_str()).collect();
    for concept in map.concepts.values() {
        let (Concept::Issue(issue) | Concept::Claim(standpoint::validate::Claim { issue, .. })) = concept;
        let known = codebook.issues.iter().any(|held| held.id == *issue || held.name == *issue);
        ensure!(known, "the map names the issue {issue:?}, which the run does not hold; it holds {}", ids.join(", "));
    }
    Ok(())
}

/// Says what was skipped or left out.
fn tell(coding: &Coding, map: &Map) -> Done {
    coding.faults.iter().for_each(complain);
    for (concept, n) in &coding.left_out {
        complain(format_args!("{n} rows left out: the concept {concept:?} is no issue of the run; name one under [concepts] of the map"));
    }
    let wanted = if map.concepts.is_empty() { coding.left_out.len() } else { 0 };
    Done::skipping(coding.faults.len() + wanted)
}

fn headline(validation: &Validation, manifest: &Manifest, gold: &Path) -> Result<Checked> {
    let [n_cells, n_right, n_reversed] = validation.checked;
    let coded = |id: &String| validation.issues.iter().any(|issue| issue.issue == *id);
    let versions = manifest.issues.iter().filter(|held| coded(&held.issue.id));
    let issues: BTreeMap<String, String> = versions.map(|held| (held.issue.id.clone(), held.version.clone())).collect();
    Ok(Checked {
        n_cells,
        n_right,
        n_reversed,
        n_coded: validation.tables.gold_pairs,
        n_missed: validation.missed,
        n_articles: validation.taken.n_articles,
        gold: [shown(without_root(gold)), sha256_of(gold)?],
        classifier: manifest.classifier.hash.clone(),
        attribution: manifest.attribution.as_ref().map(|model| model.sha256.clone()),
        issues,
    })
}

fn about(manifest: &Manifest) -> About {
    let models = manifest.classifier.models.iter().chain(&manifest.attribution);
    let models: Vec<String> = models.map(|model| format!("{} {}", model.name, model.sha256.get(..12).unwrap_or(&model.sha256))).collect();
    About { version: manifest.version.clone(), models: models.join(", ") }
}

fn write(out: &Path, validation: &Validation, about: &About, json: &str) -> Result<()> {
    let files = [
        ("validation.md", appendix(validation, about).into_bytes()),
        ("cells.csv", cells_csv(validation)?),
        ("validation.json", json.as_bytes().to_vec()),
    ];
    for (name, bytes) in files {
        write_whole(&out.join(name), &bytes)?;
        complain(format_args!("{} written", shown(&out.join(name))));
    }
    Ok(())
}
