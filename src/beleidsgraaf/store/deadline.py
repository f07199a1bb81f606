"""An end to a whole exchange, however slowly the other side sends its bytes.

A time-out for each read does not end a server that sends one byte now and then, amid a TLS
handshake or a header; shutting the connection down does.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from types import TracebackType
from typing import Any, Self

from beleidsgraaf.errors import FetchFailed


class Deadline:
    """Shuts every connection that it watches when ``seconds`` are over."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._until = time.monotonic() + seconds
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._shut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        self._timer.join()
        for watched in self._sockets:
            watched.close()

    def watch(self, event: str, info: dict[str, Any]) -> None:
        """Take note of a new connection; a duplicate stays valid when TLS wraps the first."""
        if event == "connection.connect_tcp.complete":
            stream = info["return_value"]
            self._sockets.append(stream.get_extra_info("socket").dup())

    def raise_if_over(self) -> None:
        """Raise :class:`FetchFailed` once the time is over."""
        if time.monotonic() >= self._until:
            raise FetchFailed(f"The publication took longer than {self._seconds:g} seconds.")

    def _shut(self) -> None:
        for watched in list(self._sockets):
            with contextlib.suppress(OSError):
                watched.shutdown(socket.SHUT_RDWR)
