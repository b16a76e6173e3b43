"""`api/v1/`: the board as plain JSON files (docs/reference/api.md; openapi.json describes them).

Lists have an item a line, in an order that never depends on anything but the data, so that a
file changes only where the board does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from generator.board import history
from generator.model.listing import Listing
from generator.rendering import api_data
from generator.rendering.artifact import Artifact
from generator.rendering.feed import Publication
from generator.rendering.listing_json import Json, Listings

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def api(publication: Publication) -> Iterator[Artifact]:
    """The lists, the changes, and the record for the next build."""
    board = publication.board
    listings = Listings(board, publication.modified)
    lists = {
        "listings": [listings.in_short(listing) for listing in board.open],
        "employers": api_data.employers(board),
        "skills": api_data.skills(board),
        "categories": api_data.categories(board),
        "industries": api_data.industries(board),
    }
    for name, items in lists.items():
        yield Artifact(f"api/v1/{name}.json", _list(name, items))
    yield Artifact("api/v1/changes.json", _changes(api_data.changes(publication)))
    yield Artifact(history.PATH, history.history_json(publication.history))


def api_listings(publication: Publication) -> Callable[[Listing], Iterator[Artifact]]:
    """What writes a listing by itself, whole: under its id, and under its former ones."""
    board = publication.board
    listings = Listings(board, publication.modified)

    def write(listing: Listing) -> Iterator[Artifact]:
        content = _bytes(listings.whole(listing)) + b"\n"
        former = (alias for alias in listing.aliases if alias not in board.by_id)
        for name in (listing.id, *former):
            yield Artifact(f"api/v1/listings/{name}.json", content)

    return write


def _list(name: str, items: Iterable[Json]) -> bytes:
    lines = [_bytes(item) for item in items]
    return b'{"count":%d,"%s":%s}\n' % (len(lines), name.encode(), _lines(lines))


def _changes(found: Json) -> bytes:
    parts = [
        _bytes(name)
        + b":"
        + (_lines([_bytes(item) for item in value]) if isinstance(value, list) else _bytes(value))
        for name, value in found.items()
    ]
    return b"{" + b",".join(parts) + b"}\n"


def _lines(items: list[bytes]) -> bytes:
    return b"[\n" + b",\n".join(items) + b"\n]" if items else b"[]"


def _bytes(value: object) -> bytes:
    return _ENCODER.encode(value).encode("utf-8", "replace")
