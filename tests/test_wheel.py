"""The wheel alone, in a new environment and an empty directory: it builds, answers and serves."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
import venv
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

import beleidsgraaf

pytestmark = pytest.mark.slow

ACTORS = "PREFIX bg: <https://w3id.org/beleidsgraaf/def#> SELECT ?x { ?x a bg:Actor }"
LICENCES_OF_PAGES = "beleidsgraaf_api/static/licences.txt"
TABLES_OF_THE_READER = ("names/known.tsv", "citations/laws.tsv")
OWN_SUFFIXES = {
    ".py",
    ".toml",
    ".tsv",
    ".txt",
    ".typed",
    ".rq",
    ".ttl",
    ".md",
    ".html",
    ".js",
    ".css",
    ".json",
    ".jsonld",
}


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    given: str = "",
) -> str:
    """Run a command that must succeed and return what it said; a failure tells all it said."""
    done = subprocess.run(
        command, cwd=cwd, env=env, input=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the wheel and the source distribution, made without isolation."""
    folder = tmp_path_factory.mktemp("dist")
    run([sys.executable, "-m", "hatchling", "build", "-d", folder], cwd=root)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    """Return the wheel."""
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    """Return the names of the files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def program(root: Path, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the command in a new environment that holds the pinned packages and the wheel."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=True, symlinks=True)
    pip: list[str | Path] = [home / "bin" / "python", "-m", "pip", "install", "--quiet"]
    pip.append("--disable-pip-version-check")
    run([*pip, "--require-hashes", "-r", root / "requirements" / "run.txt"])
    run([*pip, "--no-deps", "--no-index", wheel])
    run([home / "bin" / "python", "-m", "pip", "check"])
    return home / "bin" / "beleidsgraaf"


@pytest.fixture(scope="module")
def empty(program: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a directory that was empty before the first snapshot was built in it."""
    folder = tmp_path_factory.mktemp("empty")
    run([program, "build"], cwd=folder, env=surroundings(folder))
    return folder


def surroundings(home: Path) -> dict[str, str]:
    """Return an environment that knows nothing of the checkout."""
    return {"PATH": "/usr/bin:/bin", "HOME": str(home), "LC_ALL": "C.UTF-8"}


def test_holds_ontology_graph_and_pages(root: Path, names: set[str]) -> None:
    for folder in ("ontology", "graph"):
        every = [*(root / folder).rglob("*.ttl"), *(root / folder).rglob("*.rq")]
        files = {p.relative_to(root) for p in every if not p.name.endswith(".draft.ttl")}
        assert {f"beleidsgraaf/data/{name}" for name in files} <= names
        assert files
    data = {
        p.relative_to(root / "src") for s in ("rq", "tsv") for p in (root / "src").rglob(f"*.{s}")
    }
    assert {str(name) for name in data} <= names
    assert {f"beleidsgraaf/reader/{name}" for name in TABLES_OF_THE_READER} <= names
    manifest = root / "api" / "beleidsgraaf_api" / "static" / "manifest.json"
    pages = json.loads(manifest.read_text("utf-8"))["files"].values()
    assert {f"beleidsgraaf_api/static/{name}" for name in pages} <= names
    assert any(name.startswith("beleidsgraaf_api/templates/") for name in names)
    assert {LICENCES_OF_PAGES, "beleidsgraaf/py.typed"} <= names


def test_holds_nothing_else(names: set[str]) -> None:
    assert not [n for n in names if re.search(r"node_modules|(^|/)(web|tests?)/|\.ts$|\.map$", n)]
    own = [
        n for n in names if ".dist-info/" not in n and n != "beleidsgraaf_api/static/licences.txt"
    ]
    assert not [n for n in own if Path(n).suffix not in OWN_SUFFIXES]
    assert {n.split("/")[0].split("-")[0] for n in names} == {"beleidsgraaf", "beleidsgraaf_api"}


def test_names_version_and_licences(wheel: Path, names: set[str]) -> None:
    assert wheel.name == f"beleidsgraaf-{beleidsgraaf.__version__}-py3-none-any.whl"
    licences = {n.rsplit("/", 1)[1] for n in names if ".dist-info/licenses/" in n}
    assert licences == {"LICENSE", "CC0-1.0.txt"}


def test_source_distribution_makes_the_same_wheel(
    built: Path, names: set[str], tmp_path: Path
) -> None:
    (path,) = built.glob("*.tar.gz")
    run(["tar", "-xf", path, "-C", tmp_path])  # tarfile's safe filter is not in every 3.11
    (folder,) = tmp_path.iterdir()
    assert not (folder / "tests").exists()
    assert not (folder / "api" / "web" / "node_modules").exists()
    (folder / "graph" / "letters" / "kst-1.draft.ttl").write_text("# quotes the letter\n", "utf-8")
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "made"], cwd=folder)
    (again,) = (folder / "made").glob("*.whl")
    with zipfile.ZipFile(again) as archive_again:
        assert set(archive_again.namelist()) == names


def test_says_its_version(program: Path, tmp_path: Path) -> None:
    said = run([program, "--version"], cwd=tmp_path, env=surroundings(tmp_path))
    assert said == f"beleidsgraaf {beleidsgraaf.__version__}\n"


def test_builds_and_answers_from_an_empty_directory(program: Path, empty: Path) -> None:
    command = (program, "query", "-", "--format", "json")
    said = run(command, cwd=empty, env=surroundings(empty), given=ACTORS)
    bindings = json.loads(said)["results"]["bindings"]
    assert "https://w3id.org/beleidsgraaf/id/actor/asml" in {b["x"]["value"] for b in bindings}


def test_serves_from_an_empty_directory(program: Path, empty: Path, free_port: int) -> None:
    with serving(program, empty, free_port) as address:
        assert get(f"{address}/healthz")
        page = get(f"{address}/").decode()
        script = re.search(r'src="(/static/[^"]+\.js)"', page)
        assert script, page
        assert get(address + script[1])


@contextmanager
def serving(program: Path, folder: Path, port: int) -> Iterator[str]:
    """Run the service on loopback until the block ends; give its address once it answers."""
    address = f"http://127.0.0.1:{port}"
    with (folder / "serve.log").open("w") as log:
        command = (program, "serve", "--host", "127.0.0.1", "--port", str(port))
        service = subprocess.Popen(
            command, cwd=folder, env=surroundings(folder), stdout=log, stderr=log
        )
        try:
            wait_for(f"{address}/readyz", service, folder / "serve.log")
            yield address
        finally:
            service.terminate()
            service.wait(timeout=15)
    assert service.returncode in (0, -15)


def wait_for(address: str, service: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the address answers with success; fail with the service's own words."""
    end = time.monotonic() + 30
    while time.monotonic() < end and service.poll() is None:
        try:
            get(address)
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the service did not become ready: {log.read_text()}")


def get(address: str) -> bytes:
    """Return what the address answers; no proxy stands between."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(address, timeout=10) as answer:
        body: bytes = answer.read()
        return body
