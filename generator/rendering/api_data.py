"""The answers of the API, as data: what `outputs/api.py` writes and `outputs/openapi.py` shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from generator.board.board import Board
from generator.board.history import CLOSED_DAYS, Trace
from generator.model.listing import Listing
from generator.model.vocabulary import Vocabulary
from generator.rendering.feed import Publication
from generator.rendering.listing_json import Json, employer


def employers(board: Board) -> list[Json]:
    """Every employer, by name, with the number of its open listings."""
    return [
        employer(board, item) | {"open": len(board.open_by_employer.get(item.id, ()))}
        for item in board.employers.values()
    ]


def skills(board: Board) -> list[Json]:
    """The vocabulary of skills, in its own order."""
    return _terms(board, board.vocabularies.skills, "skills", board.open_by_skill)


def categories(board: Board) -> list[Json]:
    """The vocabulary of categories, in its own order."""
    return _terms(board, board.vocabularies.categories, "categories", board.open_by_category)


def industries(board: Board) -> list[Json]:
    """The vocabulary of industries, in its own order."""
    return _terms(board, board.vocabularies.industries, "industries", board.open_by_industry)


def changes(publication: Publication) -> Json:
    """What opened, changed and closed in the last 30 days, the latest first."""
    board, traces = publication.board, publication.record.traces
    since = board.today - timedelta(days=CLOSED_DAYS)

    def those(day: Callable[[Trace], object]) -> list[Json]:
        dated = [(str(found), name) for name, trace in traces.items() if (found := day(trace))]
        recent = [item for item in dated if item[0] >= since.isoformat()]
        recent.sort(key=lambda item: item[1])
        recent.sort(key=lambda item: item[0], reverse=True)
        return [_change(board, name, traces[name], when) for when, name in recent]

    return {
        "since": since.isoformat(),
        "until": board.today.isoformat(),
        "opened": those(lambda trace: trace.first_seen),
        "changed": those(_changed),
        "closed": those(lambda trace: trace.closed),
    }


def _changed(trace: Trace) -> object:
    """The day of the last edit; none if that was the one that closed it."""
    return trace.changed if trace.edits and trace.changed != trace.closed else None


def _change(board: Board, name: str, trace: Trace, day: str) -> Json:
    found: Json = {"id": name, "date": day, "state": trace.state}
    if listing := board.by_id.get(name):
        found |= {"title": listing.title, "url": board.settings.url + listing.url}
    return found


def _terms(
    board: Board, words: Vocabulary, folder: str, open_: Mapping[str, tuple[Listing, ...]]
) -> list[Json]:
    found = []
    for term in words.terms.values():
        item: Json = {
            "id": term.id,
            "label": term.label,
            "url": f"{board.settings.url}{folder}/{term.id}/",
            "open": len(open_.get(term.id, ())),
            "aliases": term.aliases,
        }
        more = {"broader": term.broader, "description": term.description}
        found.append(item | {name: value for name, value in more.items() if value})
    return found
