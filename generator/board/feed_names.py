"""The titles and descriptions of feeds, and which feeds a page announces."""

from __future__ import annotations

from typing import NamedTuple

from generator.board.board import Board
from generator.board.slices import Slice, SliceKind
from generator.model.safe_text import one_line


class Alternate(NamedTuple):
    """A feed that a page announces: `<link rel="alternate" type=… title=… href=…>`."""

    title: str
    type: str
    href: str


# The feed formats that pages announce: label, media type, file name.
FORMATS = (
    ("RSS", "application/rss+xml", "feed.xml"),
    ("Atom", "application/atom+xml", "atom.xml"),
    ("JSON Feed", "application/feed+json", "feed.json"),
)


def alternates(board: Board, part: Slice | None, root: str) -> tuple[Alternate, ...]:
    """The feeds that a page announces, with addresses relative to the page.

    The page of a slice (`part`) announces the slice's own feeds first; every page announces the
    board's. `root` is the path from the page to the site's root: `../../`, or empty for the home
    page.
    """
    name = board.name
    whole = tuple(Alternate(f"{name} ({f})", kind, root + file) for f, kind, file in FORMATS)
    if part is None:
        return whole
    title = title_of(board, part)
    return tuple(Alternate(f"{title} ({f})", kind, file) for f, kind, file in FORMATS) + whole


def title_of(board: Board, part: Slice) -> str:
    """The title of the feeds of `part`."""
    return board.name if part.kind is SliceKind.BOARD else f"{part.label} – {board.name}"


def description_of(board: Board, part: Slice) -> str:
    """The description of the feeds of `part`, in one sentence."""
    name = board.name
    match part.kind:
        case SliceKind.BOARD:
            fallback = f"Every open microinternship on {name}"
            return one_line(board.settings.description) or fallback
        case SliceKind.EMPLOYER:
            return f"Open microinternships at {part.label}, from {name}"
        case SliceKind.COLLECTION:
            return one_line(part.about) or f"{part.label}: open microinternships, from {name}"
        case _:
            return f"Open microinternships in {part.label}, from {name}"
