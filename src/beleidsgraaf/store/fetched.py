"""What was fetched, as it came: a publication is asked for once."""

from __future__ import annotations

import json
import os
from pathlib import Path

from beleidsgraaf.store.publication import Publication


class Cache:
    """A folder with each publication in the form in which it came, and its address beside it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, document: str) -> Publication | None:
        """Return a publication that is here whole, ``None`` for any other."""
        try:
            told = json.loads(self._path(document, "json").read_text(encoding="utf-8"))
            content = self._path(document, told["form"]).read_bytes()
            return Publication(document, told["form"], content, told["origin"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, found: Publication) -> None:
        """Write a publication; its record comes last, so a record means that all is here."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._replace(self._path(found.document, found.form), found.content)
        told = {"document": found.document, "form": found.form, "origin": found.origin}
        self._replace(self._path(found.document, "json"), json.dumps(told, indent=2).encode())

    def _path(self, document: str, suffix: str) -> Path:
        return self._folder / f"{document}.{suffix}"

    def _replace(self, path: Path, content: bytes) -> None:
        new = path.with_name(f".{path.name}-{os.getpid()}")
        new.write_bytes(content)
        new.replace(path)
