"""What the reading view says of itself, in Dutch and English."""

from __future__ import annotations

from typing import Final

#: key -> Dutch, English
TEXTS: Final[dict[str, tuple[str, str]]] = {
    "documents.title": ("Documenten", "Documents"),
    "documents.lead": (
        "Brieven die gelezen zijn, met hun beweringen; daaronder waarnaar zij verwijzen.",
        "Letters that were read, with what they state; below them the documents that they cite.",
    ),
    "documents.read": ("Gelezen", "Read"),
    "documents.none": ("Er is nog geen document gelezen.", "No document has been read yet."),
    "documents.cited": ("Waarnaar verwezen wordt", "Cited"),
    "documents.more": ("Verder", "More"),
    "documents.assertions": ("{n} beweringen", "{n} assertions"),
    "documents.assertions.one": ("1 bewering", "1 assertion"),
    "document.about": ("Gegevens en relaties van dit document",
                       "Particulars and relations of this document"),
    "document.sections": ("Paragrafen", "Sections"),
    "document.before": ("Vóór de eerste paragraaf", "Before the first section"),
    "document.notes": ("Voetnoten", "Footnotes"),
    "document.note": ("Voetnoot {n}", "Footnote {n}"),
    "document.back": ("Terug naar de tekst bij voetnoot {n}", "Back to the text at footnote {n}"),
    "document.reading": (
        "Onderstreepte zinnen dragen beweringen: kies het getal erachter. Stippellijntjes zijn "
        "namen uit de graaf.",
        "Underlined sentences bear assertions: choose the number behind them. Dotted lines are "
        "names of the graph.",
    ),
    "document.nearest": ("Deze kopie wijkt hier iets af van het document.",
                         "This copy differs a little from the document here."),
    "document.missing": ("Niet gevonden in deze kopie", "Not found in this copy"),
    "document.missing.lead": (
        "Deze passages dragen beweringen, maar hun woorden staan niet in de kopie.",
        "Assertions rest on these passages, but their words are not in the copy.",
    ),
    "document.no-copy": (
        "Op deze dienst staat geen kopie van de tekst. Hieronder staat wat er in elke paragraaf "
        "beweerd wordt, in eigen woorden.",
        "This service has no copy of the text. Below stands what each section states, in our own "
        "words.",
    ),
    "document.nothing": (
        "Van dit document is niets gelezen; andere documenten verwijzen ernaar.",
        "Nothing of this document has been read; other documents cite it.",
    ),
    "drop.title": ("Hebt u de tekst? Laat de passages zien",
                   "Do you have the text? Show the passages"),
    "drop.lead": (
        "Sleep het bestand van de brief hierheen, of kies het (tekst, pdf, docx, html). De dienst "
        "vergelijkt de woorden en bewaart er niets van.",
        "Drop the file of the letter here, or choose it (text, PDF, DOCX or HTML). The service "
        "compares its words and keeps nothing of it.",
    ),
    "drop.script": ("Zonder JavaScript kan dat niet.", "That cannot be done without JavaScript."),
    "drop.choose": ("Kies een bestand", "Choose a file"),
    "drop.busy": ("Bezig met vergelijken …", "Comparing …"),
    "drop.found": ("{found} van {all} passages gevonden in het bestand. Het is niet bewaard.",
                   "{found} of {all} passages found in the file. It was not kept."),
    "drop.none": (
        "Geen van de passages staat in dit bestand. Is het de tekst van dit document?",
        "None of the passages is in this file. Is it the text of this document?",
    ),
    "drop.unreadable": ("Dit bestand kan niet als tekst gelezen worden.",
                        "This file cannot be read as text."),
    "drop.large": ("Dit bestand is te groot voor een brief.",
                   "This file is too large for a letter."),
    "drop.failed": ("Het vergelijken lukte niet. Probeer het later opnieuw.",
                    "The comparison failed. Try again later."),
    "drop.outline": ("Terug naar het overzicht", "Back to the outline"),
    "passages.title": ("Beweringen", "Assertions"),
    "passages.of": ("Beweringen in {place}", "Assertions in {place}"),
    "passages.open": ("Beweringen van deze paragraaf", "Assertions of this section"),
    "passages.count": ("{n} beweringen bij deze passage", "{n} assertions at this passage"),
    "passages.count.one": ("1 bewering bij deze passage", "1 assertion at this passage"),
    "passages.text": ("Naar de tekst", "To the text"),
    "passages.letter": ("In de brief", "In the letter"),
    "passages.network": ("In het netwerk", "In the network"),
}  # fmt: skip
