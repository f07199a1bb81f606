"""The project's own files: they name no machine, and what is said twice is the same twice."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

import beleidsgraaf
from beleidsgraaf.settings import SETTINGS

REQUIREMENTS = ("build", "run", "test", "check")
#: An address of a package registry, a local folder of this or another machine, a place of a pin.
FOREIGN = re.compile(
    r"pypi\.org|pythonhosted|registry\.npmjs|deb\.debian\.org|--(?:extra-)?index-url|--find-links"
    r"|(?<![\w.~])/(?:work|root|home|opt)/\w|file:///(?!etc/|tmp/|proc/)\w"
)
ITSELF = "tests/test_project.py"
OWN = {"beleidsgraaf", "beleidsgraaf_api"}


@pytest.fixture(scope="module")
def tracked(root: Path) -> list[Path]:
    """Return every file that is under version control."""
    try:
        listing = subprocess.run(
            ["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs a git checkout")
    return [root / name for name in listing.split("\0") if name and (root / name).is_file()]


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    """Return the project file as data."""
    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))


def test_no_file_names_a_machine(root: Path, tracked: list[Path]) -> None:
    found = []
    for path in tracked:
        name = str(path.relative_to(root))
        if name == ITSELF:
            continue
        try:
            lines = path.read_text("utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        found += [
            f"{name}:{number}: {match[0]}"
            for number, line in enumerate(lines, 1)
            if (match := FOREIGN.search(line))
        ]
    assert not found, "\n".join(found)


def test_no_copy_of_a_letter_is_tracked(root: Path, tracked: list[Path]) -> None:
    names = [str(path.relative_to(root)) for path in tracked]
    assert not [n for n in names if n.startswith("sources/") or n.endswith(".draft.ttl")]


def test_the_version_is_told_once(root: Path, project: dict[str, Any]) -> None:
    assert project["project"]["dynamic"] == ["version"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", beleidsgraaf.__version__)
    assert f"## [{beleidsgraaf.__version__}]" in (root / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_pins_are_exact_and_hashed(root: Path, name: str) -> None:
    text = (root / "requirements" / f"{name}.txt").read_text("utf-8")
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text)
    assert all(re.match(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==\S+", block) for block in blocks)
    assert all("--hash=sha256:" in block for block in blocks)


def test_every_dependency_is_pinned(root: Path, project: dict[str, Any]) -> None:
    def named(requirement: str) -> str:
        return re.split(r"[<>=\[; ]", requirement)[0]

    def pinned(name: str) -> set[str]:
        text = (root / "requirements" / f"{name}.txt").read_text("utf-8")
        return set(re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE))

    groups = project["dependency-groups"]
    own = {key: {named(r) for r in value if isinstance(r, str)} for key, value in groups.items()}
    run = {named(r) for r in project["project"]["dependencies"]}
    assert run <= pinned("run")
    assert own["build"] <= pinned("build")
    assert run | own["build"] | own["test"] <= pinned("test")
    assert run | own["build"] | own["test"] | own["check"] <= pinned("check")
    assert set(groups["build"]) == set(project["build-system"]["requires"])


def test_lists_of_pins_agree(root: Path) -> None:
    seen: dict[tuple[str, str], str] = {}
    for name in REQUIREMENTS:
        text = (root / "requirements" / f"{name}.txt").read_text("utf-8")
        for package, version, marker in re.findall(
            r"^([A-Za-z0-9._-]+)==(\S+)(?: ; (.*?))? \\$", text, re.MULTILINE
        ):
            key = (package, re.sub(r".*(python_full_version [<>=]+ '[\d.]+').*", r"\1", marker))
            if "python_full_version" not in marker:
                key = (package, "")
            assert seen.setdefault(key, version) == version, f"{package} in {name}.txt"


@pytest.mark.parametrize(
    ("script", "made"),
    [("settings_page", "docs/settings.md"), ("context_file", "ontology/context.jsonld")],
)
def test_what_is_generated_is_up_to_date(root: Path, script: str, made: str) -> None:
    command = [sys.executable, str(root / "scripts" / f"{script}.py")]
    fresh = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert (root / made).read_text("utf-8") == fresh, "remedy: make docs"


def test_security_page_names_the_limits_that_hold(root: Path) -> None:
    text = (root / "SECURITY.md").read_text("utf-8")
    for setting in SETTINGS:
        if setting.name.startswith(("query_", "worker_", "answer_", "document_", "fetch_")):
            assert f"`{setting.name}`" in text, f"SECURITY.md does not name {setting.name}"


def test_what_the_code_imports_is_declared(root: Path, project: dict[str, Any]) -> None:
    """A package that comes along with another may leave with it."""
    packages = metadata.packages_distributions()
    lists = [
        project["project"]["dependencies"],
        *project["project"]["optional-dependencies"].values(),
    ]
    asked = [one for requirements in lists for one in requirements]
    declared = {re.split(r"[<>=\[; ]", r)[0] for r in asked}
    missing = {
        f"{name} ({path.relative_to(root)})"
        for folder in ("src", "api/beleidsgraaf_api")
        for path in (root / folder).rglob("*.py")
        for name in imported(path) - sys.stdlib_module_names - OWN
        if not declared & {d.replace("_", "-").lower() for d in packages.get(name, ())}
    }
    assert not missing, f"imported and not declared in pyproject.toml: {sorted(missing)}"


def imported(path: Path) -> set[str]:
    """Return the top-level packages that a file imports when it runs."""
    found = set()
    waiting: list[ast.AST] = [ast.parse(path.read_text("utf-8"))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
        elif not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            waiting += ast.iter_child_nodes(node)
    return {name.split(".")[0] for name in found}
