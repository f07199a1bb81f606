"""Plain text: UTF-8 with or without a mark, or UTF-16 with one; nothing is guessed."""

from __future__ import annotations

import codecs
import re
from itertools import accumulate
from typing import Final

from beleidsgraaf.errors import UnreadableDocument
from beleidsgraaf.formats.extract import Extract

_ENCODINGS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")


def extract(content: bytes, name: str, most_bytes: int) -> Extract:
    """Return a text as it is, by its lines."""
    if len(content) > most_bytes:
        raise UnreadableDocument(f"{name} is larger than {most_bytes} bytes.")
    text = decoded(content, name)
    lines = text.split("\n")
    starts = accumulate((len(line) + 1 for line in lines[:-1]), initial=0)
    return Extract(text, tuple(starts), tuple({"line": n} for n in range(1, len(lines) + 1)))


def decoded(content: bytes, name: str, default: str = "utf-8") -> str:
    """Return the text in these bytes; raise :class:`UnreadableDocument` with the reason."""
    encoding = next((e for mark, e in _ENCODINGS if content.startswith(mark)), default)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        reason = f"byte {error.start + 1} is no {encoding.removesuffix('-sig').upper()}"
        remedy = "save it as UTF-8"
        raise UnreadableDocument(f"{name} cannot be read: {reason}.", remedy=remedy) from None
    except LookupError:
        raise UnreadableDocument(f"{name} is in an encoding that is not known.") from None
    if not text.strip():
        raise UnreadableDocument(f"{name} is empty.")
    if "\x00" in text or len(_CONTROL.findall(text)) > len(text) // 100:
        raise UnreadableDocument(f"{name} is no text but binary.")
    return text
