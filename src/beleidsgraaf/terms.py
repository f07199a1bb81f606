"""The only place that makes, checks, expands or shortens an IRI.

Names: DESIGN "Names". Ontology terms hang under :data:`BG`, things under :data:`ID` as
``{kind}/{slug}``, named graphs under :data:`GRAPH`.
"""

from __future__ import annotations

import re
from typing import Final

from beleidsgraaf.errors import BadParameter

BASE: Final = "https://w3id.org/beleidsgraaf/"
BG: Final = BASE + "def#"
ID: Final = BASE + "id/"
GRAPH: Final = BASE + "graph/"

PREFIXES: Final[dict[str, str]] = {
    "bg": BG,
    "bgi": ID,
    "bgg": GRAPH,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

KINDS: Final = (
    "actor", "frame", "instrument", "funding", "technology", "sector", "theme", "problem", "goal",
    "measure", "evaluation", "place", "cluster", "event", "document", "dossier", "post", "step",
    "observation", "claim",
)  # fmt: skip

_SLUG: Final = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*(?:/e[0-9]{1,4})?")
_LOCAL: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*")


def thing(kind: str, slug: str) -> str:
    """Return the IRI of a thing; raise :class:`BadParameter` for another kind or a bad slug."""
    if kind not in KINDS or not _SLUG.fullmatch(slug):
        raise BadParameter("No such kind of thing, or a name with other signs than a-z, 0-9 and -.")
    return f"{ID}{kind}/{slug}"


def split_thing(iri: str) -> tuple[str, str] | None:
    """Return ``(kind, slug)`` of one of our things, ``None`` for any other IRI."""
    if not iri.startswith(ID):
        return None
    kind, _, slug = iri[len(ID) :].partition("/")
    return (kind, slug) if kind in KINDS and _SLUG.fullmatch(slug) else None


def letter_graph(document: str) -> str:
    """Return the graph that holds what the document with this identifier asserts."""
    if not _SLUG.fullmatch(document):
        raise BadParameter("A document identifier has only letters, digits and hyphens.")
    return f"{GRAPH}letter/{document}"


def shorten(iri: str) -> str:
    """Return ``prefix:name`` where a prefix fits, else the IRI as it is."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def expand(name: str) -> str:
    """Return the IRI of ``prefix:name``; raise :class:`BadParameter` for an unknown prefix."""
    prefix, colon, local = name.partition(":")
    if not colon or prefix not in PREFIXES:
        raise BadParameter(f"Unknown prefix; known are {', '.join(sorted(PREFIXES))}.")
    return PREFIXES[prefix] + local


def is_local_name(name: str) -> bool:
    """Say whether this is the local name of an ontology term, such as ``finances``."""
    return bool(_LOCAL.fullmatch(name))


def sparql_prefixes() -> str:
    """Return the ``PREFIX`` lines that the service's own queries start with."""
    return "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
