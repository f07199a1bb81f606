"""Opens the current snapshot for one command, and closes it again whatever happens."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer

from beleidsgraaf.cli.store import workspace

if TYPE_CHECKING:
    from beleidsgraaf.evidence import Copies
    from beleidsgraaf.query.backend import Backend
    from beleidsgraaf.settings import Settings
    from beleidsgraaf.store.snapshot import Snapshot

T = TypeVar("T")

LanguageOption = Annotated[
    Literal["nl", "en"],
    typer.Option(
        "--language", "-l", envvar="BELEIDSGRAAF_LANGUAGE", help="Language of names and words."
    ),
]


@dataclass(frozen=True, slots=True)
class Opened:
    """A snapshot with a running engine, and the copies of documents that are at hand."""

    backend: Backend
    snapshot: Snapshot
    copies: Copies
    settings: Settings


def ask(context: typer.Context, question: Callable[[Opened], Awaitable[T]]) -> T:
    """Return the answer to a question about the current snapshot."""
    return asyncio.run(_ask(context, question))


async def _ask(context: typer.Context, question: Callable[[Opened], Awaitable[T]]) -> T:
    from beleidsgraaf import settings
    from beleidsgraaf.evidence import Copies
    from beleidsgraaf.query.pool import LocalPool, data_of
    from beleidsgraaf.store import snapshot

    home = workspace(context)
    now, chosen = snapshot.current(home), settings.load(query_workers=1)
    pool = await LocalPool.start(data_of(now, chosen), now.id, chosen)
    try:
        return await question(Opened(pool, now, Copies(home.sources), chosen))
    finally:
        await pool.close()
