"""Dutch nouns in the plural, and their singular by the rules of spelling.

A plural ends in -s or -en (Leidraad of the Woordenlijst, 7). Before -en an open syllable writes a
long vowel once and a short vowel is followed by two consonants; at a word's end v is f, z is s.
"""

from __future__ import annotations

import re
from typing import Final

#: Plurals that no rule gives, and words whose long vowel the rules cannot know.
_IRREGULAR: Final = {
    "kinderen": "kind",
    "mensen": "mens",
    "leden": "lid",
    "schepen": "schip",
    "steden": "stad",
    "koeien": "koe",
    "eieren": "ei",
    "wegen": "weg",
    "dagen": "dag",
    "gebreken": "gebrek",
    "bedragen": "bedrag",
    "verdragen": "verdrag",
    "gaten": "gat",
    "loten": "lot",
    "sloten": "slot",
    "glazen": "glas",
    "wensen": "wens",
    "dansen": "dans",
    "kansen": "kans",
    "personen": "persoon",
    "gemeenten": "gemeente",
    "ziekten": "ziekte",
    "hectaren": "hectare",
    "panelen": "paneel",
    "middelen": "middel",
    "delen": "deel",
    "problemen": "probleem",
    "systemen": "systeem",
    "vluchten": "vlucht",
    "lieden": "man",
    "percelen": "perceel",
    "kastelen": "kasteel",
    "vaten": "vat",
    "runderen": "rund",
    "aangiften": "aangifte",
    "swijzen": "swijze",
    "kwijzen": "kwijze",
    "doses": "dosis",
    "criteria": "criterium",
    "alumni": "alumnus",
}
#: Things that these documents count, in the plural; four digits before them are no year.
THINGS: Final = frozenset(
    """woningen huizen personen mensen deelnemers bedrijven banen arbeidsplaatsen huishoudens
    studenten leerlingen inwoners werknemers medewerkers patiënten gemeenten vacatures aanvragen
    plaatsen leden voertuigen vergunningen""".split()
)
#: Adjectives and participles as nouns: "jongeren", "deskundigen", "betrokkenen", "gedetineerden"
_OF_ADJECTIVES: Final = (
    *("geren", "deren", "jongeren", "ouderen", "lozen", "digen", "kenen", "senen", "eerden"),
    *("icapten", "gewonden", "staanden", "vraagden", "venden", "benden", "renden", "kenden"),
    *("nenden", "genden", "lenden", "doden", "tigden", "denen", "etenen", "arigen"),
    *("verdachten", "verzekerden", "begaafden"),
)
#: Plurals as in Latin: "musea", "consortia", "technici", "promovendi".
_LATIN: Final = {"ea": "eum", "ia": "ium", "tra": "trum", "ici": "icus", "ndi": "ndus"}
_FINAL: Final = {"v": "f", "z": "s"}
_SHORT_ENDS: Final = re.compile(r"[aeiou][^aeiou]+(?:e[lmnrt]|i[gk])$")
_LONG: Final = re.compile(r"(?:^|[^aeiou]|i(?=a))([aeou])[bdfgklmnprstvz]$")
_DOUBLE: Final = re.compile(r"([bdfgklmnprst])\1$")


def singular(plural: str) -> str:
    """Return the singular of a plural noun; capitals are kept, a compound follows its last part."""
    if plural.endswith("mensen") and plural not in {"mensen", "medemensen"}:
        return plural.removesuffix("mensen") + "man"
    for irregular, one in _IRREGULAR.items():
        if plural.endswith(irregular):
            return plural.removesuffix(irregular) + one
    for end, one in (("heden", "heid"), ("'s", ""), ("’s", ""), ("ieën", "ie"), ("eeën", "ee")):
        if plural.endswith(end):
            return plural.removesuffix(end) + one
    for end, one in _LATIN.items():
        if plural.endswith(end):
            return plural.removesuffix(end) + one
    if plural.endswith(_OF_ADJECTIVES):
        return plural[:-1]
    if plural.endswith("en"):
        return _without_en(plural[:-2])
    if plural.endswith("ën"):
        return plural[:-2]
    return plural[:-1] if plural.endswith("s") else plural


def _without_en(stem: str) -> str:
    if stem.endswith("i") or not stem:
        return stem
    if _DOUBLE.search(stem):
        return stem[:-1]
    if _LONG.search(stem) and not _SHORT_ENDS.search(stem):
        stem = stem[:-1] + stem[-2] + stem[-1]
    return stem[:-1] + _FINAL.get(stem[-1], stem[-1])


def plurals(noun: str) -> tuple[str, ...]:
    """Return the plurals that a lower-case noun may have by the rules of spelling."""
    if len(noun) < 3 or not noun[-1].isalpha():
        return ()
    found = [noun + "s", noun + "en"]
    if noun[-1] in "fs" and noun[-2] in "aeiouijlnr":
        found.append(noun[:-1] + {"f": "v", "s": "z"}[noun[-1]] + "en")
    if re.search(r"[^aeiou][aeiou][bdfgklmnprst]$", noun):
        found.append(noun + noun[-1] + "en")
    if long := re.search(r"(aa|ee|oo|uu)([bdfgklmnprst])$", noun):
        last = {"f": "v", "s": "z"}.get(long[2], long[2])
        found.append(noun[: long.start() + 1] + last + "en")
        found.append(noun[: long.start() + 1] + long[2] + "en")
    if noun.endswith("heid"):
        found.append(noun[:-2] + "den")
    if noun.endswith(("ie", "ee")):
        found.append(noun + "ën")
    if noun[-1] in "aiouy":
        found.append(noun + "'s")
    return tuple(found)


#: Words in -en and -s that are no nouns in the plural, or count no things.
NO_PLURALS: Final = frozenset(
    """aan aangezien achten als alles allen alleen alsmede anders basis bedragen behalve beiden
    beneden bereiken besluiten betalen betreffen betreffende bevatten bieden binnen blijven boven
    brengen buiten dalen daarboven daarbinnen dan des desgewenst dienen doen doorgaans dragen
    drukken duren een één eens eigen elders en enkele ervan ervaren even evenals eveneens gaan
    gebeuren geen gegeven gelden genoemen geven gezien groeien haalden hadden halen hebben heen
    helpen
    hebbend hen herzien houden iets ieders immers ingezien inmiddels innen intussen is jegens
    kennen kiezen kijken komen konden kopen kosten krijgen kunnen langs laten leiden leven leveren
    liggen lopen maken men mits mochten moesten moeten mogen na naartoe namens nemen niets
    niettegenstaande noemen ondanks onderzoeken ontstaan ontvangen op opgenomen opnemen over
    overeenkomen overigens plaats plaatsvinden prijs redenen reeds regelen samen slechts sinds
    soms spelen staan steeds stellen sturen stijgen stoppen telkens tegen ten tenminste terwijl
    tevens thans thuis tijdens toen toenemen treden trouwens tussen uiteen uitgaan uitkomen
    vallen van vanwege verder verhogen verlagen verkrijgen verlopen verschillen verwachten
    verkopen vinden volgen volgens vormen vrijdags waren was wegens wensen werden werken
    weten willen wonen worden wordt zagen zeggen zetten zien zijn zitten zoals zouden zullen
    steeds alvorens althans links rechts destijds onlangs straks ineens opeens dus mits ons fonds
    nergens ergens netjes jongstleden mens grens kans ieder eraan meer
    leidden voldeden deden stonden zagen vielen lagen stelden vonden kenden hielden leverden stemden
    meldden betroffen maakten werkten woonden wilden zochten brachten dachten kochten ontvingen
    begonnen eindigden slaagden voerden namen droegen
    zaten kwamen gingen namen bleven kregen
    genomen gekomen gegeven gekregen gebleven geworden gevonden gebracht gesloten gestegen
    verschenen verdwenen verstreken overleden afgenomen toegenomen opgelopen aangenomen verleden
    gaven waarvan waarin vervallen ingetreden bedoelde genoemde
    jaren weken maanden dagen uren minuten seconden kwartalen decennia eeuwen nachten werkdagen
    weekenden jaars daags keren graden
    artikelen onderdelen bijlagen paragrafen hoofdstukken pagina's bladzijden nummers
    subonderdelen tabellen figuren voetnoten dossiers kamerstukken
    procenten miljoenen miljarden honderden duizenden tientallen centen euro's dollars guldens
    maandags dinsdags woensdags donderdags zondags januari maart mei juni juli augustus
    afgelopen komen ingevolge krachtens blijkens conform gedurende per sedert
    years months weeks days points members pages
    brussel berlijn londen parijs engels frans duits nederlands europees chinees""".split()
)

_PARTICIPLE: Final = re.compile(
    r"^(?:[^\W\d_]{2,6})?(?:ge|be|ver|ont)(?:schreven|noemen|geven|nomen|komen|gaan|sloten|wezen|worden"
    r"|houden|vonden|broken|sproken|trokken|streken|heven|gonnen|bleven|dreven|lopen|stegen|zien)$"
    r"|eerden$"
)
_PLURAL: Final = re.compile(
    r"(?:en|ën|['’](?:s|ers)|(?:[bcdfghklmnprtvw]|[bcdfghjklmnprstvwx]e|[cdgnrtv]ie|[ei]ër|eau)s"
    r"|usea|[rtd]ia|[a-z]ici|[a-z]endi|alumni|centra|criteria)$"
)
_ADVERB: Final = re.compile(r"(?:lijks|waarts|lings|daags|maands|jaars|maals|deels|zins|stens)$")


def is_plural(word: str) -> bool:
    """Say whether a word can be a noun in the plural that counts things."""
    lower = word.lower()
    if len(lower) < 4 or lower in NO_PLURALS:
        return False
    if _PARTICIPLE.match(lower) or _ADVERB.search(lower):
        return False
    return _PLURAL.search(lower) is not None
