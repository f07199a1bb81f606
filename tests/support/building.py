"""A build in a process of its own, for tests that end or starve it.

Run as: python -m support.building FOLDER [die-at STAGE | small-files BYTES]
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from pathlib import Path

from beleidsgraaf.errors import BeleidsgraafError
from beleidsgraaf.store import snapshot
from support.store import Curated


def main(folder: str, fault: str = "", value: str = "") -> int:
    small = Curated(Path(folder))
    if fault == "small-files":
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(value), int(value)))

    def progress(stage: str, done: int, total: int) -> None:
        print(stage, done, total, flush=True)
        if (fault, value) == ("die-at", stage):
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        print(snapshot.write(small.workspace, small.files(), progress=progress).id)
    except BeleidsgraafError as error:
        print(error.code, error.detail, sep=": ")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
