"""Reads documents in a process of its own, which may be killed and can open nothing.

Started by exec with the id of its parent. Standard input is a line of JSON (:class:`Setup` of
:mod:`beleidsgraaf.reader.frames`), then requests: a line of JSON, and as many bytes of the document
as it says. Standard output is ``READY``, then for each request a line of JSON and as many bytes of
answer as it says. It ends with its input, and with ``NO_MEMORY`` when its memory does not do.
"""

from __future__ import annotations

import json
import math
import os
import resource
import sys
from dataclasses import asdict
from datetime import date
from typing import BinaryIO, Final

from beleidsgraaf import formats, sandbox
from beleidsgraaf.errors import BeleidsgraafError
from beleidsgraaf.reader.citations import Own
from beleidsgraaf.reader.finding import finds, finds_in
from beleidsgraaf.reader.frames import NO_MEMORY, READY, Answer, Request, Setup, frame
from beleidsgraaf.reader.names import Gazetteer, gazetteer

_NICE: Final = 10
#: Has what the finders read from files of their own, which cannot be opened later.
_WARM: Final = "Op 3 maart 2020 ging € 2 mln. naar ASML (artikel 3 van de Wet open overheid)."


def main(parent: int) -> int:
    """Answer what standard input asks; return the exit status."""
    if sys.platform == "linux":
        sandbox.die_with(parent)
        sandbox.offer_to_oom_killer()
    os.nice(_NICE)
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    setup = Setup(**json.loads(asked.readline()))
    names = gazetteer(setup.labels) if setup.labels is not None else None
    formats.prepare()
    finds(_WARM, Own(), (), names)
    if sys.platform == "linux":
        sandbox.limit_memory(setup.memory)
        sandbox.forbid_descriptors()
    _write(answers, READY)
    try:
        while line := asked.readline():
            request = Request(**json.loads(line))
            _allow(setup.seconds)
            _write(answers, _answer(request, asked.read(request.size), names))
    except MemoryError:
        return NO_MEMORY
    return 0


def _write(answers: BinaryIO, content: bytes) -> None:
    answers.write(content)
    answers.flush()


def _allow(seconds: int) -> None:
    """Let this process use so much processor time from now on."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    until = math.ceil(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, hard))


def _answer(request: Request, content: bytes, names: Gazetteer | None) -> bytes:
    try:
        payload = _payload(request, content, names)
    except BeleidsgraafError as error:
        return frame(Answer(0, type(error).__name__, error.detail, error.remedy))
    return frame(Answer(len(payload)), payload)


def _payload(request: Request, content: bytes, names: Gazetteer | None) -> bytes:
    document = formats.extract(content, request.name, request.most_bytes)
    if not request.find:
        return json.dumps(asdict(document)).encode()
    own = Own(request.document, date.fromisoformat(request.date) if request.date else None)
    found = finds_in(document, own, request.kinds, names)
    return b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in found)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
