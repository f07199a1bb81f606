"""Reads one text in a process of its own, which may be killed and can open nothing.

Started by exec with the id of its parent. Standard input is one JSON object: ``text``,
``document``, ``date`` (ISO 8601 or ""), ``kinds``, ``labels`` (rows, as the gazetteer takes them),
``memory`` (bytes above what it needs itself) and ``seconds`` of processor time. Standard output is
the finds as JSON Lines. It ends with ``NO_MEMORY`` when its memory does not do.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from beleidsgraaf import sandbox
from beleidsgraaf.reader.citations import Own
from beleidsgraaf.reader.finding import finds
from beleidsgraaf.reader.names import Gazetteer, gazetteer

#: The exit status that says so.
NO_MEMORY: Final = 3
_NICE: Final = 10
#: Has what the finders read from files of their own, which cannot be opened later.
_WARM: Final = "Op 3 maart 2020 ging € 2 mln. naar ASML (artikel 3 van de Wet open overheid)."


def main(parent: int) -> int:
    """Read what standard input gives; return the exit status."""
    sandbox.die_with(parent)
    sandbox.offer_to_oom_killer()
    os.nice(_NICE)
    asked = json.load(sys.stdin.buffer)
    names = gazetteer(asked["labels"])
    finds(_WARM, Own(), (), names)
    resource.setrlimit(resource.RLIMIT_CPU, (asked["seconds"], asked["seconds"]))
    sandbox.limit_memory(asked["memory"])
    sandbox.forbid_descriptors()
    try:
        for line in _lines(asked, names):
            sys.stdout.buffer.write(line)
    except MemoryError:
        return NO_MEMORY
    sys.stdout.buffer.flush()
    return 0


def _lines(asked: dict[str, Any], names: Gazetteer) -> Iterator[bytes]:
    issued = date.fromisoformat(asked["date"]) if asked["date"] else None
    own = Own(asked["document"], issued)
    for one in finds(asked["text"], own, asked["kinds"], names):
        yield json.dumps(one, ensure_ascii=False).encode() + b"\n"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
