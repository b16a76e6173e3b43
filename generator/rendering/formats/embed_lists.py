"""`embed/skills/excel.json`: the newest projects of a part of the board, for lists on other sites.

Each project is the facts on its card, in words. So an embedded list loads a few KB, however large
the board is; what it asks for beyond a part of the board needs the columns of the search
(assets/browse/chosen.js decides). `embed/all.json` is the whole board's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.board.board import Board
from generator.board.slices import Slice
from generator.model.json_text import compact_json
from generator.model.listing import Listing
from generator.rendering.artifact import Artifact
from generator.rendering.card_facts import card_facts
from generator.rendering.feed import Publication

# What a list can show (assets/embed/limit.js), and some in place of those that close before the
# next build.
_NEWEST = 24


def embed_lists(publication: Publication) -> Iterator[Artifact]:
    """The file of each part of the board. `deadlines` counts all of its open listings by day."""
    board = publication.board
    rendered = publication.rendered_entries("embed")
    for part in (feed.slice for feed in publication.feeds):
        for item in part.open[:_NEWEST]:
            if item.id not in rendered:
                rendered[item.id] = compact_json(_facts(board, item))
        head = {"zone": board.settings.time_zone, "deadlines": _deadlines(part)}
        lines = b",\n".join(rendered[item.id] for item in part.open[:_NEWEST])
        content = compact_json(head)[:-1] + b',"listings":[\n' + lines + b"\n]}\n"
        yield Artifact(f"embed/{part.path.removesuffix('/') or 'all'}.json", content)


def _facts(board: Board, listing: Listing) -> dict[str, str]:
    """What its card says, without what is empty, and without `hour`: only the board converts it."""
    facts = card_facts(board, listing)
    if listing.origin:
        facts["employer"] = listing.origin.employer_url
    return {name: text for name, text in facts.items() if text and name != "hour"}


def _deadlines(part: Slice) -> dict[str, int]:
    """How many close on each day: the browser leaves out those that have closed since."""
    counts = Counter(item.deadline.isoformat() for item in part.open)
    return dict(sorted(counts.items()))
