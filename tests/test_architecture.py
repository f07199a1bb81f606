"""The shape of the code: who may import whom, how long a file may be, what has a docstring."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LIBRARY = ROOT / "src" / "beleidsgraaf"
SERVICE = ROOT / "api" / "beleidsgraaf_api"
SOURCES = sorted([*LIBRARY.rglob("*.py"), *SERVICE.rglob("*.py")])
MOST_LINES = 400

#: The rooms from the ground up. A room imports itself and the rooms below it, none beside it.
LEVELS: tuple[frozenset[str], ...] = (
    frozenset({"errors", "settings", "terms"}),
    frozenset({"text", "records"}),
    frozenset({"sandbox"}),
    frozenset({"formats"}),
    frozenset({"reader", "store"}),
    frozenset({"query", "evidence"}),
    frozenset({"lookup", "questions"}),
    frozenset(
        {
            "executables",
            "networks",
            "overview",
            "views",
            "citing",
            "positions",
            "words",
            "tables",
            "drawing",
            "curation",
            "checks",
            "statistics",
            "editions",
            "review",
        }
    ),
    frozenset({"cli"}),
)
LEVEL_OF = {room: number for number, rooms in enumerate(LEVELS) for room in rooms}

#: Rooms of one level that build on each other, each with its reason.
BESIDE = {
    ("settings", "errors"),  # a wrong value is an error
    ("terms", "errors"),  # so is a wrong name
    ("records", "text"),
    ("networks", "positions"),  # a network has positions
    ("overview", "networks"),  # an overview groups what they hold
    ("overview", "positions"),
    ("overview", "drawing"),  # by families that look alike
    ("views", "networks"),  # a view is composed of one
    ("views", "positions"),
    ("words", "networks"),  # a step of a path or network, in words
    ("tables", "words"),  # a table says places in words
    ("drawing", "networks"),  # a drawing shows a network
    ("drawing", "positions"),  # at its positions
    ("drawing", "words"),  # in words
    ("drawing", "tables"),  # and its relations as a table
    ("review", "curation"),  # an accepted find becomes a curated claim
}
#: Rooms that stay apart although their levels would allow it.
APART = {("query", "reader")}


def room_of(path: Path) -> str:
    """Return the room that a file of the library stands in."""
    return path.relative_to(LIBRARY).parts[0].removesuffix(".py")


def imports(tree: ast.AST, package: str) -> Iterator[tuple[int, str]]:
    """Give ``(line, module)`` of every import, wherever it stands in the file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports are written in full"
            yield node.lineno, node.module or ""
            if node.module == package:
                yield from ((node.lineno, f"{package}.{alias.name}") for alias in node.names)


def offence(room: str, module: str) -> str | None:
    """Say what is wrong when ``room`` imports ``module``; ``None`` when it may."""
    parts = module.split(".")
    if parts[0] == "beleidsgraaf_api":
        return "the library never imports the service"
    if parts[0] != "beleidsgraaf" or len(parts) == 1 or parts[1] in (room, "__version__"):
        return None
    target = parts[1]
    if target not in LEVEL_OF:
        return f"{target} has no place in the order of imports"
    if (room, target) in APART:
        return f"{room} and {target} stay apart"
    if LEVEL_OF[target] < LEVEL_OF[room] or (room, target) in BESIDE:
        return None
    return f"{room} may not import {target}"


def label(path: Path) -> str:
    """Return a file's name as a person would say it."""
    return str(path.relative_to(ROOT))


def test_every_room_has_its_place() -> None:
    rooms = {room_of(path) for path in LIBRARY.rglob("*.py")} - {"__init__", "__main__"}
    assert rooms <= set(LEVEL_OF), f"give these a place in LEVELS: {rooms - set(LEVEL_OF)}"


@pytest.mark.parametrize("path", sorted(LIBRARY.rglob("*.py")), ids=label)
def test_imports_go_one_way(path: Path) -> None:
    room = room_of(path)
    if room in ("__init__", "__main__"):
        return
    tree = ast.parse(path.read_text("utf-8"))
    found = [
        f"{label(path)}:{line}: {wrong} ({module})"
        for line, module in imports(tree, "beleidsgraaf")
        if (wrong := offence(room, module))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("room", "module", "allowed"),
    [
        ("query", "beleidsgraaf.store.snapshot", True),
        ("store", "beleidsgraaf.query.pool", False),
        ("query", "beleidsgraaf.reader.layout", False),
        ("reader", "beleidsgraaf.store", False),
        ("errors", "beleidsgraaf.terms", False),
        ("cli", "beleidsgraaf_api.app", False),
        ("cli", "beleidsgraaf.utils", False),
        ("cli", "beleidsgraaf.lookup", True),
    ],
)
def test_the_rule_itself(room: str, module: str, allowed: bool) -> None:
    assert (offence(room, module) is None) is allowed


@pytest.mark.parametrize("path", SOURCES, ids=label)
def test_a_file_is_one_idea(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= MOST_LINES, f"{label(path)} has {lines} lines, at most {MOST_LINES}"
    assert path.stem not in {"util", "utils", "helper", "helpers", "misc", "common"}


@pytest.mark.parametrize("path", SOURCES, ids=label)
def test_public_things_have_a_docstring(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    public = [n for n in tree.body if isinstance(n, kinds) and not n.name.startswith("_")]
    bare = [f"{label(path)}:{n.lineno}: {n.name}" for n in public if not ast.get_docstring(n)]
    if not path.read_text("utf-8").strip():
        bare.append(f"{label(path)} is empty: say what the package is")
    elif not ast.get_docstring(tree):
        bare.append(f"{label(path)}: the module")
    assert not bare, "without docstring:\n" + "\n".join(bare)


@pytest.mark.parametrize("path", SOURCES, ids=label)
def test_nothing_happens_at_import(path: Path) -> None:
    """A call that stands alone at the top of a module acts on whoever imports it."""
    tree = ast.parse(path.read_text("utf-8"))
    acts = [
        f"{label(path)}:{node.lineno}"
        for node in tree.body
        if isinstance(node, (ast.For, ast.While, ast.With))
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call))
    ]
    assert not acts, "\n".join(acts)
