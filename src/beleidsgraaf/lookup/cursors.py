"""Cursors: the key of the last item of a page, as it travels in an address.

Keys are made of what the items say and sorted as text, so a cursor goes on at the same place in
any snapshot: what came before it is not shown again, what was added behind it is.
"""

from __future__ import annotations

import base64
import binascii
from typing import Final

from beleidsgraaf.errors import BadParameter

_LONGEST: Final = 2000


def made(name: str, key: str) -> str:
    """Return the cursor of a key in the list with this name."""
    return base64.urlsafe_b64encode(f"{name} {key}".encode()).decode().rstrip("=")


def opened(name: str, cursor: str) -> str:
    """Return the key of a cursor; raise :class:`BadParameter` for one that is not of this list."""
    try:
        padded = cursor[:_LONGEST].encode("ascii") + b"=" * (-len(cursor) % 4)
        of, _, key = base64.b64decode(padded, b"-_", validate=True).decode().partition(" ")
    except (binascii.Error, UnicodeError):
        of = key = ""
    if of != name or not key.replace("\t", "").isprintable():
        raise BadParameter("cursor: take it from `next` of the page before, of the same list.")
    return key
