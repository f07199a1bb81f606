"""What a process needs to be safely ended: it dies with its parent and within its limits.

Linux only, and called in the child itself: between ``fork`` and the work, or first thing after
``exec``.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
from pathlib import Path
from typing import Final

_PR_SET_PDEATHSIG: Final = 1
_PAGE: Final = resource.getpagesize()


def die_with(parent: int) -> None:
    """Let the kernel end this process when its parent ends; end it now if that has happened."""
    if ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL) != 0 or os.getppid() != parent:
        os._exit(1)


def address_space() -> int:
    """Return the size of this process's address space in bytes."""
    return int(Path("/proc/self/statm").read_bytes().split()[0]) * _PAGE


def limit_memory(extra: int) -> None:
    """Let this process map ``extra`` bytes above what it has now, and write no core file."""
    _set(resource.RLIMIT_AS, address_space() + extra)
    _set(resource.RLIMIT_CORE, 0)


def forbid_descriptors() -> None:
    """Let this process open nothing any more: no file, no socket; those that are open go on.

    This is what keeps a query from the network should it ever get past the guard.
    """
    _set(resource.RLIMIT_NOFILE, 0)


def offer_to_oom_killer() -> None:
    """Let the kernel end this process first when the machine itself runs out of memory."""
    with contextlib.suppress(OSError):  # some containers keep /proc read-only
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def end(pidfd: int) -> None:
    """Kill the process behind this descriptor; it may have ended already."""
    with contextlib.suppress(ProcessLookupError):
        signal.pidfd_send_signal(pidfd, signal.SIGKILL)


def _set(which: int, value: int) -> None:
    hard = resource.getrlimit(which)[1]
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(which, (value, value))
