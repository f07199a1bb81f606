"""The words of the stand-alone page, Dutch and English."""

from __future__ import annotations

from typing import Final

from beleidsgraaf.records import Language

TEXTS: Final[dict[Language, dict[str, str]]] = {
    "nl": {
        "skip": "Naar de tabel",
        "network": "Netwerk; alle relaties staan ook in de tabel eronder",
        "help": "Sleep of gebruik de pijltoetsen om te schuiven, plus en min om te zoomen. "
        "Klik op een lijn of punt voor de bijzonderheden.",
        "details": "Bijzonderheden",
        "choose": "Kies een lijn of een punt in het netwerk, of een rij in de tabel.",
        "legend": "Legenda",
        "table": "Alle relaties",
        "subject": "Van",
        "relation": "Relatie",
        "object": "Naar",
        "modality": "Zekerheid",
        "holder": "Volgens",
        "places": "Plaats",
        "note": "Notitie",
        "passage": "Passage",
        "show": "Toon",
        "publication": "officiële publicatie",
        "no-copy": "Er is geen kopie van het document; de passage staat op de genoemde plaats.",
        "not-found": "De passage is in de kopie niet gevonden.",
        "nearest": "Dit is de passage die er het meest op lijkt.",
        "relations": "relaties",
        "hidden": "waarvan niet getoond",
        "snapshot": "Stand van de graaf",
        "no-script": "Zonder script is er geen tekening; de tabel zegt hetzelfde.",
    },
    "en": {
        "skip": "Skip to the table",
        "network": "Network; all relations are in the table below too",
        "help": "Drag or use the arrow keys to pan, plus and minus to zoom. "
        "Click a line or a point for its details.",
        "details": "Details",
        "choose": "Choose a line or a point in the network, or a row of the table.",
        "legend": "Legend",
        "table": "All relations",
        "subject": "From",
        "relation": "Relation",
        "object": "To",
        "modality": "Certainty",
        "holder": "According to",
        "places": "Place",
        "note": "Note",
        "passage": "Passage",
        "show": "Show",
        "publication": "official publication",
        "no-copy": "There is no copy of the document; the passage stands at the place named.",
        "not-found": "The passage was not found in the copy.",
        "nearest": "This is the passage that comes nearest.",
        "relations": "relations",
        "hidden": "of which not shown",
        "snapshot": "State of the graph",
        "no-script": "Without script there is no drawing; the table says the same.",
    },
}
