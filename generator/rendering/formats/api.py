"""`api/v1/`: the board as plain JSON files (docs/reference/api.md; openapi.json describes them).

Lists have one item on each line, and their order depends on the data alone. So the lines that
change are those of the listings that changed.

A list that grows with the board is in pages: `listings.json`, `listings-2.json` and so on. Each
leads to the following one with `next`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.board import history
from generator.model.json_text import compact_json
from generator.model.listing import Listing
from generator.rendering import api_data
from generator.rendering.artifact import Artifact
from generator.rendering.feed import Publication, file_name
from generator.rendering.listing_json import Json, ListingSerializer
from generator.rendering.pagination import chunks

PAGE_SIZE = 1000  # items on a page of a list: a page of listings is then about 1 MB


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
    folder = f"{board.settings.url}api/v1/"
    for name, items in lists.items():
        yield from _pages(name, items, folder)
    if board.exchange.day:
        table = compact_json(api_data.exchange_rates(board)) + b"\n"
        yield Artifact("api/v1/exchange_rates.json", table)
    yield from _changes(publication, folder)
    for path, content in history.history_files(publication.history):
        yield Artifact(path, content)


def api_listings(publication: Publication) -> Callable[[Listing], Iterator[Artifact]]:
    """A function that makes the file of one listing, with its former ids as well.

    A former id that belongs to another listing now is left out.
    """
    board = publication.board
    serializer = ListingSerializer(board, publication.modified)

    def write(listing: Listing) -> Iterator[Artifact]:
        content = compact_json(serializer.full(listing)) + b"\n"
        former = (alias for alias in listing.aliases if alias not in board.by_id)
        for name in (listing.id, *former):
            yield Artifact(f"api/v1/listings/{name}.json", content)

    return write


def _pages(name: str, items: list[Json], folder: str) -> Iterator[Artifact]:
    """`items` in pages. `count` is their number on all pages."""
    pages = chunks(items, PAGE_SIZE) or [[]]
    for number, page in enumerate(pages, start=1):
        head = {"count": len(items)} | _next(name, number, len(pages), folder)
        yield _page(name, number, head | {name: page})


def _changes(publication: Publication, folder: str) -> Iterator[Artifact]:
    """All changes in pages, the latest first; each page has its own, in three lists."""
    since, until, found = api_data.changes(publication)
    pages = chunks(found, PAGE_SIZE) or [[]]
    for number, page in enumerate(pages, start=1):
        head: Json = {"since": since.isoformat(), "until": until.isoformat()}
        head |= _next("changes", number, len(pages), folder)
        lists = {kind: [item for of, item in page if of == kind] for kind in api_data.CHANGES}
        yield _page("changes", number, head | lists)


def _next(name: str, number: int, last: int, folder: str) -> Json:
    return {"next": folder + file_name(name, "json", number + 1)} if number < last else {}


def _page(name: str, number: int, fields: Json) -> Artifact:
    """The file of a page: a JSON object, in which each item of a list is on a line of its own."""
    parts = [
        compact_json(key)
        + b":"
        + (
            _lines([compact_json(item) for item in value])
            if isinstance(value, list)
            else compact_json(value)
        )
        for key, value in fields.items()
    ]
    return Artifact(f"api/v1/{file_name(name, 'json', number)}", b"{" + b",".join(parts) + b"}\n")


def _lines(items: list[bytes]) -> bytes:
    return b"[\n" + b",\n".join(items) + b"\n]" if items else b"[]"
