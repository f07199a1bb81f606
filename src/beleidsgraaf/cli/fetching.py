"""Fetching many publications: what is here already is not asked again, one failure stops none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from beleidsgraaf.errors import BadParameter, BeleidsgraafError, FetchBusy
from beleidsgraaf.reader.process import ReadingProcess
from beleidsgraaf.store import copies, publication
from beleidsgraaf.store.fetched import Cache
from beleidsgraaf.store.publication import Asking, Publication


@dataclass(frozen=True, slots=True)
class Fetching:
    """Where publications come from and go; ``process`` makes their text."""

    client: Asking
    cache: Cache
    sources: Path
    process: ReadingProcess
    again: bool = False

    def all(
        self, documents: list[str], told: Callable[[str, BeleidsgraafError | None], None]
    ) -> list[BeleidsgraafError]:
        """Fetch each; tell of each; return what went wrong.

        When the other side stays busy the rest is left for another time.
        """
        bad: list[BeleidsgraafError] = []
        for document in documents:
            try:
                self.one(document)
            except BeleidsgraafError as error:
                bad.append(error)
                told(document, error)
                if isinstance(error, FetchBusy):
                    break
            else:
                told(document, None)
        return bad

    def one(self, document: str) -> None:
        """Fetch a publication, unless it is here, and keep a copy of its text."""
        found = None if self.again else self.cache.get(document)
        if found is not None:
            self._copy(found)
            return
        self.cache.keep(publication.fetch(self.client, document, self._copy))

    def _copy(self, found: Publication) -> None:
        text = self.process.extract(found.content, found.document).text
        copies.keep(self.sources, found.document, text, found.origin)


def identifiers(given: list[str], file: Path | None) -> list[str]:
    """Return the identifiers that are given, those of a file with one a line included."""
    found = [*given, *(_lines(file) if file else ())]
    if not found:
        raise BadParameter("Give a publication, such as kst-29826-124, or --ids FILE.")
    return list(dict.fromkeys(found))


def _lines(file: Path) -> Iterator[str]:
    for line in copies.content_of(file, 10_000_000).decode(errors="replace").splitlines():
        if name := line.partition("#")[0].strip():
            yield name
