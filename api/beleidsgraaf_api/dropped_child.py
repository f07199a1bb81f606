"""Lays one file beside a document; started by exec with the id of its parent.

Standard input is a line of JSON (:class:`Asked`), then the file to the end. Standard output is the
edition as JSON, or with the status ``UNREADABLE`` the reason.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pydantic import TypeAdapter

from beleidsgraaf import editions, formats, sandbox
from beleidsgraaf.editions import Edition
from beleidsgraaf.errors import BeleidsgraafError
from beleidsgraaf.evidence import Copy
from beleidsgraaf.reader.names import Gazetteer, gazetteer
from beleidsgraaf.records import Evidence

UNREADABLE: Final = 3
NO_MEMORY: Final = 4
#: Has what reading needs modules for, which cannot be opened later.
_WARM: Final = (
    "1. Kop\n\nOp 3 maart ging\ngeld naar ASML.\n\nEn meer.\n\f\n- Dit\n- Dat\n\n1 Noot.\n"
)
_NICE: Final = 10
_NAME: Final = "The file"
#: A file that is packed may hold more than it weighs.
_MOST_BYTES: Final = 33_554_432


@dataclass(frozen=True, slots=True)
class Asked:
    """The limits, the names to look for, and the passages of the document."""

    seconds: int
    memory: int
    rows: list[dict[str, str]]
    evidence: tuple[Evidence, ...]


ASKED: Final = TypeAdapter(Asked)
_EDITION: Final = TypeAdapter(Edition)


def main(parent: int) -> int:
    """Answer what standard input asks; return the exit status."""
    if sys.platform == "linux":
        sandbox.die_with(parent)
        sandbox.offer_to_oom_killer()
    os.nice(_NICE)
    asked = ASKED.validate_json(sys.stdin.buffer.readline())
    names = gazetteer(asked.rows)
    formats.prepare()
    _laid(_WARM, asked.evidence[:1], names)
    content = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_CPU, (asked.seconds, asked.seconds))
    if sys.platform == "linux":
        sandbox.limit_memory(asked.memory)
        sandbox.forbid_descriptors()
    try:
        text = formats.extract(content, _NAME, _MOST_BYTES).text
        sys.stdout.buffer.write(_laid(text, asked.evidence, names))
    except BeleidsgraafError as error:
        sys.stdout.buffer.write(error.detail.encode())
        return UNREADABLE
    except MemoryError:
        return NO_MEMORY
    return 0


def _laid(text: str, evidence: Sequence[Evidence], names: Gazetteer) -> bytes:
    made = editions.edition(Copy(text), evidence, editions.mentions(text, names))
    return _EDITION.dump_json(made)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
