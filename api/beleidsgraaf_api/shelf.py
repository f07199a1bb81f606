"""The documents as the reading view shows them: each is made once for each state of its copy."""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter, OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from beleidsgraaf import editions, lookup
from beleidsgraaf.editions import Edition
from beleidsgraaf.evidence import Copy
from beleidsgraaf.lookup import Source
from beleidsgraaf.lookup.things import described
from beleidsgraaf.reader.names import gazetteer
from beleidsgraaf.records import Evidence, Thing
from beleidsgraaf.store import labels
from beleidsgraaf.store.files import GraphFiles
from beleidsgraaf_api.dropped import Dropped
from beleidsgraaf_api.rendering import anchor
from beleidsgraaf_api.service import Served, Service

_MOST: Final = 8


@dataclass(frozen=True, slots=True)
class Volume:
    """A document with what stands in it.

    ``counts`` holds how many assertions rest on each passage, by its anchor, ``stated`` how many on
    each section; ``names`` the things that its words name.
    """

    source: Source
    copied: bool
    edition: Edition
    counts: Mapping[str, int]
    stated: Mapping[str, int]
    names: Mapping[str, Thing]

    @property
    def found(self) -> int:
        """How many of its passages the copy holds."""
        return len(self.counts) - len({*map(anchor, self.edition.missing)})


class Shelf:
    """Keeps the last few volumes; who asks for one that is being made waits for it."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._dropped = Dropped(service.settings)
        self._kept: OrderedDict[tuple[str, str, str], asyncio.Task[Volume]] = OrderedDict()
        self._labels: dict[str, asyncio.Task[list[labels.Row]]] = {}

    async def volume(self, now: Served, source: Source) -> Volume:
        """Return a document of the snapshot as it can be read here."""
        slug = source.document.slug
        copy = await asyncio.to_thread(self._service.copies.copy, slug)
        digest = hashlib.sha256(copy.text.encode()).hexdigest() if copy else ""
        key = (now.snapshot_id, slug, digest)
        task = self._kept.get(key)
        if task is None or (task.done() and (task.cancelled() or task.exception())):
            task = asyncio.create_task(self._made(now, source, copy))
            self._kept[key] = task
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return await asyncio.shield(task)

    async def of_file(self, now: Served, source: Source, content: bytes) -> Volume:
        """Return a document as a file of a visitor has it; nothing of the file is kept."""
        found = await lookup.evidence_in(now.backend, source.document.iri)
        rows = await self._rows(now)
        edition = await self._dropped.edition(content, _every(found), rows)
        return await _volume(now, source, edition, found, copied=True)

    async def _made(self, now: Served, source: Source, copy: Copy | None) -> Volume:
        found = await lookup.evidence_in(now.backend, source.document.iri)
        if copy is None:
            edition = editions.outline(_every(found))
        else:
            rows = await self._rows(now)
            edition = await self._service.lane.run(_edition, copy, _every(found), rows)
        return await _volume(now, source, edition, found, copied=copy is not None)

    async def _rows(self, now: Served) -> list[labels.Row]:
        task = self._labels.get(now.snapshot_id)
        if task is None or (task.done() and (task.cancelled() or task.exception())):
            workspace = self._service.workspace
            collected = asyncio.to_thread(lambda: labels.rows(GraphFiles.collect(workspace)))
            task = asyncio.create_task(collected)
            self._labels = {now.snapshot_id: task}
        return await asyncio.shield(task)


def _every(found: Mapping[str, tuple[Evidence, ...]]) -> list[Evidence]:
    return [each for given in found.values() for each in given]


def _edition(copy: Copy, evidence: list[Evidence], rows: list[labels.Row]) -> Edition:
    return editions.edition(copy, evidence, editions.mentions(copy.text, gazetteer(rows)))


async def _volume(
    now: Served,
    source: Source,
    edition: Edition,
    found: Mapping[str, tuple[Evidence, ...]],
    *,
    copied: bool,
) -> Volume:
    passages = [[each for each in given if each.digest] for given in found.values()]
    stated = Counter(s for given in passages for s in {each.place.section for each in given})
    counts = Counter(place for given in passages for place in {*map(anchor, given)})
    names = await described(now.backend, edition.named())
    return Volume(source, copied, edition, counts, stated, names)
