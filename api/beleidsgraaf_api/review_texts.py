"""Every word of the review pages, in Dutch and English; a part of the site's texts."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "review.title": ("Beoordelen", "Review"),
    "review.lead": (
        "De lezer vond dit in de kopieën op deze machine. U beslist wat een bewering wordt; elke "
        "beslissing wordt meteen bewaard.",
        "The reader found this in the copies on this machine. You decide what becomes a statement; "
        "every decision is kept at once.",
    ),
    "review.reviewer": ("Beoordelaar", "Reviewer"),
    "review.none": (
        "Er zijn geen kopieën op deze machine.",
        "There are no copies on this machine.",
    ),
    "review.decided": ("{n} beslist", "{n} decided"),
    "review.progress": ("{done} van {all} beslist", "{done} of {all} decided"),
    "review.stated": (
        "{n} vondsten staan al in de graaf en worden niet gevraagd.",
        "{n} finds are in the graph already and are not asked.",
    ),
    "review.passage": ("Passage", "Passage"),
    "review.more": ("en nog {n} passages", "and {n} more passages"),
    "review.proposal": ("Voorstel", "Proposal"),
    "review.kind.citation": ("Verwijzing", "Citation"),
    "review.kind.mention": ("Naam", "Name"),
    "review.kind.funding": ("Financiering", "Funding"),
    "review.kind.amount": ("Cijfer", "Figure"),
    "review.kind.date": ("Toezegging met termijn", "Promise with a deadline"),
    "review.is.accepted": ("aanvaard", "accepted"),
    "review.is.changed": ("aanvaard na wijziging", "accepted with changes"),
    "review.is.rejected": ("verworpen", "rejected"),
    "review.needed": ("nodig", "needed"),
    "review.candidates": ("Deze naam kan betekenen:", "This name may mean:"),
    "review.accept": ("Aanvaard", "Accept"),
    "review.reject": ("Verwerp", "Reject"),
    "review.next": ("Volgende", "Next"),
    "review.back": ("Neem de laatste terug", "Take the last one back"),
    "review.turn": ("Lees als financiering of cijfer", "Read as funding or figure"),
    "review.write": ("Schrijf wat aanvaard is", "Write what is accepted"),
    "review.keys": (
        "Toetsen: a aanvaardt, r verwerpt, n gaat verder, b neemt terug, k leest anders. In een "
        "veld: Enter aanvaardt, Esc verlaat het veld.",
        "Keys: a accepts, r rejects, n goes on, b takes back, k reads otherwise. In a field: Enter "
        "accepts, Esc leaves the field.",
    ),
    "review.wrong": ("Dit past nog niet", "This does not fit yet"),
    "review.done": ("Alles is beslist", "All is decided"),
    "review.open": ("Nog open: {n}.", "Still open: {n}."),
    "review.written": (
        "{n} aanvaarde beweringen staan in letters/{document}.ttl van de werkmap. "
        "Met “beleidsgraaf build” komen zij in de graaf.",
        "{n} accepted statements are in letters/{document}.ttl of the workspace. "
        "“beleidsgraaf build” brings them into the graph.",
    ),
    "review.start": ("Ga naar de open voorstellen", "Go to the open proposals"),
}
