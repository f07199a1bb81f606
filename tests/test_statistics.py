"""Counts, and the passages of an invented letter that a draft leaves out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from beleidsgraaf import statistics, terms
from beleidsgraaf.curation import settle
from beleidsgraaf.evidence import Copies
from beleidsgraaf.query.pool import LocalPool
from beleidsgraaf.statistics import Completeness
from beleidsgraaf.store.counts import Count, count, read, write
from support.engine import run
from test_curation import LETTER, SOURCE, draft


@pytest.fixture
def quads(tmp_path: Path) -> Path:
    document = f"<{terms.thing('document', SOURCE.document)}>"
    identifier = f'{document} <{terms.expand("dcterms:identifier")}> "{SOURCE.document}"'
    lines = [*settle(draft(), SOURCE).serialize(format="nt").splitlines(), f"{identifier} ."]
    path = tmp_path / "data.nq"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_counts_are_by_class_modality_holder_and_section(quads: Path) -> None:
    found = count(ox.parse(path=quads))
    assert Count("class", terms.BG + "Claim", 1) in found
    assert Count("class", terms.BG + "Funding", 1) in found
    assert Count("modality", terms.BG + "modality-fact", 1) in found
    assert Count("section", "kst-99999-3 1", 2) in found
    assert [each.by for each in found] == sorted(each.by for each in found)


def test_counts_are_read_as_they_were_written(quads: Path, tmp_path: Path) -> None:
    write(tmp_path / "counts.json", ox.parse(path=quads))
    assert read(tmp_path / "counts.json") == count(ox.parse(path=quads))


def test_a_passage_without_an_assertion_is_named(quads: Path, tmp_path: Path) -> None:
    shutil.copy(LETTER, tmp_path)

    async def ask(pool: LocalPool) -> tuple[Completeness, ...]:
        return await statistics.completeness(pool, Copies(tmp_path))

    (letter,) = run(quads, ask)
    assert letter.used == 3
    assert letter.passages == letter.used + len(letter.open)
    texts = [passage.text for passage in letter.open]
    assert "Dat onderzoek is nog niet begonnen." in texts
    assert not any("Waterfonds" in text for text in texts)


def test_without_a_copy_nobody_says_what_is_left_out(quads: Path, tmp_path: Path) -> None:
    async def ask(pool: LocalPool) -> tuple[Completeness, ...]:
        return await statistics.completeness(pool, Copies(tmp_path / "none"))

    assert run(quads, ask) == (Completeness("kst-99999-3", None, 3),)
