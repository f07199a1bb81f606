"""Official publications: asked for by identifier, known to be the ones asked for, as they come.

The repository tells over SRU which forms a publication has; the richest that can be read is taken:
markup has notes and tables apart, a PDF may be all there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol
from urllib.parse import urlencode
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from beleidsgraaf.errors import (
    FetchBusy,
    FetchFailed,
    FetchRefused,
    NotPublished,
    UnreadableDocument,
)
from beleidsgraaf.store.copies import is_official
from beleidsgraaf.store.fetch import XML, Fetched

_SRU: Final = "https://repository.overheid.nl/sru"
_GZD: Final = "{http://standaarden.overheid.nl/sru}"
_IDENTIFIER: Final = "{http://purl.org/dc/terms/}identifier"
_RECORD: Final = "{http://docs.oasis-open.org/ns/search-ws/sruResponse}record"
#: What a form may be called, best first, and the media types that it comes as.
_FORMS: Final = {
    "xml": XML,
    "xml-nl": XML,
    "html": frozenset({"text/html", "application/xhtml+xml"}),
    "pdf": frozenset({"application/pdf"}),
}


class Asking(Protocol):
    """Asks for what is at an address, of one of these media types."""

    def get(self, url: str, types: frozenset[str]) -> Fetched:
        """Return what is there; raise ``FetchRefused`` or ``FetchFailed``."""
        ...


@dataclass(frozen=True, slots=True)
class Publication:
    """A document in one of its forms (``xml``, ``html``, ``pdf``), and its address."""

    document: str
    form: str
    content: bytes
    origin: str


def fetch(client: Asking, document: str, accept: Callable[[Publication], object]) -> Publication:
    """Fetch a publication in the best form that ``accept`` takes.

    ``accept`` raises :class:`UnreadableDocument` for what it does not; then the next form is asked.
    Raise ``FetchRefused`` for what is no identifier, else what was wrong with the last form.
    """
    last: FetchFailed | UnreadableDocument | None = None
    for form, address in forms(client, document).items():
        try:
            answer = client.get(address, _FORMS[form])
            found = Publication(document, form, answer.body, answer.url)
            accept(found)
        except FetchBusy:
            raise
        except (FetchFailed, UnreadableDocument) as error:
            last = error
        else:
            return found
    raise last or FetchFailed(f"{document} is published in no form that is read.")


def forms(client: Asking, document: str) -> dict[str, str]:
    """Return the addresses of a publication by its forms, best first."""
    if not is_official(document):
        raise FetchRefused(
            f"{document!r} is no official publication, such as kst-29826-124.",
            remedy="give a file: beleidsgraaf sources add FILE",
        )
    query = f"c.product-area==officielepublicaties AND dt.identifier=={document}"
    asked = {"operation": "searchRetrieve", "version": "2.0", "query": query, "maximumRecords": 5}
    records = _records(client.get(f"{_SRU}?{urlencode(asked)}", XML).body)
    for record in records:
        if document in {(one.text or "").strip() for one in record.iter(_IDENTIFIER)}:
            found = dict(_addresses(record))
            return {form: found[form] for form in _FORMS if form in found}
    raise NotPublished(f"There is no official publication {document}.")


def _records(answer: bytes) -> Iterator[Element]:
    try:
        root: Element = fromstring(answer, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise FetchFailed("The answer is no XML that we read.") from None
    if root.tag != _RECORD.replace("record", "searchRetrieveResponse"):
        raise FetchFailed("The answer is no list of publications but something else.")
    return root.iter(_RECORD)


def _addresses(record: Element) -> Iterator[tuple[str, str]]:
    for item in record.iter(f"{_GZD}itemUrl"):
        address = (item.text or "").strip()
        yield item.get("manifestation", ""), address.replace("http://", "https://", 1)
