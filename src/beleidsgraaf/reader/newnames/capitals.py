"""Names by their capitals: a run of capitalised words and the small words that join them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from beleidsgraaf.reader.newnames.candidate import Candidate
from beleidsgraaf.reader.newnames.tables import (
    contexts,
    given_names,
    head_of,
    openers,
    places,
    titles,
    verbs,
)
from beleidsgraaf.reader.newnames.words import Word, Words

#: Forms of a firm, without dots.
LEGAL: Final = frozenset(
    """
    bv nv gmbh ag inc ltd plc se sa ab oy as kg vof llc ua spa srl corp sas asa kgaa
    cv""".split()
)
_CASED_LEGAL: Final = frozenset({"se", "as", "sa", "ag", "ab", "ua", "cv", "kg"})
#: With dots these are initials: "A.B. de Jong".
_UNDOTTED: Final = frozenset({"se", "as", "ag", "ab", "kg"})
_OF: Final = frozenset({"van", "voor", "op", "tot", "naar", "of", "for"})
_ARTICLES: Final = frozenset({"de", "het", "den", "der", "the", "een", "'t", "’t"})
_SURNAME: Final = frozenset(
    {"van", "de", "der", "den", "ten", "ter", "te", "von", "del", "di", "el", "la", "'t"}
)
_COUNTRIES: Final = ("se", "sche", "aans", "isch", "ees")
#: Adjectives of a country before a name are no part of it; "Nederlandse" and "Europese" often are.
_FOREIGN: Final = frozenset(
    """duitse franse belgische vlaamse waalse luxemburgse britse engelse schotse ierse deense
    noorse zweedse finse amerikaanse canadese chinese japanse zuid-koreaanse taiwanese indiase
    israëlische italiaanse spaanse portugese oostenrijkse zwitserse poolse tsjechische hongaarse
    roemeense turkse russische oekraïense australische""".split()
)
#: Capitalised words that are no name by themselves.
_NO_NAME: Final = frozenset(
    """kamer kamerbrief kamerstuk kamerstukken kamerlid kamerleden kamerbreed rijksbegroting
    rijksoverheid rijk staat engels frans duits nederlands nederlander nederlanders europeanen
    staten-generaal miljoenennota voorjaarsnota regeerakkoord coalitieakkoord ik wij u uw
    minister staatssecretaris bewindspersonen voorzitter prinsjesdag koninkrijk bbp bnp mkb sdg
    sdg's ict r&d swot kerncijfers co2 wereldoorlog btw cao wob woo amvb mvt cv ii iii iv
    vi vii viii bsn iban bic""".split()
)
#: A word with so many digits is the number of an account, a person or a file.
_NUMBER_DIGITS: Final = 6
_NO_TAIL: Final = openers() - {"eerste", "tweede", "onderzoek", "innovatie", "investeringen"}
_MOST_TAIL: Final = 3
#: No name is longer; a longer run of capitals is a title.
_MOST_WORDS: Final = 14
_ON: Final = frozenset({"op", "inzake", "ter", "tot", "betreffende"})
#: They open the name of an office or a ministry, with or without a capital.
_OFFICES: Final = frozenset({"minister", "staatssecretaris", "ministerie"})


def candidates(words: Words, known: Sequence[bool]) -> Iterator[Candidate]:
    """Yield the runs of capitals; ``known[i]`` tells that word ``i`` is in a known name."""
    all_of, at = words.words, 0
    while at < len(all_of):
        if known[at] or not _begins(all_of, at):
            at += 1
            continue
        last = _run_end(all_of, at, known)
        first = _opened(words, at, last)
        if first < last and (made := _judged(words, first, last)):
            yield made
        at = last


def _begins(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    if word.low in _OFFICES:
        return at + 2 < len(words) and words[at + 1].low in _OF and words[at + 2].capital
    if word.low in openers():
        after = at + 1
        while after < min(len(words), at + 3) and words[after].raw in _SURNAME:
            after += 1
        follows = after < len(words) and words[after].capital and words[after].gap == " "
        article = word.low in _ARTICLES | _SURNAME and word.raw[0].isupper()
        return article and follows and not word.opens and words[at - 1].raw.islower()
    return word.capital


def _run_end(words: Sequence[Word], first: int, known: Sequence[bool]) -> int:
    """Return where the run that begins at ``first`` ends."""
    at = first + 1
    while at < min(len(words), first + _MOST_WORDS):
        step = _step(words, first, at, known)
        if not step:
            break
        at += step
    return _with_tail(words, first, at, known)


def _step(words: Sequence[Word], first: int, at: int, known: Sequence[bool]) -> int:
    """Return how many words the run grows by at ``at``: 0 when it ends there."""
    word, before = words[at], words[at - 1]
    if known[at] or (word.opens and not (_is_initials(before) and word.gap == " ")):
        return 0
    if not _joined(word.gap):
        return _listed(words, first, at) if word.gap in {", ", ",\n"} else 0
    if is_legal(word):
        return 1
    if word.capital and not is_legal(before):
        return 1
    if word.raw.isdigit():
        return int((len(word.raw) == 4 and bool(head_of(before.low))) or before.raw in {"Horizon"})
    return _linked(words, first, at, known)


def _joined(gap: str) -> bool:
    return gap in {" ", "\n"} or gap.strip() == "&"


def is_legal(word: Word) -> bool:
    """Say whether a word is the form of a firm."""
    bare = word.low.replace(".", "")
    return (
        bare in LEGAL
        and (word.capital or bare == "gmbh")
        and (bare not in _CASED_LEGAL or word.raw.isupper() or "." in word.raw)
        and not (bare in _UNDOTTED and "." in word.raw)
    )


def _linked(words: Sequence[Word], first: int, at: int, known: Sequence[bool]) -> int:
    """Grow by small words and the capital behind them, where the word before asks for that."""
    word, after = words[at], at + 1
    before = words[at - 1]
    head = head_of(before.low)
    of_head = head and head.place != "last" and before.capital
    if word.low in _OF and (of_head or before.low in _OFFICES):
        while after < min(len(words), at + 3) and words[after].low in _ARTICLES:
            after += 1
        return _to_capital(words, at, after, known)
    if word.low in {"en", "and"} and _has_head(words, first, at):
        if after < len(words) and head_of(words[after].low) and not head_of(before.low):
            return 0
        if after < len(words) and words[after].acronym:
            return 0
        return _to_capital(words, at, after, known)
    begun = before.raw in given_names() or _is_initials(before) or before.raw in {"Van", "De"}
    if word.low in _SURNAME and begun:
        while after < min(len(words), at + 4) and words[after].low in _SURNAME:
            after += 1
        return _to_capital(words, at, after, known)
    return 0


def _to_capital(words: Sequence[Word], at: int, after: int, known: Sequence[bool]) -> int:
    if after >= len(words) or known[after]:
        return 0
    word = words[after]
    grows = word.capital and _joined(word.gap) and not word.opens
    return after + 1 - at if grows else 0


def _listed(words: Sequence[Word], first: int, at: int) -> int:
    """In the name of a ministry: "Onderwijs, Cultuur en Wetenschap"."""
    office = any(
        word.low in {"ministerie", "minister", "staatssecretaris"} for word in words[first:at]
    )
    follows = [word.low for word in words[at + 1 : at + 3]]
    listed = "en" in follows or (len(words) > at + 1 and words[at + 1].gap == ", ")
    return int(office and words[at].capital and listed)


def _has_head(words: Sequence[Word], first: int, at: int) -> bool:
    lows = [word.low for word in words[first:at]]
    return lows[0] in _OFFICES or any(
        (head := head_of(low)) and head.place != "last" for low in lows
    )


def _is_initials(word: Word) -> bool:
    return len(word.raw) <= 6 and word.raw.endswith(".") and word.raw[0].isupper()


def _with_tail(words: Sequence[Word], first: int, at: int, known: Sequence[bool]) -> int:
    """Take in small words behind "Wet", "Regeling" and the like: "Wet open overheid"."""
    if words[at - 1].low == "wet" and words[at - 1].capital:
        return _with_subject(words, at, known)
    head = head_of(words[at - 1].low)
    whole = at - first == 1 and words[first].opens
    if head is None or head.place != "tail" or whole or not words[at - 1].capital:
        return at
    end = at
    while end < len(words) and end - at < _MOST_TAIL and not known[end]:
        word = words[end]
        if not _joined(word.gap) or word.opens or not word.raw.islower() or _ends_tail(word):
            break
        end += 1
    return end if end > at and not _is_adjective(words[end - 1].low) else at


def _with_subject(words: Sequence[Word], at: int, known: Sequence[bool]) -> int:
    """Take in what an act is on: "Wet op de waterkering", "Wet inzake bloedvoorziening"."""
    end = at
    if end < len(words) and words[end].low in _ON and not words[end].opens:
        end += 1
        if end < len(words) and words[end].low in _ARTICLES:
            end += 1
    begun = end
    while end < len(words) and end - begun < _MOST_TAIL and not known[end]:
        word = words[end]
        adjective = end > begun and not _is_adjective(words[end - 1].low)
        if not _joined(word.gap) or word.opens or not word.raw.islower() or _ends_tail(word):
            break
        if adjective and words[end - 1].low not in {"en", "algemene"} and begun > at:
            break
        end += 1
    return end if end > begun and not _is_adjective(words[end - 1].low) else at


def _ends_tail(word: Word) -> bool:
    return word.low in _NO_TAIL or word.low in verbs() or len(word.low) < 3


def _is_adjective(low: str) -> bool:
    return low.endswith(("ige", "sche", "ele", "ale", "ieve", "ame", "lijke", "are", "loze"))


def _opened(words: Words, first: int, last: int) -> int:
    """Leave out the words at the head of a sentence that have their capital only from that, and
    common nouns and titles before the name.
    """
    all_of = words.words
    while first < last:
        word = all_of[first]
        alone = last - first == 1
        if word.low in contexts() or (word.low in titles() and not _is_office(all_of, first, last)):
            plain = word.opens or word.low in titles()
            if not plain and not alone:
                return first
        elif not _drops(words, first, alone=alone):
            return first
        first += 1
        while first < last and not all_of[first].capital:
            first += 1
    return first


def _drops(words: Words, at: int, *, alone: bool) -> bool:
    """Say whether a word has its capital from the sentence, or from a country before the name."""
    word = words.words[at]
    if word.low in _FOREIGN and not alone:
        return True
    if word.opens and word.raw[1:].islower() and word.low in words.plain:
        return True
    of_country = word.opens and not alone and word.low.endswith(_COUNTRIES)
    return of_country and not head_of(words.words[at + 1].low)


def _is_office(words: Sequence[Word], first: int, last: int) -> bool:
    return (
        words[first].low in {"minister", "staatssecretaris"}
        and last - first > 2
        and words[first + 1].low in {"van", "voor"}
    )


def _judged(words: Words, first: int, last: int) -> Candidate | None:
    part = words.words[first:last]
    low = part[0].low
    if any(sum(map(str.isdigit, word.raw)) >= _NUMBER_DIGITS for word in part):
        return None
    if last - first == 1:
        if low in _NO_NAME or (low.endswith(_COUNTRIES[:2]) and not part[0].acronym):
            return None
        if len(part[0].raw) == 1 or _is_compound(part[0].raw):
            return None
    if _is_office(words.words, first, last):
        return Candidate(first, last, "GovernmentBody", "name-office", 0.95)
    if any(map(is_legal, part[1:])):
        return Candidate(first, last, "Company", "name-legal-form", 0.97)
    if " ".join(word.raw for word in part) in places():
        return Candidate(first, last, "Place", "name-place", 0.95)
    if person := _person(part):
        return Candidate(first, last, "Person", "name-person", person)
    return _by_head(words, first, last)


def _is_compound(raw: str) -> bool:
    """Say whether a name is only a part of the word: "VVD-fractie", "motie-Geluk"."""
    first, hyphen, last = raw.rpartition("-")
    return bool(hyphen) and (last.islower() or first.islower()) and len(last) > 1


def _person(part: Sequence[Word]) -> float:
    named = part[0].raw in given_names() or _is_initials(part[0])
    if not named or len(part) < 2 or any(head_of(word.low) for word in part[1:]):
        return 0.0
    return 0.9


def _by_head(words: Words, first: int, last: int) -> Candidate | None:
    part = words.words[first:last]
    single = last - first == 1
    for at, word in enumerate(part):
        head = head_of(word.low)
        if head is None or (head.place == "last" and at != len(part) - 1) or not word.capital:
            continue
        if single and (word.low in _bare_heads() or word.opens):
            break
        if single and head.place == "last":
            break
        return Candidate(first, last, head.type, "name-head", 0.9 if not part[0].opens else 0.8)
    if single and part[0].low in _bare_heads():
        return None
    sure = 0.3 if part[0].opens and single and not part[0].acronym else 0.6
    return Candidate(first, last, "", "name-capitals", sure)


def _bare_heads() -> frozenset[str]:
    return _BARE


_BARE: Final = frozenset(
    """stichting raad fonds regeling wet programma agenda strategie akkoord convenant plan nota
    universiteit ministerie instituut commissie bank groep besluit verordening richtlijn campus
    provincie gemeente regio top lab hub college school bureau dienst inspectie""".split()
)
