"""Every word of the SPARQL page, in Dutch and English; a part of the site's texts."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "nav.sparql": ("SPARQL", "SPARQL"),
    "sparql.title": ("Stel uw eigen vraag in SPARQL", "Ask your own question in SPARQL"),
    "sparql.lead": (
        "Elke vraag die de pagina’s niet beantwoorden. Begin met een voorbeeld en pas het aan.",
        "Every question that the pages do not answer. Start from an example and change it.",
    ),
    "sparql.examples": ("Voorbeelden", "Examples"),
    "sparql.query": ("Vraag in SPARQL", "Query in SPARQL"),
    "sparql.keys": (
        "Ctrl+Enter voert uit. Ctrl+spatie vult aan: voorvoegsels, klassen, eigenschappen, en "
        "dingen bij hun Nederlandse naam (typ @ en de naam). Tab springt in; druk op Esc en dan "
        "op Tab om het veld te verlaten.",
        "Ctrl+Enter runs. Ctrl+Space completes: prefixes, classes, properties, and things by "
        "their Dutch name (type @ and the name). Tab indents; press Esc and then Tab to leave "
        "the field.",
    ),
    "sparql.run": ("Voer uit", "Run"),
    "sparql.cancel": ("Breek af", "Cancel"),
    "sparql.as_csv": ("Alleen als CSV", "As CSV only"),
    "sparql.running": ("Bezig …", "Running …"),
    "sparql.cancelled": ("Afgebroken; er is geen antwoord.", "Cancelled; there is no answer."),
    "sparql.unreachable": (
        "De dienst antwoordt niet. Probeer het zo meteen opnieuw.",
        "The service does not answer. Try again in a moment.",
    ),
    "sparql.answer": ("Antwoord", "Answer"),
    "sparql.count": ("{n} rijen", "{n} rows"),
    "sparql.count.one": ("1 rij", "1 row"),
    "sparql.count.triples": ("{n} triples", "{n} triples"),
    "sparql.count.triples.one": ("1 triple", "1 triple"),
    "sparql.in": ("in {ms} ms", "in {ms} ms"),
    "sparql.none": (
        "Geen rijen: de graaf heeft niets dat hieraan voldoet.",
        "No rows: nothing in the graph meets this.",
    ),
    "sparql.yes": ("Ja, dat staat in de graaf.", "Yes, the graph says so."),
    "sparql.no": ("Nee, dat staat niet in de graaf.", "No, the graph does not say so."),
    "sparql.most": (
        "Hier staan de eerste {n}; de bestanden hebben ze alle.",
        "These are the first {n}; the files have them all.",
    ),
    "sparql.views": ("Weergave van het antwoord", "View of the answer"),
    "sparql.view.table": ("Tabel", "Table"),
    "sparql.view.network": ("Netwerk", "Network"),
    "sparql.view.timeline": ("Tijdlijn", "Timeline"),
    "sparql.view.chart": ("Grafiek", "Chart"),
    "sparql.view.raw": ("Ruw", "Raw"),
    "sparql.network": ("Netwerk van het antwoord", "Network of the answer"),
    "sparql.network.none": (
        "Voor een netwerk moet het antwoord dingen naast elkaar noemen: twee kolommen met dingen, "
        "of triples tussen dingen.",
        "For a network the answer must name things side by side: two columns of things, or "
        "triples between things.",
    ),
    "sparql.network.hidden": (
        "Nog {n} punten passen niet in de tekening; de tabel heeft ze wel.",
        "The drawing has no room for {n} more points; the table has them.",
    ),
    "sparql.network.explore": ("Open deze punten in het netwerk", "Open these points as a network"),
    "sparql.network.lines": ("De lijnen in woorden", "The lines in words"),
    "sparql.timeline.none": (
        "Voor een tijdlijn is een kolom met datums of jaren nodig.",
        "A timeline needs a column of dates or years.",
    ),
    "sparql.chart.none": (
        "Voor een grafiek is een kolom met getallen nodig.", "A chart needs a column of numbers.",
    ),
    "sparql.chart.caption": ("{number} per {label}", "{number} by {label}"),
    "sparql.chart.choose": ("Getallen uit", "Numbers from"),
    "sparql.dates": ("Datums uit", "Dates from"),
    "sparql.raw.cut": (
        "Hier staat het begin; de bestanden zijn heel.", "This is the start; the files are whole.",
    ),
    "sparql.files": ("Als bestand", "As a file"),
    "sparql.copy": ("Neem de vraag mee", "Take the query with you"),
    "sparql.copy.link": ("Link naar deze pagina", "Link to this page"),
    "sparql.copy.button": ("Kopieer", "Copy"),
    "sparql.copied": ("Gekopieerd.", "Copied."),
    "sparql.place": ("Regel {line}, kolom {column}", "Line {line}, column {column}"),
    "sparql.line": ("Regel {line}", "Line {line}"),
    "sparql.go": ("Ga naar die plaats", "Go to that place"),
    "sparql.engine": ("Wat de dienst zegt:", "What the service says:"),
    "sparql.terms": ("Suggesties", "Suggestions"),
    "sparql.prefix": ("voorvoegsel", "prefix"),
    "sparql.class": ("klasse", "class"),
    "sparql.property": ("eigenschap", "property"),
    # what went wrong, by the code of the error
    "sparql.problem": ("De vraag is niet beantwoord", "The query was not answered"),
    "sparql.problem.query_syntax": (
        "Hier staat iets dat geen SPARQL is.", "There is something here that is no SPARQL.",
    ),
    "sparql.problem.update_refused": (
        "Deze dienst is alleen om te lezen: toevoegen, wijzigen en verwijderen kan niet.",
        "This service is read-only: nothing can be added, changed or deleted.",
    ),
    "sparql.problem.load_refused": (
        "LOAD staat uit: de dienst haalt niets van elders op.",
        "LOAD is switched off: the service fetches nothing from elsewhere.",
    ),
    "sparql.problem.federation_refused": (
        "SERVICE staat uit: de dienst vraagt niets aan andere diensten. Laat dat deel weg en "
        "verbind de antwoorden zelf.",
        "SERVICE is switched off: the service asks no other. Leave that part out and join the "
        "answers yourself.",
    ),
    "sparql.problem.foreign_graph": (
        "Deze graaf (FROM of GRAPH) is er hier niet.", "There is no such graph (FROM) here.",
    ),
    "sparql.problem.query_too_large": (
        "De vraag is te lang: hoogstens {bytes} bytes.",
        "The query is too long: at most {bytes} bytes.",
    ),
    "sparql.problem.query_too_deep": (
        "De vraag heeft te veel haakjes in elkaar: hoogstens {depth}.",
        "The query nests too deep: at most {depth} levels.",
    ),
    "sparql.problem.query_too_complex": (
        "De vraag heeft te veel onderdelen. Splits haar in twee vragen.",
        "The query has too many parts. Split it into two queries.",
    ),
    "sparql.problem.address_too_long": (
        "De vraag is te lang voor een adres. Stuur haar met POST, bijvoorbeeld met curl.",
        "The query is too long for an address. Send it by POST, for example with curl.",
    ),
    "sparql.problem.query_timeout": (
        "De vraag duurde langer dan {seconds} seconden en is gestopt; er is geen half antwoord. "
        "Maak haar kleiner: noem een klasse of een ding, of zet er LIMIT bij.",
        "The query ran for more than {seconds} seconds and was ended; there is no half answer. "
        "Make it smaller: name a class or a thing, or add a LIMIT.",
    ),
    "sparql.problem.memory_limit": (
        "De vraag had meer geheugen nodig dan zij mag hebben. Maak haar kleiner.",
        "The query needed more memory than it may have. Make it smaller.",
    ),
    "sparql.problem.answer_too_large": (
        "Het antwoord is te groot: hoogstens {rows} rijen. Zet er LIMIT bij, of haal de hele "
        "graaf op bij Cijfers en volledigheid.",
        "The answer is too large: at most {rows} rows. Add a LIMIT, or take the whole graph from "
        "Statistics and completeness.",
    ),
    "sparql.problem.busy": (
        "Het is druk: alle plaatsen zijn bezet. Probeer het over {after} seconden opnieuw.",
        "The service is busy: every place is taken. Try again in {after} seconds.",
    ),
    "sparql.problem.over_budget": (
        "U hebt uw {budget} seconden rekentijd van deze minuut gebruikt. Probeer het over {after} "
        "seconden opnieuw.",
        "You have used your {budget} seconds of query time of this minute. Try again in {after} "
        "seconds.",
    ),
    "sparql.problem.worker_lost": (
        "De vraag werd onderbroken, buiten uw schuld. Stel haar opnieuw.",
        "The query was interrupted, through no fault of yours. Ask again.",
    ),
    "sparql.problem.endpoint_failed": (
        "De machine die de graaf bewaart, antwoordt niet.",
        "The engine that holds the graph does not answer.",
    ),
    "sparql.problem.answer_cut": (
        "De machine die de graaf bewaart, gaf maar een deel van het antwoord; dat tonen we niet.",
        "The engine that holds the graph gave only a part of the answer; we do not show that.",
    ),
    "sparql.problem.engine_failed": (
        "De dienst kon deze vraag niet uitrekenen. Schrijf haar anders.",
        "The service could not work this query out. Write it in another way.",
    ),
    "sparql.problem.other": (
        "Dit verzoek klopt niet of kon niet worden beantwoord.",
        "This request is not valid or could not be answered.",
    ),
}  # fmt: skip
