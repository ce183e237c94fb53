//! The formats for other programs.
use super::*;
use crate::chart::well_formed;
use crate::report::write::File;
use crate::report::{dna, drawing, network};
use std::collections::BTreeSet;

const EVIL: &str = "<script>alert(\"1\")</script> & 'x'\u{1}\u{202e}";

/// Everyone speaks twice on one issue, `p` of the stance alternately; the names are long, and one is hostile.
fn crowd(n: usize) -> Report {
    let says = |id: &str, day: &str| {
        (0..n).fold(article(id, EVIL, day), |story, at| {
            let name = if at == 0 { EVIL.to_string() } else { format!("Speaker Number {at} of the Very Long-Named Harbour Commission") };
            let (stance, p) = (if at % 3 == 0 { FOR } else { AGAINST }, 0.6 + 0.35 * at as f64 / n as f64);
            story.says(&name, Kind::Organisation, &format!("Speaker {at} |said |so in {id}."), 0, sure(stance, p))
        })
    };
    let mut report = report_of(&[says("a", "2025-01-05"), says("b", "2025-03-05")], &["A night ferry"], 2);
    (report.issues[0].name, report.issues[0].id) =
        (format!("{EVIL} and the night ferry {}", "very ".repeat(40)), "../a/Night ferry".into());
    report
}

fn text(files: &[File], name: &str) -> String {
    let (_, bytes) = files.iter().find(|(file, _)| file == name).unwrap_or_else(|| panic!("no {name}"));
    String::from_utf8(bytes.clone()).unwrap()
}

fn check(xml: &str) {
    well_formed::check(xml.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").unwrap_or(xml));
    assert!(!xml.contains("<script") && !xml.contains('\u{1}'));
}

#[test]
fn drawings_hold_any_text_and_say_whom_they_leave_out() {
    for (n, drawn) in [(3, 3), (80, 60)] {
        let files = drawing::files(&crowd(n)).unwrap();
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["charts/matrix.svg", "charts/issue----a-night-ferry.svg", "charts/trend----a-night-ferry.svg"]);
        names.iter().for_each(|name| check(&text(&files, name)));
        let (matrix, line, trend) = (text(&files, names[0]), text(&files, names[1]), text(&files, names[2]));
        let panels = trend.matches("class=\"path\"").count();
        assert_eq!(
            (matrix.matches("class=\"name\"").count(), line.matches("class=\"whisker\"").count(), panels),
            (drawn, drawn, n.min(24))
        );
        assert_eq!(matrix.contains("20 more actors stand in positions.csv."), n == 80);
        assert_eq!(line.contains("20 more actors stand in positions.csv."), n == 80);
        assert!(matrix.contains("No cell checked by hand yet.") && line.contains("lt;script"));
    }
}

#[test]
fn the_line_goes_from_supportive_to_opposed_and_draws_what_has_a_stance() {
    let svg = text(&drawing::files(&report()).unwrap(), "charts/issue-a-night-ferry.svg");
    let place = |text: &str| svg.find(&format!(">{text}</text>")).unwrap_or_else(|| panic!("no {text} in {svg}"));
    assert!(place("Ada Nkemelu") < place("Boat Union"));
    // -0.12345 and 0.99 of the interval on a line of 340 pixels that begins at 152: half of it, and a tenth less.
    assert!(svg.contains("M301.0 -3.5V3.5M301.0 0H490.3"), "{svg}");
    assert!(svg.contains("Not drawn: 2 actors with too few or unsure sayings."));
    assert!(!drawing::files(&report()).unwrap().iter().any(|(name, _)| name.contains("toll") || name.contains("trend")));
    assert_eq!(drawing::files(&report_of(&[], &["A night ferry"], 2)).unwrap(), []);
}

#[test]
fn networks_have_an_edge_for_each_position_and_for_each_pair_that_takes_sides() {
    for language in [network::Language::Gexf, network::Language::GraphMl] {
        for (name, xml) in network::files(&crowd(4), language).unwrap() {
            check(&String::from_utf8(xml).unwrap());
            assert!(name.starts_with("networks/"), "{name}");
        }
    }
    let files = network::files(&crowd(4), network::Language::Gexf).unwrap();
    let (positions, agreement) = (text(&files, "networks/positions.gexf"), text(&files, "networks/agreement.gexf"));
    assert_eq!((positions.matches("<edge ").count(), agreement.matches("<edge ").count()), (4, 6));
    // Two are for it and two against: one pair of each agrees, and the four others disagree.
    let counted = |sign: &str| agreement.matches(&format!("<attvalue for=\"sign\" value=\"{sign}\"/>")).count();
    assert_eq!((counted("+"), counted("-"), agreement.matches("weight=\"1.0\"").count()), (2, 4, 6));
    let town = text(&network::files(&report(), network::Language::GraphMl).unwrap(), "networks/positions.graphml");
    assert_eq!(town.matches("<edge ").count(), 2, "those with too few sayings have no position");
    assert!(
        town.contains("<data key=\"edge-net\">0.9282</data>")
            && town.contains("<data key=\"edge-outlets\">Evening Post; Harbour Herald</data>")
    );
}

#[test]
fn an_edge_that_weighs_nothing_is_kept() {
    let says = |id, stance| {
        let name = |name, story: ScoredArticle| story.says(name, Kind::Person, &format!("{name} |said |{id}."), 0, sure(stance, 0.9));
        name("Ada Hale", article(id, "", ""))
    };
    let report = report_of(&[says("a", FOR), says("b", AGAINST)], &["A night ferry"], 2);
    let positions = text(&network::files(&report, network::Language::Gexf).unwrap(), "networks/positions.gexf");
    assert!(positions.contains("weight=\"0.0001\"") && positions.contains("<attvalue for=\"sign\" value=\"0\"/>"), "{positions}");
}

#[test]
fn dna_has_a_statement_for_each_saying_that_takes_a_side() {
    let mut report = report();
    report.scorecards[0].affiliations =
        vec![party("Old Party", None, Some("2024-12-31")), party("Harbour Party", Some("2025-01-01"), None)];
    let files = dna::files(&report).unwrap();
    let [documents, statements] = ["documents", "statements"].map(|name| rows(text(&files, &format!("dna/{name}.csv")).as_bytes()));
    assert_eq!(documents[1..].iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), ["harbour-1", "harbour-2"]);
    let told: Vec<[&str; 5]> = statements[1..].iter().map(|row| [0, 4, 5, 6, 7].map(|at| row[at].as_str())).collect();
    let expected = [
        ["harbour-1", "Ada Nkemelu", "Harbour Party", "a-night-ferry", "1"],
        ["harbour-2", "Ada Nkemelu", "Harbour Party", "a-night-ferry", "1"],
        ["harbour-1", "", "Boat Union", "a-night-ferry", "0"],
        ["harbour-2", "", "Boat Union", "a-night-ferry", "0"],
        ["harbour-1", "", "commuters", "a-night-ferry", "1"],
    ];
    assert_eq!(told, expected, "neither the cautious nor the unknown");
    for row in &statements[1..] {
        let units: Vec<u16> = documents.iter().find(|document| document[0] == row[0]).unwrap()[2].encode_utf16().collect();
        let [start, stop] = [1, 2].map(|at| row[at].parse::<usize>().unwrap());
        assert_eq!(String::from_utf16(&units[start..stop]).unwrap(), row[3]);
    }
}

#[test]
fn sayings_are_counted_and_statements_point_at_them() {
    let report = report();
    let sayings = rows(&tables::sayings(&report).csv().unwrap());
    let cell = |row: &[String], column: &str| row[sayings[0].iter().position(|name| name == column).unwrap()].clone();
    let told = |row: &Vec<String>| ["actor", "issue", "saying_no", "date", "outlets", "stance"].map(|column| cell(row, column)).join("|");
    assert_eq!(
        sayings[1..3].iter().map(told).collect::<Vec<_>>(),
        [
            "Ada Nkemelu|a-night-ferry|1|2025-03-01|Harbour Herald|supportive",
            "Ada Nkemelu|a-night-ferry|2|2025-03-09|Evening Post|supportive",
        ]
    );
    let json = json::render(&report);
    let ferry = &json["actors"][0]["positions"][0];
    assert_eq!((&ferry["sayings"][1]["saying_no"], &ferry["sayings"][1]["net"]), (&2.into(), &0.9492.into()));
    assert_eq!((&ferry["evidence"][0]["saying_no"], &ferry["evidence"][1]["saying_no"]), (&2.into(), &1.into()));
    assert_eq!(json["actors"][1]["positions"][1]["evidence"][0]["saying_no"], Value::Null, "relayed");
}

#[test]
fn parquet_holds_what_csv_holds_with_types() {
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
    let report = report();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("statements.parquet");
    std::fs::write(&path, tables::statements(&report).parquet().unwrap()).unwrap();
    let reader = ParquetRecordBatchReaderBuilder::try_new(std::fs::File::open(path).unwrap()).unwrap();
    let types = reader.schema().fields().iter().map(|field| (field.name().clone(), field.data_type().to_string()));
    let types: std::collections::BTreeMap<String, String> = types.collect();
    let kind = |name: &str| types[name].as_str();
    assert_eq!([kind("date"), kind("counted"), kind("confidence"), kind("saying_no")], ["Date32", "Boolean", "Float64", "UInt64"]);
    assert!(kind("source").starts_with("List(") && kind("source_spans").starts_with("List("), "{types:?}");
    let csv = rows(&tables::statements(&report).csv().unwrap());
    let n_rows: usize = reader.build().unwrap().map(|batch| batch.unwrap().num_rows()).sum();
    assert_eq!((n_rows, types.len()), (csv.len() - 1, csv[0].len()));
}

/// The places of all fields in a value, lists left out of the path.
fn places(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, inner)| {
            found.insert(format!("{path}/{name}"));
            places(inner, &format!("{path}/{name}"), found);
        }),
        Value::Array(items) => items.iter().for_each(|item| places(item, path, found)),
        _ => {}
    }
}

/// The same of all fields that the schema knows, and whether each must be there.
fn known(schema: &Value, root: &Value, path: &str, found: &mut BTreeSet<String>, needed: &mut BTreeSet<String>) {
    let inner = schema["$ref"].as_str().map_or(schema, |name| &root["$defs"][name.trim_start_matches("#/$defs/")]);
    if inner["items"].is_object() {
        known(&inner["items"], root, path, found, needed);
    }
    for (name, field) in inner["properties"].as_object().into_iter().flatten() {
        found.insert(format!("{path}/{name}"));
        if inner["required"].as_array().is_some_and(|names| names.contains(&name.as_str().into())) {
            needed.insert(format!("{path}/{name}"));
        }
        known(field, root, &format!("{path}/{name}"), found, needed);
    }
}

#[test]
fn the_schema_names_the_fields_that_a_report_has() {
    let mut report = report();
    report.scorecards[0].affiliations = vec![party("Harbour Party", None, None)];
    let (schema, mut there): (Value, _) = (serde_json::from_str(json::SCHEMA).unwrap(), BTreeSet::new());
    places(&json::render(&report), "", &mut there);
    let (mut fields, mut needed) = (BTreeSet::new(), BTreeSet::new());
    known(&schema, &schema, "", &mut fields, &mut needed);
    assert_eq!(there.difference(&fields).collect::<Vec<_>>(), Vec::<&String>::new(), "name them in src/report/schema.json");
    assert_eq!(needed.difference(&there).collect::<Vec<_>>(), Vec::<&String>::new(), "fields that the report lacks");
}
