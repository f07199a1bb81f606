"""Templates, and the words and addresses that they ask for, in the language of the visitor."""

from __future__ import annotations

import base64
import itertools
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from typing import Any, Final
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from beleidsgraaf import terms, words
from beleidsgraaf.drawing import style
from beleidsgraaf.errors import BeleidsgraafError
from beleidsgraaf.lookup import Amount, Fact, Link, Observation, Step, Text
from beleidsgraaf.records import Evidence, Language, Name, Relation, Thing
from beleidsgraaf.views import short
from beleidsgraaf_api.negotiation import language
from beleidsgraaf_api.texts import LANGUAGE_NAMES, LANGUAGES, Texts
from beleidsgraaf_api.wording import amount_words, date_words, period_words, plain

_ICON: Final = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>"
    "<rect width='32' height='32' rx='6' fill='#0a5a63'/>"
    "<path d='M8 10 24 8M8 10 15 24M24 8 15 24' stroke='#fff' stroke-width='2'/>"
    "<g fill='#fff'><circle cx='8' cy='10' r='4'/><path d='M20 4h8v8h-8z'/>"
    "<path d='m15 19 5 5-5 5-5-5z'/></g></svg>"
)


#: Signs that stay readable in the query of an address.
SAFE: Final = "/~@,"


@dataclass(frozen=True, slots=True)
class Visit:
    """What a request says of its visitor; ``explicit`` where the address names the language."""

    language: Language
    explicit: bool
    path: str
    query: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, request: Request) -> Visit:
        """Return the visit that a request is."""
        query = tuple((k, v) for k, v in request.query_params.multi_items() if k != "lang")
        explicit = request.query_params.get("lang") in LANGUAGES
        return cls(language(request), explicit, request.url.path, query)

    def url(self, path: str, **parameters: object) -> str:
        """Return the address of one of our pages, in the language that was asked for."""
        query = [(key, str(value)) for key, value in parameters.items()]
        if self.explicit:
            query.append(("lang", self.language))
        return f"{path}?{urlencode(query, safe='/')}" if query else path

    def address(self, path: str, query: Sequence[tuple[str, str]]) -> str:
        """Return an address with this query, in the language that was asked for."""
        language = [("lang", self.language)] if self.explicit else []
        return f"{path}?{urlencode([*query, *language], safe=SAFE)}"

    def in_language(self, other: Language) -> str:
        """Return the address of this page in another language."""
        return f"{self.path}?{urlencode([*self.query, ('lang', other)], safe='/')}"

    def thing_url(self, thing: Thing) -> str:
        """Return the address of the page of a thing of ours."""
        return self.url(f"/doc/{thing.kind}/{thing.slug}")

    def reading_url(self, document: str, passage: Evidence | None = None) -> str:
        """Return the address at which a document is read, at a passage."""
        fragment = f"#{anchor(passage)}" if passage and passage.digest else ""
        return self.url(f"/documents/{quote(document, safe='')}") + fragment

    def explore_url(self, thing: Thing) -> str:
        """Return the address of the network around a thing of ours."""
        return self.url("/explore", focus=f"{thing.kind}/{thing.slug}")


def anchor(evidence: Evidence) -> str:
    """Return the fragment that leads to a passage in the reading view of its document."""
    return f"w{evidence.word_index}-{evidence.word_count}"


class Renderer:
    """Fills templates; every value in them is escaped."""

    def __init__(self) -> None:
        self.assets = _assets()
        self.environment = Environment(
            loader=PackageLoader("beleidsgraaf_api", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        icon = base64.b64encode(_ICON.encode()).decode()
        self.environment.globals.update(
            asset=lambda name: f"/static/{self.assets[name]}",
            icon=f"data:image/svg+xml;base64,{icon}",
            line_of=style.line,
            family=lambda kind: style.family(kind).code,
            sort_of=_sort_of,
            web_address=_is_web_address,
            fragment=_fragment,
            anchor=anchor,
            certainty=words.certainty,
            short=short,
        )

    def page(
        self, template: str, visit: Visit, *, status: int = 200, snapshot: str = "", **values: Any
    ) -> HTMLResponse:
        """Return a template filled in for this visit."""
        context = _language_context(visit) | {"snapshot": snapshot} | values
        body = self.environment.get_template(template).render(context)
        headers = {
            "Content-Language": visit.language,
            "Cache-Control": "no-cache",
            "Vary": "Accept, Accept-Language",
        }
        return HTMLResponse(body, status, headers)


def _assets() -> Mapping[str, str]:
    manifest = files("beleidsgraaf_api") / "static" / "manifest.json"
    try:
        names: dict[str, str] = json.loads(manifest.read_text("utf-8"))["files"]
    except OSError:
        raise BeleidsgraafError(
            "The pages are not bundled yet.",
            remedy="In a checkout run: pip install -e . --no-deps --no-build-isolation",
        ) from None
    return names


def _language_context(visit: Visit) -> dict[str, Any]:
    texts, chosen = Texts(visit.language), visit.language

    def name(given: Name) -> str:
        return given.in_language(chosen)

    return {
        "t": texts,
        "lang": chosen,
        "explicit": visit.explicit,
        "languages": [
            (code, label, visit.in_language(code)) for code, label in LANGUAGE_NAMES.items()
        ],
        "url": visit.url,
        "thing_url": visit.thing_url,
        "explore_url": visit.explore_url,
        "reading_url": visit.reading_url,
        "claim_url": lambda relation: visit.url(
            f"/doc/{'/'.join(terms.split_thing(relation.assertion) or ('claim', ''))}"
        ),
        "name": name,
        "place": lambda place: words.place(place, visit.language, full=True),
        "amount": lambda amount, precision: amount_words(amount, precision, chosen),
        "date": lambda text: date_words(text, chosen),
        "period": lambda start, end: period_words(start, end, chosen),
        "quantity": lambda figure: _quantity(figure, chosen),
        "deadline": lambda step: _deadline(step, texts),
        "text_value": lambda text: _text_value(text, chosen),
        "by_label": lambda facts: _by_label(facts, name),
        "suggest": lambda target: _suggest(target, texts),
    }


def _sort_of(value: Thing | Text | Link) -> str:
    return type(value).__name__.lower()


def _is_web_address(iri: str) -> bool:
    return iri.startswith(("https://", "http://"))


def _fragment(relation: Relation, number: int) -> str:
    return "-".join((*(terms.split_thing(relation.assertion) or ("relation",)), str(number)))


def _by_label(
    facts: Iterable[Fact], name: Callable[[Name], str]
) -> Iterable[tuple[str, list[Fact]]]:
    for label, group in itertools.groupby(facts, key=lambda fact: name(fact.label)):
        yield label, list(group)


def _suggest(target: str, texts: Texts) -> Markup:
    """Return the attributes that make a field of suggestions; ``target``: doc or explore."""
    return Markup(
        'data-suggest="{}" data-list-label="{}" data-count="{}" data-none="{}" data-lang="{}"'
    ).format(
        target,
        texts("search.suggestions"),
        texts("search.suggested", n="{n}"),
        texts("search.none"),
        texts.language,
    )


def _quantity(figure: Observation, chosen: Language) -> str:
    if figure.value is None:
        return ""
    return amount_words(Amount(figure.value, figure.unit), figure.precision, chosen)


def _deadline(step: Step, texts: Texts) -> str:
    period = period_words(step.deadline_start, step.deadline_end, texts.language)
    if step.deadline_text and period:
        return f"{step.deadline_text} ({period})"
    return step.deadline_text or period or texts("step.deadline.none")


def _text_value(text: Text, chosen: Language) -> str:
    kind = terms.shorten(text.datatype)
    if kind in ("xsd:date", "xsd:dateTime", "xsd:gYear", "xsd:gYearMonth"):
        return date_words(text.value, chosen)
    if kind in ("xsd:decimal", "xsd:double"):
        try:
            return plain(Decimal(text.value), chosen)
        except InvalidOperation:
            return text.value
    if kind == "xsd:boolean":
        yes, no = ("ja", "nee") if chosen == "nl" else ("yes", "no")
        return yes if text.value in ("true", "1") else no
    return text.value
