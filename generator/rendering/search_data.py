"""The data of the search on /browse/: every open listing, as a document and as a row of columns.

Pagefind gets a document for each listing: the text to search, and in `meta` the facts on its card.
The browser gets the columns in one small file, with a row for each listing, newest first. It uses
them to filter, to count facets and to sort. Pagefind could filter too, but it compares each value
with each result, which grows with the square of the board, and a search without a word makes it
load the whole index.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.board import wording
from generator.board.board import Board
from generator.model.collection import Collection
from generator.model.listing import Listing
from generator.model.numbers import json_number
from generator.model.vocabulary import Vocabulary
from generator.rendering.artifact import Artifact
from generator.rendering.card_facts import card_facts
from generator.rendering.work_sites import work_site, work_sites

COLUMNS_PATH = "find/columns.bin"
MATCH_PATH = "find/match.bin"
ALSO_CALLED = "Also called:"  # the same text is in assets/browse/excerpt.js
OFFERS = {
    "mentor": "A mentor", "feedback": "Feedback on your work", "reference": "A reference",
    "credit": "Study credit", "internship": "May lead to an internship", "job": "May lead to a job",
}  # fmt: skip
# The minimum hourly rate (the floor) of a currency for which the board sets none.
_DEFAULT_FLOOR = Decimal(20)
# Where the bands of pay and of hourly rate begin, as multiples of the floor.
_PAY_STEPS = (Decimal(10), Decimal(25), Decimal(50))
_RATE_STEPS = (Decimal("1.4"), Decimal(2), Decimal(3))
_ROUND_NUMBERS = tuple(map(Decimal, ("1", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10")))


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """What Pagefind indexes of a listing. `url` is the listing's id: results are known by it."""

    url: str
    content: str
    meta: dict[str, str]


def search_documents(board: Board) -> tuple[SearchDocument, ...]:
    """One for each open listing, newest first."""
    return tuple(
        SearchDocument(
            listing.id,
            _content(board, listing),
            {key: text for key, text in card_facts(board, listing).items() if text and key != "id"},
        )
        for listing in board.open
    )


def _content(board: Board, listing: Listing) -> str:
    """Everything students may search for that is not on the card.

    Aliases of skills come last, so that excerpts rarely show them.
    """
    vocabularies = board.vocabularies
    aliases = _aliases(vocabularies.skills, (*listing.skills, *listing.gains))
    parts = [
        listing.description.plain,
        *(item.what for item in listing.deliverables),
        f"Needs {_labels(vocabularies.skills, listing.skills)}.",
        f"Teaches {_labels(vocabularies.skills, listing.gains)}." if listing.gains else "",
        f"{vocabularies.categories.label(listing.category)}.",
        f"{vocabularies.industries.label(board.industry_of(listing))}.",
        f"Open to people from {wording.applicants(listing)}."
        if wording.applicants(listing)
        else "",
        f"For {', '.join(wording.AUDIENCES[item] for item in listing.eligibility.audience)}.",
        *(f"{OFFERS[item]}." for item in listing.offers.named),
        f"In {wording.language(listing.language)}.",
        f"{ALSO_CALLED} {', '.join(aliases)}." if aliases else "",
    ]
    return "\n".join(part for part in parts if part)


def _labels(vocabulary: Vocabulary, identifiers: Iterable[str]) -> str:
    """`Excel, Interviewing`."""
    return ", ".join(vocabulary.label(name) for name in identifiers)


def _aliases(vocabulary: Vocabulary, identifiers: Iterable[str]) -> tuple[str, ...]:
    """`("MS Excel", "spreadsheets")`: other names of the terms."""
    terms = (vocabulary.terms[name] for name in identifiers if name in vocabulary)
    return tuple(alias for term in terms for alias in term.aliases)


def columns(board: Board, fragments: Sequence[str]) -> Artifact:
    """The file of columns, which assets/browse/columns.js reads.

    `fragments`: the name of Pagefind's fragment of each open listing, in the order of the rows.
    """
    rows, vocabularies = board.open, board.vocabularies
    first = min((item.deadline for item in rows), default=board.today)
    data = {
        "language": board.settings.language,
        "fragments": " ".join(
            name.removeprefix(f"{board.settings.language}_") for name in fragments
        ),
        "skill": _multiple(rows, lambda item: item.skills, vocabularies.skills.label),
        "category": _single(rows, lambda item: item.category, vocabularies.categories.label),
        "industry": _single(rows, board.industry_of, vocabularies.industries.label),
        "mode": _single(rows, lambda item: item.place.mode, wording.MODES.__getitem__),
        "country": _multiple(rows, lambda item: item.open_to, wording.country),
        "level": _single(rows, lambda item: item.level, wording.LEVELS.__getitem__),
        "audience": _multiple(rows, _audience, _audience_label),
        "offers": _multiple(rows, lambda item: item.offers.named, OFFERS.__getitem__),
        "verified": [int(board.employer_of(item).verified) for item in rows],
        "currency": _currencies(board),
        "amount": [json_number(item.pay.amount.low) for item in rows],
        "hourly": [int(item.pay.per == "hour") for item in rows],
        "least": [json_number(item.hours.low) for item in rows],
        "most": [json_number(item.hours.high) for item in rows],
        "weeks": [item.duration_weeks for item in rows],
        "first": first.isoformat(),
        "deadline": [(item.deadline - first).days for item in rows],
        "collections": [_collection(item) for item in board.settings.collections],
    }
    return _packed(COLUMNS_PATH, data)


def match_columns(board: Board) -> Artifact:
    """The columns that only /match/ needs, with the same rows as `columns`."""
    rows, vocabularies = board.open, board.vocabularies
    data = {
        "gains": _multiple(rows, lambda item: item.gains, vocabularies.skills.label),
        "language": _multiple(rows, lambda item: (item.main_language,), wording.language),
        "site": _multiple(rows, _site, work_sites(rows).__getitem__),
    }
    return _packed(MATCH_PATH, data)


def _site(listing: Listing) -> tuple[str, ...]:
    """The id of the place where one has to be; empty if the work is remote."""
    site = work_site(listing)
    return (site[0],) if site else ()


def _packed(path: str, data: dict[str, Any]) -> Artifact:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Artifact(path, zlib.compress(text.encode(), 9))


def _audience(listing: Listing) -> tuple[str, ...]:
    """Who may apply; empty if anyone may."""
    audience = listing.eligibility.audience
    return () if "anyone" in audience else audience


def _audience_label(audience: str) -> str:
    return wording.AUDIENCES[audience].capitalize()


_Rows = Sequence[Listing]
_Label = Callable[[str], str]


def _single(rows: _Rows, value_of: Callable[[Listing], str], label: _Label) -> dict[str, Any]:
    """A column with one value in each row.

    `values` has the id and label of each value in use, by label. `rows` has indexes of `values`.
    """
    found = [value_of(item) for item in rows]
    index, values = _values(found, label)
    return {"values": values, "rows": [index[item] for item in found]}


def _multiple(
    rows: _Rows, values_of: Callable[[Listing], Iterable[str]], label: _Label
) -> dict[str, Any]:
    """A column with any number of values in each row."""
    found = [tuple(dict.fromkeys(values_of(item))) for item in rows]
    index, values = _values((name for names in found for name in names), label)
    return {"values": values, "rows": [[index[name] for name in names] for names in found]}


def _values(used: Iterable[str], label: _Label) -> tuple[dict[str, int], list[list[str]]]:
    """The index of each value in use, and the values as id and label, sorted by label."""
    values = sorted((label(name), name) for name in {*used})
    index = {name: at for at, (_, name) in enumerate(values)}
    return index, [[name, text] for text, name in values]


def _currencies(board: Board) -> dict[str, Any]:
    """The column of currencies. Each value also has its floor and the starts of its bands."""
    column = _single(board.open, lambda item: item.pay.currency, wording.symbol)
    for value in column["values"]:
        floor = board.settings.floors.get(value[0], _DEFAULT_FLOOR)
        pay, rate = (
            [_rounded(floor * step) for step in steps] for steps in (_PAY_STEPS, _RATE_STEPS)
        )
        value += [json_number(floor), pay, rate]
    return column


def _rounded(amount: Decimal) -> int | float:
    """The round number nearest to `amount`: 350 becomes 400, 19.6 becomes 20."""
    unit = Decimal(1).scaleb(amount.adjusted())
    return json_number(
        min(_ROUND_NUMBERS, key=lambda step: (abs(step * unit - amount), step)) * unit
    )


def _collection(collection: Collection) -> dict[str, Any]:
    """The collection's conditions. The browser finds the one closest to a search, to follow it."""
    lists = {
        "mode": collection.mode, "level": collection.level, "category": collection.category,
        "industry": collection.industry, "skill": collection.skills,
        "audience": collection.audience, "offers": collection.offers,
    }  # fmt: skip
    limits = {"hours": collection.hours_max, "weeks": collection.weeks_max}
    return {
        "path": collection.url,
        "label": collection.label,
        "any": {name: list(values) for name, values in lists.items() if values},
        "most": {name: float(value) for name, value in limits.items() if value is not None},
    }
