"""Names of laws: those that are known, and the shapes that every other one has.

Known names stand in ``laws.tsv`` (official short title, abbreviations, CELEX number of a Union
act), as the register of laws writes them. Other names are told by their shape: a word that ends in
"wet" ("Waterwet", "Tabaks- en rookwarenwet"), or a head such as "Wet" with lower-case words behind
it, which ends where a sentence goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from beleidsgraaf.reader.citations.parts import slug

_YEAR: Final = r"(?:\s+(?:19|20)\d\d(?![\w/-]))?+"
_COMPOUND: Final = re.compile(
    rf"(?<![\w-])(?:[A-Z][a-z\u00e0-\u00ff]{{2,20}}-\s+en\s+[a-z]{{2,24}}(?:wet|wetboek)"
    rf"|(?:Algemene|Penitentiaire|Gemeentelijke|Provinciale|Sociale|Tijdelijke)\s+[a-z]{{3,30}}wet"
    rf"|[A-Z][a-z\u00e0-\u00ff-]{{2,36}}wet)(?!\w){_YEAR}"
)
#: Laws by what they are for; alone they are no name, with words behind them they head one.
_FORMS: Final = """Rijkswet Invoeringswet Uitvoeringswet Kaderwet Noodwet Raamwet Instellingswet
    Reparatiewet Aanpassingswet Aanvullingswet Wijzigingswet Goedkeuringswet Verzamelwet Spoedwet
    Machtigingswet Implementatiewet Experimenteerwet Experimentenwet Overgangswet Herstelwet
    Vangnetwet Stimuleringswet Garantiewet""".split()
_NO_LAW: Final = frozenset(
    (*_FORMS, *"Initiatiefwet Begrotingswet Novellewet Formatiewet Veegwet Belastingwet".split())
)
_LAW_HEAD: Final = re.compile(
    r"(?<![\w-])(?:Tijdelijke\s+(?:wet|Wet|rijkswet|experimentenwet)|Algemene\s+wet|Wet"
    rf"|{'|'.join(_FORMS)})(?=\s+[\w(])"
)
#: Treaties by a short name: "Europees Octrooiverdrag", "Vluchtelingenverdrag".
_TREATY: Final = re.compile(
    r"(?<![\w-])(?P<union>(?:Europees|Internationaal)\s+)?[A-Z][A-Za-z-]{1,30}verdrag(?!\w)"
)
_CAPITALS: Final = re.compile(r"(?<![\w-])[A-Z]{2,8}(?![\w-])")
_PRINTED: Final = re.compile(r"\s+\((?:Trb|Tractatenblad)\b", re.IGNORECASE)
#: Official titles of decrees and regulations begin with a capital; "de regeling" is no name.
_RULE_HEAD: Final = re.compile(
    r"(?<![\w-])(?:(?:Uitvoerings|Kader|Instellings|Subsidie|Beleids|Tijdelijk\s+|Tijdelijke\s+)"
    r"(?:besluit|regeling|regels?)|Besluit|Regeling|Reglement|Verdrag)(?=\s+[\w(])"
)
#: "Een Energietransitiewet" is no law yet.
_INDEFINITE: Final = re.compile(r"\b(?:een|geen|nieuwe)\s+$", re.IGNORECASE)
#: Where a decree is named without an article, an article of speech says that it is a name.
_AFTER_ARTICLE: Final = re.compile(r"\b(?:het|de|dit)\s+$", re.IGNORECASE)
_WORD: Final = re.compile(r"\s+(?P<word>[^\W\d_][\w\u2019'&-]*|(?:19|20)\d\d(?![\w/-]))")
_MOST_WORDS: Final = 14
#: Words that join the parts of a name; a name never ends with one.
_JOINTS: Final = frozenset(
    """op de het van der des den en inzake betreffende tot ter bij met voor tegen tussen door aan
    een""".split()
)
#: Words with which the sentence goes on after a name.
_STOPS: Final = frozenset(
    """is zijn was waren wordt worden werd werden kan kunnen kon moet moeten mag mogen zal
    zullen zou zouden heeft hebben had hadden gaat gaan bepaalt regelt biedt bieden geldt gelden
    stelt stellen volgt luidt die dat deze dit waarin waarop waarmee waarvan waardoor om als
    zoals niet ook per naar uit in over dan maar of blijft blijven treedt treden verplicht
    schrijft maakt maken geeft geven vereist voorziet beoogt komt komen wijzigt vervalt
    vervallen bevat kent krijgt waarbij indien omdat terwijl toen wanneer hoe wie wat waar er
    hier daar nog al reeds sinds vanaf volgens conform artikel artikelen onder na zonder sub
    tevens alleen slechts echter ten opgenomen genoemd genoemde bedoeld bedoelde vastgelegd
    neergelegd houdt staat staan laat ziet vormt vormen dient dienen aangepast gewijzigd
    aangenomen ingetrokken sluit schrapt schaft raakt legt verbiedt verzet dwingt werkt
    leidt lijkt blijkt ligt liggen lopen loopt brengt neemt nemen doet doen zegt noemt
    verplichten beschermt beschermen beperkt borgt creëert stuurt zorgt verandert verruimt
    verschuift verdient vraagt vragen eist introduceert implementeert verbetert versterkt
    stijgt stijgen daalt dalen groeit helpt past passen ontbreekt verwijst verwijzen strekt
    spreekt noodzaakt verhindert ondersteunt omvat vergt toetst dekt kreeg kwam ging bleef
    bood gaf nam deed bracht trad gold stond lag liep verliep verscheen beoogde wordt
    geïmplementeerd geëvalueerd geregeld gebaseerd gepubliceerd gehanteerd toegepast
    uitgevoerd beoordeeld verleend vereist geschrapt besproken behandeld voorgesteld
    gevolgd naast tegelijk inmiddels momenteel thans onlangs straks later eerder verder
    vooral juist zelf mede immers dus toch wel hiermee daarmee hiervoor daarvoor hierin
    daarin hierop daarop verbiedende hij zij wij we ik men nu zodat wil willen""".split()
)


@dataclass(frozen=True, slots=True)
class Law:
    """A law as named in a text: where its name ends, and its target without an article."""

    start: int
    end: int
    target: str
    known: bool


@cache
def _table() -> tuple[dict[str, str], dict[str, str]]:
    """Return the target of each known name, and of each abbreviation."""
    names: dict[str, str] = {}
    short: dict[str, str] = {}
    content = resources.files(__package__).joinpath("laws.tsv").read_text(encoding="utf-8")
    for line in content.splitlines():
        name, abbreviations, target, *_ = [*line.split("\t"), "", ""]
        names[name] = target or f"law-{slug(name)}"
        for abbreviation in filter(None, abbreviations.split(",")):
            short.setdefault(abbreviation, names[name])
    return names, short


@cache
def _capitals() -> dict[str, str]:
    """Return the target of each abbreviation in capitals: some write "AWB" for "Awb"."""
    return {short.upper(): target for short, target in _table()[1].items()}


@cache
def _slugs() -> dict[str, str]:
    """Return the target of each slug, of a full name or an abbreviation."""
    return {f"law-{slug(short)}": target for short, target in _table()[1].items()} | {
        f"law-{slug(name)}": target for name, target in _table()[0].items()
    }


def target_of_slug(target: str) -> str:
    """Return a target by the official title of its law: ``law-awb-art-4:23`` is the same as
    ``law-algemene-wet-bestuursrecht-art-4:23``. Other targets stay as they are.
    """
    law, article, number = target.partition("-art-")
    full = _slugs().get(law)
    if full is None:
        return target
    return f"{full}{article}{number}" if full.startswith("law-") else full


def _any_of(names: Iterator[str] | list[str]) -> str:
    """Names of several words match with any capitals behind the first letter."""
    return "|".join(map(_name, sorted(names, key=len, reverse=True)))


def _name(name: str) -> str:
    words = r"\s+".join(map(re.escape, name.split()))
    return f"{name[0]}(?i:{words[1:]})" if " " in name and name[0].isalpha() else words


@cache
def _known() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_any_of(list(_table()[0]))})(?![\w-])(?!\s+(?:19|20)\d\d\b)")


@cache
def _short() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_any_of(list(_table()[1]))})(?![\w-])")


def named(text: str) -> Iterator[Law]:
    """Yield the laws that a text names in full, with or without an article."""
    for match in _known().finditer(text):
        yield _from_table(match, _table()[0])
    yield from _treaties(text)
    yield from _compounds(text)
    yield from _acts(text)
    yield from _decrees(text)


def _treaties(text: str) -> Iterator[Law]:
    for match in _TREATY.finditer(text):
        if match["union"] or _PRINTED.match(text, match.end()):
            yield _by_shape(match.start(), match.end(), match[0])


def _compounds(text: str) -> Iterator[Law]:
    for match in _COMPOUND.finditer(text):
        known = match[0] in _NO_LAW or _known().match(text, match.start())
        if not known and not _is_indefinite(text, match):
            yield _by_shape(match.start(), match.end(), match[0])


def _acts(text: str) -> Iterator[Law]:
    for match in _LAW_HEAD.finditer(text):
        known = _known().match(text, match.start())
        if not known and not _is_indefinite(text, match) and (law := _with_head(text, match)):
            yield law


def _decrees(text: str) -> Iterator[Law]:
    """Yield decrees and regulations; a subsidy scheme is an instrument of policy, named as such."""
    for match in _RULE_HEAD.finditer(text):
        before = text[max(0, match.start() - 6) : match.start()]
        known = match[0].startswith("Subsidie") or _known().match(text, match.start())
        if known or not _AFTER_ARTICLE.search(before) or not _plain(text, match.end()):
            continue
        if law := _with_head(text, match):
            yield law


def _is_indefinite(text: str, name: re.Match[str]) -> bool:
    return _INDEFINITE.search(text[max(0, name.start() - 8) : name.start()]) is not None


def _plain(text: str, position: int) -> bool:
    """Say whether a title goes on as official titles do: "Besluit kwaliteit", not "Besluit van"."""
    first = _WORD.match(text, position)
    return first is not None and first["word"][0].islower() and first["word"] not in _JOINTS


def at(text: str, position: int) -> Law | None:
    """Return the law whose name, full or short, begins here."""
    if match := _known().match(text, position):
        return _from_table(match, _table()[0])
    if match := _short().match(text, position):
        return _from_table(match, _table()[1])
    match = _CAPITALS.match(text, position)
    if match and (target := _capitals().get(match[0])):
        return Law(position, match.end(), target, True)
    match = _COMPOUND.match(text, position) or _TREATY.match(text, position)
    if match and match[0] not in _NO_LAW:
        return _by_shape(position, match.end(), match[0])
    match = _LAW_HEAD.match(text, position) or _RULE_HEAD.match(text, position)
    return _with_head(text, match) if match else None


def _from_table(match: re.Match[str], table: dict[str, str]) -> Law:
    name = " ".join(match[0].split())
    return Law(match.start(), match.end(), table.get(name) or _slugs()[f"law-{slug(name)}"], True)


def _by_shape(start: int, end: int, name: str) -> Law:
    return Law(start, end, target_of_slug(f"law-{slug(name)}"), False)


def _with_head(text: str, head: re.Match[str]) -> Law | None:
    """Read on from a head; ``None`` when no name follows ("Wet van 4 juli 2008", "Wet is")."""
    pos = end = head.end()
    joints: list[str] = []
    for _ in range(_MOST_WORDS):
        match = _WORD.match(text, pos)
        if match is None or match["word"].casefold() in _STOPS:
            break
        word = match["word"]
        if word == "van" and pos == head.end():
            break
        if joints and joints[-1] == "en" and word in {"de", "het", "een"}:
            break
        if word[0].isupper() and joints[-2:] == ["en", "de"]:
            break
        pos = match.end()
        if word in _JOINTS:
            joints.append(word)
            continue
        joints, end = [], pos
        if word.isdigit():
            break
    name = text[head.start() : end]
    return _by_shape(head.start(), end, name) if end > head.end() else None
