"""Places and steps in words, Dutch and English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from beleidsgraaf.lookup import Vocabulary
from beleidsgraaf.networks import CERTAINTY, Walked
from beleidsgraaf.records import Language, Place, Relation

_PLACE: Final[dict[Language, dict[str, str]]] = {
    "nl": {
        "section": "paragraaf {}", "annex": "bijlage {}", "heading": "onder “{}”",
        "paragraph": "alinea {}", "page": "pagina {}", "footnote": "voetnoot {}",
        "record": "gegevens van de publicatie", "as sent": " van de brief zoals verzonden",
    },
    "en": {
        "section": "section {}", "annex": "annex {}", "heading": "under “{}”",
        "paragraph": "paragraph {}", "page": "page {}", "footnote": "footnote {}",
        "record": "publication record", "as sent": " of the letter as sent",
    },
}  # fmt: skip
_ANNEX: Final = "bijlage "


def place(where: Place, language: Language, *, full: bool = False) -> str:
    """Return "paragraaf 6, alinea 5, pagina 28"; ``full`` says that the page is of the letter as
    sent, which printed copies number otherwise.
    """
    words = _PLACE[language]
    parts = []
    if where.section.lower().startswith(_ANNEX):
        parts.append(words["annex"].format(where.section[len(_ANNEX) :]))
    elif where.section:
        parts.append(words["section"].format(where.section))
    if where.heading:
        parts.append(words["heading"].format(where.heading))
    for name in ("paragraph", "page", "footnote"):
        if (number := getattr(where, name)) is not None:
            parts.append(words[name].format(number))
            if full and name == "page":
                parts[-1] += words["as sent"]
    return ", ".join(parts) or words["record"]


def relation(stated: Relation, vocabulary: Vocabulary, language: Language) -> str:
    """Return "ASML is actief in halfgeleiderindustrie"."""
    predicate = vocabulary.predicate(stated.predicate).in_language(language)
    subject = stated.subject.name.in_language(language)
    return f"{subject} {predicate} {stated.object.name.in_language(language)}"


def step(walked: Walked, vocabulary: Vocabulary, language: Language) -> str:
    """Return a step as it is walked: against its direction it reads by the inverse name."""
    predicate = vocabulary.predicate(walked.relation.predicate, walked.direction).in_language(
        language
    )
    start, end = walked.start.name, walked.end.name
    return f"{start.in_language(language)} {predicate} {end.in_language(language)}"


def modality(code: str, vocabulary: Vocabulary, language: Language) -> str:
    """Return the name of a modality, its code where the ontology has no name."""
    name = vocabulary.modalities().get(code)
    return name.in_language(language) if name else code


def path(steps: Sequence[Walked], vocabulary: Vocabulary, language: Language) -> str:
    """Return a path as one text, each step with its modality."""
    return "; ".join(
        f"{step(each, vocabulary, language)} "
        f"({modality(each.relation.modality, vocabulary, language)})"
        for each in steps
    )


def certainty(code: str) -> tuple[int, str]:
    """Return a key that sorts modalities from the surest to the least sure."""
    return (CERTAINTY.index(code) if code in CERTAINTY else len(CERTAINTY), code)
