"""The files of the whole graph that a snapshot holds ready to be taken away."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, cast

from beleidsgraaf.store import export

FOLDER: Final = "downloads"


@dataclass(frozen=True, slots=True)
class Download:
    """A file: the format as ``export`` names it, the media type inside, and how it is packed."""

    name: str
    format: str
    media_type: str
    packing: str

    @property
    def path(self) -> str:
        """Where the file stands in the folder of a snapshot."""
        return f"{FOLDER}/{self.name}"


DOWNLOADS: Final = (
    Download("beleidsgraaf.ttl.gz", "ttl", "text/turtle", "application/gzip"),
    Download("beleidsgraaf.trig.gz", "trig", "application/trig", "application/gzip"),
    Download("beleidsgraaf.nq.gz", "nq", "application/n-quads", "application/gzip"),
    Download("beleidsgraaf-csv.zip", "csv", "text/csv", "application/zip"),
)


def write(folder: Path, quads: Path) -> None:
    """Write every file under ``folder``, from the sorted N-Quads of the snapshot."""
    (folder / FOLDER).mkdir()
    for each in DOWNLOADS:
        with _packed(folder / each.path, each) as output:
            export.write(quads, each.format, output)


@contextmanager
def _packed(path: Path, download: Download) -> Iterator[IO[bytes]]:
    with path.open("wb") as file:
        if download.packing != "application/gzip":
            yield file
            return
        # without name and time in it, the same content is the same file
        with gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
            yield cast(IO[bytes], packed)
