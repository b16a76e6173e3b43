"""`api/v1/`: the board as plain JSON files (docs/reference/api.md; openapi.json describes them).

Lists have one item on each line, and their order depends on the data alone. So the lines that
change are those of the listings that changed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from generator.board import history
from generator.model.listing import Listing
from generator.rendering import api_data
from generator.rendering.artifact import Artifact
from generator.rendering.feed import Publication
from generator.rendering.listing_json import Json, ListingSerializer

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def api(publication: Publication) -> Iterator[Artifact]:
    """The lists, the exchange rates, the changes, and the history for the next build."""
    board = publication.board
    serializer = ListingSerializer(board, publication.modified)
    lists = {
        "listings": [serializer.compact(listing) for listing in board.open],
        "employers": api_data.employers(board),
        "skills": api_data.skills(board),
        "categories": api_data.categories(board),
        "industries": api_data.industries(board),
        "countries": api_data.countries(board),
    }
    for name, items in lists.items():
        yield Artifact(f"api/v1/{name}.json", _list(name, items))
    if board.exchange.day:
        table = _bytes(api_data.exchange_rates(board)) + b"\n"
        yield Artifact("api/v1/exchange_rates.json", table)
    yield Artifact("api/v1/changes.json", _changes(api_data.changes(publication)))
    yield Artifact(history.PATH, history.history_json(publication.history))


def api_listings(publication: Publication) -> Callable[[Listing], Iterator[Artifact]]:
    """A function that makes the file of one listing, with its former ids as well.

    A former id that belongs to another listing now is left out.
    """
    board = publication.board
    serializer = ListingSerializer(board, publication.modified)

    def write(listing: Listing) -> Iterator[Artifact]:
        content = _bytes(serializer.full(listing)) + b"\n"
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
