"""What is no letter, or a trap: a typed error for that document, and nothing else harmed."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from beleidsgraaf import settings
from beleidsgraaf.errors import BeleidsgraafError
from beleidsgraaf.reader.process import Asked, ReadingProcess
from support.bad_documents import RECIPES

SECONDS = 4.0
LIMITS = settings.load({}, reading_seconds=SECONDS, reading_memory=268_435_456)
ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "bad-documents.tsv").read_text().splitlines()
]
GOOD = b"De bijdrage is 20 miljoen euro."


@pytest.fixture(scope="module")
def process() -> Iterator[ReadingProcess]:
    with ReadingProcess(LIMITS) as process:
        yield process


@pytest.fixture(scope="module")
def canary() -> Iterator[socket.socket]:
    """Listen where the traps would ask; nobody may come."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.setblocking(False)
        yield listener


@pytest.mark.parametrize(("row", "name", "expected"), ROWS, ids=[row[1] for row in ROWS])
def test_a_bad_document_is_a_typed_error_and_harms_nothing(
    process: ReadingProcess, canary: socket.socket, row: str, name: str, expected: str
) -> None:
    assert row.startswith("I")
    address = f"127.0.0.1:{canary.getsockname()[1]}"
    content = RECIPES[name]().replace(b"CANARY", address.encode())
    start = time.monotonic()
    try:
        process.finds(content, "brief", Asked())
        found = "read"
    except BeleidsgraafError as error:
        found = type(error).__name__
        assert not {"/", "Traceback"} & set(error.detail.split())
    assert found in expected.split()
    assert time.monotonic() - start < SECONDS + 3
    assert b"20000000" in process.finds(GOOD, "goed", Asked())
    with pytest.raises(BlockingIOError):
        canary.accept()


def test_every_recipe_has_its_row() -> None:
    assert {row[1] for row in ROWS} == RECIPES.keys()
