"""What the search on /browse/ is made from: every open listing, as words and as columns.

Words go to Pagefind, one record a listing: what is searched, and in `meta` what a card says.
Columns go to the browser as one small file, a row a listing, newest first: what is filtered,
counted and sorted. Pagefind could filter too, but it counts each value against each result, which
grows with the square of the board, and without a word to look for it loads its whole index.
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

COLUMNS_PATH = "find/columns.bin"
MATCH_PATH = "find/match.bin"
ALSO_CALLED = "Also called:"  # assets/browse/excerpt.js knows it too
OFFERS = {
    "mentor": "A mentor", "feedback": "Feedback on your work", "reference": "A reference",
    "credit": "Study credit", "internship": "May lead to an internship", "job": "May lead to a job",
}  # fmt: skip
# What a currency's floor is worth where a board states none.
_NO_FLOOR = Decimal(20)
# Where bands of pay and of rate begin, in hours at the floor and in floors.
_PAY_STEPS = (Decimal(10), Decimal(25), Decimal(50))
_RATE_STEPS = (Decimal("1.4"), Decimal(2), Decimal(3))
_ROUND = tuple(map(Decimal, ("1", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10")))


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """What Pagefind is told of a listing. `url` is its id: it comes back with what is found."""

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
    """All that a student may type to find it and that its card does not say.

    Other names of skills stand at the end, where an excerpt comes from last.
    """
    known = board.vocabularies
    aliases = _aliases(known.skills, (*listing.skills, *listing.gains))
    parts = [
        listing.description.plain,
        *(item.what for item in listing.deliverables),
        f"Needs {_named(known.skills, listing.skills)}.",
        f"Teaches {_named(known.skills, listing.gains)}." if listing.gains else "",
        f"{known.categories.label(listing.category)}.",
        f"{known.industries.label(board.industry_of(listing))}.",
        f"Open to people from {wording.applicants(listing)}."
        if wording.applicants(listing)
        else "",
        f"For {', '.join(wording.AUDIENCES[item] for item in listing.eligibility.audience)}.",
        *(f"{OFFERS[item]}." for item in listing.offers.named),
        f"In {wording.language(listing.language)}.",
        f"{ALSO_CALLED} {', '.join(aliases)}." if aliases else "",
    ]
    return "\n".join(part for part in parts if part)


def _named(known: Vocabulary, identifiers: Iterable[str]) -> str:
    """`Excel, Interviewing`"""
    return ", ".join(known.label(name) for name in identifiers)


def _aliases(known: Vocabulary, identifiers: Iterable[str]) -> tuple[str, ...]:
    """`("MS Excel", "spreadsheets")`: every other name that people use."""
    terms = (known.terms[name] for name in identifiers if name in known)
    return tuple(alias for term in terms for alias in term.aliases)


def columns(board: Board, fragments: Sequence[str]) -> Artifact:
    """The file of columns. `fragments`: the name of Pagefind's fragment of each open listing."""
    rows, known = board.open, board.vocabularies
    first = min((item.deadline for item in rows), default=board.today)
    data = {
        "language": board.settings.language,
        "fragments": " ".join(
            name.removeprefix(f"{board.settings.language}_") for name in fragments
        ),
        "skill": _many(rows, lambda item: item.skills, known.skills.label),
        "category": _one(rows, lambda item: item.category, known.categories.label),
        "industry": _one(rows, board.industry_of, known.industries.label),
        "mode": _one(rows, lambda item: item.place.mode, wording.MODES.__getitem__),
        "country": _many(rows, lambda item: item.open_to, wording.country),
        "level": _one(rows, lambda item: item.level, wording.LEVELS.__getitem__),
        "audience": _many(rows, _for, _capital),
        "offers": _many(rows, lambda item: item.offers.named, OFFERS.__getitem__),
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
    """The columns that only /match/ needs, of the same rows."""
    rows, known = board.open, board.vocabularies
    data = {
        "gains": _many(rows, lambda item: item.gains, known.skills.label),
        "language": _many(rows, lambda item: (item.main_language,), wording.language),
    }
    return _packed(MATCH_PATH, data)


def _packed(path: str, data: dict[str, Any]) -> Artifact:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Artifact(path, zlib.compress(text.encode(), 9))


def _for(listing: Listing) -> tuple[str, ...]:
    """Whom it is for; none means anyone."""
    audience = listing.eligibility.audience
    return () if "anyone" in audience else audience


def _capital(audience: str) -> str:
    return wording.AUDIENCES[audience].capitalize()


_Rows = Sequence[Listing]
_Label = Callable[[str], str]


def _one(rows: _Rows, value: Callable[[Listing], str], label: _Label) -> dict[str, Any]:
    """A column with one value a row."""
    found = [value(item) for item in rows]
    place, values = _values(found, label)
    return {"values": values, "rows": [place[item] for item in found]}


def _many(rows: _Rows, value: Callable[[Listing], Iterable[str]], label: _Label) -> dict[str, Any]:
    """A column with any number of values a row."""
    found = [tuple(dict.fromkeys(value(item))) for item in rows]
    place, values = _values((name for names in found for name in names), label)
    return {"values": values, "rows": [[place[name] for name in names] for names in found]}


def _values(used: Iterable[str], label: _Label) -> tuple[dict[str, int], list[list[str]]]:
    """The values in use, by label, and the place of each."""
    values = sorted(((label(name), name) for name in {*used}), key=lambda item: item)
    return {name: at for at, (_, name) in enumerate(values)}, [
        [name, text] for text, name in values
    ]


def _currencies(board: Board) -> dict[str, Any]:
    """The column of currencies: sign, floor, and where the bands of pay and of rate begin."""
    column = _one(board.open, lambda item: item.pay.currency, wording.symbol)
    for value in column["values"]:
        floor = board.settings.floors.get(value[0], _NO_FLOOR)
        pay, rate = (
            [_rounded(floor * step) for step in steps] for steps in (_PAY_STEPS, _RATE_STEPS)
        )
        value += [json_number(floor), pay, rate]
    return column


def _rounded(amount: Decimal) -> int | float:
    """The round number nearest to `amount`: 350 becomes 400, 19.6 becomes 20."""
    unit = Decimal(1).scaleb(amount.adjusted())
    return json_number(min(_ROUND, key=lambda step: (abs(step * unit - amount), step)) * unit)


def _collection(collection: Collection) -> dict[str, Any]:
    """Its conditions, so that the browser knows which searches it contains."""
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
