"""What a snapshot says of itself and holds ready: counts in VoID, files, tables."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import zipfile
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, VOID, Graph, URIRef

from beleidsgraaf import terms
from beleidsgraaf.store import export, snapshot, tables, void
from beleidsgraaf.store.downloads import DOWNLOADS, Download
from beleidsgraaf.store.snapshot import Snapshot
from beleidsgraaf.store.workspace import Workspace
from support.real_workspace import built

DATASET = URIRef(void.DATASET)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return built(tmp_path_factory.mktemp("downloads"))


@pytest.fixture(scope="module")
def made(workspace: Workspace) -> Snapshot:
    return snapshot.current(workspace)


@pytest.fixture(scope="module")
def store(made: Snapshot) -> ox.Store:
    store = ox.Store()
    store.bulk_load(path=made.quads, format=ox.RdfFormat.N_QUADS)
    return store


@pytest.fixture(scope="module")
def described(made: Snapshot) -> Graph:
    return Graph().parse(made.void, format="nt")


def number(store: ox.Store, pattern: str, counted: str = "*") -> int:
    query = f"{terms.sparql_prefixes()} SELECT (COUNT({counted}) AS ?n) {{ {pattern} }}"
    (row,) = store.query(query, use_default_graph_as_union=True)  # type: ignore[misc]
    return int(row["n"].value)


@pytest.mark.parametrize(
    ("property", "pattern", "counted"),
    [
        ("triples", "?s ?p ?o", "*"),
        ("distinctSubjects", "?s ?p ?o", "DISTINCT ?s"),
        ("properties", "?s ?p ?o", "DISTINCT ?p"),
        ("classes", "?s a ?o", "DISTINCT ?o"),
        ("entities", "?s ?p ?o FILTER(STRSTARTS(STR(?s), STR(bgi:)))", "DISTINCT ?s"),
    ],
)
def test_void_counts_as_the_engine_does(
    described: Graph, store: ox.Store, property: str, pattern: str, counted: str
) -> None:
    (found,) = described.objects(DATASET, VOID[property])
    assert int(str(found)) == number(store, pattern, counted)


def test_values_count_as_written(described: Graph, made: Snapshot) -> None:
    """The engine takes 1.0 and 1.00 for one value; as they are published they are two."""
    written = {line.split(b" ", 2)[2].rpartition(b" <")[0] for line in lines(made)}
    (found,) = described.objects(DATASET, VOID.distinctObjects)
    assert int(str(found)) == len(written)


def lines(made: Snapshot) -> list[bytes]:
    return made.quads.read_bytes().splitlines()


def test_each_class_and_property_has_its_partition(described: Graph, store: ox.Store) -> None:
    classes = {
        str(described.value(each, VOID["class"])): int(str(described.value(each, VOID.entities)))
        for each in described.objects(DATASET, VOID.classPartition)
    }
    assert len(classes) == number(store, "?s a ?c", "DISTINCT ?c")
    assert classes[terms.BG + "Claim"] == number(store, "?s a bg:Claim")
    triples = {
        str(described.value(each, VOID.property)): int(str(described.value(each, VOID.triples)))
        for each in described.objects(DATASET, VOID.propertyPartition)
    }
    assert triples[terms.BG + "finances"] == number(store, "?s bg:finances ?o")
    assert sum(triples.values()) == number(store, "?s ?p ?o")


def test_the_named_graphs_make_the_whole(described: Graph, made: Snapshot) -> None:
    graphs = {
        graph: int(str(described.value(URIRef(void.graph_dataset(graph)), VOID.triples)))
        for graph in made.manifest.graphs
    }
    assert graphs == made.manifest.graphs
    assert len(set(described.objects(DATASET, VOID.subset))) == len(graphs)
    assert terms.BG in {str(each) for each in described.objects(DATASET, VOID.vocabulary)}


def test_the_description_is_no_part_of_what_it_counts(store: ox.Store, described: Graph) -> None:
    assert number(store, f"<{DATASET}> ?p ?o") == 0
    assert all(isinstance(each, URIRef) for each in described.subjects())
    assert (DATASET, RDF.type, VOID.Dataset) in described


@pytest.mark.parametrize("download", DOWNLOADS, ids=lambda each: each.format)
def test_a_download_is_what_export_writes(made: Snapshot, download: Download) -> None:
    expected = io.BytesIO()
    export.write(made.quads, download.format, expected)
    found = (made.path / download.path).read_bytes()
    if download.packing == "application/gzip":
        found = gzip.decompress(found)
    assert found == expected.getvalue()


@pytest.mark.parametrize("download", DOWNLOADS[:3], ids=lambda each: each.format)
def test_a_download_holds_the_whole_graph(made: Snapshot, download: Download) -> None:
    text = gzip.decompress((made.path / download.path).read_bytes())
    formats = {**export.WITH_GRAPHS, **export.UNION}
    assert len(set(ox.parse(text, format=formats[download.format]))) == made.manifest.quads


def test_another_build_gives_the_same_bytes(made: Snapshot, tmp_path: Path) -> None:
    again = snapshot.current(built(tmp_path))
    assert again.id == made.id
    for name in (void.NAME, "counts.json", *(each.path for each in DOWNLOADS)):
        digests = {
            hashlib.sha256((one.path / name).read_bytes()).hexdigest() for one in (made, again)
        }
        assert len(digests) == 1, name


@pytest.fixture(scope="module")
def archive(made: Snapshot) -> zipfile.ZipFile:
    return zipfile.ZipFile(made.path / DOWNLOADS[3].path)


def rows(archive: zipfile.ZipFile, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.TextIOWrapper(archive.open(f"{table}.csv"), "utf-8", newline="")))


@pytest.mark.parametrize(
    ("table", "pattern"),
    [
        ("claims", "?s a bg:Claim"),
        ("fundings", "?s a bg:Funding"),
        ("steps", "?s a bg:Step"),
        ("observations", "?s a bg:Observation"),
        ("corrections", "?s a bg:Correction"),
        ("evidence", "?s a oa:SpecificResource"),
        (
            "entities",
            "?s skos:prefLabel ?n FILTER(STRSTARTS(STR(?s), STR(bgi:))) "
            "FILTER NOT EXISTS { ?s bg:modality ?m }",
        ),
    ],
)
def test_a_table_has_a_row_for_each_thing(
    archive: zipfile.ZipFile, store: ox.Store, table: str, pattern: str
) -> None:
    ids = [row["id"] for row in rows(archive, table)]
    assert len(ids) == len(set(ids)) == number(store, pattern, "DISTINCT ?s") > 0


def test_no_column_is_always_empty(archive: zipfile.ZipFile) -> None:
    for table in {column.table for column in tables.columns()}:
        found = rows(archive, table)
        empty = {name for name in found[0] if not any(row[name] for row in found)}
        assert empty <= {"fulfilled_by"}, table


def test_an_amount_stands_beside_its_basis(archive: zipfile.ZipFile) -> None:
    amounts = [row for row in rows(archive, "fundings") if row["amount"]]
    assert amounts
    for row in amounts:
        assert float(row["amount"]) > 0
        assert row["unit"].startswith("bg:unit-")
        assert row["budget_basis"].startswith("bg:basis-")


def test_every_column_is_described_in_both_languages(archive: zipfile.ZipFile) -> None:
    metadata = json.loads(archive.read("csv-metadata.json"))
    for table in metadata["tables"]:
        header = archive.read(table["url"]).decode("utf-8").splitlines()[0].split(",")
        given = table["tableSchema"]["columns"]
        assert [column["name"] for column in given] == header
        for column in given:
            texts = {each["@language"]: each["@value"] for each in column["dc:description"]}
            assert set(texts) == {"nl", "en"}
            assert all(texts.values())
