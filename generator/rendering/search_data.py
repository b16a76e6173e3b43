"""The columns of the search on /browse/: every open listing as a row of facts.

The browser gets the columns in one small file, with a row for each listing, newest first. It uses
them to filter, to count facets and to sort. The words are in files of their own: word_index.py.

Other boards of a network read the file too, whatever version of the program they have: `FORMAT`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from generator.board import wording
from generator.board.board import Board
from generator.board.feed_names import FEEDS, formats_of
from generator.board.slices import FOLDERS
from generator.model.collection import Collection
from generator.model.listing import Listing
from generator.model.numbers import json_number
from generator.rendering.api_data import exchange_rates
from generator.rendering.artifact import Artifact
from generator.rendering.search_text import OFFERS
from generator.rendering.word_index import packed
from generator.rendering.work_sites import work_site, work_sites

COLUMNS_PATH = "find/columns.bin"
MATCH_PATH = "find/match.bin"
# Boards that read this file compare it with what they know. It grows when something that is there
# already changes its meaning, not when something is added. The first format had no number, no
# `zone` and no `posted`.
FORMAT = 2


def columns(board: Board, words: Sequence[Sequence[str]] = ()) -> Artifact:
    """The file of columns, which assets/browse/columns.js reads.

    `words`: the first word of each part of the index of words, and the name of its file.
    """
    rows, vocabularies = board.open, board.vocabularies
    first = min((item.deadline for item in rows), default=board.today)
    newest = max((item.posted for item in rows), default=board.today)
    data = {
        "format": FORMAT,
        "language": board.settings.language,
        "zone": board.settings.time_zone,
        "words": words,
        "ids": " ".join(item.id for item in rows),
        "origins": _origins(rows),
        "skill": _multiple(rows, lambda item: item.skills, vocabularies.skills.label),
        "category": _single(rows, lambda item: item.category, vocabularies.categories.label),
        "industry": _single(rows, board.industry_of, vocabularies.industries.label),
        "mode": _single(rows, lambda item: item.place.mode, wording.MODES.__getitem__),
        "country": _multiple(rows, lambda item: item.open_to, wording.country),
        "level": _single(rows, lambda item: item.level, wording.LEVELS.__getitem__),
        "audience": _multiple(rows, _audience, _audience_label),
        "offers": _multiple(rows, lambda item: item.offers.named, OFFERS.__getitem__),
        "verified": [int(board.employer_of(item).verified) for item in rows],
        "currency": _single(rows, lambda item: item.pay.currency, wording.symbol),
        "exchange": exchange_rates(board),
        "amount": [json_number(item.pay.amount.low) for item in rows],
        "hourly": [int(item.pay.per == "hour") for item in rows],
        "least": [json_number(item.hours.low) for item in rows],
        "most": [json_number(item.hours.high) for item in rows],
        "weeks": [item.duration_weeks for item in rows],
        "first": first.isoformat(),
        "deadline": [(item.deadline - first).days for item in rows],
        "newest": newest.isoformat(),
        "posted": [(newest - item.posted).days for item in rows],
        "feeds": _feeds(board),
        "collections": [_collection(item) for item in board.settings.collections],
    }
    return Artifact(COLUMNS_PATH, packed(data))


def _origins(rows: _Rows) -> dict[str, str]:
    """The address of each board that rows come from, by what their ids begin with: `north--`.

    Whoever searches these boards together knows by it that a project is the same.
    """
    boards = {item.origin.board for item in rows if item.origin}
    return {board.id: board.url for board in sorted(boards, key=lambda board: board.id)}


def match_columns(board: Board) -> Artifact:
    """The columns that only /match/ needs, with the same rows as `columns`."""
    rows, vocabularies = board.open, board.vocabularies
    data = {
        "gains": _multiple(rows, lambda item: item.gains, vocabularies.skills.label),
        "language": _multiple(rows, lambda item: (item.main_language,), wording.language),
        "site": _multiple(rows, _site, work_sites(rows).__getitem__),
    }
    return Artifact(MATCH_PATH, packed(data))


def _site(listing: Listing) -> tuple[str, ...]:
    """The id of the place where one has to be; empty if the work is remote."""
    site = work_site(listing)
    return (site[0],) if site else ()


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


def _feeds(board: Board) -> dict[str, list[str]]:
    """The folders of the slices that have a feed; its file and media type, of the first format."""
    first = {
        folder: next((item for item in formats_of(board.settings, kind) if item in FEEDS), None)
        for kind, folder in FOLDERS.items()
    }
    return {folder: [item.file, item.type] for folder, item in first.items() if item}


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
