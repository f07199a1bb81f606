"""Every word that the pages say of themselves, in Dutch and English, once, as data.

Names of things, relations and coded values are not here: the graph has those.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from beleidsgraaf.records import Language
from beleidsgraaf_api import document_texts, explorer_texts, review_texts, sparql_texts

LANGUAGES: Final[tuple[Language, ...]] = ("nl", "en")
LANGUAGE_NAMES: Final[dict[Language, str]] = {"nl": "Nederlands", "en": "English"}

#: key -> Dutch, English; ``{n}`` and the like are filled in by :meth:`Texts.__call__`.
TEXTS: Final[dict[str, tuple[str, str]]] = {
    **document_texts.TEXTS,
    **explorer_texts.TEXTS,
    **sparql_texts.TEXTS,
    **review_texts.TEXTS,
    # every page
    "site.name": ("Beleidsgraaf", "Beleidsgraaf"),
    "site.aim": (
        "Wat beleidsbrieven zeggen, als netwerk. Elke lijn leidt naar haar passage.",
        "What policy letters say, as a network. Every line leads to its passage.",
    ),
    "skip": ("Naar de inhoud", "Skip to content"),
    "nav.label": ("Hoofdmenu", "Main menu"),
    "nav.home": ("Begin", "Start"),
    "nav.explore": ("Netwerk", "Network"),
    "nav.questions": ("Vragen", "Questions"),
    "nav.documents": ("Documenten", "Documents"),
    "nav.language": ("Taal", "Language"),
    "footer.snapshot": ("Momentopname", "Snapshot"),
    "footer.licence": (
        "Gegevens: CC0 1.0. Programma: EUPL 1.2.",
        "Data: CC0 1.0. Software: EUPL 1.2.",
    ),
    "footer.api": ("API", "API"),
    "footer.sparql": ("SPARQL", "SPARQL"),
    "footer.def": ("Begrippen", "Terms"),
    "footer.statistics": ("Cijfers en volledigheid", "Statistics and completeness"),
    "footer.licences": ("Licenties van wat is meegeleverd", "Licences of what is bundled"),
    # search
    "search.label": ("Zoek een partij, regeling, technologie of document",
                     "Find a party, scheme, technology or document"),
    "search.short": ("Zoek", "Search"),
    "search.button": ("Zoek", "Search"),
    "search.hint": ("Op naam, afkorting of kenmerk", "By name, abbreviation or identifier"),
    "search.suggestions": ("Suggesties", "Suggestions"),
    "search.suggested": ("{n} suggesties; kies met pijl omlaag",
                         "{n} suggestions; choose with arrow down"),
    "search.none": ("Geen suggesties", "No suggestions"),
    "search.title": ("Gevonden voor “{q}”", "Found for “{q}”"),
    "search.count.one": ("1 resultaat", "1 result"),
    "search.count": ("{n} resultaten", "{n} results"),
    "search.more": ("De eerste {n} staan hier; verfijn de zoekterm voor de rest.",
                    "These are the first {n}; refine the search for the others."),
    "search.empty": ("Er is niets gevonden met deze naam.", "Nothing was found by this name."),
    "search.empty.remedy": (
        "Probeer een kortere of andere schrijfwijze. Wat niet in de gelezen brieven staat, "
        "staat ook niet in de graaf.",
        "Try a shorter or another spelling. What is not in the letters that were read is not "
        "in the graph either.",
    ),
    "why.name": ("naam", "name"),
    "why.abbreviation": ("afkorting", "abbreviation"),
    "why.other name": ("andere naam", "other name"),
    "why.identifier": ("kenmerk", "identifier"),
    "why.part of a name": ("deel van een naam", "part of a name"),
    # start page
    "start.title": ("Zoeken en verkennen", "Search and explore"),
    "start.heading": ("Wie doet wat, met welk geld, en waar staat dat?",
                      "Who does what, with which money, and where does it say so?"),
    "start.examples": ("Begin bijvoorbeeld hier", "Start here, for example"),
    "start.how": ("Zo leest u de graaf", "How to read the graph"),
    "start.how.claim": (
        "Elke relatie is een bewering van iemand: een feit, een besluit, een voornemen, een wens. "
        "Dat staat er altijd bij.",
        "Every relation is someone’s assertion: a fact, a decision, an intention, a wish. "
        "It always says which.",
    ),
    "start.how.passage": (
        "Bij elke relatie staat de plaats in de brief, en met een kopie van de brief ook de "
        "passage zelf.",
        "With every relation stands its place in the letter and, given a copy of the letter, "
        "the passage itself.",
    ),
    "start.how.silence": (
        "Wat de brief niet zegt, staat er niet.",
        "What the letter does not say is not here.",
    ),
    # entity page
    "entity.network": ("Verken het netwerk", "Explore the network"),
    "entity.data": ("Als gegevens", "As data"),
    "entity.other_names": ("Ook genoemd", "Also called"),
    "entity.confusion": ("Niet te verwarren met", "Not to be confused with"),
    "entity.facts": ("Gegevens", "Particulars"),
    "entity.money": ("Geld", "Money"),
    "entity.steps": ("Afspraken en stappen", "Commitments and steps"),
    "entity.observations": ("Cijfers", "Figures"),
    "entity.relations": ("Relaties", "Relations"),
    "entity.neighbourhood": ("Omgeving", "Neighbourhood"),
    "entity.more": ("De {n} minst zekere buren staan niet in de tekening.",
                    "The {n} least certain neighbours are not in the drawing."),
    "entity.nothing": (
        "De gelezen brieven leggen hier geen relatie mee.",
        "The letters that were read state no relation with this.",
    ),
    "entity.contents": ("Op deze pagina", "On this page"),
    # assertions
    "claim.holder": ("volgens", "according to"),
    "claim.stated": ("gezegd op {date}", "stated on {date}"),
    "claim.valid": ("geldt {period}", "valid {period}"),
    "claim.nobody": ("houder niet genoemd", "holder not named"),
    "money.provider": ("van", "from"),
    "money.channel": ("via", "through"),
    "money.receiver": ("aan", "to"),
    "money.purpose": ("voor", "for"),
    "money.form": ("vorm", "form"),
    "money.form.unknown": ("vorm niet genoemd", "form not stated"),
    "money.amount": ("bedrag", "amount"),
    "money.amount.none": ("geen bedrag genoemd", "no amount stated"),
    "money.part_of": ("deel van", "part of"),
    "money.funded_from": ("uit", "out of"),
    "money.basis": ("grondslag", "basis"),
    "money.list_open": ("de brief noemt niet alle ontvangers",
                        "the letter does not name all receivers"),
    "step.kind": ("soort", "kind"),
    "step.who": ("door", "by"),
    "step.to": ("aan", "to"),
    "step.concerns": ("over", "about"),
    "step.deadline": ("termijn", "deadline"),
    "step.deadline.none": ("geen termijn genoemd", "no deadline stated"),
    "step.fulfilled": ("nagekomen door", "fulfilled by"),
    "observation.population": ("van", "of"),
    "observation.period": ("periode", "period"),
    "modality": ("Zekerheid", "Certainty"),
    # places and passages
    "passage.show": ("Toon de passage", "Show the passage"),
    "passage.nearest": (
        "De kopie wijkt hier iets af van de brief; dit is de passage die het meest gelijkt.",
        "The copy differs a little from the letter here; this is the most similar passage.",
    ),
    "passage.not-found": (
        "De kopie van dit document die hier staat, heeft deze passage niet.",
        "The copy of this document that is here does not hold this passage.",
    ),
    "passage.no-copy": (
        "De tekst is verborgen: op deze dienst staat geen kopie van het document. "
        "Wie de dienst draait, toont haar met:",
        "The text is hidden: this service has no copy of the document. "
        "Whoever runs the service can show it with:",
    ),
    "passage.publication": ("Officiële publicatie", "Official publication"),
    # questions
    "questions.title": ("Vragen aan de graaf", "Questions to the graph"),
    "questions.lead": (
        "Vragen die klaarstaan, met in te vullen delen. Elk antwoord noemt zijn plaats in de "
        "brief; een leeg antwoord betekent dat de brief er niets over zegt.",
        "Prepared questions, with parts to fill in. Each answer names its place in the letter; "
        "an empty answer means that the letter says nothing of it.",
    ),
    "questions.keywords": ("Trefwoorden", "Keywords"),
    "questions.all": ("alle", "all"),
    "questions.count": ("Aantal vragen: {n}.", "Number of questions: {n}."),
    "question.parameters": ("Vul de vraag in", "Fill in the question"),
    "question.typing": (
        "Een naam (Smart Photonics), een kenmerk (actor/tno) of een begrip van de ontologie "
        "(bg:Company). Een leeg veld laat dat deel van de vraag open.",
        "A name (Smart Photonics), an identifier (actor/tno) or a term of the ontology "
        "(bg:Company). An empty field leaves that part of the question open.",
    ),
    "question.ask": ("Vraag", "Ask"),
    "question.reset": ("Begin opnieuw", "Start again"),
    "question.answer": ("Antwoord", "Answer"),
    "question.none": ("Geen antwoord: de gelezen brieven zeggen het niet.",
                      "No answer: the letters that were read do not say."),
    "question.count": ("{n} rijen.", "{n} rows."),
    "question.count.one": ("1 rij.", "1 row."),
    "question.most": ("Dit zijn de eerste {n}; de CSV heeft ze alle.",
                      "These are the first {n}; the CSV holds them all."),
    "question.csv": ("Antwoord als CSV", "Answer as CSV"),
    "question.xlsx": ("Antwoord als Excel", "Answer as Excel"),
    "question.network": ("Antwoord als netwerk", "Answer as a network"),
    "question.sparql.page": ("Pas haar aan op de SPARQL-pagina", "Change it on the SPARQL page"),
    "question.sparql": ("Toon de SPARQL", "Show the SPARQL"),
    # problems
    "problem.remedy": ("Wat u kunt doen", "What you can do"),
    "problem.home": ("Terug naar het begin", "Back to the start"),
    "problem.400": ("Dit verzoek klopt niet", "This request is not valid"),
    "problem.404": ("Niet gevonden", "Not found"),
    "problem.404.detail": ("De graaf heeft niets met deze naam, of deze pagina bestaat niet.",
                           "The graph has nothing with this name, or there is no such page."),
    "problem.404.remedy": ("Zoek het op naam.", "Search for it by name."),
    "problem.500": ("Er ging iets mis", "Something went wrong"),
    "problem.500.detail": ("De dienst kon deze pagina niet maken.",
                           "The service could not make this page."),
    "problem.500.remedy": ("Probeer het opnieuw. Blijft het misgaan, meld dan dit tijdstip en "
                           "dit adres bij de beheerder.",
                           "Try again. If it keeps failing, tell the administrator the time and "
                           "this address."),
    "problem.503": ("De graaf is er nu niet", "The graph is not available now"),
    "problem.503.detail": ("Er is geen hele momentopname om te tonen.",
                           "There is no whole snapshot to show."),
    "problem.503.remedy": ("Wie de dienst draait, maakt er een met: beleidsgraaf build",
                           "Whoever runs the service can make one with: beleidsgraaf build"),
    # the ontology
    "def.title": ("De begrippen van Beleidsgraaf", "The terms of Beleidsgraaf"),
    "def.lead": (
        "Klassen, relaties, eigenschappen en codes waarmee de graaf zegt wat brieven beweren.",
        "Classes, relations, properties and codes by which the graph tells what letters state.",
    ),
    "def.contents": ("Inhoud", "Contents"),
    "def.class": ("Klassen", "Classes"),
    "def.relation": ("Relaties", "Relations"),
    "def.property": ("Eigenschappen", "Properties"),
    "def.concept": ("Codes", "Codes"),
    "def.inverse": ("Andersom", "The other way round"),
    "def.above": ("Valt onder", "Falls under"),
    "def.match": ("Verwant elders", "Related elsewhere"),
    "def.between": ("Van en naar:", "From and to:"),
    "def.any": ("alles", "anything"),
    "def.scheme": ("Lijst", "List"),
    "def.example": ("Voorbeeld", "Example"),
    # statistics
    "statistics.title": ("Cijfers en volledigheid", "Statistics and completeness"),
    "statistics.lead": (
        "Hoeveel er in de graaf staat, en welke passages van een gelezen brief nog geen bewering "
        "dragen.",
        "How much the graph holds, and which passages of a letter that was read bear no assertion "
        "yet.",
    ),
    "statistics.contents": ("Op deze pagina", "On this page"),
    "statistics.class": ("Naar klasse", "By class"),
    "statistics.modality": ("Naar zekerheid", "By modality"),
    "statistics.holder": ("Naar houder", "By holder"),
    "statistics.section": ("Naar plaats in de brief", "By place in the letter"),
    "statistics.class.what": ("Klasse", "Class"),
    "statistics.modality.what": ("Zekerheid", "Modality"),
    "statistics.holder.what": ("Houder", "Holder"),
    "statistics.section.what": ("Plaats", "Place"),
    "statistics.number": ("Aantal", "Number"),
    "statistics.note.class": (
        "Een ding telt ook mee voor de hogere klassen waar het onder valt.",
        "A thing also counts for the classes above its own.",
    ),
    "statistics.note.section": (
        "Een bewering die op meer passages rust telt bij elke plaats.",
        "An assertion that rests on several passages counts for each place.",
    ),
    "statistics.complete": ("Volledigheid", "Completeness"),
    "statistics.complete.none": (
        "Er rust nog geen bewering op een passage.", "No assertion rests on a passage yet.",
    ),
    "statistics.covered": (
        "{used} van {all} passages dragen een bewering.",
        "{used} of {all} passages bear an assertion.",
    ),
    "statistics.open": (
        "{n} passages dragen er geen. Wat daar staat, zit niet in de graaf:",
        "{n} passages bear none. What they say is not in the graph:",
    ),
    "statistics.open.one": (
        "Eén passage draagt er geen. Wat daar staat, zit niet in de graaf:",
        "One passage bears none. What it says is not in the graph:",
    ),
    "statistics.whole": ("Er is geen passage zonder bewering.",
                         "There is no passage without an assertion."),
    "statistics.unknown": (
        "Er rusten beweringen op {used} passages. Zonder een kopie van het stuk is niet te zeggen "
        "welke passages er geen dragen.",
        "Assertions rest on {used} passages. Without a copy of the document nobody can say which "
        "passages bear none.",
    ),
    "statistics.before": ("vóór de eerste paragraaf", "before the first section"),
    "statistics.downloads": ("De hele graaf ophalen", "Take the whole graph"),
    "statistics.file": ("Bestand", "File"),
    "statistics.size": ("Grootte", "Size"),
    "statistics.described": ("Beschreven voor machines", "Described for machines"),
}  # fmt: skip

MONTHS: Final[dict[Language, tuple[str, ...]]] = {
    "nl": ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
           "september", "oktober", "november", "december"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August",
           "September", "October", "November", "December"),
}  # fmt: skip

#: power of a thousand -> the word for it
SCALES: Final[dict[Language, tuple[tuple[int, str], ...]]] = {
    "nl": ((1_000_000_000, "miljard"), (1_000_000, "miljoen")),
    "en": ((1_000_000_000, "billion"), (1_000_000, "million")),
}


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of one language: ``texts("search.count", n=3)``."""

    language: Language

    def __call__(self, key: str, **values: object) -> str:
        """Return the text with its values filled in; an unknown key is a fault of the caller."""
        return TEXTS[key][LANGUAGES.index(self.language)].format(**values)
