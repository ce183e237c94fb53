"""Opens every file of a report with the programs that people use; fails where one cannot be read or two of them disagree."""

import copy
import csv
import datetime
import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import duckdb
import jsonschema
import networkx
import pandas
import pyarrow.parquet

OUT = Path(sys.argv[1])
TABLES = ["actors", "positions", "sayings", "statements"]
# What CSV has between the parts of a list, where that is not a semicolon.
JOINTS = {"source": " ... ", "cue": " ... ", "content": " ... "}
THIN = ["too few", "unsure"]


def read_csv(name):
    return pandas.read_csv(OUT / name, dtype=str, keep_default_na=False, na_filter=False)


def same(cell, text):
    """Whether a cell of CSV holds the text, which has an apostrophe before it where a spreadsheet would compute it."""
    return cell in (text, f"'{text}")


def as_cell(value, column):
    """What CSV has for a value of Parquet."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list):
        if not value:
            return ""
        return json.dumps(value) if re.search("_(span|chars)s?$", column) else JOINTS.get(column, "; ").join(value)
    return str(value)


def check_tables():
    for name in TABLES:
        table = pyarrow.parquet.read_table(OUT / f"{name}.parquet")
        cells, rows = read_csv(f"{name}.csv"), table.to_pylist()
        assert list(cells.columns) == table.column_names and len(cells) == len(rows) > 0, name
        for row, (_, line) in zip(rows, cells.iterrows(), strict=True):
            for column in table.column_names:
                assert same(line[column], as_cell(row[column], column)), (name, column, line[column], row[column])
        frame = pandas.read_parquet(OUT / f"{name}.parquet")
        assert len(frame) == len(rows)
        for form in ["csv", "parquet"]:
            counted = duckdb.sql(f"select count(*), count(distinct actor_no) from '{OUT}/{name}.{form}'").fetchall()[0]
            assert counted == (len(rows), frame["actor_no"].nunique()), (name, form, counted)
        print(f"{name}: {len(rows)} rows, {len(table.column_names)} columns, the same in CSV and Parquet, by pandas and DuckDB")
    types = dict(duckdb.sql(f"select column_name, column_type from (describe '{OUT}/statements.parquet')").fetchall())
    assert [types[name] for name in ["date", "counted", "confidence", "source", "sentence_span", "cue_spans"]] == [
        "DATE", "BOOLEAN", "DOUBLE", "VARCHAR[]", "UBIGINT[]", "UBIGINT[][]"], types  # fmt: skip


def check_sayings():
    """Positions are the sums of their sayings, and statements belong to sayings that are there."""
    lost = duckdb.sql(
        f"""select count(*) from '{OUT}/statements.parquet' statement
        anti join '{OUT}/sayings.parquet' saying using (actor_no, issue, saying_no) where statement.counted"""
    ).fetchall()[0]
    assert lost == (0,), lost
    wrong = duckdb.sql(
        f"""select * from (
            select actor_no, issue, count(*) filter (not unsure and stance = 'supportive') as s, count(*) filter (not unsure and stance = 'cautious') as c,
                count(*) filter (not unsure and stance = 'opposed') as o, count(*) filter (unsure) as u, avg(net) filter (not unsure) as mean
            from '{OUT}/sayings.parquet' group by all)
        join '{OUT}/positions.parquet' using (actor_no, issue)
        where (s, c, o, u) != (supportive, cautious, opposed, n_unsure) or abs(mean - net) > 0.0001"""
    ).fetchall()
    assert wrong == [], wrong


def check_json():
    report = json.loads((OUT / "report.json").read_text())
    schema = json.loads((OUT / "report.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    faults = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(report)]
    assert not faults, faults[:5]
    at = next(at for at, actor in enumerate(report["actors"]) if actor["positions"][0]["sayings"])
    damages = {
        "a missing field": lambda position: position.pop("net"),
        "an unknown field": lambda position: position.update(rank=1),
        "a word that is no stance": lambda position: position.update(stance="neutral"),
        "a net beyond 1": lambda position: position.update(net=1.5),
        "an interval of three": lambda position: position.update(interval=[0, 0, 0]),
        "a date that is none": lambda position: position["sayings"][0].update(date="3 March 2025"),
        "a saying without outlets": lambda position: position["sayings"][0].pop("outlets"),
        "a span of one": lambda position: position["evidence"][0]["sentence"].update(span=[3]),
    }
    for name, damage in damages.items():
        damaged = copy.deepcopy(report)
        damage(damaged["actors"][at]["positions"][0])
        assert not validator.is_valid(damaged), f"the schema takes {name}"
    print(f"report.json: valid; {len(damages)} damaged ones are not")
    return report


def told(report):
    """The positions with a stance that a table shows, by actor and issue."""
    found = {}
    for number, actor in enumerate(report["actors"], start=1):
        for position in actor["positions"]:
            if position["shown"] and position["stance"] not in THIN:
                found[number, position["issue"]] = position
    return found


def check_networks(report):
    positions = told(report)
    for name in ["positions", "agreement"]:
        gexf, graphml = networkx.read_gexf(OUT / f"networks/{name}.gexf"), networkx.read_graphml(OUT / f"networks/{name}.graphml")
        assert dict(gexf.nodes(data=True)) == dict(graphml.nodes(data=True)), name
        edges = [{frozenset(edge[:2]): edge[2] for edge in graph.edges(data=True)} for graph in (gexf, graphml)]
        assert edges[0] == edges[1], name
        for edge in edges[0].values():
            assert edge["weight"] == max(abs(edge["net"]), 0.0001), edge
            assert edge["sign"] == ("+" if edge["net"] > 0 else "-" if edge["net"] < 0 else "0"), edge
        print(f"networks/{name}: {gexf.number_of_nodes()} nodes, {gexf.number_of_edges()} edges, the same in GEXF and GraphML, by networkx")
    graph = networkx.read_gexf(OUT / "networks/positions.gexf")
    sides = [{node for node, side in graph.nodes(data="bipartite") if side == which} for which in (0, 1)]
    assert networkx.bipartite.is_bipartite_node_set(graph, sides[0]) and graph.number_of_edges() == len(positions) > 0
    for actor, issue, edge in ((*sorted(edge[:2]), edge[2]) for edge in graph.edges(data=True)):
        position = positions[graph.nodes[actor]["actor_no"], graph.nodes[issue]["issue"]]
        assert (edge["net"], edge["stance"], edge["n_sayings"]) == (position["net"], position["stance"], position["n_sayings"])
        assert [edge["low"], edge["high"]] == position["interval"]
    graph = networkx.read_gexf(OUT / "networks/agreement.gexf")
    for one, other, edge in graph.edges(data=True):
        views = [
            {issue: position["stance"] for (number, issue), position in positions.items() if f"a{number}" == node} for node in (one, other)
        ]
        poles = {issue for issue in views[0].keys() & views[1].keys() if {views[0][issue], views[1][issue]} <= {"supportive", "opposed"}}
        agreed = sum(views[0][issue] == views[1][issue] for issue in poles)
        assert (edge["n_agreed"], edge["n_disagreed"]) == (agreed, len(poles) - agreed) and edge["net"] == 2 * agreed - len(poles), edge


def check_drawings():
    drawings = sorted((OUT / "charts").glob("*.svg"))
    assert (OUT / "charts/matrix.svg") in drawings and any(path.name.startswith("issue-") for path in drawings)
    for path in drawings:
        root = ElementTree.parse(path).getroot()
        tags = {element.tag.split("}")[1] for element in root.iter()}
        assert {"title", "desc", "text"} <= tags and not tags & {"script", "image", "foreignObject", "a"}, (path, tags)
        width = float(root.get("width"))
        assert all(0 <= float(text.get("x", 0)) <= width for text in root.iter("{http://www.w3.org/2000/svg}text")), path
    print(f"charts: {len(drawings)} drawings")


def check_dna():
    with open(OUT / "dna/documents.csv", newline="", encoding="utf-8") as file:
        documents = {row["document"]: row for row in csv.DictReader(file)}
    with open(OUT / "dna/statements.csv", newline="", encoding="utf-8") as file:
        statements = list(csv.DictReader(file))
    assert statements and {row["document"] for row in statements} == set(documents)
    counts = {}
    for row in statements:
        units = documents[row["document"]]["text"].encode("utf-16-le")
        words = units[2 * int(row["start"]) : 2 * int(row["stop"])].decode("utf-16-le")
        assert same(row["text"].replace("\r\n", "\n"), words) and (row["person"] or row["organization"]), (row, words)
        key = (int(row["actor_no"]), row["concept"], row["agreement"])
        counts[key] = counts.get(key, 0) + 1
    positions = pandas.read_parquet(OUT / "positions.parquet").query("kind != 'unknown'")
    for _, position in positions.iterrows():
        for agreement, word in [("1", "supportive"), ("0", "opposed")]:
            assert counts.get((position.actor_no, position.issue, agreement), 0) == position[word], position
    script = (OUT / "dna/import.R").read_text()
    assert "dna_addDocuments(" in script and "dna_addStatement(" in script
    print(f"dna: {len(documents)} documents, {len(statements)} statements, each at its words")


check_tables()
check_sayings()
check_networks(check_json())
check_drawings()
check_dna()
