"""The messages between the pool and a worker: a head in JSON, and the bytes of an answer.

A frame is two lengths (unsigned, big endian, 32 bits), then the head, then the body.
"""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from typing import Any, Final

Head = dict[str, Any]

_LENGTHS: Final = struct.Struct(">II")


def pack(head: Head) -> bytes:
    """Return the frame of a message without a body."""
    encoded = json.dumps(head).encode()
    return _LENGTHS.pack(len(encoded), 0) + encoded


def send(channel: socket.socket, head: Head, body: bytes | memoryview = b"") -> None:
    """Send one frame; the body is not copied."""
    encoded = json.dumps(head).encode()
    channel.sendall(_LENGTHS.pack(len(encoded), len(body)) + encoded)
    channel.sendall(body)


def receive(channel: socket.socket) -> Head | None:
    """Return the head of the next frame, ``None`` when the other side has closed."""
    lengths = _exactly(channel, _LENGTHS.size)
    if lengths is None:
        return None
    encoded = _exactly(channel, _LENGTHS.unpack(lengths)[0])
    return None if encoded is None else json.loads(encoded)


async def read(reader: asyncio.StreamReader) -> tuple[Head, bytes]:
    """Return the head and body of the next frame; raise ``IncompleteReadError`` at the end."""
    head, body = _LENGTHS.unpack(await reader.readexactly(_LENGTHS.size))
    return json.loads(await reader.readexactly(head)), await reader.readexactly(body)


def _exactly(channel: socket.socket, size: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < size:
        part = channel.recv(size - len(parts))
        if not part:
            return None
        parts += part
    return bytes(parts)
