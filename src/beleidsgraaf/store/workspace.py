"""The folder in which a user's own things live: copies, accepted claims, decisions, snapshots."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from beleidsgraaf.store.packaged import is_checkout


@dataclass(frozen=True, slots=True)
class Workspace:
    """The places under ``home``; none of them need exist until something is written there."""

    home: Path

    @classmethod
    def default(cls, home: Path | None = None) -> Workspace:
        """Return the workspace at ``home``, else that of this checkout, else of this user."""
        if home is not None:
            return cls(home)
        here = Path.cwd()
        return cls(here / ".beleidsgraaf" if is_checkout(here) else _data_folder())

    @property
    def sources(self) -> Path:
        """Copies of documents: ``<document>.txt`` with its ``<document>.json``."""
        return self.home / "sources"

    @property
    def fetched(self) -> Path:
        """Publications as they were fetched."""
        return self.home / "fetched"

    @property
    def letters(self) -> Path:
        """The user's own accepted claims, as Turtle; they never leave the workspace."""
        return self.home / "letters"

    @property
    def decisions(self) -> Path:
        """What a reviewer accepted and rejected."""
        return self.home / "decisions"

    @property
    def snapshots(self) -> Path:
        """One folder for each snapshot, named by its id."""
        return self.home / "snapshots"

    @property
    def current(self) -> Path:
        """A file that holds the id of the snapshot to serve."""
        return self.home / "current"


def _data_folder() -> Path:
    # The XDG rule is two lines; a library for it would add folders of systems we do not serve on.
    given = os.environ.get("XDG_DATA_HOME", "")
    base = Path(given) if given.startswith("/") else Path.home() / ".local" / "share"
    return base / "beleidsgraaf"
