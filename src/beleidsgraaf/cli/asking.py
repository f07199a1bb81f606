"""Opens the current snapshot for one command, and closes it again whatever happens."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
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


EndpointOption = Annotated[
    str,
    typer.Option("--endpoint", help="Ask the SPARQL endpoint that holds the snapshot's graph."),
]


def ask(
    context: typer.Context, question: Callable[[Opened], Awaitable[T]], endpoint: str = ""
) -> T:
    """Return the answer to a question about the current snapshot, asked of an endpoint if given."""
    return asyncio.run(_ask(context, question, {"endpoint": endpoint} if endpoint else {}))


async def _ask(
    context: typer.Context,
    question: Callable[[Opened], Awaitable[T]],
    given: Mapping[str, str],
) -> T:
    from beleidsgraaf import settings
    from beleidsgraaf.evidence import Copies
    from beleidsgraaf.query import engines
    from beleidsgraaf.store import snapshot

    home = workspace(context)
    now, chosen = snapshot.current(home), settings.load(None, query_workers=1, **given)
    engine = await engines.start(now, chosen)
    try:
        return await question(Opened(engine, now, Copies(home.sources), chosen))
    finally:
        await engine.close()
