"""``list``: the filtered lists of the service on the command line, a command for each.

The commands and their options are made from the same declarations as the routes.
"""

from __future__ import annotations

import functools
import inspect
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import typer
from typer.core import TyperGroup

from beleidsgraaf.cli.asking import LanguageOption, Opened, ask

if TYPE_CHECKING:
    from beleidsgraaf.lookup import Filter, Listing, Part
    from beleidsgraaf.records import Language
    from beleidsgraaf.tables import Table

Format = Literal["table", "json", "csv", "xlsx"]

_FormatOption = Annotated[
    Format, typer.Option("--format", help="A table for people, or a form for programs.")
]
_OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="The file to write; a workbook needs one.")
]
_OWN: Final = {
    "context": (typer.Context, inspect.Parameter.empty),
    "language": (LanguageOption, "nl"),
    "format": (_FormatOption, "table"),
    "output": (_OutputOption, None),
}
#: Left out of the table for people; the other forms have every column.
_LONG: Final = frozenset({"passage", "passageState", "publication", "snapshot", "statedOn"})


def add_to(app: typer.Typer) -> None:
    """Put the commands of this module on the application."""
    lists = typer.Typer(cls=_Lists, help="List what the graph holds, filtered.")
    lists.callback(no_args_is_help=True)(_nothing)
    app.add_typer(lists, name="list")


def _nothing() -> None:
    """List what the graph holds, filtered: claims, fundings, steps, documents and more."""


class _Lists(TyperGroup):
    """Makes its commands when one is asked for: other commands start without the engine's types."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - as the base has it
        """Return the names of the lists."""
        return list(_commands())

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """Return the command of a list."""
        return _commands().get(cmd_name)


@functools.cache
def _commands() -> dict[str, Any]:
    from beleidsgraaf.lookup import LISTINGS

    made = {}
    for listing in LISTINGS.values():
        app = typer.Typer(add_completion=False)
        app.command(listing.name, help=_help(listing))(_command(listing))
        made[listing.name] = typer.main.get_command(app)
    return made


def _help(listing: Listing) -> str:
    example = next((each for each in listing.filters if each.example), None)
    shown = f" {_option(example.name)} {example.example}" if example else ""
    return f"{listing.help}\n\nExample: beleidsgraaf list {listing.name}{shown} --format csv"


def _option(name: str) -> str:
    """Return ``--deadline-before`` for ``deadlineBefore``."""
    return "--" + "".join(f"-{sign.lower()}" if sign.isupper() else sign for sign in name)


def _command(listing: Listing) -> Callable[..., None]:
    """Return a function whose signature has an option for each filter of the list."""

    def command(context: typer.Context, language: Language, format: Format, output: Path | None,
                **given: str | Sequence[str] | None) -> None:  # fmt: skip
        filters = {
            name: [values] if isinstance(values, str) else values
            for name, values in given.items()
            if values
        }
        _write(context, listing, filters, language, format, output)

    taken = _OWN | {each.name: (_annotation(each), None) for each in listing.filters}
    command.__annotations__ = {name: kind for name, (kind, _) in taken.items()}
    parameters = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=default)
        for name, (kind, default) in taken.items()
    ]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return command


def _annotation(each: Filter) -> Any:
    if each.repeatable:
        told = typer.Option(_option(each.name), help=f"{each.help} Repeatable.")
        return Annotated[list[str] | None, told]
    return Annotated[str | None, typer.Option(_option(each.name), help=each.help)]


def _write(
    context: typer.Context,
    listing: Listing,
    given: Mapping[str, Sequence[str]],
    language: Language,
    format: Format,
    output: Path | None,
) -> None:
    from beleidsgraaf import tables
    from beleidsgraaf.cli.tables import listed
    from beleidsgraaf.errors import BadParameter, InputError

    if format == "xlsx" and output is None:
        raise BadParameter("A workbook is no text: say where with --output fundings.xlsx.")

    async def question(now: Opened) -> tuple[str, list[Part]]:
        from beleidsgraaf import lookup

        vocabulary = await lookup.Vocabulary.load(now.backend)
        lists = lookup.Lists(now.backend, vocabulary, now.copies)
        return now.snapshot.id, [part async for part in lists.whole(listing, given)]

    snapshot, parts = ask(context, question)
    if format == "table":
        listed(*_shown(tables.Table(listing, language, snapshot), parts))
        return
    body = _encoded(tables.Table(listing, language, snapshot), parts, format)
    if output is None:
        sys.stdout.buffer.write(body)
        return
    try:
        output.write_bytes(body)
    except OSError as error:
        raise InputError(f"{output} cannot be written: {error.strerror}.") from None


def _shown(table: Table, parts: Iterable[Part]) -> tuple[list[str], list[list[str]]]:
    """Return the columns for people: no addresses, and none that is empty throughout."""
    rows = [[str(cell) for cell in row] for part in parts for row in table.rows(part)]
    kept = [
        place
        for place, head in enumerate(table.heads)
        if not head.lower().endswith("iri") and head not in _LONG and any(r[place] for r in rows)
    ]
    return [table.heads[place] for place in kept], [[row[p] for p in kept] for row in rows]


def _encoded(table: Table, parts: Iterable[Part], format: Literal["json", "csv", "xlsx"]) -> bytes:
    if format == "json":
        lines = (_line(item, part) for part in parts for item in part.items)
        return "".join(lines).encode()
    from beleidsgraaf import tables

    with tables.writer(format, table.listing.name, table.heads) as writer:
        for part in parts:
            writer.add(table.rows(part))
        return writer.close()


def _line(item: Any, part: Part) -> str:
    evidence = getattr(item, "evidence", ())
    passages = {each.iri: asdict(part.passages[each.iri]) for each in evidence}
    return json.dumps(asdict(item) | {"passages": passages}, ensure_ascii=False, default=str) + "\n"
